package import TumorBoard

/// A person's name with an address, as in From and To.
package struct Mailbox: Hashable, Sendable {
    /// The name to show, in any script; nil shows the address alone.
    package var name: String?
    /// Where mail goes.
    package var address: EmailAddress

    /// Creates a mailbox.
    package init(name: String? = nil, address: EmailAddress) {
        self.name = name
        self.address = address
    }
}

extension Mailbox {
    /// The pieces of `name <address>` between which a header may be folded (RFC 5322 §3.4).
    func headerPieces(startingAt column: Int, header: String) throws(MailError) -> [String] {
        guard address.text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .address(address.text)
        }
        guard let name, !name.isEmpty else { return [address.text] }
        return try phrase(name, startingAt: column, header: header) + ["<\(address.text)>"]
    }

    /// A display name: atoms as they are, a quoted string for specials such as a comma, encoded words for the rest.
    private func phrase(_ name: String, startingAt column: Int, header: String) throws(MailError) -> [String] {
        try HeaderText.refuseControls(in: name, header: header)
        let words = name.split(separator: " ", omittingEmptySubsequences: false)
        let isPlain =
            name.utf8.allSatisfy { (0x20...0x7E).contains($0) } && words.allSatisfy { !$0.isEmpty }
            && !name.contains("=?") && name.utf8.count <= HeaderText.lineLimit - 16
        guard isPlain else { return HeaderText.encodedWords(name, startingAt: column) }
        if name.utf8.allSatisfy({ $0 == 0x20 || HeaderText.isAtomCharacter($0) }) { return words.map(String.init) }
        let escaped = name.reduce(into: "") { text, character in
            if character == "\"" || character == "\\" { text.append("\\") }
            text.append(character)
        }
        let quoted = "\"\(escaped)\""
        return quoted.utf8.count <= HeaderText.lineLimit - 16
            ? [quoted] : HeaderText.encodedWords(name, startingAt: column)
    }
}
