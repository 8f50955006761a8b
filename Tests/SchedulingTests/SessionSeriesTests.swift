import Foundation
import Testing
import TumorBoard

@Suite("A series of sessions and its holidays")
struct SessionSeriesTests {
    private static let christmas = """
        # invented
        2026-12-24..2026-12-26   Christmas
        2026-12-31               New Year's Eve   board:other
        2027-01-01               New Year's Day
        2027-01-06               Epiphany   region:DE-BY
        """

    private static func series(_ rule: String, _ onHoliday: SessionSeries.OnHoliday) throws -> SessionSeries {
        SessionSeries(
            board: "thoracic", rule: try RecurrenceRule(rule), at: try WallTime("14:00"),
            from: try CivilDate("2026-12-17"), until: try CivilDate("2027-01-15"), minutes: 60, cutoffHours: 48,
            timeZone: "Europe/Berlin", place: "Room 1", onHoliday: onHoliday)
    }

    private static func sits(_ rule: String, _ onHoliday: SessionSeries.OnHoliday, region: String? = nil) throws
        -> [String]
    {
        var series = try series(rule, onHoliday)
        series.region = region
        return try series.days(HolidayCalendar(christmas)).compactMap { $0.session?.id.text }.map {
            String($0.dropFirst("thoracic-2026-".count - 5))
        }
    }

    @Test("A session on a holiday is left out, or sits on the next working day, or on the last one before")
    func policies() throws {
        let thursdays = "FREQ=WEEKLY;BYDAY=TH"
        let rest = ["2026-12-31", "2027-01-07", "2027-01-14"]
        #expect(try Self.sits(thursdays, .skip) == ["2026-12-17"] + rest)
        #expect(try Self.sits(thursdays, .next) == ["2026-12-17", "2026-12-28"] + rest)
        #expect(try Self.sits(thursdays, .previous) == ["2026-12-17", "2026-12-23"] + rest)
    }

    @Test("A regional holiday holds in its region, one of a board for that board")
    func regions() throws {
        #expect(try Self.sits("FREQ=WEEKLY;BYDAY=WE", .skip).contains("2027-01-06"))
        #expect(try !Self.sits("FREQ=WEEKLY;BYDAY=WE", .skip, region: "DE-BY").contains("2027-01-06"))
        let calendar = try HolidayCalendar(Self.christmas)
        let eve = try CivilDate("2026-12-31")
        #expect(calendar.holiday(on: eve, board: "thoracic", region: nil) == nil)
        #expect(calendar.holiday(on: eve, board: "other", region: nil) == "New Year's Eve")
    }

    @Test("A moved session doubles no other, stays within the series, and says what became of it")
    func moves() throws {
        let days = try Self.series("FREQ=WEEKLY;BYDAY=MO,TH,FR", .next).days(HolidayCalendar(Self.christmas))
        let christmas = days.filter { $0.fate != .asPlanned }
        let monday = try CivilDate("2026-12-28")
        #expect(
            christmas.map(\.fate) == [
                .merged(holiday: "Christmas", with: monday), .merged(holiday: "Christmas", with: monday),
                .merged(holiday: "New Year's Day", with: try CivilDate("2027-01-04")),
            ])
        #expect(christmas.allSatisfy { $0.session == nil })
        var edge = try Self.series("FREQ=WEEKLY;BYDAY=TH", .next)
        edge.from = try CivilDate("2026-12-24")
        edge.until = try CivilDate("2026-12-26")
        #expect(try edge.days(HolidayCalendar(Self.christmas)).map(\.fate) == [.noWorkingDay(holiday: "Christmas")])
    }

    @Test("A series that has no end, no day or no good id says so")
    func problems() throws {
        var series = try Self.series("FREQ=WEEKLY", .skip)
        series.until = nil
        #expect(throws: SeriesProblem.endless) { try series.days(HolidayCalendar()) }
        series.rule.end = .count(900)
        #expect(throws: SeriesProblem.self) { try series.days(HolidayCalendar()) }
        series.rule.end = .count(2)
        #expect(try series.days(HolidayCalendar()).count == 2)
        series.rule.end = .at(try Date("2026-12-24T13:00:00Z", strategy: .iso8601))
        #expect(try series.days(HolidayCalendar()).count == 2)
        series.rule.end = .at(try Date("2026-12-24T12:59:59Z", strategy: .iso8601))
        #expect(try series.days(HolidayCalendar()).count == 1)
        series.until = try CivilDate("2026-12-01")
        #expect(throws: SeriesProblem.self) { try series.days(HolidayCalendar()) }
        series.until = try CivilDate("2032-12-01")
        series.rule.end = nil
        #expect(throws: SeriesProblem.tooLong(try CivilDate("2032-12-01"))) { try series.days(HolidayCalendar()) }
        series.until = try CivilDate("2027-01")
        #expect(throws: SeriesProblem.notADay(try CivilDate("2027-01"))) { try series.days(HolidayCalendar()) }
        series.until = try CivilDate("2026-12-18")
        series.rule = try RecurrenceRule("FREQ=WEEKLY;BYDAY=MO")
        #expect(throws: SeriesProblem.noDay("FREQ=WEEKLY;BYDAY=MO")) { try series.days(HolidayCalendar()) }
        series.rule = try RecurrenceRule("FREQ=WEEKLY")
        series.idPrefix = "no good"
        #expect(throws: SeriesProblem.badPrefix("no good")) { try series.days(HolidayCalendar()) }
        series.timeZone = "Europe/Nowhere"
        #expect(throws: SeriesProblem.unknownZone("Europe/Nowhere")) { try series.days(HolidayCalendar()) }
    }

    @Test(
        "A line of a holiday file that cannot be read is named",
        arguments: [
            ("2026-12-25", HolidayProblem.Cause.noName), ("25.12.2026 Christmas", .notADay("25.12.2026")),
            ("2026-12 December", .notADay("2026-12")),
            ("2026-12-26..2026-12-24 x", .backwards("2026-12-26..2026-12-24")),
            ("2026-12-25 x board:a/b", .badBoard("a/b")), ("2026-12-25 x region:", .badTag("region:")),
            ("2026-12-25 x region:A region:B", .badTag("region:B")), ("2026-02-29 x", .notADay("2026-02-29")),
        ])
    func malformed(_ line: String, _ cause: HolidayProblem.Cause) {
        #expect(throws: HolidayProblem(line: 3, cause: cause)) { try HolidayCalendar("# first\n\n\(line)\n") }
    }
}
