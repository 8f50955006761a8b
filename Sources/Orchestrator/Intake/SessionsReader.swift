package import Foundation
package import TumorBoard

/// A site's calendar as a file tells it.
package struct SessionCalendar: Equatable, Sendable {
    /// Sessions one by one.
    package var sessions: [Session]
    /// Sessions that repeat.
    package var series: [SessionSeries]
    /// The days on which none sits.
    package var holidays: HolidayCalendar
}

/// Reads `sessions.yaml`: the sittings of the boards, one by one and as series, and the holidays of the series.
package struct SessionsReader: Sendable {
    /// A reader.
    package init() {}

    /// The sessions of a file, in its order, that has no series.
    /// - Parameter roster: Where given, every session's board must be on it.
    /// - Throws: `FileProblem` for a fault in a field, an id used twice, an unknown board, or a series.
    package func read(_ data: Data, fileName: String, roster: Roster? = nil) throws(FileProblem) -> [Session] {
        let calendar = try calendar(data, fileName: fileName, roster: roster)
        guard calendar.series.isEmpty else {
            throw FileProblem(
                file: fileName, line: nil, field: "series", message: "only single sessions are taken here")
        }
        return calendar.sessions
    }

    /// The calendar of a file.
    /// - Parameter roster: Where given, every board must be on it.
    /// - Throws: `FileProblem` for a fault in a field, an id used twice, or an unknown board.
    package func calendar(
        _ data: Data, fileName: String, roster: Roster? = nil
    ) throws(FileProblem) -> SessionCalendar {
        let top = try YAMLCursor(data, file: fileName)
        try top.rejectUnknownKeys(["sessions", "series", "holidays"])
        if top["series"] == nil { _ = try top.required("sessions") }
        var calendar = SessionCalendar(sessions: [], series: [], holidays: HolidayCalendar())
        for item in try top["sessions"]?.list() ?? [] {
            let session = try self.session(item)
            guard !calendar.sessions.contains(where: { $0.id == session.id }) else {
                throw item.problem("the session id “\(session.id)” is used twice; give each session its own")
            }
            try check(session.board, item, roster)
            calendar.sessions.append(session)
        }
        for item in try top["series"]?.list() ?? [] {
            let series = try self.series(item)
            guard !calendar.series.contains(where: { $0.idPrefix == series.idPrefix && $0.from == series.from }) else {
                throw item.problem(
                    "two series of “\(series.idPrefix)” begin on \(series.from); give each its own idPrefix")
            }
            try check(series.board, item, roster)
            calendar.series.append(series)
        }
        for item in try top["holidays"]?.list() ?? [] { calendar.holidays.entries.append(try holiday(item)) }
        return calendar
    }

    private func check(_ board: BoardID, _ item: YAMLCursor, _ roster: Roster?) throws(FileProblem) {
        guard let roster, roster.board(board) == nil else { return }
        let known = roster.boards.map(\.id.text).joined(separator: ", ")
        throw (item["board"] ?? item).problem("“\(board)” is no board of the roster; known: \(known)")
    }

    private func session(_ cursor: YAMLCursor) throws(FileProblem) -> Session {
        try cursor.rejectUnknownKeys(["id", "board", "starts", "minutes", "cutoffHours", "timeZone", "place", "inRoom"])
        return Session(
            id: try cursor.required("id").identifier(), board: try cursor.required("board").identifier(),
            starts: try cursor.required("starts").instant(), minutes: try cursor.required("minutes").int(in: 5...720),
            cutoffHours: try cursor.required("cutoffHours").int(in: 0...720),
            timeZone: try cursor.required("timeZone").timeZone(), place: try cursor["place"]?.string(),
            inRoom: try cursor["inRoom"]?.bool() ?? false)
    }

    private func series(_ cursor: YAMLCursor) throws(FileProblem) -> SessionSeries {
        try cursor.rejectUnknownKeys([
            "idPrefix", "board", "rule", "at", "from", "until", "minutes", "cutoffHours", "timeZone", "place", "inRoom",
            "onHoliday", "region",
        ])
        let series = SessionSeries(
            board: try cursor.required("board").identifier(), rule: try rule(cursor.required("rule")),
            at: try time(cursor.required("at")), from: try day(cursor.required("from")),
            until: try cursor["until"].map(day), minutes: try cursor.required("minutes").int(in: 5...720),
            cutoffHours: try cursor.required("cutoffHours").int(in: 0...720),
            timeZone: try cursor.required("timeZone").timeZone(), place: try cursor["place"]?.string(),
            inRoom: try cursor["inRoom"]?.bool() ?? false,
            onHoliday: try cursor["onHoliday"]?.choice() ?? .skip, region: try cursor["region"]?.string(),
            idPrefix: try cursor["idPrefix"]?.string())
        do throws(SeriesProblem) {
            _ = try series.days(HolidayCalendar())
        } catch {
            throw cursor.problem(error.description)
        }
        return series
    }

    private func rule(_ cursor: YAMLCursor) throws(FileProblem) -> RecurrenceRule {
        let text = try cursor.string()
        do throws(RecurrenceProblem) {
            return try RecurrenceRule(text)
        } catch {
            throw cursor.problem(error.description)
        }
    }

    private func time(_ cursor: YAMLCursor) throws(FileProblem) -> WallTime {
        let text = try cursor.string()
        do throws(MalformedValue) {
            return try WallTime(text)
        } catch {
            throw cursor.problem(error.description)
        }
    }

    private func day(_ cursor: YAMLCursor) throws(FileProblem) -> CivilDate {
        let date = try cursor.date()
        guard date.day != nil else { throw cursor.problem("“\(date)” is no day; write it as 2026-12-01") }
        return date
    }

    /// A line as a holiday file has it.
    private func holiday(_ cursor: YAMLCursor) throws(FileProblem) -> HolidayCalendar.Entry {
        let text = try cursor.string()
        do throws(HolidayProblem) {
            if let entry = try HolidayCalendar(text).entries.first { return entry }
        } catch {
            throw cursor.problem(error.cause.words)
        }
        throw cursor.problem("it says nothing; write “2026-12-25  Christmas Day”")
    }
}
