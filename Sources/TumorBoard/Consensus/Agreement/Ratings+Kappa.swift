extension Ratings {
    /// Fleiss' κ: (observed − expected) / (1 − expected) agreement, expected from how often each value is given.
    ///
    /// J. L. Fleiss, Psychological Bulletin 76 (1971); for missing ratings and weights as K. L. Gwet, Handbook of
    /// Inter-Rater Reliability, 4th ed. (2014), ch. 2–4: every unit counts the same, and one that has a single rating
    /// counts for what is expected.
    package func fleissKappa(weights: AgreementWeights = .identity) -> Agreement { tally.fleissKappa(weights) }

    /// Gwet's AC1, which stays near the observed agreement where one value is given most of the time.
    ///
    /// K. L. Gwet, British Journal of Mathematical and Statistical Psychology 61 (2008).
    package func gwetAC1() -> Agreement { gwetAC2(weights: .identity) }

    /// Gwet's AC2: AC1 with weights.
    ///
    /// K. L. Gwet, Handbook of Inter-Rater Reliability, 4th ed. (2014), ch. 3–4. Its categories are the values that occur.
    package func gwetAC2(weights: AgreementWeights) -> Agreement { tally.gwetAC2(weights) }

    /// The share of pairs of ratings of a unit that are the same, as the mean over units that have such pairs.
    ///
    /// It makes no allowance for chance, so that one unit, or ratings that are all the same, have it too.
    package func percentAgreement() -> Agreement {
        let paired = tally.paired
        guard paired.units > 0 else { return .undefined(.noPairs) }
        return .value(1 - paired.observedDisagreement(.nominal, paired.values))
    }
}

extension RatingTally {
    /// Fleiss' κ, weighted: 1 − observed / expected disagreement.
    func fleissKappa(_ weights: AgreementWeights) -> Agreement {
        if let reason = reasonAgainstChance { return .undefined(reason) }
        let scale = Scale(weights, values)
        let expected = 2 * scale.distance.sumOverPairs(zip(scale.positions, shares).map(Distance.Point.init))
        guard expected > 0 else { return .undefined(.allIdentical) }
        return .value(1 - paired.observedDisagreement(scale.distance, scale.positions) / expected)
    }

    /// Gwet's AC2: expected agreement is Tw Σ π(1 − π) / q(q − 1), where Tw is the sum of all weights.
    func gwetAC2(_ weights: AgreementWeights) -> Agreement {
        if let reason = reasonAgainstChance { return .undefined(reason) }
        let scale = Scale(weights, values)
        guard scale.greatest > 0 else { return .undefined(.allIdentical) }
        let observed = paired.observedDisagreement(scale.distance, scale.positions) / scale.greatest
        let everyCategory = scale.positions.map { Distance.Point(position: $0, weight: 1) }
        let categories = Double(values.count)
        let sumOfWeights =
            categories * categories - 2 * scale.distance.sumOverPairs(everyCategory) / scale.greatest
        let variety = shares.reduce(0) { $0 + $1 * (1 - $1) }
        let expected = sumOfWeights * variety / (categories * (categories - 1))
        return .value((1 - observed - expected) / (1 - expected))
    }

    /// The mean over units of the mean distance of two of its ratings; every unit has two ratings or more.
    fileprivate func observedDisagreement(_ distance: Distance, _ positions: [Double]) -> Double {
        var sum = 0.0
        var points: [Distance.Point] = []
        for pattern in 0..<patterns.count where times[pattern] > 0 && patterns.range(pattern).count > 1 {
            let ratings = Double(patterns.ratings[pattern])
            let pairs = ratings * (ratings - 1) / 2
            sum += Double(times[pattern]) * (disagreement(pattern, distance, positions, &points) / pairs)
        }
        return sum / Double(units)
    }

    /// How often each value is given: the mean over units of its share in the unit.
    private var shares: [Double] {
        var shares = Array(repeating: 0.0, count: values.count)
        for pattern in 0..<patterns.count where times[pattern] > 0 {
            for one in patterns.counts[patterns.range(pattern)] {
                shares[one.value] += Double(times[pattern]) * (Double(one.count) / Double(patterns.ratings[pattern]))
            }
        }
        let units = Double(self.units)
        return shares.map { $0 / units }
    }

    private var reasonAgainstChance: UndefinedReason? {
        let pairedUnits = paired.units
        if pairedUnits == 0 { return .noPairs }
        if pairedUnits == 1 { return .oneUnit }
        return valueCounts.count(where: { $0 > 0 }) > 1 ? nil : .allIdentical
    }
}

/// Weights as distances: a weight is 1 − distance / the greatest distance. Gwet (2014), ch. 3.
private struct Scale {
    let distance: Distance
    let positions: [Double]
    let greatest: Double

    init(_ weights: AgreementWeights, _ values: [Double]) {
        switch weights {
        case .identity: (distance, positions) = (.nominal, values)
        case .linear: (distance, positions) = (.linear, values)
        case .ordinal: (distance, positions) = (.triangular, values.indices.map(Double.init))
        case .quadratic: (distance, positions) = (.quadratic, values)
        }
        if let first = positions.first, let last = positions.last {
            greatest = distance.between(first, last)
        } else {
            greatest = 0
        }
    }
}
