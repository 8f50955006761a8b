import TumorBoard

extension CaseExporter {
    /// The patient, in the way of mCODE's cancer patient.
    func addPatient() {
        let person = subject.patient
        let ownDoctor = person.ownDoctor.map { contact($0) }
        add("Patient", "patient") { patient in
            patient.claim("cancer-patient")
            patient["identifier"] = .list(person.identifiers.map(Self.identifier))
            patient["name"] = .list([.fields(["text": .text(person.name)])])
            patient["gender"] = .string(person.sex.rawValue)
            patient["birthDate"] = .date(person.birthDate)
            if person.birthDate == nil { patient["_birthDate"] = .absent }
            patient["telecom"] = Self.telecom(email: person.email, phone: person.phone)
            patient["address"] = .list([.fields(["state": .text(person.region)])])
            if let companion = FHIRNode.text(person.companion) {
                patient["contact"] = .list([.fields(["name": .fields(["text": companion])])])
            }
            if let ownDoctor { patient["generalPractitioner"] = .list([ownDoctor]) }
            patient["communication"] = .list([
                .fields([
                    "language": .concept(nil, .coding("urn:ietf:bcp:47", person.language)), "preferred": .bool(true),
                ])
            ])
        }
    }

    /// An identifier; an institution's name is no URI and goes where people read who assigned it.
    static func identifier(_ identifier: PatientIdentifier) -> FHIRNode {
        let isURI = identifier.system.contains(":") && !identifier.system.contains(" ")
        return .fields([
            "system": isURI ? .text(identifier.system) : nil,
            "type": isURI ? nil : .concept(identifier.system), "value": .text(identifier.value),
        ])
    }

    /// How to reach someone.
    static func telecom(email: EmailAddress?, phone: String?) -> FHIRNode {
        .list([
            email.map { .fields(["system": "email", "value": .text($0.text)]) },
            FHIRNode.text(phone).map { .fields(["system": "phone", "value": $0]) },
        ])
    }
}
