/// Coefficients with their intervals, one under the other.
package struct ForestPicture: Equatable, Sendable {
    /// One coefficient.
    package struct Row: Equatable, Sendable {
        /// What was rated, and which coefficient it is.
        package var name: String
        /// Its value; nil where there is none to show.
        package var value: Double?
        /// The lower end of its interval.
        package var low: Double?
        /// The upper end.
        package var high: Double?
        /// What stands behind it: the numbers, or why there are none.
        package var words: String

        /// A row.
        package init(name: String, value: Double?, low: Double?, high: Double?, words: String) {
            self.name = name
            self.value = value
            self.low = low
            self.high = high
            self.words = words
        }
    }

    /// Names it in a page that has several.
    package var id: String
    /// What the picture is.
    package var title: String
    /// What it shows in one or two sentences.
    package var summary: String
    /// The coefficients from above.
    package var rows: [Row]

    /// A picture.
    package init(id: String, title: String, summary: String, rows: [Row]) {
        self.id = id
        self.title = title
        self.summary = summary
        self.rows = rows
    }

    private static let left = 250.0
    private static let right = 510.0
    private static let step = 22.0

    /// The picture as an SVG element that needs nothing from outside itself.
    package func svg() -> String {
        Plot.svg(id, title: title, summary: summary) { top in
            // chance is 0 and full agreement 1; what is worse than chance goes to the left of it
            let least = rows.flatMap { [$0.low, $0.value] }.compactMap { $0 }.min() ?? 0
            let from = least < -0.5 ? -1.0 : least < 0 ? -0.5 : 0
            func x(_ value: Double) -> Double {
                Self.left + (min(max(value, from), 1) - from) / (1 - from) * (Self.right - Self.left)
            }
            let floor = top + Double(rows.count) * Self.step
            var elements: [String] = []
            for tenth in stride(from: Int(from * 10), through: 10, by: from < 0 ? 5 : 2) {
                let value = Double(tenth) / 10
                let isChance = tenth == 0 && from < 0
                elements.append(
                    Stroke.line(
                        x(value), top, x(value), floor, stroke: isChance ? Stroke.quiet : Stroke.rule, width: 1))
                elements.append(
                    Stroke.text(
                        x(value), floor + 12, Stroke.number(value), fill: Stroke.quiet, size: 10, anchor: "middle"))
            }
            for (index, row) in rows.enumerated() { elements += drawn(row, at: top + Double(index) * Self.step, x: x) }
            return (elements, floor + 14)
        }
    }

    private func drawn(_ row: Row, at top: Double, x: (Double) -> Double) -> [String] {
        let name = SVGText.lines(row.name, width: (Self.left - 12) / Plot.size, most: 1).first ?? ""
        let words = SVGText.lines(row.words, width: (Plot.width - Self.right - 12) / 10, most: 1).first ?? ""
        let middle = top + 10
        var elements = [
            Stroke.text(Self.left - 8, middle + 4, name, anchor: "end"),
            Stroke.text(Self.right + 10, middle + 4, words, fill: Stroke.quiet, size: 10),
        ]
        if let low = row.low, let high = row.high {
            elements.append(Stroke.line(x(low), middle, x(high), middle, stroke: Stroke.accent, width: 1.6))
            for end in [low, high] {
                elements.append(Stroke.line(x(end), middle - 4, x(end), middle + 4, stroke: Stroke.accent, width: 1.6))
            }
        }
        if let value = row.value {
            elements.append(Plot.box(x(value) - 4, middle - 4, 8, 8, fill: Stroke.accent, edge: Stroke.accent))
        }
        return elements
    }
}
