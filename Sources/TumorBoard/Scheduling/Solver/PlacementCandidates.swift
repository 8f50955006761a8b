/// The arcs that the search tries: those that the relaxation's prices do not make hopeless.
///
/// An arc's reduced cost is what it costs beyond the item's cheapest choice once the minutes of a bin are paid for at the
/// relaxation's prices. A cheapest solution seldom uses an arc of a high one, and leaving them out makes every step
/// shorter. An item's candidates stand by bin; `none` is never among them.
struct PlacementCandidates {
    /// By item, where its candidates start; one more at the end.
    let start: [Int32]
    /// By candidate, its bin.
    let bin: [Int32]
    /// By candidate, its cost.
    let cost: [Int32]
    /// What items typically lose by their second choice; the search's noise is measured in it. At least 1.
    let spread: Int64

    /// The arcs whose reduced cost is at most `reach` times the spread.
    init(_ arrays: PlacementArrays, _ relaxation: PlacementRelaxation, reach: Int64) {
        var reduced = [Int64](repeating: 0, count: arrays.cost.count)
        var losses: [Int64] = []
        for item in 0..<arrays.itemCount {
            let arcs = Int(arrays.start[item])..<Int(arrays.start[item + 1])
            var (least, second) = (Int64(arrays.unplacedCost[item]) * relaxation.scale, Int64.max)
            for arc in arcs {
                let value =
                    Int64(arrays.cost[arc]) * relaxation.scale
                    + Int64(arrays.minutes[item]) * relaxation.price[Int(arrays.bin[arc])]
                reduced[arc] = value
                if value < least { (least, second) = (value, least) } else if value < second { second = value }
            }
            for arc in arcs { reduced[arc] -= least }
            if second < .max { losses.append(second - least) }
        }
        losses.sort()
        let typical = losses.isEmpty ? 0 : losses[losses.count / 2]
        spread = max(1, (typical + relaxation.scale - 1) / relaxation.scale)
        let limit = reach * spread * relaxation.scale
        var start: [Int32] = [0]
        var bin: [Int32] = []
        var cost: [Int32] = []
        for item in 0..<arrays.itemCount {
            for arc in Int(arrays.start[item])..<Int(arrays.start[item + 1]) where reduced[arc] <= limit {
                bin.append(arrays.bin[arc])
                cost.append(arrays.cost[arc])
            }
            start.append(Int32(bin.count))
        }
        (self.start, self.bin, self.cost) = (start, bin, cost)
    }
}
