import Foundation
import Testing

@testable import TumorBoard

@Suite("Milestones at which a patient is told what happens next")
struct MilestoneTests {
    @Test(
        "Events lead to the milestone that they are",
        arguments: [
            (.referred(TestCase.lung()), .received),
            (.informationAsked(InformationRequest(need: .imaging, specialty: .radiologist)), .moreNeeded),
            (.boardToSit(BoardToSit(reason: "four differ")), .moreNeeded),
            (.ended(Ending(kind: .treated, by: "x")), .ended),
            (.planSigned(PlanSignature(reviewer: "chair", name: "C", role: "chair", version: 1)), .planReady),
            (.ballotClosed(BallotNumber(number: 1)), nil),
        ] as [(CaseEvent, Milestone?)])
    func events(event: CaseEvent, milestone: Milestone?) throws {
        let file = try #require(CaseFile([.init(event: .referred(TestCase.lung()), at: .day(0))]))
        let next = file.applying([event], at: .day(1))
        #expect(next.milestone(reachedBy: [event], before: file, becameReady: false) == milestone)
    }

    @Test("Of several milestones in one moment the latest counts, and completeness only after the referral")
    func several() throws {
        let file = try #require(CaseFile([.init(event: .referred(TestCase.lung()), at: .day(0))]))
        let asked = CaseEvent.informationAsked(InformationRequest(need: .imaging, specialty: .radiologist))
        #expect(
            file.milestone(
                reachedBy: [asked, .ended(Ending(kind: .declined, by: "x"))], before: file, becameReady: true) == .ended
        )
        #expect(file.milestone(reachedBy: [], before: file, becameReady: true) == .recordsComplete)
        #expect(file.milestone(reachedBy: [], before: nil, becameReady: true) == nil)
    }

    @Test("Whoever chose to read the plan first is not told that somebody will call")
    func readFirst() throws {
        let subject = TestCase.lung { $0.consent.readFirst = true }
        let file = try #require(CaseFile([.init(event: .referred(subject), at: .day(0))]))
        let signed = CaseEvent.planSigned(PlanSignature(reviewer: "chair", name: "C", role: "chair", version: 1))
        #expect(file.milestone(reachedBy: [signed], before: file, becameReady: false) == nil)
    }

    @Test("Nobody is written to without consent, after its withdrawal, in an emergency, or after a death")
    func mayTell() throws {
        func file(_ edit: (inout Case) -> Void = { _ in }) throws -> CaseFile {
            let subject = TestCase.lung(edit: edit)
            return try #require(CaseFile(CaseFile.refer(subject).map { .init(event: $0, at: .day(0)) }))
        }
        #expect(try file().mayTellPatient)
        #expect(try !file { $0.consent = Consent() }.mayTellPatient)
        #expect(try !file { $0.consent.withdrawn = CivilDate(.day(1), in: .gmt) }.mayTellPatient)
        #expect(try !file { $0.urgency = Urgency(level: .emergency) }.mayTellPatient)
        let open = try file()
        #expect(!open.applying([.ended(Ending(kind: .died, by: "x"))], at: .day(1)).mayTellPatient)
        #expect(open.applying([.ended(Ending(kind: .treated, by: "x"))], at: .day(1)).mayTellPatient)
    }

    @Test("The standard milestones are not stored, others are, and both are read again")
    func stored() throws {
        var policy = BoardPolicy.standard
        #expect(!String(decoding: try JSONEncoder.canonical.encode(policy), as: UTF8.self).contains("milestones"))
        policy.notices.milestones = []
        let stored = try JSONEncoder.canonical.encode(policy)
        #expect(try JSONDecoder.canonical.decode(BoardPolicy.self, from: stored) == policy)
        #expect(BoardPolicy.standard.notices.milestones == [.received, .listed, .planReady])
    }

    @Test("A referral by the public form moves nothing until somebody has checked it")
    func unchecked() throws {
        let subject = TestCase.lung { $0.referral.isUnchecked = true }
        let file = try #require(CaseFile([.init(event: .referred(subject), at: .day(0))]))
        #expect(file.dueSteps(now: .day(1), policy: .standard).isEmpty)
        let checked = file.applying([.intakeChecked(ByPerson(by: "navigator"))], at: .day(1))
        #expect(checked.dueSteps(now: .day(1), policy: .standard).map(\.action) == [.list])
    }
}

@Suite("A case that is presented again")
struct RePresentationTests {
    @Test("It starts from what was decided, knows of the old case, and has no consent")
    func carried() throws {
        let old = try Walk.compiled(TestCase.lung { $0.goals = ["Keep my shop"] }).file
            .applying([.planReleased(PlanRelease(letter: true, patientPlan: true))], at: .day(9))
        let day = CivilDate(.day(60), in: .gmt)
        let next = try old.presentedAgain(
            as: "c2", question: "And now?", board: "Lung board", decided: CivilDate(.day(8), in: .gmt), on: day)
        #expect(next.id == "c2" && next.relatedCases == ["c1"] && next.referral.kind == .rePresentation)
        #expect(next.consent == Consent() && next.questions.isEmpty && next.referral.question == "And now?")
        #expect(next.records == old.subject.records && next.patient == old.subject.patient)
        #expect(next.goals == ["Keep my shop"] && next.preferences == old.subject.preferences)
        #expect(next.firstOpinion?.doctor == "Lung board" && next.firstOpinion?.institution == nil)
        #expect(next.firstOpinion?.plan?.contains("intent") == true)
        #expect(next.history?.contains("Presented before as c1") == true)
        #expect(next.origins(of: .record, next.records[0].id).map(\.path) == ["case c1"])
        let file = try #require(CaseFile([.init(event: .referred(next), at: .day(60))]))
        #expect(!file.mustReconcile)
        #expect(file.applying(try file.link(to: "c7", because: "another primary"), at: .day(61)).mustReconcile)
    }

    @Test("A case that the board has not finished with, or whose patient died, is not presented again")
    func refused() throws {
        let open = try #require(CaseFile([.init(event: .referred(TestCase.lung()), at: .day(0))]))
        func again(_ file: CaseFile) throws -> Case {
            try file.presentedAgain(
                as: "c2", question: nil, board: "B", decided: nil, on: CivilDate(.day(1), in: .gmt))
        }
        #expect(throws: RePresentationRefusal.stillOpen("c1")) { try again(open) }
        let died = open.applying([.ended(Ending(kind: .died, by: "x"))], at: .day(1))
        #expect(throws: RePresentationRefusal.died("c1")) { try again(died) }
        let declined = open.applying([.ended(Ending(kind: .declined, by: "x"))], at: .day(1))
        #expect(try again(declined).firstOpinion == TestCase.lung().firstOpinion)
    }
}
