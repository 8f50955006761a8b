package import Foundation

/// Why a message could not be read.
package enum ReadMailError: Error, Equatable, CustomStringConvertible {
    /// A line of the header is neither `Name: value` nor a continuation.
    case header(line: String)
    /// A multipart has no boundary, or its boundary never comes.
    case boundary
    /// Parts within parts beyond reason.
    case tooDeep

    /// One line for a person.
    package var description: String {
        switch self {
        case .header(let line): "not a header line: “\(line.prefix(80))”"
        case .boundary: "a multipart without its boundary"
        case .tooDeep: "more than twenty levels of parts"
        }
    }
}

/// A message taken apart, for tests and the demo: enough MIME to read what this project writes.
package struct ReadMail {
    /// The whole message as a part: its headers, and below it the others.
    package let root: MailPart

    /// Takes a message apart.
    /// - Throws: `ReadMailError`.
    package init(_ data: Data) throws(ReadMailError) {
        root = try MailPart(data, depth: 0)
    }

    /// The headers, unfolded and otherwise as they came.
    package var headers: [(name: String, value: String)] { root.headers }

    /// The first header of this name, with encoded words decoded.
    package func header(_ name: String) -> String? { root.header(name) }

    /// The plain text, with `\n` line ends.
    package var text: String? { inlineText("text/plain") }

    /// The HTML, with `\n` line ends.
    package var html: String? { inlineText("text/html") }

    /// The calendar object among the alternatives, as it came.
    package var calendar: String? {
        leaves.first { $0.contentType == "text/calendar" && !$0.isAttachment }.map {
            String(decoding: $0.body, as: UTF8.self)
        }
    }

    /// The files.
    package var attachments: [(filename: String, contentType: String, data: Data)] {
        leaves.filter(\.isAttachment).map { ($0.filename ?? "", $0.contentType, $0.body) }
    }

    /// Every part that has no parts, in order.
    package var leaves: [MailPart] { root.leaves }

    private func inlineText(_ type: String) -> String? {
        guard let part = leaves.first(where: { $0.contentType == type && !$0.isAttachment }) else { return nil }
        // By bytes: String's own search takes a line end and the mark that combines with it for one character.
        var bytes: [UInt8] = []
        for byte in part.body {
            if byte == 0x0A, bytes.last == 0x0D { bytes.removeLast() }
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
