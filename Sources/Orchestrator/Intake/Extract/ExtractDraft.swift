import FHIRExchange
import TumorBoard

/// One patient's rows becoming a case; each topic has its own file.
struct ExtractDraft {
    /// The patient's rows in the files' order.
    let rows: [ExtractRow]
    /// What a person must look at.
    var doubts: ExtractDoubts
    /// The mapping.
    let mapping: ExtractMapping
    /// The day of the import.
    let asOf: CivilDate
    /// The report in the making.
    var report = ImportReport()
    /// Where each fact comes from.
    var origins: [FactOrigin] = []
    private var noted: Set<String> = []
    /// Rows left out, by reason and file.
    private var leftOut: [(file: String, why: String, rows: [ExtractRow])] = []

    /// A draft about to be made.
    init(rows: [ExtractRow], doubts: ExtractDoubts, mapping: ExtractMapping, asOf: CivilDate) {
        self.rows = rows
        self.doubts = doubts
        self.mapping = mapping
        self.asOf = asOf
    }

    /// Reads every topic in the order of a case.
    mutating func run(patientID: String, caseID: CaseID) throws(ExtractRefusal) -> FHIRImport {
        let patient = try readPatient(id: patientID)
        let findings = try readDiagnoses()
        let referral = readReferral()
        var draft = Case(
            id: caseID, diseaseGroup: group(of: findings, patient: patient), patient: patient, referral: referral,
            diagnosis: findings.diagnosis)
        draft.staging = readStaging()
        let laboratory = readLaboratory()
        draft.biomarkers = readMarkers() + laboratory.markers
        draft.fitness = readFitness()
        let medicines = readMedication()
        draft.treatments = inOrder(tell(readTreatments() + medicines.courses))
        draft.medication = medicines.medication
        draft.comorbidities = findings.comorbidities
        for illness in readComorbidities() where !draft.comorbidities.contains(illness) {
            draft.comorbidities.append(illness)
        }
        draft.familyHistory = findings.familyHistory + readFamilyHistory()
        draft.allergies = readAllergies()
        draft.records = unique(readRecords() + laboratory.records)
        draft.origins = origins
        check(draft)
        finishReport()
        draft.contradictions = report.contradictions
        return FHIRImport(draft: draft, report: report)
    }

    /// Rows of a topic.
    func rows(of topics: ExtractTopic...) -> [ExtractRow] { rows.filter { topics.contains($0.topic) } }

    /// Notes a fact with the row that it came from.
    mutating func understood(_ line: String, _ topic: FactOrigin.Topic, _ fact: String, from row: ExtractRow) {
        report.understood.append("\(line) (\(row.path))")
        note(topic, fact, from: row)
    }

    /// Notes where a fact comes from without a line of its own.
    mutating func note(_ topic: FactOrigin.Topic, _ fact: String, from row: ExtractRow) {
        let origin = FactOrigin(topic: topic, fact: fact, path: row.path, file: row.file)
        if noted.insert("\(topic.rawValue)\n\(fact)\n\(row.path)").inserted { origins.append(origin) }
    }

    /// Leaves a row out for a reason.
    mutating func leaveOut(_ row: ExtractRow, because why: String) {
        if let known = leftOut.firstIndex(where: { $0.file == row.file && $0.why == why }) {
            leftOut[known].rows.append(row)
        } else {
            leftOut.append((row.file, why, [row]))
        }
    }

    /// Notes two sources that disagree.
    mutating func contradict(_ message: String) {
        guard !report.contradictions.contains(message) else { return }
        report.contradictions.append(message)
        report.problems.append(message)
    }

    /// Treatments by their start, those without one last.
    private func inOrder(_ treatments: [PriorTreatment]) -> [PriorTreatment] {
        treatments.enumerated().sorted { left, right in
            (left.element.started?.daysSince1970 ?? Int.max, left.offset)
                < (right.element.started?.daysSince1970 ?? Int.max, right.offset)
        }.map(\.element)
    }

    private mutating func check(_ draft: Case) {
        switch (draft.patient.sex, draft.diseaseGroup) {
        case (.male, .gynaecological), (.female, .prostate):
            contradict(
                "The patient is recorded as \(draft.patient.sex.rawValue) with a \(draft.diseaseGroup.title) cancer: "
                    + "check the identity.")
        default: break
        }
        if let birth = draft.patient.birthDate, birth > asOf {
            report.problems.append("The date of birth \(birth) is in the future.")
        }
        let texts = draft.records.count { $0.text != nil && !$0.id.hasPrefix(Self.laboratoryPrefix) }
        if texts > 0 {
            report.ignored.append(
                .init(
                    what: "the wording of \(texts) report\(texts == 1 ? " or note" : "s and notes")",
                    path: "the records",
                    why: "kept whole; no stage, marker or treatment is read out of free text"))
        }
    }

    private mutating func finishReport() {
        for (file, why, rows) in leftOut {
            let names = rows.compactMap(\.title)
            let named = names.prefix(3).joined(separator: "; ") + (names.count > 3 ? "; …" : "")
            let what = "\(rows.count) row\(rows.count == 1 ? "" : "s")" + (names.isEmpty ? "" : ", \(named)")
            report.ignored.append(.init(what: what, path: rows.first?.path ?? file, why: why))
        }
        report.problems += doubts.lines
    }
}
