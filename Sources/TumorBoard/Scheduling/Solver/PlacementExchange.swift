/// The best exchange between two bins, exactly: of all ways to divide their items, the cheapest that fits both.
///
/// An item's minutes are the same in both, so one sum says what both hold: a knapsack over the items that can be in
/// either. With `none` as the second bin it is the choice of what is placed. Noise on the costs lets the search leave a
/// local optimum.
final class PlacementExchange {
    /// By what costs are multiplied: more than the items of two bins, so that their wish to stay never outweighs a cost.
    static let unit: Int64 = 512
    /// How many items of a bin take part at most; a bin that holds more takes part with some of them, others each time.
    private static let mostItems = 128
    /// Exchanges so far.
    private(set) var exchangeCount = 0
    /// What is exchanged in.
    let state: PlacementState
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

    /// Divides anew what two bins hold, with noise of this temperature (`unit` is a cost of 1; 0 is the true optimum,
    /// and then what can stay at the same cost stays).
    ///
    /// A guest is an item that is not placed: it gets into one of the bins where they can make room for it.
    func exchange(_ one: Int, _ other: Int, temperature: Int32, guest: Int? = nil) {
        exchangeCount += 1
        knapsack.clear()
        var draw = self.draw
        let unitsOfOne = gather(from: one, to: other, isOne: true, temperature, &draw)
        let unitsOfOther = gather(from: other, to: one, isOne: false, temperature, &draw)
        self.draw = draw
        guard knapsack.count > 0 else { return }
        let units = Int(unitsOfOne + unitsOfOther)
        let rooms = (Int(state.free[one] + unitsOfOne), Int(state.free[other] + unitsOfOther))
        guard rooms.0 >= 0, rooms.1 >= 0, (knapsack.count + 1) * min(rooms.0, units) <= PlacementKnapsack.mostCells
        else { return }
        knapsack.fill(room: min(rooms.0, units))
        var choice = Choice()
        consider(units, rooms, extra: 0, host: nil, &choice)
        if let guest {
            let size = Int(state.minutes[guest])
            if let cost = state.cost(of: guest, in: one) {
                let gain = Int64(cost) - Int64(state.costHere[guest])
                consider(units, (rooms.0 - size, rooms.1), extra: gain * Self.unit, host: one, &choice)
            }
            if let cost = state.cost(of: guest, in: other) {
                let gain = Int64(cost) - Int64(state.costHere[guest])
                consider(units, (rooms.0, rooms.1 - size), extra: gain * Self.unit, host: other, &choice)
            }
        }
        guard let sum = choice.sum else { return }
        moves.removeAll(keepingCapacity: true)
        knapsack.read(sum) { index, isTaken in
            let entry = items[index]
            if Int(state.place[Int(entry.item)]) != (isTaken ? one : other) { moves.append((entry, isTaken)) }
        }
        for move in moves {
            let (bin, cost) = move.isInOne ? (one, move.entry.inOne) : (other, move.entry.inOther)
            state.move(Int(move.entry.item), to: bin, cost: cost)
        }
        if let guest, let host = choice.host, let cost = state.cost(of: guest, in: host) {
            state.move(guest, to: host, cost: cost)
        }
    }

    private struct Choice {
        var sum: Int?
        var host: Int?
        var value = Int64.max
    }

    /// Takes the best division that leaves these rooms, where it is better than the choice so far.
    @inline(__always)
    private func consider(_ units: Int, _ rooms: (Int, Int), extra: Int64, host: Int?, _ choice: inout Choice) {
        let (least, most) = (max(0, units - rooms.1), min(rooms.0, units))
        guard least <= most, let sum = knapsack.best(in: least...most) else { return }
        let value = knapsack.least(of: sum) + extra
        if value < choice.value { choice = Choice(sum: sum, host: host, value: value) }
    }

    /// Takes the items of a bin that can also be in the other into the knapsack of the first; returns their units.
    @inline(__always) private func gather(
        from bin: Int, to other: Int, isOne: Bool, _ temperature: Int32, _ draw: inout PlacementDraw
    ) -> Int32 {
        var units: Int32 = 0
        let held = Int(state.count[bin])
        let offset = held > Self.mostItems ? draw.index(below: held) : 0
        for index in 0..<min(held, Self.mostItems) {
            let item = state.member(offset + index < held ? offset + index : offset + index - held, of: bin)
            let there = other == state.none ? state.arrays.unplacedCost[item] : state.cost(of: item, in: other)
            guard let there, item != pinned else { continue }
            let here = state.costHere[item]
            var value = (Int64(isOne ? here : there) - Int64(isOne ? there : here)) * Self.unit
            if temperature > 0 {
                value += (Int64(noise[draw.index(below: noise.count)]) * Int64(temperature)) >> 8
            } else {
                value += isOne ? -1 : 1
            }
            units += state.minutes[item]
            items[knapsack.count] = Entry(
                item: Int32(item), inOne: isOne ? here : there, inOther: isOne ? there : here)
            knapsack.add(units: state.minutes[item], value: value)
        }
        return units
    }
}
