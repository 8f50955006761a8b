import Foundation
import TumorBoard

extension TimelinePicture {
    /// A label that cannot be drawn and is named below the picture instead.
    package struct Key: Equatable, Sendable {
        /// What stands in the picture: “A”.
        package var letter: String
        /// The label.
        package var label: String
    }

    /// The picture as an SVG element that needs nothing from outside itself, drawn with attributes alone, since the PDF
    /// renderer applies no style sheet inside a picture.
    package func svg() -> String { drawing().svg }

    /// The picture, and the labels that it names by a letter: WeasyPrint draws the text of a picture letter by letter,
    /// which tears scripts apart whose letters join or change places, such as Arabic and Devanagari.
    package func drawing() -> (svg: String, keys: [Key]) {
        let most = min(series.count, 4)
        // an A4 page holds about a thousand units with its heading; a lane's own lines and the legend take the rest
        let room = 860 - Double(most) * 79 - Double(lanes.count) * 38
        var picture = fitting(height: room, series: most, cost: Drawing.height(of:))
        var keys: [Key] = []
        func drawable(_ label: String) -> String {
            guard SVGText.needsShaping(label) else { return label }
            let known = keys.first { $0.label == label }
            let letter = known?.letter ?? Self.letter(keys.count)
            if known == nil { keys.append(Key(letter: letter, label: label)) }
            return "\(letter) (named below)"
        }
        for lane in picture.lanes.indices {
            for row in picture.lanes[lane].rows.indices {
                picture.lanes[lane].rows[row].label = drawable(picture.lanes[lane].rows[row].label)
            }
        }
        for index in picture.series.indices {
            let (name, unit) = (picture.series[index].name, picture.series[index].unit)
            guard SVGText.needsShaping(name + unit) else { continue }
            (picture.series[index].name, picture.series[index].unit) = (drawable("\(name), \(unit)"), "")
        }
        return (Drawing(picture).svg, keys)
    }

    /// A, B, … Z, AA, AB …
    private static func letter(_ index: Int) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        let own = String(alphabet[index % 26])
        return index < 26 ? own : letter(index / 26 - 1) + own
    }
}

/// One drawing in the making, from above to below.
private struct Drawing {
    private let picture: TimelinePicture
    private let axis: TimelineAxis
    private var body: [String] = []
    private var y = 0.0

    private static let width = 720.0
    private static let gutter = 226.0
    private static let size = 11.0

    init(_ picture: TimelinePicture) {
        self.picture = picture
        axis = TimelineAxis(picture, left: Self.gutter + 8, right: Self.width - 8)
    }

    var svg: String {
        var drawing = self
        drawing.y = 20
        for lane in picture.lanes { drawing.draw(lane) }
        for series in picture.series { drawing.draw(series) }
        let bottom = drawing.y + 4
        // a tall picture repeats its axis below
        drawing.y = bottom + (isTall(bottom) ? 30 : 14)
        drawing.drawLegend()
        let height = Stroke.number(drawing.y + 4)
        let width = Stroke.number(Self.width)
        let head = """
            <svg xmlns="http://www.w3.org/2000/svg" class="timeline-picture" role="img" \
            aria-labelledby="timeline-title timeline-summary" viewBox="0 0 \(width) \(height)" width="\(width)" \
            height="\(height)" font-family="\(Stroke.fonts)" font-size="\(Stroke.number(Self.size))">
            <title id="timeline-title">\(SVGText.escaped(picture.title))</title>
            <desc id="timeline-summary">\(SVGText.escaped(picture.summary))</desc>
            """
        return ([head] + grid(to: bottom) + drawing.body + ["</svg>"]).joined(separator: "\n") + "\n"
    }

    // MARK: - The axis

    private func isTall(_ bottom: Double) -> Bool { bottom > 420 }

    private func grid(to bottom: Double) -> [String] {
        var lines: [String] = []
        for tick in axis.ticks {
            lines.append(Stroke.line(tick.x, 16, tick.x, bottom, stroke: Stroke.rule, width: 1))
            lines.append(Stroke.text(tick.x, 11, tick.label, fill: Stroke.quiet, anchor: "middle"))
            if isTall(bottom) {
                lines.append(Stroke.text(tick.x, bottom + 11, tick.label, fill: Stroke.quiet, anchor: "middle"))
            }
        }
        if let cut = axis.cut {
            for offset in [0.0, 5.0] {
                lines.append(
                    Stroke.line(cut + offset - 3, 24, cut + offset + 3, 12, stroke: Stroke.ink, width: 1.2))
            }
        }
        let now = axis.x(picture.through.daysSince1970)
        lines.append(Stroke.line(now, 16, now, bottom, stroke: Stroke.accent, width: 1.2, dashes: "5 3"))
        return lines
    }

    // MARK: - Lanes

