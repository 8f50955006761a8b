/// A rule that later versions added: read as its standard where an older journal does not have it, and always written,
/// so that whoever prints a policy sees every rule in force.
@propertyWrapper
package struct Added<Value: Omittable>: Codable, Equatable {
    /// The rule.
    package var wrappedValue: Value

    /// A rule, its standard by default.
    package init(wrappedValue: Value = .omitted) { self.wrappedValue = wrappedValue }

    /// Reads the rule alone.
    package init(from decoder: any Decoder) throws { wrappedValue = try Value(from: decoder) }

    /// Writes the rule alone.
    package func encode(to encoder: any Encoder) throws { try wrappedValue.encode(to: encoder) }
}

extension Added: Sendable where Value: Sendable {}

extension KeyedDecodingContainer {
    /// Reads a rule that may be absent.
    package func decode<Value>(_: Added<Value>.Type, forKey key: Key) throws -> Added<Value> {
        Added(wrappedValue: try decodeIfPresent(Value.self, forKey: key) ?? .omitted)
    }
}
