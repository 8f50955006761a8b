extension Weekday {
    /// As RFC 5545 abbreviates it, such as `MO`.
    package var code: String { String(rawValue.uppercased().prefix(2)) }

    /// The day of an abbreviation; nil for anything else.
    package init?(code: String) {
        guard let day = Self.allCases.first(where: { $0.code == code }) else { return nil }
        self = day
    }

    /// Days after Monday, 0–6.
    fileprivate var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension CivilDate {
    /// The day of the week; that of the earliest day where only a month or a year is known.
    var weekday: Weekday { Weekday(self) }

    /// The last day before or on this one that is a given weekday.
    func back(to weekday: Weekday) -> CivilDate { adding(days: -((self.weekday.index - weekday.index + 7) % 7)) }
}
