/// A JSON text that was read: its bytes, and a tape that says where each value is. Values are made when asked for.
final class JSONDocument: Sendable {
    /// Names that an object holds twice, as far as they are told one by one.
    let duplicates: [JSONDuplicate]
    /// How many names stand twice in all.
    let duplicateCount: Int
    private let bytes: [UInt8]
    private let tape: [UInt64]

    /// A document of a text and its tape, as `JSONReader` makes it.
    init(bytes: [UInt8], tape: [UInt64], duplicateCount: Int, duplicates: [JSONDuplicate]) {
        self.bytes = bytes
        self.tape = tape
        self.duplicateCount = duplicateCount
        self.duplicates = duplicates
    }

    /// The whole document as a value.
    var root: JSONValue { value(at: 0) }

    /// The value whose word stands there.
    func value(at index: Int) -> JSONValue {
        let word = tape[index]
        switch JSONTape.kind(word) {
        case .null: return .null
        case .yes: return .bool(true)
        case .no: return .bool(false)
        case .number: return number(word)
        case .string, .escapedString: return .string(Self.string(word, of: bytes))
        case .array: return .array(elements(of: index))
        case .object: return .object(JSONObject(self, at: index))
        }
    }

    private func elements(of array: Int) -> [JSONValue] {
        var elements: [JSONValue] = []
        elements.reserveCapacity(JSONTape.length(tape[array]))
        var index = array + 1
        for _ in 0..<JSONTape.length(tape[array]) {
            elements.append(value(at: index))
            index = JSONTape.next(tape[index], at: index)
        }
        return elements
    }

    /// How many members an object has, repeated names counted as often as they stand.
    func memberCount(of object: Int) -> Int { JSONTape.length(tape[object]) }

    /// The value of a name in an object; of a name that stands twice, the last one.
    func member(_ name: String, of object: Int) -> JSONValue? {
        var name = name
        let found = name.withUTF8 { wanted in
            bytes.withUnsafeBufferPointer { bytes in
                tape.withUnsafeBufferPointer { tape in find(wanted, of: object, bytes, tape) }
            }
        }
        return found.map { value(at: $0) }
    }

    private func find(
        _ wanted: UnsafeBufferPointer<UInt8>, of object: Int, _ bytes: UnsafeBufferPointer<UInt8>,
        _ tape: UnsafeBufferPointer<UInt64>
    ) -> Int? {
        let plain = JSONTape.Kind.string.rawValue << 28 | UInt64(wanted.count)
        var found: Int?
        var index = object + 1
        for _ in 0..<JSONTape.length(tape[object]) {
            let word = tape[index]
            let isWanted =
                word >> 32 == plain
                ? UnsafeBufferPointer(rebasing: bytes[JSONTape.place(word)...].prefix(wanted.count)).elementsEqual(
                    wanted)
                : word >> 60 == JSONTape.Kind.escapedString.rawValue
                    && Self.string(word, of: self.bytes).utf8.elementsEqual(wanted)
            if isWanted {
                found = index + 1
                if duplicateCount == 0 { return found }
            }
            index = JSONTape.next(tape[index + 1], at: index + 1)
        }
        return found
    }

    /// The names and values of an object, in the text's order; of a name that stands twice, the last one.
    func members(of object: Int) -> [(key: String, value: JSONValue)] {
        var members: [(key: String, value: JSONValue)] = []
        var places: [String: Int] = [:]
        var index = object + 1
        for _ in 0..<JSONTape.length(tape[object]) {
            let name = Self.string(tape[index], of: bytes)
            let value = value(at: index + 1)
            if duplicateCount > 0, let earlier = places.updateValue(members.count, forKey: name) {
                places[name] = earlier
                members[earlier].value = value
            } else {
                members.append((name, value))
            }
            index = JSONTape.next(tape[index + 1], at: index + 1)
        }
        return members
    }

    // MARK: From bytes to values

    /// The text of a string's word.
    static func string(_ word: UInt64, of bytes: [UInt8]) -> String {
        let place = JSONTape.place(word)
        let slice = bytes[place..<place + JSONTape.length(word)]
        guard JSONTape.kind(word) == .escapedString else { return String(decoding: slice, as: UTF8.self) }
        return unescaped(slice)
    }

    /// The reader has checked every escape; one that it would have refused reads as a replacement character.
    private static func unescaped(_ slice: ArraySlice<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(slice.count)
        var at = slice.startIndex
        func codeUnit() -> UInt16 {
            defer { at += 6 }
            return slice[at...].dropFirst(2).prefix(4).reduce(0) { $0 << 4 | (hexDigit($1) ?? 0) }
        }
        while at < slice.endIndex {
            guard slice[at] == 0x5C else {
                text.append(slice[at])
                at += 1
                continue
            }
            if slice[at + 1] == 0x75 {
                var units = [codeUnit()]
                if UTF16.isLeadSurrogate(units[0]), at < slice.endIndex { units.append(codeUnit()) }
                text.append(contentsOf: String(decoding: units, as: UTF16.self).utf8)
            } else {
                text.append(plainEscape(slice[at + 1]))
                at += 2
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func plainEscape(_ letter: UInt8) -> UInt8 {
        switch letter {
        case 0x62: 0x08
        case 0x66: 0x0C
        case 0x6E: 0x0A
        case 0x72: 0x0D
        case 0x74: 0x09
        default: letter
        }
    }

    /// The value of a hexadecimal digit.
    static func hexDigit(_ byte: UInt8) -> UInt16? {
        switch byte {
        case 0x30...0x39: UInt16(byte - 0x30)
        case 0x41...0x46: UInt16(byte - 0x37)
        case 0x61...0x66: UInt16(byte - 0x57)
        default: nil
        }
    }

    /// A number. A whole one that a double cannot hold stays the digits it was written with: it is an identifier, and
    /// none of its digits may change.
    private func number(_ word: UInt64) -> JSONValue {
        let place = JSONTape.place(word), length = JSONTape.length(word)
        let text = String(decoding: bytes[place..<place + length], as: UTF8.self)
        if let whole = Int(text) {
            let number = Double(whole)
            return Int(exactly: number) == whole && whole.magnitude <= 1 << 53 ? .number(number) : .string(text)
        }
        if length > 18, text.utf8.allSatisfy({ $0 != 0x2E && $0 | 0x20 != 0x65 }) { return .string(text) }
        // The reader has checked that it is a number.
        return Double(text).map(JSONValue.number) ?? .null
    }
}
