/// How full things are: how many of them by their use in tenths, for one or two runs.
package struct UtilisationPicture: Equatable, Sendable {
    /// What is counted by its use.
    package struct Panel: Equatable, Sendable {
        /// What it is: "Sessions by the use of their minutes".
        package var title: String
        /// What is compared with, in the form of `counts`; nil where nothing is.
        package var baseline: [Int]?
        /// How many are empty, up to 10 % full, up to 20 % … up to 100 %, and beyond.
        package var counts: [Int]

        /// A panel.
        package init(title: String, baseline: [Int]? = nil, counts: [Int]) {
            self.title = title
            self.baseline = baseline
            self.counts = counts
        }
    }

    /// What the picture is.
    package var title: String
    /// What it shows in one or two sentences.
    package var summary: String
    /// What the filled bars are called.
    package var name: String
    /// What the outlined bars are called.
    package var baselineName: String
    /// The panels from above.
    package var panels: [Panel]

    /// A picture.
    package init(title: String, summary: String, name: String, baselineName: String = "baseline", panels: [Panel]) {
        self.title = title
        self.summary = summary
        self.name = name
        self.baselineName = baselineName
        self.panels = panels
    }

    private static let labels =
        ["none"] + (1...10).map { $0 == 1 ? "1–10 %" : "\($0 * 10 - 9)–\($0 * 10)" } + ["more"]

    /// The picture as an SVG element that needs nothing from outside itself.
    package func svg() -> String {
        Plot.svg("utilisation", title: title, summary: summary) { top in
            var elements: [String] = []
            var y = top + 4
            for panel in panels {
                elements += drawn(panel, at: y)
                y += 168
            }
            var entries: [(Plot.Sample, String)] = [(.filled(Stroke.accent), name)]
            if panels.contains(where: { $0.baseline != nil }) { entries.insert((.outlined, baselineName), at: 0) }
            let key = Plot.key(entries, at: y)
            return (elements + key.elements, key.bottom)
        }
    }

    private func drawn(_ panel: Panel, at top: Double) -> [String] {
        let (left, right, height) = (44.0, 708.0, 112.0)
        let floor = top + 26 + height
        let steps = Plot.steps(to: (panel.counts + (panel.baseline ?? [])).max() ?? 0, about: 4)
        let high = Double(steps.last ?? 1)
        let cell = (right - left) / Double(Self.labels.count)
        func y(_ count: Int) -> Double { floor - Double(count) / high * height }
        var elements = Plot.band(panel.title, at: top)
        elements += Plot.levels(steps, left: left, right: right, y: y)
        for (index, label) in Self.labels.enumerated() {
            let from = left + Double(index) * cell
            let half = panel.baseline == nil ? cell - 12 : (cell - 12) / 2
            if let baseline = panel.baseline, baseline.indices.contains(index), baseline[index] > 0 {
                elements.append(
                    Plot.box(
                        from + 6, y(baseline[index]), half, floor - y(baseline[index]), fill: "#fff", edge: Stroke.quiet
                    ))
                elements.append(number(baseline[index], from + 6 + half / 2, y(baseline[index])))
            }
            if panel.counts.indices.contains(index), panel.counts[index] > 0 {
                let place = panel.baseline == nil ? from + 6 : from + 6 + half
                elements.append(
                    Stroke.rectangle(
                        place, y(panel.counts[index]), half, floor - y(panel.counts[index]), fill: Stroke.accent))
                elements.append(number(panel.counts[index], place + half / 2, y(panel.counts[index])))
            }
            elements.append(
                Stroke.text(from + cell / 2, floor + 13, label, fill: Stroke.quiet, size: 10, anchor: "middle"))
        }
        return elements
    }

    private func number(_ count: Int, _ x: Double, _ y: Double) -> String {
        Stroke.text(x, y - 2, String(count), fill: Stroke.quiet, size: 9, anchor: "middle")
    }
}
