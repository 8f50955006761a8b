package import Foundation

/// A JSON value that has one way of being written: keys sorted, no white space, integers only.
enum CanonicalValue: Equatable, Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    case text(String)
    case list([CanonicalValue])
    case object([String: CanonicalValue])

    /// A list of texts.
    static func texts(_ texts: [String]) -> CanonicalValue { .list(texts.map { .text($0) }) }

    /// The bytes, in UTF-8.
    var data: Data {
        var text = ""
        write(to: &text)
        return Data(text.utf8)
    }

    private func write(to text: inout String) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .text(let value): text.appendQuoted(value)
        case .list(let values):
            text += "["
            for (index, value) in values.enumerated() {
                if index > 0 { text += "," }
                value.write(to: &text)
            }
            text += "]"
        case .object(let members):
            text += "{"
            for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
                if index > 0 { text += "," }
                text.appendQuoted(member.key)
                text += ":"
                member.value.write(to: &text)
            }
            text += "}"
        }
    }
}

extension CanonicalValue: Encodable {
    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Hands the value to any encoder, so that both ways of writing it agree.
    func encode(to encoder: any Encoder) throws {
        switch self {
        case .null:
            var container = encoder.singleValueContainer()
            try container.encodeNil()
        case .bool(let value): try value.encode(to: encoder)
        case .integer(let value): try value.encode(to: encoder)
        case .text(let value): try value.encode(to: encoder)
        case .list(let values): try values.encode(to: encoder)
        case .object(let members):
            var container = encoder.container(keyedBy: Key.self)
            for (name, value) in members { try container.encode(value, forKey: Key(stringValue: name)) }
        }
    }
}

extension Outcome {
    /// The trace as bytes: sorted keys, no white space, the same every time.
    package func canonicalJSON() -> Data { canonical.data }
}
