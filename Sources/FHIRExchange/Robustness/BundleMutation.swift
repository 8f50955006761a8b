/// One way of damaging a bundle's text. Every damage follows from a number, so that it can be repeated.
package enum BundleMutation: String, CaseIterable, Sendable {
    case truncated, randomBytes, invalidUTF8, cutOut, wrongType, swappedValues, removedMember, repeatedName
    case deepNesting, hugeString, manyCopies, looseEnds

    /// A bundle's text with its values found, ready to be damaged over and over.
    package struct Source: Sendable {
        /// The file's name.
        package let name: String
        /// Its bytes.
        package let bytes: [UInt8]
        fileprivate let places: JSONPlaces

        /// A well-formed text.
        package init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
            places = JSONPlaces(of: bytes)
        }
    }

    /// The damaged text that belongs to a number.
    package static func damaged(
        _ sources: [Source], number: Int, seed: UInt64
    ) -> (source: String, mutation: BundleMutation, bytes: [UInt8]) {
        var random = SeededRandom(seed: seed &+ UInt64(number) &* 0xD1B5_4A32_D192_ED03)
        let source = sources[Int.random(in: sources.indices, using: &random)]
        let mutation = allCases[number % allCases.count]
        var bytes = mutation.apply(to: source.bytes, source.places, &random)
        // Some are damaged twice: one fault must not hide another. The places no longer fit, so by bytes only.
        if number % 7 == 3 { bytes = Self.randomBytes.apply(to: bytes, source.places, &random) }
        return (source.name, mutation, bytes)
    }

    private func apply(to bytes: [UInt8], _ places: JSONPlaces, _ random: inout SeededRandom) -> [UInt8] {
        guard bytes.count > 2, let value = places.values.randomElement(using: &random),
            let member = places.members.randomElement(using: &random)
        else { return bytes }
        switch self {
        case .truncated: return Array(bytes.prefix(Int.random(in: 0..<bytes.count, using: &random)))
        case .randomBytes:
            var bytes = bytes
            for _ in 0..<Int.random(in: 1...16, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: .min ... .max, using: &random)
            }
            return bytes
        case .invalidUTF8:
            let at = Int.random(in: bytes.indices, using: &random)
            return bytes.replacing(at..<at, by: Self.notUTF8.randomElement(using: &random) ?? [0xFF])
        case .cutOut:
            let from = Int.random(in: bytes.indices, using: &random)
            return bytes.replacing(from..<min(bytes.count, from + Int.random(in: 1...200, using: &random)), by: [])
        case .wrongType:
            return bytes.replacing(value, by: Array((Self.oddValues.randomElement(using: &random) ?? "0").utf8))
        case .swappedValues: return swapped(bytes, value, places.values.randomElement(using: &random) ?? value)
        case .removedMember:
            let comma = bytes[member.upperBound...].first == 0x2C ? 1 : 0
            return bytes.replacing(member.lowerBound..<member.upperBound + comma, by: [])
        case .repeatedName:
            let name = Array(bytes[member].prefix { $0 != 0x3A })
            let other = Array(bytes[places.members.randomElement(using: &random) ?? member].drop { $0 != 0x3A })
            let again = Bool.random(using: &random) ? Array(bytes[member]) : name + other
            return bytes.replacing(member.lowerBound..<member.lowerBound, by: again + [0x2C])
        case .deepNesting:
            let depth = [10, 150, 250, 5_000, 60_000].randomElement(using: &random) ?? 10
            return bytes.replacing(value, by: Self.nested(depth, &random))
        case .hugeString: return bytes.replacing(value, by: Self.huge(&random))
        case .manyCopies:
            let copy = bytes[value] + [0x2C]
            let count = min(20_000, 400_000 / copy.count)
            var copies: [UInt8] = [0x5B]
            for _ in 0..<count { copies += copy }
            return bytes.replacing(value, by: copies + bytes[value] + [0x5D])
        case .looseEnds:
            let end = [",", "]", "}", "{", "[", "\"", "\\", ":", "//", "nul", "NaN", "\u{0}", "'"]
            let place = Bool.random(using: &random) ? value.upperBound : member.lowerBound
            return bytes.replacing(place..<place, by: Array((end.randomElement(using: &random) ?? ",").utf8))
        }
    }

    private func swapped(_ bytes: [UInt8], _ one: Range<Int>, _ other: Range<Int>) -> [UInt8] {
        let (first, second) = one.lowerBound <= other.lowerBound ? (one, other) : (other, one)
        guard first.upperBound <= second.lowerBound else { return bytes.replacing(second, by: Array(bytes[first])) }
        return bytes.replacing(second, by: Array(bytes[first])).replacing(first, by: Array(bytes[second]))
    }

    private static func nested(_ depth: Int, _ random: inout SeededRandom) -> [UInt8] {
        let shapes: [(open: String, close: String)] = [
            ("[", "]"), (#"{"extension":["#, "]}"), (#"{"resourceType":"Bundle","entry":[{"resource":"#, "}]}"),
            (#"{"contained":"#, "}"), (#"{"coding":["#, "]}"),
        ]
        let shape = shapes.randomElement(using: &random) ?? ("[", "]")
        let closed = Bool.random(using: &random)
        let end = closed ? String(repeating: shape.close, count: depth) : ""
        return Array((String(repeating: shape.open, count: depth) + "null" + end).utf8)
    }

    private static func huge(_ random: inout SeededRandom) -> [UInt8] {
        let pieces = ["a", "ü", " ", "9", "\\n", "\\u00e4", "cT2 ", "ICD-10 C50.9 ", "(", "<p>&amp;", "2020-01-01 "]
        let piece = pieces.randomElement(using: &random) ?? "a"
        let size = [1_000, 20_000, 20_000, 200_000].randomElement(using: &random) ?? 1_000
        return Array(("\"" + String(repeating: piece, count: size / piece.utf8.count) + "\"").utf8)
    }

    private static let notUTF8: [[UInt8]] = [
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80], [0xE2, 0x82], [0xFE, 0xFF], [0xC3],
    ]

    private static let oddValues = [
        "null", "true", "false", "0", "-1", "1e308", "1e999", "0.1", "12345678901234567890123", #""""#, #""?""#, "[]",
        "{}", "[[]]", "[null]", #"{"":null}"#, #"[{"value":[1,"2",null]}]"#, #""9999-99-99""#, #""2020-02-31""#,
        #""\ud83d\ude00""#, #""\ud83d""#, #""\u0000""#, #"{"coding":"x"}"#, ##"{"reference":"#"}"##,
        #"{"value":1e300,"unit":{}}"#, #""Bundle""#, #""Patient""#, #""Condition""#, #""Observation""#, #""Procedure""#,
    ]
}

