import Foundation
import Testing

@testable import TumorBoard

private typealias Scale = TumorBoard.Measurement

/// Whether two numbers are the same but for rounding of the last places.
private func isSame(_ one: Double?, _ other: Double?, within tolerance: Double = 1e-12) -> Bool {
    switch (one, other) {
    case (.some(let one), .some(let other)): abs(one - other) <= tolerance * max(1, abs(other))
    case (nil, nil): true
    default: false
    }
}

/// Every coefficient of some ratings, in one order.
private func everything(_ ratings: Ratings) -> [Agreement] {
    Scale.allCases.map { ratings.krippendorffAlpha($0) }
        + AgreementWeights.allCases.flatMap { [ratings.fleissKappa(weights: $0), ratings.gwetAC2(weights: $0)] }
        + [ratings.gwetAC1(), ratings.kendallW(), ratings.percentAgreement()]
}

/// Skipped where the shared folder is absent: the vectors live there, outside this repository.
@Suite("Agreement: published values", .enabled(if: AgreementVectors.url != nil, "the shared vectors are not here"))
struct AgreementVectorTests {
    @Test("every value that is printed in full is met to 1e-12")
    func exact() throws {
        var met = 0
        for (name, set) in try AgreementVectors.read().agreement.sorted(by: { $0.key < $1.key }) {
            let ratings = try set.ratings()
            if let expected = set.fleiss_kappa_statsmodels {
                #expect(isSame(ratings.fleissKappa().value, expected), "\(name) κ")
                met += 1
            }
            for scale in Scale.allCases {
                guard let expected = set.alpha?[scale.rawValue] else { continue }
                #expect(isSame(ratings.krippendorffAlpha(scale).value, expected), "\(name) α \(scale)")
                met += 1
            }
            for expected in [set.W_tie_corrected, set.W_from_scipy, set.pingouin_friedman_W].compactMap(\.self) {
                #expect(isSame(ratings.kendallW().value, expected), "\(name) W")
                met += 1
            }
            if let expected = set.W_uncorrected {
                #expect(isSame(ratings.kendallW(correctingTies: false).value, expected), "\(name) W")
                met += 1
            }
        }
        #expect(met == 12)
    }

    @Test("every value that is printed to five places is met to 5e-6")
    func rounded() throws {
        var met = 0
        for (name, set) in try AgreementVectors.read().agreement.sorted(by: { $0.key < $1.key }) {
            let ratings = try set.ratings()
            for (weights, printed) in set.rounded {
                let alpha: Scale? = weights == .identity ? .nominal : weights == .quadratic ? .interval : nil
                let ours: [String: Double?] = [
                    "fleiss": ratings.fleissKappa(weights: weights).value,
                    "gwet": ratings.gwetAC2(weights: weights).value,
                    "krippendorff": alpha.flatMap { ratings.krippendorffAlpha($0).value },
                ]
                for (coefficient, value) in ours where value != nil {
                    let expected = try #require(printed[coefficient]).coefficient_value
                    #expect(isSame(value, expected, within: 5.000001e-6), "\(name) \(weights) \(coefficient)")
                    met += 1
                }
                if weights == .identity, let pa = printed["gwet"]?.pa {
                    #expect(isSame(ratings.percentAgreement().value, pa, within: 5.000001e-6), "\(name) percent")
                    met += 1
                }
            }
        }
        #expect(met == 24)
    }

