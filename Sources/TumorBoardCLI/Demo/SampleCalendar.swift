import Foundation

/// The samples are written on one calendar of their own; the demo moves all of it by whole weeks, so that it ends
/// shortly before the real now.
struct SampleCalendar: Sendable {
    /// When the demo's clock starts on the calendar of the samples: 2026-10-26, 07:00 UTC, a Monday.
    static let start = Date(timeIntervalSince1970: 1_792_998_000)
    /// By when everything scripted has happened on that calendar: 2026-11-19.
    static let end = Date(timeIntervalSince1970: 1_795_046_400)

    /// Weeks by which the samples are moved.
    let weeks: Int

    /// The latest calendar whose end is not after an instant.
    init(endingBefore now: Date) {
        weeks = Int((now.timeIntervalSince(Self.end) / 604_800).rounded(.down))
    }

    /// When the demo's clock starts.
    var begins: Date { shifted(Self.start) }

    /// An instant of the samples on the real calendar.
    func shifted(_ instant: Date) -> Date { instant.addingTimeInterval(604_800 * Double(weeks)) }

    /// Text with every ISO date in it moved; dates of birth stay.
    func shifted(_ text: String) -> String {
        guard weeks != 0 else { return text }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return lines.map { line in
            if line.contains("irthDate\"") || line.contains("irthDate:") { return line }
            return line.replacing(/\b20\d\d-\d\d-\d\d\b/) { moved(String($0.output)) }
        }.joined(separator: "\n")
    }

    private func moved(_ day: String) -> String {
        let format = Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day()
        guard let date = try? format.parse(day) else { return day }
        return format.format(shifted(date))
    }
}
