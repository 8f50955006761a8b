package import Foundation
import Journal

/// Why a backup or a restore was refused.
package enum BackupError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Something is there already.
    case notEmpty(String)
    /// A part of the backup is not there.
    case incomplete(String, missing: String)
    /// The keys are not there.
    case noKeys(String)
    /// A file could not be copied.
    case copy(String, problem: String)

    /// What to do about it.
    package var description: String {
        switch self {
        case .notEmpty(let path): "\(path) is not empty: choose a new or an empty folder"
        case .incomplete(let path, let missing): "\(path) is no backup of a site: it has no \(missing)"
        case .noKeys(let path):
            "there are no keys in \(path): they are kept apart from the rest; name their folder with --keys"
        case .copy(let path, let problem): "\(path) could not be copied: \(problem)"
        }
    }
}

/// A site in another folder: configuration, templates, database and the files of records, and beside them the keys, to be kept elsewhere.
package struct SiteBackup: Sendable {
    private let folder: SitePaths

    /// The backup in a folder.
    package init(_ folder: URL) { self.folder = SitePaths(root: folder) }

    /// Where its keys are, to be moved to a place of their own.
    package var keys: URL { folder.keys }

    /// Copies a site while it is in use.
    /// - Parameter progress: told of the database's pages copied and all there are.
    /// - Throws: `BackupError`; `JournalError` for the database.
    package func make(of office: BoardOffice, progress: ((Int64, Int64) -> Void)? = nil) throws {
        try Self.requireEmpty(folder.root)
        try Self.makeFolder(folder.root)
        try Self.copy(office.paths.configuration, to: folder.configuration)
        if FileManager.default.fileExists(atPath: office.paths.templates.path) {
            try Self.copy(office.paths.templates, to: folder.templates)
        }
        // keys come after the database: a key is there before the first event that it seals, so none can be missing
        try office.journal.backup(to: folder.data, progress: progress)
        // files come after it, too: each is there before the event that names it
        if FileManager.default.fileExists(atPath: office.paths.records.path) {
            try Self.copy(office.paths.records, to: folder.records)
        }
        try Self.copy(office.paths.keys, to: folder.keys)
    }

    /// Puts a site back into a new folder and walks its whole journal.
    /// - Parameter keys: where the keys are, if they are not beside the rest.
    /// - Returns: what the walk found.
    /// - Throws: `BackupError`, `KeyringError` or `JournalError`.
    package func restore(
        to site: SitePaths, keys: URL? = nil, progress: ((Int64, Int64) -> Void)? = nil
    ) throws -> AuditReport {
        let files = FileManager.default
        let keys = keys ?? folder.keys
        guard files.fileExists(atPath: folder.configuration.path) else {
            throw BackupError.incomplete(folder.root.path, missing: folder.configuration.lastPathComponent)
        }
        guard files.fileExists(atPath: folder.database.path) else {
            throw BackupError.incomplete(folder.root.path, missing: "data/" + folder.database.lastPathComponent)
        }
        guard files.fileExists(atPath: keys.path) else { throw BackupError.noKeys(keys.path) }
        try Self.requireEmpty(site.root)
        try Self.makeFolder(site.root)
        try Self.copy(folder.configuration, to: site.configuration)
        if files.fileExists(atPath: folder.templates.path) { try Self.copy(folder.templates, to: site.templates) }
        try Self.copy(keys, to: site.keys)
        try Self.makeFolder(site.data)
        try Self.copy(folder.database, to: site.database)
        if files.fileExists(atPath: folder.records.path) { try Self.copy(folder.records, to: site.records) }
        let journal = try Journal(database: site.database, keyring: try Keyring(directory: site.keys))
        var report = AuditReport(try journal.verify(progress: progress))
        report.files = try RecordFileAudit(journal).examine()
        return report
    }

    private static func requireEmpty(_ folder: URL) throws(BackupError) {
        let found = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        guard found?.isEmpty ?? !FileManager.default.fileExists(atPath: folder.path) else {
            throw .notEmpty(folder.path)
        }
    }

    private static func makeFolder(_ folder: URL) throws(BackupError) {
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .copy(folder.path, problem: "\(error)")
        }
    }

    /// Copies a file or a folder, durably and for the owner alone.
    private static func copy(_ source: URL, to target: URL) throws(BackupError) {
        let files = FileManager.default
        var isFolder: ObjCBool = false
        guard files.fileExists(atPath: source.path, isDirectory: &isFolder) else {
            throw .copy(source.path, problem: "it is not there")
        }
        do {
            if isFolder.boolValue {
                try makeFolder(target)
                for name in try files.contentsOfDirectory(atPath: source.path).sorted() where !name.hasPrefix(".") {
                    try copy(source.appending(path: name), to: target.appending(path: name))
                }
            } else {
                guard files.createFile(atPath: target.path, contents: nil, attributes: [.posixPermissions: 0o600])
                else {
                    throw BackupError.copy(source.path, problem: "\(target.path) cannot be written")
                }
                let handle = try FileHandle(forWritingTo: target)
                defer { try? handle.close() }
                try handle.write(contentsOf: try Data(contentsOf: source, options: .alwaysMapped))
                try handle.synchronize()
            }
        } catch let error as BackupError {
            throw error
        } catch {
            throw .copy(source.path, problem: "\(error)")
        }
    }
}
