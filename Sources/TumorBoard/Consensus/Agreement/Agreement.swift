/// What kind of scale ratings are on, and so how far two of them are apart.
package enum Measurement: String, Codable, CaseIterable, Sendable {
    /// Names: two ratings are equal or not.
    case nominal
    /// Ranks: how far apart two ratings are is how many ratings lie between them.
    case ordinal
    /// Numbers: how far apart two ratings are is their difference.
    case interval
}

/// How much of the way to full disagreement two different categories are, in a weighted coefficient.
package enum AgreementWeights: String, Codable, CaseIterable, Sendable {
    /// Equal or not.
    case identity
    /// By the difference of the two values.
    case linear
    /// By the number of pairs of categories from the one to the other, whatever their values (Gwet's ordinal weights).
    case ordinal
    /// By the square of the difference.
    case quadratic
}

/// A coefficient of agreement, or why there is none.
package enum Agreement: Equatable, Sendable {
    /// The coefficient; 1 is full agreement, 0 is what chance would give, where the coefficient allows for chance.
    case value(Double)
    /// There is no such coefficient of these ratings. It is neither 0 nor 1.
    case undefined(UndefinedReason)

    /// The coefficient, nil where it is undefined.
    package var value: Double? { if case .value(let value) = self { value } else { nil } }

    /// Why there is no coefficient, nil where there is one.
    package var reason: UndefinedReason? { if case .undefined(let reason) = self { reason } else { nil } }
}

/// Why a coefficient is undefined.
package enum UndefinedReason: String, Codable, CaseIterable, Error, Sendable {
    case allIdentical, oneUnit, noPairs, missingRatings, noOrder, noResampling

    /// The reason in plain words.
    package var words: String {
        switch self {
        case .allIdentical: "all ratings are the same, so that agreement cannot be told from having no choice"
        case .oneUnit: "only one unit has two ratings or more; at least two such units are needed"
        case .noPairs: "no unit has two ratings or more, so that there is nothing to compare"
        case .missingRatings: "ratings are missing; every rater has to rate every unit"
        case .noOrder: "every rater gave all units the same rating, so that nobody puts them in an order"
        case .noResampling: "no resample was asked for, none had a coefficient, or the level is not between 0 and 1"
        }
    }
}

/// Where a coefficient would lie for other units from the same source.
package struct AgreementInterval: Equatable, Sendable {
    /// The lower end.
    package let low: Double
    /// The upper end.
    package let high: Double
    /// The share of resamples between the ends.
    package let level: Double
    /// The resamples that had a coefficient.
    package let replicates: Int
    /// The resamples that had none and were left out.
    package let undefinedReplicates: Int
}

/// Why ratings could not be taken.
package enum AgreementError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is no unit, or no rater.
    case empty
    /// A unit has another number of places than the first one.
    case ragged(unit: Int, places: Int, expected: Int)
    /// A rating is not a number, infinite, or beyond ±1e100.
    case notFinite(unit: Int, rater: Int)
    /// A field of a CSV text is not a number.
    case notANumber(line: Int, column: Int, text: String)
    /// A line of a CSV text has another number of columns than the first one.
    case raggedLine(line: Int, columns: Int, expected: Int)
    /// A place in a JSON text holds something else than was expected there.
    case notARating(unit: Int, rater: Int?)
    /// A text is neither.
    case unreadable(String)

    /// What is wrong, where, and what to do, in one line.
    package var description: String {
        switch self {
        case .empty: "there are no ratings; give one unit a row and one rater a column"
        case .ragged(let unit, let places, let expected):
            "unit \(unit) has places: \(places), and the first one: \(expected); give every unit a place for every rater, "
                + "null where a rating is missing"
        case .notFinite(let unit, let rater):
            "unit \(unit), rater \(rater): the rating is not a number from −1e100 to 1e100; leave it out where it is missing"
        case .notANumber(let line, let column, let text):
            "line \(line), column \(column): “\(text)” is not a number; give numbers between commas and no headings, and "
                + "leave the field empty where a rating is missing"
        case .raggedLine(let line, let columns, let expected):
            "line \(line), column \(min(columns, expected) + 1): the line has columns: \(columns), and the first one: "
                + "\(expected); give every line a column for every rater, empty where a rating is missing"
        case .notARating(let unit, .some(let rater)):
            "unit \(unit), rater \(rater): this is not a number; give a number, or null where a rating is missing"
        case .notARating(let unit, .none): "unit \(unit): this is not a list of ratings; give for example [1, 2, null]"
        case .unreadable(let why): "the ratings cannot be read: \(why)"
        }
    }
}
