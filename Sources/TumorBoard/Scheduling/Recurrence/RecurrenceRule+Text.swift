import Foundation

/// Why a text is no rule that is understood here.
package enum RecurrenceProblem: Error, Equatable, Sendable, CustomStringConvertible {
    /// Nothing is written.
    case empty
    /// A part is not `NAME=VALUE`.
    case malformedPart(String)
    /// A part is there twice.
    case repeatedPart(String)
    /// A part of RFC 5545, or of nothing, that is not supported.
    case unsupportedPart(String)
    /// No `FREQ`.
    case noFrequency
    /// A frequency other than weekly and monthly.
    case unsupportedFrequency(String)
    /// A number that is none, or out of its range.
    case badNumber(part: String, text: String)
    /// A day of `BYDAY` or `WKST` that is none.
    case badDay(part: String, text: String)
    /// A weekly rule's day with a number.
    case numberedWeekday(String)
    /// A monthly rule without `BYDAY`.
    case noMonthDay
    /// Both `COUNT` and `UNTIL`.
    case countAndUntil
    /// An `UNTIL` that is neither a day nor an instant in UTC.
    case badUntil(String)

    /// What was not understood, and what is supported.
    package var description: String {
        switch self {
        case .empty: "the rule is empty: \(Self.supported)"
        case .malformedPart(let text): "“\(text)” in the rule is not NAME=VALUE: \(Self.supported)"
        case .repeatedPart(let name): "\(name) stands in the rule twice: keep one"
        case .unsupportedPart("BYSETPOS"):
            "BYSETPOS is not supported: number the day instead, as BYDAY=2TU for the second Tuesday"
        case .unsupportedPart(let name): "\(name) is not supported in a rule: \(Self.supported)"
        case .noFrequency: "the rule has no FREQ: \(Self.supported)"
        case .unsupportedFrequency(let text): "FREQ=\(text) is not supported: \(Self.supported)"
        case .badNumber(let part, let text): "\(part)=\(text) is not a whole number from 1 to 999"
        case .badDay(let part, let text):
            "“\(text)” in \(part) is no day: write MO, TU, WE, TH, FR, SA or SU"
                + (part == "BYDAY" ? ", in a monthly rule with 1 to 5 or -1 to -5 before it" : "")
        case .numberedWeekday(let text):
            "“\(text)” in BYDAY has a number, which only FREQ=MONTHLY takes: write \(text.suffix(2)), or FREQ=MONTHLY"
        case .noMonthDay:
            "FREQ=MONTHLY needs BYDAY, such as BYDAY=2TU for the second Tuesday or -1FR for the last Friday"
        case .countAndUntil: "the rule has COUNT and UNTIL: keep one"
        case .badUntil(let text):
            "UNTIL=\(text) is neither a day nor a time in UTC: write it as 20270331 or 20270331T130000Z"
        }
    }

    private static let supported =
        "supported are FREQ=WEEKLY or FREQ=MONTHLY with BYDAY, INTERVAL, WKST, and COUNT or UNTIL, "
        + "as in FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"
}

extension RecurrenceRule: CustomStringConvertible, Codable {
    /// Reads a rule, with or without “RRULE:” before it; capitals do not matter.
    package init(_ text: String) throws(RecurrenceProblem) {
        let parts = try Self.parts(text)
        guard let frequency = parts["FREQ"] else { throw .noFrequency }
        let named = parts["BYDAY"].map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        let days: Days
        switch frequency {
        case "WEEKLY":
            var weekdays: [Weekday] = []
            for text in named ?? [] {
                let day = try Self.monthDay(text)
                guard day.ordinal == nil else { throw .numberedWeekday(text) }
                if !weekdays.contains(day.weekday) { weekdays.append(day.weekday) }
            }
            days = .weekly(weekdays)
        case "MONTHLY":
            var monthDays: [MonthDay] = []
            for text in named ?? [] {
                let day = try Self.monthDay(text)
                if !monthDays.contains(day) { monthDays.append(day) }
            }
            guard !monthDays.isEmpty else { throw .noMonthDay }
            days = .monthly(monthDays)
        default: throw .unsupportedFrequency(frequency)
        }
        var weekStart = Weekday.monday
        if let text = parts["WKST"] {
            guard let day = Weekday(code: text) else { throw .badDay(part: "WKST", text: text) }
            weekStart = day
        }
        self.init(
            days, interval: try Self.number("INTERVAL", parts) ?? 1, weekStart: weekStart, end: try Self.end(parts))
    }

