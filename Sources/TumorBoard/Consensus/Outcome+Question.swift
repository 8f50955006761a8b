extension Outcome {
    /// What is in dispute, as neutral questions: from the trace, without who said what, how many did, or which plan leads.
    ///
    /// It is what a third opinion and a full board are asked; the same question whichever side somebody takes.
    package var disputedQuestions: [String] {
        guard kind == .escalate || kind == .needInfo else { return [] }
        var questions: [String] = []
        for question in reasons.compactMap(\.question) where !questions.contains(question) {
            questions.append(question)
        }
        // a question about one treatment says more than that there is no agreement
        let general = [Reason.bestPlan, Reason.appropriate]
        let precise = questions.filter { !general.contains($0) }
        return precise.isEmpty ? questions : precise
    }

    /// Modalities that somebody calls absolutely contraindicated, and on which an independent specialist decides.
    package var disputedContraindications: [Modality] {
        var found: [Modality] = []
        for case .contraindication(let modality, _) in reasons where !found.contains(modality) {
            found.append(modality)
        }
        return found
    }
}

extension Reason {
    fileprivate static var bestPlan: String { "Which plan is the best for this patient?" }
    fileprivate static var appropriate: String { "Which treatments are appropriate for this patient?" }

    /// The reason as a question that takes no side; nil where there is nothing in dispute.
    fileprivate var question: String? {
        switch self {
        case .noQuorum, .unanimous, .majorityWithDissent, .equivalentOptions: nil
        case .diagnosisConflict: "Do the findings support the diagnosis with which the case was referred?"
        case .stageConflict: "Do the findings support the stage with which the case was referred?"
        case .blockingNeed(let need, _): "Is \(need.inPlainWords) needed before treatment can be decided?"
        case .intentConflict, .tiedIntents: "Which intent of treatment is right, curative or palliative?"
        case .sequenceConflict, .tiedSequences: "In which order should the treatments be given?"
        case .modalityOpposed: Self.appropriate
        case .polarised(let modality, _, _), .tiedPolarised(let modality), .ownerMissing(let modality),
            .ownerVeto(let modality, _), .ownerUnsupported(let modality, _):
            "Is \(modality.inPlainWords) appropriate for this patient?"
        case .contraindication(let modality, _):
            "Does anything in this patient rule \(modality.inPlainWords) out?"
        case .seatMissing(let specialty): "What does \(specialty.withArticle) recommend?"
        case .noPlurality, .belowTwoThirds: Self.bestPlan
        case .guidelineDeviationUnexplained: "Is there a reason to depart from the guideline in this patient?"
        }
    }
}
