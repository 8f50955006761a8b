/// One fact of a case, as a packet shows it and as two versions of the case are compared by it.
package struct CaseFact: Equatable, Sendable {
    /// Which field or list: "diagnosis.histology", "biomarkers".
    package var field: String
    /// Tells facts of one list apart whose wording may change, such as a record's id; the wording itself where nothing
    /// else does.
    package var key: String
    /// What a reader must find, piece by piece.
    package var words: [String]
    /// Of what day it is, or from when on it holds.
    package var date: CivilDate?
    /// Until when it held.
    package var end: CivilDate?

    /// The fact in one line.
    package var text: String {
        let line = words.joined(separator: ", ")
        let dates = [date?.description, end.map { "until \($0)" }].compactMap { $0 }.joined(separator: " ")
        return dates.isEmpty ? line : line.isEmpty ? dates : "\(line) (\(dates))"
    }

    fileprivate init(
        _ field: String, _ words: [String?], key: String? = nil, date: CivilDate? = nil, end: CivilDate? = nil
    ) {
        self.end = end
        self.field = field
        self.words = words.compactMap { $0 }.filter { !$0.isEmpty }
        self.date = date
        self.key = key ?? (self.words + [date?.description ?? ""]).joined(separator: "\u{1F}")
    }
}

extension Case {
    /// Every fact that the board is shown. How the patient is reached, what they consented to and who pays is none of it.
    package var facts: [CaseFact] {
        let all = patientFacts + referralFacts + diseaseFacts + courseFacts + bodyFacts + records.map(\.fact)
        return all.filter { !$0.words.isEmpty || $0.date != nil }
    }

    private var patientFacts: [CaseFact] {
        var facts = [
            CaseFact("patient.name", [patient.name], key: ""),
            CaseFact("patient.birthDate", [], key: "", date: patient.birthDate),
            CaseFact("patient.sex", [patient.sex == .unknown ? nil : patient.sex.rawValue], key: ""),
            CaseFact("patient.knows", [patient.knows], key: ""),
            CaseFact("patient.companion", [patient.companion], key: ""),
        ]
        facts += patient.identifiers.map { CaseFact("patient.identifiers", [$0.value], key: $0.system) }
        facts += goals.map { CaseFact("goals", [$0]) }
        facts += questions.map { CaseFact("questions", [$0.text], key: $0.id) }
        facts += preferences.map { CaseFact("preferences", [$0.text], key: $0.id) }
        facts += refusals.map { CaseFact("refusals", [$0.modality.inPlainWords, $0.note], key: $0.modality.rawValue) }
        return facts
    }

    private var referralFacts: [CaseFact] {
        var facts = [
            CaseFact("referral.question", [referral.question], key: ""),
            CaseFact("urgency", [urgency.level.title, urgency.reason], key: ""),
            CaseFact("treatBy", [], key: "", date: treatBy),
        ]
        facts += referral.reasons.map { CaseFact("referral.reasons", [$0.title]) }
        facts += referral.occasions.map { CaseFact("referral.occasions", [$0]) }
        facts += relatedCases.map { CaseFact("relatedCases", [$0.text]) }
        if let first = firstOpinion {
            facts.append(
                CaseFact(
                    "firstOpinion", [first.plan, first.diagnosis, first.stage, first.doctor, first.institution],
                    key: "", date: first.date))
        }
        return facts
    }

    private var diseaseFacts: [CaseFact] {
        [
            CaseFact("diagnosis.cancer", [diagnosis.cancer.text], key: ""),
            CaseFact("diagnosis.histology", [diagnosis.histology], key: ""),
            CaseFact("diagnosis.site", [diagnosis.site], key: ""),
            CaseFact("diagnosis.laterality", [diagnosis.laterality?.rawValue], key: ""),
            CaseFact("diagnosis.date", [], key: "", date: diagnosis.date),
        ] + diagnosis.metastases.map { CaseFact("diagnosis.metastases", [$0]) }
            + staging.map { one in
                CaseFact(
                    "staging", [one.t, one.n, one.m, one.group, one.system],
                    key: "\(one.basis.rawValue) \(one.date?.description ?? "")", date: one.date)
            }
            + biomarkers.map { one in
                CaseFact(
                    "biomarkers", [one.name, one.result], key: "\(one.name) \(one.date?.description ?? "")",
                    date: one.date)
            }
    }

    private var courseFacts: [CaseFact] {
        sizes.map { CaseFact("sizes", [$0.line], date: $0.date) }
            + statuses.map { CaseFact("statuses", [$0.status, $0.basis], date: $0.date) }
            + treatments.map { one in
                CaseFact(
                    "treatments", [one.detail, one.response],
                    key: "\(one.line) \(one.started?.description ?? "")", date: one.started, end: one.ended)
            }
    }

    private var bodyFacts: [CaseFact] {
        [
            CaseFact("fitness.ecog", [fitness.ecog.map { "ECOG \($0)" }], key: "", date: fitness.date),
            CaseFact("fitness.karnofsky", [fitness.karnofsky.map { "Karnofsky \($0)" }], key: "", date: fitness.date),
            CaseFact("fitness.note", [fitness.note], key: ""),
            CaseFact("history", [history], key: ""),
        ] + comorbidities.map { CaseFact("comorbidities", [$0]) } + medication.map { CaseFact("medication", [$0]) }
            + (allergies ?? []).map { CaseFact("allergies", [$0]) }
            + familyHistory.map { CaseFact("familyHistory", [$0]) }
    }
}

extension ClinicalRecord {
    /// The record as a fact: by its title and what can be seen of it.
    fileprivate var fact: CaseFact {
        let state = pending ? "asked for, not here" : legible ? nil : "not legible"
        return CaseFact("records", [title, state, source, text], key: id, date: date)
    }
}
