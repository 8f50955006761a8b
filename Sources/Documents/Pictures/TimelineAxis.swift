import TumorBoard

/// The axis of time: days on one side, places on the paper on the other.
struct TimelineAxis {
    /// Where the plot begins and ends.
    let left: Double
    let right: Double
    private let first: Int
    private let last: Int
    private let through: Int
    /// Where time is left out, since nothing happened between the last entry and the day of the packet.
    let cut: Double?
    private let end: Double

    /// An axis over all that a picture holds.
    init(_ picture: TimelinePicture, left: Double, right: Double) {
        let marks = picture.lanes.flatMap(\.rows).flatMap(\.marks)
        let dates = marks.map(\.from) + marks.compactMap(\.to) + picture.series.flatMap(\.readings).map(\.date)
        through = picture.through.daysSince1970
        let low = (dates.map(\.daysSince1970).min() ?? through)
        let high = (dates.map(\.lastDay).max() ?? through)
        // a long silence at the end would press everything else against the left edge
        let isCut = through - high > max(730, (high - low) * 3 / 2)
        let from = min(low, isCut ? low : through)
        let until = isCut ? high : max(high, picture.through.lastDay)
        let span = max(60, until - from)
        self.left = left
        self.right = right
        cut = isCut ? right - 40 : nil
        end = isCut ? right - 46 : right
        first = from - max(3, span / 40)
        // open ends and the words beside the last mark need room where the axis is cut
        last = from + span + max(4, isCut ? span / 3 : span / 30)
    }

    /// Where a day is.
    func x(_ day: Int) -> Double {
        if cut != nil, day > last { return right - 10 }
        return left + Double(day - first) / Double(max(1, last - first)) * (end - left)
    }

    /// A line of the grid with its words.
    struct Tick: Equatable {
        let x: Double
        let label: String
    }

    /// Years, or months where the whole is short, no closer than their words are wide.
    var ticks: [Tick] {
        let days = Double(max(1, last - first))
        let perMonth = (end - left) / days * 30.44
        let steps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 480]
        let step = steps.first { Double($0) * perMonth >= 46 } ?? 480
        guard let start = CivilDate(year: 1970, month: 1, day: 1)?.adding(days: first) else { return [] }
        var ticks: [Tick] = []
        var month = start.year * 12 + (start.month ?? 1) - 1
        month += (step - month % step) % step
        while let date = CivilDate(year: month / 12, month: month % 12 + 1), date.daysSince1970 <= last {
            if date.daysSince1970 >= first {
                let name = step >= 12 ? String(date.year) : "\(Self.months[month % 12]) \(date.year)"
                ticks.append(Tick(x: x(date.daysSince1970), label: name))
            }
            month += step
        }
        return ticks
    }

    /// A date as short as it can be without doubt: “3 Nov 2026”.
    static func words(_ date: CivilDate) -> String {
        let month = date.month.map { months[($0 - 1) % 12] }
        return [date.day.map(String.init), month, String(date.year)].compactMap { $0 }.joined(separator: " ")
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
