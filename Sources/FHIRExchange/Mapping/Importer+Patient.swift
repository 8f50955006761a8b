import TumorBoard

extension Importer {
    /// The one patient of the file.
    mutating func readPatient() throws(ImportRefusal) -> Patient {
        let found = resources.of("Patient")
        guard let resource = found.first else { throw .noPatient(resources: resources.all.count) }
        for other in found.dropFirst() {
            guard Self.arePerhapsOne(resource, other) else {
                throw .severalPatients(names: found.map { Self.personName($0["name"]) ?? $0.path })
            }
            compare(resource, other)
            claim(other)
        }

        var patient = Patient(name: Self.personName(resource["name"]) ?? "")
        if patient.name.isEmpty {
            patient.name = "Name not given"
            doubt("The patient has no name in \(resource.path): enter it before anything is sent.")
        }
        patient.birthDate = CivilDate(fhir: resource["birthDate"])
        patient.sex = resource["gender"].text.flatMap(Sex.init(rawValue:)) ?? .unknown
        patient.identifiers = identifiers(of: resource)
        if let language = Self.language(resource["communication"]) { patient.language = language }
        let addresses = resource["address"].items
        patient.region = addresses.lazy.compactMap { $0["state"].text }.first
        patient.email = email(resource["telecom"], of: resource)
        patient.phone = Self.telecom(resource["telecom"], "phone")
        patient.companion = resource["contact"].items.lazy.compactMap(Self.companion).first
        for doctor in resource["generalPractitioner"].items where patient.ownDoctor == nil {
            patient.ownDoctor = contact(doctor, from: resource)
        }
        understood("Patient: \(patient.name)", from: resource, .patient, patient.name)
        if resource["deceasedBoolean"].bool == true || resource["deceasedDateTime"].text != nil {
            let day = CivilDate(fhir: resource["deceasedDateTime"]).map { " on \($0)" } ?? ""
            contradict("\(resource.path) says that the patient has died\(day): a board cannot plan a treatment.")
        }
        return patient
    }

    /// The patient's numbers, the hospital's first. Numbers of a state's register, a passport or a driving licence are
    /// no business of a board and are left out (HL7 v2 table 0203: SS, PPN, DL).
    private mutating func identifiers(of resource: Resource) -> [PatientIdentifier] {
        var found: [(isHospitals: Bool, identifier: PatientIdentifier)] = []
        var leftOut = 0
        for identifier in resource["identifier"].items {
            guard let value = identifier["value"].text else { continue }
            let type = Concept(identifier["type"])
            guard !type.hasCode(in: ["SS", "PPN", "DL"]) else {
                leftOut += 1
                continue
            }
            let system = identifier["system"].text ?? type.label ?? ""
            found.append((type.hasCode(in: ["MR"]), PatientIdentifier(system: system, value: value)))
        }
        if leftOut > 0 {
            report.ignored.append(
                .init(
                    what: "\(leftOut) identifiers", path: resource.path,
                    why: "numbers of a state's register, a passport or a licence are no business of a board"))
        }
        return (found.filter(\.isHospitals) + found.filter { !$0.isHospitals }).map(\.identifier)
    }

    /// One person by an identifier that both have, or by the same name and date of birth; never by name alone.
    private static func arePerhapsOne(_ one: Resource, _ other: Resource) -> Bool {
        func identifiers(_ patient: Resource) -> Set<String> {
            Set(
                patient["identifier"].items.compactMap { item in
                    item["value"].text.map { "\(item["system"].text ?? "")|\($0)" }
                })
        }
        if !identifiers(one).isDisjoint(with: identifiers(other)) { return true }
        let names = [one, other].map { personName($0["name"]) ?? $0.path }
        return names[0] == names[1] && one["birthDate"].text == other["birthDate"].text
    }

    private mutating func compare(_ one: Resource, _ other: Resource) {
        let fields: [(String, (Resource) -> String?)] = [
            ("name", { Self.personName($0["name"]) }), ("date of birth", { $0["birthDate"].text }),
            ("sex", { $0["gender"].text }),
        ]
        for (field, value) in fields {
            if let left = value(one), let right = value(other), left != right {
                contradict(
                    "The patient's \(field) is “\(left)” in \(one.path) and “\(right)” in \(other.path).")
            }
        }
    }

    /// A name as people write it: its text, or given names and family name; the official one before others.
    static func personName(_ names: JSONValue) -> String? {
        let sorted = names.items.filter { $0["use"].text != "old" && $0["use"].text != "maiden" }
        let name = sorted.first { $0["use"].text == "official" } ?? sorted.first ?? names.items.first
        guard let name else { return nil }
        if let text = name["text"].text { return text }
        let prefix = name["prefix"].items.compactMap(\.text)
        let given = name["given"].items.compactMap(\.text)
        let parts = prefix + given + [name["family"].text].compactMap { $0 }
        return parts.isEmpty ? name.text : parts.joined(separator: " ")
    }

    /// The first telephone number or address of that kind.
    static func telecom(_ telecom: JSONValue, _ system: String) -> String? {
        telecom.items.first { $0["system"].text == system && $0["use"].text != "old" }?["value"].text
    }

    /// The email address; a malformed one is a doubt and is left out.
    mutating func email(_ telecom: JSONValue, of resource: Resource) -> EmailAddress? {
        guard let text = Self.telecom(telecom, "email") else { return nil }
        do throws(MalformedValue) {
            return try EmailAddress(text)
        } catch {
            doubt("\(resource.path): \(error)")
            return nil
        }
    }

    private static func language(_ communication: JSONValue) -> String? {
        let items = communication.items
        let chosen = items.first { $0["preferred"].bool == true } ?? items.first
        return chosen.flatMap { item in
            let concept = Concept(item["language"])
            return concept.codes.lazy.map(\.code).first { !$0.isEmpty } ?? concept.text
        }
    }

    /// "Maria Weber (wife)"; a contact without a name is nobody.
    private static func companion(_ contact: JSONValue) -> String? {
        guard let name = personName(contact["name"]) else { return nil }
        guard let relation = contact["relationship"].items.lazy.compactMap({ Concept($0).label }).first else {
            return name
        }
        return relation.count <= 2 ? name : "\(name) (\(relation))"
    }
}
