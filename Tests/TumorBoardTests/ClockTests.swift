import Foundation
import Testing

@testable import TumorBoard

@Suite("The clocks of a case")
struct ClockTests {
    private func clocks(_ walk: Walk) -> CaseClocks { walk.file.clocks(now: walk.now, policy: walk.policy) }

    @Test("Time until the records are complete is the records', what follows is the board's")
    func records() throws {
        var walk = try Walk(
            TestCase.lung { subject in
                subject.records.removeLast()
                subject.diagnosis.date = CivilDate(.day(-4), in: .gmt)
            })
        walk.now = .day(5)
        #expect(clocks(walk).fromRecords == nil)
        #expect(clocks(walk).standing?.cause == .records)
        try walk.add(TestCase.record("ct", .images), material: false)
        walk.now = .day(8)
        let after = clocks(walk)
        #expect(after.fromRecords?.start == .day(5))
        #expect(after.fromReferral.time(of: .records) == 5 * 86_400)
        #expect(after.fromReferral.time(of: nil) == 3 * 86_400)
        #expect(
            after.fromDiagnosis?.segments.map(\.why) == [
                "before the referral", "records are not complete", "with the board",
            ])
        #expect(after.standing == nil)
        #expect(after.promise?.due == CivilDate(.day(12), in: .gmt))
    }

    @Test("Records that have grown old are still complete: only presence counts")
    func age() throws {
        var walk = try Walk(TestCase.lung())
        walk.policy.intake.staleBlocks = [.lung]
        walk.now = .day(200)
        #expect(clocks(walk).fromRecords?.start == .day(0))
    }

    @Test("A treat-by date governs; without one the nearest limit does")
    func governing() throws {
        let plain = try Walk(TestCase.lung { $0.diagnosis.date = CivilDate(.day(-20), in: .gmt) })
        #expect(clocks(plain).governing?.kind == .diagnosis)
        #expect(clocks(plain).governing?.daysLeft == 8)
        let treated = try Walk(
            TestCase.lung { subject in
                subject.diagnosis.date = CivilDate(.day(-20), in: .gmt)
                subject.treatments = [PriorTreatment(modality: .surgery, detail: "wedge")]
            })
        #expect(clocks(treated).governing?.kind == .records, "the way from the diagnosis says nothing after treatment")
        let dated = try Walk(
            TestCase.lung { subject in
                subject.diagnosis.date = CivilDate(.day(-20), in: .gmt)
                subject.treatBy = CivilDate(.day(40), in: .gmt)
            })
        #expect(clocks(dated).governing?.kind == .treatBy)
        #expect(clocks(dated).state == .onTime)
    }

    @Test(
        "A case is on time, at risk, on its last day and breached, one after the other",
        arguments: [
            (0, CaseClocks.State.onTime, 14), (10, .onTime, 4), (11, .atRisk, 3), (14, .atRisk, 0), (15, .breached, -1),
        ])
    func states(day: Int, state: CaseClocks.State, left: Int) throws {
        var walk = try Walk(TestCase.lung())
        walk.now = .day(day)
        #expect(clocks(walk).state == state)
        #expect(clocks(walk).governing?.daysLeft == left)
    }

    @Test("The patient's stopped time moves the clock's limit; the payer's is attributed and moves nothing")
    func stops() throws {
        for (cause, left) in [(ClockCause.patient, 8), (.payer, 4)] {
            var walk = try Walk(TestCase.lung())
            walk.now = .day(2)
            walk.record(try walk.file.stopClock(cause, reason: "a journey", by: "Nora"))
            #expect(throws: CommandRefusal.clockStands(cause)) {
                try walk.file.stopClock(.payer, reason: "again", by: "Nora")
            }
            #expect(clocks(walk).fromReferral.time(of: cause) == 0)
            walk.now = .day(6)
            #expect(clocks(walk).standing?.why == "a journey")
            walk.record(try walk.file.resumeClock(by: "Nora", note: nil))
            walk.now = .day(10)
            #expect(clocks(walk).fromReferral.time(of: cause) == 4 * 86_400)
            #expect(clocks(walk).governing?.daysLeft == left)
            #expect(throws: CommandRefusal.clockRuns) { try walk.file.resumeClock(by: "Nora", note: nil) }
        }
        let walk = try Walk(TestCase.lung())
        #expect(throws: CommandRefusal.clockByRule(.reviewer)) {
            try walk.file.stopClock(.reviewer, reason: "slow", by: "Nora")
        }
        #expect(throws: CommandRefusal.blank("the reason")) {
            try walk.file.stopClock(.payer, reason: " ", by: "Nora")
        }
    }

    @Test("A ballot that is open past its usual close is the reviewers' time; a signature ends the clocks")
    func reviewers() throws {
        var walk = try Walk.voting()
        let usual = try #require(walk.file.listing).closes
        walk.now = usual.hours(-2)
        try walk.add(TestCase.record("late", .other), material: true)
        #expect(try #require(walk.file.ballot).closes > usual)
        try walk.castAll()
        try walk.run(through: .closeBallot)
        let closed = walk.now
        #expect(clocks(walk).fromReferral.time(of: .reviewer) == closed.timeIntervalSince(usual))
        let chair = try #require(walk.roster.reviewer("chair"))
        walk.now = walk.now.hours(5)
        walk.record(try walk.file.sign(by: chair, name: chair.name, board: TestRoster.board))
        let signed = walk.now
        walk.now = walk.now.hours(500)
        #expect(clocks(walk).answered == signed)
        #expect(clocks(walk).fromReferral.end == signed)
    }

    @Test("Whatever happens, each clock's pieces fill its time without gap or overlap, and time never runs back")
    func property() throws {
        let seed: UInt64 = 20_261_121
        var random = SplitMix64(seed: seed)
        for life in 0..<300 {
            var walk = try Walk(
                TestCase.lung { subject in
                    if random.chance(50) { subject.records.removeLast() }
                    if random.chance(50) { subject.diagnosis.date = CivilDate(.day(-9), in: .gmt) }
                })
            var before: CaseClocks?
            for _ in 0..<30 {
                walk.now = walk.now.hours(Double(Int.random(in: 0...30, using: &random)))
                for step in walk.steps where step.at <= walk.now { try walk.take(step.action) }
                do {
                    switch Int.random(in: 0..<10, using: &random) {
                    case 0: walk.record(try walk.file.stopClock(.payer, reason: "claim", by: "N"))
                    case 1: walk.record(try walk.file.stopClock(.patient, reason: "away", by: "N"))
                    case 2: walk.record(try walk.file.resumeClock(by: "N", note: nil))
                    case 3: try walk.add(TestCase.record("n\(walk.file.version)", .images), material: random.chance(50))
                    case 4:
                        var consent = walk.file.subject.consent
                        consent.withdrawn = consent.withdrawn == nil ? CivilDate(walk.now, in: .gmt) : nil
                        walk.record(try walk.file.recordConsent(consent, now: walk.now, policy: walk.policy))
                    case 5...7: try walk.castAll(random.chance(70) ? [["surgery"]] : [["radiotherapy"]])
                    default: break
                    }
                } catch is CommandRefusal {}
                let now = clocks(walk)
                for clock in [now.fromDiagnosis, now.fromRecords, now.fromReferral].compactMap({ $0 }) {
                    let sum = (ClockCause.allCases.map { clock.time(of: $0) } + [clock.time(of: nil)]).reduce(0, +)
                    #expect(abs(sum - clock.elapsed) < 0.001, "life \(life) of seed \(seed)")
                    let joins = zip(clock.segments, clock.segments.dropFirst()).allSatisfy { $0.until == $1.from }
                    #expect(joins, "life \(life) of seed \(seed)")
                    #expect(clock.segments.allSatisfy { $0.from < $0.until }, "life \(life) of seed \(seed)")
                }
                if let before {
                    #expect(now.fromReferral.elapsed >= before.fromReferral.elapsed, "life \(life) of seed \(seed)")
                    for cause in ClockCause.allCases {
                        #expect(
                            now.fromReferral.time(of: cause) >= before.fromReferral.time(of: cause) - 0.001,
                            "\(cause), life \(life) of seed \(seed)")
                    }
                    #expect(before.fromRecords == nil || before.fromRecords?.start == now.fromRecords?.start)
                }
                before = now
            }
        }
    }
}
