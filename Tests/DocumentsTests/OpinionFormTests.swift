import Foundation
import Testing

@testable import Documents

@Suite("The opinion's form as approved")
struct OpinionFormTests {
    let library: TemplateLibrary

    init() throws { library = try TemplateLibrary(overrides: nil) }

    private func form(findings: Bool, entered: [String: [String]], refused: Bool) -> OpinionForm {
        OpinionForm(
            action: "/ballot", draftAction: "/ballot/draft", hidden: [HiddenField(name: "about", value: "C-1/r/d")],
            isFindingsOnly: findings, entered: entered,
            errors: refused ? [("stageWhy", "say why you disagree"), ("phase-1", "choose at least one kind")] : [],
            asksForChanges: true, boardQuestion: "Operation first?",
            questions: [
                .init("Will I work again?"),
                .init("What did the scan show?", isForSeat: false, addressee: "radiologist"),
            ], preferences: ["To stay at home"])
    }

    @Test("empty, for a seat that votes")
    func empty() throws {
        try Golden.expect(
            library.html("opinion-form", form(findings: false, entered: [:], refused: false).value),
            is: "opinion-form.html")
    }

    @Test("filled in and refused, with whatever is folded away unfolded")
    func refused() throws {
        let entered: [String: [String]] = [
            "diagnosisAgree": ["yes"], "stageAgree": ["no"], "change-stage": ["major"],
            "contraindication-1-modality": ["systemic"], "contraindication-1-severity": ["relative"],
            "contraindication-1-why": ["A DPYD variant"], "blockingNeeds": ["imaging"], "intent": ["curative"],
            "phase-2": ["surgery", "systemic"], "rating-surgery": ["9"], "detail-surgery": ["Lobectomy"],
            "benefits": ["62 in 100"], "condition-1-trigger": ["If a node is involved"],
            "condition-1-expires": ["2026-12-31"], "alternative-1-name": ["Radiation alone"],
            "alternative-1-whyNot": ["Less control"], "guidelineRef": ["S3"], "guidelineCategory": ["2A"],
            "answer-2": ["A spot"], "preference-1-met": ["no"], "preference-1-text": ["Ten nights"],
            "rationale": ["Small & far."],
        ]
        try Golden.expect(
            library.html("opinion-form", form(findings: false, entered: entered, refused: true).value),
            is: "opinion-form-refused.html")
    }

    @Test("empty, for a seat that gives findings")
    func findings() throws {
        try Golden.expect(
            library.html("opinion-form", form(findings: true, entered: [:], refused: false).value),
            is: "opinion-form-findings.html")
    }
}
