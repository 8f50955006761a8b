import Documents
import TumorBoard

/// The parts of a packet, each from what the case holds and nothing else.
struct PacketSections {
    let packet: Packet
    let seat: Specialty?
    let times: Times
    let sources: SourceBook

    var subject: Case { packet.content.subject }

    /// A part, nil where there is nothing to show in it.
    func section(_ part: TumorBoard.PacketSection) -> Documents.PacketSection? {
        var section = Documents.PacketSection(id: part.rawValue, title: part.title)
        switch part {
        case .newEvidence:
            // the difference at the top names what is new; here its wording
            section.records = newRecords
        case .history: fillHistory(&section)
        case .pathology:
            section.facts = diagnosis
            section.records = records { [.pathologyReport, .biopsy, .slidesOrBlocks].contains($0.kind) }
        case .stage:
            section.tables = stages
            section.notPresented = subject.staging.isEmpty ? ["A stage"] : []
        case .markers:
            section.tables = markers
            section.records = records { [.tumourMarkers, .genetics].contains($0.kind) }
        case .imaging: section.records = records { [.imagingReport, .images, .endoscopy].contains($0.kind) }
        case .course: section.tables = course
        case .fitness:
            section.facts = fitness
            section.lists = list("Other illnesses", subject.comorbidities, .comorbidity)
            if subject.comorbidities.isEmpty { section.facts.append(PacketFact("Other illnesses", "None named")) }
        case .medication: fillMedication(&section)
        case .treatments:
            section.tables = treatments
            section.records = records { [.operativeNote, .treatmentSummary].contains($0.kind) }
        case .laboratory:
            section.records = records {
                [.bloodCount, .chemistry, .lungFunction, .echocardiography].contains($0.kind)
            }
        case .familyHistory: section.lists = list("In the family", subject.familyHistory, .familyHistory)
        case .otherRecords:
            section.records = records {
                [.dischargeSummary, .medicationList, .currentPhysicianReport, .other].contains($0.kind)
            }
        }
        let isEmpty =
            section.facts.isEmpty && section.paragraphs.isEmpty && section.lists.isEmpty && section.tables.isEmpty
            && section.records.isEmpty && section.notPresented.isEmpty
        return isEmpty ? nil : section
    }

    private func fillHistory(_ section: inout Documents.PacketSection) {
        section.paragraphs = paragraphs(subject.history, marks: sources.marks(ofAll: .history))
        let patient = subject.patient
        section.facts = [
            patient.knows.map { PacketFact("What the patient knows", $0) },
            patient.companion.map { PacketFact("Companion", $0) },
            patient.language.hasPrefix("en") ? nil : PacketFact("Language", patient.language),
            subject.referral.occasions.isEmpty
                ? nil : PacketFact("Occasion", subject.referral.occasions.joined(separator: "; ")),
            subject.relatedCases.isEmpty
                ? nil
                : PacketFact("Other cases of this patient", subject.relatedCases.map(\.text).joined(separator: ", ")),
        ].compactMap { $0 }
    }

    private func fillMedication(_ section: inout Documents.PacketSection) {
        section.lists = list("Medication", subject.medication, .medication)
        if subject.medication.isEmpty { section.facts.append(PacketFact("Medication", "None named")) }
        let allergies = subject.allergies.map { $0.isEmpty ? "None known" : $0.joined(separator: "; ") }
        section.facts.append(
            PacketFact("Allergies", allergies ?? "Not presented", marks: sources.marks(ofAll: .allergy)))
    }

    private var diagnosis: [PacketFact] {
        let diagnosis = subject.diagnosis
        let code = diagnosis.cancer.code.map { " (\($0))" } ?? ""
        return [
            PacketFact(
                "Cancer", diagnosis.cancer.text + code, marks: sources.marks(.diagnosis, diagnosis.cancer.text)),
            PacketFact(
                "Histology", diagnosis.histology ?? "Not presented",
                marks: sources.marks(.histology, diagnosis.histology)),
            diagnosis.site.map { PacketFact("Site", $0, marks: sources.marks(.diagnosis, $0)) },
            diagnosis.laterality.map { PacketFact("Side", $0.rawValue.asSentenceStart) },
            PacketFact("Date of diagnosis", diagnosis.date.map(times.day) ?? "Not presented"),
            diagnosis.metastases.isEmpty
                ? nil
                : PacketFact(
                    "Spread to", diagnosis.metastases.joined(separator: "\n"),
                    marks: diagnosis.metastases.flatMap { sources.marks(.metastasis, $0) }),
        ].compactMap { $0 }
    }

    private var stages: [PacketTable] {
        let rows = subject.staging.sorted { isEarlier($1.date, $0.date) }.map { stage in
            PacketRow(
                head: PacketText(stage.basis.rawValue.asSentenceStart),
                cells: [
                    PacketText(stage.categories ?? "–", marks: sources.marks(.stage, stage.summary)),
                    PacketText(stage.group ?? "–"), PacketText(stage.system ?? "not presented"), day(stage.date),
                ])
        }
        return table("Stagings", ["Basis", "Categories", "Stage", "System", "Date"], rows)
    }

