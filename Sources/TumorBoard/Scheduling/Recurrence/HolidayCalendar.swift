/// The days on which boards do not sit.
///
/// A plain file, one day or range a line, `#` before a remark:
///
///     2026-12-25               Christmas Day
///     2026-12-24..2026-12-31   Closed between the years
///     2027-03-08               International Women's Day   region:DE-BE
///     2026-12-09               Team day                    board:thoracic-uppergi
package struct HolidayCalendar: Equatable, Sendable {
    /// One line.
    package struct Entry: Equatable, Sendable {
        /// The first day.
        package let from: CivilDate
        /// The last day.
        package let to: CivilDate
        /// What it is.
        package let name: String
        /// Where it holds; nil everywhere.
        package let region: String?
        /// For which board; nil for all.
        package let board: BoardID?

        /// A line.
        package init(from: CivilDate, to: CivilDate, name: String, region: String? = nil, board: BoardID? = nil) {
            self.from = from
            self.to = to
            self.name = name
            self.region = region
            self.board = board
        }
    }

    /// Its lines.
    package var entries: [Entry]

    /// A calendar.
    package init(_ entries: [Entry] = []) { self.entries = entries }

    /// Reads a file's text.
    /// - Throws: `HolidayProblem`, naming the line.
    package init(_ text: String) throws(HolidayProblem) {
        entries = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            do throws(HolidayProblem.Cause) {
                if let entry = try Entry(line: String(line)) { entries.append(entry) }
            } catch {
                throw HolidayProblem(line: index + 1, cause: error)
            }
        }
    }

    /// What a day is for a board in a region; nil where it is an ordinary day. Lines of a region or a board hold for it
    /// alone.
    package func holiday(on day: CivilDate, board: BoardID, region: String?) -> String? {
        entries.first { entry in
            entry.from <= day && day <= entry.to && (entry.board ?? board) == board
                && (entry.region == nil || entry.region == region)
        }?.name
    }

    /// Both calendars' days.
    package func adding(_ other: HolidayCalendar) -> HolidayCalendar { HolidayCalendar(entries + other.entries) }
}

/// A line of a holiday file that cannot be read.
package struct HolidayProblem: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong with the line.
    package enum Cause: Error, Equatable, Sendable {
        /// It does not begin with a day.
        case notADay(String)
        /// The range ends before it begins.
        case backwards(String)
        /// Nothing says what the day is.
        case noName
        /// A board's id that is none.
        case badBoard(String)
        /// `region:` or `board:` with nothing behind it, or twice.
        case badTag(String)
    }

    /// The line, from 1.
    package let line: Int
    /// What is wrong.
    package let cause: Cause

    /// A problem of a line.
    package init(line: Int, cause: Cause) {
        self.line = line
        self.cause = cause
    }

    /// What is wrong and what to write.
    package var description: String { "line \(line): \(cause.words)" }
}

extension HolidayProblem.Cause {
    /// What is wrong and what to write.
    package var words: String {
        switch self {
        case .notADay(let text):
            "“\(text)” is no day: write “2026-12-25  Christmas Day” or “2026-12-24..2026-12-31  Closed”"
        case .backwards(let text): "“\(text)” ends before it begins"
        case .noName: "say behind the day what it is, such as “Christmas Day”"
        case .badBoard(let text): "“\(text)” is no board's id"
        case .badTag(let text): "“\(text)” must stand once, with a value, such as region:DE-BE"
        }
    }
}

extension HolidayCalendar.Entry {
    /// Reads a line; nil for an empty one and a remark.
    package init?(line: String) throws(HolidayProblem.Cause) {
        let words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let days = words.first else { return nil }
        let (from, to) = try Self.range(days)
        var name: [String] = []
        var (region, board): (String?, BoardID?) = (nil, nil)
        for word in words.dropFirst() {
            if word.hasPrefix("region:") {
                guard region == nil, word.count > "region:".count else { throw .badTag(word) }
                region = String(word.dropFirst("region:".count))
            } else if word.hasPrefix("board:") {
                guard board == nil, word.count > "board:".count else { throw .badTag(word) }
                do throws(MalformedValue) {
                    board = try BoardID(String(word.dropFirst("board:".count)))
                } catch {
                    throw .badBoard(error.text)
                }
            } else {
                name.append(word)
            }
        }
        guard !name.isEmpty else { throw .noName }
        self.init(from: from, to: to, name: name.joined(separator: " "), region: region, board: board)
    }

    private static func range(_ text: String) throws(HolidayProblem.Cause) -> (CivilDate, CivilDate) {
        func day(_ text: String) throws(HolidayProblem.Cause) -> CivilDate {
            guard let day = try? CivilDate(text), day.day != nil, text.utf8.count == 10 else { throw .notADay(text) }
            return day
        }
        guard let dots = text.firstRange(of: "..") else {
            let day = try day(text)
            return (day, day)
        }
        let from = try day(String(text[..<dots.lowerBound])), to = try day(String(text[dots.upperBound...]))
        guard from <= to else { throw .backwards(text) }
        return (from, to)
    }
}
