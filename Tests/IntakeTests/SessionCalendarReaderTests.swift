import Foundation
import Orchestrator
import Testing
import TumorBoard

@Suite("A site's calendar as a file") struct SessionCalendarReaderTests {
    private static let line =
        "  - {idPrefix: thoracic, board: thoracic, rule: FREQ=WEEKLY;BYDAY=WE, at: \"14:00\", from: 2026-12-01, "
        + "until: 2027-03-31, minutes: 90, cutoffHours: 96, timeZone: Europe/Berlin, onHoliday: next, region: DE-BE}\n"

    private static func read(_ text: String) throws -> SessionCalendar {
        try SessionsReader().calendar(Data(text.utf8), fileName: "calendar.yaml")
    }

    @Test("Series stand beside single sessions, and holidays in the same file")
    func calendar() throws {
        let calendar = try Self.read(
            "series:\n" + Self.line + "holidays:\n  - 2026-12-24..2026-12-26  Christmas\n"
                + "  - 2026-12-09  Team day  board:thoracic\n")
        let series = try #require(calendar.series.first)
        #expect(series.rule.description == "FREQ=WEEKLY;BYDAY=WE" && series.at.description == "14:00")
        #expect(series.onHoliday == .next && series.region == "DE-BE" && series.idPrefix == "thoracic")
        #expect(calendar.sessions.isEmpty && calendar.holidays.entries.map(\.name) == ["Christmas", "Team day"])
    }

    @Test(
        "A slip in a series is refused at its place",
        arguments: [
            (("BYDAY=WE", "BYDAY=WO"), "calendar.yaml:2: series[1].rule: “WO” in BYDAY is no day"),
            (("FREQ=WEEKLY", "FREQ=DAILY"), "series[1].rule: FREQ=DAILY is not supported"),
            (("14:00", "2 pm"), "series[1].at: “2 pm” is not a valid time of day"),
            (("2026-12-01", "2026-12"), "series[1].from: “2026-12” is no day"),
            (("until: 2027-03-31, ", ""), "nothing ends the series"),
            (("2027-03-31", "2026-03-31"), "ends on 2026-03-31"),
            (("next", "later"), "series[1].onHoliday: “later” is not one of skip, next, previous"),
            (("onHoliday", "holiday"), "did you mean “onHoliday”?"),
        ])
    func slips(_ change: (String, String), _ message: String) throws {
        let text = "series:\n" + Self.line.replacingOccurrences(of: change.0, with: change.1)
        let problem = #expect(throws: FileProblem.self) { try Self.read(text) }
        #expect(problem?.description.contains(message) == true, "\(problem?.description ?? "nothing thrown")")
    }

    @Test(
        "Two series of one name and day, and a holiday that is none, are refused; where single sessions are asked, series are"
    )
    func refused() throws {
        for (text, message) in [
            ("series:\n" + Self.line + Self.line, "calendar.yaml:3: series[2]: two series of “thoracic”"),
            ("series:\n" + Self.line + "holidays: [Christmas]\n", "holidays[1]: “Christmas” is no day"),
            ("holidays: [2026-12-25 Christmas]\n", "sessions"),
        ] {
            let problem = #expect(throws: FileProblem.self) { try Self.read(text) }
            #expect(problem?.description.contains(message) == true, "\(problem?.description ?? "nothing thrown")")
        }
        #expect(throws: FileProblem.self) {
            try SessionsReader().read(Data(("series:\n" + Self.line).utf8), fileName: "calendar.yaml")
        }
    }

    @Test("The sample calendar and its holiday file are read; Good Friday's session is on the day before")
    func samples() throws {
        let samples = try #require(IntakeFiles.root).appending(path: "Samples")
        let roster = try RosterReader().read(
            try Data(contentsOf: samples.appending(path: "roster.yaml")), fileName: "roster.yaml")
        let calendar = try SessionsReader().calendar(
            try Data(contentsOf: samples.appending(path: "calendar.yaml")), fileName: "calendar.yaml", roster: roster)
        let file = try String(contentsOf: samples.appending(path: "holidays-berlin.txt"), encoding: .utf8)
        let holidays = calendar.holidays.adding(try HolidayCalendar(file))
        #expect(calendar.series.count == 4)
        let haem = try #require(calendar.series.last)
        #expect(
            try haem.days(holidays).compactMap { $0.session?.id.text } == [
                "haem-2026-12-23", "haem-2027-01-29", "haem-2027-02-26", "haem-2027-03-25",
            ])
        let thoracic = try #require(calendar.series.first)
        #expect(
            try thoracic.days(holidays).filter { $0.session == nil }.map(\.planned.description) == [
                "2026-12-30", "2027-01-27", "2027-02-10",
            ])
    }
}
