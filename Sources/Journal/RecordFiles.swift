import Crypto
package import Foundation

/// The files behind records, encrypted beside the database: each sealed with the key of its stream, found by the
/// SHA-256 of its clear bytes, kept once.
///
/// A stored file's name is a keyed hash of the digest, under the stream's own key: whoever sees the folder without the
/// keys could otherwise tell, from the digest of a document that they have or guess, whether this patient has it too.
/// For the same reason two cases never share a file.
package struct RecordFiles: Sendable {
    /// Where they lie, a folder for each stream.
    package let folder: URL
    let keyring: Keyring

    /// The store in a folder, whose keys are in a keyring.
    package init(folder: URL, keyring: Keyring) {
        self.folder = folder
        self.keyring = keyring
    }

    /// Keeps a file's content, durable when this returns; the same content again changes nothing.
    /// - Throws: `JournalError.keyDestroyed` for an erased stream, `.file`; `KeyringError`.
    package func store(_ clear: URL, of stream: StreamID) throws -> (digest: String, size: Int) {
        let key = try key(of: stream)
        let (digest, size) = try Self.measure(clear)
        let home = home(of: stream)
        try SecureFile.makeDirectory(folder)
        try SecureFile.makeDirectory(home)
        let target = home.appendingPathComponent(Self.name(of: digest, key: key))
        if access(target.path, F_OK) == 0 {
            do {
                try check(digest, of: stream)
                return (digest, size)
            } catch JournalError.damaged {
                // what is there is of no use: the whole file takes its place
            }
        }
        let seal = FrameSeal(key: key, stream: stream, digest: digest, size: size)
        try RecordFileDraft(in: home).fill(from: clear, seal, as: target)
        return (digest, size)
    }

    /// The clear content, frame by frame.
    /// - Throws: `JournalError.keyDestroyed`; `.file` where it is not there; `.damaged` where it is no stored file.
    package func read(_ digest: String, of stream: StreamID) throws -> RecordFileReader {
        let key = try key(of: stream)
        let file = home(of: stream).appendingPathComponent(Self.name(of: digest, key: key))
        return try RecordFileReader(file, key: key, stream: stream, digest: digest)
    }

    /// Writes the clear content into a new file that only its owner may read; nothing is left of one that fails.
    /// - Throws: as `read`; `.file` where the target is there already.
    package func copy(_ digest: String, of stream: StreamID, to target: URL) throws {
        var reader = try read(digest, of: stream)
        let descriptor = open(target.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure("create", target) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            while let bytes = try reader.next() { try handle.write(contentsOf: bytes) }
            try handle.synchronize()
        } catch {
            unlink(target.path)
            throw error
        }
    }

    /// Reads a file through and compares it with its digest.
    /// - Throws: as `read`; `.damaged` where a byte was changed, cut off or exchanged.
    package func check(_ digest: String, of stream: StreamID) throws {
        var reader = try read(digest, of: stream)
        while try reader.next() != nil {}
    }

    /// Whether a stream has files; an erased one must not.
    package func holdsFiles(of stream: StreamID) -> Bool { access(home(of: stream).path, F_OK) == 0 }

    /// Removes every file of a stream; there may be none.
    func removeAll(of stream: StreamID) throws {
        let home = home(of: stream)
        guard access(home.path, F_OK) == 0 else { return }
        try FileManager.default.removeItem(at: home)
        try SecureFile.sync(folder, O_DIRECTORY)
    }

    private func home(of stream: StreamID) -> URL {
        folder.appendingPathComponent(Self.hex(SHA256.hash(data: Data(stream.description.utf8))), isDirectory: true)
    }

    private func key(of stream: StreamID) throws -> SymmetricKey {
        switch try keyring.key(for: stream) {
        case .present(let key):
            return HKDF<SHA256>.deriveKey(
                inputKeyMaterial: key, salt: Data("tumorboard records 1".utf8), info: Data("record files".utf8),
                outputByteCount: 32)
        case .destroyed: throw JournalError.keyDestroyed(stream)
        case .absent: throw JournalError.keyMissing(stream)
        }
    }

    private static func name(of digest: String, key: SymmetricKey) -> String {
        hex(HMAC<SHA256>.authenticationCode(for: Data("name \(digest)".utf8), using: key)) + ".record"
    }

    /// The digest and the size of a file, read a piece at a time.
    private static func measure(_ file: URL) throws -> (digest: String, size: Int) {
        let handle = try FileHandle(forReadingFrom: file)
        defer { try? handle.close() }
        var hash = SHA256()
        var size = 0
        while let bytes = try handle.read(upToCount: RecordFrame.clearSize), !bytes.isEmpty {
            hash.update(data: bytes)
            size += bytes.count
        }
        return (hex(hash.finalize()), size)
    }

    static func hex(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    static func failure(_ operation: String, _ url: URL) -> JournalError {
        .file(path: url.path, operation: operation, reason: String(cString: strerror(errno)))
    }
}
