import Testing
import TumorBoard

@Suite("Plans of some weeks")
struct PlacementPlanTests {
    private static let plan = PlacementDraws.weeks(seed: 11, cases: 220, sessions: 20)

    @Test("A plan costs what it says, holds every limit, lies above its bound, and iterations make it cheaper")
    func possible() throws {
        let solution = PlacementSolver(Self.plan).solve(iterations: 2_000)
        #expect(try Self.plan.cost(of: solution.bins) == solution.objective)
        #expect(solution.bound <= solution.objective)
        #expect(solution.objective < PlacementSolver(Self.plan).solve(iterations: 0).objective)
    }

    @Test("The order of input moves no case of a plan, and every run gives the same", arguments: 1...3)
    func permutation(seed: UInt64) {
        let (moved, items, bins) = PlacementDraws.shuffled(Self.plan, seed: seed)
        let one = PlacementSolver(Self.plan).solve(iterations: 1_500)
        let other = PlacementSolver(moved).solve(iterations: 1_500)
        let back = other.bins.map { $0.map { Int32(bins[Int($0)]) } }
        #expect(one.objective == other.objective && one.bound == other.bound, "seed \(seed)")
        for (place, item) in items.enumerated() { #expect(one.bins[item] == back[place], "seed \(seed), item \(item)") }
        #expect(PlacementSolver(Self.plan).solve(iterations: 1_500) == one)
    }

    @Test("Progress never rises and ends at the plan's cost")
    func progress() {
        var steps: [PlacementProgress] = []
        let solution = PlacementSolver(Self.plan).solve(iterations: 2_000) { steps.append($0) }
        #expect(steps.last?.objective == solution.objective)
        #expect(
            zip(steps, steps.dropFirst()).allSatisfy { $0.objective >= $1.objective && $0.iteration <= $1.iteration })
    }

    @Test("A plan that stands never gets dearer, and without iterations most of it stays when a session is shortened")
    func standing() throws {
        let solver = PlacementSolver(Self.plan)
        let standing = solver.solve(iterations: 2_000)
        #expect(solver.solve(from: standing.bins, iterations: 500).objective <= standing.objective)

        var shortened = Self.plan
        let bin = try #require(standing.bins.compactMap { $0 }.first)
        shortened.bins[Int(bin)].capacity -= 30
        let mended = PlacementSolver(shortened).solve(from: standing.bins, iterations: 0)
        #expect(try shortened.cost(of: mended.bins) == mended.objective)
        #expect(standing.moves(to: mended).count <= Self.plan.items.count / 5)
    }

    @Test("A new case enters a plan that stands")
    func newCase() throws {
        let standing = PlacementSolver(Self.plan).solve(iterations: 2_000)
        var grown = Self.plan
        grown.items.append(.init(minutes: 5, unplacedCost: 100_000, key: 42))
        for bin in 0..<4 { grown.arcs.append(.init(item: Int32(grown.items.count - 1), bin: Int32(bin), cost: 9)) }
        let mended = PlacementSolver(grown).solve(from: standing.bins + [nil], iterations: 0)
        #expect(try grown.cost(of: mended.bins) == mended.objective)
        #expect(mended.bins.last != .some(nil))
    }

    @Test("Costs, minutes and capacities at the end of their range are summed without loss")
    func extremes() throws {
        let problem = PlacementProblem(
            items: (0..<40).map { .init(minutes: 1_003 + $0, unplacedCost: .max, key: UInt64($0) + 1) },
            bins: (0..<5).map { .init(capacity: $0 == 0 ? .max : 5_000, key: UInt64($0) + 1) },
            arcs: (0..<40).flatMap { item in
                (1..<5).map { .init(item: item, bin: $0, cost: .max - item * $0) }
            })
        let solution = PlacementSolver(problem).solve(iterations: 300)
        #expect(try problem.cost(of: solution.bins) == solution.objective)
        #expect(solution.bound <= solution.objective)
        #expect(solution.unplaced.count == 24)
    }

    @Test("A session that takes thousands of cases is no obstacle")
    func crowd() throws {
        var dice = Dice(seed: 3)
        let problem = PlacementProblem(
            items: (0..<1_200).map { _ in .init(minutes: 7, unplacedCost: 1_000, key: dice.next()) },
            bins: (0..<2).map { _ in .init(capacity: 1_000_000, key: dice.next()) },
            arcs: (0..<1_200).flatMap { item in (0..<2).map { .init(item: item, bin: $0, cost: (item + $0) % 2) } })
        let solution = PlacementSolver(problem).solve(iterations: 200)
        #expect(solution.objective == 0 && solution.isProven)
        #expect(try problem.cost(of: solution.bins) == 0)
    }

    @Test("Faults of a placement are named")
    func faults() {
        let problem = PlacementProblem(
            items: [.init(minutes: 10, unplacedCost: 5, key: 1), .init(minutes: 10, unplacedCost: 5, key: 2)],
            bins: [.init(capacity: 15, key: 3), .init(capacity: 15, key: 4)],
            arcs: [.init(item: 0, bin: 0, cost: 1), .init(item: 1, bin: 0, cost: 1)])
        #expect(throws: PlacementFault.count(1, of: 2)) { try problem.cost(of: [nil]) }
        #expect(throws: PlacementFault.noArc(item: 1, bin: 1)) { try problem.cost(of: [nil, 1]) }
        #expect(throws: PlacementFault.overfull(bin: 0, minutes: 20, capacity: 15)) { try problem.cost(of: [0, 0]) }
    }

    @Test("A larger effort has more iterations", arguments: [0, 1, 60, 600, 5_000, 50_000])
    func budgets(items: Int) {
        let budgets = PlacementEffort.allCases.map { PlacementSolver.budget($0, items: items) }
        #expect(budgets == budgets.sorted() && budgets.allSatisfy { $0 > 0 })
    }
}
