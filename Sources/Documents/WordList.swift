import Foundation

/// A list of words or sentences that a hospital can edit: a line each, `key: text`, with notes after `#`.
struct WordList: Sendable {
    /// One line.
    struct Entry: Sendable {
        let key: String
        let text: String
        let line: Int
    }

    let file: String
    let entries: [Entry]

    /// - Throws: `unreadable` where it is not UTF-8, `malformed` with the line that is not `key: text` or comes twice.
    init(file: String, contents: Data) throws(TemplateError) {
        guard let text = String(data: contents, encoding: .utf8) else {
            throw .unreadable(path: file, reason: "it is not UTF-8")
        }
        self.file = file
        var entries: [Entry] = []
        var seen: Set<String> = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let trimmed = line.trimmingCharacters(in: .whitespaces)
            guard !trimmed.isEmpty, !trimmed.hasPrefix("#") else { continue }
            guard let colon = trimmed.range(of: ": "), colon.lowerBound > trimmed.startIndex else {
                throw .malformed(
                    file: file, line: index + 1, reason: "it is not of the form “key: text”; a note begins with #")
            }
            let key = trimmed[..<colon.lowerBound].trimmingCharacters(in: .whitespaces)
            guard seen.insert(key.lowercased()).inserted else {
                throw .malformed(file: file, line: index + 1, reason: "“\(key)” stands in it twice")
            }
            let said = trimmed[colon.upperBound...].trimmingCharacters(in: .whitespaces)
            entries.append(Entry(key: key, text: said, line: index + 1))
        }
        self.entries = entries
    }

    /// The lists of a folder, by their file's name: those that the library knows, in any language.
    static func all(in folder: URL, named names: [String]) throws(TemplateError) -> [WordList] {
        var lists: [WordList] = []
        do {
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
                let parts = name.split(separator: ".").map(String.init)
                guard parts.count == 3, parts[2] == "txt", names.contains(parts[0]) else { continue }
                lists.append(
                    try WordList(file: name, contents: try Data(contentsOf: folder.appendingPathComponent(name))))
            }
        } catch let error as TemplateError {
            throw error
        } catch {
            throw .unreadable(path: folder.path, reason: error.localizedDescription)
        }
        return lists
    }
}
