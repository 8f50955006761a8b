import Documents
import Foundation
import Testing
import TumorBoard

@testable import Orchestrator

@Suite("An opinion and its form")
struct OpinionFormTests {
    @Test(
        "What an opinion says stands in the form, and the form read again is the same opinion",
        arguments: [Specialty.surgeon, .medicalOncologist, .pathologist, .radiologist, .geneticist])
    func roundTrip(seat specialty: Specialty) throws {
        let seat = Seat(specialty: specialty, reviewer: "r1", role: .voting, reasons: [])
        for seed in UInt64(1)...200 {
            var draw = OpinionDraw(seed: seed)
            let subject = draw.subject()
            let opinion = try draw.opinion(of: seat, on: subject)
            let fields = opinion.formFields(for: subject)
            var reader = OpinionFormReader(fields, subject: subject, seat: seat)
            let read = try reader.read()
            #expect(read == opinion, "seed \(seed), \(specialty.rawValue)")
            #expect(read.formFields(for: subject) == fields, "seed \(seed), \(specialty.rawValue)")
        }
    }

    @Test("Every field that an opinion fills is a field of the page, with the same value")
    func everyFieldIsShown() throws {
        let library = try TemplateLibrary(overrides: nil)
        for specialty in [Specialty.surgeon, .pathologist] {
            let seat = Seat(specialty: specialty, reviewer: "r1", role: .voting, reasons: [])
            for seed in UInt64(1)...12 {
                var draw = OpinionDraw(seed: seed)
                let subject = draw.subject()
                let fields = try draw.opinion(of: seat, on: subject).formFields(for: subject)
                let form = OpinionForm(
                    action: "/o", draftAction: "/d", isFindingsOnly: specialty.givesFindingsOnly, entered: fields,
                    asksForChanges: subject.firstOpinion != nil,
                    modalities: OpinionForm.Modality.standard.map { modality in
                        modality.of(OpinionDraw.classes.map { .init(code: $0, label: $0) })
                    }, boardQuestion: "Q?",
                    questions: subject.questions.map { .init($0.text, isForSeat: $0.isFor(specialty)) },
                    preferences: subject.preferences.map(\.text))
                let html = try library.html("opinion-form", form.value)
                let unasked: Set<String> = specialty.givesFindingsOnly ? ["confidence", "guidelineConcordant"] : []
                for (name, values) in fields where !unasked.contains(name) {
                    for value in values {
                        #expect(Self.shows(html, name, value), "seed \(seed), \(specialty.rawValue): \(name)=\(value)")
                    }
                }
            }
        }
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        let change: [String: [String]]
        let field: String
        var testDescription: String { field }
    }

    @Test(
        "Half an answer is refused at its field, never guessed",
        arguments: [
            Refused(
                change: ["condition-1-expires": ["31.12.2026"], "condition-1-trigger": ["x"]],
                field: "condition-1-expires"),
            Refused(change: ["condition-2-action": ["then"]], field: "condition-2-trigger"),
            Refused(change: ["alternative-1-whyNot": ["worse"]], field: "alternative-1-name"),
            Refused(change: ["preference-1-met": ["yes"]], field: "preference-1-text"),
            Refused(change: ["preference-1-text": ["so"]], field: "preference-1-met"),
            Refused(change: ["change-stage": ["much"]], field: "change-stage"),
            Refused(change: ["contraindication-1-why": ["heart"]], field: "contraindication-1-modality"),
            Refused(change: ["rating-surgery": [""]], field: "rating-surgery"),
            Refused(change: ["rating-surgery": ["10"]], field: "rating-surgery"),
        ])
    func halves(refused: Refused) throws {
        var draw = OpinionDraw(seed: 1)
        var subject = draw.subject()
        subject.firstOpinion = FirstOpinion(plan: "Operation")
        subject.preferences = [Preference(id: "p1", code: .stayAtHome, text: "At home")]
        let seat = Seat(specialty: .surgeon, reviewer: "r1", role: .voting, reasons: [])
        let plain: [String: [String]] = [
            "diagnosisAgree": ["yes"], "stageAgree": ["yes"], "intent": ["curative"], "phase-1": ["surgery"],
            "rating-surgery": ["8"], "guidelineConcordant": ["yes"], "confidence": ["high"], "rationale": ["so"],
        ]
        var reader = OpinionFormReader(plain, subject: subject, seat: seat)
        #expect(try reader.read().vote.plan?.written == [["surgery"]])
        var wrong = OpinionFormReader(plain.merging(refused.change) { $1 }, subject: subject, seat: seat)
        let problems = try #require(throws: OpinionProblems.self) { try wrong.read() }
        #expect(problems.fields.map(\.field).contains(refused.field), "\(problems)")
    }

