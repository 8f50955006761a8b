/// Which sums of minutes can be reached, up to a limit, as bits.
struct SubsetSums {
    private let limit: Int
    private var words: [UInt64]
    private var isFull = false

    /// Sums up to a limit; at first 0 alone.
    init(limit: Int) {
        self.limit = limit
        words = [UInt64](repeating: 0, count: limit / 64 + 1)
        words[0] = 1
    }

    /// The sums with one more addend that is used or not.
    mutating func add(_ addend: Int) {
        guard !isFull, addend > 0, addend <= limit else { return }
        let jump = addend / 64
        let shift = UInt64(addend % 64)
        for word in stride(from: words.count - 1, through: jump, by: -1) {
            var moved = words[word - jump] << shift
            if shift > 0, word > jump { moved |= words[word - jump - 1] >> (64 - shift) }
            words[word] |= moved
        }
        isFull = words[limit / 64] & (1 << UInt64(limit % 64)) != 0
    }

    /// The largest within the limit.
    var largest: Int {
        (0...limit).last { words[$0 / 64] & (1 << UInt64($0 % 64)) != 0 } ?? 0
    }
}
