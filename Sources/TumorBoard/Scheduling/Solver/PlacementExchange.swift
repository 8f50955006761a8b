/// The best exchange between two bins, exactly: of all ways to divide their items, the cheapest that fits both.
///
/// An item's minutes are the same in both, so one sum says what both hold: a knapsack over the items that can be in
/// either, by dynamic programming over the units in the first bin (a row per item, a column per sum). With `none` as the
/// second bin it is the choice of what is placed. Noise on the costs lets the search leave a local optimum.
final class PlacementExchange {
    private static let unreachable: Int32 = 1 << 30
    private static let lanes = 8
    private let state: PlacementState
    private let pad: Int
    private let noise = PlacementDraw.logistic
    private var rows: UnsafeMutableBufferPointer<Int32>
    private var items: [Int32] = []
    private var first: [Int32] = []
    private var second: [Int32] = []
    private var gain: [Int64] = []
    private var moves: [(item: Int, bin: Int, cost: Int32)] = []
    private var draw: PlacementDraw

    /// Exchanges in a state.
    init(_ state: PlacementState, seed: UInt64) {
        self.state = state
        let longest = min(state.arrays.minutes.max() ?? 0, state.arrays.capacity.max() ?? 0)
        pad = (Int(longest) / Self.lanes + 1) * Self.lanes
        rows = .allocate(capacity: 1)
        draw = PlacementDraw(seed: seed)
    }

    deinit { rows.deallocate() }

    /// Divides anew what two bins hold, with noise of this temperature (16 are a cost of 1; 0 is the true optimum).
    func exchange(_ one: Int, _ other: Int, temperature: Int32) {
        items.removeAll(keepingCapacity: true)
        first.removeAll(keepingCapacity: true)
        second.removeAll(keepingCapacity: true)
        gain.removeAll(keepingCapacity: true)
        var roomInOne = state.free[one] + gather(from: one, to: other, isFirst: true)
        let unitsOfOther = gather(from: other, to: one, isFirst: false)
        guard !items.isEmpty else { return }
        let units = roomInOne - state.free[one] + unitsOfOther
        let least = max(0, units - state.free[other] - unitsOfOther)
        roomInOne = min(roomInOne, units)
        let shift = perturb(temperature)
        let columns = Int(roomInOne) + 1
        let last = fill(columns: columns, shift: shift)
        apply(one, other, best: least...roomInOne, lastRow: last)
    }

    /// The items of a bin that can also be in the other, as the knapsack's; their units.
    private func gather(from bin: Int, to other: Int, isFirst: Bool) -> Int32 {
        var units: Int32 = 0
        for index in 0..<Int(state.count[bin]) {
            let item = state.member(index, of: bin)
            let cost = other == state.none ? state.arrays.unplacedCost[item] : state.cost(of: item, in: other)
            guard let cost else { continue }
            units += state.minutes[item]
            items.append(Int32(item))
            first.append(isFirst ? state.costHere[item] : cost)
            second.append(isFirst ? cost : state.costHere[item])
        }
        return units
    }

    /// What each item gains or loses in the first bin, with noise; by how many bits it has to be shortened to be summed.
    private func perturb(_ temperature: Int32) -> Int64 {
        var sum: Int64 = 0
        for index in items.indices {
            var value = (Int64(first[index]) - Int64(second[index])) * 16
            if temperature > 0 { value += (Int64(noise[draw.index(below: noise.count)]) * Int64(temperature)) >> 8 }
            gain.append(value)
            sum += abs(value)
        }
        var shift: Int64 = 0
        while sum >> shift >= Int64(Self.unreachable) / 4 { shift += 1 }
        return shift
    }

    /// The knapsack's rows: after each item, the least cost of every sum in the first bin. Returns the last row's start.
    private func fill(columns: Int, shift: Int64) -> Int {
        let width = (pad + columns) / Self.lanes * Self.lanes + 2 * Self.lanes
        let size = width * (items.count + 1)
        if rows.count < size {
            rows.deallocate()
            rows = .allocate(capacity: size)
            rows.initialize(repeating: Self.unreachable)
        }
        for row in 0...items.count {
            for column in 0..<pad { rows[row * width + column] = Self.unreachable }
        }
        for column in 0..<columns { rows[pad + column] = Self.unreachable }
        rows[pad] = 0
        var row = pad
        for index in items.indices {
            let value = Int32(truncatingIfNeeded: gain[index] >> shift)
            let back = Int(state.minutes[Int(items[index])])
            step(from: row, to: row + width, columns: columns, back: back, value: value)
            row += width
        }
        return row
    }

    @inline(__always)
    private func step(from row: Int, to next: Int, columns: Int, back: Int, value: Int32) {
        guard let base = rows.baseAddress else { return }
        let source = UnsafeRawPointer(base + row)
        let target = UnsafeMutableRawPointer(base + next)
        var column = 0
        while column < columns {
            let without = (source + 4 * column).loadUnaligned(as: SIMD8<Int32>.self)
            let with = (source + 4 * (column - back)).loadUnaligned(as: SIMD8<Int32>.self) &+ value
            let least = without.replacing(with: with, where: with .< without)
            (target + 4 * column).storeBytes(of: least, as: SIMD8<Int32>.self)
            column += Self.lanes
        }
    }

    /// Reads the best division back from the rows, and moves what it moves.
    private func apply(_ one: Int, _ other: Int, best sums: ClosedRange<Int32>, lastRow: Int) {
        var sum = -1
        var least = Self.unreachable / 2
        for column in Int(sums.lowerBound)...Int(sums.upperBound) where rows[lastRow + column] < least {
            least = rows[lastRow + column]
            sum = column
        }
        guard sum >= 0 else { return }
        let width = (lastRow - pad) / items.count
        var row = lastRow
        moves.removeAll(keepingCapacity: true)
        for index in items.indices.reversed() {
            let before = row - width
            let isInOne = rows[row + sum] != rows[before + sum]
            let item = Int(items[index])
            if isInOne { sum -= Int(state.minutes[item]) }
            let bin = isInOne ? one : other
            if Int(state.place[item]) != bin { moves.append((item, bin, isInOne ? first[index] : second[index])) }
            row = before
        }
        for move in moves { state.move(move.item, to: move.bin, cost: move.cost) }
    }
}
