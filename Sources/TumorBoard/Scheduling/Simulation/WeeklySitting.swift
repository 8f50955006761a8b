import Foundation

/// That a board meets on a weekday, every week or every so many.
package struct WeeklySitting: Codable, Equatable, Sendable {
    /// Which board.
    package var board: BoardID
    /// On which day.
    package var weekday: Weekday
    /// The hour by the clock of the board, 0–23.
    package var hour: Int
    /// The minute of that hour.
    package var minute: Int
    /// How long it is.
    package var minutes: Int
    /// 1 for every week, 2 for every other.
    package var everyWeeks: Int
    /// Hours before the start at which the list closes.
    package var cutoffHours: Int

    /// A sitting.
    package init(
        board: BoardID, weekday: Weekday, hour: Int, minute: Int = 0, minutes: Int = 90, everyWeeks: Int = 1,
        cutoffHours: Int = 96
    ) {
        self.board = board
        self.weekday = weekday
        self.hour = hour
        self.minute = minute
        self.minutes = minutes
        self.everyWeeks = everyWeeks
        self.cutoffHours = cutoffHours
    }

    /// Reads "thoracic=wednesday@14:00/90", with "*2" behind it for every other week.
    /// - Throws: `MalformedValue` for anything else.
    package init(_ text: String) throws(MalformedValue) {
        let refusal = MalformedValue(
            expected: "weekly session", text: text,
            hint:
                "write board=weekday@HH:MM/minutes, such as thoracic=wednesday@14:00/90, or …/90*2 for every other week"
        )
        guard let parts = text.wholeMatch(of: /([^=]+)=([a-z]+)@(\d\d?):(\d\d)\/(\d+)(?:\*(\d+))?/),
            let weekday = Weekday(rawValue: String(parts.2)), let hour = Int(parts.3), (0..<24).contains(hour),
            let minute = Int(parts.4), (0..<60).contains(minute), let minutes = Int(parts.5),
            (5...720).contains(minutes), let weeks = Int(parts.6 ?? "1"), (1...52).contains(weeks)
        else { throw refusal }
        self.init(
            board: try BoardID(String(parts.1)), weekday: weekday, hour: hour, minute: minute, minutes: minutes,
            everyWeeks: weeks)
    }

    /// The rhythm behind dated sessions: each board's weekdays and times, and how many weeks lie between two sittings of
    /// one at least. What happens once, where other sessions of the board recur, is an exception and left out.
    package static func rhythm(of sessions: [Session]) -> [WeeklySitting] {
        var found: [(sitting: WeeklySitting, weeks: [Int])] = []
        for session in sessions.sorted(by: { ($0.starts, $0.id) < ($1.starts, $1.id) }) {
            let zone = TimeZone(identifier: session.timeZone) ?? .gmt
            let day = CivilDate(session.starts, in: zone)
            let local = Int(session.starts.timeIntervalSince1970) + zone.secondsFromGMT(for: session.starts)
            let ofDay = (local % 86_400 + 86_400) % 86_400
            let sitting = WeeklySitting(
                board: session.board, weekday: Weekday(day), hour: ofDay / 3_600, minute: ofDay / 60 % 60,
                minutes: session.minutes, cutoffHours: session.cutoffHours)
            if let known = found.firstIndex(where: { $0.sitting == sitting }) {
                found[known].weeks.append(Week(of: day).number)
            } else {
                found.append((sitting, [Week(of: day).number]))
            }
        }
        let recurring = Set(found.filter { $0.weeks.count > 1 }.map(\.sitting.board))
        return found.filter { $0.weeks.count > 1 || !recurring.contains($0.sitting.board) }.map { entry in
            var sitting = entry.sitting
            sitting.everyWeeks = max(1, zip(entry.weeks.dropFirst(), entry.weeks).map { $0 - $1 }.min() ?? 1)
            return sitting
        }
    }

    /// The session of a week, counted from the first; nil where the board does not meet in it.
    func session(of week: Int, after monday: CivilDate, in zone: String) -> Session? {
        guard week % everyWeeks == 0, let offset = Weekday.allCases.firstIndex(of: weekday) else { return nil }
        let day = monday.adding(days: 7 * week + offset)
        let wall = day.startUTC.addingTimeInterval(Double(hour * 3_600 + minute * 60))
        let clock = TimeZone(identifier: zone) ?? .gmt
        // the offset that holds then: near a change of the clocks the first guess is an hour off
        let guess = wall.addingTimeInterval(-Double(clock.secondsFromGMT(for: wall)))
        let starts = wall.addingTimeInterval(-Double(clock.secondsFromGMT(for: guess)))
        let time = (hour < 10 ? "0" : "") + "\(hour)" + (minute < 10 ? "0" : "") + "\(minute)"
        return Session(
            id: SessionID(checked: "\(board.text.prefix(44))-\(day)-\(time)"), board: board, starts: starts,
            minutes: minutes, cutoffHours: cutoffHours, timeZone: zone)
    }
}
