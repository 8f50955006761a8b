package import Foundation

/// One part of a message.
package struct MailPart {
    /// The part's headers, unfolded and otherwise as they came.
    package let headers: [(name: String, value: String)]
    /// `type/subtype` in lower case.
    package let contentType: String
    /// Parameters of the content type, names in lower case.
    package let parameters: [String: String]
    /// The content with its transfer encoding undone; empty for a multipart.
    package let body: Data
    /// The parts below.
    package let parts: [MailPart]

    /// Takes a part apart.
    init(_ data: Data, depth: Int) throws(ReadMailError) {
        guard depth < 20 else { throw .tooDeep }
        let (head, content) = Self.split(data)
        headers = try Self.parseHeaders(head)
        let type = Self.value("Content-Type", in: headers).map(HeaderValue.init) ?? HeaderValue("text/plain")
        contentType = type.word.lowercased()
        parameters = type.parameters
        if contentType.hasPrefix("multipart/") {
            guard let boundary = type.parameters["boundary"], !boundary.isEmpty else { throw .boundary }
            body = Data()
            parts = try Self.children(of: content, boundary: boundary, depth: depth)
        } else {
            let encoding = Self.value("Content-Transfer-Encoding", in: headers)?.lowercased() ?? "7bit"
            body = TransferDecoding.decode(content, encoding.trimmingCharacters(in: .whitespaces))
            parts = []
        }
    }

    /// The first header of this name, with encoded words decoded.
    package func header(_ name: String) -> String? { Self.value(name, in: headers).map(EncodedWords.decode) }

    /// Whether the part says that it is a file.
    package var isAttachment: Bool {
        Self.value("Content-Disposition", in: headers).map { HeaderValue($0).word.lowercased() } == "attachment"
    }

    /// The file's name.
    package var filename: String? {
        Self.value("Content-Disposition", in: headers).flatMap { HeaderValue($0).parameters["filename"] }
            ?? parameters["name"]
    }

    /// This part, or those below that have no parts.
    var leaves: [MailPart] { contentType.hasPrefix("multipart/") ? parts.flatMap(\.leaves) : [self] }

    private static func value(_ name: String, in headers: [(name: String, value: String)]) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// Head and body around the first empty line.
    private static func split(_ data: Data) -> (head: Data, body: Data) {
        if data.starts(with: [0x0D, 0x0A]) { return (Data(), Data(data.dropFirst(2))) }
        guard let gap = data.range(of: Data("\r\n\r\n".utf8)) else { return (data, Data()) }
        return (Data(data[..<gap.lowerBound]), Data(data[gap.upperBound...]))
    }

    private static func parseHeaders(_ head: Data) throws(ReadMailError) -> [(name: String, value: String)] {
        var headers: [(name: String, value: String)] = []
        for line in String(decoding: head, as: UTF8.self).components(separatedBy: "\r\n") where !line.isEmpty {
            if line.first == " " || line.first == "\t" {
                guard !headers.isEmpty else { throw .header(line: line) }
                headers[headers.count - 1].value += line
                continue
            }
            guard let colon = line.firstIndex(of: ":"), colon != line.startIndex else { throw .header(line: line) }
            let value = line[line.index(after: colon)...]
            headers.append((String(line[..<colon]), value.first == " " ? String(value.dropFirst()) : String(value)))
        }
        // A value that began on its second line.
        return headers.map { ($0.name, $0.value.trimmingCharacters(in: .whitespaces)) }
    }

    private static func children(of data: Data, boundary: String, depth: Int) throws(ReadMailError) -> [MailPart] {
        let body = Data("\r\n".utf8) + data
        let mark = Data("\r\n--\(boundary)".utf8)
        var parts: [MailPart] = []
        guard var found = body.range(of: mark) else { throw .boundary }
        while !body[found.upperBound...].starts(with: Data("--".utf8)) {
            guard let next = body.range(of: mark, in: found.upperBound..<body.endIndex),
                let lineEnd = body.range(of: Data("\r\n".utf8), in: found.upperBound..<body.endIndex)
            else { throw .boundary }
            let content = body[min(lineEnd.upperBound, next.lowerBound)..<next.lowerBound]
            parts.append(try MailPart(Data(content), depth: depth + 1))
            found = next
        }
        return parts
    }
}
