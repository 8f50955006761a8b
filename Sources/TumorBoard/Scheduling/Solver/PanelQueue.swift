/// A binary heap of places by distance; a place may be in it more than once, of which the nearest counts.
struct PanelQueue: ~Copyable {
    private var keys: UnsafeMutablePointer<UInt64>
    private var capacity: Int
    private var count = 0

    /// An empty queue.
    init() {
        capacity = 1024
        keys = .allocate(capacity: capacity)
    }

    deinit { keys.deallocate() }

    /// Takes everything out.
    @inline(__always)
    mutating func clear() { count = 0 }

    /// Puts a place in at a distance of at least 0.
    @inline(__always)
    mutating func push(_ place: Int32, at distance: Int32) {
        if count == capacity { grow() }
        let key = UInt64(UInt32(bitPattern: distance)) << 32 | UInt64(UInt32(bitPattern: place))
        var hole = count
        count += 1
        while hole > 0 {
            let parent = (hole - 1) >> 1
            if keys[parent] <= key { break }
            keys[hole] = keys[parent]
            hole = parent
        }
        keys[hole] = key
    }

    /// Takes the nearest place out, equal distances by number, or nil.
    @inline(__always)
    mutating func pop() -> (place: Int32, distance: Int32)? {
        guard count > 0 else { return nil }
        let top = keys[0]
        count -= 1
        let last = keys[count]
        var hole = 0
        while true {
            var child = 2 * hole + 1
            if child >= count { break }
            if child + 1 < count, keys[child + 1] < keys[child] { child += 1 }
            if keys[child] >= last { break }
            keys[hole] = keys[child]
            hole = child
        }
        keys[hole] = last
        return (Int32(truncatingIfNeeded: top), Int32(truncatingIfNeeded: top >> 32))
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity * 2)
        larger.update(from: keys, count: count)
        keys.deallocate()
        keys = larger
        capacity *= 2
    }
}
