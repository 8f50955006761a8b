import Foundation
import Testing
import TumorBoard

@Suite("A plan says what reviewers said, in their names")
struct PlanCompilerTests {
    private struct NotDecided: Error {}

    private func compile(_ opinions: [Opinion], round: Int = 1, edit: (inout Case) -> Void = { _ in }) throws
        -> TreatmentPlan
    {
        let outcome = try decide(
            ConsensusContext(convened: opinions.count, round: round), opinions.map(\.vote), rules: .standard)
        let content = PacketContent(subject: TestCase.lung(edit: edit), notPresented: ["stage"])
        let cast = opinions.map { opinion in
            CastOpinion(
                reviewer: ReviewerID(checked: opinion.vote.reviewer), specialty: opinion.vote.specialty, ballot: 1,
                packetDigest: "d", opinion: opinion, at: .day(0), grade: .linkAndCode)
        }
        let packet = Packet(version: 1, digest: "d", frozen: .day(0), content: content)
        let compiler = PlanCompiler(outcome: outcome, opinions: cast, packet: packet, ballot: 1)
        guard let plan = compiler.compile(version: 1) else { throw NotDecided() }
        return plan
    }

    private func full(_ reviewer: ReviewerID, _ specialty: Specialty, _ plan: [[String]]) throws -> Opinion {
        try TestOpinion.of(reviewer, specialty, plan) { opinion in
            opinion.detail = [.surgery: "\(reviewer): VATS lobectomy", .systemic: "\(reviewer): four cycles"]
            opinion.benefits = "\(reviewer): cure"
            opinion.sideEffects = "\(reviewer): pain"
            opinion.duration = "\(reviewer): months"
            opinion.burden = "\(reviewer): travel"
            opinion.alternatives = [Alternative(name: "\(reviewer): SBRT")]
            opinion.conditions = [PlanCondition(trigger: "\(reviewer): N2 at surgery")]
            opinion.answerToBoard = "\(reviewer): yes, surgery first"
        }
    }

    @Test("The answer of the specialty that was asked stands alone; where it is silent, everyone's does")
    func askedSpecialty() throws {
        var opinions = [
            try TestOpinion.of("m1", .medicalOncologist), try TestOpinion.of("s1", .surgeon),
            try TestOpinion.of("x1", .radiationOncologist),
        ]
        #expect(try compile(opinions).questions.first?.answers.map(\.by) == ["s1"])
        opinions[1].answers = []
        #expect(try compile(opinions).questions.first?.answers.map(\.by) == ["m1", "x1"])
    }

    @Test("A question without an answer and a preference that no carrier addresses are gaps, and name whose they are")
    func gaps() throws {
        let silent = try [("m1", Specialty.medicalOncologist), ("s1", .surgeon), ("x1", .radiationOncologist)].map {
            try TestOpinion.of(ReviewerID(checked: $0.0), $0.1) { opinion in
                opinion.answers = [QuestionAnswer(question: "q1", text: "  ")]
                opinion.preferences = []
            }
        }
        let words = try compile(silent).gaps.map(\.description)
        #expect(words.count == 2)
        #expect(words.first?.contains("q1") == true && words.first?.contains("surgeon") == true)
        #expect(words.last?.contains("p1") == true)
    }

    @Test("Options that are equivalent stand side by side, each with those who proposed it")
    func equivalent() throws {
        let rated: [Modality: Int] = [.surgery: 8, .radiotherapy: 8]
        let plan = try compile([
            try TestOpinion.of("m1", .medicalOncologist, [["radiotherapy"]], ratings: rated),
            try TestOpinion.of("s1", .surgeon, [["surgery"]], ratings: rated),
            try TestOpinion.of("x1", .radiationOncologist, [["radiotherapy"]], ratings: rated),
        ])
        #expect(plan.outcome.level == .equivalentOptions)
        #expect(plan.options.map(\.by) == [["m1", "x1"], ["s1"]])
        #expect(plan.dissents.isEmpty)
        #expect(plan.preferences.first?.responses.count == 3)
    }

