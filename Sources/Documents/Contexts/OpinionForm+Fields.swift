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
        var field = choice("rating-\(modality.code)", numbers)
        // a button cannot be let go again: whoever chose by mistake needs one that stands for nothing
        field.choices.append(Choice(id: "\(field.name)-none", name: field.name, value: "", label: "–"))
        return RatingField(label: modality.label, name: field.name, choices: field.choices, error: field.error)
    }

    func change(_ axis: (code: String, label: String)) -> RatingField {
        let field = choice(
            "change-\(axis.code)",
            [("confirmed", "Confirmed"), ("minor", "Minor"), ("major", "Major")])
        return RatingField(label: axis.label, name: field.name, choices: field.choices, error: field.error)
    }

    var phaseHeads: [PhaseHead] {
        places("phase", atLeast: 4).map {
            PhaseHead(name: "phase-\($0)", number: "\($0)", error: errors["phase-\($0)"])
        }
    }

    func planRow(_ modality: OpinionForm.Modality) -> PlanRow {
        let cells = phaseHeads.map { phase in
            Choice(
                id: "\(phase.name)-\(modality.code)", name: phase.name, value: modality.code, label: phase.number,
                isChosen: entered[phase.name]?.contains(modality.code) ?? false)
        }
        return PlanRow(label: modality.label, cells: cells)
    }

    func kinds(_ modalities: [OpinionForm.Modality]) -> Fold<KindFields> {
        let sorted = modalities.filter { !$0.classes.isEmpty }
        guard !sorted.isEmpty else { return Fold([], isOpen: false) }
        let rows = phaseHeads.map { phase in
            KindFields(
                number: phase.number,
                classes: sorted.map { modality in
                    let field = choice(
                        "\(phase.name)-class-\(modality.code)", modality.classes.map { ($0.code, $0.label) })
                    return ClassField(
                        name: field.name, label: modality.label, value: entered[field.name]?.first ?? "",
                        choices: field.choices)
                })
        }
        return Fold(rows, isOpen: rows.contains { $0.classes.contains { isTouched($0.name) } })
    }

    func contraindications(_ modalities: [OpinionForm.Modality]) -> Fold<ContraindicationFields> {
        let codes = modalities.map { (value: $0.code, label: $0.label) }
        let rows = places("contraindication").map { number in
            let name = "contraindication-\(number)"
            return ContraindicationFields(
                number: "\(number)", modality: choice("\(name)-modality", codes),
                severity: choice("\(name)-severity", [("absolute", "Absolute"), ("relative", "Relative")]),
                why: text("\(name)-why"))
        }
        return Fold(rows, isOpen: isTouched("contraindication-"))
    }

    var conditions: Fold<ConditionFields> {
        let rows = places("condition").map { number in
            let name = "condition-\(number)"
            return ConditionFields(
                number: "\(number)", trigger: text("\(name)-trigger"), action: text("\(name)-action"),
                expires: text("\(name)-expires"))
        }
        return Fold(rows, isOpen: isTouched("condition-"))
    }

    var alternatives: Fold<AlternativeFields> {
        let rows = places("alternative").map { number in
            let name = "alternative-\(number)"
            return AlternativeFields(
                number: "\(number)", name: text("\(name)-name"), benefits: text("\(name)-benefits"),
                sideEffects: text("\(name)-sideEffects"), duration: text("\(name)-duration"),
                burden: text("\(name)-burden"), whyNot: text("\(name)-whyNot"))
        }
        return Fold(rows, isOpen: isTouched("alternative-"))
    }

    /// The numbers of the places for a repeated part: a few, and more where more was entered.
    private func places(_ part: String, atLeast few: Int = 3) -> ClosedRange<Int> {
        let numbers = entered.keys.compactMap { key -> Int? in
            let pieces = key.split(separator: "-", maxSplits: 2)
            return pieces.count > 1 && pieces[0] == part ? Int(pieces[1]) : nil
        }
        return 1...max(few, min(numbers.max() ?? 0, Self.mostPlaces))
    }

    /// More than anyone fills in; a posted name must not make a page of any length.
    static let mostPlaces = 99

    /// Whether a field of that name, or of a name that begins with it, was filled in or refused.
    func isTouched(_ name: String) -> Bool {
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
        case "change": "Change against the first opinion: \(number)"
        case "contraindication": "Contraindication \(number)"
        case "condition": "Condition \(number)"
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
        "guidelineCategory": "Guideline: category of evidence",
        "deviationReason": "Guideline: why the plan deviates", "confidence": "Confidence",
        "boardAnswer": "Answer to the question to the board", "rationale": "Rationale", "reason": "Reason",
        "phases": "Plan",
    ]
}
