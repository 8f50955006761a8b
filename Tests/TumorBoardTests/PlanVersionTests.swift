import Foundation
import Testing

@testable import TumorBoard

extension Walk {
    fileprivate mutating func sendBack(
        _ reason: String = "the dose is missing", to addressee: PlanReturn.Addressee = .coordinator, panel: Bool = false
    ) throws {
        let chair = try #require(roster.reviewer("chair"))
        record(
            try file.sendBack(
                reason, by: chair, to: addressee, askingPanel: panel, board: TestRoster.board, now: now, policy: policy)
        )
    }

    fileprivate mutating func revise(_ text: String, withdrawing: Bool = false) throws(CommandRefusal) {
        let said = PlanSupplement(reviewer: "s1", specialty: .surgeon, subject: .question("q1"), text: text)
        record(try file.revise(said, reason: "it was wrong", by: "s1", withdrawing: withdrawing, now: now))
    }

    fileprivate mutating func refuse(_ modality: Modality, lifted: Bool = false) throws {
        record(
            try file.refuse(
                TreatmentRefusal(modality: modality, by: "Dr. Fern", lifted: lifted), now: now, policy: policy,
                digest: Walk.digest))
    }

    /// A signed plan for surgery on which the others agree; each reviewer's own plan can be given.
    fileprivate static func signed(_ plans: [ReviewerID: [[String]]] = [:]) throws -> Walk {
        var walk = try voting()
        for seat in walk.file.awaitedSeats {
            let plan = plans[seat.reviewer] ?? [["surgery"]]
            try walk.cast(
                TestOpinion.of(
                    seat.reviewer, seat.specialty, plan,
                    ratings: [.surgery: 7, .radiotherapy: seat.reviewer == "m1" ? 5 : 8]))
        }
        try walk.run(through: .closeBallot)
        try walk.sign()
        return walk
    }
}

@Suite("A plan that is sent back unsigned")
struct SendBackTests {
    @Test("It waits for a change, and the signature is asked for again when there is one")
    func changed() throws {
        var walk = try Walk.compiled()
        #expect(walk.steps.map(\.action) == [.askSignature])
        let before = walk.file.plan
        try walk.sendBack(to: .author("s1"))
        #expect(walk.file.plan == before, "nothing is lost")
        #expect(walk.steps.isEmpty, "no signature is asked for what was sent back")
        let waits = walk.file.waitingFor(readiness: walk.file.readiness(now: walk.now, policy: walk.policy)) { $0.text }
        #expect(waits?.contains("the dose is missing") == true)
        let said = PlanSupplement(
            reviewer: "s1", specialty: .surgeon, subject: .detail(.surgery), text: "VATS lobectomy")
        walk.record(try walk.file.supplement(said, now: walk.now))
        #expect(walk.file.planRecord.returned == nil)
        #expect(walk.file.plan?.version == 2)
        #expect(walk.file.plan?.options.first?.detail[.surgery]?.contains { $0.value == "VATS lobectomy" } == true)
        #expect(walk.steps.map(\.action) == [.askSignature])
    }

    @Test("Whoever sent it back may sign it after all as it is")
    func signedAfterAll() throws {
        var walk = try Walk.compiled()
        try walk.sendBack()
        try walk.sign()
        #expect(walk.file.signature?.version == 1)
        #expect(walk.file.planRecord.returned == nil)
    }

    @Test("The panel can be asked once more: everyone answers again, and what was said stays on record")
    func panel() throws {
        var walk = try Walk.compiled()
        let before = walk.file.opinions
        try walk.sendBack(panel: true)
        #expect(walk.file.isVoting)
        #expect(Set(walk.file.awaitedSeats.map(\.reviewer)) == ["s1", "m1", "x1"])
        #expect(throws: CommandRefusal.noPlan) { try walk.sign() }
        try walk.castAll([["surgery"]])
        try walk.run(through: .closeBallot)
        #expect(walk.file.plan?.version == 2)
        #expect(walk.file.plan?.ballot == 2)
        #expect(walk.file.opinions.starts(with: before))
        #expect(walk.steps.first?.action == .askSignature)
    }

    @Test("Only chair or delegate send back, with a reason, to somebody on the panel, and nothing that is signed")
    func refusals() throws {
        var walk = try Walk.compiled()
        let surgeon = try #require(walk.roster.reviewer("s1"))
        let file = walk.file
        #expect(throws: CommandRefusal.self) {
            try file.sendBack(
                "x", by: surgeon, to: .coordinator, askingPanel: false, board: TestRoster.board, now: .day(9),
                policy: .standard)
        }
        #expect(throws: CommandRefusal.blank("the reason for sending it back")) { try walk.sendBack("  ") }
        #expect(throws: CommandRefusal.notSeated("s2")) { try walk.sendBack(to: .author("s2")) }
        try walk.sign()
        #expect(throws: CommandRefusal.alreadySigned) { try walk.sendBack() }
    }
}

