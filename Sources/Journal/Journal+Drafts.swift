package import Foundation
import GRDB

/// Whose drafts: everyone's on a stream, or one person's.
package struct DraftScope: Sendable, Equatable {
    /// The stream that they are about.
    package let stream: StreamID
    /// Who wrote them; nil is everyone.
    package let person: String?

    /// A scope of drafts.
    package init(stream: StreamID, person: String? = nil) {
        self.stream = stream
        self.person = person
    }
}

/// Something that a person has begun to write and not given yet.
package struct Draft: Sendable, Equatable {
    /// What was written.
    package let body: Data
    /// When it was kept last.
    package let kept: Date
}

/// Unfinished writing, one piece a person and stream. It is no part of the record: no event tells of it, it is sealed
/// with the stream's key and goes with it, and the append that makes it needless takes it away.
extension Journal {
    /// Keeps a draft over the one before.
    /// - Parameter round: what it was begun for; it is given back for nothing else.
    /// - Throws: `JournalError.keyDestroyed` for an erased stream, `.keyMissing` for one that holds nothing sealed.
    package func keepDraft(_ clear: Data, of stream: StreamID, person: String, round: Int, now: Date) throws {
        let sealed = try keyring.seal(clear, .draft(stream, person: person, round: round))
        try writing { db in
            guard try Self.state(of: stream, db)?.erased != true else { throw JournalError.keyDestroyed(stream) }
            try db.execute(
                sql: "INSERT OR REPLACE INTO draft (stream, person, round, body, kept) VALUES (?, ?, ?, ?, ?)",
                arguments: [stream.description, person, round, sealed, now.milliseconds])
        }
    }

    /// A person's draft for that round; nil where there is none.
    package func draft(of stream: StreamID, person: String, round: Int) throws -> Draft? {
        let row = try reading { db in
            try Row.fetchOne(
                db, sql: "SELECT body, kept FROM draft WHERE stream = ? AND person = ? AND round = ?",
                arguments: [stream.description, person, round])
        }
        return try row.map { row in
            let sealed: Data = try row.value("body")
            return Draft(
                body: try keyring.open(sealed, .draft(stream, person: person, round: round)),
                kept: try row.date("kept"))
        }
    }

    /// Takes drafts away.
    package func removeDrafts(_ scope: DraftScope) throws {
        try writing { try Self.removeDrafts([scope], $0) }
    }

    static func removeDrafts(_ scopes: [DraftScope], _ db: Database) throws {
        for scope in scopes {
            try db.execute(
                sql: "DELETE FROM draft WHERE stream = :stream AND (:person IS NULL OR person = :person)",
                arguments: ["stream": scope.stream.description, "person": scope.person])
        }
    }
}

extension SealContext {
    /// A person's draft: bound to stream, person and round.
    fileprivate static func draft(_ stream: StreamID, person: String, round: Int) -> SealContext {
        var fields = CanonicalBytes()
        fields.add("draft 1")
        fields.add(stream.description)
        fields.add(person)
        fields.add(Int64(round))
        return SealContext(stream: stream, what: "a draft", binding: fields.bytes)
    }
}
