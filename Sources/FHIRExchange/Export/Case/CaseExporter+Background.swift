import TumorBoard

extension CaseExporter {
    /// Other illnesses, medication, allergies, the family's illnesses.
    func addBackground() {
        for (place, illness) in subject.comorbidities.enumerated() {
            add("Condition", "comorbidity/\(place + 1)") { condition in
                Self.markActive(&condition)
                condition["code"] = .concept(illness)
                condition["subject"] = patient
            }
        }
        for (place, line) in subject.medication.enumerated() {
            add("MedicationStatement", "medication/\(place + 1)") { statement in
                statement["status"] = "active"
                statement["medicationCodeableConcept"] = .concept(line)
                statement["subject"] = patient
            }
        }
        addAllergies()
        for (place, line) in subject.familyHistory.enumerated() {
            add("FamilyMemberHistory", "family/\(place + 1)") { history in
                history["status"] = "partial"
                history["patient"] = patient
                history["relationship"] = .concept(nil, .coding(CodeSystems.hl7("v3-RoleCode"), "FAMMEMB"))
                history["note"] = .notes([line])
            }
        }
    }

    /// "No known allergy" is a finding; where nobody asked there is no resource, and the section says so.
    private func addAllergies() {
        guard let allergies = subject.allergies else { return }
        func add(_ name: String, _ code: FHIRNode) {
            self.add("AllergyIntolerance", name) { allergy in
                allergy["clinicalStatus"] = .concept(nil, .hl7("allergyintolerance-clinical", "active"))
                allergy["code"] = code
                allergy["patient"] = patient
            }
        }
        if allergies.isEmpty { add("allergy/none", .concept("No known allergy", .snomed("716186003"))) }
        for (place, line) in allergies.enumerated() { add("allergy/\(place + 1)", .concept(line)) }
    }
}
