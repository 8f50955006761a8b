import Foundation
import Mustache

/// One template file: its name, its language and its text.
struct TemplateSource {
    /// The file's name with its extension.
    let file: String
    /// The name templates call it by.
    let name: String
    /// Nil for a file that serves every language.
    let language: String?
    let text: String

    /// - Parameter file: `name.mustache` or `name.language.mustache`.
    init(file: String, contents: Data) throws(TemplateError) {
        guard let text = String(data: contents, encoding: .utf8) else {
            throw .unreadable(path: file, reason: "it is not UTF-8")
        }
        let parts = file.split(separator: ".").map(String.init)
        self.file = file
        name = parts.first ?? file
        language = parts.count > 2 ? parts[1] : nil
        self.text = text
    }

    /// Every template file directly inside a folder.
    static func all(in folder: URL) throws(TemplateError) -> [TemplateSource] {
        var sources: [TemplateSource] = []
        do {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            for name in names.sorted() where name.hasSuffix(".mustache") {
                let contents = try Data(contentsOf: folder.appendingPathComponent(name))
                sources.append(try TemplateSource(file: name, contents: contents))
            }
        } catch let error as TemplateError {
            throw error
        } catch {
            throw .unreadable(path: folder.path, reason: error.localizedDescription)
        }
        return sources
    }

    /// - Parameter escaping: whether values are escaped for HTML.
    func parsed(escaping: Bool) throws(TemplateError) -> MustacheTemplate {
        try refuseDottedNames()
        // swift-mustache escapes unless the template itself says otherwise, on a line of its own.
        let pragma = escaping ? "" : "{{%CONTENT_TYPE:TEXT}}\n"
        do {
            return try MustacheTemplate(string: pragma + text)
        } catch let error as MustacheTemplate.ParserError {
            let line = error.context.lineNumber - (escaping ? 0 : 1)
            throw .malformed(file: file, line: max(1, line), reason: Self.explanation(of: error.error))
        } catch {
            throw .malformed(file: file, line: 1, reason: "\(error)")
        }
    }

    /// The names of the templates that this one includes, each with its line.
    var partials: [(name: String, line: Int)] {
        tags.filter { $0.sigil == ">" || $0.sigil == "<" }.map { ($0.name, $0.line) }
    }

    /// The first line that asks for a key.
    func line(asking key: String) -> Int? {
        tags.first { !["/", ">", "<", "!", "$"].contains($0.sigil) && $0.name == key }?.line
    }

    private func refuseDottedNames() throws(TemplateError) {
        for tag in tags where tag.sigil != "!" && tag.name != "." && tag.name.contains(".") {
            throw .malformed(
                file: file, line: tag.line, reason: "{{\(tag.name)}} has a dot; write {{#outer}}{{inner}}{{/outer}}")
        }
    }

    /// The tags in order; enough of a reading to say where a name stands.
    private var tags: [(sigil: Character, name: String, line: Int)] {
        var tags: [(sigil: Character, name: String, line: Int)] = []
        var line = 1
        var rest = text[...]
        while let open = rest.range(of: "{{") {
            line += rest[..<open.lowerBound].count(where: \.isNewline)
            rest = rest[open.upperBound...]
            guard let close = rest.range(of: "}}") else { break }
            let inside = rest[..<close.lowerBound]
            let trimmed = inside.trimmingCharacters(in: .whitespacesAndNewlines)
            let sigil = trimmed.first.flatMap { "#^/!>&{<$%=".contains($0) ? $0 : nil } ?? " "
            let name = sigil == " " ? trimmed : trimmed.dropFirst().trimmingCharacters(in: .whitespaces)
            tags.append((sigil, name, line))
            line += inside.count(where: \.isNewline)
            rest = rest[close.upperBound...]
        }
        return tags
    }

    private static func explanation(of error: any Error) -> String {
        guard let error = error as? MustacheTemplate.Error else { return "a tag is not finished" }
        return switch error {
        case .sectionCloseNameIncorrect: "a section is closed under another name than it was opened"
        case .unfinishedName: "a tag is not finished or its name holds a character that names cannot hold"
        case .expectedSectionEnd: "a section is opened and never closed"
        case .invalidSetDelimiter: "a change of delimiters is malformed"
        case .transformAppliedToInheritanceSection: "a block's name cannot hold a transform"
        case .illegalTokenInsideInheritSection, .textInsideInheritSection:
            "inside {{<layout}} only blocks {{$name}}…{{/name}} may stand"
        case .invalidConfigVariableSyntax, .unrecognisedConfigVariable: "a setting {{%…}} is not known"
        }
    }
}
