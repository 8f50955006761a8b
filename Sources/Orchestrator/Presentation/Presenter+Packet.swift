import Documents
import Foundation
import TumorBoard

extension Presenter {
    /// The packet as one seat, or everyone, is shown it.
    func packet(_ packet: Packet, seat: Specialty?) -> PacketContext {
        let subject = packet.content.subject
        let content = PacketSections(subject: subject, added: packet.content.addedRecords, times: times)
        var context = PacketContext(
            boardName: board.name, caseReference: subject.id.text, patientName: subject.patient.name,
            dateOfBirth: dateOfBirth, diagnosis: subject.diagnosis.line,
            urgency: subject.urgency.level.title.asSentenceStart, sessionDate: sessionDate,
            question: subject.referral.question ?? "No question was put to the board.", referrer: referrer(subject),
            version: String(packet.version), frozenAt: times.moment(packet.frozen), digest: packet.digest)
        context.identifiers = identifiers
        context.urgencyReason = subject.urgency.reason
        context.referralReasons = subject.referral.reasons.map(\.title)
        context.firstOpinion = subject.firstOpinion.map(firstOpinion)
        context.goals = subject.goals
        context.patientQuestions = subject.questions.map(\.text)
        context.preferences = subject.preferences.map(\.text)
        context.contradictions = packet.content.contradictions
        context.sections = TumorBoard.PacketSection.ordered(for: seat).compactMap(content.section)
        context.notPresented = packet.content.notPresented.map(\.asSentenceStart)
        context.seatTitle = seat?.title.asSentenceStart
        return context
    }

    private func referrer(_ subject: Case) -> String {
        let doctor = subject.referral.doctor.map {
            [$0.name, $0.institution].compactMap { $0 }.joined(separator: ", ")
        }
        switch subject.referral.by {
        case .patient:
            return ["The patient", doctor.map { "treated by \($0)" }].compactMap { $0 }.joined(separator: ", ")
        case .caregiver:
            return ["A caregiver", doctor.map { "treated by \($0)" }].compactMap { $0 }.joined(separator: ", ")
        case .treatingOncologist: return doctor ?? "The treating oncologist"
        }
    }

    private func firstOpinion(_ opinion: TumorBoard.FirstOpinion) -> Documents.FirstOpinion {
        let by = [opinion.doctor, opinion.institution].compactMap { $0 }.joined(separator: ", ")
        let lines = [
            opinion.diagnosis.map { "Diagnosis: \($0)" }, opinion.stage.map { "Stage: \($0)" },
            opinion.plan.map { "Plan: \($0)" },
        ]
        return Documents.FirstOpinion(
            by: by.isEmpty ? "Not named" : by, date: opinion.date.map(times.day) ?? "no date given",
            paragraphs: lines.compactMap { $0 })
    }
}

/// The parts of a packet, each from what the case holds and nothing else.
struct PacketSections {
    let subject: Case
    let added: [String]
    let times: Times

