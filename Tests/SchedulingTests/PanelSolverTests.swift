import Testing
import TumorBoard

@Suite("Panels are seated exactly")
struct PanelSolverTests {
    /// Ten runs of seeds, six hundred each.
    static let runs = Array(0..<10)

    private static func seeds(_ run: Int) -> Range<UInt64> { UInt64(run * 600)..<UInt64(run * 600 + 600) }

    @Test("The optimum is the best of all assignments, keeps every rule and is proven by its prices", arguments: runs)
    func optimum(run: Int) throws {
        for seed in Self.seeds(run) {
            var draw = PanelDraw(seed: seed)
            let problem = draw.problem()
            let solver = try PanelSolver(problem)
            let plan = solver.solve()
            #expect(plan.objective == EveryPanel(problem).best, "seed \(seed)")
            #expect(try problem.cost(of: plan) == plan.objective, "seed \(seed)")
            #expect(solver.isProven, "seed \(seed)")
        }
    }

    @Test("Any order of seats, people and arcs gives the same assignment", arguments: runs)
    func order(run: Int) throws {
        for seed in Self.seeds(run) {
            var draw = PanelDraw(seed: seed)
            let problem = draw.problem()
            let seats = problem.seats.indices.shuffled(using: &draw.dice)
            let people = problem.people.indices.shuffled(using: &draw.dice)
            var mixed = problem
            for (index, place) in seats.enumerated() { mixed.seats[place] = problem.seats[index] }
            for (index, place) in people.enumerated() { mixed.people[place] = problem.people[index] }
            for index in mixed.arcs.indices {
                mixed.arcs[index].seat = Int32(seats[Int(mixed.arcs[index].seat)])
                mixed.arcs[index].person = Int32(people[Int(mixed.arcs[index].person)])
            }
            mixed.arcs.shuffle(using: &draw.dice)
            let plan = try PanelSolver(problem).solve()
            let other = try PanelSolver(mixed).solve()
            for (index, place) in seats.enumerated() {
                #expect(plan.people[index].map { Int32(people[Int($0)]) } == other.people[place], "seed \(seed)")
            }
        }
    }

    @Test(
        "With equal costs, loads are as even as they can be: the fullest is least full, then the next", arguments: runs)
    func leximin(run: Int) throws {
        for seed in Self.seeds(run) {
            var draw = PanelDraw(seed: seed)
            var problem = draw.problem()
            for index in problem.arcs.indices {
                problem.arcs[index].cost = 7
                problem.arcs[index].week = 0
            }
            for index in problem.seats.indices { problem.seats[index].emptyCost = 100_000 }
            for index in problem.people.indices {
                let takes = draw.number(1...4)
                // By utilisation after the case; equal ones go to those who take more, or the next fullest is fuller.
                let weekly = (1...takes).map { 120 * $0 / takes + 4 - takes }
                problem.people[index] = .init(weekly: weekly, key: problem.people[index].key)
            }
            let plan = try PanelSolver(problem).solve()
            var loads = [Int](repeating: 0, count: problem.people.count)
            for person in plan.people.joined() { loads[Int(person)] += 1 }
            let fairest = EveryPanel(problem).fairest
            #expect(loads.reduce(0, +) == fairest.keys.max(), "seed \(seed)")
            #expect(EveryPanel.utilisation(loads, problem) == fairest[loads.reduce(0, +)], "seed \(seed)")
        }
    }

    @Test("Whatever the prices, a certificate's bound is no more than the optimum", arguments: runs)
    func bound(run: Int) throws {
        for seed in Self.seeds(run) {
            var draw = PanelDraw(seed: seed)
            let problem = draw.problem()
            let solver = try PanelSolver(problem)
            var certificate = solver.certificate
            for index in certificate.weeks.indices { certificate.weeks[index].price += Int(draw.number(-4...4)) }
            for index in certificate.horizons.indices { certificate.horizons[index] += Int(draw.number(-4...4)) }
            for index in certificate.gates.indices { certificate.gates[index].price += Int(draw.number(-4...4)) }
            #expect(certificate.bound(of: problem) <= solver.solve().objective, "seed \(seed)")
        }
    }
}
