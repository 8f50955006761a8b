package import Foundation

/// What a board did in a period, in figures: no name of a patient, and no number so small that it could tell of one.
///
/// Suppressed numbers are not in it at all, so that nothing that prints, draws or sends it can show them.
package struct QualityReport: Codable, Equatable, Sendable {
    /// The first day.
    package let from: CivilDate
    /// The last day.
    package let to: CivilDate
    /// The boards by id; nil for all of them.
    package let boards: [BoardID]?
    /// When it was made.
    package let asOf: Date
    /// Counts from 1 to below this are not shown.
    package let smallest: Int
    /// The figures in the order in which they are read.
    package let figures: [QualityFigure]
}

/// One figure: exactly one of counts, times, means, agreement and people is there.
package struct QualityFigure: Codable, Equatable, Sendable {
    /// The stable name: of files, and in addresses.
    package let id: String
    /// What it is.
    package let title: String
    /// What is counted, and what is left out.
    package let note: String
    /// How often something was so.
    package private(set) var counts: QualityCounts?
    /// How long something took.
    package private(set) var times: QualityTimes?
    /// How long it took on the average, by whose time it was.
    package private(set) var means: QualityMeans?
    /// How far raters agree.
    package private(set) var agreement: [QualityAgreement]?
    /// Members by name; only for a board's coordinator and chair.
    package private(set) var people: [QualityAttendance]?

    /// Counts.
    init(_ id: String, _ title: String, note: String, counts: QualityCounts) {
        self.init(id: id, title: title, note: note)
        self.counts = counts
    }

    /// Times.
    init(_ id: String, _ title: String, note: String, times: QualityTimes) {
        self.init(id: id, title: title, note: note)
        self.times = times
    }

    /// Means.
    init(_ id: String, _ title: String, note: String, means: QualityMeans) {
        self.init(id: id, title: title, note: note)
        self.means = means
    }

    /// Agreement.
    init(_ id: String, _ title: String, note: String, agreement: [QualityAgreement]) {
        self.init(id: id, title: title, note: note)
        self.agreement = agreement
    }

    /// People.
    init(_ id: String, _ title: String, note: String, people: [QualityAttendance]) {
        self.init(id: id, title: title, note: note)
        self.people = people
    }

    private init(id: String, title: String, note: String) {
        self.id = id
        self.title = title
        self.note = note
    }
}

/// A count that is shown, or one that is not because it, or another one that follows from it, is small; null in JSON.
package struct QualityCount: Codable, Equatable, Sendable {
    /// The number; nil where it is not shown.
    package let shown: Int?

    /// A count.
    package init(_ shown: Int?) { self.shown = shown }

    /// Reads a number or null.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        shown = container.decodeNil() ? nil : try container.decode(Int.self)
    }

    /// Writes a number or null.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let shown { try container.encode(shown) } else { try container.encodeNil() }
    }

    /// The number, or a star.
    package var text: String { shown.map(String.init) ?? Self.star }

    /// What stands for a number that is not shown.
    package static let star = "*"
}

/// How something divides: each row's cells add up to its total.
package struct QualityCounts: Codable, Equatable, Sendable {
    /// One row.
    package struct Row: Codable, Equatable, Sendable {
        /// What it is about.
        package let name: String
        /// The parts, in the order of the columns.
        package let cells: [QualityCount]
        /// What they add up to: the denominator.
        package let total: QualityCount
    }

    /// What is counted, in the plural.
    package let of: String
    /// What the parts are.
    package let columns: [String]
    /// The rows.
    package let rows: [Row]
    /// Whether the last row is the sum of the others.
    package let hasSums: Bool
}

/// How long something took, as quartiles.
package struct QualityTimes: Codable, Equatable, Sendable {
    /// One row.
    package struct Row: Codable, Equatable, Sendable {
        /// What took the time.
        package let name: String
        /// How many were timed.
        package let counted: QualityCount
        /// How many were not, and so are left out.
        package let leftOut: QualityCount
        /// A quarter took no longer; nil where too few were timed.
        package let lower: Double?
        /// Half took no longer.
        package let median: Double?
        /// Three quarters took no longer.
        package let upper: Double?
        /// The limit, where there is one.
        package let limit: Int?
    }

    /// What is counted, in the plural.
    package let of: String
    /// Days or hours.
    package let unit: String
    /// The rows.
    package let rows: [Row]
}

/// How long something took on the average, part by part.
package struct QualityMeans: Codable, Equatable, Sendable {
    /// One part.
    package struct Part: Codable, Equatable, Sendable {
        /// Whose time it was.
        package let name: String
        /// The mean over everything counted; nil where too few had any.
        package let mean: Double?
    }

    /// What is counted, in the plural.
    package let of: String
    /// Days or hours.
    package let unit: String
    /// How many are counted.
    package let counted: QualityCount
    /// The parts.
    package let parts: [Part]
}

/// One coefficient of agreement.
package struct QualityAgreement: Codable, Equatable, Sendable {
    /// What was rated.
    package let name: String
    /// Which coefficient.
    package let coefficient: String
    /// Cases with two ratings or more.
    package let cases: QualityCount
    /// Its value; nil where it is undefined or rests on too few cases.
    package let value: Double?
    /// The lower end of its interval.
    package let low: Double?
    /// The upper end.
    package let high: Double?
    /// Why there is no value, or no interval.
    package let why: String?
}

/// Whether a member was in two thirds of the sessions that they were due in.
package struct QualityAttendance: Codable, Equatable, Sendable {
    /// Who.
    package let reviewer: ReviewerID
    /// Their name.
    package let name: String
    /// Sessions that they were due in.
    package let due: QualityCount
    /// Whether they came to at least two thirds; nil where too few were due.
    package let keepsTwoThirds: Bool?
}
