/// How long things took: the middle half as a bar, the median as a mark in it, and the limit as a line.
package struct QuartilesPicture: Equatable, Sendable {
    /// One bar.
    package struct Row: Equatable, Sendable {
        /// What took the time.
        package var name: String
        /// Lower quartile, median and upper quartile; nil where too few were timed.
        package var quartiles: (lower: Double, median: Double, upper: Double)?
        /// The limit, where there is one.
        package var limit: Double?
        /// What stands behind the bar: "median 9.5, 11 of 14".
        package var words: String

        /// A row.
        package init(
            name: String, quartiles: (lower: Double, median: Double, upper: Double)?, limit: Double? = nil,
            words: String
        ) {
            self.name = name
            self.quartiles = quartiles
            self.limit = limit
            self.words = words
        }

        /// Whether two rows are drawn alike.
        package static func == (one: Row, other: Row) -> Bool {
            one.name == other.name && one.limit == other.limit && one.words == other.words
                && one.quartiles?.lower == other.quartiles?.lower && one.quartiles?.median == other.quartiles?.median
                && one.quartiles?.upper == other.quartiles?.upper
        }
    }

    /// Names it in a page that has several.
    package var id: String
    /// What the picture is.
    package var title: String
    /// What it shows in one or two sentences.
    package var summary: String
    /// Days or hours.
    package var unit: String
    /// The bars.
    package var rows: [Row]

    /// A picture.
    package init(id: String, title: String, summary: String, unit: String, rows: [Row]) {
        self.id = id
        self.title = title
        self.summary = summary
        self.unit = unit
        self.rows = rows
    }

    private static let left = 190.0
    private static let right = 570.0
    private static let step = 26.0

    /// The picture as an SVG element that needs nothing from outside itself.
    package func svg() -> String {
        Plot.svg(id, title: title, summary: summary) { top in
            let most = rows.flatMap { [$0.quartiles?.upper, $0.limit] }.compactMap { $0 }.max() ?? 0
            let steps = Plot.steps(to: Int(most.rounded(.up)), about: 8)
            let far = Double(steps.last ?? 1)
            func x(_ value: Double) -> Double { Self.left + value / far * (Self.right - Self.left) }
            let key = Plot.key(
                [(.filled(Plot.light), "the middle half"), (.tick, "median")]
                    + (rows.contains { $0.limit != nil } ? [(.limitLine, "limit")] : []), at: top - 2)
            let floor = key.bottom + 8 + Double(rows.count) * Self.step
            var elements = key.elements
            for step in steps {
                elements.append(
                    Stroke.line(x(Double(step)), key.bottom + 4, x(Double(step)), floor, stroke: Stroke.rule, width: 1))
                elements.append(
                    Stroke.text(x(Double(step)), floor + 12, "\(step)", fill: Stroke.quiet, size: 10, anchor: "middle"))
            }
            elements.append(Stroke.text(Self.right + 8, floor + 12, unit, fill: Stroke.quiet, size: 10))
            for (index, row) in rows.enumerated() {
                elements += drawn(row, at: key.bottom + 8 + Double(index) * Self.step, x: x)
            }
            return (elements, floor + 14)
        }
    }

    private func drawn(_ row: Row, at top: Double, x: (Double) -> Double) -> [String] {
        let name = SVGText.lines(row.name, width: (Self.left - 12) / Plot.size, most: 1).first ?? ""
        var elements = [
            Stroke.text(Self.left - 8, top + 13, name, anchor: "end"),
            Stroke.text(Self.right + 8, top + 13, row.words, fill: Stroke.quiet, size: 10),
        ]
        if let found = row.quartiles {
            let (from, to) = (x(found.lower), x(found.upper))
            elements.append(Plot.box(from, top + 2, max(1, to - from), 14, fill: Plot.light, edge: Stroke.accent))
            elements.append(
                Stroke.line(x(found.median), top, x(found.median), top + 18, stroke: Stroke.ink, width: 2.4))
        } else {
            elements.append(Stroke.text(Self.left + 6, top + 13, "* too few to be shown", fill: Stroke.quiet, size: 10))
        }
        if let limit = row.limit {
            elements.append(
                Stroke.line(x(limit), top - 2, x(limit), top + 20, stroke: Plot.late, width: 1.6, dashes: "3 2"))
        }
        return elements
    }
}