/// Where the values and the members of a well-formed JSON text stand.
private struct JSONPlaces: Sendable {
    private(set) var values: [Range<Int>] = []
    private(set) var members: [Range<Int>] = []

    init(of bytes: [UInt8]) {
        var open: [(start: Int, name: Int?)] = []
        var at = 0
        var name: Int?
        func end(_ start: Int, _ end: Int, _ name: Int?) {
            values.append(start..<end)
            if let name { members.append(name..<end) }
        }
        while at < bytes.count {
            switch bytes[at] {
            case 0x7B, 0x5B:
                open.append((at, name))
                name = nil
                at += 1
            case 0x7D, 0x5D:
                at += 1
                if let container = open.popLast() { end(container.start, at, container.name) }
                name = nil
            case 0x22:
                let start = at
                at += 1
                while at < bytes.count, bytes[at] != 0x22 { at += bytes[at] == 0x5C ? 2 : 1 }
                at += 1
                let after = bytes[min(at, bytes.count)...].first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
                if after == 0x3A, name == nil {
                    name = start
                } else {
                    end(start, at, name)
                    name = nil
                }
            case 0x2D, 0x30...0x39, 0x61...0x7A:
                let start = at
                while at < bytes.count, ![0x2C, 0x7D, 0x5D, 0x20, 0x0A, 0x0D, 0x09].contains(bytes[at]) { at += 1 }
                end(start, at, name)
                name = nil
            default: at += 1
            }
        }
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): a seed gives the same numbers on every machine.
private struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension [UInt8] {
    fileprivate func replacing(_ range: Range<Int>, by bytes: [UInt8]) -> [UInt8] {
        var changed = self
        changed.replaceSubrange(range, with: bytes)
        return changed
    }
}