    private mutating func draw(_ lane: TimelinePicture.Lane) {
        drawTitle(lane.title)
        for row in lane.rows { draw(row, shape: lane.shape) }
        if lane.omitted > 0 {
            let words =
                lane.omitted == 1 ? "1 earlier line: see the table" : "\(lane.omitted) earlier lines: see the table"
            body.append(Stroke.text(8, y + 12, words, fill: Stroke.quiet))
            y += 17
        }
        y += 3
    }

    private mutating func drawTitle(_ title: String) {
        body.append(Stroke.rectangle(0, y, Self.width, 16, fill: Stroke.pale))
        let fitted = SVGText.lines(title, width: (Self.width - 12) / Self.size / 1.1, most: 1).first ?? ""
        body.append(Stroke.text(4, y + 12, fitted, fill: Stroke.accent, weight: "bold"))
        y += 18
    }

    /// The room that a row takes.
    static func height(of row: TimelinePicture.Row) -> Double { labelLines(row).count > 1 ? 30 : 17 }

    private static func labelLines(_ row: TimelinePicture.Row) -> [String] {
        let words = row.marks.count > 1 ? "\(row.label) (\(row.marks.count)×)" : row.label
        return SVGText.lines(words, width: (gutter - 12) / size, most: 2)
    }

    private mutating func draw(_ row: TimelinePicture.Row, shape: TimelinePicture.Shape) {
        let lines = Self.labelLines(row)
        for (index, words) in lines.enumerated() { body.append(Stroke.text(8, y + 12 + 13 * Double(index), words)) }
        let middle = y + 8 + (lines.count > 1 ? 6.5 : 0)
        var taken: [ClosedRange<Double>] = []
        for mark in row.marks { taken.append(draw(mark, shape: shape, at: middle)) }
        if row.marks.count <= 6 { drawDates(row.marks, taken: taken, at: middle) }
        y += Self.height(of: row)
    }

    /// - Returns: the room that the mark takes.
    private mutating func draw(
        _ mark: TimelinePicture.Mark, shape: TimelinePicture.Shape, at middle: Double
    ) -> ClosedRange<Double> {
        let start = axis.x(mark.from.daysSince1970)
        guard mark.to != nil || mark.isOpen else {
            guard mark.from.day == nil else {
                body.append(Stroke.glyph(shape == .bar ? .square : shape, start, middle))
                return (start - 5)...(start + 5)
            }
            let end = max(axis.x(mark.from.lastDay + 1), start + 6)
            body.append(Stroke.outline(start, end, middle))
            return start...end
        }
        // what is certain is filled; what a month or a year leaves open is outlined
        let certain = axis.x(mark.from.day == nil ? mark.from.lastDay : mark.from.daysSince1970)
        if certain > start + 1 { body.append(Stroke.outline(start, certain, middle)) }
        guard let to = mark.to else {
            let end = min(certain + 26, Self.width - 2)
            body.append(Stroke.bar(certain, max(certain + 8, end - 16), middle))
            body.append(Stroke.line(end - 16, middle, end, middle, stroke: Stroke.ink, width: 2, dashes: "4 3"))
            return start...end
        }
        let sure = max(certain, axis.x(to.daysSince1970))
        let end = max(axis.x(to.lastDay + 1), certain + 4)
        body.append(Stroke.bar(certain, to.day == nil ? max(sure, certain + 2) : end, middle))
        if to.day == nil, end > sure + 1 { body.append(Stroke.outline(sure, end, middle)) }
        return start...max(end, start + 4)
    }

    private mutating func drawDates(
        _ marks: [TimelinePicture.Mark], taken: [ClosedRange<Double>], at middle: Double
    ) {
        var occupied = taken
        for (mark, own) in zip(marks, taken) {
            let until = mark.to.map { $0 == mark.from ? "" : " – \(TimelineAxis.words($0))" } ?? ""
            let words = TimelineAxis.words(mark.from) + until
            let width = SVGText.width(words) * 9.5
            let places = [
                (own.upperBound + 4, own.upperBound + 4...own.upperBound + 4 + width),
                (own.lowerBound - 4 - width, own.lowerBound - 4 - width...own.lowerBound - 4),
            ]
            let free = places.first { place in
                place.1.lowerBound >= axis.left && place.1.upperBound <= Self.width - 2
                    && !occupied.contains { $0 != own && $0.overlaps(place.1) }
            }
            guard let free else { continue }
            occupied.append(free.1)
            let label = Stroke.text(free.0, middle + 3.5, words, fill: Stroke.quiet, size: 9.5)
            body.append(label)
        }
    }

    // MARK: - Values over time

