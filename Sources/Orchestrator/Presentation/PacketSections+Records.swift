import Documents
import Foundation
import TumorBoard

extension PacketSections {
    /// Records with their wording, the newest first, those without a date last.
    func records(_ belongs: (ClinicalRecord) -> Bool) -> [PacketRecord] {
        sorted(belongs).map { one in
            var shown = record(one)
            if packet.content.addedRecords.contains(one.id), !shown.paragraphs.isEmpty {
                shown.paragraphs = ["The wording stands above, under “New records in this version”."]
            }
            return shown
        }
    }

    /// The records that came since the version before, with their wording.
    var newRecords: [PacketRecord] { sorted { packet.content.addedRecords.contains($0.id) }.map(record) }

    private func sorted(_ belongs: (ClinicalRecord) -> Bool) -> [ClinicalRecord] {
        subject.records.filter(belongs).sorted { left, right in
            left.date == right.date ? left.id < right.id : isEarlier(right.date, left.date)
        }
    }

    private func record(_ record: ClinicalRecord) -> PacketRecord {
        var shown = PacketRecord(
            title: PacketText(record.title.asSentenceStart, marks: sources.marks(.record, record.id)))
        let isNamed = record.title.localizedCaseInsensitiveContains(record.kind.title)
        shown.details = [
            record.date.map(times.day) ?? "No date", isNamed ? nil : record.kind.title, record.source,
            record.laterality.map { "side: \($0.rawValue)" }, record.lobe.map { "lobe: \($0)" },
            record.received.map { "came in \(times.day($0))" }, record.file.map { "file \($0.name)" },
        ].compactMap { $0 }
        shown.tags = tags(of: record)
        shown.images = record.study.map(words)
        shown.paragraphs = paragraphs(record.text)
        if shown.paragraphs.isEmpty, record.isPresent, record.study == nil {
            shown.details.append("on file, no wording")
        }
        return shown
    }

    private func tags(of record: ClinicalRecord) -> [String] {
        let stale = packet.content.stale.first { $0.record == record.id }
        return [
            packet.version > 1 && packet.content.addedRecords.contains(record.id)
                ? "new in version \(packet.version)" : nil,
            record.pending ? "asked for, not here" : record.legible ? nil : "not legible",
            stale.map { "\($0.ageDays) days old, limit \($0.limitDays)" },
            record.fromOutside ? "from another hospital" : nil,
        ].compactMap { $0 }
    }

    private func words(_ study: ImageStudy) -> String {
        let what = [study.modality, study.bodyPart, study.description].compactMap { $0 }.joined(separator: ", ")
        let count = "\(study.series) series, \(study.images) images"
        return [
            what.isEmpty ? nil : what, study.date.map(times.day), study.institution, count,
        ].compactMap { $0 }.joined(separator: "; ")
    }
}
