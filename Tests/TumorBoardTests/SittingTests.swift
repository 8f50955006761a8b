import Foundation
import Testing

@testable import TumorBoard

@Suite("A session sits on a case")
struct SittingTests {
    private static func confirmation(
        _ result: SessionConfirmation.Result, isQuorate: Bool = true, note: String? = nil,
        dissent: [SessionConfirmation.Dissent] = []
    ) -> SessionConfirmation {
        SessionConfirmation(
            session: "w1", result: result, present: ["m1", "s1"], isQuorate: isQuorate,
            missing: isQuorate ? [] : [.surgeon], note: note, dissent: dissent, by: "chair")
    }

    private static func strict(_ walk: inout Walk) { walk.policy.plans.confirmInSession = true }

    /// A case on which the three disagree, so that the board sits (nobody is there for a third opinion).
    private static func disputed() throws -> Walk {
        var walk = try Walk.voting()
        walk.roster.reviewers.removeAll { $0.id == "s2" }
        for seat in walk.file.awaitedSeats {
            try walk.cast(
                TestOpinion.of(
                    seat.reviewer, seat.specialty, seat.specialty == .surgeon ? [["surgery"]] : [["systemic"]],
                    ratings: [.surgery: seat.specialty == .surgeon ? 9 : 2, .systemic: 8]))
        }
        try walk.run(through: .closeBallot)
        return walk
    }

    @Test("By default the chair is asked to sign after the session, whether it was confirmed there or not")
    func lenient() throws {
        var walk = try Walk.compiled()
        #expect(walk.file.agendaState == .toBeConfirmed)
        #expect(walk.due(.askSignature) == .day(9, 13))
        walk.record(try walk.file.confirm(Self.confirmation(.confirmed)))
        #expect(walk.due(.askSignature) == .day(9, 13))
        #expect(walk.file.heard?.present == ["m1", "s1"])
    }

    @Test("Where policy wants the confirmation, nothing is for signature before it, and the chair is asked right after")
    func strict() throws {
        var walk = try Walk.compiled()
        Self.strict(&walk)
        #expect(walk.file.awaitsConfirmation(walk.policy))
        #expect(walk.steps.isEmpty)
        walk.now = .day(9, 13)
        walk.record(try walk.file.confirm(Self.confirmation(.confirmed)))
        #expect(!walk.file.awaitsConfirmation(walk.policy))
        #expect(walk.due(.askSignature) == .day(9, 13))
    }

    @Test("A case that is decided out of session needs no session's confirmation")
    func outOfSession() throws {
        var walk = try Walk.compiled()
        Self.strict(&walk)
        walk.record(walk.file.loseListing(on: "w1", because: .cancelled, by: "coordinator"))
        #expect(!walk.file.awaitsConfirmation(walk.policy))
        #expect(walk.due(.askSignature) == .day(9, 13))
    }

