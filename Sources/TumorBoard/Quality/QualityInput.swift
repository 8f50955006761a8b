package import Foundation

/// A session as the quality report sees it.
package struct QualitySession: Equatable, Sendable {
    /// The session.
    package var session: Session
    /// Who was there, and what was before the board.
    package var sitting: SessionSitting

    /// A session that took place, or is to.
    package init(session: Session, sitting: SessionSitting = SessionSitting()) {
        self.session = session
        self.sitting = sitting
    }
}

/// Everything that a quality report is made from.
package struct QualityInput: Sendable {
    /// The cases, in any order.
    package var files: [CaseFile]
    /// The sessions, in any order.
    package var sessions: [QualitySession]
    /// The people.
    package var roster: Roster
    /// The rules: limits, records, the zone in which an instant becomes a day.
    package var policy: BoardPolicy
    /// The first day of the period.
    package var from: CivilDate
    /// The last day of the period.
    package var to: CivilDate
    /// The boards; nil for all of them.
    package var boards: Set<BoardID>?
    /// When the report is made: what has not happened by then is open.
    package var now: Date
    /// Days that are no working days, beside Saturdays and Sundays.
    package var holidays: HolidayCalendar
    /// Counts from 1 to below this are not shown; 1 shows all.
    package var smallest: Int
    /// Whether members' attendance is told by name.
    package var namesPeople: Bool
    /// Resamples behind each interval.
    package var replicates: Int

    /// An input.
    package init(
        files: [CaseFile], sessions: [QualitySession], roster: Roster, policy: BoardPolicy, from: CivilDate,
        to: CivilDate, boards: Set<BoardID>? = nil, now: Date, holidays: HolidayCalendar = HolidayCalendar(),
        smallest: Int = Self.smallest, namesPeople: Bool = false, replicates: Int = 1_000
    ) {
        self.files = files
        self.sessions = sessions
        self.roster = roster
        self.policy = policy
        self.from = from
        self.to = to
        self.boards = boards
        self.now = now
        self.holidays = holidays
        self.smallest = max(1, smallest)
        self.namesPeople = namesPeople
        self.replicates = replicates
    }

    /// The usual least count that is shown.
    package static let smallest = 5

    /// The cases of the period: those whose first ballot was decided in it.
    var cases: [QualityCase] {
        files.compactMap { QualityCase($0, policy: policy) }
            .filter { $0.day >= from && $0.day <= to && isCounted($0.board) }
            .sorted { ($0.day, $0.file.subject.id) < ($1.day, $1.file.subject.id) }
    }

    /// The sessions of the period that sat.
    var sittings: [QualitySession] {
        sessions.filter { one in
            guard let opened = one.sitting.opened else { return false }
            let day = CivilDate(opened, in: policy.zone)
            return day >= from && day <= to && isCounted(one.session.board)
        }.sorted { ($0.session.starts, $0.session.id) < ($1.session.starts, $1.session.id) }
    }

    private func isCounted(_ board: BoardID?) -> Bool {
        boards.map { boards in board.map(boards.contains) ?? false } ?? true
    }

    /// The next working day after a day.
    func workingDay(after day: CivilDate, board: BoardID?) -> CivilDate {
        var next = day.adding(days: 1)
        // more than a fortnight without a working day is a calendar that says nothing
        for _ in 0..<15 where next.isWeekend || isHoliday(next, board) { next = next.adding(days: 1) }
        return next
    }

    private func isHoliday(_ day: CivilDate, _ board: BoardID?) -> Bool {
        guard let board = board ?? roster.boards.first?.id else { return false }
        return holidays.holiday(on: day, board: board, region: roster.board(board)?.region) != nil
    }
}