    private mutating func draw(_ series: TimelinePicture.Series) {
        let height = 58.0
        let unit = series.unit.isEmpty ? "" : ", \(series.unit)"
        drawTitle("\(series.name)\(unit)")
        let values = series.readings.map(\.value)
        let (low, high) = (values.min() ?? 0, values.max() ?? 1)
        let top = y + 12
        let bottom = y + height - 6
        let isLogarithmic = series.isLogarithmic
        // a linear scale begins at nought, so that heights can be compared
        let base = isLogarithmic ? Foundation.log10(low) : min(0, low)
        let peak = isLogarithmic ? Foundation.log10(high) : high
        func place(_ value: Double) -> Double {
            guard peak > base else { return bottom }
            let height = ((isLogarithmic ? Foundation.log10(value) : value) - base) / (peak - base)
            return bottom - height * (bottom - top)
        }
        body.append(Stroke.line(axis.left, bottom, Self.width - 8, bottom, stroke: Stroke.rule, width: 1))
        let ends = series.readings.first { $0.value == low }?.text ?? ""
        let tops = series.readings.first { $0.value == high }?.text ?? ""
        let scale = isLogarithmic ? "logarithmic scale" : "linear scale from \(base == 0 ? "0" : ends)"
        let count = series.readings.count == 1 ? "1 value" : "\(series.readings.count) values"
        let range = low == high ? ends : "\(ends) to \(tops)"
        for (index, words) in ["\(count), \(range)", scale].enumerated() {
            let fitted = SVGText.lines(words, width: (Self.gutter - 12) / Self.size, most: 1).first ?? ""
            body.append(
                Stroke.text(8, y + 16 + 14 * Double(index), fitted, fill: index == 0 ? Stroke.ink : Stroke.quiet))
        }
        let points = series.readings.map { reading in
            (
                x: axis.x((reading.date.daysSince1970 + reading.date.lastDay) / 2), y: place(reading.value),
                reading: reading
            )
        }
        if points.count > 1 {
            body.append(Stroke.path(points.map { ($0.0, $0.1) }))
        }
        for (x, height, reading) in points {
            if reading.date.day == nil {
                let from = axis.x(reading.date.daysSince1970)
                body.append(
                    Stroke.line(
                        from, height, axis.x(reading.date.lastDay + 1), height, stroke: Stroke.quiet, width: 1,
                        dashes: "3 2"))
            }
            body.append(Stroke.dot(x, height, isHollow: reading.isBound))
        }
        drawValues(points)
        y += height + 3
    }

    /// The last value, the highest, the lowest and the first are named, as far as their words do not meet.
    private mutating func drawValues(_ points: [(x: Double, y: Double, reading: TimelinePicture.Reading)]) {
        var taken: [(x: ClosedRange<Double>, y: Double)] = []
        let highest = points.indices.max { points[$0].reading.value < points[$1].reading.value }
        let lowest = points.indices.min { points[$0].reading.value < points[$1].reading.value }
        for index in [points.indices.last, highest, lowest, points.indices.first].compactMap({ $0 }) {
            let point = points[index]
            let width = SVGText.width(point.reading.text) * 9.5
            let middle = min(max(point.x, axis.left + width / 2), Self.width - 2 - width / 2)
            let room = (middle - width / 2 - 3)...(middle + width / 2 + 3)
            let height = point.y - 5
            guard !taken.contains(where: { $0.x.overlaps(room) && abs($0.y - height) < 11 }) else { continue }
            taken.append((room, height))
            body.append(Stroke.text(middle, height, point.reading.text, size: 9.5, anchor: "middle"))
        }
    }

    // MARK: - The legend

    private mutating func drawLegend() {
        let marks = picture.lanes.flatMap { lane in lane.rows.flatMap(\.marks) }
        var entries: [(width: Double, draw: (Double, Double) -> [String], words: String)] = []
        entries.append(
            (
                26, { x, y in [Stroke.line(x, y, x + 20, y, stroke: Stroke.accent, width: 1.2, dashes: "5 3")] },
                "the day of this packet, \(TimelineAxis.words(picture.through))"
            ))
        if axis.cut != nil {
            entries.append(
                (
                    22,
                    { x, y in
                        [0.0, 5.0].map { Stroke.line(x + $0, y + 5, x + $0 + 6, y - 5, stroke: Stroke.ink, width: 1.2) }
                    }, "time without an entry, left out"
                ))
        }
        if marks.contains(where: { $0.from.day == nil || ($0.to.map { $0.day == nil } ?? false) }) {
            entries.append((26, { x, y in [Stroke.outline(x, x + 20, y)] }, "only the month or year is known"))
        }
        if marks.contains(where: \.isOpen) {
            entries.append(
                (
                    26,
                    { x, y in
                        [
                            Stroke.bar(x, x + 9, y),
                            Stroke.line(x + 9, y, x + 22, y, stroke: Stroke.ink, width: 2, dashes: "4 3"),
                        ]
                    }, "no end is recorded"
                ))
        }
        if picture.series.flatMap(\.readings).contains(where: \.isBound) {
            entries.append(
                (
                    12,
                    { x, y in [Stroke.dot(x + 4, y, isHollow: true)] }, "beyond the limit of measurement"
                ))
        }
        var x = 8.0
        for entry in entries {
            let width = entry.width + SVGText.width(entry.words) * 10 + 14
            if x + width > Self.width, x > 8 { (x, y) = (8, y + 15) }
            body += entry.draw(x, y - 3.5)
            body.append(Stroke.text(x + entry.width, y, entry.words, fill: Stroke.quiet, size: 10))
            x += width
        }
    }
}
