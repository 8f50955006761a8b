import Foundation

/// Sessions of a board that repeat at one time of day by the local clock, whatever daylight saving does.
package struct SessionSeries: Equatable, Sendable {
    /// What becomes of a session that falls on a holiday.
    package enum OnHoliday: String, Codable, CaseIterable, Sendable {
        /// There is none.
        case skip
        /// It sits on the next working day.
        case next
        /// It sits on the last working day before.
        case previous
    }

    /// Which board sits.
    package var board: BoardID
    /// Which days.
    package var rule: RecurrenceRule
    /// When it begins, by the clocks of its zone.
    package var at: WallTime
    /// The first day.
    package var from: CivilDate
    /// The last day; nil where the rule ends by itself.
    package var until: CivilDate?
    /// How long each is.
    package var minutes: Int
    /// Hours before the start at which the list closes; they are hours that pass, also where the clocks change.
    package var cutoffHours: Int
    /// IANA time zone.
    package var timeZone: String
    /// Room or video room.
    package var place: String?
    /// Whether whoever sits has to be in the room.
    package var inRoom: Bool
    /// What becomes of a session on a holiday.
    package var onHoliday: OnHoliday
    /// Whose regional holidays hold; nil for the board's region, where it has one.
    package var region: String?
    /// What the sessions' ids begin with; the day on which each sits follows.
    package var idPrefix: String

    /// A series.
    package init(
        board: BoardID, rule: RecurrenceRule, at: WallTime, from: CivilDate, until: CivilDate?, minutes: Int,
        cutoffHours: Int, timeZone: String, place: String? = nil, inRoom: Bool = false, onHoliday: OnHoliday = .skip,
        region: String? = nil, idPrefix: String? = nil
    ) {
        self.board = board
        self.rule = rule
        self.at = at
        self.from = from
        self.until = until
        self.minutes = minutes
        self.cutoffHours = cutoffHours
        self.timeZone = timeZone
        self.place = place
        self.inRoom = inRoom
        self.onHoliday = onHoliday
        self.region = region
        self.idPrefix = idPrefix ?? board.text
    }
}

/// Why a series has no days.
package enum SeriesProblem: Error, Equatable, Sendable, CustomStringConvertible {
    /// A day is wanted, and only a month or a year is given.
    case notADay(CivilDate)
    /// Nothing ends it.
    case endless
    /// It ends before it begins.
    case backwards(from: CivilDate, until: CivilDate)
    /// It goes on for too long.
    case tooLong(CivilDate)
    /// No day of the period is one of the rule's.
    case noDay(String)
    /// The zone is not known.
    case unknownZone(String)
    /// A session's id would be none.
    case badPrefix(String)

    /// What to do about it.
    package var description: String {
        switch self {
        case .notADay(let date): "“\(date)” is no day: write it as 2026-12-01"
        case .endless: "nothing ends the series: give its last day, or COUNT or UNTIL in the rule"
        case .backwards(let from, let until): "the series ends on \(until), before it begins on \(from)"
        case .tooLong(let last): "the series would go on until \(last) or longer: plan at most five years at once"
        case .noDay(let rule): "no day of the period is one of the rule “\(rule)”"
        case .unknownZone(let zone): "the time zone “\(zone)” is not known on this machine: write it as Europe/Berlin"
        case .badPrefix(let text):
            "“\(text)” cannot begin a session's id: use at most 53 letters, digits, “.”, “_” or “-”, a letter or digit first"
        }
    }
}

/// A day of a series, and what became of it.
package struct SeriesDay: Equatable, Sendable {
    /// Whether, and why, there is a session.
    package enum Fate: Equatable, Sendable {
        /// It sits as the rule says.
        case asPlanned
        /// It sits on another day, because of the holiday.
        case moved(holiday: String)
        /// There is none, because of the holiday.
        case skipped(holiday: String)
        /// There is none: because of the holiday it would sit on a day on which the series sits already.
        case merged(holiday: String, with: CivilDate)
        /// There is none: no working day of the series' time is near the holiday.
        case noWorkingDay(holiday: String)
    }

    /// The day that the rule names.
    package let planned: CivilDate
    /// What became of it.
    package let fate: Fate
    /// The session; nil where there is none.
    package let session: Session?
}

extension SessionSeries {
    /// Every day of the series with its session.
    ///
    /// A moved session stays within the series' first and last day, moves by at most two weeks, and does not double
    /// another: its id is the day on which it sits, so that the same series gives the same ids.
    package func days(_ holidays: HolidayCalendar) throws(SeriesProblem) -> [SeriesDay] {
        guard let zone = TimeZone(identifier: timeZone) else { throw .unknownZone(timeZone) }
        let last = try lastDay(zone)
        var planned = rule.days(from: from, through: last)
        if case .at(let instant) = rule.end { planned.removeAll { at.instant(on: $0, in: zone) > instant } }
        if until == nil, case .count(let count) = rule.end, planned.count < count { throw .tooLong(last) }
        guard !planned.isEmpty else { throw .noDay(rule.description) }
        func holiday(_ day: CivilDate) -> String? { holidays.holiday(on: day, board: board, region: region) }
        var taken = Set(planned.filter { holiday($0) == nil })
        var days: [SeriesDay] = []
        for day in planned {
            guard let name = holiday(day) else {
                days.append(SeriesDay(planned: day, fate: .asPlanned, session: try session(on: day, zone)))
                continue
            }
            guard onHoliday != .skip else {
                days.append(SeriesDay(planned: day, fate: .skipped(holiday: name), session: nil))
                continue
            }
            let step = onHoliday == .next ? 1 : -1
            let working = (1...14).map { day.adding(days: $0 * step) }.first { !$0.isWeekend && holiday($0) == nil }
            guard let working, from <= working, working <= last else {
                days.append(SeriesDay(planned: day, fate: .noWorkingDay(holiday: name), session: nil))
                continue
            }
            guard taken.insert(working).inserted else {
                days.append(SeriesDay(planned: day, fate: .merged(holiday: name, with: working), session: nil))
                continue
            }
            days.append(
                SeriesDay(planned: day, fate: .moved(holiday: name), session: try session(on: working, zone)))
        }
        return days
    }

    private func lastDay(_ zone: TimeZone) throws(SeriesProblem) -> CivilDate {
        if from.day == nil { throw .notADay(from) }
        if let until, until.day == nil { throw .notADay(until) }
        let limit = from.adding(days: 5 * 366)
        var last = until
        switch rule.end {
        case .onDay(let day): last = min(last ?? day, day)
        case .at(let instant):
            let day = CivilDate(instant, in: zone)
            last = min(last ?? day, day)
        case .count: last = last ?? limit
        case nil: break
        }
        guard let last else { throw .endless }
        guard from <= last else { throw .backwards(from: from, until: last) }
        guard last <= limit else { throw .tooLong(last) }
        return last
    }

    private func session(on day: CivilDate, _ zone: TimeZone) throws(SeriesProblem) -> Session {
        guard let id = try? SessionID("\(idPrefix)-\(day)") else { throw .badPrefix(idPrefix) }
        return Session(
            id: id, board: board, starts: at.instant(on: day, in: zone), minutes: minutes, cutoffHours: cutoffHours,
            timeZone: timeZone, place: place, inRoom: inRoom)
    }
}
