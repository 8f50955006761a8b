import Documents
import Foundation
import TumorBoard

/// The course of an illness as the case tells it: what is drawn, what has no date, and all of it as a table.
struct PacketTimeline {
    let subject: Case
    /// The day of the packet.
    let day: CivilDate
    let times: Times

    /// One thing that happened, before it is known whether it can be drawn.
    private struct Item {
        var kind: Kind
        var label: String
        /// The marker's name and result, for a marker.
        var name = ""
        var value: String?
        var date: CivilDate?
        var end: CivilDate?
        var lasts = false
    }

    private enum Kind: String, CaseIterable {
        case diagnosis, stage, treatment, course, imaging, marker

        var title: String {
            switch self {
            case .diagnosis: "Diagnosis and pathology"
            case .stage: "Stage"
            case .treatment: "Treatment"
            case .course: "Size and course"
            case .imaging: "Imaging and endoscopy"
            case .marker: "Markers"
            }
        }

        var shape: TimelinePicture.Shape {
            switch self {
            case .diagnosis: .diamond
            case .stage: .triangle
            case .treatment: .bar
            case .course, .marker: .square
            case .imaging: .circle
            }
        }
    }

    /// The picture with its table; nil where nothing has a date.
    var view: TimelineView? {
        let dated = items.filter { $0.date != nil }
        let series = self.series
        let drawn = dated.filter { isRelevant($0) && !isInSeries($0, series) }
        let lanes = Kind.allCases.map { kind in
            TimelinePicture.Lane(title: kind.title, shape: kind.shape, rows: rows(drawn.filter { $0.kind == kind }))
        }
        let picture = TimelinePicture(
            title: "Course of the illness", summary: summary(drawn.count, series), lanes: lanes, series: series,
            through: day)
        guard !picture.isEmpty else { return nil }
        let earlier = dated.filter { !isRelevant($0) }.count
        let note =
            earlier == 0
            ? nil
            : "\(earlier) findings from long before the cancer are not drawn; they stand in the table and in their sections."
        let drawing = picture.drawing()
        return TimelineView(
            svg: drawing.svg, keys: drawing.keys.map { PacketFact($0.letter, $0.label) },
            undated: items.filter { $0.date == nil }.map(\.label), note: note, table: table(dated))
    }

    private func summary(_ count: Int, _ series: [TimelinePicture.Series]) -> String {
        let values = series.isEmpty ? "" : " Below them, over time: \(series.map(\.name).joined(separator: ", "))."
        return
            "\(count) events in lanes up to \(times.day(day)), each of them in the table “Course of the illness as a "
            + "table” of this packet.\(values)"
    }

    private func rows(_ items: [Item]) -> [TimelinePicture.Row] {
        items.grouped(by: { $0.label.lowercased() }).map { group in
            TimelinePicture.Row(
                label: group.members.first?.label ?? "",
                marks: group.members.compactMap { item in
                    item.date.map {
                        TimelinePicture.Mark(from: $0, to: item.end, isOpen: item.lasts && item.end == nil)
                    }
                })
        }
        .sorted { isEarlier($0.marks.first?.from, $1.marks.first?.from) }
    }

    /// What happened, the oldest first; what happened more than once stands once, with every day of it.
    private func table(_ items: [Item]) -> PacketTable {
        let groups = items.sorted { isEarlier($0.date, $1.date) }.grouped(by: { item in
            let isValue = item.kind == .marker && item.value != nil
            return "\(item.kind.rawValue) \(isValue ? item.name : item.label)".lowercased()
        })
        let rows = groups.map { group in
            PacketRow(
                head: PacketText(span(group.members)),
                cells: [PacketText(group.members.first?.kind.title ?? ""), PacketText(words(group.members))])
        }
        return PacketTable(caption: "Oldest first", columns: ["When", "What kind", "What"], rows: rows)
    }

    private func span(_ items: [Item]) -> String {
        guard items.count > 1, let first = items.first, let last = items.last, first.date != last.date else {
            return items.first.map(when) ?? ""
        }
        return [first.date, last.date].compactMap { $0.map(times.short) }.joined(separator: " – ")
    }

    private func when(_ item: Item) -> String {
        let from = item.date.map(times.short) ?? ""
        if item.end == item.date { return from }
        return from + (item.end.map { " – \(times.short($0))" } ?? (item.lasts ? ", no end recorded" : ""))
    }

    private func words(_ items: [Item]) -> String {
        guard let first = items.first else { return "" }
        guard items.count > 1 else { return first.label }
        guard Set(items.map(\.label)).count > 1 else {
            return "\(first.label) (\(items.count)×: \(items.map(when).joined(separator: "; ")))"
        }
        let values = items.map { "\($0.value ?? $0.label) (\(when($0)))" }
        return "\(first.name): \(values.joined(separator: "; "))"
    }

    // MARK: - What happened

