import TumorBoard

/// The questionnaire that every opinion answers; the same for all cases.
enum OpinionForm {
    /// Its canonical url.
    static let url = CodeSystems.questionnaire("tumor-board-opinion")

    /// Its items, in the order of the ballot.
    static let items: [FormItem] = [
        choice("status", "What the reviewer did with the ballot", "ballot-status", Vote.Status.allCases),
        FormItem(link: "diagnosisAgree", text: "Agrees with the diagnosis", type: "boolean"),
        FormItem(link: "diagnosisWhy", text: "Why not"),
        FormItem(link: "stageAgree", text: "Agrees with the stage", type: "boolean"),
        FormItem(link: "stageWhy", text: "Why not"),
        group(
            "change", "What changes against the first opinion",
            [
                choice("change.axis", "What is compared", "change-axis", ChangeAxis.allCases),
                choice("change.degree", "How much it changes", "change-degree", ChangeDegree.allCases),
            ]),
        group(
            "contraindication", "What speaks against a treatment",
            [
                choice("contraindication.modality", "Treatment", "modality", Modality.allCases),
                choice("contraindication.severity", "How strongly", "severity", Contraindication.Severity.allCases),
                FormItem(link: "contraindication.why", text: "Why"),
            ]),
        choice("blockingNeed", "Needed before a decision", "information-need", InformationNeed.allCases, many: true),
        choice(
            "nonBlockingNeed", "Needed before or during treatment", "information-need", InformationNeed.allCases,
            many: true),
        choice("intent", "Intent of treatment", "intent", TreatmentIntent.allCases),
        group(
            "phase", "A phase of the plan, in order",
            [FormItem(link: "phase.element", text: "Treatment given in the phase", repeats: true)]),
        group(
            "rating", "How appropriate a treatment is, 1 to 9",
            [
                choice("rating.modality", "Treatment", "modality", Modality.allCases),
                FormItem(link: "rating.value", text: "1 to 9", type: "integer"),
            ]),
        choice("confidence", "How sure the reviewer is", "confidence", Vote.Confidence.allCases),
        FormItem(link: "guidelineConcordant", text: "Follows the guideline", type: "boolean"),
        FormItem(link: "guidelineRef", text: "Which guideline"),
        FormItem(link: "guidelineCategory", text: "How strong its evidence is, in the guideline's own scale"),
        FormItem(link: "deviationReason", text: "Why the plan departs from it"),
        FormItem(link: "rationale", text: "How the conclusion was drawn"),
        group(
            "detail", "What exactly",
            [
                choice("detail.modality", "Treatment", "modality", Modality.allCases),
                FormItem(link: "detail.text", text: "Operation, regimen, dose and fractions"),
            ]),
        FormItem(link: "benefits", text: "What it could achieve"),
        FormItem(link: "sideEffects", text: "What it can do to the patient"),
        FormItem(link: "duration", text: "How long it takes"),
        FormItem(link: "burden", text: "What it asks of the patient"),
        group("alternative", "Another way to treat", alternative),
        group(
            "condition", "What would change the plan",
            [
                FormItem(link: "condition.trigger", text: "What would have to be found"),
                FormItem(link: "condition.action", text: "What then"),
                FormItem(link: "condition.expires", text: "Until when it holds", type: "date"),
            ]),
        FormItem(link: "answerToBoard", text: "Answer to the question to the board"),
        group(
            "answer", "Answer to a question of the patient",
            [
                FormItem(link: "answer.question", text: "Which question"),
                FormItem(link: "answer.text", text: "In plain words"),
            ]),
        group(
            "preference", "How the plan stands to what matters to the patient",
            [
                FormItem(link: "preference.preference", text: "Which preference"),
                FormItem(link: "preference.met", text: "Respected", type: "boolean"),
                FormItem(link: "preference.how", text: "How, or why not"),
            ]),
    ]

    private static let alternative = [
        FormItem(link: "alternative.name", text: "What would be done"),
        FormItem(link: "alternative.benefits", text: "What it could achieve"),
        FormItem(link: "alternative.sideEffects", text: "What it can do to the patient"),
        FormItem(link: "alternative.duration", text: "How long it takes"),
        FormItem(link: "alternative.burden", text: "What it asks of the patient"),
        FormItem(link: "alternative.whyNot", text: "Why it does not come first"),
    ]

