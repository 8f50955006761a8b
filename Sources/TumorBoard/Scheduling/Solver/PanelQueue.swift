/// Places in the order of their distance, equal distances last in first out: buckets of one distance each.
///
/// Distances never fall below the last that was taken out. Those beyond the window wait apart until it gets there.
struct PanelQueue: ~Copyable {
    private static var window: Int { 2048 }
    private let heads: UnsafeMutablePointer<Int32>
    private let words: UnsafeMutablePointer<UInt64>
    private var entries: UnsafeMutablePointer<Entry>
    private var capacity = 1024
    private var count: Int32 = 0
    private var far: Int32 = -1
    /// The nearest of those that wait apart.
    private var nearestFar: Int32 = .max
    private var base: Int32 = 0

    private struct Entry {
        var place: Int32
        var distance: Int32
        var next: Int32
    }

    /// An empty queue.
    init() {
        heads = .allocate(capacity: Self.window)
        heads.initialize(repeating: -1, count: Self.window)
        words = .allocate(capacity: Self.window / 64)
        words.initialize(repeating: 0, count: Self.window / 64)
        entries = .allocate(capacity: capacity)
    }

    deinit {
        heads.deallocate()
        words.deallocate()
        entries.deallocate()
    }

    /// Takes everything out; nothing that follows is nearer than `nearest`.
    @inline(__always)
    mutating func clear(nearest: Int32) {
        for word in 0..<Self.window / 64 {
            var bits = words[word]
            while bits != 0 {
                heads[word &<< 6 | bits.trailingZeroBitCount] = -1
                bits &= bits &- 1
            }
            words[word] = 0
        }
        count = 0
        far = -1
        nearestFar = .max
        base = nearest
    }

    /// Puts a place in.
    @inline(__always)
    mutating func push(_ place: Int32, at distance: Int32) {
        if Int(count) == capacity { grow() }
        let entry = count
        count &+= 1
        if distance &- base < Int32(Self.window) {
            let bucket = Int(distance) & (Self.window - 1)
            entries[Int(entry)] = Entry(place: place, distance: distance, next: heads[bucket])
            heads[bucket] = entry
            words[bucket &>> 6] |= 1 &<< UInt64(bucket & 63)
        } else {
            entries[Int(entry)] = Entry(place: place, distance: distance, next: far)
            far = entry
            nearestFar = min(nearestFar, distance)
        }
    }

    /// Takes the nearest place out, or nil.
    @inline(__always)
    mutating func pop() -> (place: Int32, distance: Int32)? {
        while true {
            // From the bucket of `base` around to itself.
            let first = Int(base) & (Self.window - 1)
            var word = first &>> 6
            var bits = words[word] & (~0 &<< UInt64(first & 63))
            var looked = 0
            while bits == 0, looked < Self.window / 64 {
                word = (word &+ 1) & (Self.window / 64 - 1)
                bits = words[word]
                looked &+= 1
            }
            if bits != 0 {
                let bucket = word &<< 6 | bits.trailingZeroBitCount
                let entry = entries[Int(heads[bucket])]
                // the window moves with what is taken out, and may have come to those that wait apart
                if entry.distance > nearestFar {
                    comeNearer()
                    continue
                }
                heads[bucket] = entry.next
                if entry.next < 0 { words[word] &= ~(1 &<< UInt64(bucket & 63)) }
                base = entry.distance
                return (entry.place, entry.distance)
            }
            if far < 0 { return nil }
            comeNearer()
        }
    }

    /// Moves the window to the nearest of those that wait apart.
    private mutating func comeNearer() {
        var entry = far
        var nearest = Int32.max
        while entry >= 0 {
            nearest = min(nearest, entries[Int(entry)].distance)
            entry = entries[Int(entry)].next
        }
        base = nearest
        entry = far
        far = -1
        nearestFar = .max
        while entry >= 0 {
            let waiting = entries[Int(entry)]
            push(waiting.place, at: waiting.distance)
            entry = waiting.next
        }
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<Entry>.allocate(capacity: capacity * 2)
        larger.update(from: entries, count: Int(count))
        entries.deallocate()
        entries = larger
        capacity *= 2
    }
}
