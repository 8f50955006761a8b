/// Reads a JSON text of RFC 8259, strictly, into a tape.
///
/// Stricter or laxer than the RFC on purpose: the text is UTF-8 (a byte order mark is passed over); lone surrogates,
/// numbers beyond a double's range, and nesting deeper than `deepest` are refused; of a name that an object holds twice
/// the last value counts, and the repetition is told.
struct JSONReader {
    /// Arrays and objects in one another. FHIR's own resources stay below 40.
    static let deepest = 200
    /// Repeated names that are told one by one.
    static let mostDuplicates = 20

    /// The text, with one zero byte after it so that looking ahead needs no check.
    private let bytes: [UInt8]
    private var at = 0
    private var depth = 0
    private var tape: JSONTape
    private var duplicates: [(name: Int, length: Int)] = []
    private var duplicateCount = 0

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
        tape = JSONTape(bytes: bytes.count)
    }

    /// Reads a whole text.
    /// - Throws: `JSONFault` with the place of the first fault.
    static func read(_ text: some Collection<UInt8>) throws(JSONFault) -> JSONDocument {
        guard text.count <= JSONTape.longest else {
            throw JSONFault("the file has more than 256 MB, which no bundle of one patient has", at: 0, of: [])
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count + 1)
        bytes.append(contentsOf: text)
        try checkEncoding(bytes)
        bytes.append(0)
        var reader = JSONReader(bytes)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.at = 3 }
        reader.skipSpace()
        try reader.value()
        reader.skipSpace()
        guard reader.at == bytes.count - 1 else { throw reader.fault("nothing may follow the end of the document") }
        return JSONDocument(
            bytes: bytes, tape: reader.tape.words, duplicateCount: reader.duplicateCount,
            duplicates: reader.duplicates.map { duplicate in
                JSONDuplicate(
                    name: String(decoding: bytes[duplicate.name..<duplicate.name + duplicate.length], as: UTF8.self),
                    line: JSONFault("", at: duplicate.name, of: bytes).line)
            })
    }

    private static func checkEncoding(_ bytes: [UInt8]) throws(JSONFault) {
        if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
            throw JSONFault("the text is UTF-16; save it as UTF-8", at: 0, of: bytes)
        }
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            let offset = error.byteOffsets.lowerBound
            throw JSONFault("the bytes are not UTF-8", at: offset, of: bytes)
        }
    }

    private func fault(_ what: String) -> JSONFault {
        guard at < bytes.count - 1 else {
            return JSONFault("the text ends here, where \(what)", at: bytes.count - 1, of: bytes)
        }
        return JSONFault(what, at: at, of: bytes)
    }

    private mutating func skipSpace() {
        while true {
            switch bytes[at] {
            case 0x20, 0x0A, 0x0D, 0x09: at += 1
            default: return
            }
        }
    }

    private mutating func value() throws(JSONFault) {
        switch bytes[at] {
        case 0x22: try string()
        case 0x7B: try object()
        case 0x5B: try array()
        case 0x2D, 0x30...0x39: try number()
        case 0x74: try word("true", .yes)
        case 0x66: try word("false", .no)
        case 0x6E: try word("null", .null)
        default: throw fault("a value is expected")
        }
    }

    private mutating func word(_ word: StaticString, _ kind: JSONTape.Kind) throws(JSONFault) {
        let start = at
        for index in 0..<word.utf8CodeUnitCount {
            guard bytes[at] == word.utf8Start[index] else { throw fault("true, false or null is expected") }
            at += 1
        }
        tape.append(kind, place: start, length: word.utf8CodeUnitCount)
    }

    private mutating func enter() throws(JSONFault) {
        depth += 1
        guard depth <= Self.deepest else {
            throw fault("arrays and objects are nested deeper than \(Self.deepest), which no FHIR resource is")
        }
        at += 1
        skipSpace()
    }

    private mutating func array() throws(JSONFault) {
        let start = tape.end
        try enter()
        tape.append(.array, place: 0, length: 0)
        var count = 0
        if bytes[at] != 0x5D {
            while true {
                try value()
                count += 1
                skipSpace()
                if bytes[at] == 0x5D { break }
                guard bytes[at] == 0x2C else { throw fault("a comma or “]” is expected") }
                at += 1
                skipSpace()
            }
        }
        at += 1
        depth -= 1
        tape.close(.array, at: start, count: count)
    }

    private mutating func object() throws(JSONFault) {
        let start = tape.end
        try enter()
        tape.append(.object, place: 0, length: 0)
        var count = 0
        if bytes[at] != 0x7D {
            while true {
                guard bytes[at] == 0x22 else { throw fault("a name in quotation marks is expected") }
                try string()
                skipSpace()
                guard bytes[at] == 0x3A else { throw fault("a colon is expected") }
                at += 1
                skipSpace()
                try value()
                count += 1
                skipSpace()
                if bytes[at] == 0x7D { break }
                guard bytes[at] == 0x2C else { throw fault("a comma or “}” is expected") }
                at += 1
                skipSpace()
            }
        }
        at += 1
        depth -= 1
        tape.close(.object, at: start, count: count)
        if count > 1 { findDuplicates(of: start, count: count) }
    }

    // MARK: Names that stand twice

    private mutating func findDuplicates(of object: Int, count: Int) {
        // Pairs are compared only in objects as small as FHIR's; in others a set keeps the work proportional.
        count <= 24 ? comparePairs(of: object) : compareAll(of: object, count: count)
    }

    private mutating func comparePairs(of object: Int) {
        let words = tape.words
        var name = JSONTape.next(words[object + 2], at: object + 2)
        while name < words.count {
            var earlier = object + 1
            while earlier < name {
                if sameName(words[earlier], words[name]) {
                    note(words[name])
                    break
                }
                earlier = JSONTape.next(words[earlier + 1], at: earlier + 1)
            }
            name = JSONTape.next(words[name + 1], at: name + 1)
        }
    }

    private mutating func compareAll(of object: Int, count: Int) {
        var seen = Set<String>(minimumCapacity: count)
        var name = object + 1
        while name < tape.end {
            let word = tape.words[name]
            if !seen.insert(JSONDocument.string(word, of: bytes)).inserted { note(word) }
            let value = tape.words[name + 1]
            name = JSONTape.next(value, at: name + 1)
        }
    }

    private func sameName(_ left: UInt64, _ right: UInt64) -> Bool {
        if left >> 60 == JSONTape.Kind.escapedString.rawValue || right >> 60 == JSONTape.Kind.escapedString.rawValue {
            return JSONDocument.string(left, of: bytes) == JSONDocument.string(right, of: bytes)
        }
        guard left >> 32 == right >> 32 else { return false }
        let length = JSONTape.length(left), one = JSONTape.place(left), other = JSONTape.place(right)
        for index in 0..<length where bytes[one + index] != bytes[other + index] { return false }
        return true
    }

    private mutating func note(_ word: UInt64) {
        duplicateCount += 1
        if duplicates.count < Self.mostDuplicates {
            duplicates.append((JSONTape.place(word), JSONTape.length(word)))
        }
    }

    // MARK: Strings and numbers

    private mutating func string() throws(JSONFault) {
        let open = at
        at += 1
        var kind = JSONTape.Kind.string
        while true {
            let byte = bytes[at]
            if byte == 0x22 { break }
            if byte == 0x5C {
                kind = .escapedString
                try escape()
            } else if byte < 0x20 {
                if at == bytes.count - 1 {
                    throw JSONFault("the text ends within the string that begins here", at: open, of: bytes)
                }
                throw fault("a control character stands in a string; it is to be written \\u\(Self.hex(byte))")
            } else {
                at += 1
            }
        }
        tape.append(kind, place: open + 1, length: at - open - 1)
        at += 1
    }

    private static func hex(_ byte: UInt8) -> String { "00" + (byte < 16 ? "0" : "") + String(byte, radix: 16) }

    private mutating func escape() throws(JSONFault) {
        at += 1
        switch bytes[at] {
        case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: at += 1
        case 0x75:
            let unit = try codeUnit()
            guard UTF16.isSurrogate(unit) else { return }
            guard UTF16.isLeadSurrogate(unit), bytes[at] == 0x5C, bytes[at + 1] == 0x75 else {
                throw fault("a \\u escape names half of a character")
            }
            at += 1
            guard UTF16.isTrailSurrogate(try codeUnit()) else { throw fault("a \\u escape names half of a character") }
        default: throw fault("“\\” is followed by none of \" \\ / b f n r t u")
        }
    }

    /// Reads `u` and four hexadecimal digits.
    private mutating func codeUnit() throws(JSONFault) -> UInt16 {
        at += 1
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = JSONDocument.hexDigit(bytes[at]) else {
                throw fault("four hexadecimal digits follow \\u")
            }
            unit = unit << 4 | digit
            at += 1
        }
        return unit
    }

    private mutating func number() throws(JSONFault) {
        let start = at
        if bytes[at] == 0x2D { at += 1 }
        if bytes[at] == 0x30 {
            at += 1
            if Self.isDigit(bytes[at]) { throw fault("a number has no leading zero") }
        } else {
            try digits()
        }
        if bytes[at] == 0x2E {
            at += 1
            try digits()
        }
        var mayOverflow = at - start > 300
        if bytes[at] | 0x20 == 0x65 {
            at += 1
            if bytes[at] == 0x2B || bytes[at] == 0x2D { at += 1 }
            try digits()
            mayOverflow = true
        }
        if mayOverflow, Double(String(decoding: bytes[start..<at], as: UTF8.self))?.isFinite != true {
            at = start
            throw fault("the number is too large")
        }
        tape.append(.number, place: start, length: at - start)
    }

    private mutating func digits() throws(JSONFault) {
        guard Self.isDigit(bytes[at]) else { throw fault("a digit is expected") }
        while Self.isDigit(bytes[at]) { at += 1 }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