    @Test("the counts of Fleiss are the ratings of Fleiss")
    func counts() throws {
        let set = try #require(try AgreementVectors.read().agreement["fleiss1971"])
        let counted = try AgreementVectors.DataSet.ratings(try #require(set.counts_30x5))
        #expect(everything(counted).prefix(12) == everything(try set.ratings()).prefix(12))
    }

    @Test("at the edge, a number of a library is ours, and what has no meaning is undefined with the reason")
    func edge() throws {
        var met = 0
        for (name, edge) in try AgreementVectors.read().edge.sorted(by: { $0.key < $1.key }) {
            guard let rows = edge.subjects_x_raters else { continue }
            let ratings = try Ratings(rows)
            let reason: UndefinedReason? =
                ["all_identical_single_category": .allIdentical, "one_unit_only": .oneUnit][name]
            for (coefficient, printed) in edge.printed {
                guard let ours = Self.ours(coefficient, ratings) else { continue }
                met += 1
                if let reason {
                    #expect(ours == .undefined(reason), "\(name) \(coefficient)")
                } else if case .number(let expected) = printed {
                    let tolerance = coefficient.hasPrefix("irrCAC") ? 5.000001e-6 : 1e-12
                    #expect(isSame(ours.value, expected, within: tolerance), "\(name) \(coefficient)")
                } else {
                    Issue.record("\(name) \(coefficient): \(printed)")
                }
            }
        }
        #expect(met == 73)
    }

    private static func ours(_ name: String, _ ratings: Ratings) -> Agreement? {
        let words = name.split(separator: "_").map(String.init)
        if words.first == "statsmodels" { return ratings.fleissKappa() }
        guard let last = words.last else { return nil }
        if words.first == "alpha" { return Scale(rawValue: last).map { ratings.krippendorffAlpha($0) } }
        guard words.first == "irrCAC", let weights = AgreementWeights(rawValue: last) else { return nil }
        switch (words[1], weights) {
        case ("fleiss", _): return ratings.fleissKappa(weights: weights)
        case ("gwet", _): return ratings.gwetAC2(weights: weights)
        case ("krippendorff", .identity): return ratings.krippendorffAlpha(.nominal)
        case ("krippendorff", .quadratic): return ratings.krippendorffAlpha(.interval)
        default: return nil
        }
    }

    @Test("the bootstrap intervals are within the tolerance that the vectors allow")
    func bootstrap() throws {
        let vectors = try AgreementVectors.read()
        let ratings = try #require(vectors.agreement["fleiss1971"]).ratings()
        let alpha = try #require(vectors.edge["fleiss1971_alpha_nominal_bootstrap_B5000"])
        let kappa = try #require(vectors.edge["fleiss1971_bootstrap_units_B20000"])
        for (expected, interval) in [
            (alpha, ratings.bootstrapAlpha(.nominal, replicates: 5000, seed: 1)),
            (kappa, ratings.bootstrapFleissKappa(replicates: 20000, seed: 1)),
        ] {
            let found = try interval.get()
            #expect(isSame(found.low, expected.ci95_percentile?.first, within: expected.tolerance ?? 0))
            #expect(isSame(found.high, expected.ci95_percentile?.last, within: expected.tolerance ?? 0))
            #expect(found.undefinedReplicates == 0)
        }
    }
}

@Suite("Agreement: properties")
struct AgreementPropertyTests {
    /// Small tables of all kinds: few or many values, whole or not, dense or with gaps, often near agreement.
    private static func tables(_ count: Int, seed: UInt64) -> [[[Double?]]] {
        var random = Xorshift(state: seed)
        return (0..<count).map { _ in
            let units = Int.random(in: 1...12, using: &random), raters = Int.random(in: 1...6, using: &random)
            let values = Int.random(in: 1...9, using: &random), missing = Int.random(in: 0...60, using: &random)
            let steps: [Double] = [1, 0.25, 0.1, -7]
            let step = steps.randomElement(using: &random) ?? 1
            return (0..<units).map { _ in
                let truth = Int.random(in: 1...values, using: &random)
                return (0..<raters).map { _ -> Double? in
                    if Int.random(in: 0..<100, using: &random) < missing { return nil }
                    let keeps = Int.random(in: 0..<100, using: &random) < 50
                    return step * Double(keeps ? truth : Int.random(in: 1...values, using: &random))
                }
            }
        }
    }

    @Test("a slow computation over every pair of ratings gives the same on 500 random tables", arguments: [20_261_121])
    func slow(seed: UInt64) throws {
        var defined = 0
        for rows in Self.tables(500, seed: seed) {
            let ratings = try Ratings(rows)
            for scale in Scale.allCases {
                let expected = PairwiseAgreement.alpha(rows, scale)
                #expect(isSame(ratings.krippendorffAlpha(scale).value, expected), "seed \(seed): α \(scale) of \(rows)")
                defined += expected == nil ? 0 : 1
            }
            for weights in AgreementWeights.allCases {
                let expected = PairwiseAgreement.kappaAndAC(rows, weights)
                let kappa = ratings.fleissKappa(weights: weights).value, ac = ratings.gwetAC2(weights: weights).value
                #expect(isSame(kappa, expected?.kappa), "seed \(seed): κ \(weights) of \(rows)")
                #expect(isSame(ac, expected?.ac), "seed \(seed): AC \(weights) of \(rows)")
            }
        }
        #expect(defined > 900)
    }

    @Test("Kendall's W follows from Spearman's correlations where nobody ties", arguments: [7])
    func spearman(seed: UInt64) throws {
        var random = Xorshift(state: seed)
        for _ in 0..<100 {
            let units = Int.random(in: 2...9, using: &random), raters = Int.random(in: 2...6, using: &random)
            let columns = (0..<raters).map { _ in (0..<units).map(Double.init).shuffled(using: &random) }
            let ratings = try Ratings((0..<units).map { unit in columns.map { $0[unit] } })
            #expect(isSame(ratings.kendallW().value, PairwiseAgreement.kendallW(columns)), "seed \(seed): \(columns)")
        }
    }