@Suite("Versions of a plan")
struct PlanVersionTests {
    @Test("A correction after the signature is a new version; the signed one stays valid until the new one is signed")
    func revision() throws {
        var walk = try Walk.compiled()
        try walk.sign()
        walk.record(try walk.file.recordConversation(by: "Dr. Fern", note: nil))
        walk.now = .day(12)
        try walk.revise("ten days")
        #expect(walk.file.plan?.version == 2)
        #expect(walk.file.signature == nil)
        #expect(walk.file.validPlan?.version == 1)
        #expect(walk.file.validPlan?.released?.patientPlan == true)
        #expect(walk.steps.map(\.action) == [.askSignature])
        try walk.sign()
        #expect(walk.file.signature?.version == 2)
        #expect(walk.file.validPlan == nil)
        #expect(walk.file.released?.patientPlan != true, "the new version is held for its own conversation")
        #expect(walk.file.planVersions.map(\.plan.version) == [1, 2])
        #expect(walk.file.planVersions.allSatisfy { $0.signed != nil && $0.withdrawn == nil })
        let first = try #require(walk.file.atVersion(1))
        #expect(first.plan?.version == 1)
        #expect(first.signature?.version == 1)
        #expect(first.plan?.questions.first?.answers.map(\.value) == ["s1: about a week"])
        #expect(walk.file.plan?.questions.first?.answers.map(\.value) == ["ten days"], "the correction takes its place")
    }

    @Test("Where the reviser says so, the signed version is withdrawn at once and stays on record")
    func withdrawal() throws {
        var walk = try Walk.compiled()
        try walk.sign()
        try walk.revise("ten days", withdrawing: true)
        #expect(walk.file.validPlan == nil)
        #expect(walk.file.planVersions.first?.withdrawn == walk.now)
        #expect(walk.file.atVersion(1)?.signature != nil)
        #expect(throws: CommandRefusal.notSigned) { try walk.file.recordConversation(by: "x", note: nil) }
    }

    @Test("The conversation about a version that is still valid releases that version")
    func conversation() throws {
        var walk = try Walk.compiled()
        try walk.sign()
        try walk.revise("ten days")
        walk.record(try walk.file.recordConversation(by: "Dr. Fern", note: nil))
        #expect(walk.file.validPlan?.released?.patientPlan == true)
        #expect(walk.file.released == nil)
    }

    @Test("Material evidence withdraws the valid version too, while a newer one waits for its signature")
    func evidence() throws {
        var walk = try Walk.compiled()
        try walk.sign()
        try walk.revise("ten days")
        try walk.add(TestCase.record("amended"), material: true)
        #expect(walk.file.validPlan == nil)
        #expect(walk.file.planVersions.first?.withdrawn != nil)
    }

    @Test("What changes nothing, or is not the reviewer's to say, is refused and changes nothing")
    func refusals() throws {
        var walk = try Walk.compiled()
        try walk.sign()
        let before = walk.file
        #expect(throws: CommandRefusal.nothingChanges) { try walk.revise("s1: about a week") }
        #expect(throws: CommandRefusal.blank("the correction")) { try walk.revise(" ") }
        let stranger = PlanSupplement(reviewer: "s2", specialty: .surgeon, subject: .benefits, text: "cure")
        #expect(throws: CommandRefusal.notSeated("s2")) {
            try walk.file.revise(stranger, reason: "r", by: "s2", withdrawing: false, now: walk.now)
        }
        #expect(walk.file == before)
    }

    @Test("Versions are compared statement by statement, with whose it is")
    func comparison() throws {
        var walk = try Walk.compiled()
        let first = try #require(walk.file.plan)
        #expect(PlanComparison(from: first, to: first).isEmpty)
        try walk.sign()
        try walk.revise("ten days")
        let second = try #require(walk.file.plan)
        let changes = PlanComparison(from: first, to: second).changes
        #expect(
            changes == [
                .changed(
                    from: PlanStatement(.question("q1"), by: "s1", specialty: .surgeon, "s1: about a week"),
                    to: PlanStatement(.question("q1"), by: "s1", specialty: .surgeon, "ten days"))
            ])
        let back = PlanComparison(from: second, to: first).changes
        #expect(back.count == changes.count)
    }

    private static func draw(using random: inout SplitMix64) -> [PlanStatement] {
        var drawn: [PlanStatement] = []
        for _ in 0..<Int.random(in: 0...8, using: &random) {
            let part: PlanStatement.Part = random.chance(50) ? .benefits : .burden
            let author: ReviewerID = random.chance(50) ? "a" : "b"
            drawn.append(PlanStatement(part, by: author, "\(Int.random(in: 0...3, using: &random))"))
        }
        return drawn
    }

    @Test("A comparison accounts for every statement: what stayed, came, went or changed", arguments: 0..<50)
    func accounts(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        let (old, new) = (Self.draw(using: &random), Self.draw(using: &random))
        let changes = PlanComparison(from: old, to: new).changes
        var (come, gone, both) = (0, 0, 0)
        for change in changes {
            switch change {
            case .added: come += 1
            case .removed: gone += 1
            case .changed(let one, let other):
                both += 1
                #expect(one.part == other.part && one.by == other.by && one.text != other.text, "seed \(seed)")
            }
        }
        #expect(old.count - gone - both == new.count - come - both, "seed \(seed): what stayed is in both")
        #expect(PlanComparison(from: new, to: new).isEmpty, "seed \(seed)")
    }
}

