import Foundation
import Testing

@testable import TumorBoard

@Suite("A session that does not take place as it was listed")
struct ListingVoidTests {
    /// A case that is listed for session w1, whose list closes on day 5.
    private static func listed() throws -> Walk {
        var walk = try Walk(TestCase.lung())
        try walk.run(through: .list)
        return walk
    }

    private static func cancel(_ walk: inout Walk) {
        walk.record(walk.file.loseListing(on: "w1", because: .cancelled, by: "coordinator"))
        walk.sessions.removeAll { $0.id == "w1" }
    }

    @Test("A case whose ballot has not opened is ready again, listed at once, and says why")
    func listedAgain() throws {
        var walk = try Self.listed()
        #expect(walk.file.listing?.session == "w1")
        #expect(walk.file.fate(losing: "w1") == .listedAgain)
        #expect(walk.file.fate(losing: "w2") == .unaffected)
        walk.now = .day(1)
        Self.cancel(&walk)
        let readiness = walk.file.readiness(now: walk.now, policy: walk.policy)
        #expect(walk.file.status(readiness: readiness) == .ready)
        #expect(walk.steps == [DueStep(.list, at: .day(1))])
        let panel = walk.file.panel?.seats.map(\.reviewer)
        try walk.take(.list)
        #expect(walk.file.listing?.session == "w2")
        #expect(walk.file.listing?.reasons.contains(.voided("w1", .cancelled)) == true)
        #expect(walk.file.panel?.seats.map(\.reviewer) == panel, "the panel goes with the case")
        #expect(walk.file.voided == nil && walk.file.relisting == nil)
        #expect(walk.steps == [DueStep(.openBallot, at: .day(12, 13))])
    }

    @Test(
        "A case whose ballot is open keeps it, is decided out of session, and its plan is signed as it would have been")
    func keepsBallot() throws {
        var walk = try Walk.voting()
        let (steps, ballot) = (walk.steps, walk.file.ballot)
        #expect(walk.file.fate(losing: "w1") == .keepsBallot)
        Self.cancel(&walk)
        #expect(walk.file.listing?.session == nil && walk.file.listing != nil)
        #expect(walk.steps == steps && walk.file.ballot == ballot)
        try walk.castAll()
        try walk.run(through: .closeBallot)
        #expect(walk.file.plan?.outcome.level == .unanimous)
        #expect(walk.due(.askSignature) == .day(9, 13))
        #expect(walk.file.loseListing(on: "w1", because: .cancelled, by: "again").isEmpty)
    }

    @Test("A discussion of the full board goes to another session with all that was voted, and opens no ballot there")
    func discussion() throws {
        var walk = try Walk.voting()
        try walk.castAll()
        let opinions = walk.file.opinions
        walk.record([.ballotClosed(BallotNumber(number: 1)), .boardToSit(BoardToSit(reason: "2–2"))])
        #expect(walk.steps.isEmpty && !walk.file.hasOpenedBallot)
        #expect(walk.file.fate(losing: "w1") == .discussedElsewhere)
        Self.cancel(&walk)
        #expect(walk.steps == [DueStep(.list, at: walk.now)])
        try walk.take(.list)
        #expect(walk.file.listing?.session == "w2" && walk.file.boardSits == "2–2")
        #expect(walk.file.opinions == opinions && walk.file.ballot?.isClosed == true)
        #expect(walk.steps.isEmpty)
        walk.record(try walk.file.recordDiscussion(by: "Chair", note: nil, now: walk.now, policy: walk.policy))
        #expect(walk.file.isVoting && walk.file.ballotNumber == 2)
    }

    @Test("A ballot that ends with the full board after its session was cancelled finds another session")
    func discussionLater() throws {
        var walk = try Walk.voting()
        Self.cancel(&walk)
        walk.record([.ballotClosed(BallotNumber(number: 1)), .boardToSit(BoardToSit(reason: "2–2"))])
        try walk.run(through: .list)
        #expect(walk.file.listing?.session == "w2" && walk.file.boardSits == "2–2")
        #expect(walk.file.listing?.reasons.contains(.voided("w1", .cancelled)) == true)
    }

    @Test("A discussion that is recorded without a session needs none any more")
    func discussedMeanwhile() throws {
        var walk = try Walk.voting()
        walk.record([.ballotClosed(BallotNumber(number: 1)), .boardToSit(BoardToSit(reason: "2–2"))])
        Self.cancel(&walk)
        walk.record(try walk.file.recordDiscussion(by: "Chair", note: nil, now: walk.now, policy: walk.policy))
        #expect(walk.due(.list) == nil && walk.due(.closeBallot) != nil)
        #expect(walk.file.voided == nil && walk.file.relisting == nil)
    }

