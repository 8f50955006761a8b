package import Foundation
package import TumorBoard

/// Dates and times as letters have them, in the site's zone and in English words without locale surprises.
package struct Times: Sendable {
    /// The zone that times are shown in.
    package let zone: TimeZone

    private let monthNames: [String]
    private let pattern: String

    /// Times of a zone, in English.
    package init(zone: TimeZone) { self.init(zone: zone, months: Self.months, pattern: "{day} {month} {year}") }

    /// Days in another language's words; a list that is not twelve months long is not taken.
    init(zone: TimeZone, months: [String], pattern: String) {
        self.zone = zone
        monthNames = months.count == 12 ? months : Self.months
        self.pattern = pattern
    }

    private func day(_ day: Int?, _ month: Int?, _ year: Int) -> String {
        let name = month.map { monthNames[max(0, $0 - 1) % 12] }
        guard let day, let name else { return [name, String(year)].compactMap { $0 }.joined(separator: " ") }
        return [("{day}", String(day)), ("{month}", name), ("{year}", String(year))]
            .reduce(pattern) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
    }

    /// "3 November 2026, 15:00 (Berlin time)".
    package func moment(_ instant: Date) -> String {
        let parts = calendar.dateComponents([.hour, .minute], from: instant)
        return "\(day(instant)), \(padded(parts.hour)):\(padded(parts.minute)) (\(zoneName))"
    }

    /// "3 November 2026".
    package func day(_ instant: Date) -> String {
        let parts = calendar.dateComponents([.year, .month, .day], from: instant)
        return day(parts.day ?? 1, parts.month ?? 1, parts.year ?? 0)
    }

    /// "3 November 2026", "November 2026" or "2026", as precise as known.
    package func day(_ date: CivilDate) -> String { day(date.day, date.month, date.year) }

    /// "3 Nov 2026", "Nov 2026" or "2026", for tables.
    package func short(_ date: CivilDate) -> String {
        let month = date.month.map { String(Self.months[($0 - 1) % 12].prefix(3)) }
        return [date.day.map(String.init), month, String(date.year)].compactMap { $0 }.joined(separator: " ")
    }

    /// "Berlin time" for Europe/Berlin; a zone without a place stays as it is.
    private var zoneName: String {
        guard zone.identifier.contains("/"), let place = zone.identifier.split(separator: "/").last else {
            return zone.identifier
        }
        return place.replacingOccurrences(of: "_", with: " ") + " time"
    }

    private var calendar: Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar
    }

    private func padded(_ number: Int?) -> String {
        let text = String(number ?? 0)
        return text.count == 1 ? "0" + text : text
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
