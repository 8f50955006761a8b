import Foundation

/// What the plots share: the frame of a drawing, an axis of numbers, and a key of what is drawn how.
///
/// Everything is drawn with attributes alone, as the PDF renderer wants it; two runs differ by outline and fill or by
/// dashes, never by colour alone.
enum Plot {
    static let width = 720.0
    static let size = 11.0
    /// What is beyond a limit.
    static let late = "#a6431a"
    /// What is filled and not the main thing.
    static let light = "#b9d3d9"

    /// A whole drawing: its heading with what it shows, then the body, which begins at the height that it is told.
    static func svg(
        _ name: String, title: String, summary: String, body: (_ top: Double) -> (elements: [String], bottom: Double)
    ) -> String {
        var heading = [Stroke.text(4, 16, title, fill: Stroke.accent, size: 14, weight: "bold")]
        var y = 32.0
        for line in SVGText.lines(summary, width: (width - 8) / size, most: 4) {
            heading.append(Stroke.text(4, y, line, fill: Stroke.quiet))
            y += 14
        }
        let drawn = body(y)
        let (wide, high) = (Stroke.number(width), Stroke.number(drawn.bottom + 6))
        let head = """
            <svg xmlns="http://www.w3.org/2000/svg" class="\(name)-picture" role="img" \
            aria-labelledby="\(name)-title \(name)-summary" viewBox="0 0 \(wide) \(high)" width="\(wide)" \
            height="\(high)" font-family="\(Stroke.fonts)" font-size="\(Stroke.number(size))">
            <title id="\(name)-title">\(SVGText.escaped(title))</title>
            <desc id="\(name)-summary">\(SVGText.escaped(summary))</desc>
            """
        return ([head] + heading + drawn.elements + ["</svg>"]).joined(separator: "\n") + "\n"
    }

    // MARK: - Numbers

    /// Round numbers from 0 that reach the largest value, about so many: steps of 1, 2 or 5 times a power of ten.
    static func steps(to most: Int, about count: Int) -> [Int] {
        let most = min(max(1, most), 1_000_000_000)
        var step = 1
        search: while true {
            for factor in [1, 2, 5] where most <= step * factor * max(1, count) {
                step *= factor
                break search
            }
            step *= 10
        }
        return Array(stride(from: 0, through: (most + step - 1) / step * step, by: step))
    }

    /// Levels of an upright axis, with a line each over the plot's width.
    static func levels(_ steps: [Int], left: Double, right: Double, y: (Int) -> Double) -> [String] {
        steps.flatMap { step in
            [
                Stroke.line(left, y(step), right, y(step), stroke: Stroke.rule, width: 1),
                Stroke.text(left - 5, y(step) + 3.5, String(step), fill: Stroke.quiet, size: 10, anchor: "end"),
            ]
        }
    }

    // MARK: - Shapes

    /// A rectangle with a closed edge.
    static func box(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, fill: String, edge: String, line: Double = 1
    ) -> String {
        let place =
            "x=\"\(Stroke.number(x))\" y=\"\(Stroke.number(y))\" width=\"\(Stroke.number(max(0, width)))\" "
            + "height=\"\(Stroke.number(max(0, height)))\""
        return "<rect \(place) fill=\"\(fill)\" stroke=\"\(edge)\" stroke-width=\"\(Stroke.number(line))\"/>"
    }

    /// A line through points.
    static func curve(_ points: [(Double, Double)], stroke: String, width: Double, dashes: String? = nil) -> String {
        let path = points.map { "\(Stroke.number($0.0)),\(Stroke.number($0.1))" }.joined(separator: " ")
        let dash = dashes.map { " stroke-dasharray=\"\($0)\"" } ?? ""
        return
            "<polyline points=\"\(path)\" fill=\"none\" stroke=\"\(stroke)\" stroke-width=\"\(Stroke.number(width))\""
            + " stroke-linejoin=\"round\"\(dash)/>"
    }

    /// A heading inside a drawing, over its whole width.
    static func band(_ words: String, at y: Double) -> [String] {
        let fitted = SVGText.lines(words, width: (width - 12) / size / 1.05, most: 1).first ?? ""
        return [
            Stroke.rectangle(0, y, width, 16, fill: Stroke.pale),
            Stroke.text(4, y + 12, fitted, fill: Stroke.accent, weight: "bold"),
        ]
    }

    // MARK: - The key

    /// How something is drawn.
    enum Sample {
        case filled(String), outlined, solidLine, dashedLine, limitLine, tick
    }

    /// What is drawn how, from left to right, in as many lines as it needs.
    /// - Returns: the elements, and where they end.
    static func key(_ entries: [(sample: Sample, words: String)], at top: Double) -> (
        elements: [String], bottom: Double
    ) {
        var elements: [String] = []
        var (x, y) = (8.0, top + 10)
        for (sample, words) in entries {
            let room = 28 + SVGText.width(words) * 10 + 16
            if x + room > width, x > 8 { (x, y) = (8, y + 15) }
            elements += draw(sample, x, y - 3.5)
            elements.append(Stroke.text(x + 27, y, words, fill: Stroke.quiet, size: 10))
            x += room
        }
        return (elements, y + 4)
    }

    private static func draw(_ sample: Sample, _ x: Double, _ y: Double) -> [String] {
        switch sample {
        case .filled(let fill): [Stroke.rectangle(x, y - 4, 22, 8, fill: fill)]
        case .outlined: [box(x, y - 4, 22, 8, fill: "#fff", edge: Stroke.quiet)]
        case .solidLine: [Stroke.line(x, y, x + 22, y, stroke: Stroke.accent, width: 2.2)]
        case .dashedLine: [Stroke.line(x, y, x + 22, y, stroke: Stroke.ink, width: 1.4, dashes: "5 3")]
        case .limitLine: [Stroke.line(x + 11, y - 6, x + 11, y + 6, stroke: late, width: 1.6, dashes: "3 2")]
        case .tick: [Stroke.line(x + 11, y - 5, x + 11, y + 5, stroke: Stroke.ink, width: 2.4)]
        }
    }
}