    @Test("no order of units or raters, and no unit or rater without a rating, changes a bit", arguments: [3])
    func invariance(seed: UInt64) throws {
        var random = Xorshift(state: seed)
        for rows in Self.tables(200, seed: seed) {
            let ratings = try Ratings(rows)
            let order = rows[0].indices.shuffled(using: &random)
            let permuted = try Ratings(rows.shuffled(using: &random).map { row in order.map { row[$0] } })
            let empty = [Double?](repeating: nil, count: rows[0].count + 1)
            let padded = try Ratings([empty] + rows.map { $0 + [nil] } + [empty])
            for other in [permuted, padded] {
                #expect(everything(other) == everything(ratings), "seed \(seed): \(rows)")
                for scale in Scale.allCases {
                    #expect(
                        other.bootstrapAlpha(scale, replicates: 20, seed: seed)
                            == ratings.bootstrapAlpha(scale, replicates: 20, seed: seed))
                }
            }
        }
    }

    @Test("patterns are in the order of their ratings, each once, and count every rating", arguments: [29])
    func patterns(seed: UInt64) throws {
        for rows in Self.tables(300, seed: seed) {
            let tally = try Ratings(rows).tally
            let lists = (0..<tally.patterns.count).map { pattern in
                tally.patterns.range(pattern).flatMap { place in
                    let count = tally.patterns.counts[place]
                    return repeatElement(tally.values[count.value], count: count.count)
                }
            }
            let expected = Set(rows.map { $0.compactMap(\.self).sorted() }.filter { !$0.isEmpty })
            #expect(lists == expected.sorted { $0.lexicographicallyPrecedes($1) }, "seed \(seed): \(rows)")
            let times = lists.map { list in rows.count { $0.compactMap(\.self).sorted() == list } }
            #expect(tally.times == times, "seed \(seed): \(rows)")
        }
    }

    @Test("many raters and values, and zeros of either sign, give the same as every pair of ratings", arguments: [13])
    func wide(seed: UInt64) throws {
        var random = Xorshift(state: seed)
        for (values, raters) in [(3, 32), (16, 15), (16, 16), (30, 4), (200, 20)] {
            let rows = (0..<6).map { _ -> [Double?] in
                let truth = Int.random(in: 0..<values, using: &random)
                return (0..<raters).map { _ in
                    let rating = Bool.random(using: &random) ? truth : Int.random(in: 0..<values, using: &random)
                    let sign: Double = Bool.random(using: &random) && rating == 0 ? -1 : 1
                    return rating == 1 ? nil : sign * Double(rating)
                }
            }
            let ratings = try Ratings(rows)
            for scale in Scale.allCases {
                let expected = PairwiseAgreement.alpha(rows, scale)
                #expect(isSame(ratings.krippendorffAlpha(scale).value, expected), "\(values) values, \(raters) raters")
            }
            let empty = [Double?](repeating: nil, count: 30)
            let padded = try Ratings(rows.reversed().map { $0.reversed() + empty })
            #expect(everything(padded) == everything(ratings))
            let interval = ratings.bootstrapAlpha(.ordinal, replicates: 9, seed: seed)
            #expect(interval == padded.bootstrapAlpha(.ordinal, replicates: 9, seed: seed))
        }
    }

    @Test("full agreement is 1 in every coefficient where values differ between units")
    func perfect() throws {
        for values: [Double] in [[1, 2], [1, 2, 2, 9], [0.1, 0.2, 0.3], [-1e6, 0, 1e-3]] {
            let ratings = try Ratings(values.map { [$0, $0, $0] })
            #expect(everything(ratings).allSatisfy { $0 == .value(1) })
        }
    }

    @Test("no coefficient is above 1, and none is NaN", arguments: [11])
    func bounds(seed: UInt64) throws {
        for rows in Self.tables(300, seed: seed) {
            for value in try everything(Ratings(rows)).compactMap(\.value) {
                #expect(value <= 1 + 1e-12, "seed \(seed): \(rows)")
            }
        }
        for rows in [[[1e100, -1e100], [1, 2]], [[1e-300, 0], [0, 1e-300]]] {
            #expect(try everything(Ratings(rows)).allSatisfy { $0.value?.isFinite != false })
        }
    }

    @Test("nominal and ordinal α do not ask how large the values are; interval α does not ask where zero is")
    func scales() throws {
        let rows: [[Double?]] = [[1, 2, 2], [3, nil, 3], [2, 4, 4], [1, 1, nil]]
        let ratings = try Ratings(rows)
        let cubed = try Ratings(rows.map { $0.map { $0.map { $0 * $0 * $0 } } })
        #expect(cubed.krippendorffAlpha(.nominal) == ratings.krippendorffAlpha(.nominal))
        #expect(cubed.krippendorffAlpha(.ordinal) == ratings.krippendorffAlpha(.ordinal))
        let moved = try Ratings(rows.map { $0.map { $0.map { 5 * $0 - 100 } } })
        #expect(isSame(moved.krippendorffAlpha(.interval).value, ratings.krippendorffAlpha(.interval).value))
    }

