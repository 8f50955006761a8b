/// What keeps an item out of a bin, and what it would take to let it in.
package struct PlacementObstacle: Equatable, Sendable {
    /// Index of the bin.
    package var bin: Int
    /// What the item costs there.
    package var cost: Int
    /// Minutes that the bin lacks as things stand; 0 where the item fits.
    package var missing: Int
    /// The cheapest placement found with the item in the bin, with its own bound; nil where the bin is too small for the
    /// item even if it is empty.
    package var forced: PlacementSolution?
}

/// An item that changes its place.
package struct PlacementMove: Equatable, Sendable {
    /// Index of the item.
    package var item: Int
    /// Index of its bin before; nil where it was not placed.
    package var from: Int?
    /// Index of its bin after; nil where it is not placed.
    package var to: Int?
}

extension PlacementSolution {
    /// What has to move to come from this placement to another one.
    package func moves(to other: PlacementSolution) -> [PlacementMove] {
        zip(bins, other.bins).enumerated().compactMap { item, pair in
            pair.0 == pair.1 ? nil : PlacementMove(item: item, from: pair.0.map(Int.init), to: pair.1.map(Int.init))
        }
    }
}

extension PlacementSolver {
    /// For each bin that an item has an arc to, what keeps it out; the bin in which forcing it costs least comes first.
    package func obstacles(of item: Int, in standing: PlacementSolution) -> [PlacementObstacle] {
        var held = [Int](repeating: 0, count: problem.bins.count)
        for (other, bin) in standing.bins.enumerated() where other != item {
            if let bin { held[Int(bin)] += Int(problem.items[other].minutes) }
        }
        let obstacles = problem.arcs.filter { Int($0.item) == item }.map { arc in
            let room = Int(problem.bins[Int(arc.bin)].capacity) - held[Int(arc.bin)]
            return PlacementObstacle(
                bin: Int(arc.bin), cost: Int(arc.cost), missing: max(0, Int(problem.items[item].minutes) - room),
                forced: forced(item: item, bin: Int(arc.bin), from: standing))
        }
        return obstacles.sorted { one, other in
            (one.forced?.objective ?? .max, problem.bins[one.bin].key)
                < (other.forced?.objective ?? .max, problem.bins[other.bin].key)
        }
    }

    /// The cheapest placement found that has an item in a bin, and what every such placement costs at least; nil where no
    /// arc leads there or the bin is too small.
    ///
    /// A small problem is solved anew, as a rule to the proven optimum. In a large one what stands gives way around the
    /// bin, so that the answer is a short list of moves.
    package func forced(item: Int, bin: Int, from standing: PlacementSolution) -> PlacementSolution? {
        guard let arc = problem.arcs.first(where: { Int($0.item) == item && Int($0.bin) == bin }),
            problem.items[item].minutes <= problem.bins[bin].capacity
        else { return nil }
        let rest = problem.settling(item, in: bin, cost: arc.cost)
        var bins = standing.bins
        bins[item] = nil
        var found: PlacementSolution
        if problem.items.count <= Self.exactItems {
            found = PlacementSolver(rest).solve(from: bins, iterations: Self.budget(.quick, items: problem.items.count))
        } else {
            found = yielding(to: item, in: bin, cost: arc.cost, from: standing)
            found.bound = max(standing.bound, boundForcing(arc))
        }
        found.bins[item] = Int32(bin)
        return found
    }

