/// The transportation relaxation, in which a case may be split between sessions by the minute.
///
/// An item's minutes are the same in every bin, so the linear relaxation is a flow of minutes: item to bin at the arc's
/// cost per minute, item to `none` at its unplaced cost per minute, and what a bin has left from `none` at 0. No arc has
/// a limit, so a basis is a spanning tree; the network simplex walks from tree to tree (leaving arc after Cunningham:
/// trees stay strongly feasible, so it cannot cycle).
struct PlacementRelaxation {
    /// What a minute of a bin is worth, times `scale`; at least 0.
    let price: [Int64]
    /// By which prices and `scaledBound` are multiplied.
    let scale: Int64
    /// What every solution costs at least, times `scale`.
    let scaledBound: Int64
    /// By item, the bin that holds most of its minutes; `binCount` for none.
    let mostly: [Int32]
    /// By item, whether its minutes are in one bin.
    let isWhole: [Bool]

    /// What every solution costs at least, in whole costs.
    var bound: Int { Int((scaledBound + scale - 1) / scale) }
}

extension PlacementRelaxation {
    /// The relaxation's optimum.
    init(_ arrays: PlacementArrays) {
        scale = Self.scale(of: arrays)
        var tree = TransportTree(arrays, scale: scale)
        tree.solve()
        price = tree.prices
        (mostly, isWhole) = tree.shares
        scaledBound = Self.bound(arrays, price: price, scale: scale)
    }

    /// What all solutions cost at least at these prices (Lagrange: a bin's minutes are paid for instead of limited),
    /// times the scale. Whole numbers throughout, and true for any prices that are not negative.
    static func bound(_ arrays: PlacementArrays, price: [Int64], scale: Int64) -> Int64 {
        var sum: Int64 = 0
        for item in 0..<arrays.itemCount {
            var least = Int64(arrays.unplacedCost[item]) * scale
            for arc in Int(arrays.start[item])..<Int(arrays.start[item + 1]) {
                let cost = Int64(arrays.cost[arc]) * scale + Int64(arrays.minutes[item]) * price[Int(arrays.bin[arc])]
                least = min(least, cost)
            }
            sum += least
        }
        for bin in 0..<arrays.binCount { sum -= price[bin] * Int64(arrays.capacity[bin]) }
        return sum
    }

    /// The least common multiple of the minutes, so that costs per minute are whole; where it is too large, a round
    /// number, and the bound stays true but can be a little below the relaxation's optimum.
    private static func scale(of arrays: PlacementArrays) -> Int64 {
        let limit: Int64 = 1 << 22
        var multiple: Int64 = 1
        for minutes in Set(arrays.minutes) where minutes > 0 {
            var (a, b) = (multiple, Int64(minutes))
            while b > 0 { (a, b) = (b, a % b) }
            multiple = multiple / a * Int64(minutes)
            if multiple > limit { return 720_720 }
        }
        return multiple
    }
}
