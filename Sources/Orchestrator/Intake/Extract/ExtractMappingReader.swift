package import Foundation
import TumorBoard

/// Reads `mapping.yaml`: which columns of a hospital's extract say what.
package struct ExtractMappingReader: Sendable {
    /// A reader.
    package init() {}

    /// The mapping of a file.
    /// - Throws: `FileProblem` for an unknown key, a value that is none, or a field that a topic lacks.
    package func read(_ data: Data, fileName: String) throws(FileProblem) -> ExtractMapping {
        let top = try YAMLCursor(data, file: fileName)
        try top.rejectUnknownKeys(["patient", "encoding", "delimiter", "dates", "empty", "referral", "files"])
        var defaults = Defaults()
        defaults.form = try form(of: top, defaults: CSVForm())
        defaults.dates = try dates(of: top, defaults: [])
        var most = 1
        var system: String?
        if let patient = top["patient"] {
            try patient.rejectUnknownKeys(["column", "system", "most"])
            defaults.patient = try patient["column"].map(column)
            system = try patient["system"]?.string()
            most = try patient["most"]?.int(in: 1...100_000) ?? 1
            if defaults.patient == nil {
                let part = patient["system"] ?? patient["most"] ?? patient
                throw part.problem("it needs “column”, the column that says whose row it is")
            }
        }
        var files: [ExtractMapping.FileRule] = []
        for part in try top.required("files").list() { files.append(try file(part, defaults)) }
        guard files.contains(where: { $0.topic == .patient }) else {
            throw try top.required("files").problem("one file must have the topic “patient”")
        }
        guard files.contains(where: { $0.topic == .diagnoses }) else {
            throw try top.required("files").problem("one file must have the topic “diagnoses”")
        }
        return ExtractMapping(
            file: fileName, mostPatients: most, patientSystem: system,
            empty: Set(try top["empty"]?.strings().map { $0.lowercased() } ?? []),
            referral: try top["referral"].map(referral), files: files)
    }

    /// What holds for every file that does not say otherwise.
    private struct Defaults {
        var form = CSVForm()
        var dates: [DatePattern] = []
        var patient: ExtractMapping.Column?
    }

    private func file(_ part: YAMLCursor, _ defaults: Defaults) throws(FileProblem) -> ExtractMapping.FileRule {
        try part.rejectUnknownKeys([
            "name", "topic", "optional", "encoding", "delimiter", "dates", "patient", "where", "columns", "identifiers",
            "unused",
        ])
        let topic = try part.required("topic").choice(of: ExtractTopic.self)
        let dates = try dates(of: part, defaults: defaults.dates)
        let columns = try part.required("columns")
        try columns.rejectUnknownKeys(topic.fields.map(\.name))
        var fields: [String: ExtractMapping.FieldRule] = [:]
        for field in topic.fields {
            if let cursor = columns[field.name] {
                fields[field.name] = try rule(cursor, field, dates: dates)
            } else if field.isRequired {
                throw columns.problem("a file of the topic “\(topic.rawValue)” needs the field “\(field.name)”")
            }
        }
        var filters: [ExtractMapping.Filter] = []
        for item in try part["where"]?.list() ?? [] { filters.append(try filter(item)) }
        if let identifiers = part["identifiers"], topic != .patient {
            throw identifiers.problem("identifiers belong to the file of the topic “patient”")
        }
        var identifiers: [ExtractMapping.Identifier] = []
        for item in try part["identifiers"]?.list() ?? [] {
            try item.rejectUnknownKeys(["system", "column"])
            identifiers.append(
                .init(system: try item.required("system").string(), column: try column(try item.required("column"))))
        }
        return ExtractMapping.FileRule(
            name: try part.required("name").string(), topic: topic, form: try form(of: part, defaults: defaults.form),
            patient: try part["patient"].map(column) ?? defaults.patient, fields: fields, identifiers: identifiers,
            filters: filters, unused: Set(try part["unused"]?.strings() ?? []),
            isOptional: try part["optional"]?.bool() ?? false)
    }

    private func rule(
        _ cursor: YAMLCursor, _ field: ExtractTopic.Field, dates: [DatePattern]
    ) throws(FileProblem) -> ExtractMapping.FieldRule {
        var rule = ExtractMapping.FieldRule(dates: dates, place: cursor)
        guard cursor.isMap else {
            rule.columns = [try column(cursor)]
            return rule
        }
        try cursor.rejectUnknownKeys([
            "column", "columns", "separator", "constant", "values", "contains", "otherwise", "dates",
        ])
        if let name = cursor["column"] { rule.columns = [try column(name)] }
        for name in try cursor["columns"]?.list() ?? [] { rule.columns.append(try column(name)) }
        rule.separator = try cursor["separator"].map(Self.separator) ?? " "
        rule.dates = try self.dates(of: cursor, defaults: dates)
        if let constant = cursor["constant"] { rule.constant = try meaning(constant, of: field) }
        for (text, value) in try cursor["values"]?.map() ?? [] {
            rule.values[text.trimmingCharacters(in: .whitespaces).lowercased()] = try meaning(value, of: field)
        }
        for (words, value) in try cursor["contains"]?.map() ?? [] {
            rule.contains.append((words, try meaning(value, of: field)))
        }
        if let otherwise = cursor["otherwise"] {
            rule.otherwise =
                try otherwise.string() == "nothing" ? .nothing : .value(try meaning(otherwise, of: field))
        }
        guard rule.constant == nil || rule.columns.isEmpty else {
            throw cursor.problem("it has a constant and a column; keep one")
        }
        guard rule.constant != nil || !rule.columns.isEmpty else {
            throw cursor.problem("it needs “column”, “columns” or “constant”")
        }
        return rule
    }

    /// Text to which something is translated, checked against what the field can hold.
    private func meaning(_ cursor: YAMLCursor, of field: ExtractTopic.Field) throws(FileProblem) -> String {
        let text = try cursor.string()
        switch field.kind {
        case .text: return text
        case .choice(let choices):
            guard choices.contains(text) else {
                throw cursor.problem("“\(text)” is not one of \(choices.joined(separator: ", "))")
            }
            return text
        case .number(let limits):
            guard let number = Int(text), limits.contains(number) else {
                throw cursor.problem("“\(text)” is not between \(limits.lowerBound) and \(limits.upperBound)")
            }
            return text
        case .date: return try cursor.date().description
        }
    }

    /// A separator keeps its spaces, which `string()` would trim, where it is only made of them.
    private static func separator(_ cursor: YAMLCursor) throws(FileProblem) -> String {
        let word = try cursor.string()
        return word == "," || word == ";" ? word + " " : word.allSatisfy(\.isPunctuation) ? " \(word) " : word
    }

    private func column(_ cursor: YAMLCursor) throws(FileProblem) -> ExtractMapping.Column {
        .init(name: try cursor.string(), place: cursor)
    }

    private func filter(_ cursor: YAMLCursor) throws(FileProblem) -> ExtractMapping.Filter {
        try cursor.rejectUnknownKeys(["column", "is", "isNot"])
        let name = try column(try cursor.required("column"))
        guard (cursor["is"] == nil) != (cursor["isNot"] == nil), let part = cursor["is"] ?? cursor["isNot"] else {
            throw cursor.problem("it needs either “is” or “isNot”, a text or a list of texts")
        }
        let texts = part.isList ? try part.strings() : [try part.string()]
        return .init(column: name, texts: Set(texts.map { $0.lowercased() }), keeps: cursor["is"] != nil)
    }

    private func form(of cursor: YAMLCursor, defaults: CSVForm) throws(FileProblem) -> CSVForm {
        var form = defaults
        if let encoding = cursor["encoding"] { form.encoding = try encoding.choice(of: CSVForm.Encoding.self) }
        if let delimiter = cursor["delimiter"] {
            let known: [String: Character] = ["comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"]
            let word = try delimiter.string()
            guard let character = known[word] ?? known.values.first(where: { String($0) == word }) else {
                throw delimiter.problem("“\(word)” is not one of comma, semicolon, tab, bar")
            }
            form.delimiter = character
        }
        return form
    }

    private func dates(of cursor: YAMLCursor, defaults: [DatePattern]) throws(FileProblem) -> [DatePattern] {
        guard let part = cursor["dates"] else { return defaults }
        var patterns: [DatePattern] = []
        for item in part.isList ? try part.list() : [part] {
            let text = try item.string()
            guard let pattern = DatePattern(text) else {
                throw item.problem(
                    "“\(text)” is not a form of date; write it with yyyy, MM or M (MMM for Jan), dd or d, such as "
                        + "dd.MM.yyyy. A year of two digits cannot be told from another century's.")
            }
            patterns.append(pattern)
        }
        return patterns
    }

    private func referral(_ cursor: YAMLCursor) throws(FileProblem) -> Referral {
        try cursor.rejectUnknownKeys(["by", "setting", "question"])
        return Referral(
            by: try cursor.required("by").choice(among: [Referrer.patient, .caregiver, .treatingOncologist]),
            setting: try cursor.required("setting").choice(among: [ReferralSetting.secondOpinion, .ownPatient]),
            channel: "CSV extract", question: try cursor["question"]?.string())
    }
}
