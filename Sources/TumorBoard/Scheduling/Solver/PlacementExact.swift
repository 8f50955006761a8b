/// The optimum of a small problem, by branching on an item that the relaxation splits and bounding by relaxation and
/// packing.
///
/// A branch settles one item for good, so what is left is a smaller problem of the same kind, and everything that bounds
/// the whole bounds it too. Arcs whose reduced cost exceeds what is left to gain go before anything else.
struct PlacementExact {
    /// How many problems may still be opened; where it falls to 0, nothing is proven.
    private(set) var nodes: Int
    /// What the cheapest placement so far costs.
    private(set) var objective: Int
    /// The cheapest placement found here, by the problem's item; nil where none is cheaper than the one before.
    private(set) var bins: [Int32?]?
    private var path: [Int32?]

    /// A search for something cheaper than `objective` among a problem's placements.
    init(_ arrays: PlacementArrays, below objective: Int, nodes: Int) {
        self.objective = objective
        self.nodes = nodes
        path = [Int32?](repeating: nil, count: arrays.itemCount)
        descend(arrays, spent: 0)
    }

    /// Whether nothing is cheaper than `objective`.
    var isProven: Bool { nodes > 0 }

    private mutating func descend(_ whole: PlacementArrays, spent: Int) {
        nodes -= 1
        guard nodes > 0 else { return }
        let relaxation = PlacementRelaxation(whole)
        guard spent + relaxation.bound < objective else { return }
        if relaxation.isWhole.allSatisfy({ $0 }) {
            record(whole, relaxation.mostly, spent: spent)
            guard spent + relaxation.bound < objective else { return }
        }
        let slack = Int64(objective - 1 - spent) * relaxation.scale - relaxation.scaledBound
        let reduced = relaxation.reducedCosts(whole)
        let arrays = PlacementArrays(whole, placing: nil, in: nil) { reduced[$1] <= slack }
        var packing = PlacementKnapsackBound(arrays, relaxation)
        packing.improve(steps: 24, towards: objective - spent)
        guard spent + packing.bound < objective else { return }
        branch(arrays, on: relaxation, spent: spent)
    }

    /// Settles the longest item that is split (where none is, the longest; the first among equals), its cheapest bin first.
    private mutating func branch(_ arrays: PlacementArrays, on relaxation: PlacementRelaxation, spent: Int) {
        let isAnySplit = relaxation.isWhole.contains(false)
        var chosen: Int?
        for item in 0..<arrays.itemCount where !isAnySplit || !relaxation.isWhole[item] {
            if let other = chosen, arrays.minutes[item] <= arrays.minutes[other] { continue }
            chosen = item
        }
        guard let item = chosen else { return }
        var choices: [(value: Int64, bin: Int, cost: Int32)] = [
            (Int64(arrays.unplacedCost[item]) * relaxation.scale, arrays.binCount, arrays.unplacedCost[item])
        ]
        for arc in Int(arrays.start[item])..<Int(arrays.start[item + 1]) {
            let bin = Int(arrays.bin[arc])
            guard arrays.minutes[item] <= arrays.capacity[bin] else { continue }
            let price = Int64(arrays.minutes[item]) * relaxation.price[bin]
            choices.append((Int64(arrays.cost[arc]) * relaxation.scale + price, bin, arrays.cost[arc]))
        }
        for choice in choices.sorted(by: { ($0.value, $0.bin) < ($1.value, $1.bin) }) {
            path[Int(arrays.itemOrder[item])] = choice.bin < arrays.binCount ? arrays.binOrder[choice.bin] : nil
            let rest = PlacementArrays(arrays, placing: item, in: choice.bin) { other, arc in
                let taken = Int(arrays.bin[arc]) == choice.bin ? arrays.minutes[item] : 0
                return arrays.minutes[other] <= arrays.capacity[Int(arrays.bin[arc])] - taken
            }
            descend(rest, spent: spent + Int(choice.cost))
            guard nodes > 0 else { return }
        }
    }

    private mutating func record(_ arrays: PlacementArrays, _ places: [Int32], spent: Int) {
        let state = PlacementState(arrays)
        state.restore(places)
        guard spent + state.total < objective else { return }
        objective = spent + state.total
        for item in 0..<arrays.itemCount {
            let bin = Int(state.place[item])
            path[Int(arrays.itemOrder[item])] = bin < arrays.binCount ? arrays.binOrder[bin] : nil
        }
        bins = path
    }
}

extension PlacementRelaxation {
    /// By arc, what a placement that uses it costs at least beyond the bound, times the scale.
    func reducedCosts(_ arrays: PlacementArrays) -> [Int64] {
        var reduced = [Int64](repeating: 0, count: arrays.cost.count)
        for item in 0..<arrays.itemCount {
            var least = Int64(arrays.unplacedCost[item]) * scale
            let arcs = Int(arrays.start[item])..<Int(arrays.start[item + 1])
            for arc in arcs {
                reduced[arc] =
                    Int64(arrays.cost[arc]) * scale + Int64(arrays.minutes[item]) * price[Int(arrays.bin[arc])]
                least = min(least, reduced[arc])
            }
            for arc in arcs { reduced[arc] -= least }
        }
        return reduced
    }
}
