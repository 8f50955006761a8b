/// A day of the week, Monday first, as RFC 5545 abbreviates it.
package enum Weekday: String, CaseIterable, Codable, Sendable {
    case monday = "MO"
    case tuesday = "TU"
    case wednesday = "WE"
    case thursday = "TH"
    case friday = "FR"
    case saturday = "SA"
    case sunday = "SU"

    /// Days after Monday, 0–6.
    package var index: Int {
        switch self {
        case .monday: 0
        case .tuesday: 1
        case .wednesday: 2
        case .thursday: 3
        case .friday: 4
        case .saturday: 5
        case .sunday: 6
        }
    }
}

extension CivilDate {
    /// The day of the week; that of the earliest day where only a month or a year is known.
    package var weekday: Weekday {
        // 1970-01-01 was a Thursday, three days after a Monday
        Weekday.allCases[((daysSince1970 + 3) % 7 + 7) % 7]
    }

    /// The last day of the week before or on this day that is a given weekday.
    func back(to weekday: Weekday) -> CivilDate { adding(days: -((self.weekday.index - weekday.index + 7) % 7)) }
}
