import Foundation

/// What is wrong with a multipart body.
enum MultipartFault: Error, Equatable, Sendable {
    /// The content type names no boundary, or one that RFC 2046 does not allow.
    case boundary
    /// The body does not begin with the boundary, or something stands behind one.
    case malformed
    /// A part's headers are too long, are no `form-data`, or have no name.
    case headers
    /// More parts than any of our forms has.
    case tooManyParts
    /// The body ended before its last boundary.
    case cutOff
}

/// The head of one part: a field of the form.
struct MultipartHead: Equatable, Sendable {
    /// The field's name.
    let name: String
    /// The file's name as the browser gives it; nil for a field that is no file.
    let filename: String?
}

/// One thing that a body says next.
enum MultipartEvent: Equatable, Sendable {
    case part(MultipartHead)
    case bytes([UInt8])
    case endOfPart
}

/// Reads `multipart/form-data` (RFC 7578) as its bytes come, however they are cut: what it holds back is never more
/// than a boundary or the headers of one part.
struct MultipartReader {
    private enum State { case preamble, afterBoundary, headers, content, done }

    private static let longestHead = 8 << 10
    private static let mostParts = 64
    /// A line break, two hyphens and the boundary.
    private let delimiter: [UInt8]
    private var state = State.preamble
    private var held: [UInt8] = []
    private var parts = 0

    /// - Throws: `MultipartFault.boundary`.
    init(contentType: String) throws(MultipartFault) {
        let fields = HeaderFields(contentType)
        guard fields.value == "multipart/form-data", let boundary = fields["boundary"],
            (1...70).contains(boundary.utf8.count), boundary.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw .boundary }
        delimiter = Array("\r\n--\(boundary)".utf8)
        // the first boundary has no line before it
        held = [0x0D, 0x0A]
    }

    /// Whether the last boundary was read; what follows it is of no account.
    var isComplete: Bool { state == .done }

    /// Takes the next bytes.
    mutating func read(_ bytes: [UInt8]) throws(MultipartFault) -> [MultipartEvent] {
        guard state != .done else { return [] }
        held += bytes
        var events: [MultipartEvent] = []
        while try step(&events) {}
        return events
    }

    /// - Throws: `MultipartFault.cutOff` where the last boundary has not come.
    func finish() throws(MultipartFault) {
        guard isComplete else { throw .cutOff }
    }

    /// One step; false where more bytes are needed.
    private mutating func step(_ events: inout [MultipartEvent]) throws(MultipartFault) -> Bool {
        switch state {
        case .preamble:
            guard held.count >= delimiter.count else {
                guard delimiter.starts(with: held) else { throw .malformed }
                return false
            }
            guard held.starts(with: delimiter) else { throw .malformed }
            held.removeFirst(delimiter.count)
            state = .afterBoundary
            return true
        case .afterBoundary: return try afterBoundary()
        case .headers: return try headers(&events)
        case .content: return content(&events)
        case .done:
            held = []
            return false
        }
    }

    private mutating func afterBoundary() throws(MultipartFault) -> Bool {
        guard held.count >= 2 else { return false }
        switch (held[0], held[1]) {
        case (0x2D, 0x2D): state = .done
        case (0x0D, 0x0A): state = .headers
        default: throw .malformed
        }
        held.removeFirst(2)
        return true
    }

    private mutating func headers(_ events: inout [MultipartEvent]) throws(MultipartFault) -> Bool {
        guard let end = held.firstRange(of: Array("\r\n\r\n".utf8))?.lowerBound else {
            guard held.count <= Self.longestHead else { throw .headers }
            return false
        }
        guard end <= Self.longestHead else { throw .headers }
        parts += 1
        guard parts <= Self.mostParts else { throw .tooManyParts }
        let head = try Self.head(held[..<end])
        held.removeFirst(end + 4)
        events.append(.part(head))
        state = .content
        return true
    }

    private mutating func content(_ events: inout [MultipartEvent]) -> Bool {
        if let found = held.firstRange(of: delimiter) {
            if found.lowerBound > 0 { events.append(.bytes(Array(held[..<found.lowerBound]))) }
            events.append(.endOfPart)
            held.removeFirst(found.upperBound)
            state = .afterBoundary
            return true
        }
        // only an end that may begin a boundary is held back
        let safe = held.count - held.lengthOfEnd(beginning: delimiter)
        if safe > 0 {
            events.append(.bytes(Array(held[..<safe])))
            held.removeFirst(safe)
        }
        return false
    }

    private static func head(_ bytes: ArraySlice<UInt8>) throws(MultipartFault) -> MultipartHead {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .headers }
        for line in text.split(separator: "\r\n") {
            guard let colon = line.firstIndex(of: ":"), !line.hasPrefix(" ") else { throw .headers }
            guard line[..<colon].lowercased() == "content-disposition" else { continue }
            let fields = HeaderFields(String(line[line.index(after: colon)...]))
            guard fields.value == "form-data", let name = fields["name"], !name.isEmpty else { throw .headers }
            return MultipartHead(name: name, filename: fields["filename"])
        }
        throw .headers
    }
}

/// A header's value with its parameters: `form-data; name="file"; filename="a.pdf"`.
struct HeaderFields {
    /// The value itself, in small letters.
    let value: String
    private var parameters: [String: String] = [:]

    init(_ text: String) {
        var parts: [String] = [""]
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if character == ";", !isQuoted { parts.append("") } else { parts[parts.count - 1].append(character) }
        }
        value = Self.trimmed(parts[0]).lowercased()
        for part in parts.dropFirst() {
            guard let equals = part.firstIndex(of: "=") else { continue }
            let name = Self.trimmed(String(part[..<equals])).lowercased()
            var text = Self.trimmed(String(part[part.index(after: equals)...]))
            if text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") {
                text = String(text.dropFirst().dropLast())
                // browsers write these three so, and nothing else (HTML, multipart/form-data encoding)
                for (written, meant) in [("%22", "\""), ("%0D", "\r"), ("%0A", "\n")] {
                    text = text.split(separator: written, omittingEmptySubsequences: false).joined(separator: meant)
                }
            }
            // of two with one name the first counts
            if parameters[name] == nil { parameters[name] = text }
        }
    }

    subscript(name: String) -> String? { parameters[name] }

    private static func trimmed(_ text: String) -> String {
        let space: Set<Character> = [" ", "\t"]
        return String(text.drop(while: space.contains).reversed().drop(while: space.contains).reversed())
    }
}

extension [UInt8] {
    /// Where a pattern first stands; by the C library, since half a gigabyte is looked through so.
    fileprivate func firstRange(of pattern: [UInt8]) -> Range<Int>? {
        withUnsafeBytes { bytes in
            pattern.withUnsafeBytes { pattern in
                guard let start = bytes.baseAddress, let wanted = pattern.baseAddress, let first = pattern.first else {
                    return nil
                }
                var index = 0
                while index + pattern.count <= bytes.count {
                    guard let found = memchr(start + index, Int32(first), bytes.count - index) else { return nil }
                    index = UnsafeRawPointer(found) - start
                    guard index + pattern.count <= bytes.count else { return nil }
                    if memcmp(found, wanted, pattern.count) == 0 { return index..<(index + pattern.count) }
                    index += 1
                }
                return nil
            }
        }
    }

    /// How long the longest end is that a pattern begins with.
    fileprivate func lengthOfEnd(beginning pattern: [UInt8]) -> Int {
        var length = Swift.min(count, pattern.count - 1)
        while length > 0, !suffix(length).elementsEqual(pattern.prefix(length)) { length -= 1 }
        return length
    }
}
