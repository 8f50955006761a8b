import Foundation

/// DICOM files and zips of them, made at run time.
enum ImageFiles {
    /// Whether the tools are here that make and read them.
    static var canBeMade: Bool { ["dump2dcm", "dcmdump", "unzip", "prlimit"].allSatisfy { path(of: $0) != nil } }

    /// A CT image with these headers, made by dcmtk's `dump2dcm`.
    static func dicom(
        name: String = "Test^Ada", birth: String = "19610314", series: Int = 1, image: Int = 1, more: String = "",
        pixels: Bool = true
    ) throws -> Data {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dicom-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let dump = folder.appending(path: "image.dump"), file = folder.appending(path: "image.dcm")
        let rows = pixels ? "(0028,0010) US 1\n(0028,0011) US 2\n(7fe0,0010) OW 0000\\0001\n" : ""
        try Data(
            """
            (0008,0005) CS [ISO_IR 192]
            (0008,0016) UI [1.2.840.10008.5.1.4.1.1.2]
            (0008,0018) UI [1.2.826.0.1.\(series).\(image)]
            (0008,0020) DA [20261012]
            (0008,0060) CS [CT]
            (0008,0080) LO [Klinik am Fluss]
            (0008,1030) LO [Staging]
            (0010,0010) PN [\(name)]
            (0010,0030) DA [\(birth)]
            (0018,0015) CS [CHEST]
            (0020,000d) UI [1.2.826.0.1]
            (0020,000e) UI [1.2.826.0.1.\(series)]
            \(more)
            \(rows)
            """.utf8
        ).write(to: dump)
        _ = try run("dump2dcm", ["-q", dump.path, file.path])
        return try Data(contentsOf: file)
    }

    /// The bytes of a raw deflate stream, as `gzip` makes them.
    static func deflated(_ data: Data) throws -> Data {
        let file = FileManager.default.temporaryDirectory.appending(path: "deflate-\(UUID().uuidString)")
        try data.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return Data(try run("gzip", ["-n", "-9", "-c", file.path]).dropFirst(10).dropLast(8))
    }

    private static func path(of command: String) -> String? {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(command)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    private static func run(_ command: String, _ arguments: [String]) throws -> Data {
        guard let path = path(of: command) else { throw CocoaError(.fileNoSuchFile) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.fileReadCorruptFile) }
        return output
    }
}

/// A zip, written by hand so that it can be wrong on purpose.
struct TestZip {
    struct Entry {
        var name: String
        var content: Data
        var packed: Data?
        /// What the directory says of the size.
        var declared: Int?
        /// The file's type and mode, as Unix has them.
        var mode: UInt32 = 0o100644
    }

    var entries: [Entry] = []

    mutating func add(
        _ name: String, _ content: Data, packed: Data? = nil, declared: Int? = nil, mode: UInt32 = 0o100644
    ) {
        entries.append(Entry(name: name, content: content, packed: packed, declared: declared, mode: mode))
    }

    var data: Data {
        var bytes = Data(), directory = Data()
        for entry in entries {
            let body = entry.packed ?? entry.content
            let common =
                Self.little(entry.packed == nil ? 0 : 8, 2) + Self.little(0, 4)
                + Self.little(Self.crc(entry.content), 4)
                + Self.little(UInt32(body.count), 4) + Self.little(UInt32(entry.declared ?? entry.content.count), 4)
                + Self.little(UInt32(entry.name.utf8.count), 2)
            directory +=
                Data("PK\u{1}\u{2}".utf8) + Self.little(0x031E, 2) + Self.little(20, 2) + Self.little(0, 2) + common
                + Self.little(0, 2) + Self.little(0, 2) + Self.little(0, 2) + Self.little(0, 2)
                + Self.little(entry.mode << 16, 4) + Self.little(UInt32(bytes.count), 4) + Data(entry.name.utf8)
            bytes +=
                Data("PK\u{3}\u{4}".utf8) + Self.little(20, 2) + Self.little(0, 2) + common + Self.little(0, 2)
                + Data(entry.name.utf8) + body
        }
        let count = Self.little(UInt32(entries.count), 2)
        return bytes + directory + Data("PK\u{5}\u{6}".utf8) + Self.little(0, 4) + count + count
            + Self.little(UInt32(directory.count), 4) + Self.little(UInt32(bytes.count), 4) + Self.little(0, 2)
    }

    private static func little(_ value: UInt32, _ bytes: Int) -> Data {
        Data((0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) })
    }

    private static func crc(_ data: Data) -> UInt32 {
        ~data.reduce(UInt32.max) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
    }
}