    @Test("A file says as much as the form, and what it says of a first opinion is read axis by axis")
    func file() throws {
        let yaml = """
            status: cast
            diagnosisAgree: true
            stageAgree: false
            stageWhy: A node is seen
            changes: {pathology: confirmed, stage: major, treatment: minor}
            intent: curative
            plan: [[surgery]]
            ratings: {surgery: 8}
            guidelineConcordant: true
            guidelineRef: S3 lung
            guidelineCategory: 2A
            confidence: high
            rationale: It is small.
            """
        let seat = Seat(specialty: .surgeon, reviewer: "r1", role: .voting, reasons: [])
        let opinion = try OpinionReader().read(Data(yaml.utf8), fileName: "o.yaml", seat: seat)
        #expect(opinion.changes == FirstOpinionChanges([.pathology: .confirmed, .stage: .major, .treatment: .minor]))
        #expect(opinion.evidence == "S3 lung, evidence category 2A")
        let wrong = yaml.replacing("pathology: confirmed", with: "histology: confirmed")
        #expect(throws: FileProblem.self) {
            try OpinionReader().read(Data(wrong.utf8), fileName: "o.yaml", seat: seat)
        }
    }

    /// Whether the page has a field of that name with that value: typed, chosen or ticked.
    private static func shows(_ html: String, _ name: String, _ value: String) -> Bool {
        let text = value.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
        if html.contains("name=\"\(name)\" value=\"\(text)\" checked") { return true }
        if html.contains("name=\"\(name)\" value=\"\(text)\"") { return !html.contains("id=\"\(name)-\(text)\"") }
        guard let start = html.range(of: "id=\"\(name)\" name=\"\(name)\"") else { return false }
        let rest = html[start.upperBound...]
        let end = rest.range(of: "</textarea>")?.lowerBound ?? rest.endIndex
        let select = rest.range(of: "</select>")?.lowerBound ?? rest.endIndex
        return rest[..<min(end, select)].contains("value=\"\(text)\" selected") || rest[..<end].hasSuffix("\n\(text)")
    }
}

