/// Makes form fields that keep what was entered and show why it was refused.
struct FormFieldMaker {
    let entered: [String: [String]]
    let errors: [String: String]

    func text(_ name: String) -> TextField {
        TextField(name: name, value: entered[name]?.first ?? "", error: errors[name])
    }

    func choice(_ name: String, _ options: [(value: String, label: String)]) -> ChoiceField {
        let chosen = entered[name] ?? []
        let choices = options.map { option in
            Choice(
                id: "\(name)-\(option.value)", name: name, value: option.value, label: option.label,
                isChosen: chosen.contains(option.value))
        }
        return ChoiceField(name: name, choices: choices, error: errors[name])
    }

    func rating(_ modality: OpinionForm.Modality) -> RatingField {
        let numbers = (1...9).map { (value: "\($0)", label: "\($0)") }
        let field = choice("rating-\(modality.code)", numbers)
        return RatingField(label: modality.label, name: field.name, choices: field.choices, error: field.error)
    }

    func phase(_ number: Int, _ modalities: [OpinionForm.Modality]) -> PhaseFields {
        let name = "phase-\(number)"
        let chosen = choice(name, modalities.map { ($0.code, $0.label) })
        let classes = modalities.filter { !$0.classes.isEmpty }.map { modality in
            let field = choice("\(name)-class-\(modality.code)", modality.classes.map { ($0.code, $0.label) })
            return ClassField(
                name: field.name, label: modality.label, value: entered[field.name]?.first ?? "", choices: field.choices
            )
        }
        return PhaseFields(
            number: "\(number)", modalities: chosen, classes: classes,
            isOpen: number == 1 || isTouched(name) || chosen.error != nil)
    }

    func alternative(_ number: Int) -> AlternativeFields {
        let name = "alternative-\(number)"
        return AlternativeFields(
            number: "\(number)", name: text("\(name)-name"), benefits: text("\(name)-benefits"),
            sideEffects: text("\(name)-sideEffects"), duration: text("\(name)-duration"),
            burden: text("\(name)-burden"), isOpen: isTouched(name))
    }

    /// Whether a field of that name, or of a name that begins with it, was filled in or refused.
    private func isTouched(_ name: String) -> Bool {
        entered.contains { $0.key.hasPrefix(name) && $0.value.contains { !$0.isEmpty } }
            || errors.keys.contains { $0.hasPrefix(name) }
    }
}

extension OpinionForm {
    /// What a field is called where its error is listed.
    static func label(of field: String, _ modalities: [Modality]) -> String {
        if let known = labels[field] { return known }
        let parts = field.split(separator: "-").map(String.init)
        let modality = modalities.first { $0.code == parts.last }?.label ?? ""
        let number = parts.count > 1 ? parts[1] : ""
        return switch parts.first {
        case "contraindication": "Contraindication \(number)"
        case "adjudicate": "Whether a contraindication stands"
        case "phase": "Phase \(number)"
        case "rating": "Rating: \(modality)"
        case "detail": "Details: \(modality)"
        case "alternative": "Alternative \(number)"
        case "answer": "Answer to the patient’s question \(number)"
        case "preference": "The patient’s preference \(number)"
        default: "This form"
        }
    }

    private static let labels = [
        "diagnosisAgree": "Diagnosis", "diagnosisWhy": "Diagnosis: why you disagree", "stageAgree": "Stage",
        "stageWhy": "Stage: why you disagree", "blockingNeeds": "Needed before a recommendation",
        "nonBlockingNeeds": "Needed, without holding up the recommendation", "intent": "Intent of treatment",
        "benefits": "Benefits", "sideEffects": "Side effects", "duration": "Duration", "burden": "Burden",
        "guidelineConcordant": "Guideline", "guidelineRef": "Guideline: which",
        "deviationReason": "Guideline: why the plan deviates", "confidence": "Confidence",
        "boardAnswer": "Answer to the question to the board", "rationale": "Rationale", "reason": "Reason",
        "phases": "Plan",
    ]
}
