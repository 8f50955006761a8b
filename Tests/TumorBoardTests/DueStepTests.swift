import Foundation
import Testing

@testable import TumorBoard

@Suite("What falls due, and when")
struct DueStepTests {
    @Test("A whole walk, step by step and to the minute, where nobody answers until the evening before the close")
    func wholeWalk() throws {
        var walk = try Walk(TestCase.lung())
        #expect(walk.steps == [DueStep(.list, at: .day(0))])
        try walk.take(.list)
        #expect(walk.file.panel?.seats.map(\.reviewer) == ["s1", "m1", "x1"])
        #expect(walk.steps == [DueStep(.openBallot, at: .day(5, 13))])
        walk.now = .day(5, 13)
        try walk.take(.openBallot)
        let close = DueStep(.closeBallot, at: .day(8, 13))
        let cover = DueStep(.cover, at: .day(7, 19))
        #expect(walk.steps == [close, DueStep(.remind, at: .day(6, 13)), cover])
        walk.now = .day(6, 13)
        try walk.take(.remind)
        #expect(walk.steps == [close, DueStep(.remind, at: .day(7, 13)), cover])
        try walk.cast(TestOpinion.of("s1", .surgeon))
        walk.now = .day(7, 13)
        try walk.take(.remind)
        #expect(walk.steps == [close, cover])
        walk.now = .day(7, 19)
        try walk.take(.cover)
        #expect(
            Set(walk.file.panel?.seats.map(\.reviewer) ?? []) == ["s1", "m2", "x2"], "only the silent are replaced")
        #expect(walk.steps == [close])
        try walk.castAll()
        #expect(walk.steps == [close], "a ballot of a session stays open to its time")
        walk.now = .day(8, 13)
        try walk.take(.closeBallot)
        #expect(walk.file.plan?.outcome.level == .unanimous)
        #expect(walk.steps == [DueStep(.askSignature, at: .day(9, 13))], "the session confirms before the chair signs")
        walk.now = .day(9, 13)
        try walk.take(.askSignature)
        #expect(walk.steps == [DueStep(.askSignature, at: .day(10, 13))])
        walk.now = .day(11, 15)  // a Friday
        let chair = try #require(walk.roster.reviewer("chair"))
        walk.record(try walk.file.sign(by: chair, name: "dr. CHAIR", board: TestRoster.board))
        #expect(walk.file.released == PlanRelease(letter: true, patientPlan: false))
        let asked = DueStep(.askImplementation, at: .day(41, 15))
        #expect(
            walk.steps == [DueStep(.heldAlarm, at: .day(15, 15)), asked], "two working days after a Friday is a Tuesday"
        )
        walk.now = .day(15, 15)
        try walk.take(.heldAlarm)
        #expect(walk.steps == [asked])
        walk.record(try walk.file.recordConversation(by: "Dr. Fern", note: nil))
        #expect(walk.file.released == PlanRelease(letter: true, patientPlan: true))
        #expect(walk.file.markRead(by: "patient").count == 1)
        walk.record(walk.file.markRead(by: "patient"))
        #expect(walk.file.markRead(by: "patient").isEmpty)
        #expect(walk.steps == [asked])
    }

    @Test(
        "A held plan raises its alarm after two working days",
        arguments: [(0, 2), (1, 3), (2, 4), (3, 7), (4, 8), (5, 8), (6, 8)])
    func heldAlarm(signed: Int, alarm: Int) throws {
        var walk = try Walk.compiled()
        walk.now = .day(14 + signed, 15)
        let chair = try #require(walk.roster.reviewer("chair"))
        walk.record(try walk.file.sign(by: chair, name: chair.name, board: TestRoster.board))
        #expect(walk.due(.heldAlarm) == .day(14 + alarm, 15))
    }

    @Test("A holiday is no working day for a held plan")
    func holiday() throws {
        var walk = try Walk.compiled()
        walk.now = .day(14, 15)
        let chair = try #require(walk.roster.reviewer("chair"))
        walk.record(try walk.file.sign(by: chair, name: chair.name, board: TestRoster.board))
        walk.policy.plans.holidays = [CivilDate(.day(15), in: .gmt)]
        #expect(walk.due(.heldAlarm) == .day(17, 15))
    }

    @Test("Nothing is held where the patient chose to read the plan first")
    func readFirst() throws {
        var walk = try Walk.compiled(TestCase.lung { $0.consent = Consent(toReview: true, readFirst: true) })
        let chair = try #require(walk.roster.reviewer("chair"))
        walk.record(try walk.file.sign(by: chair, name: chair.name, board: TestRoster.board))
        #expect(walk.file.released == PlanRelease(letter: false, patientPlan: true))
        #expect(walk.due(.heldAlarm) == nil)
    }

    @Test("An emergency leaves the queue and alerts every ten minutes until a named clinician takes it")
    func emergency() throws {
        let subject = TestCase.lung { subject in
            subject.urgency = Urgency(level: .emergency, reason: "cord compression")
            subject.consent = Consent()
            subject.records = []
        }
        var walk = try Walk(subject)
        #expect(walk.kinds == ["case.referred", "case.emergencyRaised"])
        for alert in 0..<5 {
            #expect(walk.steps == [DueStep(.alert, at: .day(0, 9, 10 * alert))])
            try walk.step()
        }
        #expect(walk.file.alerts == 5)
        walk.record(try walk.file.acknowledge(by: "Dr. Call", note: nil))
        #expect(walk.steps.isEmpty)
        #expect(throws: CommandRefusal.noOpenAlert) { try walk.file.acknowledge(by: "Dr. Other", note: nil) }
        let calm = try Walk(TestCase.lung())
        #expect(throws: CommandRefusal.noOpenAlert) { try calm.file.acknowledge(by: "Dr. Call", note: nil) }
    }

    @Test("Missing records are asked for weekly, then a person is told to telephone, then nothing falls due")
    func chase() throws {
        var walk = try Walk(TestCase.lung { $0.records.removeLast() })
        var asked: [Date] = []
        while let step = try walk.step() {
            #expect(step.action == .chaseRecords)
            asked.append(step.at)
        }
        #expect(asked == [.day(0), .day(7), .day(14)])
        #expect(walk.file.chases == walk.policy.listing.chases + 1)
        try walk.add(TestCase.record("images-1", .images), material: false)
        #expect(walk.steps == [DueStep(.list, at: .day(14))])
    }

    @Test("Without consent no record is asked for")
    func noConsent() throws {
        let walk = try Walk(
            TestCase.lung { subject in
                subject.consent = Consent()
                subject.records = []
            })
        #expect(walk.steps.isEmpty)
    }

    @Test("A case that has ended has no due step, at whatever point of its walk it ends, and refuses every command")
    func ended() throws {
        var walk = try Walk(TestCase.lung())
        var points = 0
        for _ in 0..<30 {
            var over = walk
            over.record(try over.file.end(.died, by: "Dr. Fern", note: nil))
            #expect(over.file.dueSteps(now: .day(400), policy: over.policy).isEmpty)
            #expect(throws: CommandRefusal.ended(.died)) { try over.file.end(.treated, by: "x", note: nil) }
            #expect(throws: CommandRefusal.ended(.died)) { try over.file.acknowledge(by: "x", note: nil) }
            #expect(throws: CommandRefusal.ended(.died)) { try over.file.recordConversation(by: "x", note: nil) }
            #expect(throws: CommandRefusal.ended(.died)) { try over.add(TestCase.record("late"), material: true) }
            #expect(throws: CommandRefusal.ended(.died)) { try over.cast(TestOpinion.of("s1", .surgeon)) }
            #expect(throws: CommandRefusal.ended(.died)) {
                try over.file.recuse("s1", reason: "x", facts: over.facts)
            }
            points += 1
            if walk.file.isVoting { try walk.castAll() }
            guard try walk.step() != nil, walk.file.signatureAsks < 2 else { break }
        }
        #expect(points == 5, "to be listed, opened, closed, signed and signed again")
        var emergency = try Walk(TestCase.lung { $0.urgency = Urgency(level: .emergency) })
        emergency.record(try emergency.file.end(.transferred, by: "x", note: nil))
        #expect(emergency.steps.isEmpty)
    }

    @Test("A ballot that opens late, because nobody was there to open it, is still open long enough to answer")
    func lateOpening() throws {
        var walk = try Walk(TestCase.lung())
        try walk.take(.list)
        walk.now = .day(8, 20)
        try walk.take(.openBallot)
        #expect(walk.file.ballot?.closes == .day(9, 8))
    }

    @Test("After its close nobody is reminded or covered: a ballot found too late is only closed")
    func lateClose() throws {
        var walk = try Walk.voting()
        walk.now = .day(8, 13)
        #expect(walk.steps == [DueStep(.closeBallot, at: .day(8, 13))])
    }

    @Test("Consent that comes after the referral brings the case on; the same consent again is no event")
    func laterConsent() throws {
        var walk = try Walk(TestCase.lung { $0.consent = Consent() })
        #expect(walk.steps.isEmpty)
        walk.record(try walk.file.recordConsent(Consent(toReview: true), now: walk.now, policy: walk.policy))
        #expect(walk.steps == [DueStep(.list, at: .day(0))])
        #expect(try walk.file.recordConsent(Consent(toReview: true), now: walk.now, policy: walk.policy).isEmpty)
    }

    @Test("A short ballot gives everyone half of its time before a seat is covered")
    func shortBallot() throws {
        let walk = try Walk.voting(TestCase.lung { $0.urgency = Urgency(level: .days) })
        #expect(walk.due(.cover) == .day(0, 21))
        #expect(walk.due(.closeBallot) == .day(1))
    }

    @Test("Out of session the ballot closes an hour after the last opinion")
    func outOfSession() throws {
        var walk = try Walk.voting(TestCase.lung { $0.urgency = Urgency(level: .days) })
        #expect(walk.due(.closeBallot) == .day(1))
        walk.now = .day(0, 15)
        try walk.castAll()
        #expect(walk.steps == [DueStep(.closeBallot, at: .day(0, 16))])
    }
}
