package import Foundation
import GRDB

extension Journal {
    /// Due steps whose time has come, earliest first.
    package func due(at now: Date, limit: Int) throws -> [DueRow] {
        try reading { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM due WHERE at <= ? ORDER BY at, stream, step LIMIT ?",
                arguments: [now.milliseconds, limit]
            ).map { try Self.dueRow($0) }
        }
    }

    /// A stream's due steps, earliest first, come or not.
    package func due(of stream: StreamID) throws -> [DueRow] {
        try reading { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM due WHERE stream = ? ORDER BY at, step", arguments: [stream.description]
            ).map { try Self.dueRow($0) }
        }
    }

    /// The earliest instant at which a step, a piece of mail or a mail's expired lease wants someone.
    package func nextDue() throws -> Date? {
        try reading { db in
            try Int64.fetchOne(
                db,
                sql: """
                    SELECT MIN(at) FROM (
                        SELECT MIN(at) AS at FROM due
                        UNION ALL SELECT MIN(due) FROM outbox
                            WHERE state IN ('queued', 'composed', 'ambiguous', 'deferred')
                        UNION ALL SELECT MIN(lease_until) FROM outbox WHERE state = 'leased')
                    """
            ).map(Date.init(milliseconds:))
        }
    }

    /// A read model's rows in their order.
    package func views(_ model: String) throws -> [ViewRow] {
        try reading { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM read_model WHERE model = ? ORDER BY sort, key", arguments: [model]
            ).map { try Self.viewRow($0) }
        }
    }

    /// One row of a read model.
    package func view(_ model: String, key: String) throws -> ViewRow? {
        try reading { db in
            try Row.fetchOne(
                db, sql: "SELECT * FROM read_model WHERE model = ? AND key = ?", arguments: [model, key]
            ).map { try Self.viewRow($0) }
        }
    }

    /// The streams that are found under every one of these tokens; none for no tokens.
    package func streams(matching tokens: [Data]) throws -> [StreamID] {
        let wanted = Array(Set(tokens))
        guard !wanted.isEmpty else { return [] }
        let marks = Array(repeating: "?", count: wanted.count).joined(separator: ", ")
        return try reading { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT stream FROM search WHERE token IN (\(marks))
                    GROUP BY stream HAVING COUNT(*) = \(wanted.count) ORDER BY stream
                    """, arguments: StatementArguments(wanted)
            ).map { try $0.stream() }
        }
    }

    /// Applies what goes with an append, inside its transaction.
    func apply(_ effects: Effects, mail: [(OutboxItem, Data)], now: Date, _ db: Database) throws {
        for (stream, rows) in effects.due {
            try db.execute(sql: "DELETE FROM due WHERE stream = ?", arguments: [stream.description])
            for row in rows {
                guard row.stream == stream else {
                    throw JournalError.malformed(
                        what: "due step \(row.step)", why: "it is listed under \(stream) and belongs to \(row.stream)")
                }
                try db.execute(
                    sql: "INSERT INTO due (stream, step, at) VALUES (?, ?, ?)",
                    arguments: [stream.description, row.step, row.at.milliseconds])
            }
        }
        for (model, key) in effects.removedViews {
            try db.execute(sql: "DELETE FROM read_model WHERE model = ? AND key = ?", arguments: [model, key])
        }
        for row in effects.views {
            try db.execute(
                sql: "INSERT OR REPLACE INTO read_model (model, key, sort, body) VALUES (?, ?, ?, ?)",
                arguments: [row.model, row.key, row.sort, row.body])
        }
        for (stream, tokens) in effects.searchTokens {
            try db.execute(sql: "DELETE FROM search WHERE stream = ?", arguments: [stream.description])
            guard try Self.state(of: stream, db)?.erased != true else { throw JournalError.keyDestroyed(stream) }
            for token in Set(tokens) {
                try db.execute(
                    sql: "INSERT INTO search (token, stream) VALUES (?, ?)", arguments: [token, stream.description])
            }
        }
        try Self.applyLinks(effects, db)
        try Self.removeDrafts(effects.removeDrafts, db)
        try Self.applyOutbox(effects, mail: mail, now: now, db)
    }

    private static func dueRow(_ row: Row) throws -> DueRow {
        DueRow(stream: try row.stream(), step: try row.value("step"), at: try row.date("at"))
    }

    private static func viewRow(_ row: Row) throws -> ViewRow {
        ViewRow(
            model: try row.value("model"), key: try row.value("key"), sort: try row.value("sort"),
            body: try row.value("body"))
    }
}
