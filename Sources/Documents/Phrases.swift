import Foundation

/// Sentences that a program puts together, in one language, with places to fill in.
package struct Phrases: Sendable {
    private let words: [String: String]

    init(_ words: [String: String]) { self.words = words }

    /// A sentence, its places filled in; its key where the list has none.
    package func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
        values.reduce(words[key] ?? key) { $0.replacingOccurrences(of: "{\($1.key)}", with: $1.value) }
    }

    /// A word of a family that a list need not have, such as `modality.surgery`.
    package func word(_ family: String, _ name: String) -> String? { words["\(family).\(name)"] }

    /// The keys there are.
    package var keys: Set<String> { Set(words.keys) }

    /// Families of words of which a list may have any.
    static let families = ["modality.", "short.", "need.", "specialty."]

    /// The places of a sentence, by name.
    static func places(of text: String) -> Set<String> {
        Set(text.matches(of: /\{([A-Za-z]+)\}/).map { String($0.1) })
    }
}

extension TemplateLibrary {
    /// The sentences of a language; what its list leaves out, in English.
    package func phrases(_ language: String) -> Phrases {
        var words: [String: String] = [:]
        for list in [builtInPhrases, self.words("phrases", "en"), self.words("phrases", language)] {
            for entry in list?.entries ?? [] { words[entry.key] = entry.text }
        }
        return Phrases(words)
    }

    /// Refuses a list of sentences that has a key which nobody asks for, or another set of places than the built-in one.
    static func check(phrases lists: some Sequence<WordList>, against builtIn: WordList) throws(TemplateError) {
        let known = Dictionary(builtIn.entries.map { ($0.key, $0.text) }, uniquingKeysWith: { first, _ in first })
        for list in lists {
            for entry in list.entries where !Phrases.families.contains(where: { entry.key.hasPrefix($0) }) {
                guard let standard = known[entry.key] else {
                    throw .malformed(file: list.file, line: entry.line, reason: "nothing asks for “\(entry.key)”")
                }
                let (asked, given) = (Phrases.places(of: standard), Phrases.places(of: entry.text))
                guard asked == given else {
                    let names = asked.symmetricDifference(given).sorted().joined(separator: ", ")
                    throw .malformed(
                        file: list.file, line: entry.line,
                        reason: "“\(entry.key)” must hold the same places in braces as the built-in one; not: \(names)")
                }
            }
        }
    }
}
