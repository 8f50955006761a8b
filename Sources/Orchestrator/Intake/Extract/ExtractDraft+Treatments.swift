import FHIRExchange
import TumorBoard

extension ExtractDraft {
    /// Medication taken now, and medicines against the cancer.
    struct Medicines {
        /// A line each, with doses.
        var medication: [String] = []
        /// Anticancer medicines as treatments.
        var treatments: [PriorTreatment] = []
    }

    /// Sorts medicines: by the field “modality” where the mapping has it, else by the medicine's name.
    mutating func readMedication() -> Medicines {
        var found = Medicines()
        for row in rows(of: .medication) {
            guard let name = row["name"] else {
                leaveOut(row, because: "medication without a name")
                continue
            }
            let dose = [row["dose"], row["route"], row["frequency"]].compactMap { $0 }.joined(separator: ", ")
            let line = dose.isEmpty ? name : "\(name) \(dose)"
            if let modality = modality(of: name, in: row) {
                add(
                    PriorTreatment(
                        modality: modality, detail: line, started: row.dates["start"], ended: row.dates["end"]),
                    row, to: &found.treatments)
            } else if let end = row.dates["end"], end < asOf {
                leaveOut(row, because: "medication no longer taken")
            } else {
                if !found.medication.contains(line) { found.medication.append(line) }
                understood("Medication: \(line)", .medication, line, from: row)
            }
        }
        return found
    }

    private func modality(of name: String, in row: ExtractRow) -> Modality? {
        mapping.names("modality", for: row)
            ? row.choice("modality") : CodedTerm(text: name).isAnticancer ? .systemic : nil
    }

    /// Operations, courses of radiotherapy and regimens that have a row of their own.
    mutating func readTreatments() -> [PriorTreatment] {
        var treatments: [PriorTreatment] = []
        for row in rows(of: .treatments) {
            guard let detail = row["detail"], let modality: Modality = row.choice("modality") else {
                leaveOut(row, because: "a treatment without a name or a kind")
                continue
            }
            add(
                PriorTreatment(
                    modality: modality, detail: detail, started: row.dates["start"], ended: row.dates["end"],
                    response: row["response"]), row, to: &treatments)
        }
        return treatments
    }

    private mutating func add(_ treatment: PriorTreatment, _ row: ExtractRow, to treatments: inout [PriorTreatment]) {
        guard !treatments.contains(treatment) else {
            note(.treatment, treatment.line, from: row)
            return
        }
        if let start = treatment.started, let end = treatment.ended, end < start {
            contradict("\(treatment.detail) ends on \(end), before it began on \(start) (\(row.path)).")
        }
        treatments.append(treatment)
        let period = [treatment.started.map { " from \($0)" }, treatment.ended.map { " to \($0)" }]
        understood(
            "Treatment: \(treatment.detail)" + period.compactMap { $0 }.joined(), .treatment, treatment.line, from: row)
    }
}
