import Foundation
import Testing

@testable import TumorBoard

@Suite("What the patient chose, and how far a plan was carried out")
struct ImplementationTests {
    @Test("It is asked at 30 and 90 days, twice more each time, and then unknown by rule; a later answer still counts")
    func askedAndUnknown() throws {
        var walk = try Walk.released()
        var story: [String] = []
        while let step = try walk.step() {
            #expect(step.action == .askImplementation)
            guard let event = walk.entries.last?.event else { break }
            let day = Int((walk.now.timeIntervalSince(.day(9, 14)) / 86_400).rounded())
            switch event {
            case .implementationAsked(let ask): story.append("\(day): asked \(ask.day)/\(ask.count)")
            case .implementationReported(let report):
                story.append("\(day): \(report.day) \(report.status)\(report.isByRule ? " by rule" : "")")
            default: Issue.record("\(event)")
            }
        }
        #expect(
            story == [
                "30: asked 30/1", "37: asked 30/2", "44: asked 30/3", "58: 30 unknown by rule", "90: asked 90/1",
                "97: asked 90/2", "104: asked 90/3", "118: 90 unknown by rule",
            ])
        try walk.report(30, .full, started: CivilDate(.day(20), in: .gmt))
        let first = try #require(walk.file.implementationPoints(walk.policy).first)
        #expect(first.report?.status == .full)
        #expect(first.reports.map(\.act.status) == [.unknown, .full], "both stay on record")
    }

    @Test("A report ends the asking on its day, and the same again is no event")
    func reported() throws {
        var walk = try Walk.released()
        #expect(throws: CommandRefusal.self, "not before its day") { try walk.report(30, .full) }
        walk.now = .day(39, 14)
        try walk.take(.askImplementation)
        try walk.report(30, .full)
        #expect(try walk.report(30, .full).isEmpty)
        #expect(walk.steps == [DueStep(.askImplementation, at: .day(99, 14))])
        #expect(throws: CommandRefusal.afterPlan(.noSuchDay(60, known: [30, 90]))) { try walk.report(60, .full) }
    }

    @Test("Partial and deviation need a reason, another reason needs words, and nothing begins in the future")
    func reasons() throws {
        var walk = try Walk.released()
        walk.now = .day(39, 14)
        for status in [ImplementationStatus.partial, .deviation] {
            #expect(throws: CommandRefusal.afterPlan(.noReason(status))) { try walk.report(30, status) }
            #expect(throws: CommandRefusal.afterPlan(.noReason(status))) { try walk.report(30, status, .other) }
        }
        let tomorrow = CivilDate(.day(40), in: .gmt)
        #expect(throws: CommandRefusal.afterPlan(.notYet(tomorrow))) { try walk.report(30, .full, started: tomorrow) }
        try walk.report(30, .deviation, .other, words: "moved abroad")
        #expect(walk.file.after.reports.last?.act.line == "something else was done; moved abroad")
        try walk.report(30, .full, .progression)
        #expect(walk.file.after.reports.last?.act.reason == nil, "what was carried out in full needs no reason")
    }

    @Test(
        "Where 30 days were never asked about before 90 came, they are unknown and 90 is asked about",
        arguments: [0, 3])
    func overtaken(days: Int) throws {
        var walk = try Walk.released()
        walk.now = .day(99 + days, 14)
        try walk.take(.askImplementation)
        let points = walk.file.implementationPoints(walk.policy)
        #expect(points.map { $0.report?.isByRule } == [true, nil])
        #expect(points.map(\.asks.count) == [0, 1])
    }

    @Test("An ended case is not asked about, and how it ended is the reason", arguments: Ending.Kind.allCases)
    func ended(kind: Ending.Kind) throws {
        var walk = try Walk.released()
        walk.record(try walk.file.end(kind, by: "Dr. Fern", note: nil))
        #expect(walk.steps.isEmpty)
        #expect(walk.file.implementationPoints(walk.policy).map(\.notAsked) == [kind, kind])
        walk.now = .day(60)
        try walk.report(30, .full)
        #expect(
            walk.file.implementationPoints(walk.policy).map(\.notAsked) == [nil, kind], "what is known is put down")
    }

    @Test("A plan signed anew is asked about anew, and the reports on the one before stay")
    func newVersion() throws {
        var walk = try Walk.released()
        walk.now = .day(39, 14)
        try walk.report(30, .full)
        try walk.add(TestCase.record("amended", .pathologyReport), material: true)
        #expect(walk.file.implementationPoints(walk.policy).isEmpty)
        walk.sessions += (5...8).map(TestRoster.session)
        try walk.run(through: .openBallot)
        try walk.castAll()
        try walk.run(through: .closeBallot)
        try walk.sign()
        let points = walk.file.implementationPoints(walk.policy)
        #expect(points.map(\.version) == [2, 2] && points.allSatisfy { $0.report == nil })
        #expect(walk.file.after.reports.count == 1)
    }

    @Test("A choice may be changed later, both stay, and it names who talked with the patient about which version")
    func choices() throws {
        var walk = try Walk.compiled()
        func record(_ draft: ChoiceDraft) throws(CommandRefusal) {
            walk.record(try walk.file.recordChoice(draft, by: "nurse", now: walk.now, policy: walk.policy))
        }
        #expect(throws: CommandRefusal.notSigned) { try record(ChoiceDraft(.accepts, talkedWith: "Dr. Fern")) }
        try walk.sign()
        #expect(throws: CommandRefusal.blank("who talked with the patient")) {
            try record(ChoiceDraft(.accepts, talkedWith: " "))
        }
        try record(ChoiceDraft(.undecided, talkedWith: "Dr. Fern"))
        try record(ChoiceDraft(.undecided, talkedWith: "Dr. Fern"))
        #expect(walk.file.after.choices.count == 1, "the same again is no event")
        #expect(throws: CommandRefusal.blank("which other way the patient chose")) {
            try record(ChoiceDraft(.alternative, talkedWith: "Dr. Fern"))
        }
        #expect(throws: CommandRefusal.afterPlan(.whichOption(of: 1))) {
            try record(ChoiceDraft(.option, option: 1, talkedWith: "Dr. Fern"))
        }
        try record(ChoiceDraft(.declines, reasons: "I want to go home.", talkedWith: "Dr. Fern"))
        #expect(walk.file.after.choices.map(\.act.kind) == [.undecided, .declines])
        #expect(walk.file.choice?.version == 1 && walk.file.choice?.reasons == "I want to go home.")
    }

    @Test("Of equivalent options the choice says which, by its place and in words")
    func options() throws {
        var walk = try Walk.voting()
        try walk.cast(TestOpinion.of("s1", .surgeon, [["surgery"]], ratings: [.radiotherapy: 8]))
        try walk.cast(TestOpinion.of("x1", .radiationOncologist, [["radiotherapy"]], ratings: [.surgery: 8]))
        try walk.cast(TestOpinion.of("m1", .medicalOncologist, [["surgery"]], ratings: [.radiotherapy: 8]))
        try walk.run(through: .closeBallot)
        #expect(walk.file.plan?.options.count == 2)
        try walk.sign()
        for kind in [PatientChoice.Kind.accepts, .option] {
            #expect(throws: CommandRefusal.afterPlan(.whichOption(of: 2))) {
                try walk.file.recordChoice(
                    ChoiceDraft(kind, talkedWith: "Dr. Fern"), by: "n", now: walk.now, policy: walk.policy)
            }
        }
        walk.record(
            try walk.file.recordChoice(
                ChoiceDraft(.accepts, option: 2, talkedWith: "Dr. Fern"), by: "n", now: walk.now, policy: walk.policy))
        #expect(walk.file.choice?.kind == .option && walk.file.choice?.option == 2)
        #expect(walk.file.choice?.way == walk.file.plan?.options.last?.plan.inPlainWords)
    }
}
