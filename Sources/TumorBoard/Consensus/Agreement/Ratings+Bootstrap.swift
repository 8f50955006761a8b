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
        let paired = tally.paired
        let alpha = KrippendorffAlpha(paired, measurement)
        return paired.bootstrap(replicates, seed, level) { alpha.value(occurring: $0) }
    }

    /// An interval for Fleiss' κ, in the way of `bootstrapAlpha`.
    package func bootstrapFleissKappa(
        weights: AgreementWeights = .identity, replicates: Int, seed: UInt64, level: Double = 0.95
    ) -> Result<AgreementInterval, UndefinedReason> {
        tally.bootstrap(replicates, seed, level) { tally.occurring($0).fleissKappa(weights) }
    }
}

extension Ratings {
    /// An interval for Gwet's AC1, in the way of `bootstrapAlpha`.
    package func bootstrapGwetAC1(
        replicates: Int, seed: UInt64, level: Double = 0.95
    ) -> Result<AgreementInterval, UndefinedReason> {
        tally.bootstrap(replicates, seed, level) { tally.occurring($0).gwetAC2(.identity) }
    }
}

extension RatingTally {
    /// The percentile interval of a coefficient over resamples of the units.
    /// - Parameter coefficient: what the coefficient is where the patterns occur so many times.
    fileprivate func bootstrap(
        _ replicates: Int, _ seed: UInt64, _ level: Double, of coefficient: ([Int]) -> Agreement
    ) -> Result<AgreementInterval, UndefinedReason> {
        if let reason = coefficient(times).reason { return .failure(reason) }
        guard replicates > 0, level > 0, level < 1 else { return .failure(.noResampling) }
        let patternOfUnit = times.enumerated().flatMap { pattern, times in
            repeatElement(Int32(truncatingIfNeeded: pattern), count: times)
        }
        var draws = UnitDraws(below: patternOfUnit.count, seed: seed)
        var found: [Double] = []
        found.reserveCapacity(replicates)
        var drawn = times
        for _ in 0..<replicates {
            for pattern in drawn.indices { drawn[pattern] = 0 }
            for _ in 0..<patternOfUnit.count { drawn[Int(patternOfUnit[draws.next()])] += 1 }
            if let value = coefficient(drawn).value { found.append(value) }
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
    func quantile(_ share: Double) -> Double {
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
    private let bound: UInt64
    private let unfair: UInt64

    /// Numbers from 0 to below a positive bound, all as likely.
    init(below bound: Int, seed: UInt64) {
        state = seed
        self.bound = UInt64(bound)
        unfair = (0 &- self.bound) % self.bound
    }

    /// The next number.
    mutating func next() -> Int {
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
