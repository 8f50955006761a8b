package import Foundation
import GRDB

/// A site's append-only events and everything that changes in their transactions, in one SQLite database that several
/// processes may hold open at once. What is sealed opens with the keyring alone.
package final class Journal: Sendable {
    /// The database file.
    package let database: URL
    /// The files behind records, in the folder `records` beside the database.
    package let files: RecordFiles
    let keyring: Keyring
    let pool: DatabasePool

    /// Opens the journal, creating it (mode 0600) or bringing its tables up to date where needed.
    /// - Throws: `JournalError`: `.wrongKeyring`, `.newerSchema`, `.busy`, `.file`; GRDB's errors for a broken file.
    package init(database: URL, keyring: Keyring) throws {
        // SQLite gives its side files the mode of this one. A file that is there must not be opened past SQLite: closing
        // it again would drop the locks of every other connection of this process, and another process could then take
        // the write-ahead log away under them (sqlite.org/howtocorrupt.html, 2.2).
        let descriptor = open(database.path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            close(descriptor)
        } else if errno != EEXIST {
            let reason = String(cString: strerror(errno))
            throw JournalError.file(path: database.path, operation: "open the database", reason: reason)
        }
        var configuration = Configuration()
        configuration.label = "journal"
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { db in
            if !db.configuration.readonly { try db.execute(sql: "PRAGMA secure_delete = ON") }
        }
        self.database = database
        self.keyring = keyring
        files = RecordFiles(
            folder: database.deletingLastPathComponent().appendingPathComponent("records", isDirectory: true),
            keyring: keyring)
        pool = try DatabasePool(path: database.path, configuration: configuration)
        // GRDB sets NORMAL with WAL; an acknowledged event must survive a power cut.
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        try migrate()
        try bind()
    }

    /// A stream's events from a version on, oldest first; none where the stream does not exist.
    /// - Throws: `JournalError.keyDestroyed`, `.keyMissing`, `.unreadable`.
    package func read(_ stream: StreamID, from version: Int = 1) throws -> [StoredEvent] {
        try reading { db in
            guard let state = try Self.state(of: stream, db) else { return [] }
            if state.erased { throw JournalError.keyDestroyed(stream) }
            let rows = try Row.fetchCursor(
                db, sql: "SELECT * FROM event WHERE stream = ? AND version >= ? ORDER BY version",
                arguments: [stream.description, version])
            var events: [StoredEvent] = []
            while let row = try rows.next() { events.append(try self.event(row)) }
            return events
        }
    }

    /// All streams of a kind, in order of their ids.
    package func streams(kind: String) throws -> [StreamID] {
        try reading { db in
            try Row.fetchAll(db, sql: "SELECT stream FROM stream WHERE kind = ? ORDER BY stream", arguments: [kind])
                .map { try $0.stream() }
        }
    }

    /// The number of events in a stream; 0 where it does not exist.
    package func version(of stream: StreamID) throws -> Int {
        try reading { try Self.state(of: stream, $0)?.version ?? 0 }
    }

    /// Whether a stream was erased.
    package func isErased(_ stream: StreamID) throws -> Bool {
        try reading { try Self.state(of: stream, $0)?.erased ?? false }
    }

    /// The last event's position and the chain's hash there; position 0 and zeros before the first.
    package func head() throws -> (position: Int64, hash: Data) {
        try reading { try Self.head($0) }
    }

    /// What is known of a stream beside its events.
    struct StreamState {
        var version: Int
        var sealed: Bool
        var erased: Bool
    }

    static func state(of stream: StreamID, _ db: Database) throws -> StreamState? {
        let row = try Row.fetchOne(
            db, sql: "SELECT version, sealed, erased FROM stream WHERE stream = ?", arguments: [stream.description])
        return try row.map {
            StreamState(
                version: try $0.value("version"), sealed: try $0.value("sealed"), erased: try $0.value("erased"))
        }
    }

    static func head(_ db: Database) throws -> (position: Int64, hash: Data) {
        guard let row = try Row.fetchOne(db, sql: "SELECT position, hash FROM site") else {
            throw JournalError.damaged(what: "the head of the chain is missing")
        }
        return (try row.value("position"), try row.value("hash"))
    }

    /// Reads from one consistent state.
    func reading<Value>(_ body: (Database) throws -> Value) throws -> Value {
        do {
            return try pool.read(body)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            throw JournalError.busy(database: database.path)
        }
    }

    /// Writes all or nothing; the write lock is taken at the beginning, so what is read here stays true.
    func writing<Value>(_ body: (Database) throws -> Value) throws -> Value {
        do {
            return try pool.writeWithoutTransaction { db in
                var value: Value?
                try db.inTransaction(.immediate) {
                    value = try body(db)
                    return .commit
                }
                guard let value else { throw JournalError.damaged(what: "a transaction that gave nothing") }
                return value
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            throw JournalError.busy(database: database.path)
        }
    }

    private func event(_ row: Row) throws -> StoredEvent {
        let stream = try row.stream()
        let version: Int = try row.value("version")
        let kind: String = try row.value("kind")
        let schema: Int = try row.value("schema")
        var payload: Data = try row.value("payload")
        if try row.value("sealed") {
            payload = try keyring.open(payload, .event(stream, version: version, kind: kind, schema: schema))
        }
        return StoredEvent(
            position: try row.value("position"), stream: stream, version: version, kind: kind, schema: schema,
            actor: try row.value("actor"), cause: try row.optional("cause"), effective: try row.date("effective"),
            recorded: try row.date("recorded"), payload: payload, hash: try row.value("hash"))
    }

    private func migrate() throws {
        let migrator = Schema.migrator
        if try pool.read(migrator.hasBeenSuperseded) { throw JournalError.newerSchema(database: database.path) }
        do {
            try migrator.migrate(pool)
        } catch {
            // Another process may have migrated between our look and our turn.
            guard try pool.read(migrator.hasCompletedMigrations) else { throw error }
        }
    }

    /// Ties a new database to its keyring, and refuses another one's.
    private func bind() throws {
        let mark = keyring.derive(purpose: "journal keyring mark")
        let stored = try writing { db in
            try db.execute(
                sql: "INSERT OR IGNORE INTO site (one, keyring, position, hash) VALUES (1, ?, 0, ?)",
                arguments: [mark, HashChain.genesis])
            return try Data.fetchOne(db, sql: "SELECT keyring FROM site")
        }
        guard stored == mark else { throw JournalError.wrongKeyring(database: database.path) }
    }
}
