package import Foundation

extension Ratings {
    /// Reads ratings as JSON, where the first mark is a bracket or a brace, else as CSV.
    package init(reading data: Data) throws(AgreementError) {
        guard var text = String(bytes: data, encoding: .utf8) else {
            throw .unreadable("it is not UTF-8 text; save it as UTF-8")
        }
        if text.hasPrefix("\u{FEFF}") { text.removeFirst() }
        let first = text.first { !$0.isWhitespace }
        if first == "[" || first == "{" {
            try self.init(json: Data(text.utf8))
        } else {
            try self.init(csv: text)
        }
    }

    /// Reads `[[1, 2, null], …]`: a list for each unit, a place in it for each rater.
    package init(json data: Data) throws(AgreementError) {
        let units: [[Double?]]
        do {
            units = try JSONDecoder().decode([[Double?]].self, from: data)
        } catch let error as DecodingError {
            throw Self.error(for: error)
        } catch {
            throw .unreadable("\(error)")
        }
        try self.init(units)
    }

    /// Reads a line for each unit, a column between commas for each rater, an empty one where a rating is missing.
    ///
    /// Empty lines are passed over: a unit without a rating changes nothing.
    package init(csv text: String) throws(AgreementError) {
        var units: [[Double?]] = []
        for (index, line) in Self.lines(text).enumerated() where !line.allSatisfy(\.isWhitespace) {
            let fields = line.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            if let expected = units.first?.count, fields.count != expected {
                throw .raggedLine(line: index + 1, columns: fields.count, expected: expected)
            }
            var unit: [Double?] = []
            unit.reserveCapacity(fields.count)
            for (column, field) in fields.enumerated() {
                if let digit = Self.digit(field) {
                    unit.append(digit)
                } else {
                    unit.append(try Self.rating(Substring(field), line: index + 1, column: column + 1))
                }
            }
            units.append(unit)
        }
        try self.init(units)
    }

    /// The lines, whichever of the usual marks ends them.
    private static func lines(_ text: String) -> [Substring] {
        let ends: Set<UInt8> = [0x0A, 0x0B, 0x0C, 0x0D]
        let isPlain = text.utf8.allSatisfy { $0 == 0x0A || $0 < 0x80 && !ends.contains($0) }
        guard isPlain else { return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) }
        return text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { Substring($0) }
    }

    /// A rating of one digit, as most are; nil for anything else.
    private static func digit(_ field: Substring.UTF8View) -> Double? {
        guard let byte = field.first, field.dropFirst().isEmpty, (0x30...0x39).contains(byte) else { return nil }
        return Double(byte - 0x30)
    }

    /// A decimal number, within the range that `init(_:)` takes, or nil where the field is empty.
    private static func rating(_ field: Substring, line: Int, column: Int) throws(AgreementError) -> Double? {
        if field.isEmpty { return nil }
        let text = field.trimmingCharacters(in: .whitespaces)
        if text.isEmpty { return nil }
        let isDecimal = text.allSatisfy { "0123456789+-.eE".contains($0) }
        guard isDecimal, let value = Double(text), value.magnitude <= 1e100 else {
            throw .notANumber(line: line, column: column, text: text)
        }
        return value
    }

    private static func error(for error: DecodingError) -> AgreementError {
        let context: DecodingError.Context
        switch error {
        case .typeMismatch(_, let found), .valueNotFound(_, let found), .keyNotFound(_, let found),
            .dataCorrupted(let found):
            context = found
        @unknown default: return .unreadable("\(error)")
        }
        let path = context.codingPath.compactMap(\.intValue)
        if let unit = path.first { return .notARating(unit: unit + 1, rater: path.dropFirst().first.map { $0 + 1 }) }
        let cause = (context.underlyingError as NSError?)?.userInfo[NSDebugDescriptionErrorKey] as? String
        return .unreadable(
            (cause ?? context.debugDescription) + " It has to be a list for each unit: [[1, 2, null], …].")
    }
}
