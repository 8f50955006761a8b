import Foundation

/// Small files that only their owner may read, written so that a crash leaves the old one or the new one whole.
enum SecureFile {
    /// The file's bytes; nil where there is none.
    /// - Throws: `KeyringError.open` where group or others may reach it, `.file` where it cannot be read.
    static func read(_ url: URL) throws(KeyringError) -> Data? {
        let descriptor = open(url.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw failure("open", url)
        }
        defer { close(descriptor) }
        try checkMode(descriptor, url, mend: "chmod 600")
        var bytes = [UInt8](repeating: 0, count: 4096)
        var used = 0
        while used < bytes.count {
            let room = bytes.count - used
            let got = bytes.withUnsafeMutableBytes {
                Foundation.read(descriptor, $0.baseAddress?.advanced(by: used), room)
            }
            if got == 0 { return Data(bytes[..<used]) }
            if got > 0 { used += got } else if errno != EINTR { throw failure("read", url) }
        }
        throw .damaged(path: url.path, why: "it is longer than any key file")
    }

    /// Makes a directory that only its owner may enter.
    static func makeDirectory(_ url: URL) throws(KeyringError) {
        guard mkdir(url.path, 0o700) == 0 || errno == EEXIST else { throw failure("make the directory", url) }
        try checkDirectory(url)
    }

    /// Refuses a directory that group or others may enter.
    static func checkDirectory(_ url: URL) throws(KeyringError) {
        let descriptor = open(url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { throw .missing(path: url.path) }
            throw failure("open", url)
        }
        defer { close(descriptor) }
        try checkMode(descriptor, url, mend: "chmod 700")
    }

    /// Writes a new file; false, and nothing changed, where the name is taken: of two processes exactly one creates it.
    static func create(_ url: URL, _ bytes: Data) throws(KeyringError) -> Bool {
        let draft = try write(draftOf: url, bytes)
        defer { unlink(draft.path) }
        guard link(draft.path, url.path) == 0 else {
            if errno == EEXIST { return false }
            throw failure("create", url)
        }
        try sync(url.deletingLastPathComponent(), O_DIRECTORY)
        return true
    }

    /// Puts a file in the place of whatever has its name.
    static func replace(_ url: URL, _ bytes: Data) throws(KeyringError) {
        let draft = try write(draftOf: url, bytes)
        guard rename(draft.path, url.path) == 0 else {
            let error = failure("replace", url)
            unlink(draft.path)
            throw error
        }
        try sync(url.deletingLastPathComponent(), O_DIRECTORY)
    }

    /// Writes over a file's bytes in place, as far as the file system lets that reach the medium.
    static func blank(_ url: URL) throws(KeyringError) {
        let descriptor = open(url.path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return }
            throw failure("open", url)
        }
        defer { close(descriptor) }
        let length = Int(lseek(descriptor, 0, SEEK_END))
        guard length >= 0, lseek(descriptor, 0, SEEK_SET) == 0 else { throw failure("measure", url) }
        try writeAll([UInt8](repeating: 0, count: length), to: descriptor, url)
    }

    /// Makes a file's or a directory's content durable.
    static func sync(_ url: URL, _ flags: Int32 = 0) throws(KeyringError) {
        let descriptor = open(url.path, O_RDONLY | O_CLOEXEC | flags)
        guard descriptor >= 0 else { throw failure("open", url) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("sync", url) }
    }

    private static func write(draftOf url: URL, _ bytes: Data) throws(KeyringError) -> URL {
        let directory = url.deletingLastPathComponent()
        var template = Array(directory.appendingPathComponent(".draft-XXXXXX").path.utf8CString)
        // mkstemp gives mode 0600 and a name that no other process has.
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw failure("write in", directory) }
        defer { close(descriptor) }
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let draft = URL(fileURLWithPath: path)
        do throws(KeyringError) {
            try writeAll([UInt8](bytes), to: descriptor, url)
        } catch {
            unlink(draft.path)
            throw error
        }
        return draft
    }

    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32, _ url: URL) throws(KeyringError) {
        var sent = 0
        while sent < bytes.count {
            let rest = bytes.count - sent
            let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress?.advanced(by: sent), rest) }
            if count >= 0 { sent += count } else if errno != EINTR { throw failure("write", url) }
        }
        guard fsync(descriptor) == 0 else { throw failure("sync", url) }
    }

    private static func checkMode(_ descriptor: Int32, _ url: URL, mend: String) throws(KeyringError) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure("inspect", url) }
        guard status.st_mode & 0o077 == 0 else {
            let mode = String(status.st_mode & 0o777, radix: 8)
            throw .open(path: url.path, mode: mode, mend: "\(mend) '\(url.path)'")
        }
    }

    private static func failure(_ operation: String, _ url: URL) -> KeyringError {
        .file(path: url.path, operation: operation, reason: String(cString: strerror(errno)))
    }
}
