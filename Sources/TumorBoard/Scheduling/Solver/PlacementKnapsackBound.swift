/// A bound above the relaxation's: every session packs whole cases, and a case may be packed more than once or not at all.
///
/// Lagrange again, with a worth per item instead of a price per minute: every placement costs at least the sum of the
/// worths, less what each bin could gain at best by taking items below their worth (a knapsack a bin). True for any
/// worths; subgradient steps look for those that prove the most. From the relaxation's worths it starts at its bound.
struct PlacementKnapsackBound {
    /// By which worths are multiplied.
    static let scale: Int64 = 64

    private let arrays: PlacementArrays
    private let byBin: BinArcs
    private let knapsack: PlacementKnapsack
    private let least: [Int64]
    private let most: [Int64]
    private var worth: [Int64]
    private var direction: [Int64]
    private var taken: [Int32]
    /// The best bound so far, times the scale.
    private(set) var scaledBound = Int64.min / 2

    /// The best bound so far, in whole costs.
    var bound: Int { Int((scaledBound + Self.scale - 1) >> 6) }

    /// Starts from the relaxation's worths.
    init(_ arrays: PlacementArrays, _ relaxation: PlacementRelaxation) {
        self.arrays = arrays
        byBin = BinArcs(arrays)
        knapsack = PlacementKnapsack(longest: Int(arrays.longest))
        var worth: [Int64] = []
        var least: [Int64] = []
        for item in 0..<arrays.itemCount {
            var best = Int64(arrays.unplacedCost[item]) * relaxation.scale
            var cheapest = arrays.unplacedCost[item]
            for arc in Int(arrays.start[item])..<Int(arrays.start[item + 1]) {
                let price = Int64(arrays.minutes[item]) * relaxation.price[Int(arrays.bin[arc])]
                best = min(best, Int64(arrays.cost[arc]) * relaxation.scale + price)
                cheapest = min(cheapest, arrays.cost[arc])
            }
            worth.append(best * Self.scale / relaxation.scale)
            least.append(Int64(cheapest) * Self.scale)
        }
        self.worth = worth
        self.least = least
        most = arrays.unplacedCost.map { Int64($0) * Self.scale }
        direction = [Int64](repeating: 0, count: arrays.itemCount)
        taken = [Int32](repeating: 0, count: arrays.itemCount)
    }

    /// Steps towards better worths until the bound meets `objective` or the steps are used up.
    mutating func improve(steps: Int, towards objective: Int) {
        guard byBin.cells(arrays.capacity).max() ?? 0 <= PlacementKnapsack.mostCells else { return }
        var pace: Int64 = 1_024
        var sinceBetter = 0
        for _ in 0..<steps {
            let value = evaluate()
            if value > scaledBound {
                scaledBound = value
                sinceBetter = 0
            } else {
                sinceBetter += 1
            }
            guard bound < objective else { return }
            if sinceBetter == 8 {
                pace = pace * 5 / 8
                sinceBetter = 0
                if pace < 8 { return }
            }
            guard step(gap: Int64(objective) * Self.scale - value, pace: pace) else { return }
        }
    }

    /// What the worths prove, times the scale; counts in `taken` how often each item is packed.
    private mutating func evaluate() -> Int64 {
        var value: Int64 = 0
        for item in taken.indices {
            taken[item] = 0
            value += worth[item]
        }
        for bin in 0..<arrays.binCount {
            knapsack.clear()
            let arcs = Int(byBin.start[bin])..<Int(byBin.start[bin + 1])
            var packed: [Int32] = []
            for arc in arcs {
                let item = Int(byBin.item[arc])
                let gain = Int64(byBin.cost[arc]) * Self.scale - worth[item]
                guard gain < 0 else { continue }
                knapsack.add(units: arrays.minutes[item], value: gain)
                packed.append(Int32(item))
            }
            let room = Int(arrays.capacity[bin])
            knapsack.fill(room: room)
            guard let sum = knapsack.best(in: 0...room) else { continue }
            value += knapsack.least(of: sum)
            knapsack.read(sum) { index, isTaken in if isTaken { taken[Int(packed[index])] += 1 } }
        }
        return value
    }

    /// Moves the worths along what is packed too rarely or too often; false where nothing is.
    private mutating func step(gap: Int64, pace: Int64) -> Bool {
        var length: Int64 = 0
        for item in taken.indices {
            var slope: Int64 = (1 - Int64(taken[item])) * 256
            if slope > 0, worth[item] >= most[item] { slope = 0 }
            direction[item] = slope + direction[item] * 5 / 8
            length += (direction[item] * direction[item]) >> 8
        }
        guard length > 0 else { return false }
        for item in taken.indices {
            let change = gap * pace / 1_024 * direction[item] / length
            worth[item] = max(least[item], min(most[item], worth[item] + change))
        }
        return true
    }
}

/// The arcs by bin.
struct BinArcs {
    /// By bin, where its arcs start; one more at the end.
    let start: [Int32]
    /// By arc, its item.
    let item: [Int32]
    /// By arc, its cost.
    let cost: [Int32]

    /// By bin, how many cells its knapsack has with all its items.
    func cells(_ capacity: [Int32]) -> [Int] {
        capacity.indices.map { (Int(start[$0 + 1] - start[$0]) + 1) * Int(capacity[$0]) }
    }

    /// The arcs of a problem, each bin's by item.
    init(_ arrays: PlacementArrays) {
        var start = [Int32](repeating: 0, count: arrays.binCount + 1)
        for bin in arrays.bin { start[Int(bin) + 1] += 1 }
        for bin in 0..<arrays.binCount { start[bin + 1] += start[bin] }
        var next = start
        var items = [Int32](repeating: 0, count: arrays.bin.count)
        var costs = items
        for item in 0..<arrays.itemCount {
            for arc in Int(arrays.start[item])..<Int(arrays.start[item + 1]) {
                let at = Int(next[Int(arrays.bin[arc])])
                items[at] = Int32(item)
                costs[at] = arrays.cost[arc]
                next[Int(arrays.bin[arc])] += 1
            }
        }
        self.start = start
        (item, cost) = (items, costs)
    }
}
