import Crypto
package import Foundation

/// How a stored file is cut: frames of this many clear bytes, each sealed by itself, so that no file needs more memory
/// than one of them.
enum RecordFrame {
    static let clearSize = 1 << 20
    /// The nonce before the sealed bytes and the tag after them.
    static let overhead = 12 + 16
    /// Names the form; then the clear size in eight bytes.
    static let mark = Data("tumorboard record 1\n".utf8)
    static let headerSize = mark.count + 8
}

/// Seals and opens frames. Each is bound to its stream, the digest and size of the whole, its place and whether it is
/// the last, so that none can be exchanged, left out, repeated or moved to another file.
struct FrameSeal {
    let key: SymmetricKey
    let stream: StreamID
    let digest: String
    let size: Int

    var header: Data {
        RecordFrame.mark + withUnsafeBytes(of: UInt64(size).bigEndian) { Data($0) }
    }

    /// An empty file has one empty frame: its end, too, is sealed.
    var frames: Int { max(1, (size + RecordFrame.clearSize - 1) / RecordFrame.clearSize) }

    /// The bytes of a frame with its nonce and tag.
    func sealedSize(_ index: Int) -> Int {
        RecordFrame.overhead + min(RecordFrame.clearSize, size - index * RecordFrame.clearSize)
    }

    /// The nonce is the system's: a repeated one would break the seal.
    func seal(_ clear: Data, _ index: Int) throws -> Data {
        let box = try AES.GCM.seal(clear, using: key, authenticating: binding(index))
        return Data(box.nonce) + box.ciphertext + box.tag
    }

    /// - Throws: `JournalError.damaged`.
    func open(_ sealed: Data, _ index: Int) throws(JournalError) -> Data {
        do {
            return try AES.GCM.open(
                AES.GCM.SealedBox(combined: sealed), using: key, authenticating: binding(index))
        } catch {
            throw damage("frame \(index + 1) of \(frames) does not open")
        }
    }

    func damage(_ what: String) -> JournalError {
        .damaged(what: "the stored file \(digest.prefix(12))… of \(stream): \(what); put it back from a backup")
    }

    private func binding(_ index: Int) -> Data {
        var fields = CanonicalBytes()
        fields.add("record file 1")
        fields.add(stream.description)
        fields.add(digest)
        fields.add(Int64(size))
        fields.add(Int64(index))
        fields.add(index == frames - 1 ? "last" : "more")
        return fields.bytes
    }
}

/// The clear content of a stored file, a frame at a time; at its end it has been compared with its digest.
package struct RecordFileReader {
    /// Bytes in clear.
    package var size: Int { seal.size }
    private let handle: FileHandle
    private let seal: FrameSeal
    private var hash = SHA256()
    private var index = 0

    init(_ file: URL, key: SymmetricKey, stream: StreamID, digest: String) throws {
        let descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw RecordFiles.failure("open the stored file", file) }
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        let header = try handle.read(upToCount: RecordFrame.headerSize) ?? Data()
        let size = header.dropFirst(RecordFrame.mark.count).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        seal = FrameSeal(key: key, stream: stream, digest: digest, size: Int(truncatingIfNeeded: size))
        guard header.count == RecordFrame.headerSize, header.starts(with: RecordFrame.mark), size < 1 << 50 else {
            throw seal.damage("it does not begin as one")
        }
    }

    /// The next clear bytes; nil at the end. An empty file gives nil at once.
    /// - Throws: `JournalError.damaged`.
    package mutating func next() throws -> Data? {
        while index < seal.frames {
            let wanted = seal.sealedSize(index)
            let sealed = try handle.read(upToCount: wanted) ?? Data()
            guard sealed.count == wanted else { throw seal.damage("it is cut off") }
            let clear = try seal.open(sealed, index)
            hash.update(data: clear)
            index += 1
            if index == seal.frames { try finish() }
            if !clear.isEmpty { return clear }
        }
        return nil
    }

    private func finish() throws {
        guard try handle.read(upToCount: 1)?.isEmpty ?? true else { throw seal.damage("it is longer than it says") }
        guard RecordFiles.hex(hash.finalize()) == seal.digest else { throw seal.damage("it has another digest") }
    }
}

/// A file in the making: it gets its name when it is whole and durable, and leaves nothing behind when it fails.
struct RecordFileDraft {
    let folder: URL

    init(in folder: URL) { self.folder = folder }

    func fill(from clear: URL, _ seal: FrameSeal, as target: URL) throws {
        var template = Array(folder.appendingPathComponent(".draft-XXXXXX").path.utf8CString)
        // mkstemp gives mode 0600 and a name that no other process has.
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw RecordFiles.failure("write in", folder) }
        let draft = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let output = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try write(from: clear, seal, to: output)
            try output.synchronize()
            guard rename(draft, target.path) == 0 else { throw RecordFiles.failure("name", target) }
        } catch {
            unlink(draft)
            throw error
        }
        try SecureFile.sync(folder, O_DIRECTORY)
    }

    private func write(from clear: URL, _ seal: FrameSeal, to output: FileHandle) throws {
        let input = try FileHandle(forReadingFrom: clear)
        defer { try? input.close() }
        try output.write(contentsOf: seal.header)
        for index in 0..<seal.frames {
            let wanted = seal.sealedSize(index) - RecordFrame.overhead
            let bytes = wanted == 0 ? Data() : try input.read(upToCount: wanted) ?? Data()
            guard bytes.count == wanted else {
                throw JournalError.file(path: clear.path, operation: "read", reason: "it changed meanwhile")
            }
            try output.write(contentsOf: try seal.seal(bytes, index))
        }
    }
}
