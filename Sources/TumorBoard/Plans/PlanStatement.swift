/// One thing that a plan says, with whoever said it.
package struct PlanStatement: Equatable, Hashable, Sendable {
    /// What a statement is about.
    package enum Part: Equatable, Hashable, Sendable {
        case intent, plan, detail(Modality), benefits, sideEffects, duration, burden, rationale
        case alternative(String), condition, need, evidence, deviation, dissent, boardAnswer
        case question(String), preference(String), notPresented, refused, withoutRefused
    }

    /// What it is about.
    package var part: Part
    /// Who said it; nil for what follows from a rule or a fact of the case.
    package var by: ReviewerID?
    /// For which seat.
    package var specialty: Specialty?
    /// In which words.
    package var text: String

    /// A statement.
    package init(_ part: Part, by: ReviewerID? = nil, specialty: Specialty? = nil, _ text: String) {
        self.part = part
        self.by = by
        self.specialty = specialty
        self.text = text
    }
}

extension TreatmentPlan {
    /// Everything that the plan says, statement by statement, in the order in which it is read.
    package var statements: [PlanStatement] {
        var all = [PlanStatement(.intent, intent.rawValue)]
        for option in options { all += option.statements(as: .plan) }
        all += boardAnswers.map { $0.stating(.boardAnswer, $0.value) }
        for one in questions { all += one.answers.map { $0.stating(.question(one.question.id), $0.value) } }
        for one in preferences {
            all += one.responses.map {
                $0.stating(.preference(one.preference.id), "\($0.value.met ? "met" : "not met"): \($0.value.how)")
            }
        }
        for one in alternatives {
            let parts = [one.value.benefits, one.value.sideEffects, one.value.duration, one.value.burden]
            let said = ([one.value.name] + (parts + [one.value.whyNot]).compactMap { $0 }).joined(separator: "; ")
            all.append(one.stating(.alternative(one.value.name), said))
        }
        all += conditions.map { one in
            let until = one.value.expires.map { "until \($0)" }
            let said = [one.value.trigger, one.value.action, until].compactMap { $0 }.joined(separator: ", ")
            return one.stating(.condition, said)
        }
        all += needs.map { PlanStatement(.need, $0.inPlainWords) }
        all += rationales.map { $0.stating(.rationale, $0.value) }
        all += evidence.map { $0.stating(.evidence, $0.value) }
        all += deviations.map { $0.stating(.deviation, $0.value) }
        all += dissents.map { one in
            let own = one.value.plan.map { "\($0.inPlainWords): " } ?? ""
            return one.stating(.dissent, own + one.value.rationale)
        }
        all += notPresented.map { PlanStatement(.notPresented, $0) }
        if let refusal {
            all += refusal.refused.map { PlanStatement(.refused, $0.inPlainWords) }
            for one in refusal.without { all += one.option.statements(as: .withoutRefused) }
        }
        return all
    }
}

extension RecommendedOption {
    /// What is said of this way to treat.
    fileprivate func statements(as part: PlanStatement.Part) -> [PlanStatement] {
        var all = [PlanStatement(part, plan.inPlainWords)]
        guard part == .plan else { return all }
        for modality in Modality.allCases {
            all += (detail[modality] ?? []).map { $0.stating(.detail(modality), $0.value) }
        }
        all += benefits.map { $0.stating(.benefits, $0.value) }
        all += sideEffects.map { $0.stating(.sideEffects, $0.value) }
        all += duration.map { $0.stating(.duration, $0.value) }
        all += burden.map { $0.stating(.burden, $0.value) }
        return all
    }
}

extension Attributed {
    fileprivate func stating(_ part: PlanStatement.Part, _ text: String) -> PlanStatement {
        PlanStatement(part, by: by, specialty: specialty, text)
    }
}

extension PlanStatement.Part {
    /// The part as a clinician names it.
    package var title: String {
        switch self {
        case .intent: "intent"
        case .plan: "recommended treatment"
        case .detail(let modality): "detail of \(modality.inPlainWords)"
        case .benefits: "benefits"
        case .sideEffects: "side effects"
        case .duration: "duration"
        case .burden: "burden"
        case .rationale: "reasoning"
        case .alternative(let name): "alternative “\(name)”"
        case .condition: "condition"
        case .need: "information needed"
        case .evidence: "evidence"
        case .deviation: "reason for departing from a guideline"
        case .dissent: "dissent"
        case .boardAnswer: "answer to the question to the board"
        case .question(let id): "answer to the patient’s question \(id)"
        case .preference(let id): "word on the patient’s preference \(id)"
        case .notPresented: "not known to the board"
        case .refused: "refused treatment"
        case .withoutRefused: "best plan without what is refused"
        }
    }
}
