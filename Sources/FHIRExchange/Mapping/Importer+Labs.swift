import TumorBoard

extension Importer {
    /// Single laboratory values that no report holds: the latest of each become one record of their kind. A record of
    /// that kind that is as new makes them superfluous.
    mutating func addLaboratoryValues(to records: inout [ClinicalRecord]) {
        var values: [(kind: RecordClass, observation: Resource)] = []
        for observation in open("Observation") {
            guard let kind = Self.kind(ofLaboratoryCode: observation.code), observation.valueText != nil else {
                continue
            }
            values.append((kind, observation))
        }
        for kind in [RecordClass.bloodCount, .chemistry] {
            let ofKind = values.filter { $0.kind == kind }.map(\.observation)
            guard !ofKind.isEmpty else { continue }
            let newest = ofKind.compactMap(\.date).max()
            let held = records.contains { record in
                guard record.kind == kind, record.isPresent else { return false }
                guard let date = record.date, let newest else { return true }
                return date >= newest
            }
            if held {
                for value in ofKind { leaveOut(value, because: "values that a record as new already holds") }
            } else {
                records.append(laboratoryRecord(kind, of: latest(ofKind), date: newest))
                for value in ofKind { leaveOut(value, because: "older values than those taken") }
            }
        }
    }

    /// The latest of each code, in the file's order.
    private func latest(_ observations: [Resource]) -> [Resource] {
        var byCode: [String: Resource] = [:]
        for observation in observations {
            let code = observation.code.codes.first?.code ?? observation.code.label ?? ""
            let known = byCode[code]?.date?.daysSince1970 ?? .min
            if byCode[code] == nil || (observation.date?.daysSince1970 ?? .min) > known { byCode[code] = observation }
        }
        return byCode.values.sorted { $0.index < $1.index }
    }

    private mutating func laboratoryRecord(
        _ kind: RecordClass, of observations: [Resource], date: CivilDate?
    ) -> ClinicalRecord {
        let lines = observations.compactMap { observation -> String? in
            guard let name = observation.code.label, let value = observation.valueText else { return nil }
            guard let taken = observation.date, taken != date else { return "\(name): \(value)" }
            return "\(name): \(value) (\(taken))"
        }
        for observation in observations { claim(observation) }
        report.understood.append("Record: \(kind.title), \(lines.count) single values (\(observations[0].path))")
        return ClinicalRecord(
            id: "values-\(kind.rawValue)", kind: kind, title: "\(kind.title), single values", date: date,
            text: lines.joined(separator: "\n"))
    }

    private static func kind(ofLaboratoryCode concept: Concept) -> RecordClass? {
        concept.hasCode(in: bloodCountCodes) ? .bloodCount : concept.hasCode(in: chemistryCodes) ? .chemistry : nil
    }

    private static let bloodCountCodes: Set<String> = [
        "718-7", "20509-6", "4544-3", "789-8", "787-2", "785-6", "786-4", "788-0", "21000-5", "6690-2", "26464-8",
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
