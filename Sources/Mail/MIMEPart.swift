import Foundation

/// A node of a message's body: text, a binary, or several parts.
indirect enum MIMEPart {
    /// Text of a type such as `plain`, with further parameters of its Content-Type.
    case text(subtype: String, String, parameters: [(name: String, value: String)] = [])
    /// A file.
    case file(Attachment)
    /// `mixed` or `alternative`.
    case multipart(subtype: String, [MIMEPart])

    /// The part's own header lines and body, ending in CRLF.
    ///
    /// A boundary begins with `=_`, which neither quoted-printable nor base64 can produce, so it never occurs inside.
    func encoded(seed: UInt64, index: inout Int) throws(MailError) -> Data {
        switch self {
        case .text(let subtype, let text, let parameters):
            var part = Data(
                HeaderParameter.field("Content-Type", "text/\(subtype)", [("charset", "UTF-8")] + parameters).utf8)
            part += Data("Content-Transfer-Encoding: quoted-printable\r\n\r\n".utf8)
            part += QuotedPrintable.encode(text)
            return part
        case .file(let attachment):
            return try attachment.encoded()
        case .multipart(let subtype, let parts):
            let boundary = "=_" + String(seed, radix: 16) + "." + String(index)
            index += 1
            var part = Data(
                HeaderParameter.field("Content-Type", "multipart/\(subtype)", [("boundary", boundary)]).utf8)
            part += Data("\r\n".utf8)
            for child in parts {
                part += Data("--\(boundary)\r\n".utf8)
                part += try child.encoded(seed: seed, index: &index)
                part += Data("\r\n".utf8)
            }
            part += Data("--\(boundary)--\r\n".utf8)
            return part
        }
    }
}

/// FNV-1a, 64 bits: names boundaries; nothing secret hangs on it.
func stableHash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
}