    /// The rule as RFC 5545 writes it; what holds anyway is left out.
    package var description: String {
        var parts: [String]
        switch days {
        case .weekly(let weekdays):
            parts = ["FREQ=WEEKLY"] + intervalPart
            if !weekdays.isEmpty { parts.append("BYDAY=" + weekdays.map(\.code).joined(separator: ",")) }
        case .monthly(let named):
            let texts = named.map { "\($0.ordinal.map(String.init) ?? "")\($0.weekday.code)" }
            parts = ["FREQ=MONTHLY"] + intervalPart + ["BYDAY=" + texts.joined(separator: ",")]
        }
        if weekStart != .monday { parts.append("WKST=\(weekStart.code)") }
        switch end {
        case .count(let count): parts.append("COUNT=\(count)")
        case .onDay(let day): parts.append("UNTIL=\(day.description.filter { $0 != "-" })")
        case .at(let instant): parts.append("UNTIL=\(Self.basic(instant))")
        case nil: break
        }
        return parts.joined(separator: ";")
    }

    /// Reads and checks the text.
    package init(from decoder: any Decoder) throws {
        try self.init(try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the text.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    private var intervalPart: [String] { interval == 1 ? [] : ["INTERVAL=\(interval)"] }

    private static let known = ["FREQ", "INTERVAL", "BYDAY", "WKST", "COUNT", "UNTIL"]

    private static func parts(_ text: String) throws(RecurrenceProblem) -> [String: String] {
        var rest = text.trimmingCharacters(in: .whitespacesAndNewlines).uppercased()
        if rest.hasPrefix("RRULE:") { rest.removeFirst("RRULE:".count) }
        guard !rest.isEmpty else { throw .empty }
        var parts: [String: String] = [:]
        for part in rest.split(separator: ";", omittingEmptySubsequences: false) {
            let sides = part.split(separator: "=", omittingEmptySubsequences: false)
            guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else { throw .malformedPart(String(part)) }
            let name = String(sides[0])
            guard known.contains(name) else { throw .unsupportedPart(name) }
            guard parts.updateValue(String(sides[1]), forKey: name) == nil else { throw .repeatedPart(name) }
        }
        return parts
    }

    private static func monthDay(_ text: String) throws(RecurrenceProblem) -> MonthDay {
        let bad = RecurrenceProblem.badDay(part: "BYDAY", text: text)
        guard let weekday = Weekday(code: String(text.suffix(2))) else { throw bad }
        let number = text.dropLast(2)
        guard !number.isEmpty else { return MonthDay(nil, weekday) }
        guard let ordinal = Int(number), (1...5).contains(abs(ordinal)) else { throw bad }
        return MonthDay(ordinal, weekday)
    }

    private static func number(_ name: String, _ parts: [String: String]) throws(RecurrenceProblem) -> Int? {
        guard let text = parts[name] else { return nil }
        guard text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text), (1...999).contains(number)
        else {
            throw .badNumber(part: name, text: text)
        }
        return number
    }

    private static func end(_ parts: [String: String]) throws(RecurrenceProblem) -> End? {
        let count = try number("COUNT", parts)
        guard let text = parts["UNTIL"] else { return count.map(End.count) }
        guard count == nil else { throw .countAndUntil }
        let digits = text.filter { $0 != "T" && $0 != "Z" }
        guard digits.utf8.allSatisfy({ (48...57).contains($0) }), text.prefix(8) == digits.prefix(8),
            let year = Int(digits.prefix(4)), let month = Int(digits.dropFirst(4).prefix(2)),
            let day = Int(digits.dropFirst(6).prefix(2)), (1800...2200).contains(year),
            let date = CivilDate(year: year, month: month, day: day)
        else { throw .badUntil(text) }
        if text.utf8.count == 8 { return .onDay(date) }
        guard text.utf8.count == 16, text.dropFirst(8).first == "T", text.last == "Z", digits.utf8.count == 14,
            let hour = Int(digits.dropFirst(8).prefix(2)), let minute = Int(digits.dropFirst(10).prefix(2)),
            let second = Int(digits.dropFirst(12)), hour < 24, minute < 60, second < 60
        else { throw .badUntil(text) }
        return .at(date.startUTC.addingTimeInterval(Double(hour * 3_600 + minute * 60 + second)))
    }

    private static func basic(_ instant: Date) -> String {
        let text = instant.formatted(Date.ISO8601FormatStyle())
        return text.filter { $0 != "-" && $0 != ":" }
    }
}
