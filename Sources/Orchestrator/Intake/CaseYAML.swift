import FHIRExchange
import TumorBoard

/// The YAML form of a case; every key but diseaseGroup, patient.name, referral and diagnosis.cancer is optional.
struct CaseYAML {
    private let top: YAMLCursor

    /// A case form at the top of a document.
    init(_ top: YAMLCursor) { self.top = top }

    /// Reads the whole form.
    func read(fallback: CaseID) throws(FileProblem) -> Case {
        try top.rejectUnknownKeys([
            "id", "diseaseGroup", "patient", "referral", "consent", "navigator", "firstOpinion", "diagnosis", "staging",
            "biomarkers", "fitness", "history", "comorbidities", "medication", "allergies", "treatments", "records",
            "questions", "preferences", "goals", "urgency", "treatBy", "relatedCases",
            "sizes", "statuses", "familyHistory", "coverage",
        ])
        var draft = Case(
            id: try top["id"]?.identifier(CaseID.self) ?? fallback,
            diseaseGroup: try top.required("diseaseGroup").choice(of: DiseaseGroup.self),
            patient: try Self.patient(try top.required("patient")),
            referral: try Self.referral(try top.required("referral")),
            diagnosis: try Self.diagnosis(try top.required("diagnosis")))
        if let consent = top["consent"] { draft.consent = try Self.consent(consent) }
        draft.navigator = try top["navigator"].map(Self.contact)
        draft.firstOpinion = try top["firstOpinion"].map(Self.firstOpinion)
        draft.staging = try Self.each(top["staging"], Self.stage)
        draft.biomarkers = try Self.each(top["biomarkers"], Self.biomarker)
        if let fitness = top["fitness"] { draft.fitness = try Self.fitness(fitness) }
        draft.history = try top["history"]?.string()
        draft.comorbidities = try top["comorbidities"]?.strings() ?? []
        draft.medication = try top["medication"]?.strings() ?? []
        draft.allergies = try top["allergies"]?.strings()
        draft.treatments = try Self.each(top["treatments"], Self.treatment)
        draft.records = try Self.each(top["records"], Self.record)
        try Self.refuseRepeated(draft.records.map(\.id), in: top["records"])
        draft.questions = try Self.each(top["questions"], Self.question)
        try Self.refuseRepeated(draft.questions.map(\.id), in: top["questions"])
        draft.preferences = try Self.each(top["preferences"], Self.preference)
        try Self.refuseRepeated(draft.preferences.map(\.id), in: top["preferences"])
        draft.goals = try top["goals"]?.strings() ?? []
        if let urgency = top["urgency"] { draft.urgency = try Self.urgency(urgency) }
        draft.treatBy = try top["treatBy"]?.date()
        draft.sizes = try Self.each(top["sizes"], Self.size)
        draft.statuses = try Self.each(top["statuses"], Self.status)
        draft.familyHistory = try top["familyHistory"]?.strings() ?? []
        draft.coverage = try top["coverage"].map(Self.coverage)
        for related in try top["relatedCases"]?.list() ?? [] {
            draft.relatedCases.append(try related.identifier(CaseID.self))
        }
        return draft
    }

    /// The report on a form that was read: everything in it was understood.
    static func report(on draft: Case, file: String) -> ImportReport {
        var lines = [
            "Patient: \(draft.patient.name) (\(file))", "Primary cancer: \(draft.diagnosis.cancer.text) (\(file))",
        ]
        lines += draft.staging.map { "Stage: \($0.summary) (\(file))" }
        lines += draft.records.map { "Record: \($0.kind.title), \($0.title) (\(file))" }
        lines.append(
            "Patient's voice: \(draft.questions.count) questions, \(draft.preferences.count) preferences (\(file))")
        return ImportReport(understood: lines)
    }

    /// Every element of a list through one reader; nothing for an absent list.
    private static func each<Element>(
        _ cursor: YAMLCursor?, _ read: (YAMLCursor) throws(FileProblem) -> Element
    ) throws(FileProblem) -> [Element] {
        var found: [Element] = []
        for item in try cursor?.list() ?? [] { found.append(try read(item)) }
        return found
    }

    private static func refuseRepeated(_ ids: [String], in cursor: YAMLCursor?) throws(FileProblem) {
        var seen: Set<String> = []
        for (index, id) in ids.enumerated() where !seen.insert(id).inserted {
            let place = try cursor?.list()[index]["id"] ?? cursor
            if let place { throw place.problem("the id “\(id)” stands in this list twice; give each its own") }
        }
    }
}
