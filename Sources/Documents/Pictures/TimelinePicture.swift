package import TumorBoard

/// The course of an illness, to be drawn: what happened when, in lanes, and values over time below them.
///
/// It holds nothing but what it was given; the same picture gives the same drawing.
package struct TimelinePicture: Equatable, Sendable {
    /// How a lane's marks look, so that lanes are told apart without colour.
    package enum Shape: String, CaseIterable, Sendable { case diamond, square, triangle, circle, bar }

    /// Something at a time or over a time.
    package struct Mark: Equatable, Sendable {
        /// The day, or from when on; a month or a year is drawn as the span that it is.
        package var from: CivilDate
        /// Until when, for what lasted.
        package var to: CivilDate?
        /// Whether it began and no end is known.
        package var isOpen: Bool

        /// A mark.
        package init(from: CivilDate, to: CivilDate? = nil, isOpen: Bool = false) {
            self.from = from
            // an end before the beginning is an error of the source: the day alone is drawn, the table tells both
            self.to = to.flatMap { $0 < from ? nil : $0 }
            self.isOpen = isOpen
        }
    }

    /// What bears one label, as often as it happened.
    package struct Row: Equatable, Sendable {
        /// What it was.
        package var label: String
        /// When.
        package var marks: [Mark]

        /// A row.
        package init(label: String, marks: [Mark]) {
            self.label = label
            self.marks = marks.sorted { $0.from < $1.from }
        }
    }

    /// One kind of thing.
    package struct Lane: Equatable, Sendable {
        /// What kind.
        package var title: String
        /// How its marks look.
        package var shape: Shape
        /// Its rows, the earliest first.
        package var rows: [Row]
        /// How many rows were left out for want of room.
        package var omitted = 0

        /// A lane.
        package init(title: String, shape: Shape, rows: [Row]) {
            self.title = title
            self.shape = shape
            self.rows = rows
        }
    }

    /// A measured value.
    package struct Reading: Equatable, Sendable {
        /// When.
        package var date: CivilDate
        /// The number.
        package var value: Double
        /// Whether the true value lies beyond it: “<0.1”, “>1000”.
        package var isBound: Bool
        /// As the laboratory wrote it, without the unit.
        package var text: String

        /// A reading.
        package init(date: CivilDate, value: Double, isBound: Bool = false, text: String) {
            self.date = date
            self.value = value
            self.isBound = isBound
            self.text = text
        }
    }

    /// One marker's values in one unit over time.
    package struct Series: Equatable, Sendable {
        /// The marker.
        package var name: String
        /// The unit as written; empty where there is none.
        package var unit: String
        /// The values in order of time.
        package var readings: [Reading]

        /// A series.
        package init(name: String, unit: String, readings: [Reading]) {
            self.name = name
            self.unit = unit
            self.readings = readings.sorted { $0.date < $1.date }
        }

        /// A scale by powers of ten, where the values differ by more than the eye can tell apart otherwise.
        var isLogarithmic: Bool {
            guard let low = readings.map(\.value).min(), let high = readings.map(\.value).max() else { return false }
            return low > 0 && high / low >= 30
        }
    }

    /// What the picture is, for whoever cannot see it.
    package var title: String
    /// What it shows in one or two sentences.
    package var summary: String
    /// The lanes from above.
    package var lanes: [Lane]
    /// Values over time, below the lanes.
    package var series: [Series]
    /// The day of the packet, to which the picture reaches.
    package var through: CivilDate

    /// A picture.
    package init(title: String, summary: String, lanes: [Lane], series: [Series] = [], through: CivilDate) {
        self.title = title
        self.summary = summary
        self.lanes = lanes.filter { !$0.rows.isEmpty }
        self.series = series.filter { !$0.readings.isEmpty }
        self.through = through
    }

    /// Whether there is anything to draw.
    package var isEmpty: Bool { lanes.isEmpty && series.isEmpty }

    /// The picture with no more than fits on a page: the fullest lane gives up its row whose newest mark is the oldest.
    /// - Parameters:
    ///   - height: the room for all lanes together.
    ///   - most: how many series there may be.
    ///   - cost: the room that a row takes.
    func fitting(height: Double, series most: Int, cost: (Row) -> Double) -> TimelinePicture {
        var picture = self
        picture.series = Array(series.prefix(most))
        var left = height
        for lane in lanes { left -= lane.rows.reduce(0) { $0 + cost($1) } }
        while left < 0,
            let fullest = picture.lanes.indices.max(by: {
                picture.lanes[$0].rows.count < picture.lanes[$1].rows.count
            }),
            let oldest = picture.lanes[fullest].rows.indices.min(by: {
                picture.lanes[fullest].rows[$0].newest < picture.lanes[fullest].rows[$1].newest
            })
        {
            left += cost(picture.lanes[fullest].rows.remove(at: oldest))
            picture.lanes[fullest].omitted += 1
        }
        return picture
    }
}

extension TimelinePicture.Row {
    fileprivate var newest: Int { marks.map { ($0.to ?? $0.from).lastDay }.max() ?? .min }
}

extension CivilDate {
    /// Days from 1970-01-01 to the last day that the date can mean.
    var lastDay: Int {
        guard day == nil else { return daysSince1970 }
        let next = month.map { $0 < 12 ? CivilDate(year: year, month: $0 + 1) : CivilDate(year: year + 1) }
        return ((next ?? CivilDate(year: year + 1))?.daysSince1970 ?? daysSince1970 + 365) - 1
    }
}
