import Foundation

/// The strokes of a drawing, each an SVG element in attributes alone.
enum Stroke {
    static let ink = "#1b2630"
    static let quiet = "#4b5b68"
    static let rule = "#cfd8de"
    static let accent = "#0b5563"
    static let pale = "#f3f6f8"
    static let fonts = "Noto Sans, DejaVu Sans, system-ui, sans-serif"

    /// A lane's mark on a day.
    static func glyph(_ shape: TimelinePicture.Shape, _ x: Double, _ y: Double) -> String {
        switch shape {
        case .diamond: polygon([(0, -5), (5, 0), (0, 5), (-5, 0)], x, y)
        case .triangle: polygon([(0, -5), (5, 4), (-5, 4)], x, y)
        case .square, .bar: polygon([(-4, -4), (4, -4), (4, 4), (-4, 4)], x, y)
        case .circle: circle(x, y, radius: 4, fill: "#fff", stroke: ink, width: 2)
        }
    }

    /// A measured value; hollow where the true one lies beyond it.
    static func dot(_ x: Double, _ y: Double, isHollow: Bool) -> String {
        circle(x, y, radius: 3, fill: isHollow ? "#fff" : accent, stroke: accent, width: 1.2)
    }

    /// What is certain to have lasted.
    static func bar(_ from: Double, _ to: Double, _ middle: Double) -> String {
        rectangle(from, middle - 4, max(2, to - from), 8, fill: accent)
    }

    /// A time of which only the month or the year is known.
    static func outline(_ from: Double, _ to: Double, _ middle: Double) -> String {
        rectangle(from, middle - 4, max(2, to - from), 8, fill: "#fff", stroke: ink)
    }

    /// A rectangle; one with a stroke is dashed.
    static func rectangle(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, fill: String, stroke: String? = nil
    ) -> String {
        let edge = stroke.map { " stroke=\"\($0)\" stroke-width=\"1\" stroke-dasharray=\"3 2\"" } ?? ""
        let place = "x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(width))\" height=\"\(number(height))\""
        return "<rect \(place) fill=\"\(fill)\"\(edge)/>"
    }

    /// A straight line.
    static func line(
        _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, stroke: String, width: Double, dashes: String? = nil
    ) -> String {
        let dash = dashes.map { " stroke-dasharray=\"\($0)\"" } ?? ""
        let ends = "x1=\"\(number(x1))\" y1=\"\(number(y1))\" x2=\"\(number(x2))\" y2=\"\(number(y2))\""
        return "<line \(ends) stroke=\"\(stroke)\" stroke-width=\"\(number(width))\"\(dash)/>"
    }

    /// A line through points.
    static func path(_ points: [(Double, Double)]) -> String {
        let path = points.map { "\(number($0.0)),\(number($0.1))" }.joined(separator: " ")
        return "<polyline points=\"\(path)\" fill=\"none\" stroke=\"\(accent)\" stroke-width=\"1.5\"/>"
    }

    /// Words at a place.
    static func text(
        _ x: Double, _ y: Double, _ words: String, fill: String = ink, size: Double? = nil, anchor: String? = nil,
        weight: String? = nil
    ) -> String {
        let place = "x=\"\(number(x))\" y=\"\(number(y))\" fill=\"\(fill)\""
        let more =
            (size.map { " font-size=\"\(number($0))\"" } ?? "") + (anchor.map { " text-anchor=\"\($0)\"" } ?? "")
            + (weight.map { " font-weight=\"\($0)\"" } ?? "")
        return "<text \(place)\(more)>\(SVGText.escaped(words))</text>"
    }

    /// At most two decimals, none where there are none.
    static func number(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e9 else { return "0" }
        let hundredths = Int((value * 100).rounded())
        let (whole, rest) = (abs(hundredths) / 100, abs(hundredths) % 100)
        let sign = hundredths < 0 ? "-" : ""
        guard rest != 0 else { return "\(sign)\(whole)" }
        return "\(sign)\(whole)." + (rest < 10 ? "0\(rest)" : rest % 10 == 0 ? "\(rest / 10)" : "\(rest)")
    }

    private static func circle(
        _ x: Double, _ y: Double, radius: Double, fill: String, stroke: String, width: Double
    ) -> String {
        let place = "cx=\"\(number(x))\" cy=\"\(number(y))\" r=\"\(number(radius))\""
        return "<circle \(place) fill=\"\(fill)\" stroke=\"\(stroke)\" stroke-width=\"\(number(width))\"/>"
    }

    private static func polygon(_ points: [(Double, Double)], _ x: Double, _ y: Double) -> String {
        let path = points.map { "\(number(x + $0.0)),\(number(y + $0.1))" }.joined(separator: " ")
        return "<polygon points=\"\(path)\" fill=\"\(ink)\"/>"
    }
}
