import TumorBoard

extension Importer {
    /// Other illnesses that still matter: active problems, no social findings, no cancers.
    mutating func readComorbidities() -> [String] {
        var names: [String] = []
        for condition in open("Condition") {
            guard let name = condition.code.wording ?? condition["note"].items.first?["text"].text else {
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
            } else if isLongHealed(condition) {
                leaveOut(condition, because: "an acute illness of more than a year ago that was never closed")
            } else if condition.code.isSuspicion {
                leaveOut(condition, because: "only suspected")
            } else if Self.isSocial(condition) {
                leaveOut(condition, because: "a social or administrative finding, no illness")
            } else {
                if !names.contains(name) { names.append(name) }
                understood("Comorbidity: \(name)", from: condition, .comorbidity, name)
            }
        }
        readComorbidityPanels(into: &names)
        return names
    }

    /// mCODE's comorbidity panels: conditions by reference or by code, and Elixhauser's components that are present.
    private mutating func readComorbidityPanels(into names: inout [String]) {
        for panel in open("Observation")
        where panel.hasProfile("comorbidit") || panel.code.hasCode(in: ["398192003"]) {
            var found: [String] = []
            for item in panel.extensions("related-condition", "comorbid-condition-present") {
                // What the file holds as a Condition is judged there, by its own status.
                if resources.resolve(item["valueReference"], from: panel) != nil { continue }
                let named = Concept(item["valueCodeableConcept"]).wording ?? item["valueReference"]["display"].text
                if let named { found.append(named) }
            }
            for component in panel["component"].items
            where Concept(component["valueCodeableConcept"]).hasCode(in: ["52101004", "LA33-6", "LA9633-4"]) {
                let category = Concept(component["code"])
                let coded = component.extensions(["comorbid-condition-code", "condition-code"]).lazy
                    .compactMap { Concept($0["valueCodeableConcept"]).name }.first
                let word = coded ?? category.name ?? category.codes.first.map { Self.elixhauser[$0.code] ?? $0.code }
                if let word { found.append(word) }
            }
            for name in found where !names.contains(name) {
                names.append(name)
                understood("Comorbidity: \(name)", from: panel, .comorbidity, name)
            }
            claim(panel)
        }
    }

    /// Elixhauser's categories, as the panel abbreviates them.
    private static let elixhauser: [String: String] = [
        "AIDS": "Acquired immune deficiency syndrome", "ALCOHOL": "Alcohol abuse", "ANEMDEF": "Deficiency anaemias",
        "ARTH": "Arthropathies", "RACOAGULOPATHY": "Coagulopathy", "BLDLOSS": "Chronic blood loss anaemia",
        "CHF": "Congestive heart failure", "CHRNLUNG": "Chronic pulmonary disease", "COAG": "Coagulopathy",
        "DEPRESS": "Depression", "DM": "Diabetes without complications", "DMCX": "Diabetes with complications",
        "DIAB_UNCX": "Diabetes without complications", "DIAB_CX": "Diabetes with complications",
        "DRUG": "Drug abuse", "DRUG_ABUSE": "Drug abuse", "HTN": "Hypertension", "HTN_C": "Hypertension",
        "HTN_CX": "Hypertension with complications", "HTN_UNCX": "Hypertension without complications",
        "HYPOTHY": "Hypothyroidism", "LIVER": "Liver disease", "LIVER_MLD": "Mild liver disease",
        "LIVER_SEV": "Severe liver disease", "LUNG_CHRONIC": "Chronic pulmonary disease", "OBESE": "Obesity",
        "PARA": "Paralysis", "PERIVASC": "Peripheral vascular disease", "PSYCH": "Psychoses",
        "PSYCHOSES": "Psychoses", "PULMCIRC": "Disease of the pulmonary circulation", "RENLFAIL": "Renal failure",
        "RENLFL_MOD": "Moderate renal failure", "RENLFL_SEV": "Severe renal failure",
        "THYROID_HYPO": "Hypothyroidism", "ULCER": "Peptic ulcer", "ULCER_PEPTIC": "Peptic ulcer",
        "VALVE": "Valvular disease", "WGHTLOSS": "Weight loss",
    ]

    /// Records keep old injuries and infections "active" for ever; what is acute and a year old no longer is.
    private func isLongHealed(_ condition: Resource) -> Bool {
        guard let onset = condition.date, onset < asOf.adding(days: -365) else { return false }
        return condition.code.mentions([
            "appendicitis", "rupture of appendix", "miscarriage", "fracture subluxation", "fracture of", "sprain",
            "laceration", "concussion", "contusion", "acute bronchitis", "viral sinusitis", "otitis media",
            "streptococcal sore throat", "acute viral pharyngitis", "first degree burn", "second degree burn",
            "whiplash", "bullet wound", "acute cholecystitis",
        ]) && !condition.code.mentions(["patholog", "chronic"])
    }

    private static func isSocial(_ condition: Resource) -> Bool {
        let social = [
            "employ", "labor force", "education", "housing", "homeless", "refugee", "social", "criminal record",
            "military", "partner abuse", "transport", "risk activity", "medication review", "pregnancy",
            "stress (finding)",
            "victim", "received certificate", "graduated", "school", "unemployed", "income", "sexual orientation",
            "patient transfer", "lack of access", "food insecurity", "reports of violence", "served in armed forces",
            "immigrant",
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
            guard let name = medication(medicine).wording else {
                leaveOut(medicine, because: "medication without a name")
                continue
            }
            let dosages = medicine["dosage"].items + medicine["dosageInstruction"].items
            let dose = dosages.lazy.compactMap(Self.dose).first
            let line = dose.map { $0.hasPrefix(name) ? $0 : "\(name) \($0)" } ?? name
            if !lines.contains(line) { lines.append(line) }
            understood("Medication: \(line)", from: medicine, .medication, line)
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
            understood("Allergy: \(line)", from: allergy, .allergy, line)
        }
        return allergies
    }

    /// The referrer's history: the section called History of a Composition, else all sections of a referral note.
    mutating func readHistory() -> String? {
        for note in open("Composition") {
            let sections = note["section"].items
            let titled = sections.filter { $0["title"].text?.lowercased().contains("history") == true }
            let isReferral = Concept(note["type"]).hasCode(in: ["57133-1", "85232-7"])
            let chosen = titled.isEmpty && isReferral ? sections : titled
            let texts = chosen.compactMap { $0["text"]["div"].text.map(Markup.plain) }.filter { !$0.isEmpty }
            guard !texts.isEmpty else { continue }
            let history = texts.joined(separator: "\n\n")
            understood("History from “\(note["title"].text ?? "referral note")”", from: note, .history, history)
            return history
        }
        return nil
    }
}
