extension Ratings {
    /// An interval for Krippendorff's α: units are drawn with replacement, and the middle part of what comes out is taken.
    ///
    /// B. Efron, R. J. Tibshirani, An Introduction to the Bootstrap (1993), ch. 13 (percentile interval), with percentiles
    /// between order statistics interpolated (R. J. Hyndman, Y. Fan, The American Statistician 50 (1996), type 7). The same
    /// seed gives the same interval to the bit, in whatever order units and raters are. A resample without a
    /// coefficient is left out and counted. (Krippendorff's own procedure draws single disagreements, not units.)
    /// - Parameter level: the share of resamples between the ends, between 0 and 1.
    package func bootstrapAlpha(
        _ measurement: Measurement, replicates: Int, seed: UInt64, level: Double = 0.95
    ) -> Result<AgreementInterval, UndefinedReason> {
        tally.paired.bootstrap(replicates, seed, level) { $0.krippendorffAlpha(measurement) }
    }

    /// An interval for Fleiss' κ, in the way of `bootstrapAlpha`.
    package func bootstrapFleissKappa(
        weights: AgreementWeights = .identity, replicates: Int, seed: UInt64, level: Double = 0.95
    ) -> Result<AgreementInterval, UndefinedReason> {
        tally.bootstrap(replicates, seed, level) { $0.fleissKappa(weights) }
    }
}

extension RatingTally {
    /// The percentile interval of a coefficient over resamples of the units.
    fileprivate func bootstrap(
        _ replicates: Int, _ seed: UInt64, _ level: Double, of coefficient: (RatingTally) -> Agreement
    ) -> Result<AgreementInterval, UndefinedReason> {
        if let reason = coefficient(self).reason { return .failure(reason) }
        guard replicates > 0, level > 0, level < 1 else { return .failure(.noResampling) }
        let patternOfUnit = times.enumerated().flatMap { pattern, times in repeatElement(pattern, count: times) }
        var draws = UnitDraws(seed: seed)
        var found: [Double] = []
        found.reserveCapacity(replicates)
        for _ in 0..<replicates {
            var drawn = Array(repeating: 0, count: patterns.count)
            for _ in patternOfUnit { drawn[patternOfUnit[draws.next(below: patternOfUnit.count)]] += 1 }
            if let value = coefficient(occurring(drawn)).value { found.append(value) }
        }
        guard !found.isEmpty else { return .failure(.noResampling) }
        found.sort()
        return .success(
            AgreementInterval(
                low: found.quantile((1 - level) / 2), high: found.quantile((1 + level) / 2), level: level,
                replicates: found.count, undefinedReplicates: replicates - found.count))
    }
}

extension [Double] {
    /// The value below which a share of sorted values lies, between neighbours interpolated.
    fileprivate func quantile(_ share: Double) -> Double {
        let place = share * Double(count - 1)
        let below = Swift.min(Int(place), count - 1)
        let above = Swift.min(below + 1, count - 1)
        return self[below] + (place - Double(below)) * (self[above] - self[below])
    }
}

/// Draws that are the same for the same seed, on every machine and with every compiler: SplitMix64 (G. L. Steele and
/// others, OOPSLA 2014), reduced without bias (D. Lemire, ACM Transactions on Modeling and Computer Simulation 29 (2019)).
private struct UnitDraws {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A number from 0 to below a positive bound, all as likely.
    mutating func next(below bound: Int) -> Int {
        let bound = UInt64(bound)
        let unfair = (0 &- bound) % bound
        while true {
            let product = word().multipliedFullWidth(by: bound)
            if product.low >= unfair { return Int(product.high) }
        }
    }

    private mutating func word() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
