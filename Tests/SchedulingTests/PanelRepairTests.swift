import Testing
import TumorBoard

@Suite("A repair starts from what stands")
struct PanelRepairTests {
    @Test("It is as good as a plan from nothing: people fall away, arcs change, seats come", arguments: 0..<10)
    func repair(run: Int) throws {
        for seed in UInt64(run * 600)..<UInt64(run * 600 + 600) {
            var draw = PanelDraw(seed: seed)
            let problem = draw.problem()
            let standing = try PanelSolver(problem).solve()
            let changed = Self.change(problem, standing, &draw)
            let cold = try PanelSolver(changed)
            let warm = try PanelSolver(changed)
            let plan = warm.repair(from: standing)
            #expect(plan.objective == cold.solve().objective, "seed \(seed)")
            #expect(try changed.cost(of: plan) == plan.objective, "seed \(seed)")
            #expect(warm.isProven, "seed \(seed)")
        }
    }

    @Test("From any assignment at all, and from one that breaks every rule, it finds the optimum", arguments: 0..<10)
    func anyStart(run: Int) throws {
        for seed in UInt64(run * 600)..<UInt64(run * 600 + 600) {
            var draw = PanelDraw(seed: seed)
            let problem = draw.problem()
            var people: [[Int32]] = []
            for _ in problem.seats {
                people.append((0..<draw.number(0...3)).map { _ in draw.number(-1...Int32(problem.people.count)) })
            }
            let solver = try PanelSolver(problem)
            let plan = solver.repair(from: PanelAssignment(people: people, objective: 0))
            #expect(try plan.objective == PanelSolver(problem).solve().objective, "seed \(seed)")
            #expect(try problem.cost(of: plan) == plan.objective, "seed \(seed)")
            #expect(solver.isProven, "seed \(seed)")
        }
    }

    @Test("Where nothing changed, nothing moves, though other plans may cost the same", arguments: 0..<10)
    func unchanged(run: Int) throws {
        for seed in UInt64(run * 600)..<UInt64(run * 600 + 600) {
            var draw = PanelDraw(seed: seed)
            var problem = draw.problem()
            let plan = try PanelSolver(problem).solve()
            for index in problem.people.indices { problem.people[index].key = draw.dice.next() }
            let again = try PanelSolver(problem).repair(from: plan)
            #expect(again.people.map { Set($0) } == plan.people.map { Set($0) }, "seed \(seed)")
        }
    }

    /// Bans someone, makes leaving the standing plan dear, and adds a seat.
    private static func change(
        _ problem: PanelProblem, _ standing: PanelAssignment, _ draw: inout PanelDraw
    ) -> PanelProblem {
        var changed = problem
        if draw.chance(60) {
            let banned = draw.number(0...Int32(problem.people.count) - 1)
            changed.arcs.removeAll { $0.person == banned }
        }
        if draw.chance(60) {
            for index in changed.arcs.indices {
                let old = standing.people[Int(changed.arcs[index].seat)]
                if !old.isEmpty, !old.contains(changed.arcs[index].person) { changed.arcs[index].cost += 5 }
            }
        }
        if draw.chance(40) {
            changed.seats.append(.init(subject: 9, emptyCost: draw.number(0...20), key: draw.dice.next()))
            for person in changed.people.indices where draw.chance(60) {
                let seat = Int32(changed.seats.count - 1)
                changed.arcs.append(.init(seat: seat, person: Int32(person), week: 1, cost: draw.number(0...6)))
            }
        }
        return changed
    }
}
