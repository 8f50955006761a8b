import Testing
import TumorBoard

/// Problems too large to try everything; their proof is the certificate, which is counted from the problem alone.
@Suite("Panels of a hospital")
struct PanelHospitalTests {
    /// Cases with two to four seats over three weeks, people with horizons or without, too few in some draws.
    static func problem(_ draw: inout PanelDraw, horizon: Bool) -> PanelProblem {
        let people = draw.number(12...40)
        var problem = PanelProblem(seats: [], people: [], arcs: [])
        for _ in 0..<people {
            let takes = draw.number(1...6)
            let weekly = (1...takes).map { 400 * $0 / takes }
            let all = horizon ? (1...takes * 3).map { 120 * $0 / (takes * 3) } : []
            problem.people.append(.init(weekly: weekly, horizon: all, key: draw.dice.next()))
        }
        for subject in 0..<draw.number(10...50) {
            let week = draw.number(0...2)
            for _ in 0..<draw.number(2...4) {
                let seat = Int32(problem.seats.count)
                let demand: Int32 = draw.chance(5) ? 2 : 1
                let empty = draw.number(1...4) * 30_000
                problem.seats.append(.init(subject: subject, demand: demand, emptyCost: empty, key: draw.dice.next()))
                for person in 0..<people where draw.chance(30) {
                    let cost = [100, 140, 155, 220, 400][Int(draw.number(0...4))]
                    problem.arcs.append(.init(seat: seat, person: person, week: week, cost: Int32(cost)))
                }
            }
        }
        return problem
    }

    @Test(
        "The plan is proven, and so is its repair after leave, which moves only those seats that it must",
        arguments: 0..<40)
    func proven(seed: Int) throws {
        var draw = PanelDraw(seed: UInt64(seed))
        let problem = Self.problem(&draw, horizon: seed % 2 == 1)
        let solver = try PanelSolver(problem)
        let plan = solver.solve()
        #expect(solver.isProven, "seed \(seed)")
        #expect(try problem.cost(of: plan) == plan.objective, "seed \(seed)")

        let banned = Set([draw.number(0...5), draw.number(6...11)])
        var changed = problem
        changed.arcs.removeAll { banned.contains($0.person) }
        // Leaving the plan costs more than everything else together, empty places aside.
        for index in changed.arcs.indices {
            let old = plan.people[Int(changed.arcs[index].seat)]
            if !old.isEmpty, !old.contains(changed.arcs[index].person) { changed.arcs[index].cost += 4_000 }
        }
        let warm = try PanelSolver(changed)
        let repaired = warm.repair(from: plan)
        let cold = try PanelSolver(changed).solve()
        #expect(warm.isProven && repaired.objective == cold.objective, "seed \(seed)")
        let moved = { (other: PanelAssignment) in
            plan.people.indices.count { index in
                let stayed = plan.people[index].filter { !banned.contains($0) }
                return !Set(stayed).isSubset(of: Set(other.people[index]))
            }
        }
        #expect(moved(repaired) == moved(cold), "seed \(seed)")
    }

    @Test("What is said about a hospital's plan is proven by solving it anew under the condition", arguments: 0..<10)
    func whatIf(seed: Int) throws {
        var draw = PanelDraw(seed: UInt64(1_000 + seed))
        let problem = Self.problem(&draw, horizon: seed % 2 == 1)
        let solver = try PanelSolver(problem)
        let plan = solver.solve()
        for seat in problem.seats.indices.shuffled(using: &draw.dice).prefix(6) {
            if let person = plan.people[seat].first {
                var without = problem
                without.arcs.removeAll { $0.seat == seat && $0.person == person }
                let next = solver.nextBest(seat: seat, person: Int(person))
                #expect(try next?.objective == PanelSolver(without).solve().objective, "seed \(seed)")
            }
            guard let arc = problem.arcs.first(where: { $0.seat == seat && !plan.people[seat].contains($0.person) })
            else { continue }
            // Nobody pays so much to leave a place empty that must not be.
            var bound = problem
            for index in bound.arcs.indices where bound.arcs[index].seat == seat {
                if bound.arcs[index].person != arc.person { bound.arcs[index].cost += 1_000_000 }
            }
            bound.seats[seat].emptyCost += 1_000_000
            let others = 1_000_000 * (Int(problem.seats[seat].demand) - 1)
            let forced = try PanelSolver(bound).solve()
            #expect(forced.people[seat].contains(arc.person), "seed \(seed)")
            #expect(solver.forced(seat: seat, person: Int(arc.person)) == forced.objective - others, "seed \(seed)")
        }
        for seat in problem.seats.indices {
            if case .shortage(let cut) = solver.cut(emptySeat: seat) {
                #expect(cut.holds(for: problem), "seed \(seed)")
            }
        }
    }
}
