/// Exchanges between two bins at a time under noise that cools (simulated annealing whose step is a knapsack).
struct PlacementSearch {
    /// Reduced costs beyond this many spreads are not tried.
    static let reach: Int64 = 12
    /// The noise at the start and at the end, in 16ths of a spread.
    private static let hot: Int64 = 16
    private static let cold: Int64 = 0
    private static let phases = 128

    private let state: PlacementState
    private let candidates: PlacementCandidates
    private let exchanges: PlacementExchange
    private var draw: PlacementDraw
    /// The cheapest placement seen.
    private(set) var best: [Int32]
    /// What it costs.
    private(set) var bestTotal: Int

    /// A search from where a state stands.
    init(_ state: PlacementState, _ candidates: PlacementCandidates) {
        self.state = state
        self.candidates = candidates
        exchanges = PlacementExchange(state, seed: state.arrays.seed &* 0x2545_F491_4F6C_DD1D)
        draw = PlacementDraw(seed: state.arrays.seed)
        best = Array(state.place)
        bestTotal = state.total
    }

    /// So many exchanges, the noise falling from phase to phase and absent in the last.
    mutating func run(iterations: Int, from hottest: Int64, progress: (Int, Int) -> Void) {
        guard candidates.bin.count > 0 else { return }
        var done = 0
        for phase in 0..<Self.phases {
            let end = iterations * (phase + 1) / Self.phases
            let temperature = phase == Self.phases - 1 ? 0 : Self.temperature(phase, from: hottest * candidates.spread)
            while done < end {
                exchangeSomewhere(temperature)
                done += 1
            }
            keep()
            progress(done, bestTotal)
        }
        state.restore(best)
    }

    /// Half the noise every 20 phases.
    private static func temperature(_ phase: Int, from hottest: Int64) -> Int32 {
        var value = min(hottest, 1 << 20) << 10
        for _ in 0..<phase { value = value * 989 / 1024 }
        return Int32(value >> 10)
    }

    private mutating func exchangeSomewhere(_ temperature: Int32) {
        let unplaced = Int(state.count[state.none])
        if unplaced > 0, draw.next() & 7 == 0 {
            let item = state.member(draw.index(below: unplaced), of: state.none)
            let arcs = Int(state.arrays.start[item])..<Int(state.arrays.start[item + 1])
            guard !arcs.isEmpty else { return }
            let bin = state.arrays.bin[arcs.lowerBound + draw.index(below: arcs.count)]
            exchanges.exchange(Int(bin), state.none, temperature: temperature)
            return
        }
        let item = draw.index(below: state.arrays.itemCount)
        let from = Int(state.place[item])
        let choices = Int(candidates.start[item + 1] - candidates.start[item])
        guard from != state.none, choices > 0 else { return }
        let bin = Int(candidates.bin[Int(candidates.start[item]) + draw.index(below: choices)])
        guard bin != from else { return }
        exchanges.exchange(from, bin, temperature: temperature)
    }

    private mutating func keep() {
        guard state.total < bestTotal else { return }
        bestTotal = state.total
        best = Array(state.place)
    }
}
