package import Foundation
import GRDB

extension Journal {
    /// Copies the database, while it is in use, into a directory under its own name; durable when this returns. The
    /// keyring is not part of it: it has a backup of its own.
    /// - Parameter progress: called with the pages copied and all there are.
    /// - Throws: `JournalError.backupExists`, `.file`; GRDB's errors.
    package func backup(to directory: URL, progress: ((Int64, Int64) -> Void)? = nil) throws {
        let target = directory.appendingPathComponent(database.lastPathComponent)
        let draft = directory.appendingPathComponent(".\(database.lastPathComponent).draft")
        guard !FileManager.default.fileExists(atPath: target.path) else {
            throw JournalError.backupExists(path: target.path)
        }
        try FileManager.default.createDirectory(
            at: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        // What a backup that was cut off left behind.
        for leftover in [draft.path, draft.path + "-journal", draft.path + "-wal", draft.path + "-shm"] {
            unlink(leftover)
        }
        let descriptor = open(draft.path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure("create", draft) }
        close(descriptor)
        let copy = try DatabaseQueue(path: draft.path)
        try pool.backup(to: copy, pagesPerStep: 1024) { step in
            progress?(Int64(step.completedPageCount), Int64(step.totalPageCount))
        }
        // One file, complete without side files.
        try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
        try copy.close()
        try SecureFile.sync(draft)
        guard rename(draft.path, target.path) == 0 else { throw Self.failure("rename", draft) }
        try SecureFile.sync(directory, O_DIRECTORY)
    }

    private static func failure(_ operation: String, _ url: URL) -> JournalError {
        .file(path: url.path, operation: operation, reason: String(cString: strerror(errno)))
    }
}
