import TumorBoard

/// One row of an extract in the mapping's fields.
struct ExtractRow: Sendable {
    /// What it tells.
    let topic: ExtractTopic
    /// The file's name.
    let file: String
    /// The line on which it begins.
    let line: Int
    /// Texts, and words of a list, by field; no empty ones.
    var texts: [String: String] = [:]
    /// Dates by field.
    var dates: [String: CivilDate] = [:]
    /// Identifiers of the patient.
    var identifiers: [PatientIdentifier] = []

    /// "cancer_staging.csv line 3".
    var path: String { "\(file) line \(line)" }

    /// What the row is about, for a list: a diagnosis, a medicine, a test.
    var title: String? { texts["text"].flatMap { $0.count <= 80 ? $0 : nil } ?? texts["name"] ?? texts["detail"] }

    /// The text of a field.
    subscript(_ field: String) -> String? { texts[field] }

    /// A word of a list.
    func choice<Choice: RawRepresentable<String>>(_ field: String) -> Choice? {
        texts[field].flatMap(Choice.init(rawValue:))
    }
}

/// What a person must look at; one sentence for however many rows it is true of.
struct ExtractDoubts: Sendable {
    private var order: [String] = []
    private var paths: [String: [String]] = [:]

    /// Notes a sentence about a row.
    mutating func add(_ message: String, at path: String) {
        if paths[message] == nil { order.append(message) }
        paths[message, default: []].append(path)
    }

    /// Takes over another's.
    mutating func add(_ other: ExtractDoubts) {
        for message in other.order {
            for path in other.paths[message] ?? [] { add(message, at: path) }
        }
    }

    /// A line each: "labs.csv line 4, and 2 more: …".
    var lines: [String] {
        order.compactMap { message in
            guard let paths = paths[message], let first = paths.first else { return nil }
            return paths.count == 1 ? "\(first): \(message)" : "\(first), and \(paths.count - 1) more: \(message)"
        }
    }
}

extension ExtractMapping.FileRule {
    /// Reads a row by the rule.
    /// - Parameters:
    ///   - cell: A column's text; empty where it stands for nothing.
    ///   - doubts: Where a text is no date, number or known word; the field then stays empty.
    func row(
        file: String, line: Int, cell: (ExtractMapping.Column) -> String, doubts: inout ExtractDoubts
    ) -> ExtractRow {
        var row = ExtractRow(topic: topic, file: file, line: line)
        for field in topic.fields {
            guard let rule = fields[field.name] else { continue }
            guard let written = rule.text(cell) else { continue }
            switch field.kind {
            case .text: row.texts[field.name] = rule.translated(written, choices: nil).text
            case .choice(let choices):
                let meaning = rule.translated(written, choices: choices)
                row.texts[field.name] = meaning.text
                if !meaning.isKnown {
                    doubts.add(
                        "“\(written)” in \(rule.source) has no translation for “\(field.name)”, which was left empty. "
                            + "Add it to \(rule.place.file), line \(rule.place.line ?? 1).", at: row.path)
                }
            case .number(let limits):
                let text = rule.translated(written, choices: nil).text ?? ""
                if let number = Int(text), limits.contains(number) {
                    row.texts[field.name] = text
                } else if !text.isEmpty {
                    doubts.add(
                        "“\(text)” in \(rule.source) is not a number between \(limits.lowerBound) and "
                            + "\(limits.upperBound); “\(field.name)” was left empty.", at: row.path)
                }
            case .date:
                switch rule.date(written) {
                case .known(let date): row.dates[field.name] = date
                case .ambiguous(let one, let other):
                    doubts.add(
                        "“\(written)” in \(rule.source) can mean \(one) or \(other); the date was left empty. Name one "
                            + "form of date in \(rule.place.file), line \(rule.place.line ?? 1).", at: row.path)
                case .unknown:
                    doubts.add(
                        "“\(written)” in \(rule.source) is no date in the forms of the mapping; it was left empty.",
                        at: row.path)
                }
            }
        }
        for identifier in identifiers {
            let value = cell(identifier.column)
            if !value.isEmpty { row.identifiers.append(.init(system: identifier.system, value: value)) }
        }
        return row
    }
}

extension ExtractMapping.FieldRule {
    /// "column Sex", for messages.
    fileprivate var source: String {
        columns.isEmpty ? "the mapping" : "column " + columns.map(\.name).joined(separator: " + ")
    }

    /// What the row writes, or the constant; nil where the cells are empty.
    fileprivate func text(_ cell: (ExtractMapping.Column) -> String) -> String? {
        if let constant { return constant }
        let parts = columns.map(cell).filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: separator)
    }

    /// What a text means.
    /// - Parameter choices: The words that the field can hold; nil where it holds any text.
    /// - Returns: The meaning, if any, and whether something said so.
    fileprivate func translated(_ written: String, choices: [String]?) -> (text: String?, isKnown: Bool) {
        if let value = values[written.lowercased()] { return (value, true) }
        if !contains.isEmpty {
            let words = Self.words(written)
            if let found = contains.first(where: { words.contains(Self.words($0.words)) }) {
                return (found.value, true)
            }
        }
        if let choices {
            if let same = choices.first(where: { $0.lowercased() == written.lowercased() }) { return (same, true) }
        } else if otherwise == nil {
            return (written, true)
        }
        switch otherwise {
        case .value(let value): return (value, true)
        case .nothing: return (nil, true)
        case nil: return (nil, false)
        }
    }

    /// " ct chest abdomen ", so that whole words are found.
    private static func words(_ text: String) -> String {
        " " + text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ") + " "
    }

    fileprivate enum ReadDate {
        case known(CivilDate)
        case ambiguous(CivilDate, CivilDate)
        case unknown
    }

    /// The date by the mapping's forms, else as ISO 8601 writes it.
    fileprivate func date(_ written: String) -> ReadDate {
        var found = dates.compactMap { $0.date(written) }
        // ISO 8601 is never ambiguous, so that it is read whether the mapping names it or not.
        if found.isEmpty, let iso = try? CivilDate(String(written.split(separator: " ").first ?? "")) { found = [iso] }
        guard let first = found.first else { return .unknown }
        guard let other = found.first(where: { $0 != first }) else { return .known(first) }
        return .ambiguous(first, other)
    }
}
