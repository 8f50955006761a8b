extension Ratings {
    /// Krippendorff's α: 1 − observed / expected disagreement.
    ///
    /// K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011; units with fewer than two ratings are left out.
    /// Undefined with one unit, where it would be 0 whatever was rated, and where all ratings are the same.
    package func krippendorffAlpha(_ measurement: Measurement) -> Agreement {
        let paired = tally.paired
        return KrippendorffAlpha(paired, measurement).value(occurring: paired.times)
    }
}

/// Krippendorff's α of units that have two ratings or more each, for as many resamples of them as are wanted.
///
/// With m ratings in a unit, n in all, and δ² added up over pairs: α = 1 − (n − 1) Σ δ²(unit)/(m − 1) / δ²(all).
struct KrippendorffAlpha: Sendable {
    private let tally: RatingTally
    private let measurement: Measurement
    private let distance: Distance
    /// δ²(unit)/(m − 1) of each pattern; nil on ranks, where it depends on how often the patterns occur.
    private let disagreements: [Double]?

    /// Prepares what is the same for every resample.
    init(_ tally: RatingTally, _ measurement: Measurement) {
        self.tally = tally
        self.measurement = measurement
        let distance: Distance = measurement == .nominal ? .nominal : .quadratic
        self.distance = distance
        guard measurement != .ordinal else {
            disagreements = nil
            return
        }
        var points: [Distance.Point] = []
        disagreements = (0..<tally.patterns.count).map {
            tally.disagreement($0, distance, tally.values, &points) / Double(tally.patterns.ratings[$0] - 1)
        }
    }

    /// The coefficient where the patterns occur so many times.
    func value(occurring times: [Int]) -> Agreement {
        let units = times.reduce(0, +)
        guard units > 0 else { return .undefined(.noPairs) }
        guard units > 1 else { return .undefined(.oneUnit) }
        let counts = tally.valueCounts(times)
        guard counts.count(where: { $0 > 0 }) > 1 else { return .undefined(.allIdentical) }
        let positions = measurement == .ordinal ? Self.midRanks(counts) : tally.values
        let all = counts.indices.filter { counts[$0] > 0 }
            .map { Distance.Point(position: positions[$0], weight: Double(counts[$0])) }
        let expected = distance.sumOverPairs(all)
        guard expected > 0 else { return .undefined(.allIdentical) }
        let ratings = counts.reduce(0, +)
        return .value(1 - Double(ratings - 1) * observed(times, positions) / expected)
    }

    private func observed(_ times: [Int], _ positions: [Double]) -> Double {
        var sum = 0.0
        if let disagreements {
            for (disagreement, times) in zip(disagreements, times) { sum += Double(times) * disagreement }
            return sum
        }
        var points: [Distance.Point] = []
        for pattern in 0..<times.count where times[pattern] > 0 && tally.patterns.range(pattern).count > 1 {
            sum +=
                Double(times[pattern]) * tally.disagreement(pattern, distance, positions, &points)
                / Double(tally.patterns.ratings[pattern] - 1)
        }
        return sum
    }

    /// Where the values lie, so that the square of a difference is δ². Krippendorff's ordinal δ counts the ratings from
    /// the one value to the other, half of those at both ends: the difference of their mid-ranks.
    private static func midRanks(_ counts: [Int]) -> [Double] {
        var before = 0
        return counts.map { count in
            defer { before += count }
            return Double(before) + Double(count) / 2
        }
    }
}
