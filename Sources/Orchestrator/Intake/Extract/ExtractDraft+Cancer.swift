import FHIRExchange
import TumorBoard

extension ExtractDraft {
    /// What the diagnoses say.
    struct Findings {
        /// The cancer.
        var diagnosis: Diagnosis
        /// Its name as coded.
        fileprivate var term: CodedTerm
        /// Its disease group, where the mapping says it.
        fileprivate var group: DiseaseGroup?
        /// Other illnesses.
        var comorbidities: [String] = []
        /// Illnesses of the family.
        var familyHistory: [String] = []
    }

    private struct Entry {
        let row: ExtractRow
        let text: String
        let term: CodedTerm
        let role: CodedTerm.Role
        let status: String

        /// What makes it the cancer that the case is about: present, invasive, the latest.
        var rank: [Int] {
            [
                ["resolved", "inactive", "remission"].contains(status) ? 0 : 1, term.isInvasive ? 1 : 0,
                row.dates["date"]?.daysSince1970 ?? Int.min / 2,
            ]
        }
    }

    /// Sorts the diagnoses: the cancer, its spread, other illnesses, the family's.
    mutating func readDiagnoses() throws(ExtractRefusal) -> Findings {
        var entries: [Entry] = []
        for row in rows(of: .diagnoses) {
            guard let text = row["text"] else {
                leaveOut(row, because: "a diagnosis without a name")
                continue
            }
            let term = CodedTerm(text: text, code: row["code"], system: row["system"])
            let entry = Entry(
                row: row, text: text, term: term, role: row.choice("role") ?? term.role,
                status: row["status"] ?? "active")
            if entry.status == "refuted" {
                leaveOut(row, because: "refuted")
            } else if entry.status == "suspected" || (row["role"] == nil && term.isSuspicion) {
                leaveOut(row, because: "only suspected")
            } else {
                entries.append(entry)
            }
        }
        let cancers = entries.filter { $0.role == .cancer }
        let spread = entries.filter { $0.role == .metastasis }
        guard let chosen = Self.best(of: cancers) ?? Self.best(of: spread) else {
            throw .noCancer(diagnoses: entries.count)
        }
        var found = Findings(
            diagnosis: diagnosis(chosen), term: chosen.term, group: chosen.row.choice("diseaseGroup"))
        if cancers.isEmpty {
            report.problems.append(
                "Only a secondary cancer is recorded (\(chosen.text), \(chosen.row.path)); the primary is not named. Add "
                    + "it before listing.")
        }
        sort(cancers.filter { $0.row.path != chosen.row.path }, beside: chosen)
        for entry in entries where entry.role != .cancer && entry.row.path != chosen.row.path {
            sort(entry, into: &found)
        }
        return found
    }

    private static func best(of entries: [Entry]) -> Entry? {
        entries.max { $0.rank.lexicographicallyPrecedes($1.rank) }
    }

    private mutating func diagnosis(_ entry: Entry) -> Diagnosis {
        let row = entry.row
        let diagnosis = Diagnosis(
            cancer: entry.term.coding, histology: row["histology"], site: row["site"],
            laterality: row.choice("laterality") ?? entry.term.laterality, date: row.dates["date"])
        let code = row["code"].map { ", \($0)" } ?? ""
        understood("Primary cancer: \(entry.text)\(code)", .diagnosis, diagnosis.cancer.text, from: row)
        if let histology = row["histology"] { note(.histology, histology, from: row) }
        return diagnosis
    }

    /// Another primary of the same disease group is the same cancer in other words; one of another group is a case of
    /// its own.
    private mutating func sort(_ others: [Entry], beside chosen: Entry) {
        for other in others {
            let group: DiseaseGroup? = other.row.choice("diseaseGroup") ?? other.term.diseaseGroup
            let own: DiseaseGroup? = chosen.row.choice("diseaseGroup") ?? chosen.term.diseaseGroup
            if group == nil || own == nil || group == own {
                understood("Also recorded as: \(other.text)", .diagnosis, other.text, from: other.row)
            } else {
                leaveOut(other.row, because: "another primary cancer than the case's")
                report.problems.append(
                    "A second primary cancer is recorded: \(other.text) (\(other.row.path)). Two primaries are two cases: "
                        + "enter it as a case of its own and relate the two.")
            }
        }
    }

    private mutating func sort(_ entry: Entry, into found: inout Findings) {
        switch entry.role {
        case .metastasis:
            if !found.diagnosis.metastases.contains(entry.text) { found.diagnosis.metastases.append(entry.text) }
            understood("Spread: \(entry.text)", .metastasis, entry.text, from: entry.row)
        case .familyHistory:
            if !found.familyHistory.contains(entry.text) { found.familyHistory.append(entry.text) }
            understood(Self.familyLine(entry.text), .familyHistory, entry.text, from: entry.row)
        case .comorbidity, .cancer:
            guard entry.status == "active" else {
                leaveOut(entry.row, because: "a past illness, resolved")
                return
            }
            if !found.comorbidities.contains(entry.text) { found.comorbidities.append(entry.text) }
            understood("Comorbidity: \(entry.text)", .comorbidity, entry.text, from: entry.row)
        case .none: leaveOut(entry.row, because: "no part of the packet by its role in the mapping")
        }
    }

    /// The disease group: children first, then the mapping's word, then the code, then the words.
    mutating func group(of findings: Findings, patient: Patient) -> DiseaseGroup {
        let day = findings.diagnosis.date ?? asOf
        if let birth = patient.birthDate, birth < day, day.daysSince1970 - birth.daysSince1970 < 18 * 365 {
            return .paediatric
        }
        if let group = findings.group ?? findings.term.diseaseGroup { return group }
        report.problems.append(
            "The disease group could not be told from “\(findings.diagnosis.cancer.text)”: it was entered as other. "
                + "Set it, or map the field “diseaseGroup”.")
        return .other
    }
}
