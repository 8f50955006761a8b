import Documents
import Foundation
import Hummingbird
import Orchestrator
import TumorBoard

extension BoardSite {
    /// What an unsigned plan lacks of one reviewer, or was sent back to them for; nothing else of the case is asked.
    func addAnswers(to router: Router<BasicRequestContext>) {
        router.get("answer") { [self] request, _ in
            let grant = try grant(request, for: .answer)
            return try answerPage(try office.caseFile(grant.caseID), grant)
        }
        router.post("answer") { [self] request, _ in
            let grant = try grant(request, for: .answer)
            let form = try await request.form()
            try form.mustBeAbout(FormSubject(grant))
            let file = try office.caseFile(grant.caseID)
            let desk = try AnswerDesk(file, reviewer: ReviewerID(grant.person))
            let (answers, errors) = desk.read(form)
            guard errors.isEmpty, !answers.isEmpty else {
                let nothing = FieldError(field: "", label: "Nothing is changed", message: "write what is to be said")
                return try answerPage(file, grant, form, errors.isEmpty ? [nothing] : errors)
            }
            try office.answer(through: grant, answers)
            return .seeOther("/answer")
        }
    }

    private func answerPage(
        _ file: CaseFile, _ grant: LinkGrant, _ form: PostedForm? = nil, _ errors: [FieldError] = []
    ) throws -> Response {
        try file.refuseWithdrawn()
        let reviewer = try ReviewerID(grant.person)
        let desk = try AnswerDesk(file, reviewer: reviewer)
        guard desk.isAsked else {
            return try done("Thank you", of: file, ["Nothing is asked of you on this plan any more."])
        }
        let context = AnswerContext(
            page: try frame("Your word on case \(file.subject.id)", of: file),
            explanation: [
                "The plan of this case is compiled and not signed. Say here what is asked of you; it stands in the plan in "
                    + "your name, and the signature is asked for again."
            ],
            returned: desk.returned?.reason, letter: try office.letterContext(file), errors: errors,
            fields: desk.fields(form), action: "/answer", hidden: [FormSubject(grant).hidden])
        return try page("answer", context, status: errors.isEmpty ? .ok : .unprocessableContent)
    }
}

/// What one reviewer can say to an unsigned plan.
struct AnswerDesk {
    private let plan: TreatmentPlan
    private let questions: [AnsweredQuestion]
    private let preferences: [AddressedPreference]
    private let own: [(subject: PlanSupplement.Subject, label: String, text: String)]
    let returned: PlanReturn?

    /// - Throws: `CommandRefusal` where nobody can say anything to the plan any more.
    init(_ file: CaseFile, reviewer: ReviewerID) throws(CommandRefusal) {
        guard let plan = file.plan, file.compiled != nil else { throw .noPlan }
        guard file.signature == nil else { throw .alreadySigned }
        guard let seat = file.panel?.seat(of: reviewer) else { throw .notSeated(reviewer) }
        self.plan = plan
        let isAuthor = { (back: PlanReturn) in back.to == .author(reviewer) }
        let returned = file.planRecord.returned.flatMap { isAuthor($0) ? $0 : nil }
        self.returned = returned
        let gaps = plan.gaps.filter { $0.isAsked(of: seat, in: plan) }
        questions = plan.questions.filter { one in
            gaps.contains(.unanswered(one.question))
                || (returned != nil && one.answers.contains { $0.by == reviewer })
        }
        preferences = plan.preferences.filter { one in
            gaps.contains(.unaddressed(one.preference))
                || (returned != nil && one.responses.contains { $0.by == reviewer })
        }
        own = returned == nil ? [] : Self.words(of: reviewer, in: plan)
        self.reviewer = reviewer
    }

    private let reviewer: ReviewerID

    var isAsked: Bool { !questions.isEmpty || !preferences.isEmpty || !own.isEmpty }

    private static func words(
        of reviewer: ReviewerID, in plan: TreatmentPlan
    ) -> [(subject: PlanSupplement.Subject, label: String, text: String)] {
        var words: [(subject: PlanSupplement.Subject, label: String, text: String)] = []
        for statement in plan.statements where statement.by == reviewer {
            let subject: PlanSupplement.Subject? =
                switch statement.part {
                case .detail(let modality): .detail(modality)
                case .benefits: .benefits
                case .sideEffects: .sideEffects
                case .duration: .duration
                case .burden: .burden
                case .boardAnswer: .boardAnswer
                default: nil
                }
            guard let subject, !words.contains(where: { $0.subject == subject }) else { continue }
            words.append((subject, statement.part.title.asSentenceStart, statement.text))
        }
        return words
    }

    /// The fields, with what was typed before where something was.
    func fields(_ form: PostedForm?) -> [AnswerField] {
        questions.enumerated().map { index, one in
            let said = one.answers.first { $0.by == reviewer }?.value ?? ""
            return AnswerField(
                name: "question-\(index)", label: "The patient asks: \(one.question.text)",
                hint: "In plain words, for the patient.", value: form?.text("question-\(index)") ?? said)
        }
            + preferences.enumerated().map { index, one in
                let said = one.responses.first { $0.by == reviewer }?.value
                let met = form.map { $0.text("met-\(index)") } ?? said.map { $0.met ? "yes" : "no" }
                return AnswerField(
                    name: "preference-\(index)", label: "The patient prefers: \(one.preference.text)",
                    hint: "How the plan keeps to it, or why it cannot, in plain words.",
                    value: form?.text("preference-\(index)") ?? said?.how ?? "", metName: "met-\(index)",
                    isMet: met == "yes", isUnmet: met == "no")
            }
            + own.enumerated().map { index, one in
                AnswerField(
                    name: "own-\(index)", label: one.label,
                    hint: "Your words as they stand; change what is to be changed.",
                    value: form?.text("own-\(index)") ?? one.text)
            }
    }

    /// What was said anew, and what is wrong with it.
    func read(_ form: PostedForm) -> (answers: [(PlanSupplement.Subject, String)], errors: [FieldError]) {
        var answers: [(PlanSupplement.Subject, String)] = []
        var errors: [FieldError] = []
        for (index, one) in questions.enumerated() {
            let text = form.text("question-\(index)")
            let said = one.answers.first { $0.by == reviewer }?.value
            if !text.isEmpty, text != said { answers.append((.question(one.question.id), text)) }
        }
        for (index, one) in preferences.enumerated() {
            let (text, met) = (form.text("preference-\(index)"), form.text("met-\(index)"))
            let said = one.responses.first { $0.by == reviewer }?.value
            guard !text.isEmpty, text != said?.how || (met == "yes") != said?.met else { continue }
            if met.isEmpty {
                errors.append(
                    FieldError(
                        field: "preference-\(index)", label: one.preference.text,
                        message: "say whether the plan keeps to it"))
            } else {
                answers.append((.preference(one.preference.id, met: met == "yes"), text))
            }
        }
        for (index, one) in own.enumerated() {
            let text = form.text("own-\(index)")
            if !text.isEmpty, text != one.text { answers.append((one.subject, text)) }
        }
        return (answers, errors)
    }
}
