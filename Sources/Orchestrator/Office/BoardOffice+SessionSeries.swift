import Foundation
import Journal
package import TumorBoard

/// A day of a series, and what adding the series does on it.
package struct SeriesLine: Encodable, Equatable, Sendable {
    /// What is done on the day.
    package enum Action: String, Codable, Sendable {
        /// The session is added, or would be.
        case added
        /// It is there already.
        case there
        /// A session of that id is there with another time, board, length, cut-off or place: it stays as it is.
        case differs
        /// It is there and cancelled: it stays so.
        case cancelled
        /// It would have begun already.
        case past
        /// There is none, because of a holiday.
        case none
    }

    /// The day that the rule names.
    package let planned: CivilDate
    /// What is done.
    package let action: Action
    /// The session; nil where there is none.
    package let session: Session?
    /// The holiday on which the day falls, where it does.
    package let holiday: String?
    /// What became of the day because of the holiday.
    package let because: String?
}

/// What adding series and sessions did.
package struct SeriesReport: Encodable, Equatable, Sendable {
    /// Whether nothing was added, since it was only asked.
    package let isPreview: Bool
    /// Every day.
    package let days: [SeriesLine]

    /// The sessions that were added, or would be.
    package var added: [Session] { days.filter { $0.action == .added }.compactMap(\.session) }
}

extension BoardOffice {
    /// Adds the sessions of a series that are not there yet, in one transaction; the same again adds nothing.
    /// - Parameter preview: says only what would be done.
    /// - Throws: `SeriesProblem`; `OfficeError.unknownBoard`.
    package func addSeries(
        _ series: SessionSeries, holidays: HolidayCalendar, preview: Bool = false, actor: String
    ) throws -> SeriesReport {
        try addCalendar([], [series], holidays: holidays, preview: preview, actor: actor)
    }

    /// Adds sessions and series of a site's calendar that are not there yet, in one transaction.
    package func addCalendar(
        _ sessions: [Session], _ series: [SessionSeries], holidays: HolidayCalendar, preview: Bool = false,
        actor: String
    ) throws -> SeriesReport {
        let roster = try roster()
        for board in sessions.map(\.board) + series.map(\.board) where roster.board(board) == nil {
            throw OfficeError.unknownBoard(board)
        }
        for _ in 0..<8 {
            var lines: [SeriesLine] = []
            for session in sessions {
                let zone = TimeZone(identifier: session.timeZone) ?? configuration.timeZone
                let day = CivilDate(session.starts, in: zone)
                // a session that a person names is added on whatever day it is
                lines.append(
                    SeriesLine(
                        planned: day, action: try action(for: session, addsPast: true), session: session, holiday: nil,
                        because: nil))
            }
            for var one in series {
                one.region = one.region ?? roster.board(one.board)?.region
                lines += try one.days(holidays).map(line)
            }
            lines = withoutRepeats(lines)
            let report = SeriesReport(isPreview: preview, days: lines)
            guard !preview, !report.added.isEmpty else { return report }
            do {
                _ = try journal.append(
                    try report.added.map(addition), actor: actor, recorded: now, effects: try effectsOfChangedRules())
                return report
            } catch JournalError.conflict {
                continue
            }
        }
        throw OfficeError.busy
    }

    /// An id that stands in the calendar twice is added once; the others of that id are compared with it.
    private func withoutRepeats(_ lines: [SeriesLine]) -> [SeriesLine] {
        var seen: [SessionID: Session] = [:]
        return lines.map { line in
            guard line.action == .added, let session = line.session else { return line }
            guard let first = seen[session.id] else {
                seen[session.id] = session
                return line
            }
            return SeriesLine(
                planned: line.planned, action: first == session ? .there : .differs, session: session,
                holiday: line.holiday, because: line.because)
        }
    }

    private func line(_ day: SeriesDay) throws -> SeriesLine {
        SeriesLine(
            planned: day.planned, action: try day.session.map { try action(for: $0, addsPast: false) } ?? .none,
            session: day.session, holiday: day.fate.holiday, because: day.words)
    }

    private func action(for session: Session, addsPast: Bool) throws -> SeriesLine.Action {
        guard try journal.version(of: .ofSession(session.id)) > 0 else {
            return addsPast || session.starts > now ? .added : .past
        }
        let file = try sessionFile(session.id)
        if file.cancellation != nil { return .cancelled }
        return file.session == session ? .there : .differs
    }
}

extension SeriesDay.Fate {
    /// The holiday on which the day falls, where it does.
    package var holiday: String? {
        switch self {
        case .asPlanned: nil
        case .moved(let holiday), .skipped(let holiday), .merged(let holiday, _), .noWorkingDay(let holiday): holiday
        }
    }
}

extension SeriesDay {
    /// What became of the day because of the holiday, in plain words; nil where it is as planned.
    package var words: String? {
        switch fate {
        case .asPlanned: nil
        case .moved(let holiday): "\(planned) is \(holiday)"
        case .skipped(let holiday): "\(planned) is \(holiday): no session"
        case .merged(let holiday, let other): "\(planned) is \(holiday), and the series sits on \(other) already"
        case .noWorkingDay(let holiday): "\(planned) is \(holiday), and the series has no working day near it"
        }
    }
}
