/// Where each item stands while the search goes on: who is in each bin, what is left in it, and what it all costs.
///
/// A reference with buffers of its own, since every step of the search touches them; no index leaves the problem's
/// ranges, which `PlacementArrays` guarantees, and a debug build checks each access.
final class PlacementState {
    /// The problem.
    let arrays: PlacementArrays
    /// The index of the bin that stands for not being placed.
    let none: Int
    /// By item, its bin.
    let place: UnsafeMutableBufferPointer<Int32>
    /// By item, what it costs there.
    let costHere: UnsafeMutableBufferPointer<Int32>
    /// By bin, the units left.
    let free: UnsafeMutableBufferPointer<Int32>
    /// By bin, how many items it holds.
    let count: UnsafeMutableBufferPointer<Int32>
    private let members: UnsafeMutableBufferPointer<Int32>
    private let memberStart: UnsafeMutableBufferPointer<Int32>
    private let slot: UnsafeMutableBufferPointer<Int32>
    private let words: Int
    private let reachable: UnsafeMutableBufferPointer<UInt64>
    private let arcBefore: UnsafeMutableBufferPointer<Int32>
    private let arcCost: UnsafeMutableBufferPointer<Int32>
    /// By item, its units.
    let minutes: UnsafeMutableBufferPointer<Int32>
    /// What it all costs.
    private(set) var total = 0

    /// Nothing is placed.
    init(_ arrays: PlacementArrays) {
        self.arrays = arrays
        none = arrays.binCount
        place = .allocate(capacity: arrays.itemCount)
        costHere = .allocate(capacity: arrays.itemCount)
        slot = .allocate(capacity: arrays.itemCount)
        free = .allocate(capacity: none + 1)
        count = .allocate(capacity: none + 1)
        memberStart = .allocate(capacity: none + 2)
        members = .allocate(capacity: arrays.bin.count + arrays.itemCount)
        members.initialize(repeating: 0)
        count.initialize(repeating: 0)
        memberStart.initialize(repeating: 0)
        _ = free.initialize(from: arrays.capacity + [Int32.max / 2])
        for bin in arrays.bin { memberStart[Int(bin) + 1] += 1 }
        for bin in 0..<none { memberStart[bin + 1] += memberStart[bin] }
        place.initialize(repeating: Int32(none))
        slot.initialize(repeating: 0)
        _ = costHere.initialize(from: arrays.unplacedCost)
        words = none / 64 + 1
        reachable = .allocate(capacity: arrays.itemCount * words)
        reachable.initialize(repeating: 0)
        arcBefore = .allocate(capacity: arrays.itemCount * words)
        arcCost = .allocate(capacity: arrays.cost.count)
        _ = arcCost.initialize(from: arrays.cost)
        minutes = .allocate(capacity: arrays.itemCount)
        _ = minutes.initialize(from: arrays.minutes)
        for item in 0..<arrays.itemCount { index(item) }
        for item in 0..<arrays.itemCount {
            total += Int(arrays.unplacedCost[item])
            put(item, into: none)
        }
    }

    deinit {
        for buffer in [place, costHere, free, count, members, memberStart, slot, arcBefore, arcCost, minutes] {
            buffer.deallocate()
        }
        reachable.deallocate()
    }

    /// Bits of the bins that an item can be in, and how many arcs stand before each word of them.
    private func index(_ item: Int) {
        var arc = Int(arrays.start[item])
        for word in 0..<words {
            arcBefore[item * words + word] = Int32(arc)
            while arc < Int(arrays.start[item + 1]), Int(arrays.bin[arc]) / 64 == word {
                reachable[item * words + word] |= 1 << UInt64(arrays.bin[arc] & 63)
                arc += 1
            }
        }
    }

    /// What an item costs in a bin, nil where it cannot be there.
    @inline(__always) func cost(of item: Int, in bin: Int) -> Int32? {
        let word = item * words + (bin >> 6)
        let bit: UInt64 = 1 << UInt64(truncatingIfNeeded: bin & 63)
        guard reachable[word] & bit != 0 else { return nil }
        return arcCost[Int(arcBefore[word]) + (reachable[word] & (bit - 1)).nonzeroBitCount]
    }

    /// An item of a bin, by its place among them.
    @inline(__always) func member(_ index: Int, of bin: Int) -> Int { Int(members[Int(memberStart[bin]) + index]) }

    /// Moves an item to a bin in which it costs this.
    @inline(__always) func move(_ item: Int, to bin: Int, cost: Int32) {
        let from = Int(place[item])
        free[from] += minutes[item]
        count[from] -= 1
        let start = Int(memberStart[from])
        let last = members[start + Int(count[from])]
        members[start + Int(slot[item])] = last
        slot[Int(last)] = slot[item]
        total += Int(cost) - Int(costHere[item])
        costHere[item] = cost
        put(item, into: bin)
    }

    @inline(__always) private func put(_ item: Int, into bin: Int) {
        place[item] = Int32(bin)
        free[bin] -= minutes[item]
        slot[item] = count[bin]
        members[Int(memberStart[bin]) + Int(count[bin])] = Int32(item)
        count[bin] += 1
    }

    /// Takes every item to where a list has it, where that is possible in the list's order; the rest is not placed.
    func restore(_ places: [Int32]) {
        for item in places.indices { move(item, to: none, cost: arrays.unplacedCost[item]) }
        for (item, bin) in places.enumerated() where Int(bin) < none && free[Int(bin)] >= arrays.minutes[item] {
            guard let cost = cost(of: item, in: Int(bin)) else { continue }
            move(item, to: Int(bin), cost: cost)
        }
    }
}