    @Test("A signed case and an ended one are left alone; withdrawn consent lists again once it is given")
    func leftAlone() throws {
        var walk = try Walk.compiled()
        let chair = try #require(walk.roster.reviewer("chair"))
        walk.record(try walk.file.sign(by: chair, name: chair.name, board: TestRoster.board))
        #expect(walk.file.fate(losing: "w1") == .unaffected)
        var ended = try Self.listed()
        ended.record(try ended.file.end(.declined, by: "Dr. Fern", note: nil))
        #expect(ended.file.loseListing(on: "w1", because: .cancelled, by: "x").isEmpty)
        var still = try Self.listed()
        var consent = still.file.subject.consent
        consent.withdrawn = CivilDate(.day(1), in: .gmt)
        still.record(try still.file.recordConsent(consent, now: .day(1), policy: still.policy))
        Self.cancel(&still)
        #expect(still.steps.isEmpty)
        consent.withdrawn = nil
        still.record(try still.file.recordConsent(consent, now: .day(2), policy: still.policy))
        #expect(still.due(.list) == .day(0))
    }

    @Test(
        "At another time of its session a case stays listed, and the plan fills its seats for the new day"
    )
    func follows() throws {
        var walk = try Self.listed()
        var session = TestRoster.session(week: 1)
        #expect(walk.file.follow(session, policy: walk.policy).isEmpty)
        session.starts = .day(10, 8)
        walk.roster.reviewers[0].leave = [
            Leave(from: CivilDate(.day(10), in: .gmt), to: CivilDate(.day(10), in: .gmt))
        ]
        walk.record(walk.file.follow(session, policy: walk.policy))
        walk.sessions[1] = session
        walk.record(walk.plan().map(walk.file.scheduled) ?? [])
        #expect(walk.file.listing?.session == "w1" && walk.file.listing?.sits == .day(10, 8))
        #expect(walk.file.listing?.closes == .day(9, 8))
        #expect(walk.file.panel?.seats.first?.reviewer == "s2", "the surgeon is away on the new day")
        #expect(walk.steps == [DueStep(.openBallot, at: .day(6, 8))])
        session.place = "elsewhere"
        #expect(walk.file.follow(session, policy: walk.policy).isEmpty)
    }

    @Test("A patient hears of a day again only where it is another day")
    func told() throws {
        let walk = try Self.listed()
        func milestone(_ events: [CaseEvent]) -> Milestone? {
            walk.file.applying(events, at: .day(1)).milestone(
                reachedBy: events, before: walk.file, becameReady: false)
        }
        var session = TestRoster.session(week: 1)
        session.cutoffHours = 72
        #expect(milestone(walk.file.follow(session, policy: walk.policy)) == nil)
        session.starts = .day(10, 8)
        #expect(milestone(walk.file.follow(session, policy: walk.policy)) == .listed)
        #expect(milestone(walk.file.loseListing(on: "w1", because: .cancelled, by: "x")) == nil)
    }

    @Test("Invited to a session is whoever was asked while the case stood on its list, whoever left the seat since too")
    func invited() throws {
        var walk = try Self.listed()
        #expect(walk.file.invited(to: "w1").isEmpty)
        try walk.run(through: .openBallot)
        #expect(walk.file.invited(to: "w1") == ["s1", "m1", "x1"])
        walk.record(try walk.file.recuse("s1", reason: "kin", facts: walk.facts))
        #expect(walk.file.invited(to: "w1") == ["s1", "s2", "m1", "x1"])
        #expect(walk.file.invited(to: "w2").isEmpty)
        Self.cancel(&walk)
        walk.record(try walk.file.recuse("m1", reason: "kin", facts: walk.facts))
        #expect(
            walk.file.invited(to: "w1") == ["s1", "s2", "m1", "x1"], "whoever comes later has no session to come to")
    }

    @Test("Fates and reasons are said in words")
    func words() {
        for reason in ListingVoid.Reason.allCases {
            #expect(ListingReason.voided("w1", reason).inPlainWords.contains("session w1"))
        }
        #expect(ListingReason.sessionMoved("w1").inPlainWords == "session w1 moved to another time")
    }
}
