import Foundation
import Testing

@testable import TumorBoard

/// The published data sets and values of the shared agreement vectors.
struct AgreementVectors: Decodable, Sendable {
    /// What a library printed: a number, or words where it had none.
    enum Printed: Decodable, Equatable, Sendable {
        case number(Double), words(String)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Double.self) {
                self = .number(number)
            } else {
                self = .words(try container.decode(String.self))
            }
        }
    }

    /// What irrCAC printed for a coefficient, rounded to five places.
    struct Rounded: Decodable, Sendable {
        let coefficient_value: Double
        let pa: Double
    }

    /// One data set with whatever is known of it.
    struct DataSet: Decodable, Sendable {
        var ratings_30x6: [[Double?]]?
        var counts_30x5: [[Int]]?
        var counts: [[Int]]?
        var observers_x_units: [[Double?]]?
        var subjects_x_raters: [[Double?]]?
        var fleiss_kappa_statsmodels: Double?
        var alpha: [String: Double]?
        var irrCAC: [String: Rounded]?
        var identity: [String: Rounded]?
        var linear: [String: Rounded]?
        var ordinal: [String: Rounded]?
        var quadratic: [String: Rounded]?
        var W_uncorrected: Double?
        var W_tie_corrected: Double?
        var W_from_scipy: Double?
        var pingouin_friedman_W: Double?

        /// What irrCAC printed, by weights.
        var rounded: [(AgreementWeights, [String: Rounded])] {
            [(.identity, irrCAC ?? identity), (.linear, linear), (.ordinal, ordinal), (.quadratic, quadratic)]
                .compactMap { weights, values in values.map { (weights, $0) } }
        }

        /// The ratings, units in rows.
        func ratings() throws -> Ratings {
            if let observers_x_units, let first = observers_x_units.first {
                return try Ratings(first.indices.map { unit in observers_x_units.map { $0[unit] } })
            }
            if let counts = counts ?? (ratings_30x6 == nil ? counts_30x5 : nil) { return try Self.ratings(counts) }
            return try Ratings(subjects_x_raters ?? ratings_30x6 ?? [])
        }

        /// Ratings with as many of each category as counted.
        static func ratings(_ counts: [[Int]]) throws -> Ratings {
            try Ratings(
                counts.map { row in
                    row.enumerated().flatMap { category, count in
                        Array(repeating: Double?(Double(category + 1)), count: count)
                    }
                })
        }
    }

    /// A case at the edge: ratings and what libraries do, or a bootstrap.
    struct Edge: Decodable, Sendable {
        var subjects_x_raters: [[Double?]]?
        var ci95_percentile: [Double]?
        var tolerance: Double?
        var printed: [String: Printed] = [:]

        private struct Key: CodingKey {
            var stringValue: String
            var intValue: Int? { nil }
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            for key in container.allKeys {
                switch key.stringValue {
                case "subjects_x_raters": subjects_x_raters = try container.decode([[Double?]].self, forKey: key)
                case "ci95_percentile": ci95_percentile = try container.decode([Double].self, forKey: key)
                case "tolerance": tolerance = try container.decode(Double.self, forKey: key)
                default: printed[key.stringValue] = try container.decode(Printed.self, forKey: key)
                }
            }
        }
    }

    let agreement: [String: DataSet]
    let edge: [String: Edge]

    /// Where they are, beside the worked cases; nil where a checkout stands alone.
    static let url: URL? = SharedVectors.consensusCases?.deletingLastPathComponent()
        .appendingPathComponent("agreement.json")

    /// Reads them.
    static func read() throws -> AgreementVectors {
        try JSONDecoder().decode(AgreementVectors.self, from: Data(contentsOf: try #require(url)))
    }
}

/// The coefficients once more, slowly and from their definitions, over every pair of ratings.
enum PairwiseAgreement {
    /// α from δ² of every two ratings; nil where it is undefined.
    static func alpha(_ rows: [[Double?]], _ measurement: TumorBoard.Measurement) -> Double? {
        let units = rows.map { $0.compactMap(\.self) }.filter { $0.count > 1 }
        let all = units.flatMap(\.self)
        guard units.count > 1, Set(all).count > 1 else { return nil }
        func delta(_ one: Double, _ other: Double) -> Double {
            switch measurement {
            case .nominal: return one == other ? 0 : 1
            case .interval: return (one - other) * (one - other)
            case .ordinal:
                let (low, high) = (min(one, other), max(one, other))
                let between = Double(all.count { $0 >= low && $0 <= high })
                let ends = Double(all.count { $0 == low } + all.count { $0 == high })
                let distance = one == other ? 0 : between - ends / 2
                return distance * distance
            }
        }
        func sum(_ ratings: [Double]) -> Double {
            var sum = 0.0
            for (i, one) in ratings.enumerated() {
                for (j, other) in ratings.enumerated() where i != j { sum += delta(one, other) }
            }
            return sum
        }
        let n = Double(all.count)
        let observed = units.reduce(0) { $0 + sum($1) / Double($1.count - 1) } / n
        return 1 - observed / (sum(all) / (n * (n - 1)))
    }

    /// Weighted κ and AC from a matrix of weights; nil where they are undefined.
    static func kappaAndAC(_ rows: [[Double?]], _ weights: AgreementWeights) -> (kappa: Double, ac: Double)? {
        let units = rows.map { $0.compactMap(\.self) }.filter { !$0.isEmpty }
        let values = Set(units.flatMap(\.self)).sorted()
        let paired = units.filter { $0.count > 1 }
        guard paired.count > 1, values.count > 1, let low = values.first, let high = values.last else { return nil }
        func weight(_ k: Int, _ l: Int) -> Double {
            let difference = abs(values[k] - values[l]), steps = abs(k - l), q = values.count
            switch weights {
            case .identity: return k == l ? 1 : 0
            case .linear: return 1 - difference / (high - low)
            case .quadratic: return 1 - difference * difference / ((high - low) * (high - low))
            case .ordinal: return 1 - Double(steps * (steps + 1)) / Double(q * (q - 1))
            }
        }
        func place(_ value: Double) -> Int { values.firstIndex(of: value) ?? 0 }
        var observed = 0.0
        for unit in paired {
            var sum = 0.0
            for i in unit.indices {
                for j in unit.indices where i != j { sum += weight(place(unit[i]), place(unit[j])) }
            }
            observed += sum / Double(unit.count * (unit.count - 1)) / Double(paired.count)
        }
        let shares = values.map { value in
            units.reduce(0) { $0 + Double($1.count { $0 == value }) / Double($1.count) } / Double(units.count)
        }
        var byChance = 0.0, total = 0.0
        for k in values.indices {
            for l in values.indices {
                byChance += weight(k, l) * shares[k] * shares[l]
                total += weight(k, l)
            }
        }
        let q = Double(values.count)
        let expected = total / (q * (q - 1)) * shares.reduce(0) { $0 + $1 * (1 - $1) }
        return ((observed - byChance) / (1 - byChance), (observed - expected) / (1 - expected))
    }

    /// W as the mean of Spearman's correlations of every two raters, moved to 0…1; for complete tables without a rater
    /// who ties everything, and without ties (with ties the two differ).
    static func kendallW(_ columns: [[Double]]) -> Double {
        let ranks = columns.map { column in column.map { value in Double(column.count { $0 < value }) } }
        var sum = 0.0, pairs = 0.0
        for i in ranks.indices {
            for j in ranks.indices where j > i {
                let n = Double(ranks[i].count)
                let squares = zip(ranks[i], ranks[j]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
                sum += 1 - 6 * squares / (n * (n * n - 1))
                pairs += 1
            }
        }
        let m = Double(ranks.count)
        return (sum / pairs * (m - 1) + 1) / m
    }
}
