import Testing
import TumorBoard

@Suite("What a panel's plan says about itself is true")
struct PanelExplanationTests {
    @Test("What it would cost with someone on a seat, or without, is what the best such plan costs", arguments: 0..<10)
    func whatIf(run: Int) throws {
        for seed in UInt64(run * 600)..<UInt64(run * 600 + 600) {
            var draw = PanelDraw(seed: seed)
            let problem = draw.problem()
            let solver = try PanelSolver(problem)
            let every = EveryPanel(problem)
            for seat in problem.seats.indices {
                for person in problem.people.indices {
                    #expect(solver.forced(seat: seat, person: person) == every.with[seat][person], "seed \(seed)")
                    let next = solver.nextBest(seat: seat, person: person)
                    guard solver.solve().people[seat].contains(Int32(person)) else {
                        #expect(next == nil, "seed \(seed)")
                        continue
                    }
                    #expect(next?.objective == every.without[seat][person], "seed \(seed)")
                    if let next { try Self.check(next, seat, person, solver, seed) }
                }
            }
        }
    }

    /// That the one who is said to sit there instead does so in a plan of that cost.
    private static func check(
        _ next: PanelAlternative, _ seat: Int, _ person: Int, _ solver: PanelSolver, _ seed: UInt64
    ) throws {
        var problem = solver.problem
        problem.arcs.removeAll { $0.seat == seat && $0.person == person }
        let every = EveryPanel(problem)
        if let instead = next.person {
            #expect(every.with[seat][Int(instead)] == next.objective, "seed \(seed)")
        } else {
            let size = solver.solve().people[seat].count - 1
            #expect(every.bySize[seat][size] == next.objective, "seed \(seed)")
        }
    }

    @Test(
        "A vacancy's cut holds, and where there is none the place could be filled for what is said", arguments: 0..<10)
    func cuts(run: Int) throws {
        var (shortages, dear) = (0, 0)
        for seed in UInt64(run * 600)..<UInt64(run * 600 + 600) {
            var draw = PanelDraw(seed: seed)
            let problem = draw.problem()
            let solver = try PanelSolver(problem)
            let plan = solver.solve()
            for seat in problem.seats.indices {
                let isFull = plan.people[seat].count == Int(problem.seats[seat].demand)
                switch solver.cut(emptySeat: seat) {
                case .none: #expect(isFull, "seed \(seed)")
                case .tooDear(let by):
                    #expect(!isFull && by >= 0, "seed \(seed)")
                    #expect(try Self.filling(seat, plan, problem) == by, "seed \(seed)")
                    dear += 1
                case .shortage(let cut):
                    #expect(!isFull && cut.holds(for: problem) && cut.seats.contains(Int32(seat)), "seed \(seed)")
                    #expect(try Self.filling(seat, plan, problem) == nil, "seed \(seed)")
                    shortages += 1
                }
            }
        }
        #expect(shortages > 20 && dear > 20)
    }

    /// What it costs more to fill one place and keep all that are filled, found by making the empty ones unbearable; nil
    /// where it cannot be.
    private static func filling(_ seat: Int, _ plan: PanelAssignment, _ problem: PanelProblem) throws -> Int? {
        var asked = problem
        for index in asked.seats.indices {
            asked.seats[index].demand = Int32(plan.people[index].count + (index == seat ? 1 : 0))
            asked.seats[index].emptyCost = 10_000
        }
        let filled = EveryPanel(asked).best
        if filled >= 10_000 { return nil }
        let spared = problem.seats.indices.reduce(0) { total, index in
            let empty = Int(problem.seats[index].demand) - plan.people[index].count
            return total + empty * Int(problem.seats[index].emptyCost)
        }
        return filled + spared - Int(problem.seats[seat].emptyCost) - plan.objective
    }

    @Test("The cheapest change fills the place, and no other candidate does so for less", arguments: 0..<10)
    func changes(run: Int) throws {
        var found = 0
        for seed in UInt64(run * 600)..<UInt64(run * 600 + 600) {
            var draw = PanelDraw(seed: seed)
            let problem = draw.problem()
            let solver = try PanelSolver(problem)
            let plan = solver.solve()
            let vacant = problem.seats.indices.first { plan.people[$0].count < Int(problem.seats[$0].demand) }
            guard let seat = vacant else { continue }
            let candidates = (0..<4).map { _ in Self.candidate(problem, &draw) }
            let remedy = try solver.cheapestChange(emptySeat: seat, candidates: candidates)
            if let remedy {
                let changed = problem.applying(candidates[remedy.candidate])
                #expect(try changed.cost(of: remedy.assignment) == EveryPanel(changed).best, "seed \(seed)")
                #expect(remedy.assignment.people[seat].count > plan.people[seat].count, "seed \(seed)")
                found += 1
            }
            let cost = remedy.map { $0.assignment.objective + candidates[$0.candidate].cost } ?? .max
            for candidate in candidates {
                guard let other = Self.surelyFilled(seat, plan, problem.applying(candidate)) else { continue }
                #expect(other + candidate.cost >= cost, "seed \(seed)")
            }
        }
        #expect(found > 20)
    }

    /// What the best plan of a changed problem costs if each best plan has one more person on the seat, and one more
    /// in all; else nil.
    private static func surelyFilled(_ seat: Int, _ plan: PanelAssignment, _ changed: PanelProblem) -> Int? {
        let total = plan.people.reduce(0) { $0 + $1.count }
        let (filled, not) = EveryPanel(changed).filling(seat, beyond: plan.people[seat].count, total: total)
        return filled < not ? filled : nil
    }

    private static func candidate(_ problem: PanelProblem, _ draw: inout PanelDraw) -> PanelChange {
        let person = draw.number(0...Int32(problem.people.count) - 1)
        let seat = draw.number(0...Int32(problem.seats.count) - 1)
        let subject = problem.seats[Int(seat)].subject
        let known = problem.arcs.first { problem.seats[Int($0.seat)].subject == subject }
        if draw.chance(50), let week = known?.week {
            let arc = PanelProblem.Arc(seat: seat, person: person, week: week, cost: draw.number(0...6))
            return PanelChange(.arc(arc), cost: Int(draw.number(0...9)))
        }
        let horizon: Int32? = draw.chance(50) ? draw.number(0...3) : nil
        let kind = PanelChange.Kind.capacity(
            person: person, week: draw.number(0...1), slotCost: draw.number(0...3), horizonCost: horizon)
        return PanelChange(kind, cost: Int(draw.number(0...9)))
    }
}