@Suite("A treatment that the patient refuses outright")
struct RefusalOfTreatmentTests {
    @Test("After the decision the best plan without it, as somebody gave it, stands beside what was recommended")
    func after() throws {
        var walk = try Walk.signed(["x1": [["radiotherapy"]]])
        let recommended = try #require(walk.file.plan?.options)
        #expect(recommended.map(\.plan.inPlainWords) == ["surgery"])
        try walk.refuse(.surgery)
        let plan = try #require(walk.file.plan)
        #expect(plan.options == recommended, "what was recommended stays")
        let answer = try #require(plan.refusal)
        #expect(answer.refused == [.surgery])
        #expect(answer.without.map(\.option.plan.inPlainWords) == ["radiotherapy"])
        #expect(answer.without.first?.option.by == ["x1"])
        #expect(answer.without.first?.acceptable == ["s1"])
        #expect(walk.file.signature == nil && walk.file.validPlan?.version == 1, "a new version with its own sign-off")
        try walk.refuse(.surgery, lifted: true)
        #expect(walk.file.plan?.refusal == nil)
    }

    @Test("Where nobody gave a plan without it, the panel is asked with the refusal in the packet")
    func ballot() throws {
        var walk = try Walk.signed()
        let version = walk.file.packet?.version
        try walk.refuse(.surgery)
        #expect(walk.file.isVoting)
        #expect(walk.file.packet?.version == version.map { $0 + 1 })
        #expect(walk.file.packet?.content.subject.refusals.map(\.modality) == [.surgery])
        #expect(walk.file.awaitedSeats.count == 3)
        #expect(walk.file.validPlan?.version == 1)
        for seat in walk.file.awaitedSeats {
            try walk.cast(TestOpinion.of(seat.reviewer, seat.specialty, [["radiotherapy"]]))
        }
        try walk.run(through: .closeBallot)
        let answer = try #require(walk.file.plan?.refusal)
        #expect(answer.recommended.map(\.plan.inPlainWords) == ["surgery"])
        #expect(answer.formerVersion == 1)
        #expect(answer.without.map(\.option.plan.inPlainWords) == ["radiotherapy"])
        #expect(walk.file.plan?.options.map(\.plan.inPlainWords) == ["radiotherapy"])
    }

    @Test("A panel that still gives no plan without it is not asked for ever; the plan says so")
    func noEnd() throws {
        var walk = try Walk.signed()
        try walk.refuse(.surgery)
        try walk.castAll([["surgery"]])
        try walk.run(through: .closeBallot)
        #expect(walk.file.plan?.refusal?.without == [])
        #expect(!walk.file.isVoting)
        #expect(walk.steps.first?.action == .askSignature)
    }

    @Test("Before the decision it is in the packet, and the same plan compiles with what somebody gave without it")
    func before() throws {
        var walk = try Walk(TestCase.lung())
        try walk.refuse(.surgery)
        try walk.run(through: .openBallot)
        #expect(walk.file.packet?.content.subject.refusals.map(\.modality) == [.surgery])
        for seat in walk.file.awaitedSeats {
            let plan = seat.reviewer == "x1" ? [["radiotherapy"]] : [["surgery"]]
            try walk.cast(
                TestOpinion.of(
                    seat.reviewer, seat.specialty, plan,
                    ratings: [.surgery: 7, .radiotherapy: seat.reviewer == "m1" ? 5 : 8]))
        }
        try walk.run(through: .closeBallot)
        #expect(walk.file.plan?.refusal?.without.map(\.option.plan.inPlainWords) == ["radiotherapy"])
    }

    @Test("While opinions are given it makes a new packet, and what the plan does not need is noted and nothing more")
    func during() throws {
        var walk = try Walk.voting()
        try walk.castAll()
        try walk.refuse(.surgery)
        #expect(walk.file.awaitedSeats.count == 3, "everyone is asked to confirm")
        var signed = try Walk.signed()
        try signed.refuse(.radiotherapy)
        #expect(signed.file.signature?.version == 1)
        #expect(signed.file.subject.refusals.map(\.modality) == [.radiotherapy])
        let events = signed.entries.count
        try signed.refuse(.radiotherapy)
        #expect(signed.entries.count == events, "the same once more changes nothing")
    }
}
