/// Names one stream of events: what it is about and which one, written `case/C-0001`.
package struct StreamID: Hashable, Sendable, Codable, CustomStringConvertible {
    /// What the stream is about: `case`, `session`, `roster`. Holds no `/`.
    package let kind: String
    /// Which one of its kind.
    package let id: String

    /// Names a stream; a kind with a `/` in it is refused when it is first appended to.
    package init(kind: String, id: String) {
        self.kind = kind
        self.id = id
    }

    /// Reads `kind/id` back; nil where there is no `/`, or nothing on one of its sides.
    package init?(_ text: String) {
        guard let slash = text.firstIndex(of: "/") else { return nil }
        let kind = String(text[..<slash])
        let id = String(text[text.index(after: slash)...])
        guard !kind.isEmpty, !id.isEmpty else { return nil }
        self.init(kind: kind, id: id)
    }

    /// The stream as it is stored: `kind/id`.
    package var description: String { "\(kind)/\(id)" }
}
