package import Foundation
package import TumorBoard

/// Dates and times as letters have them, in the site's zone and in English words without locale surprises.
package struct Times: Sendable {
    /// The zone that times are shown in.
    package let zone: TimeZone

    /// Times of a zone.
    package init(zone: TimeZone) { self.zone = zone }

    /// "3 November 2026, 15:00 (Berlin time)".
    package func moment(_ instant: Date) -> String {
        let parts = calendar.dateComponents([.hour, .minute], from: instant)
        return "\(day(instant)), \(padded(parts.hour)):\(padded(parts.minute)) (\(zoneName))"
    }

    /// "3 November 2026".
    package func day(_ instant: Date) -> String {
        let parts = calendar.dateComponents([.year, .month, .day], from: instant)
        let month = Self.months[((parts.month ?? 1) - 1) % 12]
        return "\(parts.day ?? 1) \(month) \(parts.year ?? 0)"
    }

    /// "3 November 2026", "November 2026" or "2026", as precise as known.
    package func day(_ date: CivilDate) -> String {
        let month = date.month.map { Self.months[($0 - 1) % 12] }
        return [date.day.map(String.init), month, String(date.year)].compactMap { $0 }.joined(separator: " ")
    }

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