    @Test("A dissent stands in its author's name, and its author carries nothing of the recommendation")
    func dissent() throws {
        let plan = try compile(
            [
                try full("m1", .medicalOncologist, [["surgery"], ["systemic"]]),
                try full("s1", .surgeon, [["surgery"], ["systemic"]]),
                try full("s2", .surgeon, [["surgery"], ["systemic"]]),
                try full("x1", .radiationOncologist, [["radiotherapy"]]),
            ], round: 2)
        #expect(plan.dissents.map(\.by) == ["x1"])
        #expect(plan.dissents.first?.value.rationale == "rationale of x1")
        #expect(plan.options.map(\.by) == [["m1", "s1", "s2"]])
        #expect(plan.rationales.map(\.by) == ["m1", "s1", "s2", "x1"])
        #expect(plan.conditions.map(\.by) == ["m1", "s1", "s2"])
        #expect(!plan.boardAnswers.contains { $0.by == "x1" })
    }

    @Test("The same phases with another intent are another plan: whoever holds them dissents and proposes nothing")
    func otherIntent() throws {
        var opinions = try [("m1", Specialty.medicalOncologist), ("s1", .surgeon), ("s2", .surgeon)].map {
            try full(ReviewerID(checked: $0.0), $0.1, [["surgery"], ["systemic"]])
        }
        opinions.append(try TestOpinion.of("x1", .radiationOncologist, intent: .palliative))
        let plan = try compile(opinions, round: 2)
        #expect(plan.intent == .curative)
        #expect(plan.dissents.map(\.by) == ["x1"])
        #expect(plan.options.map(\.by) == [["m1", "s1", "s2"]])
        #expect(plan.preferences.first?.responses.map(\.by) == ["m1", "s1", "s2"])
    }

    @Test("Every sentence of a plan is a sentence of the opinion it is ascribed to")
    func everyStatementTraces() throws {
        let seed: UInt64 = 20_261_121
        var random = SplitMix64(seed: seed)
        let seats: [Specialty] = [
            .surgeon, .medicalOncologist, .radiationOncologist, .surgeon, .pulmonologist, .pathologist,
        ]
        let plans = [
            [["surgery"], ["systemic"]], [["surgery"]], [["radiotherapy"]], [["surgery", "bestSupportiveCare"]],
        ]
        var compiled = 0
        for run in 0..<1_000 {
            let main = plans.randomElement(using: &random) ?? [["surgery"]]
            var opinions: [Opinion] = []
            for (index, seat) in seats.prefix(Int.random(in: 3...6, using: &random)).enumerated() {
                let other = plans.randomElement(using: &random) ?? main
                var opinion = try full(ReviewerID(checked: "r\(index)"), seat, random.chance(80) ? main : other)
                if random.chance(20) { opinion.answers = [] }
                if random.chance(20) { opinion.benefits = " " }
                if random.chance(20) { opinion.alternatives = [] }
                opinions.append(opinion)
            }
            guard let plan = try? compile(opinions, round: random.chance(50) ? 2 : 1) else { continue }
            compiled += 1
            let strays = Self.statements(of: plan).filter { by, text in
                guard let opinion = opinions.first(where: { $0.vote.reviewer == by.text }) else { return true }
                return !Self.texts(of: opinion).contains(text)
            }
            #expect(strays.isEmpty, "panel \(run) of seed \(seed): \(strays)")
        }
        #expect(compiled > 300, "seed \(seed) compiled only \(compiled) plans")
    }

    private static func texts(of opinion: Opinion) -> Set<String> {
        var texts = [
            opinion.vote.rationale, opinion.vote.guidelineRef, opinion.vote.deviationReason, opinion.benefits,
            opinion.sideEffects, opinion.duration, opinion.burden, opinion.answerToBoard,
        ].compactMap(\.self)
        texts += opinion.detail.values
        texts += opinion.alternatives.map(\.name) + opinion.conditions.map(\.trigger)
        texts += opinion.answers.map(\.text) + opinion.preferences.map(\.how)
        return Set(texts)
    }

    private static func statements(of plan: TreatmentPlan) -> [(ReviewerID, String)] {
        var all: [Attributed<String>] = plan.rationales + plan.evidence + plan.deviations + plan.boardAnswers
        for option in plan.options {
            all += option.benefits + option.sideEffects + option.duration + option.burden
            all += option.detail.values.joined()
        }
        all += plan.questions.flatMap(\.answers)
        var texts = all.map { ($0.by, $0.value) }
        texts += plan.alternatives.map { ($0.by, $0.value.name) }
        texts += plan.conditions.map { ($0.by, $0.value.trigger) }
        texts += plan.dissents.map { ($0.by, $0.value.rationale) }
        texts += plan.preferences.flatMap(\.responses).map { ($0.by, $0.value.how) }
        return texts
    }
}
