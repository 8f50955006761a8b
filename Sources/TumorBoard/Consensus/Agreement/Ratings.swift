/// What raters gave to units: a row for each unit, a column for each rater, nil where a rating is missing.
package struct Ratings: Sendable, Equatable {
    /// The rows as they were given.
    package let units: [[Double?]]
    /// The ratings counted, on which every coefficient but Kendall's rests.
    let tally: RatingTally

    /// Takes a table of ratings.
    /// - Throws: `empty` without a unit or a rater, `ragged` where rows differ in length, `notFinite` for NaN and beyond ±1e100.
    package init(_ units: [[Double?]]) throws(AgreementError) {
        guard let raters = units.first?.count, raters > 0 else { throw .empty }
        for (index, unit) in units.enumerated() {
            guard unit.count == raters else {
                throw .ragged(unit: index + 1, places: unit.count, expected: raters)
            }
            if let rater = unit.firstIndex(where: { $0.map { !($0.magnitude <= Self.greatest) } == true }) {
                throw .notFinite(unit: index + 1, rater: rater + 1)
            }
        }
        self.units = units
        tally = RatingTally(units)
    }

    /// Beyond it squares of differences could overflow.
    private static let greatest = 1e100

    /// How many columns there are.
    package var raters: Int { units.first?.count ?? 0 }

    /// How many ratings there are.
    package var count: Int { tally.ratings }

    /// How many units have two ratings or more.
    package var pairedUnits: Int { tally.paired.units }
}

/// Units by the ratings they got, whoever gave them: units with equal ratings are one pattern, which occurs so many times.
///
/// Patterns are in the order of their ratings, so that sums over them come out the same to the bit however units and
/// raters are ordered.
struct RatingTally: Sendable, Equatable {
    /// How often a value occurs in a unit.
    struct Count: Sendable, Equatable {
        /// The value's place among the values.
        let value: Int
        /// How many raters gave it.
        let count: Int
    }

    /// The ratings of a unit.
    struct Pattern: Sendable, Equatable {
        /// Its values, in their order.
        let counts: [Count]
        /// How many ratings that makes.
        let ratings: Int
    }

    /// The distinct values that were given, in their order.
    let values: [Double]
    /// The distinct patterns that have a rating, in their order.
    let patterns: [Pattern]
    /// How many units have each pattern.
    let times: [Int]

    /// Counts the rows of a table of finite ratings.
    init(_ rows: [[Double?]]) {
        var places: [Double: Int] = [:]
        let values = Set(rows.joined().compactMap(\.self)).sorted()
        for (place, value) in values.enumerated() { places[value] = place }
        let units = rows.map { row in row.compactMap { $0.flatMap { places[$0] } }.sorted() }
            .filter { !$0.isEmpty }
            .sorted { $0.lexicographicallyPrecedes($1) }
        var patterns: [Pattern] = []
        var times: [Int] = []
        var previous: [Int] = []
        for unit in units {
            if unit == previous {
                times[times.count - 1] += 1
                continue
            }
            patterns.append(Pattern(unit))
            times.append(1)
            previous = unit
        }
        self.init(values: values, patterns: patterns, times: times)
    }

    private init(values: [Double], patterns: [Pattern], times: [Int]) {
        self.values = values
        self.patterns = patterns
        self.times = times
    }

    /// How many units have a rating.
    var units: Int { times.reduce(0, +) }

    /// How many ratings there are.
    var ratings: Int { zip(patterns, times).reduce(0) { $0 + $1.0.ratings * $1.1 } }

    /// The units that have two ratings or more.
    var paired: RatingTally {
        let kept = patterns.indices.filter { patterns[$0].ratings > 1 }
        return RatingTally(values: values, patterns: kept.map { patterns[$0] }, times: kept.map { times[$0] })
    }

    /// How often each value occurs.
    var valueCounts: [Int] {
        var counts = Array(repeating: 0, count: values.count)
        for (pattern, times) in zip(patterns, times) {
            for one in pattern.counts { counts[one.value] += one.count * times }
        }
        return counts
    }

    /// The same patterns, each occurring another number of times.
    func occurring(_ times: [Int]) -> RatingTally { RatingTally(values: values, patterns: patterns, times: times) }
}

extension RatingTally.Pattern {
    /// Counts places of values that are in order.
    fileprivate init(_ unit: [Int]) {
        var counts: [RatingTally.Count] = []
        for value in unit {
            if let last = counts.last, last.value == value {
                counts[counts.count - 1] = RatingTally.Count(value: value, count: last.count + 1)
            } else {
                counts.append(RatingTally.Count(value: value, count: 1))
            }
        }
        self.counts = counts
        ratings = unit.count
    }
}
