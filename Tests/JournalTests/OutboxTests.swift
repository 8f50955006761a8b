import Foundation
import Testing

@testable import Journal

@Suite("The outbox") struct OutboxTests {
    private func item(_ id: String, due: Int = 0, usefulUntil: Int? = nil, stream: StreamID = aCase()) -> OutboxItem {
        OutboxItem(
            id: id, stream: stream, kind: "invitation", reference: Data("{\"id\":\"\(id)\"}".utf8), due: at(due),
            usefulUntil: usefulUntil.map(at))
    }

    private func claim(_ journal: Journal, at seconds: Int, by owner: String = "agent-1") throws -> [ClaimedMail] {
        try journal.claimOutbox(owner: owner, now: at(seconds), leaseUntil: at(seconds + 100), limit: 10)
    }

    private func compose(_ journal: Journal, _ mail: ClaimedMail, _ text: String = "bytes") throws -> Bool {
        let link = LinkRow(
            hash: Data(text.utf8), purpose: "ballot", stream: mail.stream, person: "R-1", round: 1, packetDigest: nil,
            expires: at(999))
        return try journal.compose(
            mail.id, epoch: mail.epoch, messageID: "<\(text)@board>", recipient: "r@x", sender: "b@x",
            bytes: Data(text.utf8), links: [link])
    }

    private func only(_ journal: Journal) throws -> OutboxSummary { try #require(try journal.outbox().first) }

    @Test("mail goes from queued to accepted, and its bytes are purged", arguments: Driver.allCases)
    func lifecycle(driver: Driver) throws {
        let site = try driver.makeSite()
        let journal = site.journal
        try journal.apply(Effects(outbox: [item("m1", due: 10)]))
        #expect(try claim(journal, at: 9).isEmpty)
        #expect(try journal.nextDue() == at(10))
        let mail = try #require(try claim(journal, at: 10).first)
        #expect(mail.item == item("m1", due: 10))
        #expect(mail.previous == .queued)
        #expect(try only(journal).state == .leased)
        #expect(try journal.nextDue() == at(110))
        #expect(try claim(journal, at: 11, by: "agent-2").isEmpty)
        #expect(try compose(journal, mail))
        #expect(try journal.link(hash: Data("bytes".utf8)) != nil)
        #expect(try journal.composed("m1")?.bytes == Data("bytes".utf8))
        #expect(try journal.holds("m1", epoch: mail.epoch))
        #expect(
            try journal.complete("m1", epoch: mail.epoch, result: .accepted("250 ok"), now: at(12), nextTry: nil))
        let summary = try only(journal)
        #expect(summary.state == .accepted)
        #expect(summary.words == "250 ok")
        #expect(summary.recipient == "r@x")
        #expect(summary.attempts == 1)
        #expect(summary.settled == at(12))
        #expect(try journal.composed("m1") == nil)
        #expect(try claim(journal, at: 1000).isEmpty)
        #expect(try journal.nextDue() == nil)
    }

    @Test("queueing an id again changes nothing", arguments: Driver.allCases)
    func unique(driver: Driver) throws {
        let site = try driver.makeSite()
        let journal = site.journal
        try journal.apply(Effects(outbox: [item("m1", due: 10)]))
        try journal.apply(Effects(outbox: [item("m1", due: 90), item("m2", due: 20)]))
        #expect(try journal.outbox().map(\.due) == [at(10), at(20)])
    }

