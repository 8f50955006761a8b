/// Draws that repeat themselves from a seed (xorshift), in whole numbers only, so that every machine draws the same.
struct PlacementDraw {
    private var state: UInt64

    /// Draws from a seed.
    init(seed: UInt64) { state = seed == 0 ? 0x9E37_79B9_7F4A_7C15 : seed }

    /// 64 bits.
    @inline(__always) mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }

    /// A whole number from 0 and below `count`.
    @inline(__always) mutating func index(below count: Int) -> Int {
        Int(truncatingIfNeeded: ((next() >> 32) &* UInt64(truncatingIfNeeded: count)) >> 32)
    }

    /// 256 times the logistic distribution's quantiles: with its noise a choice between two costs is the heat bath's.
    static let logistic: [Int32] = (0..<1024).map { (step: Int64) -> Int32 in
        let below: Int64 = 2 * step + 1
        return naturalLogarithm(below) - naturalLogarithm(2048 - below)
    }

    /// 256 times the natural logarithm, by squaring: a bit of the binary logarithm a step.
    private static func naturalLogarithm(_ value: Int64) -> Int32 {
        let whole = 63 - value.leadingZeroBitCount
        var mantissa = UInt64(value) << UInt64(31 - whole)
        var binary = Int64(whole) << 16
        for bit in stride(from: 15, through: 0, by: -1) {
            mantissa = (mantissa * mantissa) >> 31
            guard mantissa >= 1 << 32 else { continue }
            mantissa >>= 1
            binary += 1 << Int64(bit)
        }
        return Int32((binary * 45_426) >> 24)
    }
}
