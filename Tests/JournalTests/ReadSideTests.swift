import Foundation
import Testing

@testable import Journal

@Suite("What changes with an append") struct ReadSideTests {
    @Test("due steps come in order of time and are replaced by stream", arguments: Driver.allCases)
    func due(driver: Driver) throws {
        let site = try driver.makeSite()
        let journal = site.journal
        func row(_ number: Int, _ step: String, _ seconds: Int) -> DueRow {
            DueRow(stream: aCase(number), step: step, at: at(seconds))
        }
        #expect(try journal.nextDue() == nil)
        try journal.apply(
            Effects(due: [aCase(1): [row(1, "b", 20), row(1, "a", 10)], aCase(2): [row(2, "a", 15)]]))
        #expect(try journal.due(at: at(9), limit: 10).isEmpty)
        #expect(try journal.due(at: at(15), limit: 10) == [row(1, "a", 10), row(2, "a", 15)])
        #expect(try journal.due(at: at(99), limit: 2).count == 2)
        #expect(try journal.nextDue() == at(10))
        try journal.apply(Effects(due: [aCase(1): [row(1, "c", 30)]]))
        #expect(try journal.due(at: at(99), limit: 10) == [row(2, "a", 15), row(1, "c", 30)])
        #expect(try journal.due(of: aCase(1)) == [row(1, "c", 30)])
        try journal.apply(Effects(due: [aCase(1): [], aCase(2): []]))
        #expect(try journal.nextDue() == nil)
        #expect(throws: JournalError.self) { try journal.apply(Effects(due: [aCase(1): [row(2, "x", 1)]])) }
    }

    @Test("read-model rows are written over, removed and sorted", arguments: Driver.allCases)
    func views(driver: Driver) throws {
        let site = try driver.makeSite()
        let journal = site.journal
        func row(_ key: String, _ sort: String, _ body: String = "{}") -> ViewRow {
            ViewRow(model: "list", key: key, sort: sort, body: Data(body.utf8))
        }
        try journal.apply(Effects(views: [row("1", "c"), row("2", "b"), row("3", "a")]))
        try journal.apply(Effects(views: [row("3", "z", "{\"n\":1}")], removedViews: [("list", "2"), ("list", "9")]))
        #expect(try journal.views("list") == [row("1", "c"), row("3", "z", "{\"n\":1}")])
        #expect(try journal.view("list", key: "3") == row("3", "z", "{\"n\":1}"))
        #expect(try journal.view("list", key: "2") == nil)
        #expect(try journal.views("other").isEmpty)
    }

    @Test("a search finds the streams that have every token", arguments: Driver.allCases)
    func search(driver: Driver) throws {
        let site = try driver.makeSite()
        let journal = site.journal
        let (ann, lee, kim) = (Data([1]), Data([2]), Data([3]))
        try journal.apply(Effects(searchTokens: [aCase(1): [ann, lee, lee], aCase(2): [ann, kim]]))
        #expect(try journal.streams(matching: [ann]) == [aCase(1), aCase(2)])
        #expect(try journal.streams(matching: [ann, lee, ann]) == [aCase(1)])
        #expect(try journal.streams(matching: [lee, kim]).isEmpty)
        #expect(try journal.streams(matching: []).isEmpty)
        try journal.apply(Effects(searchTokens: [aCase(1): [kim]]))
        #expect(try journal.streams(matching: [kim]) == [aCase(1), aCase(2)])
    }

    @Test("links are found by hash, revoked and spent by scope", arguments: Driver.allCases)
    func links(driver: Driver) throws {
        let site = try driver.makeSite()
        let journal = site.journal
        func link(_ byte: UInt8, _ person: String, _ round: Int, revoked: Bool = false, spent: Bool = false) -> LinkRow
        {
            LinkRow(
                hash: Data([byte]), purpose: "ballot", stream: aCase(), person: person, round: round,
                packetDigest: "d1", expires: at(100 + Int(byte)), revoked: revoked, spent: spent)
        }
        try journal.apply(Effects(links: [link(1, "R-1", 1), link(2, "R-1", 2), link(3, "R-2", 1)]))
        #expect(try journal.link(hash: Data([1])) == link(1, "R-1", 1))
        #expect(try journal.link(hash: Data([9])) == nil)
        try journal.apply(
            Effects(
                revokeLinks: [LinkScope(stream: aCase(), person: "R-1", round: 1)],
                spendLinks: [LinkScope(stream: aCase(), purpose: "ballot", hash: Data([3]))]))
        #expect(
            try journal.links(LinkScope(stream: aCase()))
                == [link(3, "R-2", 1, spent: true), link(2, "R-1", 2), link(1, "R-1", 1, revoked: true)])
        #expect(try journal.links(LinkScope(stream: aCase(2))).isEmpty)
        #expect(throws: (any Error).self) { try journal.apply(Effects(links: [link(1, "R-9", 9)])) }
    }

    @Test("short-lived values expire, and are taken by one only", arguments: Driver.allCases)
    func ephemeral(driver: Driver) throws {
        let site = try driver.makeSite()
        let journal = site.journal
        try journal.putEphemeral(key: "session/1", value: Data("a".utf8), expires: at(10))
        try journal.putEphemeral(key: "session/1", value: Data("b".utf8), expires: at(20))
        #expect(try journal.ephemeral(key: "session/1", now: at(19)) == Data("b".utf8))
        #expect(try journal.ephemeral(key: "session/1", now: at(20)) == nil)
        #expect(try journal.takeEphemeral(key: "session/1", now: at(20)) == nil)
        #expect(try journal.takeEphemeral(key: "session/1", now: at(5)) == Data("b".utf8))
        #expect(try journal.takeEphemeral(key: "session/1", now: at(5)) == nil)
        try journal.putEphemeral(key: "x", value: Data(), expires: at(10))
        try journal.putEphemeral(key: "y", value: Data(), expires: at(30))
        try journal.purgeEphemeral(now: at(10))
        #expect(try journal.ephemeral(key: "x", now: at(0)) == nil)
        #expect(try journal.ephemeral(key: "y", now: at(0)) == Data())
        try journal.removeEphemeral(key: "y")
        #expect(try journal.ephemeral(key: "y", now: at(0)) == nil)
    }

    @Test("a counter counts within its window and begins again after it", arguments: Driver.allCases)
    func counters(driver: Driver) throws {
        let site = try driver.makeSite()
        let journal = site.journal
        func bump(_ seconds: Int) throws -> Int {
            try journal.bump(counter: "code/L1", window: at(seconds - 60), now: at(seconds))
        }
        #expect(try [bump(0), bump(10), bump(60)] == [1, 2, 3])
        #expect(try bump(61) == 1)
        try journal.clear(counter: "code/L1")
        #expect(try bump(62) == 1)
    }
}
