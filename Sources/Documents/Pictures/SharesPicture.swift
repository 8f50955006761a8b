/// How wholes divide into parts: one bar a row, from left to right in the order of the key.
package struct SharesPicture: Equatable, Sendable {
    /// One bar.
    package struct Row: Equatable, Sendable {
        /// What is divided.
        package var name: String
        /// How much each part is; nil where that is not shown.
        package var parts: [Double?]
        /// How much all of them are; nil where that is not shown either.
        package var total: Double?
        /// What stands behind the bar: "11 of 14".
        package var words: String

        /// A row.
        package init(name: String, parts: [Double?], total: Double?, words: String) {
            self.name = name
            self.parts = parts
            self.total = total
            self.words = words
        }
    }

    /// Names it in a page that has several.
    package var id: String
    /// What the picture is.
    package var title: String
    /// What it shows in one or two sentences.
    package var summary: String
    /// The parts' names.
    package var parts: [String]
    /// The bars.
    package var rows: [Row]
    /// What the lengths are in; nil where every bar is a whole.
    package var unit: String?

    /// A picture.
    package init(id: String, title: String, summary: String, parts: [String], rows: [Row], unit: String? = nil) {
        self.id = id
        self.title = title
        self.summary = summary
        self.parts = parts
        self.rows = rows
        self.unit = unit
    }

    /// Neighbours differ in lightness, so that they are told apart without colour.
    private static let fills = ["#0b5563", "#7fb3bd", "#dbe9ec", "#e3bf7d", "#a6673a", "#9aa3aa", "#eef0f2"]
    private static let left = 190.0
    private static let right = 590.0
    private static let step = 26.0

    /// The picture as an SVG element that needs nothing from outside itself.
    package func svg() -> String {
        Plot.svg(id, title: title, summary: summary) { top in
            let key = Plot.key(
                parts.enumerated().map { (.filled(Self.fill($0.offset)), $0.element) } + hiddenKey, at: top - 2)
            let longest = rows.map { row in row.parts.reduce(0) { $0 + ($1 ?? 0) } }.max() ?? 0
            var elements = key.elements
            var y = key.bottom + 8
            for row in rows {
                elements += drawn(row, at: y, longest: longest)
                y += Self.step
            }
            guard let unit else { return (elements, y) }
            elements.append(Stroke.text(Self.left, y + 8, unit, fill: Stroke.quiet, size: 10))
            return (elements, y + 12)
        }
    }

    private var hiddenKey: [(sample: Plot.Sample, words: String)] {
        rows.contains { $0.total == nil || $0.parts.contains(nil) } ? [(.outlined, "* not shown, too few")] : []
    }

    private static func fill(_ part: Int) -> String { fills[part % fills.count] }

    private func drawn(_ row: Row, at top: Double, longest: Double) -> [String] {
        let width = Self.right - Self.left
        let name = SVGText.lines(row.name, width: (Self.left - 12) / Plot.size, most: 1).first ?? ""
        var elements = [
            Stroke.text(Self.left - 8, top + 13, name, anchor: "end"),
            Stroke.text(Self.right + 8, top + 13, row.words, fill: Stroke.quiet, size: 10),
        ]
        let whole = unit == nil ? row.total : longest
        guard let whole, whole > 0 else {
            elements.append(Plot.box(Self.left, top, width, 18, fill: "#fff", edge: Stroke.rule))
            let why = row.total == nil ? "* too few to be shown" : "none"
            elements.append(Stroke.text(Self.left + 6, top + 13, why, fill: Stroke.quiet, size: 10))
            return elements
        }
        var x = Self.left
        for (index, part) in row.parts.enumerated() {
            guard let part, part > 0 else { continue }
            let length = part / whole * width
            elements.append(Plot.box(x, top, length, 18, fill: Self.fill(index), edge: Stroke.quiet, line: 0.6))
            let label = unit == nil ? Stroke.number(part) : Stroke.number((part * 10).rounded() / 10)
            if SVGText.width(label) * 10 + 4 < length {
                let ink = index % Self.fills.count == 0 || index % Self.fills.count == 4 ? "#fff" : Stroke.ink
                elements.append(Stroke.text(x + length / 2, top + 13, label, fill: ink, size: 10, anchor: "middle"))
            }
            x += length
        }
        // what is left of the whole is what the hidden parts are together
        if unit == nil, row.parts.contains(nil), Self.right - x > 1 {
            elements.append(Plot.box(x, top, Self.right - x, 18, fill: "#fff", edge: Stroke.quiet))
            elements.append(Stroke.text((x + Self.right) / 2, top + 13, "*", size: 10, anchor: "middle"))
        }
        return elements
    }
}
