import Foundation
import Orchestrator
import Testing
import TumorBoard

@Suite("A series of sessions in a site") struct SessionCalendarTests {
    private static func series() throws -> SessionSeries {
        SessionSeries(
            board: "thoracic", rule: try RecurrenceRule("FREQ=WEEKLY;BYDAY=WE"), at: try WallTime("14:00"),
            from: try CivilDate("2026-12-01"), until: try CivilDate("2027-01-31"), minutes: 90, cutoffHours: 96,
            timeZone: "Europe/Berlin", onHoliday: .skip)
    }

    private static let holidays = HolidayCalendar([
        .init(from: CivilDate.day(2026, 12, 28), to: CivilDate.day(2026, 12, 31), name: "Closed")
    ])

    @Test("The same series again adds only what is missing; what was cancelled or changed stays so, and is named")
    func again() async throws {
        try await SessionStage.run { stage in
            let preview = try stage.office.addSeries(
                try Self.series(), holidays: Self.holidays, preview: true, actor: "office")
            #expect(preview.isPreview && preview.added.count == 8)
            #expect(try stage.office.sessions().count == 2)
            let first = try stage.office.addSeries(try Self.series(), holidays: Self.holidays, actor: "office")
            #expect(first.added == preview.added)
            #expect(first.days.count == 9)
            #expect(first.days.first { $0.action == .none }?.because == "2026-12-30 is Closed: no session")
            try stage.office.cancelSession("thoracic-2026-12-09", reason: "x", actor: "office")
            try stage.office.changeSession("thoracic-2026-12-16", SessionEdit(minutes: 60), actor: "office")
            var longer = try Self.series()
            longer.until = try CivilDate("2027-02-03")
            let second = try stage.office.addSeries(longer, holidays: Self.holidays, actor: "office")
            #expect(second.added.map(\.id) == ["thoracic-2027-02-03"])
            #expect(
                second.days.map(\.action) == [
                    .there, .cancelled, .differs, .there, .none, .there, .there, .there, .there, .added,
                ])
            #expect(try stage.office.sessions().count == 11)
            #expect(try stage.office.sessionFile("thoracic-2026-12-16").session.minutes == 60)
            #expect(try stage.office.audit().isSound)
        }
    }

    @Test("Days that have begun already are not added; a case that waits is listed for the first of the others")
    func past() async throws {
        try await SessionStage.run { stage in
            for id in ["w1", "w2"] as [SessionID] {
                try stage.office.cancelSession(id, reason: "the series takes its place", actor: "office")
            }
            try stage.refer("C-1")
            try await stage.at(SessionStage.day(0))
            #expect(try stage.status(of: "C-1") == .ready)
            var series = try Self.series()
            series.from = try CivilDate("2026-10-01")
            let report = try stage.office.addSeries(series, holidays: Self.holidays, actor: "office")
            #expect(
                report.days.prefix(4).allSatisfy { $0.action == .past }
                    && report.days.first { $0.action == .past } != nil)
            #expect(report.added.first?.id == "thoracic-2026-11-04")
            try await stage.agent.runUntilIdle()
            #expect(try stage.session(of: "C-1") == "thoracic-2026-11-11", "the list of the first has closed")
        }
    }

    @Test("A board that is not on the roster is refused, and nothing is added")
    func unknownBoard() async throws {
        try await SessionStage.run { stage in
            var series = try Self.series()
            series.board = "nowhere"
            #expect(throws: OfficeError.unknownBoard("nowhere")) {
                try stage.office.addSeries(series, holidays: HolidayCalendar(), actor: "office")
            }
            #expect(try stage.office.sessions().count == 2)
        }
    }
}

extension CivilDate {
    /// A day of the tests.
    fileprivate static func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
        CivilDate(year: year, month: month, day: day) ?? CivilDate(.distantPast, in: .gmt)
    }
}
