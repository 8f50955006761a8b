/// The form of an opinion: what the template `ballot` shows, made from what was entered so far.
///
/// Nothing is chosen beforehand. The fields a POST sends, all of them optional to HTML and checked by the domain:
///
/// | field | values |
/// |---|---|
/// | `diagnosisAgree`, `stageAgree` | `yes`, `no` |
/// | `diagnosisWhy`, `stageWhy`, `rationale`, `boardAnswer` | text |
/// | `change-AXIS` | only with a first opinion; `pathology`, `stage`, `treatment`, `surveillance`; `confirmed`, `minor`, `major` |
/// | `contraindication-N-modality`, `-severity`, `-why` | N from 1; a modality; `absolute`, `relative`; text |
/// | `blockingNeeds`, `nonBlockingNeeds` | repeated: a need's code |
/// | `intent` | `curative`, `palliative` |
/// | `phase-N`, `phase-N-class-MODALITY` | N from 1; repeated: a modality; its class |
/// | `rating-MODALITY`, `detail-MODALITY` | `1` to `9`, or nothing; text |
/// | `benefits`, `sideEffects`, `duration`, `burden` | text |
/// | `condition-N-trigger`, `-action`, `-expires` | N from 1; text; text; a date, 2026-12-31 |
/// | `alternative-N-name`, `-benefits`, `-sideEffects`, `-duration`, `-burden`, `-whyNot` | N from 1; text |
/// | `guidelineConcordant`, `guidelineRef`, `guidelineCategory`, `deviationReason` | `yes`, `no`; text; text; text |
/// | `confidence` | `high`, `moderate`, `low` |
/// | `answer-N` | N counts the patient's questions from 1; text |
/// | `preference-N-met`, `preference-N-text` | N counts the preferences from 1; `yes`, `no`; text |
///
/// A findings form has the first five rows (of the axes the first two), `answer-N`, and `rationale`. Contraindications,
/// conditions and alternatives have three places, phases four, and more where more was entered.
package struct OpinionForm: TemplateContext, Equatable {
    /// Where the form posts to.
    package let action: String
    /// Where what was typed is kept without being given.
    package let draftAction: String
    /// Sent along.
    package let hidden: [HiddenField]
    /// Whether it asks for findings only: pathologist, radiologist, geneticist.
    package let isFindingsOnly: Bool
    /// What was refused, in the order of the form.
    package let errors: [FieldError]

    let diagnosisAgree: ChoiceField
    let diagnosisWhy: TextField
    let stageAgree: ChoiceField
    let stageWhy: TextField
    let changes: [RatingField]
    let contraindications: Fold<ContraindicationFields>
    let blockingNeeds: ChoiceField
    let nonBlockingNeeds: ChoiceField
    let isMissingOpen: Bool
    let intent: ChoiceField
    let phases: [PhaseHead]
    let planRows: [PlanRow]
    let kinds: Fold<KindFields>
    let ratings: [RatingField]
    let details: [LabelledField]
    let benefits: TextField
    let sideEffects: TextField
    let duration: TextField
    let burden: TextField
    let conditions: Fold<ConditionFields>
    let alternatives: Fold<AlternativeFields>
    let guidelineConcordant: ChoiceField
    let guidelineRef: TextField
    let guidelineCategory: TextField
    let deviationReason: TextField
    let confidence: ChoiceField
    let boardQuestion: String
    let boardAnswer: TextField
    let answers: [LabelledField]
    let otherAnswers: Fold<LabelledField>
    let preferences: [PreferenceFields]
    let rationale: TextField

    /// - Parameters:
    ///   - entered: what was typed or chosen before, by field name; empty at first.
    ///   - errors: why fields were refused, by field name; names that the form does not have are shown at its top.
    ///   - asksForChanges: whether there is a first opinion to compare with.
    ///   - modalities: what a plan may hold, in order, each with the classes that policy knows.
    ///   - questions: what the patient asks, in the case's order.
    package init(
        action: String, draftAction: String, hidden: [HiddenField] = [], isFindingsOnly: Bool = false,
        entered: [String: [String]] = [:], errors: [(field: String, message: String)] = [],
        asksForChanges: Bool = false, modalities: [Modality] = Modality.standard, boardQuestion: String,
        questions: [Question], preferences: [String]
    ) {
        let fields = FormFieldMaker(
            entered: entered, errors: Dictionary(errors.map { ($0.field, $0.message) }) { a, _ in a })
        let agreement = [(value: "yes", label: "I agree"), (value: "no", label: "I disagree")]
        self.action = action
        self.draftAction = draftAction
        self.hidden = hidden
        self.isFindingsOnly = isFindingsOnly
        self.errors = errors.map {
            FieldError(field: $0.field, label: Self.label(of: $0.field, modalities), message: $0.message)
        }
        diagnosisAgree = fields.choice("diagnosisAgree", agreement)
        diagnosisWhy = fields.text("diagnosisWhy")
        stageAgree = fields.choice("stageAgree", agreement)
        stageWhy = fields.text("stageWhy")
        changes = asksForChanges ? Self.axes.prefix(isFindingsOnly ? 2 : 4).map(fields.change) : []
        contraindications = fields.contraindications(modalities)
        blockingNeeds = fields.choice("blockingNeeds", Self.needs)
        nonBlockingNeeds = fields.choice("nonBlockingNeeds", Self.needs)
        isMissingOpen = fields.isTouched("blockingNeeds") || fields.isTouched("nonBlockingNeeds")
        intent = fields.choice(
            "intent", [("curative", "Curative: to cure"), ("palliative", "Palliative: to control, and to live well")])
        phases = fields.phaseHeads
        planRows = modalities.map(fields.planRow)
        kinds = fields.kinds(modalities)
        ratings = modalities.map(fields.rating)
        details = modalities.map { modality in
            LabelledField(
                label: "\(modality.label): \(modality.detailLabel)", field: fields.text("detail-\(modality.code)"))
        }
        benefits = fields.text("benefits")
        sideEffects = fields.text("sideEffects")
        duration = fields.text("duration")
        burden = fields.text("burden")
        conditions = fields.conditions
        alternatives = fields.alternatives
        guidelineConcordant = fields.choice("guidelineConcordant", [("yes", "Yes"), ("no", "No, it deviates")])
        guidelineRef = fields.text("guidelineRef")
        guidelineCategory = fields.text("guidelineCategory")
        deviationReason = fields.text("deviationReason")
        confidence = fields.choice("confidence", [("high", "High"), ("moderate", "Moderate"), ("low", "Low")])
        self.boardQuestion = boardQuestion
        boardAnswer = fields.text("boardAnswer")
        let all = questions.enumerated().map { index, question in
            (question, LabelledField(label: question.label, field: fields.text("answer-\(index + 1)")))
        }
        answers = all.filter { $0.0.isForSeat }.map { $0.1 }
        let others = all.filter { !$0.0.isForSeat }.map { $0.1 }
        otherAnswers = Fold(
            others, isOpen: others.contains { !$0.field.value.isEmpty || $0.field.error != nil })
        self.preferences = preferences.enumerated().map { index, preference in
            let name = "preference-\(index + 1)"
            return PreferenceFields(
                preference: preference,
                met: fields.choice("\(name)-met", [("yes", "The plan keeps to it"), ("no", "It cannot")]),
                explanation: fields.text("\(name)-text"))
        }
        rationale = fields.text("rationale")
    }

    /// What the patient asks.
    package struct Question: Sendable, Equatable {
        /// In the patient's words.
        package let text: String
        /// Whether it is put to this seat, by name or as to everyone.
        package let isForSeat: Bool
        /// Whom it is put to, where it is not everyone.
        package let addressee: String?

        /// What the patient asks.
        package init(_ text: String, isForSeat: Bool = true, addressee: String? = nil) {
            self.text = text
            self.isForSeat = isForSeat
            self.addressee = addressee
        }

        fileprivate var label: String {
            guard !isForSeat, let addressee else { return text }
            return "To the \(addressee): \(text)"
        }
    }

    private static let axes = [
        (code: "pathology", label: "Pathology"), (code: "stage", label: "Stage"),
        (code: "treatment", label: "Treatment"), (code: "surveillance", label: "Surveillance"),
    ]

    private static let needs = [
        (value: "pathologyReReview", label: "Pathology read again"), (value: "stagingReview", label: "Stage reviewed"),
        (value: "imaging", label: "More imaging"), (value: "molecular", label: "Molecular test"),
        (value: "performanceStatus", label: "Fitness assessed"),
    ]
}