    @Test("Nothing is decided without a quorum, and the refusal says who is missing", arguments: [true, false])
    func quorate(isConfirmed: Bool) throws {
        let walk = try Walk.compiled()
        let refused = Self.confirmation(isConfirmed ? .confirmed : .discussed, isQuorate: false)
        let refusal = #expect(throws: CommandRefusal.self) {
            isConfirmed
                ? try walk.file.confirm(refused) : try walk.file.discuss(refused, now: walk.now, policy: walk.policy)
        }
        #expect(refusal == .notQuorate([.surgeon]))
        #expect(refusal?.description.contains("surgeon") == true)
    }

    @Test("A consensus that is discussed is not for signature, everyone answers once more, and both versions stay")
    func discussed() throws {
        var walk = try Walk.compiled()
        Self.strict(&walk)
        let before = walk.file.opinions
        walk.now = .day(9, 13)
        walk.record(
            try walk.file.discuss(Self.confirmation(.discussed, note: "new doubts"), now: walk.now, policy: walk.policy)
        )
        #expect(walk.file.isVoting && walk.file.ballotNumber == 2 && walk.file.compiled == nil)
        #expect(walk.file.awaitedSeats.count == 3)
        try walk.castAll([["systemic"], ["surgery"]])
        try walk.run(through: .closeBallot)
        #expect(walk.file.plan?.version == 2 && walk.file.opinions.prefix(before.count) == before[...])
        #expect(walk.due(.askSignature) != nil, "the session sat on it: no other session has to")
    }

    @Test("What the opinions did not settle can be discussed and not confirmed")
    func boardSits() throws {
        var walk = try Self.disputed()
        #expect(walk.file.boardSits != nil && walk.file.agendaState == .boardSits)
        #expect(throws: CommandRefusal.nothingToConfirm) { try walk.file.confirm(Self.confirmation(.confirmed)) }
        walk.record(try walk.file.discuss(Self.confirmation(.discussed), now: walk.now, policy: walk.policy))
        #expect(walk.file.boardSits == nil && walk.file.isVoting)
        try walk.castAll()
        try walk.run(through: .closeBallot)
        #expect(walk.file.plan?.outcome.level == .unanimous)
    }

    @Test("A postponed consensus goes to the next session with all that was voted, and is confirmed there")
    func postponed() throws {
        var walk = try Walk.compiled()
        let plan = walk.file.plan
        #expect(throws: CommandRefusal.blank("the reason")) {
            try walk.file.postpone(Self.confirmation(.postponed), policy: walk.policy)
        }
        walk.now = .day(9, 13)
        walk.sessions.removeAll { $0.id == "w1" }
        walk.record(
            try walk.file.postpone(Self.confirmation(.postponed, note: "the CT is not there"), policy: walk.policy))
        #expect(walk.steps == [DueStep(.list, at: walk.now)])
        try walk.take(.list)
        #expect(walk.file.listing?.session == "w2" && walk.file.agendaState == .toBeConfirmed)
        #expect(walk.file.listing?.reasons.contains(.voided("w1", .postponed)) == true)
        #expect(walk.steps.isEmpty, "nobody signs what the board put off")
        var there = Self.confirmation(.confirmed)
        there.session = "w2"
        walk.record(try walk.file.confirm(there))
        #expect(walk.file.plan == plan && walk.due(.askSignature) != nil)
    }

    @Test("What was not reached goes to the next session where it must be confirmed, and is signed without where not")
    func notReached() throws {
        let missed = Self.confirmation(.notReached, isQuorate: false, note: "no time left")
        var walk = try Walk.compiled()
        walk.record(try walk.file.postpone(missed, policy: walk.policy))
        #expect(walk.due(.askSignature) == .day(9, 13) && walk.file.listing?.session == nil)
        var other = try Walk.compiled()
        Self.strict(&other)
        other.record(try other.file.postpone(missed, policy: other.policy))
        #expect(other.steps == [DueStep(.list, at: other.now)])
        var open = try Walk.voting()
        open.record(try open.file.postpone(missed, policy: open.policy))
        #expect(open.file.isVoting && open.due(.closeBallot) == .day(8, 13), "its ballot goes on")
    }

    @Test("Information asked for in the session takes the case off, and brings it back when all of it is in")
    func information() throws {
        var walk = try Walk.compiled()
        walk.now = .day(9, 13)
        walk.sessions.removeAll { $0.id == "w1" }
        walk.record(
            try walk.file.askInSession(
                [.imaging, .molecular], Self.confirmation(.informationNeeded), facts: walk.facts))
        #expect(walk.steps.isEmpty && walk.file.tasks.count == 2)
        walk.now = .day(10)
        walk.record(try walk.file.receive(.imaging, record: TestCase.record("petct"), by: "i1"))
        #expect(walk.steps.isEmpty)
        walk.record(try walk.file.receive(.molecular, record: TestCase.record("ngs"), by: "lab"))
        #expect(walk.steps == [DueStep(.list, at: walk.now)])
        try walk.run(through: .openBallot)
        #expect(walk.file.listing?.session == "w2" && walk.file.isVoting && walk.file.packets.count == 2)
        try walk.castAll()
        try walk.run(through: .closeBallot)
        #expect(walk.file.plan?.outcome.level == .unanimous)
    }

    @Test("A dissent is kept in its author's words, and only from somebody who sits on the case")
    func dissent() throws {
        var walk = try Walk.compiled()
        #expect(throws: CommandRefusal.notSeated("chair")) {
            try walk.file.confirm(
                Self.confirmation(.confirmed, dissent: [.init(reviewer: "chair", words: "I would not")]))
        }
        #expect(throws: CommandRefusal.blank("the dissent")) {
            try walk.file.confirm(Self.confirmation(.confirmed, dissent: [.init(reviewer: "s1", words: " ")]))
        }
        let dissent = [SessionConfirmation.Dissent(reviewer: "s1", words: "I would wait")]
        walk.record(try walk.file.confirm(Self.confirmation(.confirmed, dissent: dissent)))
        #expect(walk.file.heard?.dissent == dissent)
    }

    @Test("The quorum counts who is there, takes cover where policy does, and names what is missing")
    func quorum() throws {
        let walk = try Walk.compiled()
        var rules = walk.policy.scheduling
        func quorum(_ present: Set<ReviewerID>) -> SittingQuorum {
            walk.file.quorum(of: present, roster: walk.roster, rules: rules, on: CivilDate(.day(9), in: .gmt))
        }
        #expect(!quorum([]).isQuorate && quorum([]).missing.count == 3)
        #expect(quorum(["s1"]).lack?.contains("1 of 2") == true)
        #expect(quorum(["s1", "m1"]).isQuorate && quorum(["s1", "m1"]).missing == [.radiationOncologist])
        #expect(quorum(["s1", "chair", "p1"]).voices.map(\.reviewer) == ["s1"], "others stand for no seat")
        #expect(quorum(["s2", "m1"]).voices.filter(\.isCover).map(\.reviewer) == ["s2"])
        #expect(quorum(["s1", "s2"]).voices.count == 1, "one seat is stood for once")
        rules.required = [.surgeon]
        #expect(!quorum(["m1", "x1"]).isQuorate && quorum(["m1", "x1"]).required == [.surgeon])
        rules.coreExpertise = 4
        rules.cover = false
        #expect(!quorum(["s2", "m1"]).isQuorate)
        rules.quorum = 9
        #expect(quorum(["s1", "m1", "x1"]).isQuorate, "all seats of a case are always enough")
    }

    @Test("The clock of an item runs while the board is on it, and attendance between coming and going")
    func clock() {
        var sitting = SessionSitting()
        sitting.open(SessionOpening(by: "chair", at: .day(9, 13)))
        for id: ReviewerID in ["s1", "m1"] {
            sitting.attend(SessionAttendance(reviewer: id, isThere: true, at: .day(9, 13)))
        }
        sitting.start(SessionItemStart(caseID: "c1", at: .day(9, 13, 5)))
        sitting.start(SessionItemStart(caseID: "c2", at: .day(9, 13, 15)))
        sitting.attend(SessionAttendance(reviewer: "s1", isThere: false, at: .day(9, 13, 20)))
        sitting.attend(SessionAttendance(reviewer: "s1", isThere: false, at: .day(9, 13, 25)))
        sitting.start(SessionItemStart(caseID: "c1", at: .day(9, 13, 25)))
        #expect(sitting.running == "c1" && sitting.present == ["m1"])
        #expect(sitting.items["c1"]?.seconds(at: .day(9, 13, 27)) == 720)
        #expect(sitting.items["c2"]?.seconds(at: .day(9, 14)) == 600)
        sitting.close(SessionClosing(by: "chair", at: .day(9, 13, 30)))
        #expect(!sitting.isLive && sitting.running == nil && sitting.present == ["m1"])
        #expect(sitting.seconds(of: "s1", at: .day(20)) == 1_200 && sitting.seconds(of: "m1", at: .day(20)) == 1_800)
        #expect(sitting.items["c1"]?.seconds(at: .day(20)) == 900)
    }
}
