import TumorBoard

extension CaseExporter {
    /// The primary cancer and where it has spread.
    func addDiagnosis() {
        let diagnosis = subject.diagnosis
        let stages = subject.staging.indices.map { reference("Observation", "stage/\($0 + 1)/group") }
        add("Condition", "cancer") { condition in
            condition.claim("primary-cancer-condition")
            condition["extension"] = .list([
                diagnosis.histology.flatMap { histology in
                    .extension(
                        CodeSystems.mcode("histology-morphology-behavior"), "valueCodeableConcept",
                        .concept(histology, Self.morphology(in: histology)))
                },
                .extension(
                    "http://hl7.org/fhir/StructureDefinition/condition-assertedDate", "valueDateTime",
                    .date(diagnosis.date)),
            ])
            Self.markActive(&condition)
            condition["code"] = .concept(diagnosis.cancer.text, Self.coding(diagnosis.cancer))
            condition["bodySite"] = .list([Self.site(diagnosis)])
            condition["subject"] = patient
            condition["stage"] = .list(
                zip(subject.staging, stages).map { stage, observation in
                    .fields(["summary": .concept(stage.summary), "assessment": .list([observation])])
                })
        }
        for (place, spread) in diagnosis.metastases.enumerated() {
            add("Condition", "spread/\(place + 1)") { condition in
                condition.claim("secondary-cancer-condition")
                condition["extension"] = .list([
                    .extension(CodeSystems.mcode("related-primary-cancer-condition"), "valueReference", cancer)
                ])
                Self.markActive(&condition)
                condition["code"] = .concept(spread)
                condition["subject"] = patient
            }
        }
    }

    /// The board sits on it, so it stands on the problem list as active; a verification nobody stated is not claimed.
    static func markActive(_ condition: inout ExportedResource) {
        condition["clinicalStatus"] = .concept(nil, .hl7("condition-clinical", "active"))
        condition["category"] = .list([.concept(nil, .hl7("condition-category", "problem-list-item"))])
    }

    /// The code of a concept, where it has one.
    private static func coding(_ coding: Coding) -> FHIRNode {
        coding.code.map { .coding(coding.system, $0) } ?? .list([])
    }

    /// "8140/3" where the words hold it.
    private static func morphology(in histology: String) -> FHIRNode {
        guard let match = histology.firstMatch(of: /\b\d{4}\/\d\b/) else { return .list([]) }
        return .coding(CodeSystems.icdO3, String(match.output))
    }

    private static func site(_ diagnosis: Diagnosis) -> FHIRNode {
        .fields([
            "text": .text(diagnosis.site),
            "extension": .list([
                diagnosis.laterality.flatMap { side in
                    .extension(
                        CodeSystems.mcode("laterality-qualifier"), "valueCodeableConcept", Self.concept(of: side))
                }
            ]),
        ])
    }

    private static func concept(of side: Laterality) -> FHIRNode {
        let code =
            switch side {
            case .left: "7771000"
            case .right: "24028007"
            case .bilateral: "51440002"
            case .midline: "260528009"
            }
        return .concept(side.rawValue, .snomed(code))
    }
}
