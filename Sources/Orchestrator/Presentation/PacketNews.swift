import Documents
import TumorBoard

/// What a packet says of changes and contradictions, in words for a reader.
struct PacketNews {
    let content: PacketContent

    /// What changed since the version before, the weightiest first as the case lists its facts.
    var differences: [DifferenceRow] {
        content.differences.map { change in
            DifferenceRow(
                what: Self.title(of: change.field), kind: change.kind.words,
                before: change.before.map { PacketText($0) },
                after: change.after.isEmpty ? nil : PacketText(change.after))
        }
    }

    /// Values that contradict the case's own.
    var disputes: [PacketTable] {
        let rows = content.subject.disputes.map { dispute in
            PacketRow(
                head: PacketText(Self.title(of: dispute.field)),
                cells: [
                    PacketText(dispute.before ?? "nothing"), PacketText(dispute.after), PacketText(dispute.source),
                ])
        }
        guard !rows.isEmpty else { return [] }
        return [
            PacketTable(caption: "Not decided", columns: ["What", "The case says", "Also said", "Where"], rows: rows)
        ]
    }

    /// How well each side was presented.
    var completeness: [CompletenessRow] {
        content.completeness.map { score in
            CompletenessRow(
                side: score.side.title.asSentenceStart, score: score.score.map { "\($0) of 5" }, because: score.because)
        }
    }

    /// Records older than their limit, with their age.
    var stale: [String] {
        content.stale.map { stale in
            let title = content.subject.records.first { $0.id == stale.record }?.title ?? stale.kind.title
            return "\(title.asSentenceStart), \(stale.ageDays) days old (limit \(stale.limitDays))"
        }
    }

    /// A field of the case as a person would call it; a field that has no name of its own stays as it is.
    static func title(of field: String) -> String {
        let names = [
            "patient.name": "Name", "patient.birthDate": "Date of birth", "patient.sex": "Sex",
            "patient.identifiers": "Record number", "patient.knows": "What the patient knows",
            "patient.companion": "Companion", "goals": "What matters most", "questions": "Question of the patient",
            "preferences": "Preference", "refusals": "Refused outright", "referral.question": "Question to the board",
            "urgency": "Urgency",
            "treatBy": "Treatment must begin by", "referral.reasons": "Reason of the referral",
            "referral.occasions": "Occasion", "relatedCases": "Other case of this patient",
            "firstOpinion": "First opinion", "diagnosis.cancer": "Cancer", "diagnosis.histology": "Histology",
            "diagnosis.site": "Site", "diagnosis.laterality": "Side", "diagnosis.date": "Date of diagnosis",
            "diagnosis.metastases": "Spread", "staging": "Stage", "biomarkers": "Marker", "sizes": "Size of the tumour",
            "statuses": "How the disease stood", "treatments": "Treatment so far", "fitness.ecog": "Fitness",
            "fitness.karnofsky": "Fitness", "fitness.note": "Fitness, remarks", "history": "History",
            "comorbidities": "Other illness", "medication": "Medication", "allergies": "Allergy",
            "familyHistory": "Family history", "records": "Record",
        ]
        return names[field] ?? field
    }
}

extension CaseChange.Kind {
    fileprivate var words: String {
        switch self {
        case .added: "new"
        case .replaced: "changed"
        case .removed: "no longer there"
        case .disputed: "contradicts"
        }
    }
}
