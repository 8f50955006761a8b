import TumorBoard

extension Importer {
    /// Single laboratory values that no report holds, as one record a kind and day. A board reads the newest day, and
    /// earlier ones of the same weeks where they hold what the newest lacks; older days are counted.
    mutating func addLaboratoryValues(to records: inout [ClinicalRecord]) {
        var byDay: [RecordClass: [CivilDate?: [Resource]]] = [:]
        for observation in open("Observation") {
            guard let kind = Self.kind(ofLaboratoryCode: observation.code), observation.valueText != nil else {
                continue
            }
            byDay[kind, default: [:]][observation.date, default: []].append(observation)
        }
        for kind in [RecordClass.bloodCount, .chemistry, .biopsy] {
            let days = Self.byDate(
                Array((byDay[kind] ?? [:]).sorted { $0.value[0].index < $1.value[0].index }), { $0.key })
            var seen: Set<String> = []
            var kept = 0
            for (day, values) in days.reversed() {
                let codes = Set(values.map(Self.key))
                let isRecent = (days.last?.key?.daysSince1970 ?? 0) - (day?.daysSince1970 ?? .min / 2) <= 60
                let isNews = !codes.isSubset(of: seen)
                if kept == 0 || (isRecent && isNews && kept < 3) {
                    kept += 1
                    take(values, of: kind, on: day, into: &records)
                } else {
                    for value in values { leaveOut(value, because: "older values than those taken") }
                }
                seen.formUnion(codes)
            }
        }
    }

    private static func key(_ observation: Resource) -> String {
        observation.code.codes.first?.code ?? observation.code.label ?? ""
    }

    /// A record of their own, or a place in the record of that kind and day, which holds most of them already.
    private mutating func take(
        _ values: [Resource], of kind: RecordClass, on day: CivilDate?, into records: inout [ClinicalRecord]
    ) {
        let lines = values.compactMap { value -> (line: String, number: String, observation: Resource)? in
            guard let name = value.code.label, let text = value.valueText else { return nil }
            let number = String(text.prefix { $0 != " " })
            return ("\(name): \(text)", number, value)
        }
        if let place = records.firstIndex(where: { $0.kind == kind && $0.isPresent && $0.date == day }) {
            var text = records[place].text ?? ""
            for (line, number, observation) in lines {
                if text.contains(number) {
                    leaveOut(observation, because: "values that a record as new already holds")
                } else {
                    text += (text.isEmpty ? "" : "\n") + line
                    trace(.record, records[place].id, to: [observation.path])
                    claim(observation)
                }
            }
            records[place].text = text.isEmpty ? nil : text
            return
        }
        let base = "values-\(kind.rawValue)"
        let isTaken = records.contains { $0.id == base }
        let id = isTaken ? "\(base)-\(day?.description ?? "undated")" : base
        for value in values { claim(value) }
        let paths = values.map(\.path)
        report.understood.append("Record: \(kind.title), \(lines.count) single values (\(paths[0]))")
        trace(.record, id, to: paths)
        records.append(
            ClinicalRecord(
                id: id, kind: kind, title: "\(kind.title), single values", date: day,
                text: lines.map(\.line).joined(separator: "\n")))
    }

    private static func kind(ofLaboratoryCode concept: Concept) -> RecordClass? {
        for code in concept.codes {
            if bloodCountCodes.contains(code.code) { return .bloodCount }
            if chemistryCodes.contains(code.code) { return .chemistry }
            // Bone marrow, its biopsy, and the immunophenotype: what makes the diagnosis of a leukaemia.
            if ["48807-2", "33721-2", "101119-6", "33718-8"].contains(code.code) { return .biopsy }
        }
        return nil
    }

    private static let bloodCountCodes: Set<String> = [
        "718-7", "20509-6", "20570-8", "4544-3", "789-8", "787-2", "785-6", "786-4", "788-0", "21000-5", "6690-2",
        "26464-8",
        "777-3",
        "26515-7", "751-8", "26499-4", "770-8", "731-0", "736-9", "742-7", "711-2", "704-7", "26474-7", "26484-6",
    ]

    private static let chemistryCodes: Set<String> = [
        "2160-0", "38483-4", "33914-3", "62238-1", "98979-8", "3094-0", "6299-2", "1975-2", "1968-7", "1742-6",
        "1920-8",
        "6768-6", "2324-2", "1751-7", "2885-2", "17861-6", "49765-1", "2951-2", "2947-0", "2823-3", "6298-4", "2075-0",
        "2069-3", "2028-9", "20565-8", "2345-7", "2339-0", "3084-1", "1988-5", "30522-7", "2777-1", "19123-9", "6301-6",
    ]
}
