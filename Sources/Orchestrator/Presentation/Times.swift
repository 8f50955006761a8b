package import Foundation

/// Dates and times as letters have them, in the site's zone and in English words without locale surprises.
package struct Times: Sendable {
    /// The zone that times are shown in.
    package let zone: TimeZone

    /// Times of a zone.
    package init(zone: TimeZone) { self.zone = zone }

    /// "3 November 2026, 15:00 (Europe/Berlin)".
    package func moment(_ instant: Date) -> String {
        let parts = calendar.dateComponents([.hour, .minute], from: instant)
        return "\(day(instant)), \(padded(parts.hour)):\(padded(parts.minute)) (\(zone.identifier))"
    }

    /// "3 November 2026".
    package func day(_ instant: Date) -> String {
        let parts = calendar.dateComponents([.year, .month, .day], from: instant)
        let month = Self.months[((parts.month ?? 1) - 1) % 12]
        return "\(parts.day ?? 1) \(month) \(parts.year ?? 0)"
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
