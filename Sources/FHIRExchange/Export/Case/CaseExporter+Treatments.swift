import TumorBoard

extension CaseExporter {
    /// What was done against the cancer so far: medicines as statements, everything else as procedures.
    func addTreatments() {
        for (place, treatment) in subject.treatments.enumerated() {
            let name = "treatment/\(place + 1)"
            if treatment.modality == .systemic {
                addMedicine(treatment, name)
            } else {
                addProcedure(treatment, name)
            }
        }
    }

    private func addMedicine(_ treatment: PriorTreatment, _ name: String) {
        add("MedicationStatement", name) { statement in
            // STU1's profile: later versions of mCODE have none for statements
            statement.claim("cancer-related-medication-statement")
            statement["status"] = treatment.ended == nil ? "unknown" : "completed"
            statement["medicationCodeableConcept"] = .concept(treatment.detail)
            statement["subject"] = patient
            statement["effectivePeriod"] = .period(treatment.started, treatment.ended)
            statement["reasonReference"] = .list([cancer])
            statement["note"] = .notes([treatment.response])
        }
    }

    private func addProcedure(_ treatment: PriorTreatment, _ name: String) {
        add("Procedure", name) { procedure in
            // whether a treatment begun and not known to have ended goes on, nobody said
            let isOver = treatment.ended != nil || (treatment.modality == .surgery && treatment.started != nil)
            procedure["status"] = isOver ? "completed" : "unknown"
            procedure["category"] = treatment.modality.category
            procedure["code"] = .concept(treatment.detail)
            procedure["subject"] = patient
            procedure["performedPeriod"] = .period(treatment.started, treatment.ended)
            procedure["reasonReference"] = .list([cancer])
            procedure["outcome"] = treatment.response.map { .concept($0) }
        }
    }
}

extension Modality {
    /// The category of a procedure or request of this kind.
    var category: FHIRNode {
        switch self {
        case .surgery: .concept(nil, .snomed("387713003", "Surgical procedure"))
        case .radiotherapy: .concept(nil, .snomed("108290001", "Radiation oncology AND/OR radiotherapy"))
        default: .own("modality", rawValue, inPlainWords)
        }
    }
}
