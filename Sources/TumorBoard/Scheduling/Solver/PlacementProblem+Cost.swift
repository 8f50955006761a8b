/// Why a placement is not possible.
package enum PlacementFault: Error, Equatable, Sendable {
    /// There are not as many places as items.
    case count(Int, of: Int)
    /// An item is in a bin that none of its arcs leads to.
    case noArc(item: Int, bin: Int)
    /// A bin holds more minutes than it has.
    case overfull(bin: Int, minutes: Int, capacity: Int)
}

extension PlacementProblem {
    /// What a placement costs, from the problem alone: nothing of the solver is used.
    ///
    /// - Throws: `PlacementFault` where it is not possible.
    package func cost(of bins: [Int32?]) throws(PlacementFault) -> Int {
        guard bins.count == items.count else { throw .count(bins.count, of: items.count) }
        var costs = [Int32?](repeating: nil, count: items.count)
        for arc in arcs where bins[Int(arc.item)] == arc.bin { costs[Int(arc.item)] = arc.cost }
        var minutes = [Int](repeating: 0, count: self.bins.count)
        var total = 0
        for (item, bin) in bins.enumerated() {
            guard let bin else {
                total += Int(items[item].unplacedCost)
                continue
            }
            guard let cost = costs[item] else { throw .noArc(item: item, bin: Int(bin)) }
            minutes[Int(bin)] += Int(items[item].minutes)
            total += Int(cost)
        }
        for (bin, minutes) in minutes.enumerated() where minutes > max(0, Int(self.bins[bin].capacity)) {
            throw .overfull(bin: bin, minutes: minutes, capacity: Int(self.bins[bin].capacity))
        }
        return total
    }
}
