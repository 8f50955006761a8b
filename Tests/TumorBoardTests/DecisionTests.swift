import Foundation
import Testing

@testable import TumorBoard

@Suite("What follows from a ballot")
struct DecisionTests {
    /// Surgery and systemic therapy against radiotherapy: one of three opposes, so a third opinion is sought.
    private func divided(_ subject: Case = TestCase.lung(), edit: (inout Walk) throws -> Void = { _ in }) throws -> Walk
    {
        var walk = try Walk.voting(subject, edit: edit)
        try walk.cast(TestOpinion.of("s1", .surgeon, [["surgery"]], ratings: [.radiotherapy: 3]))
        try walk.cast(TestOpinion.of("m1", .medicalOncologist, [["surgery"]], ratings: [.radiotherapy: 5]))
        try walk.cast(TestOpinion.of("x1", .radiationOncologist, [["radiotherapy"]], ratings: [.surgery: 2]))
        walk.now = .day(8, 13)
        try walk.take(.closeBallot)
        return walk
    }

    @Test("A third opinion opens round 2 for one independent person, and the ballot closes an hour after it is in")
    func thirdOpinion() throws {
        var walk = try divided()
        #expect(
            walk.kinds.suffix(4) == [
                "case.ballotClosed", "case.decided", "case.thirdOpinionSought", "case.ballotOpened",
            ])
        let seat = try #require(walk.file.panel?.seats.last)
        #expect(seat.reasons.contains(.thirdOpinion))
        #expect(!["s1", "m1", "x1"].contains(seat.reviewer), "who sat gives no third opinion")
        #expect(walk.file.ballot?.round == 2)
        #expect(walk.file.awaitedSeats.map(\.reviewer) == [seat.reviewer], "the others' opinions still stand")
        #expect(walk.due(.closeBallot) == .day(10, 13))
        walk.now = .day(9)
        try walk.cast(TestOpinion.of(seat.reviewer, seat.specialty, [["surgery"]]))
        #expect(walk.steps == [DueStep(.closeBallot, at: .day(9, 10))])
        try walk.step()
        #expect(walk.file.decision?.outcome.level == .majorityWithDissent)
        #expect(walk.file.plan?.dissents.map(\.by) == ["x1"])
        #expect(walk.file.decisions.map(\.round) == [1, 2])
    }

    @Test("Where the third opinion does not settle it, or nobody independent can give one, the full board sits")
    func boardSits() throws {
        var walk = try divided()
        let seat = try #require(walk.file.awaitedSeats.first)
        try walk.cast(TestOpinion.of(seat.reviewer, seat.specialty, [["radiotherapy"]], ratings: [.surgery: 2]))
        try walk.run(through: .closeBallot)
        #expect(walk.file.boardSits != nil)
        #expect(walk.steps.isEmpty)
        let alone = try divided { $0.roster.reviewers.removeAll { ["s2", "m2", "x2"].contains($0.id) } }
        #expect(alone.file.boardSits?.contains("no independent") == true)
        #expect(alone.steps.isEmpty)
    }

    @Test("After the board has discussed, everyone answers once more, and what was said before stays on record")
    func discussion() throws {
        var walk = try divided()
        let third = try #require(walk.file.awaitedSeats.first)
        #expect(throws: CommandRefusal.boardDoesNotSit) {
            try walk.file.recordDiscussion(by: "Chair", note: nil, now: walk.now, policy: walk.policy)
        }
        try walk.cast(TestOpinion.of(third.reviewer, third.specialty, [["radiotherapy"]], ratings: [.surgery: 2]))
        try walk.run(through: .closeBallot)
        let before = walk.file.opinions
        walk.record(
            try walk.file.recordDiscussion(
                by: "Chair", note: "agreed on surgery", now: walk.now, policy: walk.policy))
        #expect(walk.file.boardSits == nil)
        #expect(walk.file.isVoting)
        #expect(Set(walk.file.awaitedSeats.map(\.reviewer)) == ["s1", "m1", "x1", third.reviewer])
        for seat in walk.file.awaitedSeats {
            try walk.cast(TestOpinion.of(seat.reviewer, seat.specialty, [["surgery"]]))
        }
        try walk.run(through: .closeBallot)
        #expect(walk.file.decision?.outcome.level == .unanimous)
        #expect(walk.file.plan != nil)
        #expect(Array(walk.file.opinions.prefix(before.count)) == before)
    }

    @Test("Even on the board's own patient, whoever treats the patient gives no third opinion")
    func thirdIsIndependent() throws {
        let own = TestCase.lung { subject in
            subject.referral.setting = .ownPatient
            subject.referral.treating = ["s2", "m2", "x2"]
        }
        #expect(try divided(own).file.boardSits?.contains("no independent") == true)
    }

    @Test("Whoever takes the place of the third opinion gives the third opinion")
    func thirdReplaced() throws {
        var walk = try divided { walk in
            for specialty in [Specialty.surgeon, .medicalOncologist, .radiationOncologist] {
                let id = ReviewerID(checked: "new-\(specialty.rawValue)")
                walk.roster.reviewers.append(try TestRoster.reviewer(id, specialty, expertise: 3))
            }
        }
        let third = try #require(walk.file.awaitedSeats.first)
        walk.record(try walk.file.recuse(third.reviewer, reason: "kin", facts: walk.facts))
        let seat = try #require(walk.file.awaitedSeats.first)
        #expect(seat.reviewer != third.reviewer && seat.specialty == third.specialty)
        #expect(seat.reasons.contains(.thirdOpinion) && seat.reasons.contains(.replaces(third.reviewer)))
    }

    @Test("A contraindication that the third opinion does not share is overruled; one that it shares stands")
    func adjudicated() throws {
        for shares in [false, true] {
            let frail = Contraindication(modality: .surgery, severity: .absolute, why: "FEV1 35 %")
            var walk = try Walk.voting()
            try walk.cast(TestOpinion.of("s1", .surgeon, [["surgery"]]))
            try walk.cast(TestOpinion.of("m1", .medicalOncologist, [["surgery"]]))
            try walk.cast(TestOpinion.of("x1", .radiationOncologist, [["surgery"]], contraindications: [frail]))
            try walk.run(through: .closeBallot)
            #expect(walk.file.decision?.outcome.primary?.code == "contraindication")
            let seat = try #require(walk.file.awaitedSeats.first)
            #expect(seat.specialty == .surgeon, "the owner of the modality is asked")
            var third = try TestOpinion.of(
                seat.reviewer, seat.specialty, [["surgery"]], contraindications: shares ? [frail] : [])
            if !shares {
                #expect(throws: CommandRefusal.notAdjudicated(.surgery)) { try walk.cast(third) }
                third.adjudications = [Adjudication(modality: .surgery, isOverruled: false, why: "it stands")]
                #expect(throws: CommandRefusal.adjudicationContradicts(.surgery)) { try walk.cast(third) }
                third.adjudications = [Adjudication(modality: .surgery, isOverruled: true, why: "FEV1 is 60 % now")]
            }
            try walk.cast(third)
            try walk.run(through: .closeBallot)
            #expect((walk.file.plan != nil) == !shares)
            #expect(walk.file.plan?.adjudications.map(\.value.why) == (shares ? nil : ["FEV1 is 60 % now"]))
            #expect((walk.file.boardSits != nil) == shares)
        }
    }

    @Test("A disputed diagnosis waits for the re-review, and comes back to the same panel with the result")
    func needInfo() throws {
        var walk = try Walk.voting()
        try walk.cast(TestOpinion.of("s1", .surgeon))
        try walk.cast(TestOpinion.of("m1", .medicalOncologist))
        try walk.cast(TestOpinion.of("x1", .radiationOncologist, diagnosisWhy: "could be carcinoid"))
        try walk.run(through: .closeBallot)
        #expect(walk.file.decision?.outcome.kind == .needInfo)
        #expect(walk.file.tasks.map(\.request.reviewer) == ["p1"])
        #expect(walk.steps.map(\.action) == [.chaseInformation])
        walk.now = .day(10)
        let result = TestCase.record("re-review", .pathologyReport)
        #expect(throws: CommandRefusal.notAsked(.imaging)) { try walk.file.receive(.imaging, record: result, by: "p1") }
        #expect(throws: CommandRefusal.duplicateRecord("r-images")) {
            try walk.file.receive(.pathologyReReview, record: TestCase.record("r-images"), by: "p1")
        }
        walk.record(try walk.file.receive(.pathologyReReview, record: result, by: "p1"))
        #expect(throws: CommandRefusal.notAsked(.pathologyReReview)) {
            try walk.file.receive(.pathologyReReview, record: TestCase.record("x"), by: "p1")
        }
        #expect(walk.steps == [DueStep(.list, at: .day(10))])
        try walk.run(through: .openBallot)
        #expect(walk.file.listing?.reasons.last == .returns(.pathologyReReview))
        #expect(walk.file.panel?.seats.map(\.reviewer) == ["s1", "m1", "x1"])
        #expect(walk.file.packet?.content.addedRecords == ["re-review"])
        #expect(walk.file.awaitedSeats.count == 3, "all opinions are asked for on the new packet")
        #expect(walk.file.consensusContext(walk.policy).pathologyReReviewDone)
        #expect(walk.file.ballot?.number == 2)
        #expect(walk.file.ballot?.round == 1)
    }

    @Test("A diagnosis still disputed after its re-review goes to an independent pathologist, then to the board")
    func stillDisputed() throws {
        var walk = try Walk.voting()
        for _ in 0..<2 {
            for seat in walk.file.awaitedSeats {
                try walk.cast(TestOpinion.of(seat.reviewer, seat.specialty, diagnosisWhy: "could be carcinoid"))
            }
            try walk.run(through: .closeBallot)
            guard !walk.file.tasks.allSatisfy({ $0.received != nil }) else { break }
            let result = TestCase.record("re-review", .pathologyReport)
            walk.record(try walk.file.receive(.pathologyReReview, record: result, by: "p1"))
            try walk.run(through: .openBallot)
        }
        #expect(walk.file.panel?.seats.last?.specialty == .pathologist)
        try walk.cast(TestOpinion.of("p1", .pathologist, diagnosisWhy: "carcinoid"))
        try walk.run(through: .closeBallot)
        #expect(walk.file.boardSits != nil)
    }
}

