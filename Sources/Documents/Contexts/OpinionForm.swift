/// The form of an opinion: what the template `ballot` shows, made from what was entered so far.
///
/// Nothing is chosen beforehand. The fields a POST sends, all of them optional to HTML and checked by the domain:
///
/// | field | values |
/// |---|---|
/// | `diagnosisAgree`, `stageAgree` | `yes`, `no` |
/// | `diagnosisWhy`, `stageWhy`, `rationale`, `boardAnswer` | text |
/// | `contraindication-N-modality`, `-severity`, `-why` | N from 1 to 3; a modality; `absolute`, `relative`; text |
/// | `blockingNeeds`, `nonBlockingNeeds` | repeated: a need's code |
/// | `intent` | `curative`, `palliative` |
/// | `phase-N`, `phase-N-class-MODALITY` | N from 1 to 4; repeated: a modality; its class |
/// | `rating-MODALITY`, `detail-MODALITY` | `1` to `9`; text |
/// | `benefits`, `sideEffects`, `duration`, `burden` | text |
/// | `alternative-N-name`, `-benefits`, `-sideEffects`, `-duration`, `-burden` | N from 1 to 3; text |
/// | `guidelineConcordant`, `guidelineRef`, `deviationReason` | `yes`, `no`; text; text |
/// | `confidence` | `high`, `moderate`, `low` |
/// | `answer-N` | N counts the patient's questions from 1; text |
/// | `preference-N-met`, `preference-N-text` | N counts the preferences from 1; `yes`, `no`; text |
///
/// A findings form has only the first four rows, and `rationale`.
package struct OpinionForm: TemplateContext, Equatable {
    /// Where the form posts to.
    package let action: String
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
    let contraindications: [ContraindicationFields]
    let adjudications: [AdjudicationFields]
    let blockingNeeds: ChoiceField
    let nonBlockingNeeds: ChoiceField
    let intent: ChoiceField
    let phases: [PhaseFields]
    let ratings: [RatingField]
    let details: [LabelledField]
    let benefits: TextField
    let sideEffects: TextField
    let duration: TextField
    let burden: TextField
    let alternatives: [AlternativeFields]
    let guidelineConcordant: ChoiceField
    let guidelineRef: TextField
    let deviationReason: TextField
    let confidence: ChoiceField
    let boardQuestion: String
    let boardAnswer: TextField
    let answers: [LabelledField]
    let preferences: [PreferenceFields]
    let rationale: TextField

    /// - Parameters:
    ///   - entered: what was typed or chosen before, by field name; empty at first.
    ///   - errors: why fields were refused, by field name; names that the form does not have are shown at its top.
    ///   - modalities: what a plan may hold, in order, each with the classes that policy knows.
    package init(
        action: String, hidden: [HiddenField] = [], isFindingsOnly: Bool = false, entered: [String: [String]] = [:],
        errors: [(field: String, message: String)] = [], modalities: [Modality] = Modality.standard,
        boardQuestion: String, patientQuestions: [String], preferences: [String],
        adjudicates: [(code: String, treatment: String)] = []
    ) {
        let fields = FormFieldMaker(
            entered: entered, errors: Dictionary(errors.map { ($0.field, $0.message) }) { a, _ in a })
        let codes = modalities.map { (value: $0.code, label: $0.label) }
        self.action = action
        self.hidden = hidden
        self.isFindingsOnly = isFindingsOnly
        self.errors = errors.map {
            FieldError(field: $0.field, label: Self.label(of: $0.field, modalities), message: $0.message)
        }
        diagnosisAgree = fields.choice("diagnosisAgree", [("yes", "I agree"), ("no", "I disagree")])
        diagnosisWhy = fields.text("diagnosisWhy")
        stageAgree = fields.choice("stageAgree", [("yes", "I agree"), ("no", "I disagree")])
        stageWhy = fields.text("stageWhy")
        contraindications = (1...3).map { number in
            let name = "contraindication-\(number)"
            return ContraindicationFields(
                number: "\(number)", modality: fields.choice("\(name)-modality", codes),
                severity: fields.choice("\(name)-severity", [("absolute", "Absolute"), ("relative", "Relative")]),
                why: fields.text("\(name)-why"))
        }
        adjudications = adjudicates.map { code, treatment in
            AdjudicationFields(
                treatment: treatment,
                verdict: fields.choice(
                    "adjudicate-\(code)",
                    [("accept", "I accept it: it stands"), ("overrule", "I overrule it: it does not rule this out")]),
                why: fields.text("adjudicate-\(code)-why"))
        }
        blockingNeeds = fields.choice("blockingNeeds", Self.needs)
        nonBlockingNeeds = fields.choice("nonBlockingNeeds", Self.needs)
        intent = fields.choice(
            "intent", [("curative", "Curative: to cure"), ("palliative", "Palliative: to control, and to live well")])
        phases = (1...4).map { fields.phase($0, modalities) }
        ratings = modalities.map { fields.rating($0) }
        details = modalities.map { LabelledField(label: $0.label, field: fields.text("detail-\($0.code)")) }
        benefits = fields.text("benefits")
        sideEffects = fields.text("sideEffects")
        duration = fields.text("duration")
        burden = fields.text("burden")
        alternatives = (1...3).map { fields.alternative($0) }
        guidelineConcordant = fields.choice("guidelineConcordant", [("yes", "Yes"), ("no", "No, it deviates")])
        guidelineRef = fields.text("guidelineRef")
        deviationReason = fields.text("deviationReason")
        confidence = fields.choice("confidence", [("high", "High"), ("moderate", "Moderate"), ("low", "Low")])
        self.boardQuestion = boardQuestion
        boardAnswer = fields.text("boardAnswer")
        answers = patientQuestions.enumerated().map { index, question in
            LabelledField(label: question, field: fields.text("answer-\(index + 1)"))
        }
        self.preferences = preferences.enumerated().map { index, preference in
            let name = "preference-\(index + 1)"
            return PreferenceFields(
                preference: preference,
                met: fields.choice("\(name)-met", [("yes", "The plan keeps to it"), ("no", "It cannot")]),
                explanation: fields.text("\(name)-text"))
        }
        rationale = fields.text("rationale")
    }

    /// A modality that a plan may hold.
    package struct Modality: Sendable, Equatable {
        /// Its code: `systemic`.
        package let code: String
        /// Its name: `Systemic treatment`.
        package let label: String
        /// The classes that policy knows for the disease: code and name; none to type freely.
        package let classes: [Class]

        /// A modality that a plan may hold.
        package init(code: String, label: String, classes: [Class] = []) {
            self.code = code
            self.label = label
            self.classes = classes
        }

        /// A class of a modality: `lobectomy`.
        package struct Class: Sendable, Equatable {
            /// Its code.
            package let code: String
            /// Its name.
            package let label: String

            /// A class of a modality.
            package init(code: String, label: String) {
                self.code = code
                self.label = label
            }
        }

        /// The six modalities, without classes.
        package static let standard = [
            Modality(code: "surgery", label: "Surgery"),
            Modality(code: "systemic", label: "Systemic treatment"),
            Modality(code: "radiotherapy", label: "Radiotherapy"),
            Modality(code: "surveillance", label: "Surveillance"),
            Modality(code: "bestSupportiveCare", label: "Best supportive care"),
            Modality(code: "clinicalTrial", label: "Clinical trial"),
        ]
    }

    private static let needs = [
        (value: "pathologyReReview", label: "Pathology read again"), (value: "stagingReview", label: "Stage reviewed"),
        (value: "imaging", label: "More imaging"), (value: "molecular", label: "Molecular test"),
        (value: "performanceStatus", label: "Fitness assessed"),
    ]
}
