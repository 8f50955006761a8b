/// A letter in its two forms, made of one template.
package struct NavigatorLetter: Sendable, Equatable {
    /// What it is about.
    package let title: String
    /// Plain text.
    package let text: String
    /// The same words as a document, complete in itself.
    package let html: String
    /// Facts that nobody gave, in the order of the letter; each is a blank to fill in by hand.
    package let blanks: [String]
}

extension TemplateLibrary {
    /// Fills the template `letter-KIND` and sets it in the layouts `letter-text` and `letter-sheet`.
    ///
    /// The template's first line is `Title: …`. Its parts are parted by blank lines: `## ` begins a heading, `- ` an
    /// item of a list, `[ ] ` a box to tick, `> ` a line of its own, and a line `Label :: value` is a fact; anything else
    /// is a paragraph.
    /// - Throws: `malformedEmail` for a template without title or text; what filling it throws.
    package func letter(
        _ kind: NavigatorLetterKind, _ context: NavigatorLetterContext, language: String = "en"
    ) throws(TemplateError) -> NavigatorLetter {
        let name = "letter-\(kind.rawValue)"
        // a page must not claim a language that its words are not in
        let language = speaks(name, language) ? language : "en"
        var context = context
        context.language = language
        let rendered = try text(name, context.value.onOneLine, language: language)
        let sheet = try LetterSheet(rendered, context: context, template: name)
        return NavigatorLetter(
            title: sheet.title,
            text: LetterMarks.text(try text("letter-text", sheet.value, language: language)),
            html: LetterMarks.html(try html("letter-sheet", sheet.value, language: language)),
            blanks: LetterMarks.names(in: context.recipients.joined(separator: "\n") + rendered))
    }
}

/// What the layouts `letter-sheet` and `letter-text` are given.
private struct LetterSheet: TemplateContext {
    var title: String
    var titleInCapitals: String
    var boardName: String
    var siteName: String
    var caseReference: String
    var date: String
    var recipients: [String]
    var blocks: [LetterBlock]
    var isForPatient: Bool
    var language: String

    init(_ rendered: String, context: NavigatorLetterContext, template: String) throws(TemplateError) {
        var lines = rendered.split(separator: "\n", omittingEmptySubsequences: false)[...]
        let marker = "Title: "
        guard let first = lines.popFirst(), first.hasPrefix(marker), first.count > marker.count else {
            throw .malformedEmail(template: template, reason: "its first line must be “Title: …”")
        }
        title = String(first.dropFirst(marker.count))
        titleInCapitals = title.uppercased()
        blocks = lines.split { $0.allSatisfy(\.isWhitespace) }.flatMap(LetterBlock.blocks)
        guard !blocks.isEmpty else { throw .malformedEmail(template: template, reason: "it has no text") }
        boardName = context.boardName
        siteName = context.siteName
        caseReference = context.caseReference
        date = context.date
        recipients = context.recipients
        isForPatient = context.isForPatient
        language = context.language
    }
}

/// One part of a letter; one of its members is set.
private struct LetterBlock: TemplateContext {
    var heading: String?
    var paragraph: String?
    var items: [String] = []
    var ticks: [String] = []
    var facts: [Fact] = []
    var lines: [String] = []

    /// The parts that lines between two blank lines make.
    static func blocks(_ lines: some Sequence<Substring>) -> [LetterBlock] {
        var blocks: [LetterBlock] = []
        for line in lines {
            let next = LetterBlock(line)
            if let last = blocks.indices.last, blocks[last].takes(next) {
                blocks[last].append(next)
            } else {
                blocks.append(next)
            }
        }
        return blocks
    }

    private init(_ line: Substring) {
        if line.hasPrefix("## ") {
            heading = String(line.dropFirst(3))
        } else if line.hasPrefix("- ") {
            items = [String(line.dropFirst(2))]
        } else if line.hasPrefix("[ ] ") {
            ticks = [String(line.dropFirst(4))]
        } else if line.hasPrefix("> ") {
            lines = [String(line.dropFirst(2))]
        } else if let middle = line.firstRange(of: " :: ") {
            facts = [Fact(label: String(line[..<middle.lowerBound]), value: String(line[middle.upperBound...]))]
        } else {
            paragraph = String(line)
        }
    }

    private func takes(_ next: LetterBlock) -> Bool {
        if paragraph != nil { return next.paragraph != nil }
        return !(items.isEmpty || next.items.isEmpty) || !(ticks.isEmpty || next.ticks.isEmpty)
            || !(facts.isEmpty || next.facts.isEmpty) || !(lines.isEmpty || next.lines.isEmpty)
    }

    private mutating func append(_ next: LetterBlock) {
        if let words = next.paragraph { paragraph = [paragraph, words].compactMap(\.self).joined(separator: " ") }
        items += next.items
        ticks += next.ticks
        facts += next.facts
        lines += next.lines
    }
}

/// Turns the marks of blanks into what a reader sees.
private enum LetterMarks {
    /// The missing facts' names, each once.
    static func names(in text: String) -> [String] {
        var names: [String] = []
        for match in text.matches(of: /\x{E000}([^\x{E001}]*)\x{E001}/) {
            let name = String(match.1)
            if !name.isEmpty, !names.contains(name) { names.append(name) }
        }
        return names
    }

    static func text(_ text: String) -> String {
        text.replacing(/\x{E000}[^\x{E001}]*\x{E001}/, with: LetterBlank.printed)
    }

    static func html(_ html: String) -> String {
        html.replacing(
            /\x{E000}[^\x{E001}]*\x{E001}/, with: "<span class=\"blank\">\(LetterBlank.printed)</span>")
    }
}

extension TemplateValue {
    /// The same with every text on one line: a line break in a value would begin another part of a letter.
    fileprivate var onOneLine: TemplateValue {
        switch self {
        case .text(let text): .text(text.split(whereSeparator: \.isNewline).joined(separator: " "))
        case .list(let list): .list(list.map(\.onOneLine))
        case .object(let object): .object(object.mapValues(\.onOneLine))
        case .flag, .none: self
        }
    }
}
