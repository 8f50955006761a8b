extension CastOpinion {
    /// The opinion with its author's own later words in place of those cast; what they say to a question or a preference
    /// takes the place of what they said before.
    func corrected(by supplements: [PlanSupplement]) -> CastOpinion {
        var corrected = self
        for one in supplements where one.reviewer == reviewer {
            switch one.subject {
            case .question(let id): corrected.opinion.answers.removeAll { $0.question == id }
            case .preference(let id, _): corrected.opinion.preferences.removeAll { $0.preference == id }
            case .detail(let modality): corrected.opinion.detail[modality] = one.text
            case .benefits: corrected.opinion.benefits = one.text
            case .sideEffects: corrected.opinion.sideEffects = one.text
            case .duration: corrected.opinion.duration = one.text
            case .burden: corrected.opinion.burden = one.text
            case .boardAnswer: corrected.opinion.answerToBoard = one.text
            }
        }
        return corrected
    }
}

extension PlanSupplement.Subject {
    /// Whether both are about the same thing, whatever they say of it.
    func isAbout(_ other: PlanSupplement.Subject) -> Bool {
        if case .preference(let one, _) = self, case .preference(let two, _) = other { return one == two }
        return self == other
    }

    /// The part of the plan that it is about.
    package var part: PlanStatement.Part {
        switch self {
        case .question(let id): .question(id)
        case .preference(let id, _): .preference(id)
        case .detail(let modality): .detail(modality)
        case .benefits: .benefits
        case .sideEffects: .sideEffects
        case .duration: .duration
        case .burden: .burden
        case .boardAnswer: .boardAnswer
        }
    }
}

extension [PlanSupplement] {
    /// Of several of one person about one thing the newest.
    var newest: [PlanSupplement] {
        var kept: [PlanSupplement] = []
        for one in self {
            kept.removeAll { $0.reviewer == one.reviewer && $0.subject.isAbout(one.subject) }
            kept.append(one)
        }
        return kept
    }
}
