import TumorBoard

/// Which columns of a hospital's CSV extract say what: the content of `mapping.yaml`.
package struct ExtractMapping: Sendable {
    /// A column as the mapping names it.
    struct Column: Sendable {
        /// The column's name.
        let name: String
        /// Where the mapping says so, for messages.
        let place: YAMLCursor
    }

    /// How one field is filled from a row.
    struct FieldRule: Sendable {
        /// The columns whose texts make the field, joined.
        var columns: [Column] = []
        /// What stands between the texts of several columns.
        var separator = " "
        /// What the field holds in every row; it needs no column.
        var constant: String?
        /// What a cell's text means, by the text in small letters.
        var values: [String: String] = [:]
        /// What a cell means that holds those words, in the mapping's order.
        var contains: [(words: String, value: String)] = []
        /// What any other text means.
        var otherwise: Otherwise?
        /// The forms of dates.
        var dates: [DatePattern] = []
        /// Where the mapping says so, for messages.
        let place: YAMLCursor

        /// What becomes of a text that no translation fits.
        enum Otherwise: Sendable {
            /// It means this.
            case value(String)
            /// It means nothing.
            case nothing
        }
    }

    /// Which rows count.
    struct Filter: Sendable {
        /// The column that decides.
        let column: Column
        /// The texts, in small letters.
        let texts: Set<String>
        /// Whether rows with those texts are kept, or left out.
        let keeps: Bool

        /// Whether a cell's text lets its row through.
        func passes(_ text: String) -> Bool { texts.contains(text.lowercased()) == keeps }

        /// "Status is not Active", for the report.
        var reason: String {
            let words = texts.sorted().map { "“\($0)”" }.joined(separator: " or ")
            return "\(column.name) is \(keeps ? "not " : "")\(words)"
        }
    }

    /// An identifier of the patient.
    struct Identifier: Sendable {
        /// Who assigned it.
        let system: String
        /// Where it stands.
        let column: Column
    }

    /// What one file feeds, and how.
    struct FileRule: Sendable {
        /// The file's name or path within the folder; `*` stands for any letters.
        let name: String
        /// What it tells.
        let topic: ExtractTopic
        /// How it is written.
        let form: CSVForm
        /// The column that says whose row it is; nil where the whole extract is one patient's.
        let patient: Column?
        /// The fields by name.
        let fields: [String: FieldRule]
        /// Identifiers, where it is about the patient.
        let identifiers: [Identifier]
        /// Which rows count.
        let filters: [Filter]
        /// Columns that are known and not needed.
        let unused: Set<String>
        /// Whether the extract may lack it without a word.
        let isOptional: Bool

        /// Every column that the rule needs.
        var columns: [Column] {
            var all = [patient].compactMap { $0 } + filters.map(\.column) + identifiers.map(\.column)
            for field in fields.values { all += field.columns }
            return all
        }

        /// Whether a file of that path, relative to the folder, is meant.
        func matches(_ path: String) -> Bool {
            let file = path.split(separator: "/").last.map(String.init) ?? path
            return Self.matches(name[...], path[...]) || Self.matches(name[...], file[...])
        }

        private static func matches(_ pattern: Substring, _ text: Substring) -> Bool {
            guard let first = pattern.first else { return text.isEmpty }
            guard first == "*" else {
                guard let letter = text.first, letter.lowercased() == first.lowercased() else { return false }
                return matches(pattern.dropFirst(), text.dropFirst())
            }
            let rest = pattern.drop { $0 == "*" }
            if rest.isEmpty { return true }
            return text.indices.contains { matches(rest, text[$0...]) }
        }
    }

    /// The mapping's own name, for messages.
    let file: String
    /// How many patients a folder may hold.
    let mostPatients: Int
    /// Who assigned the patient ids of the rows; nil where they mean nothing outside the extract.
    let patientSystem: String?
    /// Texts that stand for an empty cell, in small letters.
    let empty: Set<String>
    /// Who asks, and where the patient is treated; nil where the mapping does not say.
    let referral: Referral?
    /// The files.
    let files: [FileRule]

    /// Whether it says where a row's field comes from.
    func names(_ field: String, for row: ExtractRow) -> Bool {
        files.contains { $0.topic == row.topic && $0.fields[field] != nil && $0.matches(row.file) }
    }
}
