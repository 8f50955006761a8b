import Foundation
import Testing

@testable import Journal

@Suite("Appending") struct AppendTests {
    @Test("an event comes back as it was written", arguments: Driver.allCases)
    func roundTrip(driver: Driver) throws {
        let site = try driver.makeSite()
        let written = try site.journal.note(aCase(), after: 0, "first", "second")
        #expect(try site.journal.read(aCase()) == written)
        #expect(written.map(\.position) == [1, 2])
        #expect(written.map(\.version) == [1, 2])
        #expect(written[1].payload == Data("{\"text\":\"second\"}".utf8))
        #expect(written[0].actor == "coordinator:K-1")
        #expect(written[0].cause == "test")
        #expect(written[0].effective == at(-60))
        #expect(written[0].recorded == at(0))
        #expect(try site.journal.read(aCase(), from: 2) == [written[1]])
        #expect(try site.journal.version(of: aCase()) == 2)
        let head = try site.journal.head()
        #expect(head.position == 2)
        #expect(head.hash == written[1].hash)
        #expect(try site.makeJournal().read(aCase()) == written)
    }

    @Test("a stream that is not there is empty", arguments: Driver.allCases)
    func absent(driver: Driver) throws {
        let site = try driver.makeSite()
        #expect(try site.journal.read(aCase()).isEmpty)
        #expect(try site.journal.version(of: aCase()) == 0)
        #expect(try site.journal.head().position == 0)
    }

    @Test("the second writer of a version gets a conflict that names what it missed", arguments: Driver.allCases)
    func conflict(driver: Driver) throws {
        let site = try driver.makeSite()
        try site.journal.note(aCase(), after: 0, "first")
        #expect(throws: JournalError.conflict(stream: aCase(), expected: 0, actual: 1)) {
            try site.journal.note(aCase(), after: 0, "late")
        }
        #expect(throws: JournalError.conflict(stream: aCase(), expected: 5, actual: 1)) {
            try site.journal.note(aCase(), after: 5, "early")
        }
        #expect(try site.journal.read(aCase()).count == 1)
    }

    @Test("several streams are appended to together or not at all, effects too", arguments: Driver.allCases)
    func atomicity(driver: Driver) throws {
        let site = try driver.makeSite()
        try site.journal.note(aCase(2), after: 0, "there")
        let effects = Effects(
            due: [aCase(1): [DueRow(stream: aCase(1), step: "remind", at: at(5))]],
            views: [ViewRow(model: "list", key: "C-1", sort: "a", body: Data("{}".utf8))],
            outbox: [OutboxItem(id: "m1", stream: aCase(1), kind: "letter", reference: Data("{}".utf8), due: at(0))])
        func append(_ seen: Int) throws -> [StoredEvent] {
            try site.journal.append(
                [
                    StreamAppend(stream: aCase(1), expectedVersion: 0, events: [event("one")]),
                    StreamAppend(stream: aCase(2), expectedVersion: seen, events: [event("two"), event("three")]),
                    StreamAppend(stream: aCase(3), expectedVersion: 0, events: []),
                ], actor: "agent", recorded: at(1), effects: effects)
        }
        #expect(throws: JournalError.conflict(stream: aCase(2), expected: 0, actual: 1)) { try append(0) }
        #expect(try site.journal.version(of: aCase(1)) == 0)
        #expect(try site.journal.due(at: at(100), limit: 10).isEmpty)
        #expect(try site.journal.views("list").isEmpty)
        #expect(try site.journal.outbox().isEmpty)
        #expect(try append(1).map(\.position) == [2, 3, 4])
        #expect(try site.journal.streams(kind: "case") == [aCase(1), aCase(2)])
        #expect(try site.journal.outbox().map(\.id) == ["m1"])
        #expect(try site.journal.verify().isIntact)
    }

    @Test("an append without events checks the version it was given", arguments: Driver.allCases)
    func guardOnly(driver: Driver) throws {
        let site = try driver.makeSite()
        try site.journal.note(aCase(), after: 0, "first")
        let seen = StreamAppend(stream: aCase(), expectedVersion: 0, events: [])
        #expect(throws: JournalError.conflict(stream: aCase(), expected: 0, actual: 1)) {
            try site.journal.append([seen], actor: "agent", recorded: at(0), effects: Effects())
        }
    }

    @Test("what could not come back as it came is refused", arguments: Driver.allCases)
    func malformed(driver: Driver) throws {
        let site = try driver.makeSite()
        let bad = [
            StreamAppend(stream: StreamID(kind: "a/b", id: "1"), expectedVersion: 0, events: [event("x")]),
            StreamAppend(stream: StreamID(kind: "case", id: ""), expectedVersion: 0, events: [event("x")]),
            StreamAppend(stream: StreamID(kind: "case", id: "a\0b"), expectedVersion: 0, events: [event("x")]),
            StreamAppend(
                stream: aCase(), expectedVersion: 0,
                events: [NewEvent(kind: "x\0y", schema: 1, payload: Data(), sealed: false, effective: at(0))]),
        ]
        for append in bad {
            #expect(throws: JournalError.self) {
                try site.journal.append([append], actor: "a", recorded: at(0), effects: Effects())
            }
        }
        let twice = StreamAppend(stream: aCase(), expectedVersion: 0, events: [event("x")])
        #expect(throws: JournalError.self) {
            try site.journal.append([twice, twice], actor: "a", recorded: at(0), effects: Effects())
        }
        #expect(try site.journal.head().position == 0)
    }

    @Test("clinical text is nowhere in the files of the database", arguments: Driver.allCases)
    func sealedAtRest(driver: Driver) throws {
        let site = try driver.makeSite()
        let item = OutboxItem(
            id: "m1", stream: aCase(), kind: "letter", reference: Data("\"GASTRINOMA reference\"".utf8), due: at(0))
        try site.journal.note(aCase(), after: 0, "GASTRINOMA", effects: Effects(outbox: [item]))
        try site.journal.note(StreamID(kind: "roster", id: "1"), after: 0, "ROSTERLINE", sealed: false)
        let claim = try #require(
            site.journal.claimOutbox(owner: "a", now: at(0), leaseUntil: at(60), limit: 1).first)
        #expect(
            try site.journal.compose(
                claim.id, epoch: claim.epoch, messageID: "<1@x>", recipient: "GASTRINOMA@x", sender: "b@x",
                bytes: Data("GASTRINOMA bytes".utf8), links: []))
        #expect(
            try site.journal.complete(
                claim.id, epoch: claim.epoch, result: .deferred("450 GASTRINOMA"), now: at(1), nextTry: at(9)))
        var stored = Data()
        for suffix in ["", "-wal"] {
            stored += try Data(contentsOf: URL(fileURLWithPath: site.journal.database.path + suffix))
        }
        #expect(stored.range(of: Data("GASTRINOMA".utf8)) == nil)
        #expect(stored.range(of: Data("ROSTERLINE".utf8)) != nil)
        let attributes = try FileManager.default.attributesOfItem(atPath: site.journal.database.path)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    }
}
