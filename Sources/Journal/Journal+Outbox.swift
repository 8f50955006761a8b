package import Foundation
import GRDB

extension Journal {
    /// Claims mail that is due, or whose worker let its lease run out, earliest first. Mail past its use is cancelled;
    /// mail that cannot be opened any more is failed, so that it does not hold up the rest.
    package func claimOutbox(owner: String, now: Date, leaseUntil: Date, limit: Int) throws -> [ClaimedMail] {
        try writing { db in
            try db.execute(
                sql: """
                    UPDATE outbox SET state = 'cancelled', reason = 'it was of no use any more when its turn came',
                        bytes = NULL, owner = NULL, lease_until = NULL, settled = :now
                    WHERE useful_until <= :now AND \(Self.claimable)
                    """, arguments: ["now": now.milliseconds])
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM outbox WHERE due <= :now AND \(Self.claimable) ORDER BY due, id LIMIT :limit
                    """, arguments: ["now": now.milliseconds, "limit": limit])
            return try rows.compactMap { row in
                let id: String = try row.value("id")
                let mail: ClaimedMail
                do {
                    mail = try self.claimed(row)
                } catch let error as JournalError {
                    try Self.fail(id, reason: error.description, now: now, db)
                    return nil
                } catch let error as KeyringError {
                    try Self.fail(id, reason: error.description, now: now, db)
                    return nil
                }
                try db.execute(
                    sql:
                        "UPDATE outbox SET state = 'leased', owner = ?, epoch = epoch + 1, lease_until = ? WHERE id = ?",
                    arguments: [owner, leaseUntil.milliseconds, id])
                return mail
            }
        }
    }

    /// Fixes a claimed message's bytes and Message-ID for good and stores its links' hashes, before the first byte
    /// leaves. Where it was composed before, nothing changes and what `composed(_:)` gives is what must be delivered.
    /// - Returns: false, and nothing changed, where the claim is stale or the mail was cancelled.
    package func compose(
        _ id: String, epoch: Int, messageID: String, recipient: String, sender: String, bytes: Data, links: [LinkRow]
    ) throws -> Bool {
        try writing { db in
            guard let row = try Self.held(id, epoch: epoch, db) else { return false }
            guard try row.optional("message_id", as: String.self) == nil else { return true }
            let stream = try row.stream()
            let address = try JSONEncoder().encode(MailAddress(recipient: recipient, sender: sender))
            try db.execute(
                sql: "UPDATE outbox SET message_id = ?, address = ?, bytes = ? WHERE id = ?",
                arguments: [
                    messageID, try self.keyring.seal(address, .outbox(stream, id: id, column: "address")),
                    try self.keyring.seal(bytes, .outbox(stream, id: id, column: "bytes")), id,
                ])
            for link in links { try Self.insert(link, db) }
            return true
        }
    }

    /// The message that was composed; nil where none was, or its bytes are purged.
    package func composed(_ id: String) throws -> ComposedMail? {
        try reading { db in
            try Row.fetchOne(db, sql: "SELECT * FROM outbox WHERE id = ?", arguments: [id]).flatMap(self.message)
        }
    }

    /// Whether a claim still holds: not taken over, not cancelled. To be asked right before the first byte leaves.
    package func holds(_ id: String, epoch: Int) throws -> Bool {
        try reading { try Self.held(id, epoch: epoch, $0) != nil }
    }

    /// Writes down what came of a claim and ends it. Accepted mail loses its bytes, and is accepted even where it was
    /// cancelled while it was under way: the record says what happened.
    /// - Parameter nextTry: when it may leave again; nil leaves its time as it was.
    /// - Returns: false where the claim is stale, or the mail was cancelled and stays so.
    package func complete(_ id: String, epoch: Int, result: MailResult, now: Date, nextTry: Date?) throws -> Bool {
        try writing { db in
            guard
                let row = try Row.fetchOne(
                    db, sql: "SELECT * FROM outbox WHERE id = ? AND epoch = ? AND state IN ('leased', 'cancelled')",
                    arguments: [id, epoch])
            else { return false }
            let cancelled = try row.value("state", as: String.self) == OutboxState.cancelled.rawValue
            let accepted = if case .accepted = result { true } else { false }
            let stays = cancelled && !accepted
            let stream = try row.stream()
            let words = try Self.state(of: stream, db)?.erased == true ? nil : self.seal(result.words, stream, id)
            try db.execute(
                sql: """
                    UPDATE outbox SET state = :state, words = :words, due = COALESCE(:next, due),
                        attempts = attempts + :charge, bytes = CASE WHEN :purge THEN NULL ELSE bytes END,
                        reason = CASE WHEN :stays THEN reason END, owner = NULL, lease_until = NULL,
                        settled = CASE WHEN :settled THEN :now ELSE settled END
                    WHERE id = :id
                    """,
                arguments: [
                    "state": stays ? OutboxState.cancelled.rawValue : try Self.state(after: result, row).rawValue,
                    "words": words, "next": stays ? nil : nextTry?.milliseconds, "charge": result.isCharged ? 1 : 0,
                    "purge": accepted || stays, "stays": stays, "settled": result.isFinal || stays,
                    "now": now.milliseconds, "id": id,
                ])
            return !stays
        }
    }

    /// Puts failed mail back in the queue, for a coordinator who has mended its cause. Composed bytes stay the same.
    /// - Returns: false where it has not failed.
    package func requeue(_ id: String, due: Date) throws -> Bool {
        try writing { db in
            try db.execute(
                sql: """
                    UPDATE outbox SET state = CASE WHEN message_id IS NULL THEN 'queued' ELSE 'composed' END, due = ?,
                        reason = NULL, settled = NULL
                    WHERE id = ? AND state = 'failed'
                    """, arguments: [due.milliseconds, id])
            return db.changesCount > 0
        }
    }

    /// Mail in these states and of this stream, or of any where none is named, by time.
    package func outbox(
        states: Set<OutboxState> = Set(OutboxState.allCases), stream: StreamID? = nil
    ) throws -> [OutboxSummary] {
        let list = states.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        return try reading { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM outbox WHERE state IN (\(list)) AND (:stream IS NULL OR stream = :stream)
                    ORDER BY due, id
                    """, arguments: ["stream": stream?.description]
            ).map { try self.summary($0) }
        }
    }

    /// Queues and cancels what an append asks for.
    static func applyOutbox(_ effects: Effects, mail: [(OutboxItem, Data)], now: Date?, _ db: Database) throws {
        let cancel = """
            UPDATE outbox SET state = 'cancelled', reason = 'it was called off', bytes = NULL, owner = NULL,
                lease_until = NULL, settled = ? WHERE state NOT IN ('accepted', 'failed', 'cancelled')
            """
        for id in effects.cancelOutbox {
            try db.execute(sql: cancel + " AND id = ?", arguments: [now?.milliseconds, id])
        }
        for stream in effects.cancelOutboxOfStream {
            try db.execute(sql: cancel + " AND stream = ?", arguments: [now?.milliseconds, stream.description])
        }
        for (item, reference) in mail {
            if try state(of: item.stream, db)?.erased == true { throw JournalError.keyDestroyed(item.stream) }
            try db.execute(
                sql: """
                    INSERT INTO outbox (id, stream, kind, reference, due, useful_until, state)
                    VALUES (?, ?, ?, ?, ?, ?, 'queued') ON CONFLICT (id) DO NOTHING
                    """,
                arguments: [
                    item.id, item.stream.description, item.kind, reference, item.due.milliseconds,
                    item.usefulUntil?.milliseconds,
                ])
        }
    }

    /// Where mail stands when its lease ends without a word: composed bytes may have left.
    static let stateAfterLease = "CASE WHEN message_id IS NULL THEN 'queued' ELSE 'ambiguous' END"

    /// Mail that waits, or that a worker let slip. Uses `:now`.
    private static let claimable = """
        (state IN ('queued', 'composed', 'ambiguous', 'deferred') OR (state = 'leased' AND lease_until <= :now))
        """

    private static func held(_ id: String, epoch: Int, _ db: Database) throws -> Row? {
        try Row.fetchOne(
            db, sql: "SELECT * FROM outbox WHERE id = ? AND epoch = ? AND state = 'leased'", arguments: [id, epoch])
    }

    private static func fail(_ id: String, reason: String, now: Date, _ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE outbox SET state = 'failed', reason = ?, owner = NULL, lease_until = NULL, settled = ? WHERE id = ?
                """, arguments: [reason, now.milliseconds, id])
    }

    private static func state(after result: MailResult, _ row: Row) throws -> OutboxState {
        switch result {
        case .accepted: .accepted
        case .ambiguous: .ambiguous
        case .deferred: .deferred
        case .failed: .failed
        case .untried: try row.optional("message_id", as: String.self) == nil ? .queued : .composed
        }
    }

    private func seal(_ words: String, _ stream: StreamID, _ id: String) throws -> Data {
        try keyring.seal(Data(words.utf8), .outbox(stream, id: id, column: "words"))
    }
}
