/// An email's words: one subject line, the plain text, and the same as HTML.
package struct Email: Sendable, Equatable {
    /// One line.
    package let subject: String
    /// Plain text.
    package let text: String
    /// The same words as HTML.
    package let html: String

    /// An email's three parts.
    package init(subject: String, text: String, html: String) {
        self.subject = subject
        self.text = text
        self.html = html
    }
}

extension TemplateLibrary {
    /// Fills the template `mail-KIND` and sets it in the layouts `mail-text` and `mail-html`.
    ///
    /// The template's first line is `Subject: …`; its paragraphs are parted by blank lines; a paragraph of the form
    /// `[label](address)` is the one button, and a paragraph that begins with `# ` is set large (a code to type in).
    /// - Throws: `missingKey` when the template asks for something that `facts` leaves out.
    package func email(
        _ kind: MailKind, _ facts: MailFacts, language: String = "en"
    ) throws(TemplateError) -> Email {
        let name = "mail-\(kind.rawValue)"
        let rendered = try text(name, facts.given, language: language)
        let message = try MailText(rendered, template: name)
        let context = MailContext(
            language: language, subject: message.subject, blocks: message.blocks, boardName: facts.boardName,
            coordinatorName: facts.coordinatorName, coordinatorPhone: facts.coordinatorPhone)
        return Email(
            subject: message.subject,
            text: try text("mail-text", context.value, language: language),
            html: try html("mail-html", context.value, language: language))
    }
}

/// A filled email template, read back into its paragraphs.
private struct MailText {
    let subject: String
    let blocks: [MailBlock]

    init(_ rendered: String, template: String) throws(TemplateError) {
        var lines = rendered.split(separator: "\n", omittingEmptySubsequences: false)[...]
        let marker = "Subject: "
        guard let first = lines.popFirst(), first.hasPrefix(marker), first.count > marker.count else {
            throw .malformedEmail(template: template, reason: "its first line must be “Subject: …”")
        }
        subject = String(first.dropFirst(marker.count))
        blocks = lines.split { $0.allSatisfy(\.isWhitespace) }.map { MailBlock($0.joined(separator: " ")) }
        guard !blocks.isEmpty else { throw .malformedEmail(template: template, reason: "it has no text") }
    }
}

extension MailBlock {
    /// - Parameter paragraph: one line of a filled email template.
    fileprivate init(_ paragraph: String) {
        if let match = paragraph.wholeMatch(of: /\[([^\]]+)\]\((https?:[^\s)]+)\)/) {
            self.init(label: String(match.1), url: String(match.2))
        } else if paragraph.hasPrefix("# ") {
            self.init(large: String(paragraph.dropFirst(2)))
        } else {
            self.init(paragraph: paragraph)
        }
    }
}
