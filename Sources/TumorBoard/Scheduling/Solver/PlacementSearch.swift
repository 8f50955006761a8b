/// Exchanges between two bins at a time under noise that cools (simulated annealing whose step is a knapsack).
struct PlacementSearch {
    /// Reduced costs beyond this many spreads are not tried.
    static let reach: Int64 = 12
    /// How many steps the noise takes from its start down to none.
    private static let phases = 128
    /// The noise at the start, in 16ths of a spread: for a new placement, and from one that stands.
    static let hottest: Int64 = 10
    /// See `hottest`; little enough that what stands is searched around and not left behind.
    static let warm: Int64 = 1

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

    /// So many exchanges from the cheapest placement so far, the noise falling from phase to phase; then
    /// without noise until no exchange saves anything.
    mutating func run(iterations: Int, noise: Int64, progress: (Int, Int) -> Void) {
        guard iterations > 0, !candidates.bin.isEmpty else { return }
        var temperature = min(noise * candidates.spread, 1 << 20) * PlacementExchange.unit << 6
        var done = 0
        for phase in 1...Self.phases {
            let end = iterations * phase / Self.phases
            while done < end {
                exchangeSomewhere(Int32(temperature >> 10))
                done += 1
            }
            temperature = temperature * 1_010 / 1_024
            if phase == Self.phases {
                exchanges.settle(around: Array(0..<state.none))
                exchanges.letIn(budget: iterations / 4)
            }
            keep()
            progress(done, bestTotal)
        }
        state.restore(best)
    }

    /// One exchange. While items are not placed, three of eight try to get one in: by choosing anew what a bin takes, or
    /// as a guest of an exchange between two bins.
    private mutating func exchangeSomewhere(_ temperature: Int32) {
        let unplaced = Int(state.count[state.none])
        if unplaced > 0 {
            let lot = draw.next() & 7
            if lot < 3 {
                let item = state.member(draw.index(below: unplaced), of: state.none)
                let arcs = Int(state.arrays.start[item])..<Int(state.arrays.start[item + 1])
                guard !arcs.isEmpty else { return }
                let bin = Int(state.arrays.bin[arcs.lowerBound + draw.index(below: arcs.count)])
                let held = Int(state.count[bin])
                if lot == 0 || held == 0 {
                    let dearer = min(Int64(temperature) * candidates.unplacedRatio, 1 << 30)
                    exchanges.exchange(bin, state.none, temperature: Int32(dearer))
                } else {
                    exchange(state.member(draw.index(below: held), of: bin), temperature, guest: item)
                }
                return
            }
        }
        exchange(draw.index(below: state.arrays.itemCount), temperature, guest: nil)
    }

    /// An exchange between an item's bin and one that it could be in, rather one of little reduced cost.
    private mutating func exchange(_ item: Int, _ temperature: Int32, guest: Int?) {
        let from = Int(state.place[item])
        let choices = Int(candidates.start[item + 1] - candidates.start[item])
        guard from != state.none, choices > 0 else { return }
        let choice = min(draw.index(below: choices), draw.index(below: choices))
        let bin = Int(candidates.bin[Int(candidates.start[item]) + choice])
        guard bin != from else { return }
        exchanges.exchange(from, bin, temperature: temperature, guest: guest)
    }

    private mutating func keep() {
        guard state.total < bestTotal else { return }
        bestTotal = state.total
        best = Array(state.place)
    }
}
