package import TumorBoard

extension Opinion {
    /// The fields of the ballot's form that say the same: what a page shows again, and what the command line posts.
    package func formFields(for subject: Case) -> [String: [String]] {
        var fields: [String: [String]] = [:]
        func put(_ name: String, _ text: String?) { if let text, !text.isEmpty { fields[name] = [text] } }
        put("diagnosisAgree", vote.diagnosisAgree ? "yes" : "no")
        put("diagnosisWhy", vote.diagnosisWhy)
        put("stageAgree", vote.stageAgree ? "yes" : "no")
        put("stageWhy", vote.stageWhy)
        for (axis, degree) in changes.judged { put("change-\(axis.rawValue)", degree.rawValue) }
        for (index, one) in vote.contraindications.enumerated() {
            put("contraindication-\(index + 1)-modality", one.modality.rawValue)
            put("contraindication-\(index + 1)-severity", one.severity.rawValue)
            put("contraindication-\(index + 1)-why", one.why)
        }
        fields["blockingNeeds"] = vote.blockingNeeds.map(\.rawValue)
        fields["nonBlockingNeeds"] = vote.nonBlockingNeeds.map(\.rawValue)
        put("intent", vote.intent?.rawValue)
        for (index, phase) in (vote.plan?.phases ?? []).enumerated() {
            fields["phase-\(index + 1)"] = phase.map(\.modality.rawValue)
            for element in phase { put("phase-\(index + 1)-class-\(element.modality.rawValue)", element.detail) }
        }
        for (modality, rating) in vote.ratings { put("rating-\(modality.rawValue)", String(rating)) }
        for (modality, text) in detail { put("detail-\(modality.rawValue)", text) }
        put("benefits", benefits)
        put("sideEffects", sideEffects)
        put("duration", duration)
        put("burden", burden)
        for (index, one) in alternatives.enumerated() {
            let name = "alternative-\(index + 1)"
            put("\(name)-name", one.name)
            put("\(name)-benefits", one.benefits)
            put("\(name)-sideEffects", one.sideEffects)
            put("\(name)-duration", one.duration)
            put("\(name)-burden", one.burden)
            put("\(name)-whyNot", one.whyNot)
        }
        for (index, one) in conditions.enumerated() {
            put("condition-\(index + 1)-trigger", one.trigger)
            put("condition-\(index + 1)-action", one.action)
            put("condition-\(index + 1)-expires", one.expires?.description)
        }
        put("guidelineConcordant", vote.guidelineConcordant ? "yes" : "no")
        put("guidelineRef", vote.guidelineRef)
        put("guidelineCategory", guidelineCategory)
        put("deviationReason", vote.deviationReason)
        put("confidence", vote.confidence.rawValue)
        put("boardAnswer", answerToBoard)
        for (index, question) in subject.questions.enumerated() {
            put("answer-\(index + 1)", answers.first { $0.question == question.id }?.text)
        }
        for (index, preference) in subject.preferences.enumerated() {
            guard let response = preferences.first(where: { $0.preference == preference.id }) else { continue }
            put("preference-\(index + 1)-met", response.met ? "yes" : "no")
            put("preference-\(index + 1)-text", response.how)
        }
        put("rationale", vote.rationale)
        return fields
    }
}
