import Testing
import TumorBoard

@Suite("Placing cases in sessions")
struct PlacementSolverTests {
    @Test("A small placement is the optimum, is proven to be, and holds every limit", arguments: 0..<5)
    func againstBruteForce(block: UInt64) throws {
        for seed in (block * 1_000)..<((block + 1) * 1_000) {
            let problem = PlacementDraws.problem(seed: seed)
            let optimum = try #require(PlacementDraws.optimum(problem))
            let solution = PlacementSolver(problem).solve(iterations: 1_024)
            let cost = try problem.cost(of: solution.bins)
            #expect(cost == solution.objective, "seed \(seed)")
            #expect(solution.bound <= optimum, "seed \(seed)")
            #expect(solution.isProven && optimum == solution.objective, "seed \(seed)")
        }
    }

    @Test("The order of items, sessions and arcs moves no case", arguments: 0..<5)
    func permutations(block: UInt64) {
        for seed in (block * 100)..<((block + 1) * 100) {
            let problem = PlacementDraws.problem(seed: seed)
            let (moved, items, bins) = PlacementDraws.shuffled(problem, seed: seed)
            let one = PlacementSolver(problem).solve(iterations: 128)
            let other = PlacementSolver(moved).solve(iterations: 128)
            #expect(one.objective == other.objective && one.bound == other.bound, "seed \(seed)")
            for (place, item) in items.enumerated() {
                #expect(one.bins[item] == other.bins[place].map { Int32(bins[Int($0)]) }, "seed \(seed), item \(item)")
            }
        }
    }
}
