package import Foundation
import GRDB

extension Journal {
    /// The link with this hash, whatever its state; the caller judges purpose, expiry, revoked and spent.
    package func link(hash: Data) throws -> LinkRow? {
        try reading { db in
            try Row.fetchOne(db, sql: "SELECT * FROM link WHERE hash = ?", arguments: [hash]).map(Self.linkRow)
        }
    }

    /// The links of a scope, the one that lasts longest first.
    package func links(_ scope: LinkScope) throws -> [LinkRow] {
        let (condition, arguments) = Self.condition(scope)
        return try reading { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM link WHERE \(condition) ORDER BY expires DESC, hash", arguments: arguments
            ).map(Self.linkRow)
        }
    }

    static func applyLinks(_ effects: Effects, _ db: Database) throws {
        for scope in effects.revokeLinks {
            let (condition, arguments) = condition(scope)
            try db.execute(sql: "UPDATE link SET revoked = 1 WHERE \(condition)", arguments: arguments)
        }
        for scope in effects.spendLinks {
            let (condition, arguments) = condition(scope)
            try db.execute(sql: "UPDATE link SET spent = 1 WHERE \(condition)", arguments: arguments)
        }
        for link in effects.links { try insert(link, db) }
    }

    static func insert(_ link: LinkRow, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO link (hash, purpose, stream, person, round, packet_digest, expires, revoked, spent)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                link.hash, link.purpose, link.stream.description, link.person, link.round, link.packetDigest,
                link.expires.milliseconds, link.revoked, link.spent,
            ])
    }

    private static func condition(_ scope: LinkScope) -> (String, StatementArguments) {
        var terms = ["stream = ?"]
        var arguments: StatementArguments = [scope.stream.description]
        func narrow(_ column: String, _ value: (any DatabaseValueConvertible)?) {
            guard let value else { return }
            terms.append("\(column) = ?")
            arguments += [value]
        }
        narrow("person", scope.person)
        narrow("purpose", scope.purpose)
        narrow("round", scope.round)
        narrow("hash", scope.hash)
        return (terms.joined(separator: " AND "), arguments)
    }

    private static func linkRow(_ row: Row) throws -> LinkRow {
        LinkRow(
            hash: try row.value("hash"), purpose: try row.value("purpose"), stream: try row.stream(),
            person: try row.value("person"), round: try row.value("round"),
            packetDigest: try row.optional("packet_digest"), expires: try row.date("expires"),
            revoked: try row.value("revoked"), spent: try row.value("spent"))
    }
}
