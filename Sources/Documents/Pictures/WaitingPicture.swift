import Foundation

/// How long cases waited, a histogram of days for each urgency, with the limit that they have.
package struct WaitingPicture: Equatable, Sendable {
    /// The cases of an urgency.
    package struct Panel: Equatable, Sendable {
        /// The urgency in words.
        package var title: String
        /// Days within which a case is to be decided; nil where there is no limit.
        package var limit: Int?
        /// What is compared with: how many cases took 0, 1, 2 … whole days; nil where nothing is.
        package var baseline: [Int]?
        /// How many took 0, 1, 2 … whole days.
        package var days: [Int]

        /// A panel.
        package init(title: String, limit: Int?, baseline: [Int]? = nil, days: [Int]) {
            self.title = title
            self.limit = limit
            self.baseline = baseline
            self.days = days
        }
    }

    /// What the picture is.
    package var title: String
    /// What it shows in one or two sentences.
    package var summary: String
    /// What the filled bars are called.
    package var name: String
    /// What the stepped line is called.
    package var baselineName: String
    /// The urgencies, the most urgent first.
    package var panels: [Panel]

    /// A picture.
    package init(title: String, summary: String, name: String, baselineName: String = "baseline", panels: [Panel]) {
        self.title = title
        self.summary = summary
        self.name = name
        self.baselineName = baselineName
        self.panels = panels
    }

    /// The picture as an SVG element that needs nothing from outside itself.
    package func svg() -> String {
        Plot.svg("waiting", title: title, summary: summary) { top in
            var elements: [String] = []
            var y = top + 4
            for panel in panels {
                elements += Histogram(panel, baselineName: baselineName).drawn(at: y)
                y += Histogram.height
            }
            var entries: [(Plot.Sample, String)] = [
                (.filled(Stroke.accent), "\(name), in time"), (.filled(Plot.late), "\(name), after the limit"),
            ]
            if panels.contains(where: { $0.baseline != nil }) { entries.append((.dashedLine, baselineName)) }
            entries.append((.limitLine, "limit of the urgency"))
            let key = Plot.key(entries, at: y + 2)
            return (elements + key.elements, key.bottom)
        }
    }
}

/// One urgency's histogram.
private struct Histogram {
    let panel: WaitingPicture.Panel
    let baselineName: String
    /// Days in one bar, so that there are no more bars than can be seen.
    let bin: Int
    let bins: Int
    let steps: [Int]

    static let height = 150.0
    private static let plot = 96.0
    private static let left = 44.0
    private static let right = 708.0

    init(_ panel: WaitingPicture.Panel, baselineName: String) {
        self.panel = panel
        self.baselineName = baselineName
        let last = max(panel.days.count, panel.baseline?.count ?? 0, (panel.limit ?? 0) + 2, 8)
        bin = [1, 2, 7, 14, 28].first { last <= $0 * 90 } ?? 28 * ((last + 2_519) / 2_520)
        bins = (last + bin - 1) / bin
        let counts = Self.binned(panel.days, bin, bins) + Self.binned(panel.baseline ?? [], bin, bins)
        steps = Plot.steps(to: counts.max() ?? 0, about: 4)
    }

    private static func binned(_ days: [Int], _ bin: Int, _ bins: Int) -> [Int] {
        var counts = Array(repeating: 0, count: bins)
        for (day, count) in days.enumerated() where day / bin < bins { counts[day / bin] += count }
        return counts
    }

    func drawn(at top: Double) -> [String] {
        let floor = top + 22 + Self.plot
        let high = Double(steps.last ?? 1)
        func x(_ day: Double) -> Double {
            Self.left + day / Double(bins * bin) * (Self.right - Self.left)
        }
        func y(_ count: Int) -> Double { floor - Double(count) / high * Self.plot }
        var elements = Plot.band(heading, at: top)
        elements += Plot.levels(steps, left: Self.left, right: Self.right, y: y)
        elements += bars(x: x, y: y, floor: floor)
        for day in Plot.steps(to: bins * bin, about: 12) where day <= bins * bin {
            elements.append(
                Stroke.text(x(Double(day)), floor + 12, String(day), fill: Stroke.quiet, size: 10, anchor: "middle"))
        }
        elements.append(
            Stroke.text(Self.left - 5, floor + 12, "days", fill: Stroke.quiet, size: 10, anchor: "end"))
        if let limit = panel.limit {
            let place = x(Double(limit))
            elements.append(
                Stroke.line(
                    place, floor - Self.plot - 2, place, floor + 2, stroke: Plot.late, width: 1.6, dashes: "3 2"))
            elements.append(
                Stroke.text(
                    min(place + 4, Self.right - 46), floor - Self.plot + 8, "limit \(limit) d", fill: Plot.late,
                    size: 10))
        }
        return elements
    }

    private func bars(x: (Double) -> Double, y: (Int) -> Double, floor: Double) -> [String] {
        var elements: [String] = []
        for (index, count) in Self.binned(panel.days, bin, bins).enumerated() where count > 0 {
            let (from, to) = (x(Double(index * bin)), x(Double((index + 1) * bin)))
            let isLate = panel.limit.map { index * bin >= $0 } ?? false
            elements.append(
                Stroke.rectangle(
                    from + 0.75, y(count), max(1, to - from - 1.5), floor - y(count),
                    fill: isLate ? Plot.late : Stroke.accent))
        }
        if let baseline = panel.baseline {
            var points: [(Double, Double)] = []
            for (index, count) in Self.binned(baseline, bin, bins).enumerated() {
                points.append((x(Double(index * bin)), y(count)))
                points.append((x(Double((index + 1) * bin)), y(count)))
            }
            elements.append(Plot.curve(points, stroke: "#fff", width: 3))
            elements.append(Plot.curve(points, stroke: Stroke.ink, width: 1.4, dashes: "5 3"))
        }
        return elements
    }

    private var heading: String {
        func words(_ days: [Int]) -> String {
            let late = panel.limit.map { days.dropFirst($0).reduce(0, +) } ?? 0
            return "\(late) of \(days.reduce(0, +)) late"
        }
        let before = panel.baseline.map { "; \(baselineName): \(words($0))" } ?? ""
        return "\(panel.title): \(words(panel.days))\(before)"
    }
}
