extension Ratings {
    /// Krippendorff's α: 1 − observed / expected disagreement.
    ///
    /// K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011; units with fewer than two ratings are left out.
    /// Undefined with one unit, where it would be 0 whatever was rated, and where all ratings are the same.
    package func krippendorffAlpha(_ measurement: Measurement) -> Agreement {
        tally.paired.krippendorffAlpha(measurement)
    }
}

extension RatingTally {
    /// Krippendorff's α of units that have two ratings or more each.
    ///
    /// With m ratings in a unit, n in all, and δ² added up over pairs: α = 1 − (n − 1) Σ δ²(unit)/(m − 1) / δ²(all).
    func krippendorffAlpha(_ measurement: Measurement) -> Agreement {
        let units = self.units
        guard units > 0 else { return .undefined(.noPairs) }
        guard units > 1 else { return .undefined(.oneUnit) }
        let counts = valueCounts
        guard counts.count(where: { $0 > 0 }) > 1 else { return .undefined(.allIdentical) }
        let positions = positions(measurement, counts)
        let distance: Distance = measurement == .nominal ? .nominal : .quadratic
        let all = counts.indices.filter { counts[$0] > 0 }
            .map { Distance.Point(position: positions[$0], weight: Double(counts[$0])) }
        let expected = distance.sumOverPairs(all)
        guard expected > 0 else { return .undefined(.allIdentical) }
        var observed = 0.0
        for (pattern, times) in zip(patterns, times) where times > 0 && pattern.counts.count > 1 {
            let points = pattern.counts.map {
                Distance.Point(position: positions[$0.value], weight: Double($0.count))
            }
            observed += Double(times) * distance.sumOverPairs(points) / Double(pattern.ratings - 1)
        }
        let ratings = counts.reduce(0, +)
        return .value(1 - Double(ratings - 1) * observed / expected)
    }

    /// Where the values lie, so that the square of a difference is δ². Krippendorff's ordinal δ counts the ratings from
    /// the one value to the other, half of those at both ends: the difference of their mid-ranks.
    private func positions(_ measurement: Measurement, _ counts: [Int]) -> [Double] {
        switch measurement {
        case .nominal, .interval: return values
        case .ordinal:
            var before = 0
            return counts.map { count in
                defer { before += count }
                return Double(before) + Double(count) / 2
            }
        }
    }
}
