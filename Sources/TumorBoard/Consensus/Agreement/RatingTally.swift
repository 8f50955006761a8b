/// Units by the ratings they got, whoever gave them: units with equal ratings are one pattern, which occurs so many times.
///
/// Patterns are in the order of their ratings, so that sums over them come out the same to the bit however units and
/// raters are ordered.
struct RatingTally: Sendable, Equatable {
    /// How often a value occurs in a unit.
    struct Count: Sendable, Equatable {
        /// The value's place among the values.
        let value: Int
        /// How many raters gave it.
        let count: Int
    }

    /// The distinct values that were given, in their order.
    let values: [Double]
    /// The distinct patterns that have a rating, in their order.
    let patterns: Patterns
    /// How many units have each pattern.
    let times: [Int]

    /// What units got: the counts of each in the order of their values, one after another in one list.
    struct Patterns: Sendable, Equatable {
        fileprivate(set) var counts: [Count] = []
        /// Where the counts of each end.
        fileprivate(set) var ends: [Int] = []
        /// How many ratings each has.
        fileprivate(set) var ratings: [Int] = []

        /// How many patterns there are.
        var count: Int { ends.count }

        /// The place of a pattern's counts.
        func range(_ pattern: Int) -> Range<Int> { (pattern == 0 ? 0 : ends[pattern - 1])..<ends[pattern] }

        /// Counts places of values that are in order.
        fileprivate mutating func append(_ unit: ArraySlice<Int32>) {
            var start = unit.startIndex
            while start < unit.endIndex {
                var end = start + 1
                while end < unit.endIndex, unit[end] == unit[start] { end += 1 }
                counts.append(Count(value: Int(unit[start]), count: end - start))
                start = end
            }
            ends.append(counts.count)
            ratings.append(unit.count)
        }

        /// Takes the counts of values that stand side by side in a word.
        fileprivate mutating func append(_ word: PackedCounts) {
            var all = 0
            for value in 0..<word.values {
                let count = word.count(of: value)
                guard count > 0 else { continue }
                counts.append(Count(value: value, count: count))
                all += count
            }
            ends.append(counts.count)
            ratings.append(all)
        }
    }

    /// Counts the rows of a table of finite ratings, in time that grows with them.
    init(_ rows: [[Double?]]) {
        let sheet = RatingSheet(rows)
        var patterns = Patterns()
        if sheet.areCountsPacked {
            let found = sheet.unitsByCounts().sorted { $0.counts < $1.counts }
            for one in found { patterns.append(one.counts) }
            self.init(values: sheet.values, patterns: patterns, times: found.map(\.times))
        } else {
            let found = sheet.unitsByWalks().sorted { $0.ratings.lexicographicallyPrecedes($1.ratings) }
            for one in found { patterns.append(one.ratings) }
            self.init(values: sheet.values, patterns: patterns, times: found.map(\.times))
        }
    }

    private init(values: [Double], patterns: Patterns, times: [Int]) {
        self.values = values
        self.patterns = patterns
        self.times = times
    }

    /// How many units have a rating.
    var units: Int { times.reduce(0, +) }

    /// How many ratings there are.
    var ratings: Int { zip(patterns.ratings, times).reduce(0) { $0 + $1.0 * $1.1 } }

    /// The units that have two ratings or more.
    var paired: RatingTally {
        if patterns.ratings.allSatisfy({ $0 > 1 }) { return self }
        var kept = Patterns(), keptTimes: [Int] = []
        for pattern in 0..<patterns.count where patterns.ratings[pattern] > 1 {
            kept.counts += patterns.counts[patterns.range(pattern)]
            kept.ends.append(kept.counts.count)
            kept.ratings.append(patterns.ratings[pattern])
            keptTimes.append(times[pattern])
        }
        return RatingTally(values: values, patterns: kept, times: keptTimes)
    }

    /// How often each value occurs.
    var valueCounts: [Int] { valueCounts(times) }

    /// How often each value occurs where the patterns occur another number of times.
    func valueCounts(_ times: [Int]) -> [Int] {
        var counts = Array(repeating: 0, count: values.count)
        for pattern in 0..<patterns.count where times[pattern] > 0 {
            for one in patterns.range(pattern) {
                counts[patterns.counts[one].value] += patterns.counts[one].count * times[pattern]
            }
        }
        return counts
    }

    /// The same patterns, each occurring another number of times.
    func occurring(_ times: [Int]) -> RatingTally { RatingTally(values: values, patterns: patterns, times: times) }

    /// The distances of every pair of a pattern's ratings, added up.
    /// - Parameter points: room for the pattern's values, which is used again from pattern to pattern.
    func disagreement(
        _ pattern: Int, _ distance: Distance, _ positions: [Double], _ points: inout [Distance.Point]
    ) -> Double {
        points.removeAll(keepingCapacity: true)
        for one in patterns.range(pattern) {
            let count = patterns.counts[one]
            points.append(Distance.Point(position: positions[count.value], weight: Double(count.count)))
        }
        return distance.sumOverPairs(points)
    }
}

/// A table of ratings as places of their values.
private struct RatingSheet {
    /// The distinct values, in their order.
    let values: [Double]
    /// The places of the ratings among the values, unit after unit.
    private let places: [Int32]
    /// Where each unit's ratings are.
    private let units: [Range<Int>]
    private let raters: Int

