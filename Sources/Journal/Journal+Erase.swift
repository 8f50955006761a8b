package import Foundation
import GRDB

extension Journal {
    /// Erases a stream: its key is destroyed, its search tokens, due steps, links and drafts go, its mail is cancelled
    /// and loses its bytes, and the files of its records are removed. Its events stay as they are and the chain still verifies. Calling it again is harmless.
    /// Read-model rows are the caller's: they go with the append that records the erasure.
    /// - Parameter now: when; told by the cancelled mail.
    /// - Throws: `JournalError.malformed` where the stream does not exist; `KeyringError`.
    package func erase(subject stream: StreamID, now: Date? = nil) throws {
        try writing { db in
            guard try Self.state(of: stream, db) != nil else {
                throw JournalError.malformed(what: "the erasure of \(stream)", why: "there is no such stream")
            }
            let name = stream.description
            try db.execute(sql: "UPDATE stream SET erased = 1 WHERE stream = ?", arguments: [name])
            try db.execute(sql: "DELETE FROM search WHERE stream = ?", arguments: [name])
            try db.execute(sql: "DELETE FROM due WHERE stream = ?", arguments: [name])
            try db.execute(sql: "UPDATE link SET revoked = 1 WHERE stream = ?", arguments: [name])
            try Self.removeDrafts([DraftScope(stream: stream)], db)
            try Self.applyOutbox(Effects(cancelOutboxOfStream: [stream]), mail: [], now: now, db)
            try db.execute(
                sql: "UPDATE outbox SET bytes = NULL, address = NULL, words = NULL WHERE stream = ?", arguments: [name])
        }
        // Should this fail, the stream is closed already and `verify` names it until it is erased again.
        try keyring.destroy(stream)
        try files.removeAll(of: stream)
    }
}
