/// A placement problem in flat arrays and in the canonical order: items and bins by key, an item's arcs by bin.
///
/// Everything after this point sees only this order, so that the order of the input cannot move a case. Arcs that no
/// cheapest solution needs are left out: into a bin that is too small, or dearer than leaving the item unplaced.
/// One more bin stands for all: `none`, without limit, in which an item costs its `unplacedCost`.
struct PlacementArrays {
    /// How many items.
    let itemCount: Int
    /// How many bins, without `none`.
    let binCount: Int
    /// By canonical item, its index in the problem.
    let itemOrder: [Int32]
    /// By canonical bin, its index in the problem.
    let binOrder: [Int32]
    /// By item, its minutes, in units of their greatest common divisor.
    let minutes: [Int32]
    /// By item, what it costs not to place it.
    let unplacedCost: [Int32]
    /// By bin, the units that can be filled: the largest sum of minutes of its items that is within its capacity.
    let capacity: [Int32]
    /// The most units of an item that can be placed.
    var longest: Int32 { min(minutes.max() ?? 0, capacity.max() ?? 0) }
    /// By item, where its arcs start; one more at the end.
    let start: [Int32]
    /// By arc, its bin.
    let bin: [Int32]
    /// By arc, its cost.
    let cost: [Int32]
    /// Of all keys, whatever their order.
    let seed: UInt64

    /// The arrays of a problem.
    init(_ problem: PlacementProblem) {
        let items = problem.items
        let bins = problem.bins
        itemCount = items.count
        binCount = bins.count
        itemOrder = (0..<Int32(items.count)).sorted { items[Int($0)].key < items[Int($1)].key }
        binOrder = (0..<Int32(bins.count)).sorted { bins[Int($0)].key < bins[Int($1)].key }
        var rank = [Int32](repeating: 0, count: bins.count)
        for (place, index) in binOrder.enumerated() { rank[Int(index)] = Int32(place) }

        var count = [Int32](repeating: 0, count: items.count)
        for arc in problem.arcs where Self.isUseful(arc, in: problem) { count[Int(arc.item)] += 1 }
        var start = [Int32](repeating: 0, count: items.count + 1)
        var next = [Int32](repeating: 0, count: items.count)
        for (place, index) in itemOrder.enumerated() {
            next[Int(index)] = start[place]
            start[place + 1] = start[place] + count[Int(index)]
        }
        var packed = [UInt64](repeating: 0, count: Int(start[items.count]))
        for arc in problem.arcs where Self.isUseful(arc, in: problem) {
            let at = Int(next[Int(arc.item)])
            packed[at] = UInt64(rank[Int(arc.bin)]) << 32 | UInt64(UInt32(arc.cost))
            next[Int(arc.item)] += 1
        }
        for place in 0..<items.count where start[place + 1] - start[place] > 1 {
            packed[Int(start[place])..<Int(start[place + 1])].sort()
        }
        self.start = start
        bin = packed.map { Int32($0 >> 32) }
        cost = packed.map { Int32(truncatingIfNeeded: $0) }
        let unit = max(1, items.reduce(0) { Self.divisor($0, $1.minutes) })
        minutes = itemOrder.map { items[Int($0)].minutes / unit }
        unplacedCost = itemOrder.map { items[Int($0)].unplacedCost }
        capacity = Self.fillable(
            binOrder.map { max(0, bins[Int($0)].capacity) / unit }, minutes: minutes, start: start, bin: bin)
        seed = items.reduce(0x9E37_79B9_7F4A_7C15) { $0 &+ $1.key } ^ bins.reduce(0) { $0 &+ $1.key }
    }

    /// What is left of a problem once an item has its bin (or `none`), without the arcs that `isKept` denies.
    init(
        _ whole: PlacementArrays, placing placed: Int?, in place: Int?,
        keeping isKept: (_ item: Int, _ arc: Int) -> Bool
    ) {
        var start: [Int32] = [0]
        var arcs: [Int] = []
        let kept = (0..<whole.itemCount).filter { $0 != placed }
        for item in kept {
            for arc in Int(whole.start[item])..<Int(whole.start[item + 1]) where isKept(item, arc) { arcs.append(arc) }
            start.append(Int32(arcs.count))
        }
        itemCount = kept.count
        binCount = whole.binCount
        itemOrder = kept.map { whole.itemOrder[$0] }
        binOrder = whole.binOrder
        minutes = kept.map { whole.minutes[$0] }
        unplacedCost = kept.map { whole.unplacedCost[$0] }
        var capacity = whole.capacity
        if let placed, let place, place < binCount { capacity[place] -= whole.minutes[placed] }
        let minutes = self.minutes
        self.start = start
        bin = arcs.map { whole.bin[$0] }
        cost = arcs.map { whole.cost[$0] }
        self.capacity = Self.fillable(capacity, minutes: minutes, start: start, bin: bin)
        seed = whole.seed
    }

    private static func isUseful(_ arc: PlacementProblem.Arc, in problem: PlacementProblem) -> Bool {
        let item = problem.items[Int(arc.item)]
        return item.minutes <= problem.bins[Int(arc.bin)].capacity && arc.cost <= item.unplacedCost
    }

    private static func divisor(_ one: Int32, _ other: Int32) -> Int32 {
        var (one, other) = (one, other)
        while other > 0 { (one, other) = (other, one % other) }
        return one
    }

    /// Each capacity lowered to the largest sum of its items' minutes that fits: never more than all of them together, and
    /// equal minutes that do not divide it leave some.
    private static func fillable(
        _ capacity: [Int32], minutes: [Int32], start: [Int32], bin: [Int32]
    ) -> [Int32] {
        var demand = [Int64](repeating: 0, count: capacity.count)
        for item in minutes.indices {
            for arc in start[item]..<start[item + 1] { demand[Int(bin[Int(arc)])] += Int64(minutes[item]) }
        }
        var sums = zip(capacity, demand).map { SubsetSums(limit: Int(min(Int64($0), $1))) }
        for item in minutes.indices {
            for arc in start[item]..<start[item + 1] { sums[Int(bin[Int(arc)])].add(Int(minutes[item])) }
        }
        return sums.map { Int32($0.largest) }
    }
}
