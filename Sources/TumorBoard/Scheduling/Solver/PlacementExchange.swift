/// The best exchange between two bins, exactly: of all ways to divide their items, the cheapest that fits both.
///
/// An item's minutes are the same in both, so one sum says what both hold: a knapsack over the items that can be in
/// either. With `none` as the second bin it is the choice of what is placed. Noise on the costs lets the search leave a
/// local optimum.
final class PlacementExchange {
    private let state: PlacementState
    private let knapsack: PlacementKnapsack
    private let noise = PlacementDraw.logistic
    private var draw: PlacementDraw
    private var items: UnsafeMutableBufferPointer<Entry>
    private var moves: [(entry: Entry, isInOne: Bool)] = []

    private struct Entry {
        var item: Int32
        var inOne: Int32
        var inOther: Int32
    }

    private let pinned: Int

    /// Exchanges in a state; an item that is pinned stays where it is.
    init(_ state: PlacementState, seed: UInt64, pinned: Int = -1) {
        self.pinned = pinned
        self.state = state
        knapsack = PlacementKnapsack(longest: Int(state.arrays.longest))
        draw = PlacementDraw(seed: seed)
        items = .allocate(capacity: max(1, state.arrays.itemCount))
    }

    deinit { items.deallocate() }

    /// Divides anew what two bins hold, with noise of this temperature (16 are a cost of 1; 0 is the true optimum).
    func exchange(_ one: Int, _ other: Int, temperature: Int32) {
        knapsack.clear()
        var draw = self.draw
        let unitsOfOne = gather(from: one, to: other, isOne: true, temperature, &draw)
        let unitsOfOther = gather(from: other, to: one, isOne: false, temperature, &draw)
        self.draw = draw
        guard knapsack.count > 0 else { return }
        let units = unitsOfOne + unitsOfOther
        let most = min(state.free[one] + unitsOfOne, units)
        let least = max(0, units - state.free[other] - unitsOfOther)
        knapsack.fill(room: Int(most))
        guard let sum = knapsack.best(in: Int(least)...Int(most)) else { return }
        moves.removeAll(keepingCapacity: true)
        knapsack.read(sum) { index, isTaken in
            let entry = items[index]
            if Int(state.place[Int(entry.item)]) != (isTaken ? one : other) { moves.append((entry, isTaken)) }
        }
        for move in moves {
            let (bin, cost) = move.isInOne ? (one, move.entry.inOne) : (other, move.entry.inOther)
            state.move(Int(move.entry.item), to: bin, cost: cost)
        }
    }

    /// Takes the items of a bin that can also be in the other into the knapsack of the first; returns their units.
    @inline(__always) private func gather(
        from bin: Int, to other: Int, isOne: Bool, _ temperature: Int32, _ draw: inout PlacementDraw
    ) -> Int32 {
        var units: Int32 = 0
        for index in 0..<Int(state.count[bin]) {
            let item = state.member(index, of: bin)
            let there = other == state.none ? state.arrays.unplacedCost[item] : state.cost(of: item, in: other)
            guard let there, item != pinned else { continue }
            let here = state.costHere[item]
            var value = (Int64(isOne ? here : there) - Int64(isOne ? there : here)) * 16
            if temperature > 0 { value += (Int64(noise[draw.index(below: noise.count)]) * Int64(temperature)) >> 8 }
            units += state.minutes[item]
            items[knapsack.count] = Entry(
                item: Int32(item), inOne: isOne ? here : there, inOther: isOne ? there : here)
            knapsack.add(units: state.minutes[item], value: value)
        }
        return units
    }
}
