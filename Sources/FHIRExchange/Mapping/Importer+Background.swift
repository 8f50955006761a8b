import TumorBoard

extension Importer {
    /// Other illnesses that still matter: active problems, no social findings, no cancers.
    mutating func readComorbidities() -> [String] {
        var names: [String] = []
        for condition in open("Condition") {
            guard let name = condition.code.label ?? condition["note"].items.first?["text"].text else {
                leaveOut(condition, because: "a diagnosis without a name")
                continue
            }
            let status = Concept(condition["clinicalStatus"])
            let past =
                condition.code.mentions(["history of"]) || status.hasCode(in: ["resolved", "inactive", "remission"])
                || ["resolved", "inactive"].contains(status.text?.lowercased() ?? "")
                || (!condition["abatementDateTime"].isNull && !status.hasCode(in: ["active"]))
            if past {
                leaveOut(condition, because: "a past illness, resolved")
            } else if condition.code.isSuspicion {
                leaveOut(condition, because: "only suspected")
            } else if Self.isSocial(condition) {
                leaveOut(condition, because: "a social or administrative finding, no illness")
            } else {
                if !names.contains(name) { names.append(name) }
                understood("Comorbidity: \(name)", from: condition)
            }
        }
        return names
    }

    private static func isSocial(_ condition: Resource) -> Bool {
        let social = [
            "employ", "labor force", "education", "housing", "homeless", "refugee", "social", "criminal record",
            "military", "partner abuse", "transport", "risk activity", "medication review", "pregnancy",
            "stress (finding)",
            "victim", "received certificate", "reports of violence", "served in armed forces", "immigrant",
        ]
        return condition.code.mentions(social)
            || condition.categories.contains { $0.hasCode(in: ["sdoh", "health-concern"]) }
    }

    /// Medication that is taken now, with doses; anticancer medicines are under treatments.
    mutating func readMedication() -> [String] {
        var lines: [String] = []
        for medicine in open("MedicationStatement", "MedicationRequest") {
            guard ["active", "on-hold", "intended", "unknown", ""].contains(medicine["status"].text ?? "") else {
                leaveOut(medicine, because: "medication no longer taken")
                continue
            }
            guard let name = medicationName(medicine) else {
                leaveOut(medicine, because: "medication without a name")
                continue
            }
            let dosages = medicine["dosage"].items + medicine["dosageInstruction"].items
            let dose = dosages.lazy.compactMap(Self.dose).first
            let line = dose.map { $0.hasPrefix(name) ? $0 : "\(name) \($0)" } ?? name
            if !lines.contains(line) { lines.append(line) }
            understood("Medication: \(line)", from: medicine)
        }
        for older in open("MedicationAdministration", "MedicationDispense") {
            leaveOut(older, because: "single doses of other medication")
        }
        return lines
    }

    private static func dose(_ dosage: JSONValue) -> String? {
        if let text = dosage["text"].text { return text }
        let amount = dosage["doseAndRate"].items.first?["doseQuantity"] ?? .null
        guard amount["unit"].text ?? amount["code"].text != nil, let quantity = amount.quantityText else { return nil }
        let repeated = dosage["timing"]["repeat"]
        guard let times = repeated["frequency"].text, let period = repeated["period"].text,
            let unit = repeated["periodUnit"].text
        else { return quantity }
        return "\(quantity), \(times) × per \(period == "1" ? unit : "\(period) \(unit)")"
    }

    /// Allergies; nil when the file does not say, empty when it says that there are none.
    mutating func readAllergies() -> [String]? {
        let found = open("AllergyIntolerance")
        guard !found.isEmpty else { return nil }
        var allergies: [String] = []
        for allergy in found {
            if allergy.code.hasCode(in: ["716186003", "409137002", "428607008"]) {
                understood("Allergies: none known", from: allergy)
                continue
            }
            guard let name = allergy.code.label else {
                leaveOut(allergy, because: "an allergy without a name")
                continue
            }
            let reactions = allergy["reaction"].items.flatMap { $0["manifestation"].items }.compactMap {
                Concept($0).label
            }
            let line = reactions.isEmpty ? name : "\(name): \(reactions.joined(separator: ", "))"
            if !allergies.contains(line) { allergies.append(line) }
            understood("Allergy: \(line)", from: allergy)
        }
        return allergies
    }

    /// The referrer's history: the section called History of a Composition, else all sections of a referral note.
    mutating func readHistory() -> String? {
        for note in open("Composition") {
            let sections = note["section"].items
            let history = sections.filter { $0["title"].text?.lowercased().contains("history") == true }
            let isReferral = Concept(note["type"]).hasCode(in: ["57133-1", "85232-7"])
            let chosen = history.isEmpty && isReferral ? sections : history
            let texts = chosen.compactMap { $0["text"]["div"].text.map(Markup.plain) }.filter { !$0.isEmpty }
            guard !texts.isEmpty else { continue }
            understood("History from “\(note["title"].text ?? "referral note")”", from: note)
            return texts.joined(separator: "\n\n")
        }
        return nil
    }

    /// Contradictions across topics that a coordinator should look at.
    mutating func checkAgreement(of draft: Case, cancer: Cancer) {
        switch (draft.patient.sex, draft.diseaseGroup) {
        case (.male, .gynaecological), (.female, .prostate):
            doubt(
                "The patient is recorded as \(draft.patient.sex.rawValue) with a \(draft.diseaseGroup.title) cancer: "
                    + "check the identity.")
        default: break
        }
        if let birth = draft.patient.birthDate, birth > asOf {
            doubt("The date of birth \(birth) is in the future.")
        }
        guard let side = draft.diagnosis.laterality, side == .left || side == .right else { return }
        for procedure in resources.of("Procedure") where claimed.contains(procedure.index) {
            for reason in procedure["reasonCode"].items.map(Concept.init) where reason.cancerKind != nil {
                if let other = reason.laterality, other != side {
                    doubt(
                        "The diagnosis is \(side.rawValue)-sided, but the reason of \(procedure.path) says "
                            + "“\(reason.label ?? other.rawValue)”: check the side.")
                }
            }
        }
    }
}
