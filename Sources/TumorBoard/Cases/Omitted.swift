/// A value that has a natural absence: an empty list, a flag that is not set.
package protocol Omittable: Codable, Equatable {
    /// What stands for nothing.
    static var omitted: Self { get }
}

extension Array: Omittable where Element: Codable & Equatable {
    /// An empty list.
    package static var omitted: [Element] { [] }
}

extension Bool: Omittable {
    /// Not set.
    package static var omitted: Bool { false }
}

/// A stored property that later versions added: not written while it holds nothing, and read as nothing where an older
/// journal does not have it, so that what was accepted before stays readable and keeps its digest.
@propertyWrapper
package struct Omitted<Value: Omittable>: Codable, Equatable {
    /// The value.
    package var wrappedValue: Value

    /// A value, nothing by default.
    package init(wrappedValue: Value = .omitted) { self.wrappedValue = wrappedValue }

    /// Reads the value alone.
    package init(from decoder: any Decoder) throws { wrappedValue = try Value(from: decoder) }

    /// Writes the value alone.
    package func encode(to encoder: any Encoder) throws { try wrappedValue.encode(to: encoder) }
}

extension Omitted: Sendable where Value: Sendable {}

extension KeyedDecodingContainer {
    /// Reads a value that may be absent.
    package func decode<Value>(_: Omitted<Value>.Type, forKey key: Key) throws -> Omitted<Value> {
        Omitted(wrappedValue: try decodeIfPresent(Value.self, forKey: key) ?? .omitted)
    }
}

extension KeyedEncodingContainer {
    /// Writes a value unless it holds nothing.
    package mutating func encode<Value>(_ value: Omitted<Value>, forKey key: Key) throws {
        guard value.wrappedValue != .omitted else { return }
        try encode(value.wrappedValue, forKey: key)
    }
}
