/// Draws of whole numbers that are the same for the same seed, on every machine and with every compiler: SplitMix64
/// (G. L. Steele and others, OOPSLA 2014).
struct SimulationDice {
    private var state: UInt64

    /// Dice of their own for one purpose, so that a change in one place of a simulation leaves the draws of all others.
    init(seed: UInt64, _ purpose: String...) {
        state = seed
        for part in purpose { state = next() ^ TieKey.of(part) }
    }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below a bound; a bound of less than 1 gives 0. The upper half of a product with 64 random
    /// bits is off by less than the bound in 2^64.
    mutating func below(_ bound: Int) -> Int {
        guard bound > 0 else { return 0 }
        return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// Whether something of so many in a hundred happens.
    mutating func happens(percent: Int) -> Bool { below(100) < percent }

    /// A number of a range.
    mutating func within(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

    /// One of some, each as often as its weight says; nil where no weight is above 0.
    mutating func pick<Item>(_ items: [(item: Item, weight: Int)]) -> Item? {
        var left = below(items.reduce(0) { $0 + max(0, $1.weight) })
        for (item, weight) in items where weight > 0 {
            if left < weight { return item }
            left -= weight
        }
        return nil
    }

    /// So many different numbers from 0 to below a bound, in rising order.
    mutating func sample(_ count: Int, below bound: Int) -> [Int] {
        // R. W. Floyd's sampling: each subset is as likely as any other
        var chosen: Set<Int> = []
        for last in max(0, bound - count)..<max(0, bound) {
            let drawn = below(last + 1)
            chosen.insert(chosen.contains(drawn) ? last : drawn)
        }
        return chosen.sorted()
    }
}