    /// Each marker once, its values beneath each other, the newest first.
    private var markers: [PacketTable] {
        let rows = subject.biomarkers.grouped(by: { $0.name }).map { group in
            let values = group.members.sorted { isEarlier($1.date, $0.date) }
            let lines = values.map { value in
                let date = value.date.map { " (\(times.short($0)))" } ?? " (no date)"
                return values.count > 1 ? value.result + date : value.result
            }
            return PacketRow(
                head: PacketText(group.key),
                cells: [
                    PacketText(
                        lines.joined(separator: "\n"), marks: values.flatMap { sources.marks(.marker, $0.line) }),
                    values.count > 1
                        ? PacketText("\(values.count) values, newest first") : day(values.first?.date),
                ])
        }
        return table("Markers", ["Marker", "Result", "Date"], rows)
    }

    private var course: [PacketTable] {
        let statuses = subject.statuses.sorted { isEarlier($1.date, $0.date) }.map { status in
            PacketRow(
                head: day(status.date),
                cells: [
                    PacketText(status.status, marks: sources.marks(.status, status.line)),
                    PacketText(status.basis ?? "–"),
                ])
        }
        let sizes = subject.sizes.sorted { isEarlier($1.date, $0.date) }.map { size in
            PacketRow(head: day(size.date), cells: [PacketText(size.line, marks: sources.marks(.size, size.line))])
        }
        return table("How the disease stood", ["Date", "Judged", "By"], statuses)
            + table("Size of the tumour", ["Date", "Size"], sizes)
    }

    /// Treatment so far, a table for each kind, the seat's own kind first.
    private var treatments: [PacketTable] {
        Modality.ordered(for: seat).flatMap { modality in
            let given = subject.treatments.filter { $0.modality == modality }
                .sorted { isEarlier($1.started ?? $1.ended, $0.started ?? $0.ended) }
            let rows = given.map { one in
                let lacksDose = modality == .radiotherapy && !one.detail.contains("Gy")
                let detail = lacksDose ? "\(one.detail)\nDose not presented" : one.detail
                return PacketRow(
                    head: PacketText(detail, marks: sources.marks(.treatment, one.line)),
                    cells: [day(one.started), day(one.ended), PacketText(one.response ?? "–")])
            }
            let name = modality.inPlainWords.asSentenceStart
            return table(name, ["What", "From", "To", "Response"], rows)
        }
    }

    private var fitness: [PacketFact] {
        let fitness = subject.fitness
        let marks = sources.marks(ofAll: .fitness)
        let scores = [fitness.ecog.map { "ECOG \($0)" }, fitness.karnofsky.map { "Karnofsky \($0)" }].compactMap { $0 }
        let date = fitness.date.map { ", assessed \(times.day($0))" } ?? (scores.isEmpty ? "" : ", no date given")
        let text = scores.isEmpty ? "Not presented" : scores.joined(separator: ", ") + date
        return [PacketFact("Performance status", text, marks: marks)]
            + (fitness.note.map { [PacketFact("Remarks", $0)] } ?? [])
    }

    /// A day in a table's cell, in one line.
    func day(_ date: CivilDate?) -> PacketText {
        PacketText((date.map(times.short) ?? "no date").split(separator: " ").joined(separator: "\u{A0}"))
    }

    private func list(_ title: String, _ items: [String], _ topic: FactOrigin.Topic) -> [PacketList] {
        guard !items.isEmpty else { return [] }
        return [PacketList(title: title, items: items.map { PacketText($0, marks: sources.marks(topic, $0)) })]
    }

    private func table(_ caption: String, _ columns: [String], _ rows: [PacketRow]) -> [PacketTable] {
        rows.isEmpty ? [] : [PacketTable(caption: caption, columns: columns, rows: rows)]
    }

    /// Text in paragraphs as its blank lines part it, so that it can be parted over pages.
    func paragraphs(_ text: String?, marks: [SourceMark] = []) -> [PacketText] {
        let lines = (text ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        var paragraphs = lines.split { $0.allSatisfy(\.isWhitespace) }.map { PacketText($0.joined(separator: "\n")) }
        if let last = paragraphs.indices.last { paragraphs[last].marks = marks }
        return paragraphs
    }
}

extension StageAssessment {
    /// "cT3 cN1 cM0".
    fileprivate var categories: String? {
        let tnm = [t, n, m].compactMap { $0 }
        return tnm.isEmpty ? nil : tnm.joined(separator: " ")
    }
}

extension TumorBoard.PacketSection {
    /// The heading.
    fileprivate var title: String {
        switch self {
        case .newEvidence: "New records in this version"
        case .history: "History"
        case .pathology: "Diagnosis and pathology"
        case .stage: "Stage"
        case .markers: "Markers and genetics"
        case .imaging: "Imaging and endoscopy"
        case .course: "Size and course of the disease"
        case .fitness: "Fitness and other illnesses"
        case .medication: "Medication and allergies"
        case .treatments: "Treatment so far"
        case .laboratory: "Laboratory and function"
        case .familyHistory: "Family history"
        case .otherRecords: "Other records"
        }
    }
}
