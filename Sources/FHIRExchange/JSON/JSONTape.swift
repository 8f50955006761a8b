/// One word for each value and each name of a document, in the order of the text.
///
/// A word is a kind (4 bits), a length or a count (28 bits), and a place (32 bits): the first byte of a string or a
/// number, or the index of the word after the end of an array or an object. So a value costs eight bytes until it is
/// asked for, and what nobody asks for is passed over in one step.
struct JSONTape: Sendable {
    /// What a word stands for.
    enum Kind: UInt64, Sendable {
        case null, no, yes, number, string, escapedString, array, object
    }

    /// The most bytes that a text may have, since a length has 28 bits.
    static let longest = 1 << 28 - 1

    /// The words.
    private(set) var words: [UInt64] = []

    /// An empty tape for a text of so many bytes; real bundles have a value or a name in each twenty bytes or so.
    init(bytes: Int) { words.reserveCapacity(bytes / 20 + 16) }

    /// The index of the next word to be written.
    var end: Int { words.count }

    /// Writes a value or a name that has no parts.
    mutating func append(_ kind: Kind, place: Int, length: Int) {
        words.append(kind.rawValue << 60 | UInt64(length) << 32 | UInt64(place))
    }

    /// Completes the word of an array or object that was begun, now that its end is known.
    mutating func close(_ kind: Kind, at index: Int, count: Int) {
        words[index] = kind.rawValue << 60 | UInt64(count) << 32 | UInt64(words.count)
    }

    /// What the word stands for.
    static func kind(_ word: UInt64) -> Kind { Kind(rawValue: word >> 60) ?? .null }

    /// The length of a string or number in bytes, or the count of elements or members.
    static func length(_ word: UInt64) -> Int { Int(truncatingIfNeeded: word >> 32 & 0xFFF_FFFF) }

    /// The first byte of a string or number.
    static func place(_ word: UInt64) -> Int { Int(truncatingIfNeeded: word & 0xFFFF_FFFF) }

    /// The index of the word that follows a value and its parts.
    static func next(_ word: UInt64, at index: Int) -> Int {
        word >> 60 >= Kind.array.rawValue ? place(word) : index + 1
    }
}