    /// What every placement that uses an arc costs at least, by the relaxation's prices; of an arc dearer than leaving the
    /// item out, which no relaxation has, by what leaving it out would save.
    private func boundForcing(_ arc: PlacementProblem.Arc) -> Int {
        guard let item = arrays.itemOrder.firstIndex(of: arc.item), let bin = arrays.binOrder.firstIndex(of: arc.bin)
        else { return relaxation.bound }
        let arcs = Int(arrays.start[item])..<Int(arrays.start[item + 1])
        guard arcs.contains(where: { Int(arrays.bin[$0]) == bin }) else {
            return relaxation.bound + max(0, Int(arc.cost) - Int(problem.items[Int(arc.item)].unplacedCost))
        }
        let minutes = Int64(arrays.minutes[item])
        var least = Int64(arrays.unplacedCost[item]) * relaxation.scale
        for index in arcs {
            let price = minutes * relaxation.price[Int(arrays.bin[index])]
            least = min(least, Int64(arrays.cost[index]) * relaxation.scale + price)
        }
        let forced = Int64(arc.cost) * relaxation.scale + minutes * relaxation.price[bin]
        return Int((relaxation.scaledBound + forced - least + relaxation.scale - 1) / relaxation.scale)
    }

    /// What stands, with an item put into a bin: others leave it for where they cost least more, and then exchanges
    /// between the bins that were touched and their neighbours mend what that did.
    private func yielding(
        to forced: Int, in target: Int, cost: Int32, from standing: PlacementSolution
    ) -> PlacementSolution {
        let state = PlacementState(arrays)
        state.restore(arrays.canonical(standing.bins))
        guard let item = arrays.itemOrder.firstIndex(of: Int32(forced)),
            let bin = arrays.binOrder.firstIndex(of: Int32(target))
        else { return standing }
        state.move(item, to: state.none, cost: arrays.unplacedCost[item])
        let left = state.evict(from: bin, units: arrays.minutes[item] - state.free[bin])
        state.move(item, to: bin, cost: cost)
        let exchanges = PlacementExchange(state, seed: arrays.seed, pinned: item)
        exchanges.settle(around: left + [bin])
        return PlacementSolution(
            bins: arrays.original(Array(state.place)), objective: state.total, bound: standing.bound)
    }
}

extension PlacementProblem {
    /// The same problem once an item is in a bin: it takes no minutes any more and costs what it costs there.
    fileprivate func settling(_ item: Int, in bin: Int, cost: Int32) -> PlacementProblem {
        var rest = self
        rest.bins[bin].capacity -= items[item].minutes
        rest.items[item].minutes = 0
        rest.items[item].unplacedCost = cost
        rest.arcs.removeAll { Int($0.item) == item }
        return rest
    }
}

extension PlacementState {
    /// Moves items out of a bin until it has so many more units free, choosing those that cost least more elsewhere;
    /// returns where they went.
    func evict(from bin: Int, units: Int32) -> [Int] {
        guard units > 0 else { return [] }
        let knapsack = PlacementKnapsack(longest: Int(arrays.longest))
        var items: [Int] = []
        for index in 0..<Int(count[bin]) {
            let item = member(index, of: bin)
            knapsack.add(units: minutes[item], value: Int64(refuge(for: item, from: bin).cost) - Int64(costHere[item]))
            items.append(item)
        }
        let held = items.reduce(0) { $0 + Int(minutes[$1]) }
        var evicted = items
        if held > Int(units), items.count * held <= PlacementKnapsack.mostCells {
            knapsack.fill(room: held)
            if let sum = knapsack.best(in: Int(units)...held) {
                evicted = []
                knapsack.read(sum) { index, isTaken in if isTaken { evicted.append(items[index]) } }
            }
        }
        return evicted.map { item in
            let place = refuge(for: item, from: bin)
            move(item, to: place.bin, cost: place.cost)
            return place.bin
        }
    }

    /// Where an item costs least outside a bin, among what has room.
    private func refuge(for item: Int, from bin: Int) -> (bin: Int, cost: Int32) {
        var best = (bin: none, cost: arrays.unplacedCost[item])
        for arc in Int(arrays.start[item])..<Int(arrays.start[item + 1]) {
            let other = Int(arrays.bin[arc])
            guard other != bin, free[other] >= minutes[item], arrays.cost[arc] < best.cost else { continue }
            best = (other, arrays.cost[arc])
        }
        return best
    }
}