    private var items: [Item] {
        var items = diagnosisItems
        for stage in subject.staging {
            let basis = stage.basis == .other ? "" : "\(stage.basis.rawValue.asSentenceStart): "
            items.append(Item(kind: .stage, label: basis + stage.summary, date: stage.date))
        }
        items += subject.treatments.map(item)
        items += subject.statuses.map { Item(kind: .course, label: $0.line.asSentenceStart, date: $0.date) }
        items += subject.sizes.map { Item(kind: .course, label: "Size: \($0.line)", date: $0.date) }
        items += records([.imagingReport, .images, .endoscopy]).map { record in
            Item(kind: .imaging, label: record.title.asSentenceStart, date: record.date)
        }
        items += subject.biomarkers.map {
            Item(kind: .marker, label: $0.line, name: $0.name, value: $0.result, date: $0.date)
        }
        return items
    }

    private func item(_ treatment: PriorTreatment) -> Item {
        let lasts = treatment.modality == .systemic || treatment.modality == .radiotherapy
        return Item(
            kind: .treatment, label: "\(treatment.modality.inPlainWords.asSentenceStart): \(treatment.detail)",
            date: treatment.started ?? treatment.ended, end: treatment.started == nil ? nil : treatment.ended,
            lasts: lasts && treatment.started != nil)
    }

    private var diagnosisItems: [Item] {
        let diagnosis = Item(
            kind: .diagnosis, label: "Diagnosis: \(subject.diagnosis.cancer.text)", date: subject.diagnosis.date)
        return [diagnosis]
            + records([.pathologyReport, .biopsy, .genetics]).map { record in
                Item(kind: .diagnosis, label: record.title.asSentenceStart, date: record.date)
            }
    }

    private func records(_ kinds: Set<RecordClass>) -> [ClinicalRecord] {
        subject.records.filter { kinds.contains($0.kind) && $0.isPresent }
    }

    // MARK: - What is drawn

    /// Images and values from long before the cancer, its diagnosis or its first treatment, are left to the table.
    private func isRelevant(_ item: Item) -> Bool {
        guard item.kind == .imaging || item.kind == .marker || item.kind == .course, let date = item.date,
            let begin
        else { return true }
        return date.daysSince1970 >= begin - 365
    }

    private var begin: Int? {
        let dates = [subject.diagnosis.date] + subject.treatments.map(\.started) + subject.staging.map(\.date)
        return dates.compactMap { $0?.daysSince1970 }.min()
    }

    /// Markers whose values are numbers in one unit, at two times or more.
    private var series: [TimelinePicture.Series] {
        let read = subject.biomarkers.compactMap { marker -> (String, MarkerValue, CivilDate)? in
            guard let date = marker.date, let value = MarkerValue(marker.result),
                begin.map({ date.daysSince1970 >= $0 - 365 }) ?? true
            else { return nil }
            return (marker.name, value, date)
        }
        return read.grouped(by: { "\($0.0.lowercased())\u{1F}\($0.1.unit.lowercased())" }).compactMap { group in
            guard Set(group.members.map(\.2)).count > 1, let first = group.members.first else { return nil }
            return TimelinePicture.Series(
                name: first.0, unit: first.1.unit,
                readings: group.members.map { one in
                    TimelinePicture.Reading(
                        date: one.2, value: one.1.number, isBound: one.1.isBound, text: one.1.text)
                })
        }
        .sorted { $0.readings.count > $1.readings.count }
    }

    private func isInSeries(_ item: Item, _ series: [TimelinePicture.Series]) -> Bool {
        guard item.kind == .marker else { return false }
        return series.contains { one in
            one.readings.contains { reading in
                let unit = one.unit.isEmpty ? "" : " \(one.unit)"
                return reading.date == item.date
                    && item.label.lowercased().filter { $0 != " " }
                        == "\(one.name): \(reading.text)\(unit)".lowercased().filter { $0 != " " }
            }
        }
    }
}

/// A marker's result that is a number, with its unit: “6.2 ng/ml”, “<0.1”.
struct MarkerValue: Equatable {
    /// The number.
    let number: Double
    /// Whether the true value lies beyond it.
    let isBound: Bool
    /// The number as written.
    let text: String
    /// The unit as written; empty where there is none.
    let unit: String

    /// Reads a result; nil where it is no plain number, such as “3+” or “2/4”, or could be read in two ways, such as
    /// “1,234”.
    init?(_ result: String) {
        let pattern =
            /\s*([<>≤≥]=?)?\s*(\d{1,9}(?:[.,]\d{1,6})?)\s*((?:[A-Za-z%µμ°\[{][^\s+:;,()]{0,20}|10[\^*]\d{1,2}\/?[^\s+:;,()]{0,10})?)\s*/
        guard let match = result.wholeMatch(of: pattern) else { return nil }
        let digits = String(match.2)
        guard digits.range(of: ",\\d{3}$", options: .regularExpression) == nil,
            let number = Double(digits.replacingOccurrences(of: ",", with: "."))
        else { return nil }
        self.number = number
        unit = String(match.3)
        isBound = match.1 != nil
        text = (match.1.map(String.init) ?? "") + digits
    }
}
