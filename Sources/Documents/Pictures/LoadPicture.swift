import Foundation

/// How loaded everyone is against what they take: a bar for each person, as long as their share of it, by groups.
///
/// That all outlines have one length makes the bars comparable, so that who carries more than the others of a group
/// stands out; the numbers beside them are absolute.
package struct LoadPicture: Equatable, Sendable {
    /// One person.
    package struct Row: Equatable, Sendable {
        /// The name.
        package var name: String
        /// With whom they are compared: the specialty.
        package var group: String
        /// Cases before; nil where nothing is compared.
        package var before: Int?
        /// Cases now.
        package var after: Int
        /// Cases that they take.
        package var capacity: Int

        /// A row.
        package init(name: String, group: String, before: Int? = nil, after: Int, capacity: Int) {
            self.name = name
            self.group = group
            self.before = before
            self.after = after
            self.capacity = capacity
        }

        fileprivate var use: Double { Double(after) / Double(max(1, capacity)) }
    }

    /// What the picture is.
    package var title: String
    /// What it shows in one or two sentences.
    package var summary: String
    /// What the marks of `before` are called, and the bars.
    package var names: (before: String, after: String)
    /// The people, in any order.
    package var rows: [Row]

    /// A picture.
    package init(
        title: String, summary: String, names: (before: String, after: String) = ("published", "planned"), rows: [Row]
    ) {
        self.title = title
        self.summary = summary
        self.names = names
        self.rows = rows
    }

    /// The same words and rows.
    package static func == (left: LoadPicture, right: LoadPicture) -> Bool {
        left.title == right.title && left.summary == right.summary && left.names == right.names
            && left.rows == right.rows
    }

    /// The picture as an SVG element that needs nothing from outside itself.
    package func svg() -> String {
        Plot.svg("load", title: title, summary: summary) { top in
            var drawing = Drawing(self, top: top)
            return drawing.drawn()
        }
    }

    /// The groups by name, each with the most loaded person first.
    fileprivate var groups: [(name: String, rows: [Row])] {
        Dictionary(grouping: rows, by: \.group).sorted { $0.key < $1.key }.map { name, rows in
            (
                name,
                rows.sorted { left, right in
                    let (one, other) = (left.after * max(1, right.capacity), right.after * max(1, left.capacity))
                    return one != other ? one > other : left.name < right.name
                }
            )
        }
    }
}

/// One drawing in the making, from above to below.
private struct Drawing {
    private let picture: LoadPicture
    private var y: Double
    private var body: [String] = []
    private let most: Double

    private static let left = 196.0
    private static let right = 580.0
    private static let row = 13.0

    init(_ picture: LoadPicture, top: Double) {
        self.picture = picture
        y = top + 16
        let shares = picture.rows.flatMap { row in
            [row.after, row.before ?? 0].map { Double($0) / Double(max(1, row.capacity)) }
        }
        most = min(4, max(1, shares.max() ?? 1))
    }

    mutating func drawn() -> (elements: [String], bottom: Double) {
        let top = y
        for (name, rows) in picture.groups { draw(name, rows) }
        var elements = scale(from: top, to: y) + body
        var entries: [(Plot.Sample, String)] = [
            (.filled(Stroke.accent), picture.names.after), (.outlined, "what they take (100 %)"),
        ]
        if picture.rows.contains(where: { $0.before != nil }) { entries.insert((.tick, picture.names.before), at: 1) }
        entries.append((.dashedLine, "the group as a whole"))
        let key = Plot.key(entries, at: y + 16)
        elements += key.elements
        return (elements, key.bottom)
    }

    private func x(_ share: Double) -> Double { Self.left + min(share, most) / most * (Self.right - Self.left) }

    private func scale(from top: Double, to bottom: Double) -> [String] {
        let step = most > 2 ? 100 : most > 1.2 ? 50 : 25
        return stride(from: 0, through: Int(most * 100), by: step).flatMap { percent in
            let place = x(Double(percent) / 100)
            let words = "\(percent) %"
            return [
                Stroke.line(place, top - 2, place, bottom, stroke: Stroke.rule, width: 1),
                Stroke.text(place, top - 5, words, fill: Stroke.quiet, size: 10, anchor: "middle"),
                Stroke.text(place, bottom + 11, words, fill: Stroke.quiet, size: 10, anchor: "middle"),
            ]
        }
    }

    private mutating func draw(_ name: String, _ rows: [LoadPicture.Row]) {
        let (cases, capacity) = (rows.reduce(0) { $0 + $1.after }, rows.reduce(0) { $0 + $1.capacity })
        let shares = rows.map { Self.percent($0.after, of: $0.capacity) }
        let (least, most) = (shares.min() ?? 0, shares.max() ?? 0)
        let range = least == most ? "\(least) %" : "\(least)–\(most) %"
        let people = rows.count == 1 ? "1 person" : "\(rows.count) people, \(range)"
        body += Plot.band("\(name): \(people); \(cases) of \(capacity) cases", at: y + 1)
        y += 20
        let from = y
        for row in rows { draw(row) }
        let whole = x(Double(cases) / Double(max(1, capacity)))
        // the white beneath shows the dashes on filled bars
        body.append(Stroke.line(whole, from, whole, y - 1, stroke: "#fff", width: 2.6))
        body.append(Stroke.line(whole, from, whole, y - 1, stroke: Stroke.ink, width: 1.2, dashes: "5 3"))
        y += 3
    }

    private mutating func draw(_ row: LoadPicture.Row) {
        let fitted = SVGText.lines(row.name, width: (Self.left - 14) / Plot.size, most: 1).first ?? ""
        body.append(Stroke.text(8, y + 9.5, fitted))
        body.append(Plot.box(Self.left, y + 1.5, x(1) - Self.left, 9, fill: "#fff", edge: Stroke.quiet, line: 0.8))
        let end = x(Double(row.after) / Double(max(1, row.capacity)))
        body.append(
            Stroke.rectangle(
                Self.left, y + 2.5, max(0, end - Self.left), 7,
                fill: row.after > row.capacity ? Plot.late : Stroke.accent))
        if let before = row.before {
            let place = x(Double(before) / Double(max(1, row.capacity)))
            body.append(Stroke.line(place, y, place, y + 12, stroke: "#fff", width: 4))
            body.append(Stroke.line(place, y, place, y + 12, stroke: Stroke.ink, width: 2.4))
        }
        let was = row.before.map { $0 == row.after ? "" : ", was \($0)" } ?? ""
        body.append(
            Stroke.text(
                Self.right + 10, y + 9.5, "\(row.after) of \(row.capacity)\(was)", fill: Stroke.quiet, size: 10))
        y += Self.row
    }

    private static func percent(_ cases: Int, of capacity: Int) -> Int { cases * 100 / max(1, capacity) }
}