    private static func choice<Code: RawRepresentable<String>>(
        _ link: String, _ text: String, _ system: String, _ codes: [Code], many: Bool = false
    ) -> FormItem {
        FormItem(
            link: link, text: text, type: "choice", repeats: many, options: codes.map(\.rawValue), system: system)
    }

    private static func group(_ link: String, _ text: String, _ items: [FormItem]) -> FormItem {
        FormItem(link: link, text: text, type: "group", repeats: true, items: items)
    }
}

extension Opinion {
    /// The opinion as answers to the questionnaire; what was not said is not answered.
    var answered: [FHIRNode?] {
        voted + [
            .item("benefits", benefits), .item("sideEffects", sideEffects), .item("duration", duration),
            .item("burden", burden),
        ]
            + alternatives.map { other in
                .group(
                    "alternative",
                    [
                        .item("alternative.name", other.name), .item("alternative.benefits", other.benefits),
                        .item("alternative.sideEffects", other.sideEffects),
                        .item("alternative.duration", other.duration), .item("alternative.burden", other.burden),
                        .item("alternative.whyNot", other.whyNot),
                    ])
            }
            + conditions.map { condition in
                .group(
                    "condition",
                    [
                        .item("condition.trigger", condition.trigger), .item("condition.action", condition.action),
                        .item("condition.expires", "valueDate", [.date(condition.expires)]),
                    ])
            }
            + [.item("answerToBoard", answerToBoard)]
            + answers.map { answer in
                .group("answer", [.item("answer.question", answer.question), .item("answer.text", answer.text)])
            }
            + preferences.map { response in
                .group(
                    "preference",
                    [
                        .item("preference.preference", response.preference), .item("preference.met", response.met),
                        .item("preference.how", response.how),
                    ])
            }
    }

    /// The part that consensus counts. An abstention answers nothing but that it is one.
    private var voted: [FHIRNode?] {
        let status = FHIRNode.item("status", "ballot-status", codes: [vote.status.rawValue])
        guard vote.status == .cast else { return [status, .item("rationale", vote.rationale)] }
        let findings: [FHIRNode?] = [
            status, .item("diagnosisAgree", vote.diagnosisAgree), .item("diagnosisWhy", vote.diagnosisWhy),
            .item("stageAgree", vote.stageAgree), .item("stageWhy", vote.stageWhy),
        ]
        let changed = changes.judged.map { axis, degree in
            FHIRNode.group(
                "change",
                [
                    .item("change.axis", "change-axis", codes: [axis.rawValue]),
                    .item("change.degree", "change-degree", codes: [degree.rawValue]),
                ])
        }
        let against = vote.contraindications.map { one in
            FHIRNode.group(
                "contraindication",
                [
                    .item("contraindication.modality", "modality", codes: [one.modality.rawValue]),
                    .item("contraindication.severity", "severity", codes: [one.severity.rawValue]),
                    .item("contraindication.why", one.why),
                ])
        }
        let needs: [FHIRNode?] = [
            .item("blockingNeed", "information-need", codes: vote.blockingNeeds.map(\.rawValue)),
            .item("nonBlockingNeed", "information-need", codes: vote.nonBlockingNeeds.map(\.rawValue)),
        ]
        return findings + changed + against + needs + treatment
    }

    private var treatment: [FHIRNode?] {
        let intent = FHIRNode.item("intent", "intent", codes: [vote.intent?.rawValue].compactMap { $0 })
        let phases = (vote.plan?.written ?? []).map { phase in
            FHIRNode.group("phase", [.item("phase.element", "valueString", phase.map { .text($0) })])
        }
        let ratings = vote.ratings.sorted { $0.key < $1.key }.map { modality, rating in
            FHIRNode.group(
                "rating",
                [
                    .item("rating.modality", "modality", codes: [modality.rawValue]),
                    .item("rating.value", "valueInteger", [.integer(rating)]),
                ])
        }
        let grounds: [FHIRNode?] = [
            .item("confidence", "confidence", codes: [vote.confidence.rawValue]),
            .item("guidelineConcordant", vote.guidelineConcordant), .item("guidelineRef", vote.guidelineRef),
            .item("guidelineCategory", guidelineCategory), .item("deviationReason", vote.deviationReason),
            .item("rationale", vote.rationale),
        ]
        let details = detail.sorted { $0.key < $1.key }.map { modality, words in
            FHIRNode.group(
                "detail",
                [.item("detail.modality", "modality", codes: [modality.rawValue]), .item("detail.text", words)])
        }
        return [intent] + phases + ratings + grounds + details
    }
}
