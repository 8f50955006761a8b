import Foundation
import GRDB

extension Date {
    /// The instant as it is stored: whole milliseconds since 1970.
    var milliseconds: Int64 { Int64((timeIntervalSince1970 * 1000).rounded()) }

    /// The instant that was stored.
    init(milliseconds: Int64) {
        self.init(timeIntervalSince1970: Double(milliseconds) / 1000)
    }
}

extension Row {
    /// A column's value; GRDB's own subscripts end the process on a value of another type.
    func value<Value: DatabaseValueConvertible>(_ column: String, as type: Value.Type = Value.self) throws -> Value {
        let stored: DatabaseValue = self[column]
        guard let value = Value.fromDatabaseValue(stored) else {
            throw JournalError.damaged(what: "column \(column) is no \(type)")
        }
        return value
    }

    /// A column's value, nil where it is NULL.
    func optional<Value: DatabaseValueConvertible>(_ column: String, as type: Value.Type = Value.self) throws -> Value?
    {
        let stored: DatabaseValue = self[column]
        return stored.isNull ? nil : try value(column, as: type)
    }

    /// A column's instant.
    func date(_ column: String) throws -> Date { Date(milliseconds: try value(column)) }

    /// A column's instant, nil where it is NULL.
    func optionalDate(_ column: String) throws -> Date? {
        try optional(column, as: Int64.self).map(Date.init(milliseconds:))
    }

    /// A column's stream.
    func stream(_ column: String = "stream") throws -> StreamID {
        let text: String = try value(column)
        guard let stream = StreamID(text) else { throw JournalError.damaged(what: "\"\(text)\" is no stream") }
        return stream
    }
}