    @Test("what has no meaning has a reason in plain words")
    func reasons() throws {
        #expect(everything(try Ratings([[1, nil], [nil, 2]])).allSatisfy { $0 == .undefined(.noPairs) })
        #expect(everything(try Ratings([[nil, nil]])).allSatisfy { $0 == .undefined(.noPairs) })
        #expect(try Ratings([[1, 2, nil], [2, 2, 1]]).kendallW() == .undefined(.missingRatings))
        #expect(try Ratings([[1, 2], [1, 2]]).kendallW() == .undefined(.noOrder))
        #expect(try Ratings([[3, 3], [3, 3]]).percentAgreement() == .value(1))
        let two = try Ratings([[1, 1], [2, 2]])
        #expect(two.bootstrapAlpha(.nominal, replicates: 0, seed: 1) == .failure(.noResampling))
        #expect(two.bootstrapAlpha(.nominal, replicates: 9, seed: 1, level: 1) == .failure(.noResampling))
        let one = try Ratings([[1, 2]])
        #expect(one.bootstrapAlpha(.nominal, replicates: 9, seed: 1) == .failure(.oneUnit))
        let interval = try two.bootstrapAlpha(.nominal, replicates: 100, seed: 1).get()
        #expect(interval.undefinedReplicates > 0 && interval.replicates + interval.undefinedReplicates == 100)
        for reason in UndefinedReason.allCases { #expect(reason.words.contains(" ")) }
    }

    @Test("10,000 units with 50,000 different ratings are counted, not compared pair by pair", .timeLimit(.minutes(1)))
    func large() throws {
        var random = Xorshift(state: 5)
        let rows = (0..<10_000).map { _ in (0..<5).map { _ in Double?(Double.random(in: 1...9, using: &random)) } }
        let ratings = try Ratings(rows)
        #expect(everything(ratings).allSatisfy { abs($0.value ?? 1) < 0.5 })
    }
}

@Suite("Agreement: reading ratings")
struct AgreementReadingTests {
    private static let rows: [[Double?]] = [[1, 2, nil], [nil, 2.5, -3]]

    @Test(
        "JSON and CSV give the same ratings",
        arguments: [
            "[[1, 2, null], [null, 2.5, -3]]", " \n[[1,2,null],[null,2.5,-3.0]]\n", "1,2,\n,2.5,-3\n",
            "1, 2,\r\n , 2.5e0, -3\r\n\r\n", "\u{FEFF}1,2,\n,2.5,-3",
        ])
    func reads(_ text: String) throws {
        #expect(try Ratings(reading: Data(text.utf8)) == Ratings(Self.rows))
    }

    @Test(
        "what cannot be read is refused with its place",
        arguments: [
            ("1,2\n\n3,x\n", AgreementError.notANumber(line: 3, column: 2, text: "x")),
            ("1,nan\n", .notANumber(line: 1, column: 2, text: "nan")),
            ("1,1e999\n", .notANumber(line: 1, column: 2, text: "1e999")),
            ("1,0x10\n", .notANumber(line: 1, column: 2, text: "0x10")),
            ("1;2\n", .notANumber(line: 1, column: 1, text: "1;2")),
            ("1,2\n3\n", .raggedLine(line: 2, columns: 1, expected: 2)),
            ("", .empty), ("\n\n", .empty), ("[]", .empty), ("[[]]", .empty),
            ("[[1,2],[3]]", .ragged(unit: 2, places: 1, expected: 2)),
            ("[[1,2],[3,\"x\"]]", .notARating(unit: 2, rater: 2)),
            ("[[1,2],3]", .notARating(unit: 2, rater: nil)),
            ("[[1,1e200]]", .notFinite(unit: 1, rater: 2)),
        ])
    func refuses(_ text: String, _ error: AgreementError) {
        #expect(throws: error) { try Ratings(reading: Data(text.utf8)) }
        #expect(error.description.contains(" "))
    }

    @Test("broken JSON and bytes that are no text are refused in words")
    func unreadable() {
        for data in [Data("[[1,2".utf8), Data("{\"a\":1}".utf8), Data([0xFF, 0xFE, 0x31])] {
            let error = #expect(throws: AgreementError.self) { try Ratings(reading: data) }
            guard case .unreadable(let why) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(why.contains(" "))
        }
    }
}

/// Seeded numbers for tables (xorshift64*), apart from the generator of the bootstrap.
private struct Xorshift: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_F491_4F6C_DD1D
    }
}
