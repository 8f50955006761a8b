package import Foundation

/// A file that travels with a message.
package struct Attachment: Sendable {
    /// The name to save it under, without folders.
    package var filename: String
    /// `type/subtype`, with parameters if need be.
    package var contentType: String
    /// Its bytes.
    package var data: Data

    /// Creates an attachment.
    package init(filename: String, contentType: String, data: Data) {
        self.filename = filename
        self.contentType = contentType
        self.data = data
    }

    /// The part: headers and base64.
    func encoded() throws(MailError) -> Data {
        let isForbidden = { (scalar: Unicode.Scalar) in
            scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar == "/" || scalar == "\\"
        }
        guard !filename.isEmpty, filename.utf8.count <= 255, !filename.unicodeScalars.contains(where: isForbidden)
        else {
            throw .attachment(
                filename: filename, problem: "use a name of at most 255 octets without folders and control characters")
        }
        let (type, parameters) = try parsedContentType()
        var part = Data(HeaderParameter.field("Content-Type", type, parameters).utf8)
        part += Data("Content-Transfer-Encoding: base64\r\n".utf8)
        part += Data(HeaderParameter.field("Content-Disposition", "attachment", [("filename", filename)]).utf8)
        part += Data("\r\n".utf8)
        part += data.base64EncodedData(
            options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
        if part.last != 0x0A { part += Data("\r\n".utf8) }
        return part
    }

    private func parsedContentType() throws(MailError) -> (type: String, parameters: [(name: String, value: String)]) {
        let pieces = contentType.split(separator: ";", omittingEmptySubsequences: false)
            .map { $0.trimmingCharacters(in: .whitespaces) }
        let type = pieces.first ?? ""
        let halves = type.split(separator: "/", omittingEmptySubsequences: false)
        // RFC 2045 §6.4: a composite type may not be base64.
        guard halves.count == 2, halves.allSatisfy(HeaderText.isToken), type.utf8.count <= 60,
            !["multipart", "message"].contains(halves[0].lowercased())
        else {
            throw .attachment(
                filename: filename,
                problem: "“\(contentType)” is not a content type for a file, such as application/pdf")
        }
        var parameters: [(name: String, value: String)] = []
        for piece in pieces.dropFirst() {
            let sides = piece.split(separator: "=", maxSplits: 1)
            guard sides.count == 2, HeaderText.isToken(sides[0]), HeaderText.isToken(sides[1]) else {
                throw .attachment(filename: filename, problem: "“\(piece)” is not a parameter such as charset=UTF-8")
            }
            parameters.append((String(sides[0]), String(sides[1])))
        }
        return (type, parameters)
    }
}
