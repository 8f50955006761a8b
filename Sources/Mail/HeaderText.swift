import Foundation

/// Writes header fields: folding at white space, and encoded words for what is not plain ASCII (RFC 5322, RFC 2047).
enum HeaderText {
    /// Octets in a line before its CRLF: RFC 2047 §2 allows 76 where an encoded word stands, so we keep to that always.
    static let lineLimit = 76

    /// Header fields in which encoded words may stand for running text (RFC 2047 §5 (1)).
    static func isUnstructured(_ name: String) -> Bool {
        let lowered = name.lowercased()
        return lowered == "subject" || lowered == "comments" || lowered.hasPrefix("x-")
    }

    /// Joins pieces with single spaces, starting a new line before a piece that would not fit.
    static func fold(_ name: String, _ pieces: [String]) -> String {
        var text = name + ":"
        var column = text.utf8.count
        for piece in pieces {
            let length = piece.utf8.count
            if column + 1 + length > lineLimit, column > 1 {
                text += "\r\n " + piece
                column = 1 + length
            } else {
                text += " " + piece
                column += 1 + length
            }
        }
        return text + "\r\n"
    }

    /// One header of running text or of structured ASCII.
    /// - Throws: `MailError.header` for a control character, or for text that a structured field cannot carry.
    static func field(_ name: String, _ value: String) throws(MailError) -> String {
        try refuseControls(in: value, header: name)
        let words = value.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let isPlain =
            value.utf8.allSatisfy { (0x20...0x7E).contains($0) } && words.allSatisfy { !$0.isEmpty }
            && !value.contains("=?")
        if isUnstructured(name) {
            let fits = words.allSatisfy { $0.utf8.count < lineLimit - name.utf8.count - 2 }
            return fold(name, isPlain && fits ? words : encodedWords(value, startingAt: name.utf8.count + 2))
        }
        guard isPlain, words.allSatisfy({ $0.utf8.count <= 900 }) else {
            throw .header(name: name, problem: "write it in ASCII words of at most 900 characters with single spaces")
        }
        return fold(name, words)
    }

    /// `=?UTF-8?B?…?=` words of at most 75 octets, cut between Unicode scalars.
    static func encodedWords(_ text: String, startingAt column: Int) -> [String] {
        let frame = "=?UTF-8?B??=".utf8.count
        var words: [String] = []
        var chunk: [UInt8] = []
        // The first word shares its line with the field's name.
        var room = max(12, (lineLimit - column - frame) / 4 * 3)
        func close() {
            words.append("=?UTF-8?B?" + Data(chunk).base64EncodedString() + "?=")
            chunk.removeAll()
            room = (lineLimit - 1 - frame) / 4 * 3
        }
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if chunk.count + bytes.count > room { close() }
            chunk += bytes
        }
        if !chunk.isEmpty { close() }
        return words
    }

    /// Refuses what could end a header line or hide in it.
    static func refuseControls(in value: String, header: String) throws(MailError) {
        for scalar in value.unicodeScalars where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) {
            let code = String(scalar.value, radix: 16, uppercase: true)
            throw .header(name: header, problem: "holds the control character U+\(code): remove it")
        }
    }

    /// RFC 5322 `atext`.
    static func isAtomCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
        }
    }

    /// RFC 2045 `token`.
    static func isToken(_ text: some StringProtocol) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"()<>@,;:\\\"/[]?=".utf8.contains($0) }
    }
}