@Suite("Signing, releasing and withdrawing a plan")
struct SignOffTests {
    private func refusal(_ walk: Walk, _ reviewer: ReviewerID, as name: String? = nil) throws -> CommandRefusal? {
        let signer = try #require(walk.roster.reviewer(reviewer))
        return #expect(throws: CommandRefusal.self) {
            try walk.file.sign(by: signer, name: name ?? signer.name, board: TestRoster.board)
        }
    }

    @Test("There is nothing to sign before a ballot reached consensus, and nothing to sign twice")
    func order() throws {
        let voting = try Walk.voting()
        #expect(try refusal(voting, "chair") == .noPlan)
        #expect(throws: CommandRefusal.notSigned) { try voting.file.recordConversation(by: "x", note: nil) }
        var walk = try Walk.compiled()
        let chair = try #require(walk.roster.reviewer("chair"))
        walk.record(try walk.file.sign(by: chair, name: chair.name, board: TestRoster.board))
        #expect(try refusal(walk, "chair") == .alreadySigned)
    }

    @Test("Gaps stop the signature and name whose they are")
    func gaps() throws {
        var walk = try Walk.voting()
        for seat in walk.file.awaitedSeats {
            try walk.cast(TestOpinion.of(seat.reviewer, seat.specialty) { $0.answers = [] })
        }
        try walk.run(through: .closeBallot)
        guard case .gaps(let gaps)? = try refusal(walk, "chair") else {
            Issue.record("the plan was signed with a gap")
            return
        }
        #expect(gaps == [.unanswered(walk.file.subject.questions[0])])
        #expect(gaps.first?.description.contains("surgeon") == true)
        let id = walk.file.subject.questions[0].id
        func said(_ reviewer: ReviewerID, _ question: String) -> PlanSupplement {
            PlanSupplement(reviewer: reviewer, specialty: .surgeon, subject: .question(question), text: "Yes, you can.")
        }
        #expect(throws: CommandRefusal.unknownReference("q99")) {
            try walk.file.supplement(said("s1", "q99"), now: walk.now)
        }
        #expect(throws: CommandRefusal.notSeated("s2")) { try walk.file.supplement(said("s2", id), now: walk.now) }
        walk.record(try walk.file.supplement(said("s1", id), now: walk.now))
        #expect(walk.file.plan?.gaps.isEmpty == true)
        #expect(walk.file.plan?.version == 2)
        #expect(walk.file.plan?.questions[0].answers.map(\.value) == ["Yes, you can."])
        let chair = try #require(walk.roster.reviewer("chair"))
        walk.record(try walk.file.sign(by: chair, name: chair.name, board: TestRoster.board))
        #expect(walk.file.signature?.version == 2)
    }

    @Test("Only the chair or a delegate signs, under the name on the roster")
    func whoSigns() throws {
        let walk = try Walk.compiled()
        let day = CivilDate(walk.now, in: .gmt)
        #expect(walk.file.signatory(of: TestRoster.board, roster: walk.roster, day: day)?.id == "chair")
        for (reviewer, name) in [("s1", nil), ("chair", "Dr. Somebody")] as [(ReviewerID, String?)] {
            guard case .mayNotSign? = try refusal(walk, reviewer, as: name) else {
                Issue.record("\(reviewer) signed as \(name ?? "themselves")")
                continue
            }
        }
    }

    @Test(
        "Where the chair has a conflict, treats the patient, works where the first opinion came from or is away, a delegate signs"
    )
    func delegate() throws {
        typealias Hindrance = @Sendable (inout Walk) throws -> Void
        let hindrances: [Hindrance] = [
            { $0.roster.reviewers[8].conflicts = [ConflictOfInterest(with: "Klinik am See", reason: "shares")] },
            { $0.roster.reviewers[8].institution = "Klinik am See" },
            { walk in
                let day = CivilDate(Date.day(8), in: .gmt)
                walk.roster.reviewers[8].leave = [Leave(from: day, to: day.adding(days: 3))]
            },
        ]
        for hindrance in hindrances {
            var walk = try Walk.compiled()
            try hindrance(&walk)
            let day = CivilDate(walk.now, in: .gmt)
            #expect(walk.file.signatory(of: TestRoster.board, roster: walk.roster, day: day)?.id == "deputy")
        }
        let treated = try Walk.compiled(TestCase.lung { $0.referral.treating = ["chair"] })
        guard case .mayNotSign? = try refusal(treated, "chair") else {
            Issue.record("the treating chair signed")
            return
        }
        var walk = treated
        let deputy = try #require(walk.roster.reviewer("deputy"))
        walk.record(try walk.file.sign(by: deputy, name: deputy.name, board: TestRoster.board))
        #expect(walk.file.signature?.role == "delegate")
    }

    @Test("Material evidence after the signature withdraws the plan and brings the case back to its panel")
    func withdrawal() throws {
        var walk = try Walk.compiled()
        let chair = try #require(walk.roster.reviewer("chair"))
        walk.record(try walk.file.sign(by: chair, name: chair.name, board: TestRoster.board))
        walk.record(try walk.file.recordConversation(by: "Dr. Fern", note: nil))
        walk.now = .day(10)
        try walk.add(TestCase.record("amended"), material: false)
        #expect(walk.file.signature != nil)
        try walk.add(TestCase.record("amended-2"), material: true)
        #expect(walk.file.signature == nil && walk.file.released == nil && walk.file.conversation == nil)
        #expect(walk.file.withdrawn?.note?.contains("amended-2") == true)
        #expect(walk.file.markRead(by: "patient").isEmpty, "a withdrawn plan is not read")
        #expect(walk.steps == [DueStep(.list, at: .day(10))])
        #expect(try refusal(walk, "chair") == .noPlan)
        try walk.run(through: .openBallot)
        #expect(walk.file.listing?.reasons.last == .newEvidence)
        #expect(walk.file.panel?.seats.map(\.reviewer) == ["s1", "m1", "x1"])
        #expect(walk.file.packet?.content.addedRecords == ["amended", "amended-2"])
        try walk.castAll()
        try walk.run(through: .closeBallot)
        #expect(walk.file.plan?.version == 2)
        #expect(walk.file.withdrawn == nil)
        #expect(walk.steps.first?.action == .askSignature)
    }
}
