/// Exchanges between two bins at a time under noise that cools (simulated annealing whose step is a knapsack).
struct PlacementSearch {
    /// Reduced costs beyond this many spreads are not tried.
    static let reach: Int64 = 12
    /// How many steps the noise takes from its start down to none.
    private static let phases = 128
    /// The noise at the start, in 16ths of a spread.
    private static let hottest: Int64 = 8

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

    /// So many exchanges from the cheapest placement so far, the noise falling from phase to phase and absent at the end.
    mutating func run(iterations: Int, progress: (Int, Int) -> Void) {
        guard !candidates.bin.isEmpty else { return }
        var temperature = min(Self.hottest * candidates.spread, 1 << 20) << 10
        var done = 0
        for phase in 1...Self.phases {
            let end = iterations * phase / Self.phases
            while done < end {
                exchangeSomewhere(phase == Self.phases ? 0 : Int32(temperature >> 10))
                done += 1
            }
            temperature = temperature * 1_010 / 1_024
            keep()
            progress(done, bestTotal)
        }
        state.restore(best)
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
