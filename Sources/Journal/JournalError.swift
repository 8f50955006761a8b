/// What the journal refuses, each with what was wrong and what to do.
package enum JournalError: Error, Equatable, CustomStringConvertible {
    /// Someone else appended first.
    case conflict(stream: StreamID, expected: Int, actual: Int)
    /// An append that cannot be stored.
    case malformed(what: String, why: String)
    /// The stream was erased: its key is gone for good.
    case keyDestroyed(StreamID)
    /// The keyring has no key for a stream that holds sealed events.
    case keyMissing(StreamID)
    /// A sealed payload does not open: its bytes or its envelope were changed, or the key is another one.
    case unreadable(stream: StreamID, what: String)
    /// A stored row is not what this program writes.
    case damaged(what: String)
    /// The database belongs to another keyring.
    case wrongKeyring(database: String)
    /// The database was written by a newer version of this program.
    case newerSchema(database: String)
    /// The database was locked for longer than the busy timeout.
    case busy(database: String)
    /// A backup would overwrite something.
    case backupExists(path: String)
    /// A file operation failed.
    case file(path: String, operation: String, reason: String)

    /// The message for a person.
    package var description: String {
        switch self {
        case .conflict(let stream, let expected, let actual):
            "\(stream) has moved on: version \(expected) was expected and it is at \(actual); read it again and retry"
        case .malformed(let what, let why):
            "\(what) cannot be stored: \(why)"
        case .keyDestroyed(let stream):
            "\(stream) was erased: its key was destroyed and its contents cannot be read by anyone any more"
        case .keyMissing(let stream):
            "the keyring has no key for \(stream), which holds sealed events; restore the keyring that belongs to "
                + "this database"
        case .unreadable(let stream, let what):
            "\(what) of \(stream) does not open with its key: it was changed, or the keyring is not the one it was "
                + "sealed with; run the audit"
        case .damaged(let what):
            "the database holds something this program never wrote: \(what); run the audit"
        case .wrongKeyring(let database):
            "\(database) belongs to another keyring; restore the keyring of this site"
        case .newerSchema(let database):
            "\(database) was written by a newer version of this program; use that version"
        case .busy(let database):
            "\(database) stayed locked for 10 seconds; look for another process that holds it, then retry"
        case .backupExists(let path):
            "\(path) exists already; choose an empty directory for the backup"
        case .file(let path, let operation, let reason):
            "\(operation) \(path): \(reason)"
        }
    }
}
