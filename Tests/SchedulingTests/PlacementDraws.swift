import TumorBoard

/// Small placements drawn from a seed, and their optimum by trying everything.
enum PlacementDraws {
    /// A problem of up to seven items and four bins; minutes, costs and capacities of several kinds.
    static func problem(seed: UInt64) -> PlacementProblem {
        var dice = Dice(seed: seed)
        let itemCount = Int.random(in: 0...7, using: &dice)
        let binCount = Int.random(in: 0...4, using: &dice)
        let sizes: [Int32] =
            [[5, 8, 10, 15], [15, 30, 45], [1, 2, 3], [7, 11, 13, 0]].randomElement(using: &dice) ?? [1]
        let dearest = Int32([3, 40, 5_000].randomElement(using: &dice) ?? 3)
        let items = (0..<itemCount).map { _ in
            PlacementProblem.Item(
                minutes: sizes.randomElement(using: &dice) ?? 1,
                unplacedCost: Int32.random(in: 0...(4 * dearest), using: &dice), key: dice.next())
        }
        let demand = items.reduce(0) { $0 + $1.minutes }
        let bins = (0..<binCount).map { _ in
            PlacementProblem.Bin(
                capacity: Int32.random(in: 0...(demand / Int32(max(1, binCount)) + 12), using: &dice), key: dice.next())
        }
        let density = Int.random(in: 3...10, using: &dice)
        var arcs: [PlacementProblem.Arc] = []
        for item in 0..<itemCount {
            for bin in 0..<binCount where Int.random(in: 1...10, using: &dice) <= density {
                arcs.append(
                    .init(item: Int32(item), bin: Int32(bin), cost: Int32.random(in: 0...dearest, using: &dice)))
            }
        }
        return PlacementProblem(items: items, bins: bins, arcs: arcs)
    }

    /// Cases of four groups that fall due over some weeks, and sessions for one or two groups each, a little too few.
    static func weeks(seed: UInt64, cases: Int, sessions: Int) -> PlacementProblem {
        var dice = Dice(seed: seed)
        let minutes = (0..<cases).map { _ in [5, 8, 10, 15, 20].randomElement(using: &dice) ?? Int32(5) }
        let items = minutes.map { minutes in
            let urgency = Int.random(in: 0...3, using: &dice)
            return PlacementProblem.Item(
                minutes: minutes, unplacedCost: [20_000, 8_000, 4_000, 2_000][urgency], key: dice.next())
        }
        let capacity = minutes.reduce(0, +) * 98 / 100 / Int32(sessions)
        let bins = (0..<sessions).map { _ in
            PlacementProblem.Bin(capacity: capacity + Int32.random(in: -9...9, using: &dice), key: dice.next())
        }
        var arcs: [PlacementProblem.Arc] = []
        for item in 0..<cases {
            let ready = Int.random(in: 0..<sessions, using: &dice)
            for bin in 0..<sessions where bin >= ready / 2 && (bin + item) % 4 < 2 {
                let cost = Int32(4 * (bin - ready / 2) + max(0, bin - ready - 3) * 40)
                arcs.append(.init(item: Int32(item), bin: Int32(bin), cost: cost))
            }
        }
        return PlacementProblem(items: items, bins: bins, arcs: arcs)
    }

    /// The least that a problem costs, by trying everything; with an item's bin fixed where that is given, nil where
    /// that is not possible.
    static func optimum(_ problem: PlacementProblem, forcing forced: (item: Int, bin: Int)? = nil) -> Int? {
        var left = problem.bins.map { Int($0.capacity) }
        var best: Int?
        func place(_ item: Int, _ cost: Int) {
            if let best, cost >= best { return }
            guard item < problem.items.count else {
                best = cost
                return
            }
            if forced?.item != item { place(item + 1, cost + Int(problem.items[item].unplacedCost)) }
            let minutes = Int(problem.items[item].minutes)
            for arc in problem.arcs where Int(arc.item) == item && left[Int(arc.bin)] >= minutes {
                if let forced, forced.item == item, forced.bin != Int(arc.bin) { continue }
                left[Int(arc.bin)] -= minutes
                place(item + 1, cost + Int(arc.cost))
                left[Int(arc.bin)] += minutes
            }
        }
        place(0, 0)
        return best
    }

    /// The same problem with items, bins and arcs in another order, and where its items and bins come from.
    static func shuffled(
        _ problem: PlacementProblem, seed: UInt64
    ) -> (problem: PlacementProblem, items: [Int], bins: [Int]) {
        var dice = Dice(seed: seed)
        let items = problem.items.indices.shuffled(using: &dice)
        let bins = problem.bins.indices.shuffled(using: &dice)
        var newItem = [Int32](repeating: 0, count: items.count)
        var newBin = [Int32](repeating: 0, count: bins.count)
        for (place, item) in items.enumerated() { newItem[item] = Int32(place) }
        for (place, bin) in bins.enumerated() { newBin[bin] = Int32(place) }
        let arcs = problem.arcs.shuffled(using: &dice).map {
            PlacementProblem.Arc(item: newItem[Int($0.item)], bin: newBin[Int($0.bin)], cost: $0.cost)
        }
        let moved = PlacementProblem(
            items: items.map { problem.items[$0] }, bins: bins.map { problem.bins[$0] }, arcs: arcs)
        return (moved, items, bins)
    }
}
