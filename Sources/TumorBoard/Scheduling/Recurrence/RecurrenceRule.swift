package import Foundation

/// How sessions repeat: a subset of the recurrence rules of iCalendar (RFC 5545, 3.3.10).
///
/// `FREQ=WEEKLY` with `BYDAY` (every named weekday, or the first day's where none is named), `FREQ=MONTHLY` with `BYDAY`
/// (`2TU` the second Tuesday, `-1FR` the last Friday, `TU` every Tuesday), `INTERVAL`, `WKST`, and `COUNT` or `UNTIL`.
/// Only days that the rule names count, the first day too: where RFC 5545 leaves a first day that the rule does not
/// name undefined, it is no occurrence here.
package struct RecurrenceRule: Equatable, Sendable {
    /// Which days of a period.
    package enum Days: Equatable, Sendable {
        /// Weekdays of a week; none for the weekday of the first day.
        case weekly([Weekday])
        /// Weekdays of a month.
        case monthly([MonthDay])
    }

    /// A weekday of a month.
    package struct MonthDay: Equatable, Hashable, Sendable {
        /// 1–5 from the month's start, −1 to −5 from its end; nil for every one.
        package let ordinal: Int?
        /// The weekday.
        package let weekday: Weekday

        /// A weekday of a month.
        package init(_ ordinal: Int?, _ weekday: Weekday) {
            self.ordinal = ordinal
            self.weekday = weekday
        }
    }

    /// Where the rule ends by itself.
    package enum End: Equatable, Sendable {
        /// After so many occurrences.
        case count(Int)
        /// With that day, inclusive, by the local calendar.
        case onDay(CivilDate)
        /// With that instant, inclusive.
        case at(Date)
    }

    /// Which days of a period.
    package var days: Days
    /// Every how many weeks or months, from 1; counted from the one of the first day.
    package var interval: Int
    /// The day on which a week begins: it matters for every other week.
    package var weekStart: Weekday
    /// Where the rule ends by itself; nil where only the asked period ends it.
    package var end: End?

    /// A rule.
    package init(_ days: Days, interval: Int = 1, weekStart: Weekday = .monday, end: End? = nil) {
        self.days = days
        self.interval = interval
        self.weekStart = weekStart
        self.end = end
    }
}

extension RecurrenceRule {
    /// The days that the rule names from a first day through a last one, in order.
    ///
    /// `COUNT` counts from the first day. An `UNTIL` that is an instant cannot end days; `occurrences` applies it.
    package func days(from first: CivilDate, through last: CivilDate) -> [CivilDate] {
        var limit = Int.max
        var last = last
        switch end {
        case .count(let count): limit = count
        case .onDay(let day): last = min(last, day)
        case .at, nil: break
        }
        var found: [CivilDate] = []
        var period = beginning(first)
        while period <= last, found.count < limit {
            for day in matches(in: period, first: first) where day >= first && day <= last && found.count < limit {
                found.append(day)
            }
            period = next(after: period)
        }
        return found
    }

    /// The first day of the week or month that a day lies in.
    private func beginning(_ day: CivilDate) -> CivilDate {
        switch days {
        case .weekly: day.back(to: weekStart)
        case .monthly: day.adding(days: 1 - (day.day ?? 1))
        }
    }

    private func next(after period: CivilDate) -> CivilDate {
        switch days {
        case .weekly: period.adding(days: 7 * interval)
        case .monthly: period.adding(months: interval)
        }
    }

    /// The days of one period that the rule names, in order.
    private func matches(in period: CivilDate, first: CivilDate) -> [CivilDate] {
        switch days {
        case .weekly(let weekdays):
            let named = Set(weekdays.isEmpty ? [first.weekday] : weekdays)
            return (0..<7).map { period.adding(days: $0) }.filter { named.contains($0.weekday) }
        case .monthly(let named):
            let end = period.adding(months: 1)
            let length = end.daysSince1970 - period.daysSince1970
            return (1...length).filter { number in
                named.contains { $0.names(number, of: length, weekday: period.adding(days: number - 1).weekday) }
            }.map { period.adding(days: $0 - 1) }
        }
    }
}

extension RecurrenceRule.MonthDay {
    /// Whether it names a day of a month of that length.
    fileprivate func names(_ number: Int, of length: Int, weekday: Weekday) -> Bool {
        guard weekday == self.weekday else { return false }
        guard let ordinal else { return true }
        return ordinal > 0 ? (number - 1) / 7 + 1 == ordinal : (length - number) / 7 + 1 == -ordinal
    }
}

extension CivilDate {
    /// The first day of the month that many months later.
    fileprivate func adding(months: Int) -> CivilDate {
        let months = year * 12 + (month ?? 1) - 1 + months
        // every month has a first day
        return CivilDate(year: months / 12, month: months % 12 + 1, day: 1) ?? self
    }
}
