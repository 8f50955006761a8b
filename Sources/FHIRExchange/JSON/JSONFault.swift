/// What is wrong in a JSON text, and where.
struct JSONFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// Line, counted from 1.
    let line: Int
    /// Character within the line, counted from 1.
    let column: Int
    /// What is wrong.
    let what: String

    /// A fault at a byte of the text.
    init(_ what: String, at offset: Int, of bytes: [UInt8]) {
        self.what = what
        let before = bytes.prefix(max(0, offset))
        line = 1 + before.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
        let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        // Continuation bytes of UTF-8 are parts of a character already counted.
        column = 1 + before[start...].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    }

    /// `line 3, column 12: a comma or “}” is expected`
    var description: String { "line \(line), column \(column): \(what)" }
}

/// A name that an object holds more than once.
struct JSONDuplicate: Equatable, Sendable {
    /// The name.
    let name: String
    /// Line on which it stands again, counted from 1.
    let line: Int
}
