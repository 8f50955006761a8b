/// What a malformed identifier or value was refused for.
package struct MalformedValue: Error, Equatable, Sendable, CustomStringConvertible {
    /// The kind of value that was expected, such as "case id".
    package let expected: String
    /// The text that was given.
    package let text: String
    /// What a well-formed one looks like.
    package let hint: String

    /// One line for a person.
    package var description: String { "“\(text)” is not a valid \(expected): \(hint)" }

    /// Creates a refusal.
    package init(expected: String, text: String, hint: String) {
        self.expected = expected
        self.text = text
        self.hint = hint
    }
}

/// A short stable name of a thing, kept as text: letters, digits, `.`, `_` and `-`.
package protocol StableIdentifier: Hashable, Comparable, Codable, Sendable, CustomStringConvertible,
    ExpressibleByStringLiteral
{
    /// The text of the identifier.
    var text: String { get }
    /// What the identifier names, for error messages.
    static var noun: String { get }
    /// Takes text that has been checked.
    init(checked text: String)
}

extension StableIdentifier {
    /// Parses an identifier.
    /// - Throws: `MalformedValue` when empty, longer than 64 characters, or with other characters.
    package init(_ text: String) throws(MalformedValue) {
        guard Self.isWellFormed(text) else {
            throw MalformedValue(
                expected: Self.noun, text: text,
                hint: "use 1–64 letters, digits, “.”, “_” or “-”, a letter or digit first")
        }
        self.init(checked: text)
    }

    /// An identifier written in the source; a malformed one is a programming error.
    package init(stringLiteral text: String) {
        precondition(Self.isWellFormed(text), "malformed \(Self.noun) in the source")
        self.init(checked: text)
    }

    /// Reads and checks the identifier.
    package init(from decoder: any Decoder) throws {
        try self.init(try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the text alone.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    /// By text.
    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }

    /// The text alone.
    package var description: String { text }

    private static func isWellFormed(_ text: String) -> Bool {
        // one that begins with a dot or a dash could leave its folder, or be taken for an option
        (1...64).contains(text.utf8.count) && text.utf8.first != 46 && text.utf8.first != 45
            && text.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45
                    || byte == 46 || byte == 95
            }
    }
}

/// Names a case of one patient.
package struct CaseID: StableIdentifier {
    /// The text of the identifier.
    package let text: String
    /// For error messages.
    package static let noun = "case id"
    /// Takes checked text.
    package init(checked text: String) { self.text = text }
}

/// Names a reviewer on the roster.
package struct ReviewerID: StableIdentifier {
    /// The text of the identifier.
    package let text: String
    /// For error messages.
    package static let noun = "reviewer id"
    /// Takes checked text.
    package init(checked text: String) { self.text = text }
}

/// Names a tumor board.
package struct BoardID: StableIdentifier {
    /// The text of the identifier.
    package let text: String
    /// For error messages.
    package static let noun = "board id"
    /// Takes checked text.
    package init(checked text: String) { self.text = text }
}

/// Names one sitting of a board.
package struct SessionID: StableIdentifier {
    /// The text of the identifier.
    package let text: String
    /// For error messages.
    package static let noun = "session id"
    /// Takes checked text.
    package init(checked text: String) { self.text = text }
}
