import Foundation
import Testing
import TumorBoard

@Suite("Wall clock times across daylight saving")
struct WallTimeTests {
    /// A zone with the changes of its clocks in 2026 and 2027, each as the UTC instant, as the tz database has them.
    struct Zone: Sendable, CustomTestStringConvertible {
        let name: String
        let changes: [String]
        var testDescription: String { name }
    }

    static let zones: [Zone] = [
        Zone(
            name: "Europe/Berlin",
            changes: ["2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z", "2027-03-28T01:00:00Z", "2027-10-31T01:00:00Z"]),
        Zone(
            name: "America/New_York",
            changes: ["2026-03-08T07:00:00Z", "2026-11-01T06:00:00Z", "2027-03-14T07:00:00Z", "2027-11-07T06:00:00Z"]),
        Zone(name: "America/Sao_Paulo", changes: []), Zone(name: "Asia/Kolkata", changes: []),
        Zone(name: "Asia/Kathmandu", changes: []),
        Zone(
            name: "Australia/Lord_Howe",
            changes: ["2026-04-04T15:00:00Z", "2026-10-03T15:30:00Z", "2027-04-03T15:00:00Z", "2027-10-02T15:30:00Z"]),
        Zone(name: "Pacific/Apia", changes: []),
        Zone(
            name: "Africa/Casablanca",
            changes: ["2026-02-15T02:00:00Z", "2026-03-22T02:00:00Z", "2027-02-07T02:00:00Z", "2027-03-14T02:00:00Z"]),
        Zone(
            name: "America/St_Johns",
            changes: ["2026-03-08T05:30:00Z", "2026-11-01T04:30:00Z", "2027-03-14T05:30:00Z", "2027-11-07T04:30:00Z"]),
        Zone(
            name: "Pacific/Auckland",
            changes: ["2026-04-04T14:00:00Z", "2026-09-26T14:00:00Z", "2027-04-03T14:00:00Z", "2027-09-25T14:00:00Z"]),
    ]

    @Test("The machine knows the changes of the clocks of ten zones", arguments: zones)
    func changes(_ zone: Zone) throws {
        let known = try #require(TimeZone(identifier: zone.name))
        var found: [String] = []
        var moment = try Date("2026-01-01T00:00:00Z", strategy: .iso8601)
        let end = try Date("2028-01-01T00:00:00Z", strategy: .iso8601)
        while let next = known.nextDaylightSavingTimeTransition(after: moment), next < end {
            found.append(next.formatted(.iso8601))
            moment = next
        }
        #expect(found == zone.changes)
    }

    @Test("A weekly session keeps its local time on both sides of every change of the clocks", arguments: zones)
    func weekly(_ zone: Zone) throws {
        let known = try #require(TimeZone(identifier: zone.name))
        let series = SessionSeries(
            board: "thoracic", rule: try RecurrenceRule("FREQ=WEEKLY;BYDAY=WE,SU"), at: try WallTime("14:00"),
            from: try CivilDate("2026-01-01"), until: try CivilDate("2027-12-31"), minutes: 90, cutoffHours: 96,
            timeZone: zone.name)
        let sessions = try series.days(HolidayCalendar()).compactMap(\.session)
        #expect(sessions.count == 208)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = known
        for session in sessions {
            let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: session.starts)
            let day = try #require(CivilDate(year: parts.year ?? 0, month: parts.month, day: parts.day))
            #expect(session.id.text == "thoracic-\(day)")
            #expect(parts.hour == 14 && parts.minute == 0, "\(session.id)")
        }
        // across each change a week is longer or shorter by what the clocks were moved
        let odd = zip(sessions, sessions.dropFirst()).filter { before, after in
            let days =
                CivilDate(after.starts, in: known).daysSince1970
                - CivilDate(before.starts, in: known).daysSince1970
            return after.starts.timeIntervalSince(before.starts) != Double(days) * 86_400
        }
        #expect(odd.count == zone.changes.count)
    }

    @Test("Every minute that the clocks show is the first instant that shows it", arguments: zones)
    func everyMinute(_ zone: Zone) throws {
        let known = try #require(TimeZone(identifier: zone.name))
        for change in zone.changes + ["2026-06-15T12:00:00Z"] {
            let around = try Date(change, strategy: .iso8601)
            let day = CivilDate(around, in: known)
            var first: [WallTime: Date] = [:]
            var instant = day.start(in: known).addingTimeInterval(-3_600)
            while instant < day.start(in: known).addingTimeInterval(26 * 3_600) {
                if CivilDate(instant, in: known) == day {
                    let minute = Int(instant.timeIntervalSince1970 + Double(known.secondsFromGMT(for: instant))) / 60
                    let time = try #require(WallTime(hour: minute / 60 % 24, minute: minute % 60))
                    first[time] = first[time] ?? instant
                }
                instant = instant.addingTimeInterval(60)
            }
            for minute in 0..<1_440 {
                let time = try #require(WallTime(hour: minute / 60, minute: minute % 60))
                let given = time.instant(on: day, in: known)
                if let shown = first[time] {
                    #expect(given == shown, "\(day) \(time)")
                } else {
                    // the gap: by the offset before it (RFC 5545, 3.3.5)
                    let before = known.secondsFromGMT(for: around.addingTimeInterval(-1))
                    let asUTC = day.startUTC.addingTimeInterval(Double(minute * 60))
                    #expect(given == asUTC.addingTimeInterval(-Double(before)), "\(day) \(time)")
                    #expect(given >= around, "\(day) \(time)")
                }
            }
        }
    }

    @Test(
        "The examples of RFC 5545, half an hour at Lord Howe, and a day that Samoa never had",
        arguments: [
            ("America/New_York", "2007-03-11", "02:30", "2007-03-11T07:30:00Z"),
            ("America/New_York", "2007-11-04", "01:30", "2007-11-04T05:30:00Z"),
            ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:45:00Z"),
            ("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45:00Z"),
            ("Pacific/Apia", "2011-12-30", "14:00", "2011-12-31T00:00:00Z"),
        ])
    func edges(_ zone: String, _ day: String, _ time: String, _ instant: String) throws {
        let known = try #require(TimeZone(identifier: zone))
        let given = try WallTime(time).instant(on: try CivilDate(day), in: known)
        #expect(given.formatted(.iso8601) == instant)
    }

    @Test("A time of day is read strictly", arguments: ["", "24:00", "9:5", "09:60", "09:00:00", "9.00", "-1:00"])
    func malformed(_ text: String) throws {
        #expect(throws: MalformedValue.self) { try WallTime(text) }
        #expect(try WallTime("9:05").description == "09:05")
    }
}
