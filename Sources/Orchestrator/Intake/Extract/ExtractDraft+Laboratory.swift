import FHIRExchange
import TumorBoard

extension ExtractDraft {
    /// With what the ids of records made of single values begin.
    static let laboratoryPrefix = "values-"

    /// What the single values come to.
    struct Laboratory {
        /// One record a day and class.
        var records: [ClinicalRecord] = []
        /// Tumour markers.
        var markers: [Biomarker] = []
    }

    private struct Batch {
        let kind: RecordClass
        let date: CivilDate?
        var lines: [String] = []
        var rows: [ExtractRow] = []
        var sources: [String] = []
    }

    /// Groups loose values by day and class, in the order in which they come up; tumour markers are markers too.
    mutating func readLaboratory() -> Laboratory {
        var found = Laboratory()
        var batches: [Batch] = []
        for row in rows(of: .labs) {
            guard let name = row["name"], let value = row["value"] else {
                leaveOut(row, because: "a laboratory row without a name or a value")
                continue
            }
            let result = [value, row["unit"]].compactMap { $0 }.joined(separator: " ")
            let kind: RecordClass = row.choice("kind") ?? .other
            let date = row.dates["date"]
            if !mapping.names("kind", for: row) {
                doubts.add(
                    "the mapping does not say which class of record the value is (field “kind”); it went to the other "
                        + "laboratory values.", at: row.path)
            }
            if date == nil { doubts.add("the value has no date.", at: row.path) }
            if kind == .tumourMarkers {
                add(Biomarker(name: name, result: result, date: date), row, to: &found.markers)
            }
            let remarks = [row["range"].map { "reference \($0)" }, row["flag"]].compactMap { $0 }
            let line = "\(name): \(result)" + (remarks.isEmpty ? "" : " (\(remarks.joined(separator: ", ")))")
            var index = batches.firstIndex { $0.kind == kind && $0.date == date }
            if index == nil {
                batches.append(Batch(kind: kind, date: date))
                index = batches.count - 1
            }
            guard let index else { continue }
            if !batches[index].lines.contains(line) { batches[index].lines.append(line) }
            batches[index].rows.append(row)
            if let source = row["source"], !batches[index].sources.contains(source) {
                batches[index].sources.append(source)
            }
        }
        found.records = batches.map { record(of: $0) }
        return found
    }

    private mutating func record(of batch: Batch) -> ClinicalRecord {
        let name = batch.kind == .other ? "other laboratory values" : batch.kind.title
        let day = batch.date.map { "\($0)" } ?? "undated"
        let id = "\(Self.laboratoryPrefix)\(batch.kind.rawValue)-\(day)"
        let count = "\(batch.lines.count) value\(batch.lines.count == 1 ? "" : "s")"
        if let first = batch.rows.first {
            understood("Record: \(name), \(count) of \(day)", .record, id, from: first)
        }
        for row in batch.rows.dropFirst() { note(.record, id, from: row) }
        return ClinicalRecord(
            id: id, kind: batch.kind, title: "\(name), \(count)", date: batch.date,
            source: batch.sources.isEmpty ? nil : batch.sources.joined(separator: ", "),
            text: batch.lines.joined(separator: "\n"))
    }

    /// Markers that have a row of their own: receptors, mutations, scores.
    mutating func readMarkers() -> [Biomarker] {
        var markers: [Biomarker] = []
        for row in rows(of: .markers) {
            guard let name = row["name"], let result = row["result"] else {
                leaveOut(row, because: "a marker without a name or a result")
                continue
            }
            let full = [result, row["unit"]].compactMap { $0 }.joined(separator: " ")
            add(Biomarker(name: name, result: full, date: row.dates["date"]), row, to: &markers)
        }
        return markers
    }

    /// A marker twice on one day is one marker, or a contradiction.
    private mutating func add(_ marker: Biomarker, _ row: ExtractRow, to markers: inout [Biomarker]) {
        let same = markers.first { $0.name == marker.name && $0.date == marker.date }
        if let same, same.result == marker.result {
            note(.marker, marker.line, from: row)
            return
        }
        if let same {
            let first = origins.first { $0.topic == .marker && $0.fact == same.line }?.path ?? "another row"
            contradict(
                "\(marker.name) of \(marker.date.map { "\($0)" } ?? "no date") stands twice: \(same.result) (\(first)) and "
                    + "\(marker.result) (\(row.path)).")
        }
        markers.append(marker)
        let day = marker.date.map { ", \($0)" } ?? ""
        understood("Marker: \(marker.name) \(marker.result)\(day)", .marker, marker.line, from: row)
    }
}