    /// A part, nil where there is nothing to show in it.
    func section(_ part: TumorBoard.PacketSection) -> Documents.PacketSection? {
        var section = Documents.PacketSection(id: part.rawValue, title: part.title)
        switch part {
        case .newEvidence: section.tables = records { added.contains($0.id) }
        case .history:
            section.paragraphs =
                paragraphs(subject.history)
                + [subject.patient.knows.map { "What the patient knows: \($0)" }].compactMap { $0 }
        case .pathology:
            section.facts = [
                Fact(label: "Cancer", value: subject.diagnosis.cancer.text),
                Fact(label: "Histology", value: subject.diagnosis.histology ?? "Not presented"),
                Fact(label: "Date of diagnosis", value: subject.diagnosis.date.map(times.day) ?? "Not presented"),
            ]
            section.tables = records { [.pathologyReport, .biopsy, .slidesOrBlocks].contains($0.kind) }
        case .stage:
            section.facts = subject.staging.map { Fact(label: $0.basis.rawValue.asSentenceStart, value: $0.summary) }
            section.notPresented = subject.staging.isEmpty ? ["A stage"] : []
        case .markers:
            section.tables =
                table(
                    "Markers", ["Marker", "Result", "Date"],
                    subject.biomarkers.map { [$0.name, $0.result, $0.date?.description ?? ""] })
                + records { [.tumourMarkers, .genetics].contains($0.kind) }
        case .imaging: section.tables = records { [.imagingReport, .images, .endoscopy].contains($0.kind) }
        case .fitness: section.facts = fitness
        case .medication:
            let allergies = subject.allergies.map { $0.isEmpty ? "None known" : $0.joined(separator: ", ") }
            section.facts = [
                Fact(
                    label: "Medication",
                    value: subject.medication.isEmpty ? "None named" : subject.medication.joined(separator: "; ")),
                Fact(label: "Allergies", value: allergies ?? "Not presented"),
            ]
        case .treatments:
            section.tables =
                table(
                    "Treatment so far", ["Treatment", "Detail", "From", "To", "Response"],
                    subject.treatments.map { one in
                        [
                            one.modality.inPlainWords.asSentenceStart, one.detail, one.started?.description ?? "",
                            one.ended?.description ?? "", one.response ?? "",
                        ]
                    }) + records { [.operativeNote, .treatmentSummary].contains($0.kind) }
        case .laboratory:
            section.tables = records { [.bloodCount, .chemistry, .lungFunction, .echocardiography].contains($0.kind) }
        case .otherRecords:
            section.tables = records {
                [.dischargeSummary, .medicationList, .currentPhysicianReport, .other].contains($0.kind)
            }
        }
        let isEmpty =
            section.facts.isEmpty && section.paragraphs.isEmpty && section.tables.isEmpty
            && section.notPresented.isEmpty
        return isEmpty ? nil : section
    }

    private var fitness: [Fact] {
        let fitness = subject.fitness
        return [
            fitness.ecog.map { Fact(label: "ECOG", value: String($0)) },
            fitness.karnofsky.map { Fact(label: "Karnofsky", value: String($0)) },
            fitness.ecog == nil && fitness.karnofsky == nil ? Fact(label: "Fitness", value: "Not presented") : nil,
            fitness.note.map { Fact(label: "Remarks", value: $0) },
            Fact(
                label: "Other illnesses",
                value: subject.comorbidities.isEmpty ? "None named" : subject.comorbidities.joined(separator: "; ")),
        ].compactMap { $0 }
    }

    private func records(_ belongs: (ClinicalRecord) -> Bool) -> [DataTable] {
        let chosen = subject.records.filter(belongs).sorted {
            ($0.date?.description ?? "", $0.id) > ($1.date?.description ?? "", $1.id)
        }
        return table(
            "Records", ["Record", "Date", "Source", "What it says"],
            chosen.map { record in
                [
                    record.title.asSentenceStart, record.date?.description ?? "no date", record.source ?? "",
                    record.words,
                ]
            })
    }

    private func table(_ caption: String, _ columns: [String], _ rows: [[String]]) -> [DataTable] {
        rows.isEmpty ? [] : [DataTable(caption: caption, columns: columns, rows: rows)]
    }

    private func paragraphs(_ text: String?) -> [String] {
        (text ?? "").split(separator: "\n").map(String.init).filter { !$0.allSatisfy(\.isWhitespace) }
    }
}

extension ClinicalRecord {
    /// Its wording, or why there is none.
    fileprivate var words: String {
        if pending { return "Asked for, not here yet" }
        if !legible { return "Not legible" }
        return text ?? "On file"
    }
}

extension TumorBoard.PacketSection {
    /// The heading.
    fileprivate var title: String {
        switch self {
        case .newEvidence: "New since the last version"
        case .history: "History"
        case .pathology: "Pathology"
        case .stage: "Stage"
        case .markers: "Markers and genetics"
        case .imaging: "Imaging and endoscopy"
        case .fitness: "Fitness and other illnesses"
        case .medication: "Medication and allergies"
        case .treatments: "Treatment so far"
        case .laboratory: "Laboratory and function"
        case .otherRecords: "Other records"
        }
    }
}
