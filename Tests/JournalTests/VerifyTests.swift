import Foundation
import GRDB
import Testing

@testable import Journal

@Suite("Verifying the chain") struct VerifyTests {
    /// Five events of three streams, one of them not sealed.
    private func filled() throws -> Site {
        let site = try Site()
        try site.journal.note(aCase(1), after: 0, "one", "two")
        try site.journal.note(StreamID(kind: "roster", id: "main"), after: 0, "three", sealed: false)
        try site.journal.note(aCase(2), after: 0, "four")
        try site.journal.note(aCase(1), after: 2, "five")
        return site
    }

    @Test("an untouched journal is green and says what it saw")
    func green() throws {
        let site = try filled()
        var seen: [Int64] = []
        let report = try site.journal.verify { done, total in
            seen = [done, total]
        }
        #expect(report.isIntact)
        #expect(report.events == 5)
        #expect(report.opened == 4)
        #expect(seen == [5, 5])
        #expect(try site.journal.head().hash == report.hash)
    }

    /// A change of one column, as SQL.
    struct Change: CustomTestStringConvertible, Sendable {
        let column: String
        let value: String
        var testDescription: String { "\(column) = \(value)" }
    }

    /// SQL for a blob with one byte of it made another, whatever it was.
    private static func changedByte(_ column: String, at place: String) -> String {
        let byte = "CASE substr(\(column), \(place), 1) WHEN x'01' THEN x'02' ELSE x'01' END"
        return "CAST(substr(\(column), 1, \(place) - 1) || \(byte) || substr(\(column), \(place) + 1) AS BLOB)"
    }

    static let changes: [Change] = [
        Change(column: "position", value: "position + 100"),
        Change(column: "stream", value: "'case/C-7'"),
        Change(column: "stream", value: "substr(stream, 1, length(stream) - 1) || '8'"),
        Change(column: "version", value: "version + 10"),
        Change(column: "kind", value: "'X' || substr(kind, 2)"),
        Change(column: "schema", value: "schema + 1"),
        Change(column: "actor", value: "'X' || substr(actor, 2)"),
        Change(column: "actor", value: "CAST(CAST(actor AS BLOB) || x'0041' AS TEXT)"),
        Change(column: "cause", value: "'X' || substr(cause, 2)"),
        Change(column: "cause", value: "''"),
        Change(column: "cause", value: "NULL"),
        Change(column: "effective", value: "effective + 1"),
        Change(column: "recorded", value: "recorded - 1"),
        Change(column: "sealed", value: "1 - sealed"),
        Change(column: "sealed", value: "sealed + 2"),
        Change(column: "payload", value: changedByte("payload", at: "length(payload)")),
        Change(column: "payload", value: changedByte("payload", at: "1")),
        Change(column: "payload", value: "x''"),
        Change(column: "hash", value: changedByte("hash", at: "32")),
        Change(column: "hash", value: "x''"),
    ]

    @Test("one changed column of any event is red, and names that event", arguments: changes)
    func changed(change: Change) throws {
        let site = try filled()
        for position in 1...5 {
            let copies = site.directory.appendingPathComponent("copy-\(position)")
            try site.journal.backup(to: copies)
            let copy = copies.appendingPathComponent("journal.sqlite")
            try site.tamper(
                "UPDATE event SET \(change.column) = \(change.value) WHERE position = \(position)", in: copy)
            let journal = try Journal(database: copy, keyring: site.keyring)
            let broken = try journal.verify().broken
            #expect(broken?.position == Int64(position))
        }
    }

    @Test("every single byte of a stored payload counts")
    func everyByte() throws {
        let site = try filled()
        let length = try #require(
            site.journal.pool.read { db in
                try Int.fetchOne(db, sql: "SELECT length(payload) FROM event WHERE position = 2")
            })
        let original = try #require(
            site.journal.pool.read { db in
                try Data.fetchOne(db, sql: "SELECT payload FROM event WHERE position = 2")
            })
        for index in 0..<length {
            var bytes = original
            bytes[bytes.startIndex + index] ^= 1
            let hex = bytes.map { String(format: "%02x", $0) }.joined()
            try site.tamper("UPDATE event SET payload = x'\(hex)' WHERE position = 2")
            let broken = try site.journal.verify().broken
            #expect(broken?.problem == .hashMismatch)
            #expect(broken?.position == 2)
            #expect(broken?.stream == "case/C-1")
            #expect(broken?.version == 2)
        }
    }

    @Test("a missing event is named", arguments: 1...5)
    func missing(position: Int) throws {
        let site = try filled()
        try site.tamper("DELETE FROM event WHERE position = \(position)")
        let broken = try #require(try site.journal.verify().broken)
        #expect(broken.position == Int64(position))
        if position < 5 { #expect(broken.problem == .missingPosition) }
    }

    @Test("a cut-off end that was tidied up shows against a head that was kept outside")
    func truncated() throws {
        let site = try filled()
        let kept = try site.journal.head()
        let hash = try #require(try site.journal.read(aCase(2)).last?.hash).map { String(format: "%02x", $0) }.joined()
        try site.tamper(
            """
            DELETE FROM event WHERE position = 5;
            UPDATE site SET position = 4, hash = x'\(hash)';
            UPDATE stream SET version = 2 WHERE stream = 'case/C-1';
            """)
        #expect(try site.journal.verify().isIntact)
        let broken = try #require(try site.journal.verify(against: [kept]).broken)
        #expect(broken.position == 5)
        #expect(broken.description.contains("cut off"))
    }

    @Test("a chain that was rewritten as a whole shows against a head that was kept outside")
    func rewritten() throws {
        let (site, other) = (try filled(), try Site())
        try other.journal.note(StreamID(kind: "roster", id: "main"), after: 0, "a", "b", "c", "d", "e", sealed: false)
        #expect(try other.journal.verify().isIntact)
        let broken = try #require(try other.journal.verify(against: [site.journal.head()]).broken)
        #expect(broken.position == 5)
        #expect(try site.journal.verify(against: [site.journal.head()]).isIntact)
    }

    @Test("a head or a stream that does not agree with the events is red")
    func headMismatch() throws {
        let site = try filled()
        try site.tamper("UPDATE stream SET version = 4 WHERE stream = 'case/C-1'")
        #expect(try site.journal.verify().broken?.stream == "case/C-1")
        try site.tamper("UPDATE stream SET version = 3 WHERE stream = 'case/C-1'; UPDATE site SET position = 6")
        #expect(try site.journal.verify().broken?.position == 6)
        try site.tamper("UPDATE site SET position = 5, hash = x'00'")
        #expect(try site.journal.verify().broken != nil)
    }

    @Test("the tables refuse to change, delete, replace or squeeze in an event")
    func triggers() throws {
        let site = try filled()
        let columns = "kind, schema, actor, effective, recorded, sealed, payload, hash"
        let attempts = [
            "UPDATE event SET actor = 'x' WHERE position = 1", "DELETE FROM event WHERE position = 5",
            "INSERT OR REPLACE INTO event SELECT * FROM event WHERE position = 5",
            "INSERT OR REPLACE INTO event (position, stream, version, \(columns)) "
                + "SELECT 6, stream, version, \(columns) FROM event WHERE position = 5",
            "INSERT INTO event (position, stream, version, \(columns)) "
                + "SELECT 8, stream, 9, \(columns) FROM event WHERE position = 5",
        ]
        for attempt in attempts {
            #expect(throws: DatabaseError.self) {
                try site.journal.pool.write { try $0.execute(sql: attempt) }
            }
        }
        #expect(try site.journal.verify().events == 5)
    }
}
