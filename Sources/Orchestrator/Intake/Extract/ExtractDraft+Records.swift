import FHIRExchange
import TumorBoard

extension ExtractDraft {
    /// Reports and notes with their wording; one without wording has not arrived.
    mutating func readRecords() -> [ClinicalRecord] {
        var records: [ClinicalRecord] = []
        for row in rows(of: .pathologyReports, .imagingReports, .notes, .records) {
            let kind: RecordClass = row.choice("kind") ?? row.topic.recordClass
            let title = row["title"] ?? kind.title
            var record = ClinicalRecord(
                id: row["id"] ?? "\(row.file)-\(row.line)", kind: kind, title: title, date: row.dates["date"],
                source: row["source"], text: row["text"], pending: row["text"] == nil,
                laterality: row.choice("laterality"), printedName: row["printedName"],
                printedBirthDate: row.dates["printedBirthDate"])
            if kind == .imagingReport || kind == .images {
                record.modality = row.choice("modality") ?? CodedTerm(text: title).imagingModality
            }
            if record.pending {
                doubts.add("the record has no wording; it was entered as not arrived.", at: row.path)
            }
            if record.date == nil { doubts.add("the record has no date.", at: row.path) }
            let known = records.count { $0.id == record.id }
            if known > 0 {
                doubts.add("the id of the record stands twice; the line was added to the second.", at: row.path)
                record.id += "-\(row.line)"
            }
            records.append(record)
            let day = record.date.map { ", \($0)" } ?? ""
            understood("Record: \(kind.title), \(title)\(day)", .record, record.id, from: row)
        }
        return records
    }

    /// Ids of loose values might be those of records in the extract.
    func unique(_ records: [ClinicalRecord]) -> [ClinicalRecord] {
        var seen: Set<String> = []
        return records.map { record in
            var record = record
            while !seen.insert(record.id).inserted { record.id += "-2" }
            return record
        }
    }
}
