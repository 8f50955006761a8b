package import TumorBoard

/// What grew and shrank from week to week: a line for each of one or two runs in each panel.
package struct QueuePicture: Equatable, Sendable {
    /// One number of each week.
    package struct Panel: Equatable, Sendable {
        /// What is counted.
        package var title: String
        /// What is compared with; nil where nothing is.
        package var baseline: [Int]?
        /// The numbers, a week each.
        package var values: [Int]

        /// A panel.
        package init(title: String, baseline: [Int]? = nil, values: [Int]) {
            self.title = title
            self.baseline = baseline
            self.values = values
        }
    }

    /// What the picture is.
    package var title: String
    /// What it shows in one or two sentences.
    package var summary: String
    /// What the solid line is called.
    package var name: String
    /// What the dashed line is called.
    package var baselineName: String
    /// The Monday of the first week.
    package var monday: CivilDate
    /// The panels from above.
    package var panels: [Panel]

    /// A picture.
    package init(
        title: String, summary: String, name: String, baselineName: String = "baseline", monday: CivilDate,
        panels: [Panel]
    ) {
        self.title = title
        self.summary = summary
        self.name = name
        self.baselineName = baselineName
        self.monday = monday
        self.panels = panels
    }

    /// The picture as an SVG element that needs nothing from outside itself.
    package func svg() -> String {
        Plot.svg("queue", title: title, summary: summary) { top in
            var elements: [String] = []
            var y = top + 4
            for panel in panels {
                elements += drawn(panel, at: y)
                y += 164
            }
            var entries: [(Plot.Sample, String)] = [(.solidLine, name)]
            if panels.contains(where: { $0.baseline != nil }) { entries.append((.dashedLine, baselineName)) }
            let key = Plot.key(entries, at: y)
            return (elements + key.elements, key.bottom)
        }
    }

    private func drawn(_ panel: Panel, at top: Double) -> [String] {
        let (left, right, height) = (44.0, 664.0, 110.0)
        let floor = top + 24 + height
        let weeks = max(panel.values.count, panel.baseline?.count ?? 0, 2)
        let steps = Plot.steps(to: (panel.values + (panel.baseline ?? [])).max() ?? 0, about: 4)
        let high = Double(steps.last ?? 1)
        func x(_ week: Int) -> Double { left + (Double(week) + 0.5) / Double(weeks) * (right - left) }
        func y(_ value: Int) -> Double { floor - Double(max(0, value)) / high * height }
        func points(_ values: [Int]) -> [(Double, Double)] { values.enumerated().map { (x($0), y($1)) } }
        var elements = Plot.band(panel.title, at: top)
        elements += Plot.levels(steps, left: left, right: right, y: y)
        let every =
            [1, 2, 4, 8, 13, 26, 52, 104, 208].first { Double($0) * (right - left) / Double(weeks) >= 66 } ?? 416
        for week in stride(from: 0, to: weeks, by: every) {
            elements.append(Stroke.line(x(week), floor, x(week), floor + 3, stroke: Stroke.quiet, width: 1))
            elements.append(
                Stroke.text(
                    x(week), floor + 14, TimelineAxis.words(monday.adding(days: 7 * week)), fill: Stroke.quiet,
                    size: 10,
                    anchor: "middle"))
        }
        // the words at the ends keep apart where the lines end together
        var ends: [Double] = []
        if let baseline = panel.baseline {
            elements.append(Plot.curve(points(baseline), stroke: Stroke.ink, width: 1.4, dashes: "5 3"))
            let end = y(baseline.last ?? 0)
            ends.append(end)
            elements.append(
                Stroke.text(right + 4, end + 3.5, "\(baseline.last ?? 0)", fill: Stroke.ink, size: 10))
        }
        elements.append(Plot.curve(points(panel.values), stroke: Stroke.accent, width: 2.2))
        var end = y(panel.values.last ?? 0)
        if let other = ends.first, abs(other - end) < 11 { end = end > other ? other + 11 : other - 11 }
        elements.append(
            Stroke.text(
                right + 4, end + 3.5, "\(panel.values.last ?? 0)", fill: Stroke.accent, size: 10, weight: "bold"))
        return elements
    }
}
