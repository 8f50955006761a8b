package import Foundation

/// A time of day as a clock on the wall shows it.
package struct WallTime: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// 0–23.
    package let hour: Int
    /// 0–59.
    package let minute: Int

    /// A time of day; nil where no clock shows it.
    package init?(hour: Int, minute: Int) {
        guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
        self.hour = hour
        self.minute = minute
    }

    /// Parses `14:00`.
    package init(_ text: String) throws(MalformedValue) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].utf8.count == 2, (1...2).contains(parts[0].utf8.count),
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }), let hour = Int(parts[0]),
            let minute = Int(parts[1]), let time = WallTime(hour: hour, minute: minute)
        else { throw MalformedValue(expected: "time of day", text: text, hint: "write it as 14:00") }
        self = time
    }

    /// `14:00`.
    package var description: String { "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)" }

    /// By the clock.
    package static func < (left: WallTime, right: WallTime) -> Bool {
        (left.hour, left.minute) < (right.hour, right.minute)
    }

    /// The instant at which the clocks of a zone show this time on a day.
    ///
    /// As RFC 5545, 3.3.5 has it: a time that the clocks show twice, since they are put back, is the first of the two; one
    /// that they skip, since they are put forward, counts by the offset before the gap, and so comes later by its length
    /// (02:30 on the day on which New York skips from 02:00 to 03:00 is 03:30).
    package func instant(on day: CivilDate, in zone: TimeZone) -> Date {
        let seconds = Double(day.daysSince1970) * 86_400 + Double(hour * 3_600 + minute * 60)
        let asUTC = Date(timeIntervalSince1970: seconds)
        // no zone is further from UTC than 14 hours, and none changes its clocks twice in so short a time: these two are the
        // offsets before and after whatever change is near
        let offsets = Set([-54_000, 54_000].map { zone.secondsFromGMT(for: asUTC.addingTimeInterval($0)) })
        let shown = offsets.map { (offset: $0, at: asUTC.addingTimeInterval(-Double($0))) }.sorted { $0.at < $1.at }
        // within a gap no offset holds at its own instant; the offset before the gap is the smaller one, which gives the
        // later instant
        return shown.first { zone.secondsFromGMT(for: $0.at) == $0.offset }?.at ?? shown.last?.at ?? asUTC
    }
}

extension WallTime: Codable {
    /// Reads and checks the text.
    package init(from decoder: any Decoder) throws {
        try self.init(try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the text.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
