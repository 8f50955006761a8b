import Foundation

/// A JSON value whose accessors never fail: what is absent, or of another kind, reads as nothing.
///
/// Real bundles put an object where the standard says array and the reverse, so `items` takes both.
enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// Parses a whole document.
    /// - Throws: `ImportRefusal.notJSON` with the place of the first fault.
    init(parsing data: Data) throws(ImportRefusal) { self = try JSONDocument.parsing(data).root }

    /// The member of that name; null where there is none. A list stands for its first element.
    subscript(_ key: String) -> JSONValue {
        switch self {
        case .object(let members): members[key] ?? .null
        case .array(let elements): elements.first.map { $0[key] } ?? .null
        default: .null
        }
    }

    /// The elements of an array; a single value as a list of one; nothing for null.
    var items: [JSONValue] {
        switch self {
        case .array(let elements): elements
        case .null: []
        default: [self]
        }
    }

    /// The members of an object.
    var members: JSONObject {
        guard case .object(let members) = self else { return [:] }
        return members
    }

    /// Text with its outer white space removed; nil when empty. A number reads as its digits.
    var text: String? {
        switch self {
        case .string(let text): return Self.trimmed(text)
        case .number(let number): return Self.digits(number)
        case .array(let elements): return elements.first?.text
        default: return nil
        }
    }

    /// A number, or text that is one.
    var number: Double? {
        switch self {
        case .number(let number): number
        case .string(let text): Double(text)
        default: nil
        }
    }

    /// A whole number.
    var integer: Int? { number.flatMap { Int(exactly: $0) } }

    /// True or false.
    var bool: Bool? {
        guard case .bool(let flag) = self else { return nil }
        return flag
    }

    /// Whether there is nothing.
    var isNull: Bool {
        if case .null = self { true } else { false }
    }

    private static func trimmed(_ text: String) -> String? {
        // Nearly every text has nothing to remove, which its first and last byte tell.
        guard let first = text.utf8.first, let last = text.utf8.last else { return nil }
        if 0x21..<0x7F ~= first, 0x21..<0x7F ~= last { return text }
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return trimmed.isEmpty ? nil : trimmed
    }

    /// A number as a person writes it: without a fraction where there is none, else at most four places, and of a very
    /// small one the first four digits.
    static func digits(_ number: Double) -> String {
        if let whole = Int(exactly: number) { return String(whole) }
        if abs(number) < 0.001 { return String(format: "%.4g", number) }
        var text = String(format: "%.4f", number)
        while text.hasSuffix("0") { text.removeLast() }
        return text
    }
}

extension JSONDocument {
    /// Reads the bytes of a file.
    /// - Throws: `ImportRefusal.notJSON` with the place of the first fault.
    static func parsing(_ data: Data) throws(ImportRefusal) -> JSONDocument {
        guard !data.isEmpty else { throw .notJSON(detail: "the file is empty") }
        do throws(JSONFault) {
            return try JSONReader.read(data)
        } catch {
            throw .notJSON(detail: error.description)
        }
    }
}
