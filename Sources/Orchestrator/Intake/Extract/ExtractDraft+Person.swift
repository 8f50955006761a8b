import FHIRExchange
import TumorBoard

extension ExtractDraft {
    /// The patient; rows that disagree are a contradiction, and the first counts.
    mutating func readPatient(id: String) throws(ExtractRefusal) -> Patient {
        let found = rows(of: .patient)
        guard let row = found.first else {
            throw .noPatient(files: mapping.files.filter { $0.topic == .patient }.map(\.name))
        }
        var patient = Patient(name: row["name"] ?? "")
        if patient.name.isEmpty {
            patient.name = "Name not given"
            report.problems.append("The patient has no name in \(row.path): enter it before anything is sent.")
        }
        patient.birthDate = row.dates["birthDate"]
        patient.sex = row.choice("sex") ?? .unknown
        patient.identifiers = row.identifiers
        if let system = mapping.patientSystem { patient.identifiers.append(.init(system: system, value: id)) }
        if let language = row["language"] { patient.language = language }
        patient.region = row["region"]
        patient.phone = row["phone"]
        patient.companion = row["companion"]
        if let address = row["email"] {
            do throws(MalformedValue) {
                patient.email = try EmailAddress(address)
            } catch {
                doubts.add("column of “email”: \(error)", at: row.path)
            }
        }
        if patient.birthDate == nil { report.problems.append("The patient has no date of birth in \(row.path).") }
        understood("Patient: \(patient.name)", .patient, patient.name, from: row)
        try compare(found.dropFirst(), with: row, isOne: !id.isEmpty)
        return patient
    }

    private mutating func compare(
        _ others: ArraySlice<ExtractRow>, with row: ExtractRow, isOne: Bool
    ) throws(ExtractRefusal) {
        for other in others {
            let differs = [
                (row["name"] != other["name"], "name"),
                (row.dates["birthDate"] != other.dates["birthDate"], "birthDate"),
                (row["sex"] != other["sex"], "sex"),
            ].filter(\.0).map(\.1)
            guard !differs.isEmpty else { continue }
            guard isOne else { throw .severalPatients(paths: [row.path, other.path]) }
            contradict(
                "\(row.path) and \(other.path) disagree about the patient's \(differs.joined(separator: ", ")): the first "
                    + "was taken. Check the identity.")
        }
    }

    /// Who asks; nothing in an extract tells it.
    mutating func readReferral() -> Referral {
        if let referral = mapping.referral {
            report.understood.append(
                "Referral: \(referral.setting == .ownPatient ? "the board's own patient" : "second opinion") "
                    + "(\(mapping.file))")
            return referral
        }
        report.problems.append(
            "An extract holds no referral: it was entered as a second opinion asked for by the treating oncologist. "
                + "Correct who asks, and add the question to the board; or write “referral” in \(mapping.file).")
        return Referral(by: .treatingOncologist, setting: .secondOpinion, channel: "CSV extract")
    }

    /// Illnesses of a file of their own.
    mutating func readComorbidities() -> [String] {
        var found: [String] = []
        for row in rows(of: .comorbidities) {
            guard let text = row["text"] else {
                leaveOut(row, because: "a diagnosis without a name")
                continue
            }
            guard row["status"] ?? "active" == "active" else {
                leaveOut(row, because: "a past, suspected or refuted illness")
                continue
            }
            if !found.contains(text) { found.append(text) }
            understood("Comorbidity: \(text)", .comorbidity, text, from: row)
        }
        return found
    }

    /// Illnesses of the family.
    mutating func readFamilyHistory() -> [String] {
        var found: [String] = []
        for row in rows(of: .familyHistory) {
            guard let text = row["text"] else { continue }
            if !found.contains(text) { found.append(text) }
            understood(Self.familyLine(text), .familyHistory, text, from: row)
        }
        return found
    }

    /// "Family history: …", the words not said twice.
    static func familyLine(_ text: String) -> String {
        text.lowercased().hasPrefix("family history") ? text : "Family history: \(text)"
    }

    /// Allergies; nil where the extract does not say. A row that says “none” is an answer.
    mutating func readAllergies() -> [String]? {
        let rows = rows(of: .allergies)
        guard !rows.isEmpty else { return nil }
        var found: [String] = []
        var isNone = false
        for row in rows {
            guard let text = row["text"] else {
                leaveOut(row, because: "an allergy without a name")
                continue
            }
            if ["none", "none known", "nka", "nkda", "no known allergies", "keine"].contains(text.lowercased()) {
                isNone = true
                understood("Allergies: none known", .allergy, text, from: row)
                continue
            }
            let line = row["reaction"].map { "\(text): \($0)" } ?? text
            if !found.contains(line) { found.append(line) }
            understood("Allergy: \(line)", .allergy, line, from: row)
        }
        if isNone, !found.isEmpty {
            contradict("The extract says that no allergy is known, and names \(found.joined(separator: ", ")).")
        }
        return isNone || !found.isEmpty ? found : nil
    }
}
