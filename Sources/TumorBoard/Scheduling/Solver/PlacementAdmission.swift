extension PlacementExchange {
    /// Lets items in that are not placed, one bin at a time: what is least worth keeping leaves the bin, exchanges mend
    /// what that did, and where the whole got no cheaper everything goes back. The dearest items try first, their
    /// cheapest bins first, until so many exchanges are used up.
    func letIn(budget: Int) {
        let arrays = state.arrays
        let limit = exchangeCount + budget
        let waiting = (0..<arrays.itemCount).filter { Int(state.place[$0]) == state.none }
        for item in waiting.sorted(by: { (-arrays.unplacedCost[$0], $0) < (-arrays.unplacedCost[$1], $1) }) {
            let arcs = (Int(arrays.start[item])..<Int(arrays.start[item + 1]))
                .sorted { (arrays.cost[$0], $0) < (arrays.cost[$1], $1) }
            for arc in arcs where Int(state.place[item]) == state.none {
                guard exchangeCount < limit else { return }
                tryLetting(item, into: Int(arrays.bin[arc]), cost: arrays.cost[arc])
            }
        }
    }

    private func tryLetting(_ item: Int, into bin: Int, cost: Int32) {
        let before = Array(state.place)
        let total = state.total
        let touched = state.evict(from: bin, units: state.arrays.minutes[item] - state.free[bin])
        state.move(item, to: bin, cost: cost)
        settle(around: touched + [bin])
        if state.total >= total { state.revert(to: before) }
    }
}

extension PlacementState {
    /// Moves back what is not where a list of possible places has it.
    fileprivate func revert(to places: [Int32]) {
        let moved = places.indices.filter { places[$0] != place[$0] }
        for item in moved { move(item, to: none, cost: arrays.unplacedCost[item]) }
        for item in moved {
            guard let cost = cost(of: item, in: Int(places[item])) else { continue }
            move(item, to: Int(places[item]), cost: cost)
        }
    }
}
