import Foundation

/// XHTML narrative as plain text.
enum Markup {
    /// The text of a narrative: an empty line between paragraphs, tags and entities resolved.
    static func plain(_ markup: String) -> String {
        var text = ""
        var tag: String?
        for character in markup {
            if character == "<" {
                tag = ""
            } else if character == ">", let name = tag {
                let lower = name.lowercased()
                if breaks.contains(where: { lower.hasPrefix($0) }) {
                    text.append(lower.hasPrefix("/p") ? "\n\n" : "\n")
                }
                tag = nil
            } else if tag != nil {
                tag?.append(character)
            } else {
                text.append(character.isNewline ? " " : character)
            }
        }
        for (entity, replacement) in entities { text = text.replacingOccurrences(of: entity, with: replacement) }
        var lines: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let words = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            // One empty line between paragraphs, none at the ends.
            if !words.isEmpty || lines.last?.isEmpty == false { lines.append(words) }
        }
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.joined(separator: "\n")
    }

    private static let breaks = ["/p", "br", "/li", "/tr", "/h", "/div"]

    private static let entities = [
        ("&nbsp;", " "), ("&#160;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ]
}
