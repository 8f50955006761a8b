/// Which of some items to take into a limited room, at the least sum of their values: exactly, by dynamic programming.
///
/// A row per item, a column per sum of units; row k holds the least value of every sum that the first k items reach, and
/// reading the rows backwards tells what was taken. Rows are kept eight columns at a time.
final class PlacementKnapsack {
    /// What no set of items reaches; values are far below.
    static let unreachable: Int32 = 1 << 30
    private static let lanes = 8

    /// How many items there are.
    private(set) var count = 0
    private let pad: Int
    private var width = 0
    private var units: UnsafeMutableBufferPointer<Int32>
    private var values: UnsafeMutableBufferPointer<Int64>
    private var rows: UnsafeMutableBufferPointer<Int32>
    private var shift: Int64 = 0

    /// A knapsack for items of at most so many units.
    init(longest: Int) {
        pad = (longest / Self.lanes + 1) * Self.lanes
        units = .allocate(capacity: 64)
        values = .allocate(capacity: 64)
        rows = .allocate(capacity: 1)
    }

    deinit {
        units.deallocate()
        values.deallocate()
        rows.deallocate()
    }

    /// No items.
    func clear() { count = 0 }

    /// One more item.
    @inline(__always) func add(units size: Int32, value: Int64) {
        if count == units.count { grow() }
        units[count] = size
        values[count] = value
        count += 1
    }

    private func grow() {
        let moreUnits = UnsafeMutableBufferPointer<Int32>.allocate(capacity: 2 * count)
        let moreValues = UnsafeMutableBufferPointer<Int64>.allocate(capacity: 2 * count)
        _ = moreUnits.initialize(from: units)
        _ = moreValues.initialize(from: values)
        units.deallocate()
        values.deallocate()
        (units, values) = (moreUnits, moreValues)
    }

    /// Fills the rows for sums up to `room`.
    ///
    /// Where the values are too large to be summed in 32 bits they are shortened, always downwards, so that `least` is
    /// never more than the truth.
    func fill(room: Int) {
        var sum: Int64 = 0
        for index in 0..<count { sum += abs(values[index]) }
        shift = 0
        while sum >> shift >= Int64(Self.unreachable) / 4 { shift += 1 }
        let columns = room + 1
        width = (pad + columns) / Self.lanes * Self.lanes + 2 * Self.lanes
        if rows.count < width * (count + 1) {
            rows.deallocate()
            rows = .allocate(capacity: width * (count + 1) * 3 / 2)
            rows.initialize(repeating: Self.unreachable)
        }
        guard let base = rows.baseAddress else { return }
        for column in 0..<(pad + columns) { base[column] = Self.unreachable }
        base[pad] = 0
        var row = base + pad
        for index in 0..<count {
            let next = row + width
            for column in 1...pad { next[-column] = Self.unreachable }
            let value = Int32(truncatingIfNeeded: values[index] >> shift)
            Self.step(from: row, to: next, columns: columns, back: Int(units[index]), value: value)
            row = next
        }
    }

    @inline(__always) private static func step(
        from row: UnsafeMutablePointer<Int32>, to next: UnsafeMutablePointer<Int32>, columns: Int, back: Int,
        value: Int32
    ) {
        let source = UnsafeRawPointer(row)
        let shifted = UnsafeRawPointer(row - back)
        let target = UnsafeMutableRawPointer(next)
        var offset = 0
        while offset < 4 * columns {
            let without = (source + offset).loadUnaligned(as: SIMD8<Int32>.self)
            let with = (shifted + offset).loadUnaligned(as: SIMD8<Int32>.self) &+ value
            let least = without.replacing(with: with, where: with .< without)
            (target + offset).storeBytes(of: least, as: SIMD8<Int32>.self)
            offset += 4 * lanes
        }
    }

    /// The sum with the least value among some sums, nil where none of them is reached.
    func best(in sums: ClosedRange<Int>) -> Int? {
        let row = count * width + pad
        var found: Int?
        var least = Self.unreachable / 2
        for sum in sums where rows[row + sum] < least {
            least = rows[row + sum]
            found = sum
        }
        return found
    }

    /// The value of a sum that is reached; never more than the truth.
    func least(of sum: Int) -> Int64 { Int64(rows[count * width + pad + sum]) << shift }

    /// Says of each item, last first, whether it is taken for a sum that is reached.
    @inline(__always) func read(_ sum: Int, _ body: (_ index: Int, _ isTaken: Bool) -> Void) {
        var at = count * width + pad + sum
        for index in (0..<count).reversed() {
            let before = at - width
            let isTaken = rows[at] != rows[before]
            at = isTaken ? before - Int(units[index]) : before
            body(index, isTaken)
        }
    }
}
