import FHIRExchange
import TumorBoard

extension ExtractDraft {
    /// Medication taken now, and medicines against the cancer.
    struct Medicines {
        /// A line each, with doses.
        var medication: [String] = []
        /// Anticancer medicines as treatments.
        var courses: [Course] = []
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
                    row, to: &found.courses)
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
    mutating func readTreatments() -> [Course] {
        var courses: [Course] = []
        for row in rows(of: .treatments) {
            guard let detail = row["detail"], let modality: Modality = row.choice("modality") else {
                leaveOut(row, because: "a treatment without a name or a kind")
                continue
            }
            add(
                PriorTreatment(
                    modality: modality, detail: detail, started: row.dates["start"], ended: row.dates["end"],
                    response: row["response"]), row, to: &courses)
        }
        return courses
    }

    /// One treatment, however many rows report it.
    struct Course {
        fileprivate var first: PriorTreatment
        fileprivate var entries: [(treatment: PriorTreatment, row: ExtractRow)]

        /// The treatment from the first row to the last. It has ended only where each row has; else the last row's day
        /// stands in its words, since nobody said that it ended then.
        fileprivate var treatment: PriorTreatment {
            guard entries.count > 1 else { return first }
            var whole = first
            whole.started = entries.compactMap { $0.treatment.started }.min()
            let ends = entries.compactMap { $0.treatment.ended }
            whole.ended = ends.count == entries.count ? ends.max() : nil
            whole.response = entries.compactMap { $0.treatment.response }.last
            let last = entries.compactMap { $0.treatment.started }.max()
            if whole.ended == nil, let last, last != whole.started {
                whole.detail += " (\(entries.count) entries, the last of \(last))"
            }
            return whole
        }
    }

    private mutating func add(_ treatment: PriorTreatment, _ row: ExtractRow, to courses: inout [Course]) {
        if let start = treatment.started, let end = treatment.ended, end < start {
            contradict("\(treatment.detail) ends on \(end), before it began on \(start) (\(row.path)).")
        }
        let known = courses.firstIndex {
            // An operation of another day is another operation.
            $0.first.modality == treatment.modality && $0.first.detail.lowercased() == treatment.detail.lowercased()
                && (treatment.modality != .surgery || $0.first.started == treatment.started)
        }
        if let known {
            courses[known].entries.append((treatment, row))
        } else {
            courses.append(Course(first: treatment, entries: [(treatment, row)]))
        }
    }

    /// Notes each course with all its rows.
    mutating func tell(_ courses: [Course]) -> [PriorTreatment] {
        courses.map { course in
            let treatment = course.treatment
            let period = [treatment.started.map { " from \($0)" }, treatment.ended.map { " to \($0)" }]
            for (index, entry) in course.entries.enumerated() {
                if index == 0 {
                    let words = "Treatment: \(treatment.detail)" + period.compactMap { $0 }.joined()
                    understood(words, .treatment, treatment.line, from: entry.row)
                } else {
                    note(.treatment, treatment.line, from: entry.row)
                }
            }
            return treatment
        }
    }
}
