import Foundation

/// A zip of DICOM images: looked at before it is unpacked, and again after.
struct ImageArchive {
    let file: URL
    let settings: RecordSettings
    private static let mostEntries = 20_000
    /// Pixels compress two to four times, an empty image perhaps fifty times; a bomb a thousand times.
    private static let largestRatio = 200

    /// Unpacks the images into a folder; what is no image is looked at and removed.
    /// - Throws: `FileRefusal`.
    func unpack(into folder: URL) async throws {
        let listing = try await listing()
        let expected = listing.total
        var unzip = BoundedTool(command: settings.unzipCommand, seconds: 300)
        unzip.fileLimit = listing.largest
        unzip.watch = {
            // what a directory of a zip says about sizes may be a lie
            guard try Self.files(in: folder).reduce(0, { $0 + $1.size }) <= expected else {
                throw FileRefusal.archive("it unpacks to more than it says")
            }
        }
        let result = try await unzip.run(["-qq", "-o", "-P", "", "-d", folder.path, file.path])
        guard result.code == 0 || result.code == 1 else {
            throw FileRefusal.archive("it is damaged and cannot be unpacked: make it again")
        }
        try check(Self.files(in: folder), expected: expected)
    }

    private func check(_ found: [(url: URL, size: Int)], expected: Int) throws {
        guard found.reduce(0, { $0 + $1.size }) <= expected else {
            throw FileRefusal.archive("it unpacks to more than it says")
        }
        var images = 0
        for (url, _) in found {
            let kind: FileKind
            do {
                kind = try FileInspector.kind(of: url)
            } catch let refusal as FileRefusal {
                if refusal == .empty || url.lastPathComponent.hasPrefix(".") {
                    try FileManager.default.removeItem(at: url)
                    continue
                }
                throw FileRefusal.archive(
                    "it holds “\(SafeName.shown(url.lastPathComponent))” (\(refusal.guess)): pack only the folder with the "
                        + "images, without viewer programs")
            }
            switch kind {
            case .dicom: images += 1
            case .dicomArchive: throw FileRefusal.archive("there is a zip in it: unpack that first")
            // a disc's read-me and the like: harmless, and no part of the images
            case .pdf, .jpeg, .png, .csv, .text: try FileManager.default.removeItem(at: url)
            }
        }
        guard images > 0 else {
            throw FileRefusal.archive("there is no DICOM image in it: send reports and pictures one by one")
        }
    }

    /// What the zip's directory says, once nothing in it is suspicious.
    private func listing() async throws -> (total: Int, largest: Int) {
        let tool = BoundedTool(command: settings.unzipCommand, seconds: 60, outputLimit: 16 << 20)
        let result = try await tool.run(["-Z", "-l", file.path])
        guard result.code == 0 else { throw FileRefusal.archive("it is damaged or incomplete: make it again") }
        let lines = String(decoding: result.output, as: UTF8.self).split(separator: "\n")
        // two lines of heading, one of totals
        let entries = try lines.dropFirst(2).dropLast().map(ArchiveEntry.init)
        guard entries.count <= Self.mostEntries else {
            throw FileRefusal.archive("it holds more than \(Self.mostEntries) files: send one examination a zip")
        }
        for entry in entries {
            if let problem = entry.problem { throw FileRefusal.archive(problem) }
        }
        let total = entries.reduce(0) { $0 + $1.size }
        guard total <= settings.maxUnpackedBytes else {
            throw FileRefusal.archive("it unpacks to more than \(settings.maxUnpackedMB) MB: send it in parts")
        }
        let packed = (try file.resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0
        guard total <= max(packed, 4_096) * Self.largestRatio else {
            throw FileRefusal.archive("it unpacks to more than \(Self.largestRatio) times its size")
        }
        return (total, entries.map(\.size).max() ?? 0)
    }

    /// Every file under a folder. What is neither file nor folder is refused.
    private static func files(in folder: URL) throws -> [(url: URL, size: Int)] {
        let keys: [URLResourceKey] = [.isRegularFileKey, .isDirectoryKey, .isSymbolicLinkKey, .fileSizeKey]
        guard let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: keys) else { return [] }
        var files: [(url: URL, size: Int)] = []
        for case let url as URL in walk {
            // while it is being unpacked, a name may be gone again
            guard let values = try? url.resourceValues(forKeys: Set(keys)) else { continue }
            guard values.isSymbolicLink != true, values.isRegularFile == true || values.isDirectory == true else {
                throw FileRefusal.archive("it holds a link or a device")
            }
            if values.isRegularFile == true { files.append((url, values.fileSize ?? 0)) }
        }
        return files
    }
}

/// One line of `unzip -Z -l`: `-rw-r--r--  3.0 unx 578 bx 316 defN 26-Nov-21 11:58 s1/IM1`.
struct ArchiveEntry {
    let permissions: Substring
    let type: Substring
    let size: Int
    let name: String

    init(_ line: Substring) throws {
        let fields = line.split(separator: " ", maxSplits: 9, omittingEmptySubsequences: true)
        guard fields.count == 10, let size = Int(fields[3]), size >= 0 else {
            throw FileRefusal.archive("its directory cannot be read: make it again")
        }
        (permissions, type, self.size, name) = (fields[0], fields[4], size, String(fields[9]))
    }

    /// Why it must not be unpacked; nil where nothing is wrong with it.
    var problem: String? {
        if permissions.hasPrefix("l") { return "it holds a link to somewhere else" }
        if let kind = permissions.first, !"-d?".contains(kind) { return "it holds a device" }
        if type.first?.isUppercase == true { return "it is locked with a password: send it without one" }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        if name.hasPrefix("/") || name.contains("\\") || parts.contains("..") || name.dropFirst().hasPrefix(":") {
            return "a name in it leads out of its folder"
        }
        if parts.count > 32 || name.utf8.count > 1_024 { return "its folders are nested too deeply" }
        return nil
    }
}
