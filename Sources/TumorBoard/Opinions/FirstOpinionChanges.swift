/// What of a first opinion is compared with the second: the four axes of the literature on second opinions.
package enum ChangeAxis: String, CaseIterable, Codable, CodingKeyRepresentable, Comparable, Hashable, Sendable {
    case pathology, stage, treatment, surveillance

    /// In the order of the list, which is the order of the work.
    package static func < (one: ChangeAxis, other: ChangeAxis) -> Bool {
        allCases.firstIndex(of: one) ?? 0 < allCases.firstIndex(of: other) ?? 0
    }

    /// The axes that a seat is asked about: who gives findings only judges what a treatment is based on.
    package static func asked(of seat: Specialty) -> [ChangeAxis] {
        seat.givesFindingsOnly ? [.pathology, .stage] : allCases
    }
}

/// How far a second opinion departs from the first: a minor change leaves treatment and prognosis as they were, a major
/// one alters either.
package enum ChangeDegree: String, CaseIterable, Codable, Comparable, Hashable, Sendable {
    case confirmed, minor, major

    /// As a person would write it.
    package var title: String {
        switch self {
        case .confirmed: "confirmed"
        case .minor: "minor change"
        case .major: "major change"
        }
    }

    /// From the same to the most different.
    package static func < (one: ChangeDegree, other: ChangeDegree) -> Bool {
        allCases.firstIndex(of: one) ?? 0 < allCases.firstIndex(of: other) ?? 0
    }
}

/// What a reviewer says has changed against the first opinion, axis by axis; an axis that is not there was not judged,
/// which is never the same as confirmed.
package struct FirstOpinionChanges: Equatable, Sendable, Omittable {
    /// The axes that were judged.
    package private(set) var degrees: [ChangeAxis: ChangeDegree]

    /// Changes by axis; nothing was judged by default.
    package init(_ degrees: [ChangeAxis: ChangeDegree] = [:]) { self.degrees = degrees }

    /// Nothing was judged.
    package static var omitted: FirstOpinionChanges { FirstOpinionChanges() }

    /// The degree on an axis; nil where it was not judged.
    package subscript(axis: ChangeAxis) -> ChangeDegree? {
        get { degrees[axis] }
        set { degrees[axis] = newValue }
    }

    /// Whether no axis was judged.
    package var isEmpty: Bool { degrees.isEmpty }

    /// The judged axes in the order of the list.
    package var judged: [(axis: ChangeAxis, degree: ChangeDegree)] {
        ChangeAxis.allCases.compactMap { axis in degrees[axis].map { (axis, $0) } }
    }

    /// The greatest change on any axis; nil where none was judged.
    package var greatest: ChangeDegree? { degrees.values.max() }
}

extension FirstOpinionChanges: Codable {
    /// Reads the axes that are there.
    package init(from decoder: any Decoder) throws {
        degrees = try decoder.singleValueContainer().decode([ChangeAxis: ChangeDegree].self)
    }

    /// Writes the axes that were judged.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(degrees)
    }
}
