import Foundation

/// A word of medicine, the forms in which a text may use it, and what it means.
package struct GlossaryTerm: Sendable, Equatable {
    /// The word as the glossary prints it.
    package let term: String
    /// The term and its other forms.
    package let forms: [String]
    /// In plain words.
    package let meaning: String

    init(_ entry: WordList.Entry) {
        forms = entry.key.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        term = forms.first ?? entry.key
        meaning = entry.text
    }

    /// Whether a text uses it, as words of their own; a plural in s or es counts, and capitals are looked for as such.
    package func isUsed(in text: String) -> Bool { forms.contains { Self.isUsed($0, in: text) } }

    private static func isUsed(_ form: String, in text: String) -> Bool {
        // “pet” is no scan
        let isAbbreviation = form.dropFirst().contains(where: \.isUppercase)
        let (form, text) = isAbbreviation ? (form, text) : (form.lowercased(), text.lowercased())
        var rest = text[...]
        while let found = rest.range(of: form) {
            let tail = text[found.upperBound...].prefix { $0.isLetter }
            let isStart = found.lowerBound == text.startIndex || !text[text.index(before: found.lowerBound)].isLetter
            if isStart, ["", "s", "es"].contains(tail) { return true }
            rest = rest[found.upperBound...]
        }
        return false
    }
}

extension TemplateLibrary {
    /// The glossary of a language, else the English one.
    package func glossary(_ language: String) -> [GlossaryTerm] {
        (words("glossary", language) ?? words("glossary", "en"))?.entries.map(GlossaryTerm.init) ?? []
    }
}
