package import Foundation
package import TumorBoard

/// A place in a hand-written YAML file that knows its line and the path of its field, so that every error names them.
///
/// `cursor["key"]` is nil where the key is absent or its value is empty; everything else throws a `FileProblem`.
package struct YAMLCursor: Sendable {
    /// The file's name, for messages.
    package let file: String
    /// The path of this place, such as "records[2].date"; empty at the top.
    package let field: String
    private let tree: YAMLTree

    private init(file: String, field: String, tree: YAMLTree) {
        self.file = file
        self.field = field
        self.tree = tree
    }

    /// The top of a document.
    /// - Throws: `FileProblem` when it is not UTF-8, not YAML, empty, or uses a key twice.
    package init(_ data: Data, file: String) throws(FileProblem) {
        self.init(file: file, field: "", tree: try YAMLTree(data, file: file))
    }

    /// The line, counted from 1.
    package var line: Int? { tree.line }

    /// A problem at this place.
    package func problem(_ message: String) -> FileProblem {
        FileProblem(file: file, line: line, field: field, message: message)
    }

    /// Whether it has keys.
    package var isMap: Bool { entries != nil }

    /// Whether it is a list.
    package var isList: Bool {
        guard case .list = tree.content else { return false }
        return true
    }

    /// The value of a key; nil where the key is absent, its value empty, or this is no map.
    package subscript(_ key: String) -> YAMLCursor? {
        guard let entry = entries?.first(where: { $0.key == key }) else { return nil }
        let cursor = YAMLCursor(file: file, field: path(key), tree: entry.value)
        return cursor.isEmpty ? nil : cursor
    }

    /// The value of a key that must be there.
    package func required(_ key: String) throws(FileProblem) -> YAMLCursor {
        guard isMap else { throw problem("keys such as “\(key)” were expected here") }
        guard let value = self[key] else {
            throw problem("“\(key)” is missing; every entry here needs it")
        }
        return value
    }

    /// The keys and values in the file's order, empty values left out.
    package func map() throws(FileProblem) -> [(key: String, value: YAMLCursor)] {
        guard let entries else { throw problem("“key: value” lines were expected here") }
        return entries.compactMap { entry in self[entry.key].map { (entry.key, $0) } }
    }

    /// The elements of a list.
    package func list() throws(FileProblem) -> [YAMLCursor] {
        guard case .list(let elements) = tree.content else {
            throw problem("a list was expected here; write “[a, b]”, or one “- …” a line")
        }
        return elements.enumerated().map { index, element in
            YAMLCursor(file: file, field: "\(field)[\(index + 1)]", tree: element)
        }
    }

    /// Text, its outer white space removed.
    package func string() throws(FileProblem) -> String {
        guard case .scalar(let written, _) = tree.content else {
            throw problem("plain text was expected here; put text with “: ” or “[” in quotes")
        }
        let text = written.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else { throw problem("it is empty") }
        return text
    }

    /// A list of texts.
    package func strings() throws(FileProblem) -> [String] {
        var texts: [String] = []
        for item in try list() { texts.append(try item.string()) }
        return texts
    }

    /// A whole number.
    package func int() throws(FileProblem) -> Int {
        let text = try string()
        guard let number = Int(text) else { throw problem("“\(text)” is not a whole number") }
        return number
    }

    /// A whole number within limits.
    package func int(in limits: ClosedRange<Int>) throws(FileProblem) -> Int {
        let number = try int()
        guard limits.contains(number) else {
            throw problem("\(number) is not between \(limits.lowerBound) and \(limits.upperBound)")
        }
        return number
    }

    /// True or false.
    package func bool() throws(FileProblem) -> Bool {
        switch try string().lowercased() {
        case "true", "yes": return true
        case "false", "no": return false
        case let other: throw problem("“\(other)” is not true or false")
        }
    }

    /// A calendar date, as precise as it is written.
    package func date() throws(FileProblem) -> CivilDate {
        do throws(MalformedValue) {
            return try CivilDate(try text())
        } catch {
            throw problem(error.description)
        }
    }

    /// An instant, such as 2026-11-03T14:00:00Z.
    package func instant() throws(FileProblem) -> Date {
        let text = try string()
        for style in [Date.ISO8601FormatStyle(), Date.ISO8601FormatStyle(includingFractionalSeconds: true)] {
            if let date = try? Date(text, strategy: style) { return date }
        }
        throw problem("“\(text)” is not a date and time; write it as 2026-11-03T14:00:00Z")
    }

    /// An email address.
    package func email() throws(FileProblem) -> EmailAddress {
        do throws(MalformedValue) {
            return try EmailAddress(try text())
        } catch {
            throw problem(error.description)
        }
    }

    /// An identifier of a kind.
    package func identifier<ID: StableIdentifier>(_: ID.Type = ID.self) throws(FileProblem) -> ID {
        do throws(MalformedValue) {
            return try ID(try text())
        } catch {
            throw problem(error.description)
        }
    }

    /// One of an enumeration's raw values.
    package func choice<Choice>(of _: Choice.Type = Choice.self) throws(FileProblem) -> Choice
    where Choice: RawRepresentable & CaseIterable, Choice.RawValue == String {
        try choice(among: Array(Choice.allCases))
    }

    /// One of those raw values.
    package func choice<Choice>(among choices: [Choice]) throws(FileProblem) -> Choice
    where Choice: RawRepresentable, Choice.RawValue == String {
        let text = try string()
        if let found = choices.first(where: { $0.rawValue == text }) { return found }
        throw problem("“\(text)” is not one of \(choices.map(\.rawValue).joined(separator: ", "))")
    }

    /// A list of one enumeration's raw values.
    package func choices<Choice>(of _: Choice.Type = Choice.self) throws(FileProblem) -> [Choice]
    where Choice: RawRepresentable & CaseIterable, Choice.RawValue == String {
        var found: [Choice] = []
        for item in try list() { found.append(try item.choice(of: Choice.self)) }
        return found
    }

    /// Refuses keys outside the list, naming the closest known one, and anything that has no keys.
    package func rejectUnknownKeys(_ allowed: [String]) throws(FileProblem) {
        guard let entries else { throw problem("“key: value” lines were expected here") }
        for entry in entries where !allowed.contains(entry.key) {
            let hint =
                Self.closest(to: entry.key, in: allowed).map { "did you mean “\($0)”?" }
                ?? "known keys here: \(allowed.joined(separator: ", "))"
            throw FileProblem(file: file, line: entry.line, field: path(entry.key), message: "unknown key; \(hint)")
        }
    }

    private var entries: [YAMLTree.Entry]? {
        guard case .map(let entries) = tree.content else { return nil }
        return entries
    }

    private func path(_ key: String) -> String { field.isEmpty ? key : "\(field).\(key)" }

    /// Whether nothing is written: `key:`, `key: ~` or `key: null`.
    private var isEmpty: Bool {
        guard case .scalar(let text, plain: true) = tree.content else { return false }
        return ["", "~", "null"].contains(text)
    }

    /// Text for a value type that reports its own malformation.
    private func text() throws(MalformedValue) -> String {
        guard case .scalar(let written, _) = tree.content else {
            throw MalformedValue(expected: "value", text: "a list or map", hint: "write plain text here")
        }
        return written.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

extension YAMLCursor {
    /// The known word that differs least, if it is close enough to be what was meant.
    package static func closest(to word: String, in known: [String]) -> String? {
        let ranked = known.map { ($0, distance(word.lowercased(), $0.lowercased())) }
        guard let best = ranked.min(by: { $0.1 < $1.1 }), best.1 <= max(2, word.count / 3) else { return nil }
        return best.0
    }

    /// Insertions, deletions and replacements that turn one word into the other (Levenshtein).
    private static func distance(_ one: String, _ other: String) -> Int {
        let one = Array(one), other = Array(other)
        var row = Array(0...other.count)
        for (i, left) in one.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, right) in other.enumerated() {
                let next = min(row[j + 1] + 1, row[j] + 1, diagonal + (left == right ? 0 : 1))
                diagonal = row[j + 1]
                row[j + 1] = next
            }
        }
        return row[other.count]
    }
}
