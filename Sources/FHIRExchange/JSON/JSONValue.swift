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
    case object([String: JSONValue])

    /// Parses a whole document.
    /// - Throws: `ImportRefusal.notJSON` with the place of the first fault.
    init(parsing data: Data) throws(ImportRefusal) {
        guard !data.isEmpty else { throw .notJSON(detail: "the file is empty") }
        do {
            self.init(any: try JSONSerialization.jsonObject(with: data, options: [.fragmentsAllowed]))
        } catch {
            let described = (error as NSError).userInfo[NSDebugDescriptionErrorKey] as? String
            throw .notJSON(detail: described ?? error.localizedDescription)
        }
    }

    private init(any value: Any) {
        switch value {
        case let text as String: self = .string(text)
        case let members as [String: Any]: self = .object(members.mapValues(JSONValue.init(any:)))
        case let elements as [Any]: self = .array(elements.map(JSONValue.init(any:)))
        case let number as NSNumber:
            // Foundation's parser boxes true and false as numbers of type "c".
            self = number.objCType.pointee == 0x63 ? .bool(number.boolValue) : .number(number.doubleValue)
        default: self = .null
        }
    }

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
    var members: [String: JSONValue] {
        guard case .object(let members) = self else { return [:] }
        return members
    }

    /// Text with its outer white space removed; nil when empty. A number reads as its digits.
    var text: String? {
        switch self {
        case .string(let text):
            let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
            return trimmed.isEmpty ? nil : trimmed
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
    var isNull: Bool { self == .null }

    /// A number as a person writes it: without a fraction where there is none, else at most four places.
    static func digits(_ number: Double) -> String {
        if let whole = Int(exactly: number) { return String(whole) }
        var text = String(format: "%.4f", number)
        while text.hasSuffix("0") { text.removeLast() }
        return text
    }
}
