import TumorBoard

extension CaseExporter {
    /// Each staging as mCODE has it: a group Observation whose members are T, N and M.
    ///
    /// Codes are SNOMED CT (mCODE STU4) and LOINC (STU2 and 3) side by side, since both are in use.
    func addStaging() {
        for (place, stage) in subject.staging.enumerated() {
            let name = "stage/\(place + 1)"
            let codes = StageCodes(stage.basis)
            let members = [
                addCategory(stage.t, codes.t, "tnm-primary-tumor-category", "\(name)/t", of: stage),
                addCategory(stage.n, codes.n, "tnm-regional-nodes-category", "\(name)/n", of: stage),
                addCategory(stage.m, codes.m, "tnm-distant-metastases-category", "\(name)/m", of: stage),
            ]
            addStageItem("\(name)/group", codes.group, "tnm-stage-group", stage.group, of: stage) { observation in
                observation["hasMember"] = .list(members)
            }
        }
    }

    private func addCategory(
        _ value: String?, _ code: FHIRNode, _ profile: String, _ name: String, of stage: StageAssessment
    ) -> FHIRNode? {
        guard let value else { return nil }
        return addStageItem(name, code, profile, value, of: stage) { _ in }
    }

    @discardableResult
    private func addStageItem(
        _ name: String, _ code: FHIRNode, _ profile: String, _ value: String?, of stage: StageAssessment,
        _ fill: (inout ExportedResource) -> Void
    ) -> FHIRNode {
        // AJCC's and UICC's categories are one set; other systems' words are not put under its name
        let isTNM = stage.system.map { $0.contains("AJCC") || $0.contains("UICC") } ?? false
        return add("Observation", name) { observation in
            if isTNM { observation.claim(profile) }
            observation["status"] = "final"
            observation["category"] = .list([.concept(nil, .hl7("observation-category", "exam"))])
            observation["code"] = code
            observation["subject"] = patient
            observation["focus"] = .list([cancer])
            observation["effectiveDateTime"] = .date(stage.date)
            if let value, let words = FHIRNode.text(value) {
                let isCode = isTNM && !value.contains(" ")
                observation["valueCodeableConcept"] = .fields([
                    "text": words, "coding": .list([isCode ? .coding(CodeSystems.staging, value) : nil]),
                ])
            } else {
                observation["dataAbsentReason"] = .notPresented
            }
            observation["method"] = stage.system.map { system in
                system == "AJCC 8" ? .concept(system, .snomed("897275008")) : .concept(system)
            }
            fill(&observation)
        }.reference
    }
}

/// The codes of one way of staging.
private struct StageCodes {
    let group: FHIRNode
    let t: FHIRNode
    let n: FHIRNode
    let m: FHIRNode

    init(_ basis: StageAssessment.Basis) {
        switch basis {
        case .clinical:
            group = .concept(nil, .snomed("399537006", "Clinical TNM stage grouping"), .loinc("21908-9"))
            t = .concept(nil, .snomed("399504009", "cT category"), .loinc("21905-5"))
            n = .concept(nil, .snomed("399534004", "cN category"), .loinc("21906-3"))
            m = .concept(nil, .snomed("399387003", "cM category"), .loinc("21907-1"))
        case .pathological:
            group = .concept(nil, .snomed("399588009", "Pathologic TNM stage grouping"), .loinc("21902-2"))
            t = .concept(nil, .snomed("384625004", "pT category"), .loinc("21899-0"))
            n = .concept(nil, .snomed("371494008", "pN category"), .loinc("21900-6"))
            m = .concept(nil, .snomed("371497001", "pM category"), .loinc("21901-4"))
        case .other:
            group = .concept(nil, .snomed("399390009", "TNM stage grouping"), .loinc("21914-7"))
            t = .concept(nil, .snomed("78873005", "T category"))
            n = .concept(nil, .snomed("277206009", "N category"))
            m = .concept(nil, .snomed("277208005", "M category"))
        }
    }
}
