package import Foundation

/// A calendar date as clinical records have it: a day, or a month or a year alone when no more is known.
package struct CivilDate: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
    /// The year, 1800–2200.
    package let year: Int
    /// The month, 1–12, where it is known.
    package let month: Int?
    /// The day of the month, where it is known.
    package let day: Int?

    /// Parses `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, or the date part of an ISO 8601 date and time.
    /// - Throws: `MalformedValue` for anything else, a day that does not exist included.
    package init(_ text: String) throws(MalformedValue) {
        let refusal = MalformedValue(expected: "date", text: text, hint: "write it as 2026-11-02, 2026-11 or 2026")
        let datePart = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
        let parts = datePart.split(separator: "-", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), parts[0].utf8.count == 4, let year = Int(parts[0]),
            (1800...2200).contains(year), parts.dropFirst().allSatisfy({ $0.utf8.count == 2 }),
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
        else { throw refusal }
        let month = parts.count > 1 ? Int(parts[1]) : nil
        let day = parts.count > 2 ? Int(parts[2]) : nil
        guard let date = CivilDate(year: year, month: month, day: day) else { throw refusal }
        self = date
    }

    /// A date of known parts; nil when there is no such day.
    package init?(year: Int, month: Int? = nil, day: Int? = nil) {
        if let month {
            guard (1...12).contains(month) else { return nil }
            if let day {
                guard day >= 1, day <= Self.days(inMonth: month, year: year) else { return nil }
            }
        } else if day != nil {
            return nil
        }
        self.year = year
        self.month = month
        self.day = day
    }

    /// The day that an instant falls on in a time zone.
    package init(_ instant: Date, in zone: TimeZone) {
        let local = instant.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: instant))
        self.init(daysSince1970: Int((local / 86_400).rounded(.down)))
    }

    /// Reads and checks the date.
    package init(from decoder: any Decoder) throws {
        try self.init(try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes as much of the date as is known, in ISO 8601.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// ISO 8601, as precise as known.
    package var description: String {
        var text = Self.padded(year, to: 4)
        if let month { text += "-" + Self.padded(month, to: 2) }
        if let day { text += "-" + Self.padded(day, to: 2) }
        return text
    }

    /// By the earliest day that the date can mean.
    package static func < (left: CivilDate, right: CivilDate) -> Bool {
        (left.daysSince1970, left.precision) < (right.daysSince1970, right.precision)
    }

    /// Days from 1970-01-01 to the earliest day that the date can mean.
    package var daysSince1970: Int {
        // Howard Hinnant's days_from_civil: exact for the proleptic Gregorian calendar.
        let month = self.month ?? 1
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + (day ?? 1) - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The date that many days later (earlier when negative).
    package func adding(days: Int) -> CivilDate { CivilDate(daysSince1970: daysSince1970 + days) }

    /// Whether it is neither a Saturday, nor a Sunday, nor one of these days.
    package func isWorkingDay(besides holidays: [CivilDate]) -> Bool { !isWeekend && !holidays.contains(self) }

    /// Whether it is a Saturday or a Sunday.
    package var isWeekend: Bool {
        let weekday = ((daysSince1970 % 7) + 11) % 7  // 0 is Sunday; 1970-01-01 was a Thursday
        return weekday == 0 || weekday == 6
    }

    /// The instant at which the day begins in UTC.
    package var startUTC: Date { Date(timeIntervalSince1970: Double(daysSince1970) * 86_400) }

    /// The instant at which the day begins in a time zone.
    package func start(in zone: TimeZone) -> Date {
        // the offset that holds at midnight there; near a change of the clocks the first guess is a day's part off
        let guess = startUTC.addingTimeInterval(-Double(zone.secondsFromGMT(for: startUTC)))
        return startUTC.addingTimeInterval(-Double(zone.secondsFromGMT(for: guess)))
    }

    private init(daysSince1970: Int) {
        let shifted = daysSince1970 + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        self.year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        self.month = month
        self.day = dayOfYear - (153 * monthIndex + 2) / 5 + 1
    }

    private var precision: Int { day != nil ? 2 : month != nil ? 1 : 0 }

    private static func days(inMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
