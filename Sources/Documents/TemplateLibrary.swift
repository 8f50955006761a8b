package import Foundation
import Mustache

/// Every text that a person reads, ready to be filled: the built-in templates, overridden file by file by a folder.
///
/// A template `letter` in the language `de` is `letter.de.mustache`, else `letter.en.mustache`, else `letter.mustache`.
package struct TemplateLibrary: Sendable {
    private enum Form: CaseIterable { case html, text }
    private struct Edition: Hashable { let form: Form, language: String }

    private let sources: [String: TemplateSource]
    private let editions: [Edition: MustacheLibrary]
    private let logo: TemplateValue
    private let wordLists: [String: WordList]
    /// The sentences as they are built in, for those that a hospital's own list leaves out.
    let builtInPhrases: WordList?

    /// - Parameter overrides: a folder whose files stand in for the built-in ones of the same name,
    ///   and with a logo.svg or logo.png that every template finds as `logo`.
    /// - Throws: `unreadable` for the folder or a file, `malformed` for a template that does not parse.
    package init(overrides: URL?) throws(TemplateError) {
        var sources: [String: TemplateSource] = [:]
        for (name, contents) in Self.defaultFiles {
            sources[name] = try TemplateSource(file: name, contents: contents)
        }
        if let overrides {
            for source in try TemplateSource.all(in: overrides) { sources[source.file] = source }
        }
        var wordLists: [String: WordList] = [:]
        for (name, contents) in Self.defaultWordLists {
            wordLists[name] = try WordList(file: name, contents: contents)
        }
        let builtInPhrases = wordLists["phrases.en.txt"]
        var logo: String?
        if let overrides {
            logo = try Logo.address(in: overrides)
            let lists = try WordList.all(in: overrides, named: Self.wordListNames)
            if let builtInPhrases {
                try Self.check(phrases: lists.filter { $0.file.hasPrefix("phrases.") }, against: builtInPhrases)
            }
            for list in lists { wordLists[list.file] = list }
        }
        try self.init(sources: sources, wordLists: wordLists, builtInPhrases: builtInPhrases, logo: logo)
    }

    /// - Parameter sources: by file name.
    private init(
        sources: [String: TemplateSource], wordLists: [String: WordList], builtInPhrases: WordList?, logo: String?
    ) throws(TemplateError) {
        self.wordLists = wordLists
        self.builtInPhrases = builtInPhrases
        self.logo = logo.map { .text($0) } ?? .none
        let names = Set(sources.values.map(\.name))
        var parsed: [Form: [String: MustacheTemplate]] = [:]
        for (file, source) in sources.sorted(by: { $0.key < $1.key }) {
            for partial in source.partials where !names.contains(partial.name) {
                throw .malformed(
                    file: file, line: partial.line, reason: "it includes \(partial.name), which is not there")
            }
            for form in Form.allCases { parsed[form, default: [:]][file] = try source.parsed(escaping: form == .html) }
        }
        var editions: [Edition: MustacheLibrary] = [:]
        for language in Set(sources.values.compactMap(\.language)).union(["en"]) {
            for (form, templates) in parsed {
                var library = MustacheLibrary()
                for name in names {
                    let candidates = Self.candidates(for: name, language: language)
                    guard let template = candidates.lazy.compactMap({ templates[$0] }).first else { continue }
                    library.register(template, named: name)
                }
                editions[Edition(form: form, language: language)] = library
            }
        }
        self.sources = sources
        self.editions = editions
    }

    /// A list of words in a language of its own, where there is one.
    func words(_ name: String, _ language: String) -> WordList? { wordLists["\(name).\(language).txt"] }

    /// Whether there is a template in a language of its own.
    func speaks(_ name: String, _ language: String) -> Bool { sources["\(name).\(language).mustache"] != nil }

    /// The language in which a template is there for a reader: `de-AT`, else `de`; nil where there is neither.
    package func language(for name: String, wanted: String) -> String? {
        let base = wanted.split { $0 == "-" || $0 == "_" }.first.map { $0.lowercased() } ?? wanted
        return [wanted, wanted.lowercased(), base].first { speaks(name, $0) }
    }

    /// A template filled in, values escaped for HTML.
    package func html(
        _ name: String, _ context: TemplateValue, language: String = "en"
    ) throws(TemplateError) -> String {
        try render(name, context, .html, language)
    }

    /// A template filled in, values as they are.
    package func text(
        _ name: String, _ context: TemplateValue, language: String = "en"
    ) throws(TemplateError) -> String {
        try render(name, context, .text, language)
    }

    private func render(
        _ name: String, _ context: TemplateValue, _ form: Form, _ language: String
    ) throws(TemplateError) -> String {
        let faults = RenderingFaults()
        var values: [String: TemplateValue] = [:]
        if case .object(let object) = context { values = object }
        values["logo"] = logo
        let scope = TemplateScope(values: values, isOutermost: true, faults: faults)
        let library = editions[Edition(form: form, language: language)] ?? editions[Edition(form: form, language: "en")]
        guard let rendered = library?.render(scope, withTemplate: name) else {
            throw .unknownTemplate(name: name, language: language)
        }
        if let key = faults.missingKeys.first {
            throw .missingKey(template: name, key: key, at: place(asking: key, from: name, language))
        }
        if faults.printedStructure { throw .notText(template: name) }
        return rendered
    }

    /// The file and line, among a template and all it includes, that asks for a key.
    private func place(asking key: String, from name: String, _ language: String) -> String {
        var pending = [name]
        var seen: Set<String> = []
        while let next = pending.popLast() {
            guard seen.insert(next).inserted,
                let source = Self.candidates(for: next, language: language).lazy.compactMap({ sources[$0] }).first
            else { continue }
            if let line = source.line(asking: key) { return "\(source.file), line \(line)" }
            pending.append(contentsOf: source.partials.map(\.name))
        }
        return "in a file it includes"
    }

    private static func candidates(for name: String, language: String) -> [String] {
        ["\(name).\(language).mustache", "\(name).en.mustache", "\(name).mustache"]
    }
}
