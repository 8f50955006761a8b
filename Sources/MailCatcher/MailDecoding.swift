import Foundation

/// Undoes transfer encodings (RFC 2045 §6).
enum TransferDecoding {
    /// The bytes behind an encoding; unknown ones are taken as they are.
    static func decode(_ data: Data, _ encoding: String) -> Data {
        switch encoding {
        case "base64": Data(base64Encoded: data, options: .ignoreUnknownCharacters) ?? Data()
        case "quoted-printable": quotedPrintable(data)
        default: data
        }
    }

    /// Quoted-printable; a `=` that starts nothing is kept.
    static func quotedPrintable(_ data: Data) -> Data {
        let bytes = Array(data)
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x3D, index + 2 < bytes.count {
                if bytes[index + 1] == 0x0D, bytes[index + 2] == 0x0A {
                    index += 3
                    continue
                }
                if let high = hex(bytes[index + 1]), let low = hex(bytes[index + 2]) {
                    output.append(high << 4 | low)
                    index += 3
                    continue
                }
            }
            output.append(bytes[index])
            index += 1
        }
        return Data(output)
    }

    /// The value of a hexadecimal digit.
    static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }

    /// `%XX` undone, as RFC 2231 writes it.
    static func percent(_ text: some StringProtocol) -> [UInt8] {
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x25, index + 2 < bytes.count, let high = hex(bytes[index + 1]),
                let low = hex(bytes[index + 2])
            {
                output.append(high << 4 | low)
                index += 3
            } else {
                output.append(bytes[index])
                index += 1
            }
        }
        return output
    }
}

/// Undoes encoded words (RFC 2047): UTF-8, US-ASCII and ISO 8859-1, B and Q.
enum EncodedWords {
    /// A header's value as a person reads it.
    static func decode(_ value: String) -> String {
        var output: [UInt8] = []
        var lastWasEncoded = false
        var gap = ""
        for piece in value.split(separator: " ", omittingEmptySubsequences: false) {
            let decoded = word(piece)
            // White space between two encoded words is not part of the text (§6.2).
            if decoded == nil || !lastWasEncoded { output += gap.utf8 }
            output += decoded ?? Array(piece.utf8)
            lastWasEncoded = decoded != nil
            gap = " "
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func word(_ text: Substring) -> [UInt8]? {
        guard text.hasPrefix("=?"), text.hasSuffix("?=") else { return nil }
        let fields = text.dropFirst(2).dropLast(2).split(separator: "?", omittingEmptySubsequences: false)
        guard fields.count == 3 else { return nil }
        let bytes: [UInt8]
        switch fields[1].uppercased() {
        case "B":
            guard let data = Data(base64Encoded: String(fields[2])) else { return nil }
            bytes = Array(data)
        case "Q":
            let spaced = fields[2].replacingOccurrences(of: "_", with: " ")
            // A tail keeps an escape at the very end long enough to be read.
            bytes = Array(TransferDecoding.quotedPrintable(Data((spaced + "  ").utf8)).dropLast(2))
        default: return nil
        }
        switch fields[0].uppercased() {
        case "UTF-8", "US-ASCII": return bytes
        case "ISO-8859-1": return bytes.flatMap { Array(String(Unicode.Scalar($0)).utf8) }
        default: return nil
        }
    }
}

/// A header's first word and its parameters (RFC 2045 §5.1, RFC 2231).
struct HeaderValue {
    /// What stands before the first `;`.
    let word: String
    /// The parameters, names in lower case, values decoded and joined.
    let parameters: [String: String]

    /// Parses a value.
    init(_ text: String) {
        let pieces = Self.split(text)
        word = (pieces.first ?? "").trimmingCharacters(in: .whitespaces)
        var plain: [String: String] = [:]
        var segments: [String: [(index: Int, bytes: [UInt8])]] = [:]
        for piece in pieces.dropFirst() {
            let sides = piece.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard sides.count == 2 else { continue }
            let name = sides[0].lowercased().split(separator: "*", omittingEmptySubsequences: false).map(String.init)
            let value = Self.unquote(sides[1])
            if name.count == 1 {
                plain[name[0]] = value
                continue
            }
            let index = Int(name[1]) ?? 0
            let isEncoded = name.last?.isEmpty == true
            let text =
                isEncoded && index == 0
                ? value.split(separator: "'", omittingEmptySubsequences: false).last ?? "" : value[...]
            segments[name[0], default: []].append(
                (index, isEncoded ? TransferDecoding.percent(text) : Array(text.utf8)))
        }
        for (name, pieces) in segments {
            plain[name] = String(decoding: pieces.sorted { $0.index < $1.index }.flatMap(\.bytes), as: UTF8.self)
        }
        parameters = plain
    }

    /// Splits at `;` outside quotes.
    private static func split(_ text: String) -> [String] {
        var pieces = [""]
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if character == ";", !isQuoted { pieces.append("") } else { pieces[pieces.count - 1].append(character) }
        }
        return pieces
    }

    private static func unquote(_ text: String) -> String {
        guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
        return String(text.dropFirst().dropLast())
    }
}