/// Draws cases and opinions; the same seed gives the same ones.
private struct OpinionDraw {
    static let classes = ["a", "b"]
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    private mutating func below(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(limit))
    }

    private mutating func word() -> String {
        let pieces = ["R&D", "5 < 6", "“x”", "two\nlines", "naïve", "60 Gy", "乳腺"]
        return "w\(below(10_000)) \(pieces[below(pieces.count)])"
    }

    private mutating func line() -> String { word().replacing("\n", with: " ") }
    private mutating func maybe(_ text: (inout OpinionDraw) -> String) -> String? { below(2) == 0 ? nil : text(&self) }
    private mutating func one<Value>(of values: [Value]) -> Value { values[below(values.count)] }

    mutating func subject() -> Case {
        var subject = Case(
            id: "C-1", diseaseGroup: .lung, patient: Patient(name: "A B"),
            referral: Referral(by: .patient, setting: .secondOpinion), consent: Consent(toReview: true),
            diagnosis: Diagnosis(cancer: Coding(text: "Lung cancer")))
        if below(2) == 0 { subject.firstOpinion = FirstOpinion(plan: "Operation") }
        let asked: [Specialty?] = [nil, .surgeon, .pathologist, .radiologist]
        subject.questions = (0..<below(4)).map { index in
            PatientQuestion(id: "q\(index)", text: line(), specialty: asked[below(4)])
        }
        subject.preferences = (0..<below(3)).map { Preference(id: "p\($0)", code: .other, text: line()) }
        return subject
    }

    mutating func opinion(of seat: Seat, on subject: Case) throws -> Opinion {
        let votes = seat.specialty.votesOnTreatment
        let agrees = (below(2) == 0, below(2) == 0)
        let plan = votes ? try plan() : nil
        var ratings: [Modality: Int] = [:]
        if votes { for modality in Modality.allCases where below(2) == 0 { ratings[modality] = 1 + below(9) } }
        for modality in plan?.modalities ?? [] { ratings[modality] = 7 + below(3) }
        let against = (0..<below(5)).map { _ in
            Contraindication(
                modality: one(of: Modality.allCases), severity: one(of: Contraindication.Severity.allCases), why: line()
            )
        }
        let needs = InformationNeed.allCases.filter { _ in below(3) == 0 }
        let soft = InformationNeed.allCases.filter { _ in below(3) == 0 }
        var opinion = Opinion(
            vote: try Vote(
                reviewer: seat.reviewer.text, specialty: seat.specialty, status: .cast, diagnosisAgree: agrees.0,
                diagnosisWhy: agrees.0 ? nil : word(), stageAgree: agrees.1, stageWhy: agrees.1 ? nil : word(),
                contraindications: against, blockingNeeds: needs, nonBlockingNeeds: soft,
                intent: votes ? one(of: TreatmentIntent.allCases) : nil, plan: plan, ratings: ratings,
                confidence: votes ? one(of: Vote.Confidence.allCases) : .moderate,
                guidelineConcordant: votes ? below(2) == 0 : true, guidelineRef: votes ? maybe { $0.line() } : nil,
                deviationReason: votes ? maybe { $0.word() } : nil, rationale: word()))
        if subject.firstOpinion != nil {
            for axis in ChangeAxis.asked(of: seat.specialty) where below(3) > 0 {
                opinion.changes[axis] = one(of: ChangeDegree.allCases)
            }
        }
        for question in subject.questions where below(2) == 0 {
            opinion.answers.append(QuestionAnswer(question: question.id, text: word()))
        }
        if votes { narrate(&opinion, on: subject) }
        return opinion
    }

    private mutating func plan() throws -> PhasedPlan {
        try PhasedPlan(
            (0...below(5)).map { _ in
                let chosen = Modality.allCases.filter { _ in below(3) == 0 }
                return try (chosen.isEmpty ? [.surgery] : chosen).map { modality in
                    try PlanElement(modality, below(2) == 0 ? nil : one(of: Self.classes))
                }
            })
    }

    private mutating func narrate(_ opinion: inout Opinion, on subject: Case) {
        for modality in Modality.allCases where below(2) == 0 { opinion.detail[modality] = line() }
        opinion.benefits = maybe { $0.word() }
        opinion.sideEffects = maybe { $0.word() }
        opinion.duration = maybe { $0.word() }
        opinion.burden = maybe { $0.word() }
        opinion.answerToBoard = maybe { $0.word() }
        opinion.guidelineCategory = maybe { $0.line() }
        opinion.alternatives = (0..<below(6)).map { _ in
            Alternative(
                name: line(), benefits: maybe { $0.line() }, sideEffects: maybe { $0.line() },
                duration: maybe { $0.line() }, burden: maybe { $0.line() }, whyNot: maybe { $0.line() })
        }
        opinion.conditions = (0..<below(6)).map { _ in
            let day = CivilDate(year: 2026 + below(3), month: 1 + below(12), day: 1 + below(28))
            return PlanCondition(
                trigger: line(), action: maybe { $0.line() }, expires: below(2) == 0 ? nil : day)
        }
        for preference in subject.preferences where below(3) > 0 {
            opinion.preferences.append(
                PreferenceResponse(preference: preference.id, met: below(2) == 0, how: line()))
        }
    }
}
