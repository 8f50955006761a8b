import TumorBoard

/// Something that happened on a day, as the file tells it.
struct CourseEvent {
    /// The day.
    var date: CivilDate
    /// The last day, for what took longer.
    var until: CivilDate?
    /// What happened, in one line.
    var words: String
    /// Its sources.
    var paths: [String]
}

extension Importer {
    /// Measured sizes of the tumour, in order of date, normalised to millimetres.
    mutating func readSizes() -> [TumourSize] {
        var found: [(size: TumourSize, observation: Resource)] = []
        for observation in open("Observation") {
            let isSize = observation.code.hasCode(in: Self.sizeCodes) || observation.hasProfile("tumor-size")
            guard isSize else { continue }
            let parts = [observation.json] + observation["component"].items
            let quantities = parts.map { $0["valueQuantity"] }.filter { $0["value"].number != nil }
            let extents = quantities.compactMap(Self.millimetres)
            guard !extents.isEmpty else {
                if let quantity = quantities.first?.quantityText {
                    doubt("\(observation.path): the size “\(quantity)” has no unit of length; enter it by hand.")
                }
                leaveOut(observation, because: "a size of the tumour without a value in a unit of length")
                continue
            }
            let method = Concept(observation["method"]).label.flatMap { $0.allSatisfy(\.isNumber) ? nil : $0 }
            found.append(
                (TumourSize(millimetres: extents, note: method, date: observation.date), observation))
        }
        found = Self.byDate(found, \.size.date)
        for (size, observation) in found {
            understood("Tumour size: \(size.line)", from: observation, .size, size.line)
            happened("tumour size \(size.line)", on: size.date, [observation.path])
        }
        return found.map(\.size)
    }

    /// How the disease was judged to stand, in order of date; of a long series the latest ten.
    mutating func readStatuses(of cancer: Cancer) -> [DiseaseStatus] {
        var found: [(status: DiseaseStatus, observation: Resource)] = []
        for observation in open("Observation") {
            let isStatus =
                observation.code.hasCode(in: Self.statusCodes) || observation.hasProfile("disease-status")
            guard isStatus, let words = observation.valueText else { continue }
            let targets = observation["focus"].items.compactMap { resources.resolve($0, from: observation) }
            let conditions = targets.filter { $0.type == "Condition" }
            let isElsewhere = !conditions.isEmpty && !conditions.contains { cancer.indexes.contains($0.index) }
            if isElsewhere || isOfAnotherPrimary(observation, cancer) {
                leaveOut(observation, because: "the status of another disease")
                continue
            }
            let evidence = observation.extensions("evidence-type").compactMap {
                Concept($0["valueCodeableConcept"]).answer
            }
            let basis = evidence.isEmpty ? nil : evidence.map { $0.lowercased() }.joined(separator: ", ")
            found.append((DiseaseStatus(status: words, basis: basis, date: observation.date), observation))
        }
        found = Self.byDate(found, \.status.date)
        let older = found.dropLast(10)
        for (_, observation) in older { leaveOut(observation, because: "an older status than the latest ten") }
        found.removeFirst(older.count)
        for (status, observation) in found {
            understood("Disease status: \(status.line)", from: observation, .status, status.line)
            happened("disease status: \(status.line)", on: status.date, [observation.path])
        }
        return found.map(\.status)
    }

    /// What was asked about spread in the past, mCODE's own observation: it belongs to the course.
    mutating func readPastSpread() {
        for observation in open("Observation") where observation.hasProfile("history-of-metastatic-cancer") {
            guard let name = observation.code.name else { continue }
            let words = observation["valueBoolean"].bool == false ? "\(name): no" : name
            understood("Past spread: \(words)", from: observation)
            happened(words, on: observation.date, [observation.path])
        }
    }

    /// Notes an event of the course, where its day is known.
    mutating func happened(_ words: String, on date: CivilDate?, until: CivilDate? = nil, _ paths: [String]) {
        guard let date else { return }
        course.append(CourseEvent(date: date, until: until, words: words, paths: paths))
    }

    /// Sorted by a date, what has none first, and otherwise in the file's order.
    static func byDate<Element>(_ elements: [Element], _ date: (Element) -> CivilDate?) -> [Element] {
        elements.enumerated().sorted { left, right in
            (date(left.element)?.daysSince1970 ?? .min, left.offset)
                < (date(right.element)?.daysSince1970 ?? .min, right.offset)
        }.map(\.element)
    }

    /// A length in millimetres; nil for a unit that is none.
    private static func millimetres(_ quantity: JSONValue) -> Double? {
        guard let value = quantity["value"].number, value > 0, value < 10_000 else { return nil }
        let unit = (quantity["code"].text ?? quantity["unit"].text ?? "").lowercased()
        let spelled = (quantity["unit"].text ?? "").lowercased()
        let factor: Double
        if unit == "mm" || spelled.hasPrefix("millimet") || spelled == "mm" {
            factor = 1
        } else if unit == "cm" || spelled.hasPrefix("centimet") || spelled == "cm" {
            factor = 10
        } else if unit == "[in_i]" || spelled.hasPrefix("inch") {
            factor = 25.4
        } else {
            return nil
        }
        // Tenths of a millimetre are as fine as anyone measures.
        return (value * factor * 10).rounded() / 10
    }

    private static let sizeCodes: Set<String> = ["21889-1", "33728-7", "33729-5", "33730-3", "263605001"]
    private static let statusCodes: Set<String> = ["97509-4", "88040-1"]
}