    @Test("a worker that slept through its lease changes nothing", arguments: Driver.allCases)
    func sleeper(driver: Driver) throws {
        let site = try driver.makeSite()
        let journal = site.journal
        try journal.apply(Effects(outbox: [item("m1")]))
        let slept = try #require(try claim(journal, at: 0).first)
        let awake = try #require(try claim(journal, at: 100, by: "agent-2").first)
        #expect(awake.epoch == slept.epoch + 1)
        #expect(try !compose(journal, slept, "stale"))
        #expect(try journal.link(hash: Data("stale".utf8)) == nil)
        #expect(try compose(journal, awake, "fresh"))
        #expect(
            try !journal.complete("m1", epoch: slept.epoch, result: .failed("550"), now: at(101), nextTry: nil))
        #expect(try only(journal).state == .leased)
        #expect(try only(journal).attempts == 0)
        #expect(
            try journal.complete("m1", epoch: awake.epoch, result: .accepted("250"), now: at(102), nextTry: nil))
        #expect(
            try !journal.complete("m1", epoch: awake.epoch, result: .failed("550"), now: at(103), nextTry: nil))
        #expect(try only(journal).state == .accepted)
    }

    @Test("once composed, bytes and Message-ID never change", arguments: Driver.allCases)
    func composedOnce(driver: Driver) throws {
        let site = try driver.makeSite()
        let journal = site.journal
        try journal.apply(Effects(outbox: [item("m1")]))
        let first = try #require(try claim(journal, at: 0).first)
        #expect(try compose(journal, first, "one"))
        #expect(try compose(journal, first, "two"))
        #expect(try journal.composed("m1")?.messageID == "<one@board>")
        #expect(try journal.link(hash: Data("two".utf8)) == nil)
        let second = try #require(try claim(journal, at: 200).first)
        #expect(second.previous == .ambiguous)
        #expect(second.composed?.bytes == Data("one".utf8))
        #expect(try compose(journal, second, "three"))
        #expect(try journal.composed("m1")?.bytes == Data("one".utf8))
    }

    @Test("each result leads to its state, and only real attempts are charged", arguments: Driver.allCases)
    func results(driver: Driver) throws {
        let site = try driver.makeSite()
        let journal = site.journal
        try journal.apply(Effects(outbox: [item("m1")]))
        let steps: [(MailResult, OutboxState, Int)] = [
            (.untried("stopping"), .queued, 0), (.deferred("450"), .deferred, 1), (.ambiguous("drop"), .ambiguous, 2),
            (.untried("stopping"), .composed, 2), (.failed("550 no such user"), .failed, 3),
        ]
        for (index, step) in steps.enumerated() {
            let mail = try #require(try claim(journal, at: index * 10).first)
            if index > 0 { #expect(try compose(journal, mail)) }
            let next = at(index * 10 + 10)
            #expect(
                try journal.complete("m1", epoch: mail.epoch, result: step.0, now: at(index * 10 + 1), nextTry: next))
            #expect(try only(journal).state == step.1)
            #expect(try only(journal).attempts == step.2)
            #expect(try only(journal).due == next)
        }
        #expect(try claim(journal, at: 999).isEmpty)
        #expect(try journal.outbox(states: [.failed], stream: aCase()).map(\.words) == ["550 no such user"])
        #expect(try journal.requeue("m1", due: at(500)))
        #expect(try !journal.requeue("m1", due: at(500)))
        #expect(try claim(journal, at: 500).first?.composed?.bytes == Data("bytes".utf8))
    }

    @Test("what is past its use is cancelled on claim, and says so", arguments: Driver.allCases)
    func uselessMail(driver: Driver) throws {
        let site = try driver.makeSite()
        let journal = site.journal
        try journal.apply(Effects(outbox: [item("m1", usefulUntil: 50), item("m2", usefulUntil: 51)]))
        #expect(try claim(journal, at: 50).map(\.id) == ["m2"])
        let summary = try #require(try journal.outbox(states: [.cancelled]).first)
        #expect(summary.id == "m1")
        #expect(summary.words?.contains("of no use") == true)
        #expect(summary.settled == at(50))
    }

    @Test("cancelled mail is not claimed, and a claim on it can neither compose nor defer", arguments: Driver.allCases)
    func cancelled(driver: Driver) throws {
        let site = try driver.makeSite()
        let journal = site.journal
        try journal.apply(
            Effects(outbox: [item("m1"), item("m2"), item("m3", stream: aCase(2)), item("m4", stream: aCase(2))]))
        let held = try claim(journal, at: 0)
        try journal.apply(Effects(cancelOutbox: ["m1"], cancelOutboxOfStream: [aCase(2)]))
        #expect(try !compose(journal, held[0]))
        #expect(try !journal.holds("m1", epoch: held[0].epoch))
        #expect(try compose(journal, held[1], "two"))
        let words = MailResult.deferred("450")
        #expect(try !journal.complete("m1", epoch: held[0].epoch, result: words, now: at(1), nextTry: at(2)))
        #expect(try journal.outbox(states: [.cancelled]).map(\.id) == ["m1", "m3", "m4"])
        // Cancelled while its last byte was under way: the server has it, and the record says so.
        #expect(
            try journal.complete("m3", epoch: held[2].epoch, result: .accepted("250"), now: at(1), nextTry: nil))
        #expect(try journal.outbox(states: [.accepted]).map(\.id) == ["m3"])
        #expect(try claim(journal, at: 500).map(\.id) == ["m2"])
    }

    @Test("a new revision may be queued in the append that cancels the old", arguments: Driver.allCases)
    func superseded(driver: Driver) throws {
        let site = try driver.makeSite()
        let journal = site.journal
        try journal.apply(Effects(outbox: [item("m1/1")]))
        try journal.apply(Effects(outbox: [item("m1/2")], cancelOutboxOfStream: [aCase()]))
        #expect(try claim(journal, at: 0).map(\.id) == ["m1/2"])
    }

    @Test("a free lock voids its owner's leases and no one else's", arguments: Driver.allCases)
    func voided(driver: Driver) throws {
        let site = try driver.makeSite()
        let journal = site.journal
        try journal.apply(Effects(outbox: [item("m1"), item("m2", due: 1), item("m3", due: 20)]))
        let killed = try claim(journal, at: 1)
        #expect(try compose(journal, killed[0]))
        let other = try #require(try claim(journal, at: 20, by: "agent-2").first)
        _ = try #require(try journal.lease(aCase(1), owner: "agent-1", until: at(100), now: at(0)))
        _ = try #require(try journal.lease(aCase(2), owner: "agent-2", until: at(100), now: at(0)))
        try journal.voidLeases(owner: "agent-1")
        #expect(try journal.outbox().map(\.state) == [.ambiguous, .queued, .leased])
        #expect(try journal.holds("m3", epoch: other.epoch))
        #expect(try journal.lease(aCase(1), owner: "agent-3", until: at(100), now: at(0)) != nil)
        #expect(try journal.lease(aCase(2), owner: "agent-3", until: at(100), now: at(0)) == nil)
        try journal.voidLeases(exceptOwner: "agent-3")
        #expect(try journal.lease(aCase(2), owner: "agent-3", until: at(100), now: at(0)) != nil)
        #expect(try journal.lease(aCase(1), owner: "agent-2", until: at(100), now: at(0)) == nil)
        #expect(try claim(journal, at: 21, by: "agent-3").map(\.previous) == [.ambiguous, .queued, .queued])
    }

    @Test("mail whose key is lost fails and does not hold up the rest", arguments: Driver.allCases)
    func keyLost(driver: Driver) throws {
        let site = try driver.makeSite()
        try site.journal.apply(Effects(outbox: [item("m1")]))
        let streams = site.keyring.directory.appendingPathComponent("streams")
        for name in try FileManager.default.contentsOfDirectory(atPath: streams.path) {
            try FileManager.default.removeItem(at: streams.appendingPathComponent(name))
        }
        try site.journal.apply(Effects(outbox: [item("m2", stream: aCase(2))]))
        let journal = try site.makeJournal()
        #expect(try claim(journal, at: 0).map(\.id) == ["m2"])
        #expect(try journal.outbox(states: [.failed]).first?.words?.contains("restore the keyring") == true)
    }
}