    /// A pattern that was found so many times: the places of its values, in their order.
    typealias Found = (ratings: ArraySlice<Int32>, times: Int)

    init(_ rows: [[Double?]]) {
        var known = Interner()
        var found: [Double] = []
        var places: [Int32] = []
        var units: [Range<Int>] = []
        raters = rows.first?.count ?? 0
        units.reserveCapacity(rows.count)
        places.reserveCapacity(rows.count * raters)
        for row in rows {
            let start = places.count
            for case .some(let rating) in row {
                // 0 and −0 are one value
                let place = known.place(of: (rating + 0).bitPattern)
                if place == found.count { found.append(rating + 0) }
                places.append(Int32(truncatingIfNeeded: place))
            }
            units.append(start..<places.count)
        }
        let order = found.indices.sorted { found[$0] < found[$1] }
        var ranks = Array(repeating: Int32(0), count: found.count)
        for (rank, place) in order.enumerated() { ranks[place] = Int32(truncatingIfNeeded: rank) }
        for index in places.indices { places[index] = ranks[Int(places[index])] }
        values = order.map { found[$0] }
        self.places = places
        self.units = units
    }

    /// Whether the counts of all values in a unit fit side by side into one word, as they do for a board's ratings.
    var areCountsPacked: Bool { values.count * bits <= UInt64.bitWidth }

    /// As many bits as the count of one value takes.
    private var bits: Int { Int.bitWidth - raters.leadingZeroBitCount }

    /// The patterns by the word of their counts, which asks for no order of the ratings.
    func unitsByCounts() -> [(counts: PackedCounts, times: Int)] {
        var known = Interner()
        var times: [Int] = []
        let bits = bits
        for unit in units where !unit.isEmpty {
            var counts: UInt64 = 0
            for rating in unit { counts &+= 1 &<< (UInt64(truncatingIfNeeded: places[rating]) &* UInt64(bits)) }
            let pattern = known.place(of: counts)
            if pattern == times.count { times.append(0) }
            times[pattern] += 1
        }
        let values = values.count
        return zip(known.keys, times).map { (PackedCounts(word: $0, bits: bits, values: values), $1) }
    }

    /// The patterns by walks from their smallest value to their greatest: the same walk ends at the same node.
    func unitsByWalks() -> [Found] {
        var known = Interner()
        var patternOfNode: [Int: Int] = [:]
        var found: [Found] = []
        for unit in units where !unit.isEmpty {
            let ratings = places[unit].sorted()
            var node = 0
            for place in ratings { node = known.place(of: UInt64(node) * UInt64(values.count) + UInt64(place)) + 1 }
            if let pattern = patternOfNode[node] {
                found[pattern].times += 1
            } else {
                patternOfNode[node] = found.count
                found.append((ratings[...], 1))
            }
        }
        return found
    }
}

/// How often each value occurs in a unit, the counts side by side in one word with the first value's at its low end.
private struct PackedCounts: Comparable {
    let word: UInt64
    /// How many bits each count takes.
    let bits: Int
    /// How many values there are.
    let values: Int

    func count(of value: Int) -> Int { Int(truncatingIfNeeded: word >> (value * bits) & (1 << bits - 1)) }

    /// The order of the ratings that are counted, as lists of values in their order.
    static func < (one: PackedCounts, other: PackedCounts) -> Bool {
        let difference = one.word ^ other.word
        guard difference != 0 else { return false }
        let value = difference.trailingZeroBitCount / one.bits
        // whoever has more of the first value that differs has it where the other has a later one, or ends
        let isMore = one.count(of: value) > other.count(of: value)
        let rest = (isMore ? other : one).word >> ((value + 1) * one.bits)
        return isMore == (rest != 0)
    }
}

/// Numbers keys from 0 in the order in which they first come, by open addressing.
private struct Interner {
    /// The keys in the order of their numbers.
    private(set) var keys: [UInt64] = []
    /// The number of the key in each slot, or −1.
    private var slots: [Int32]
    /// The slot is the highest bits of a product, which every bit of a key can change.
    private var shift: UInt64

    init() {
        slots = Array(repeating: -1, count: 1 << 8)
        shift = 64 - 8
    }

    /// The number of a key, a new one where the key is new.
    mutating func place(of key: UInt64) -> Int {
        let (slot, place) = find(key)
        if place >= 0 { return place }
        slots[slot] = Int32(truncatingIfNeeded: keys.count)
        keys.append(key)
        if keys.count * 2 > slots.count { grow() }
        return keys.count - 1
    }

    /// The key's slot and number; else the free slot and −1. At most half of the slots are taken.
    private func find(_ key: UInt64) -> (slot: Int, place: Int) {
        // multiplicative hashing: D. E. Knuth, The Art of Computer Programming 3, 6.4
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> shift)
        while true {
            let place = Int(slots[slot])
            if place < 0 || keys[place] == key { return (slot, place) }
            slot = (slot &+ 1) & (slots.count &- 1)
        }
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 4)
        shift -= 2
        for (place, key) in keys.enumerated() { slots[find(key).slot] = Int32(truncatingIfNeeded: place) }
    }
}
