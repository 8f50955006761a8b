import Foundation

/// A time zone as VTIMEZONE: for each change of the clock a yearly rule that starts in 1970.
///
/// Rules are read off the zone's own transitions in the years from the event on. A zone whose clock never changes has
/// one STANDARD part. A zone whose changes follow no weekday rule (Morocco's follow the moon) has them one by one.
struct ZoneDefinition {
    private let zone: TimeZone
    private let local: LocalTime
    private let transitions: [Transition]

    private static let yearsLookedAt = 12

    init(_ zone: TimeZone, around start: Date) {
        self.zone = zone
        local = LocalTime(zone)
        var transitions: [Transition] = []
        let year = local.year(start)
        var moment = local.date(year: year, month: 1, day: 1)
        let end = local.date(year: year + Self.yearsLookedAt, month: 1, day: 1)
        while let next = zone.nextDaylightSavingTimeTransition(after: moment), next < end {
            transitions.append(Transition(at: next, in: zone))
            moment = next
        }
        self.transitions = transitions
    }

    var lines: [String] {
        ["BEGIN:VTIMEZONE", "TZID:\(zone.identifier)"] + parts.flatMap(\.self) + ["END:VTIMEZONE"]
    }

    private var parts: [[String]] {
        guard let first = transitions.first else {
            let offset = zone.secondsFromGMT(for: local.date(year: 2000, month: 1, day: 1))
            return [part(daylight: false, start: "19700101T000000", from: offset, to: offset)]
        }
        let groups = Dictionary(grouping: transitions) { $0.kind }
        let rules = groups.compactMap { kind, members in
            members.count == Self.yearsLookedAt ? YearlyRule(kind: kind, days: members.map(\.date)) : nil
        }
        if rules.count == groups.count {
            return rules.sorted { $0.kind.month < $1.kind.month }.map { rule in
                part(
                    daylight: rule.kind.isDaylight, start: rule.first(local), from: rule.kind.from, to: rule.kind.to,
                    rule: rule.text)
            }
        }
        let before = part(daylight: false, start: "19700101T000000", from: first.kind.from, to: first.kind.from)
        return [before]
            + transitions.map {
                let day = String(format: "%04d%02d%02d", $0.date.year, $0.kind.month, $0.date.day)
                return part(
                    daylight: $0.kind.isDaylight, start: "\(day)T\($0.kind.time)", from: $0.kind.from, to: $0.kind.to)
            }
    }

    private func part(daylight: Bool, start: String, from: Int, to: Int, rule: String? = nil) -> [String] {
        let name = daylight ? "DAYLIGHT" : "STANDARD"
        return [
            "BEGIN:\(name)", "DTSTART:\(start)", "TZOFFSETFROM:\(Self.offset(from))", "TZOFFSETTO:\(Self.offset(to))",
        ] + (rule.map { ["RRULE:\($0)"] } ?? []) + ["END:\(name)"]
    }

    private static func offset(_ seconds: Int) -> String {
        let minutes = abs(seconds) / 60
        return (seconds < 0 ? "-" : "+") + String(format: "%02d%02d", minutes / 60, minutes % 60)
    }
}

/// One change of the clock, told in the time that was shown just before it.
private struct Transition {
    struct Kind: Hashable {
        let isDaylight: Bool
        let from: Int
        let to: Int
        let month: Int
        /// 1 is Sunday.
        let weekday: Int
        /// `hhmmss`.
        let time: String
    }

    let kind: Kind
    let date: (year: Int, day: Int, daysInMonth: Int)

    init(at moment: Date, in zone: TimeZone) {
        let from = zone.secondsFromGMT(for: moment.addingTimeInterval(-1))
        let shown = LocalTime(TimeZone(secondsFromGMT: from) ?? zone)
        let parts = shown.parts(moment)
        kind = Kind(
            isDaylight: zone.isDaylightSavingTime(for: moment), from: from, to: zone.secondsFromGMT(for: moment),
            month: parts.month ?? 1, weekday: parts.weekday ?? 1, time: String(shown.basic(moment).suffix(6)))
        date = (parts.year ?? 1970, parts.day ?? 1, shown.daysInMonth(moment))
    }
}

/// A change that comes each year on a weekday: the n-th or last of a month, or the first from some day on.
private struct YearlyRule {
    private enum Day { case nth(Int), last, window(from: Int) }

    let kind: Transition.Kind
    private let day: Day

    init?(kind: Transition.Kind, days: [(year: Int, day: Int, daysInMonth: Int)]) {
        self.kind = kind
        let weeks = Set(days.map { ($0.day - 1) / 7 + 1 })
        let earliest = days.map(\.day).min() ?? 1
        let latest = days.map(\.day).max() ?? 1
        if let week = weeks.first, weeks.count == 1 {
            day = .nth(week)
        } else if days.allSatisfy({ $0.day > $0.daysInMonth - 7 }) {
            day = .last
        } else if latest - earliest <= 6 {
            day = .window(from: earliest)
        } else {
            return nil
        }
    }

    var text: String {
        let weekday = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"][(kind.weekday - 1) % 7]
        let yearly = "FREQ=YEARLY;BYMONTH=\(kind.month);BYDAY="
        switch day {
        case .nth(let week): return "\(yearly)\(week)\(weekday)"
        case .last: return "\(yearly)-1\(weekday)"
        case .window(let from):
            return "\(yearly)\(weekday);BYMONTHDAY=" + (from...from + 6).map(String.init).joined(separator: ",")
        }
    }

    /// The rule's day in 1970, where it starts.
    func first(_ local: LocalTime) -> String {
        let first = local.date(year: 1970, month: kind.month, day: 1)
        let length = local.daysInMonth(first)
        let offset = (kind.weekday - (local.parts(first).weekday ?? 1) + 7) % 7
        let candidates = Array(stride(from: 1 + offset, through: length, by: 7))
        let chosen =
            switch day {
            case .nth(let week): candidates[min(week, candidates.count) - 1]
            case .last: candidates[candidates.count - 1]
            case .window(let from): candidates.first { $0 >= from } ?? candidates[0]
            }
        return String(format: "1970%02d%02d", kind.month, chosen) + "T\(kind.time)"
    }
}

/// Dates as a wall clock of one zone shows them.
struct LocalTime {
    private let calendar: Calendar

    init(_ zone: TimeZone) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        self.calendar = calendar
    }

    func parts(_ date: Date) -> DateComponents {
        calendar.dateComponents([.year, .month, .day, .weekday, .hour, .minute, .second], from: date)
    }

    func year(_ date: Date) -> Int { calendar.component(.year, from: date) }

    func daysInMonth(_ date: Date) -> Int { calendar.range(of: .day, in: .month, for: date)?.count ?? 31 }

    func date(year: Int, month: Int, day: Int) -> Date {
        calendar.date(from: DateComponents(year: year, month: month, day: day, hour: 12)) ?? .distantPast
    }

    /// `yyyymmddThhmmss`.
    func basic(_ date: Date) -> String {
        let parts = parts(date)
        return String(
            format: "%04d%02d%02dT%02d%02d%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0, parts.hour ?? 0,
            parts.minute ?? 0, parts.second ?? 0)
    }

    /// `yyyymmddThhmmssZ`.
    static func utc(_ date: Date) -> String { LocalTime(.gmt).basic(date) + "Z" }
}
