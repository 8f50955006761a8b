/// An email address that is safe to hand to an SMTP server.
///
/// It cannot hold a control character, a space, `<` or `>`, so that it can never carry a second SMTP command.
package struct EmailAddress: Hashable, Codable, Sendable, CustomStringConvertible {
    /// `local@domain`.
    package let text: String

    /// Parses an address.
    /// - Throws: `MalformedValue` when it is not one `local@domain` of at most 254 octets.
    package init(_ text: String) throws(MalformedValue) {
        let halves = text.unicodeScalars.split(separator: "@", omittingEmptySubsequences: false).map { String($0) }
        let forbidden = text.unicodeScalars.contains { scalar in
            scalar.value <= 0x20 || (0x7F...0x9F).contains(scalar.value)
                || "<>(),;:\\\"[]".unicodeScalars.contains(scalar)
        }
        guard halves.count == 2, !halves[0].isEmpty, !halves[1].isEmpty, !forbidden, text.utf8.count <= 254,
            !halves[1].hasPrefix("."), !halves[1].hasSuffix("."), !halves[0].hasPrefix("-")
        else {
            throw MalformedValue(expected: "email address", text: text, hint: "write it as name@example.org")
        }
        self.text = text
    }

    /// Reads and checks the address.
    package init(from decoder: any Decoder) throws {
        try self.init(try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the text alone.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    /// The address as written.
    package var description: String { text }
}
