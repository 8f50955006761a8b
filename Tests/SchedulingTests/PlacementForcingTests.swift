import Testing
import TumorBoard

@Suite("Why a case is not in a session")
struct PlacementForcingTests {
    @Test("Forcing a case into a session costs what trying everything finds", arguments: 0..<4)
    func forced(block: UInt64) throws {
        for seed in (block * 75)..<((block + 1) * 75) {
            let problem = PlacementDraws.problem(seed: seed)
            let solver = PlacementSolver(problem)
            let standing = solver.solve(iterations: 256)
            for item in problem.items.indices {
                for bin in problem.bins.indices {
                    let truth = PlacementDraws.optimum(problem, forcing: (item, bin))
                    let forced = solver.forced(item: item, bin: bin, from: standing)
                    #expect(forced?.objective == truth, "seed \(seed), item \(item), bin \(bin)")
                    guard let forced else { continue }
                    #expect(forced.isProven, "seed \(seed), item \(item), bin \(bin)")
                    #expect(forced.bins[item] == Int32(bin), "seed \(seed), item \(item), bin \(bin)")
                    #expect(try problem.cost(of: forced.bins) == forced.objective, "seed \(seed), item \(item)")
                }
            }
        }
    }

    @Test("Each obstacle of a case says how many minutes the session lacks", arguments: 0..<4)
    func obstacles(block: UInt64) throws {
        for seed in (block * 100)..<((block + 1) * 100) {
            let problem = PlacementDraws.problem(seed: seed)
            let solver = PlacementSolver(problem)
            let standing = solver.solve(iterations: 256)
            for item in problem.items.indices where standing.bins[item] == nil {
                let obstacles = solver.obstacles(of: item, in: standing)
                #expect(Set(obstacles.map(\.bin)).count == problem.arcs.filter { Int($0.item) == item }.count)
                for obstacle in obstacles {
                    var bins = standing.bins
                    bins[item] = Int32(obstacle.bin)
                    var wider = problem
                    wider.bins[obstacle.bin].capacity += Int32(obstacle.missing)
                    #expect(throws: Never.self, "seed \(seed), item \(item)") { try wider.cost(of: bins) }
                    if obstacle.missing > 0 {
                        wider.bins[obstacle.bin].capacity -= 1
                        #expect(throws: PlacementFault.self, "seed \(seed), item \(item)") { try wider.cost(of: bins) }
                    }
                    guard let forced = obstacle.forced else { continue }
                    #expect(forced.objective >= standing.objective, "seed \(seed), item \(item)")
                    #expect(standing.moves(to: forced).contains { $0.item == item && $0.to == obstacle.bin })
                }
            }
        }
    }

    @Test("In a plan of hundreds of cases what gives way is a possible placement, between its bound and its cost")
    func yielding() throws {
        let problem = PlacementDraws.weeks(seed: 7, cases: 260, sessions: 24)
        let solver = PlacementSolver(problem)
        let standing = solver.solve(iterations: 4_000)
        for arc in problem.arcs.prefix(150) {
            let item = Int(arc.item)
            let forced = try #require(solver.forced(item: item, bin: Int(arc.bin), from: standing))
            #expect(try problem.cost(of: forced.bins) == forced.objective)
            #expect(forced.bins[item] == arc.bin)
            #expect(forced.bound <= forced.objective && standing.bound <= forced.bound)
        }
    }
}
