extension Ratings {
    /// Kendall's W: how far raters put the units in the same order; 1 is one order for all.
    ///
    /// W = 12 S / (m²(n³ − n) − m ΣT), with S the squared deviations of the units' sums of ranks, m raters, n units and
    /// T = t³ − t for every t units that one rater ties. M. G. Kendall, B. Babington Smith, Annals of Mathematical
    /// Statistics 10 (1939); correction for ties: S. Siegel, N. J. Castellan, Nonparametric Statistics (1988), ch. 9.
    /// Units and raters without any rating are left out; any other missing rating leaves W undefined.
    /// - Parameter correctingTies: whether T is taken off; without it ties alone keep W below 1.
    package func kendallW(correctingTies: Bool = true) -> Agreement {
        let rated = units.filter { $0.contains { $0 != nil } }
        let columns = (0..<raters).map { rater in rated.compactMap { $0[rater] } }.filter { !$0.isEmpty }
        guard columns.count > 1, tally.paired.units > 0 else { return .undefined(.noPairs) }
        guard columns.allSatisfy({ $0.count == rated.count }) else { return .undefined(.missingRatings) }
        guard rated.count > 1 else { return .undefined(.oneUnit) }
        guard tally.values.count > 1 else { return .undefined(.allIdentical) }
        let raters = Double(columns.count), count = Double(rated.count)
        var sums = Array(repeating: 0.0, count: rated.count)
        var ties = 0.0
        for column in columns {
            let ranking = Self.doubledRanks(column)
            for unit in sums.indices { sums[unit] += ranking.ranks[unit] }
            ties += ranking.ties
        }
        let full = count * count * count - count
        guard raters * full > ties else { return .undefined(.noOrder) }
        let middle = raters * (count + 1)
        let squares = sums.reduce(0) { $0 + ($1 - middle) * ($1 - middle) } / 4
        return .value(12 * squares / (raters * raters * full - (correctingTies ? raters * ties : 0)))
    }

    /// Twice the mid-ranks, which are whole numbers, so that their sums are exact; and Σ(t³ − t) over the ties.
    private static func doubledRanks(_ column: [Double]) -> (ranks: [Double], ties: Double) {
        let order = column.indices.sorted { column[$0] < column[$1] }
        var ranks = Array(repeating: 0.0, count: column.count)
        var ties = 0.0
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, column[order[end]] == column[order[start]] { end += 1 }
            for place in start..<end { ranks[order[place]] = Double(start + end + 1) }
            let tied = Double(end - start)
            ties += tied * tied * tied - tied
            start = end
        }
        return (ranks, ties)
    }
}
