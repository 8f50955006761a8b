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
            for (rater, rating) in unit.enumerated() {
                if let rating, !(rating.magnitude <= Self.greatest) {
                    throw .notFinite(unit: index + 1, rater: rater + 1)
                }
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
