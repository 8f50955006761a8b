import TumorBoard

extension CaseExporter {
    /// A RequestGroup: options of which the patient chooses exactly one, each of phases one after another, each of
    /// treatments given together. Every treatment is a request of its own.
    func addRequests(of plan: TreatmentPlan, state: PlanState, wasSigned: Bool) -> FHIRNode {
        var ways: [FHIRNode] = []
        for (place, option) in plan.options.enumerated() {
            let phases = addPhases(of: option, "option/\(place + 1)", plan.intent, state)
            ways.append(
                .fields([
                    "id": .string("option-\(place + 1)"),
                    "title": .text(option.plan.inPlainWords.asSentenceStart),
                    "description": .text(Self.description(of: option)), "groupingBehavior": "logical-group",
                    "selectionBehavior": "all", "action": .list(phases),
                ]))
        }
        let author = source.file.signature.map { reviewer($0.reviewer, as: nil) }
        let isChoice = ways.count > 1
        return add("RequestGroup", "recommendation") { group in
            group["status"] = state.planStatus
            group["intent"] = state.intent(wasSigned: wasSigned)
            group["code"] = .tumorBoardNote
            group["subject"] = patient
            group["authoredOn"] = .instant(source.file.compiled)
            group["author"] = author
            group["reasonReference"] = .list([cancer])
            group["action"] =
                isChoice
                ? .list([
                    .fields([
                        "title": "Equivalent options: the patient chooses", "groupingBehavior": "logical-group",
                        "selectionBehavior": "exactly-one", "action": .list(ways),
                    ])
                ]) : .list(ways)
        }.reference
    }

    private func addPhases(
        of option: RecommendedOption, _ name: String, _ intent: TreatmentIntent, _ state: PlanState
    ) -> [FHIRNode] {
        var phases: [FHIRNode] = []
        for (place, phase) in option.plan.phases.enumerated() {
            let number = place + 1
            let actionID = { (number: Int) in "\(name.replacing("/", with: "-"))-phase-\(number)" }
            let treatments = phase.enumerated().map { order, element in
                FHIRNode.fields([
                    "title": .text(element.inPlainWords.asSentenceStart),
                    "resource": addRequest(
                        element, "\(name)/\(number)/\(order + 1)", of: option, intent: intent, state),
                ])
            }
            phases.append(
                .fields([
                    "id": .string(actionID(number)), "prefix": .string(String(number)),
                    "title": .text("Phase \(number)"),
                    "relatedAction": .list([
                        number == 1
                            ? nil
                            : .fields(["actionId": .string(actionID(number - 1)), "relationship": "after-end"])
                    ]),
                    "groupingBehavior": "logical-group", "selectionBehavior": "all", "action": .list(treatments),
                ]))
        }
        return phases
    }

    /// One treatment: a medicine or a service, always a proposal, since the board recommends and others order.
    ///
    /// What exactly its reviewers said of the modality stands as their notes: they may have meant one phase or several.
    private func addRequest(
        _ element: PlanElement, _ name: String, of option: RecommendedOption, intent: TreatmentIntent,
        _ state: PlanState
    ) -> FHIRNode {
        let notes = (option.detail[element.modality] ?? []).map { note($0) }
        let aim = FHIRNode.extension(
            CodeSystems.mcode("treatment-intent"), "valueCodeableConcept",
            .concept(intent.rawValue, .snomed(intent == .curative ? "373808002" : "363676003")))
        let isMedicine = element.modality == .systemic
        return add(isMedicine ? "MedicationRequest" : "ServiceRequest", name) { request in
            request["extension"] = .list([aim])
            request["status"] = isMedicine ? state.medicationStatus : state.requestStatus
            request["intent"] = "proposal"
            request["category"] = .list([.tumorBoardNote, isMedicine ? nil : element.modality.category])
            let what = FHIRNode.concept(element.inPlainWords.asSentenceStart)
            request[isMedicine ? "medicationCodeableConcept" : "code"] = what
            request["subject"] = patient
            request["authoredOn"] = .instant(source.file.compiled)
            request["requester"] = board
            request["reasonReference"] = .list([cancer])
            request["note"] = .list(notes)
        }.reference
    }

    private static func description(of option: RecommendedOption) -> String {
        let parts: [(String, [Attributed<String>])] = [
            ("Benefits", option.benefits), ("Side effects", option.sideEffects), ("Duration", option.duration),
            ("Burden", option.burden),
        ]
        return parts.filter { !$0.1.isEmpty }.map { title, said in
            var words: [String] = []
            for one in said.map(\.value) where !words.contains(one) { words.append(one) }
            return "\(title): \(words.joined(separator: " / "))"
        }.joined(separator: "\n")
    }
}

extension PlanElement {
    /// “surgery (lobectomy)”.
    var inPlainWords: String {
        detail.map { "\(modality.inPlainWords) (\($0))" } ?? modality.inPlainWords
    }
}
