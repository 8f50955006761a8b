/// Stand-in until the solvers land.
package struct PlacementSolver { let p: PlacementProblem
    package init(_ p: PlacementProblem) { self.p = p }
    package func solve(iterations: Int) -> PlacementSolution {
        var free = p.bins.map(\.capacity); var bins: [Int32?] = Array(repeating: nil, count: p.items.count); var cost = 0
        for i in p.items.indices.sorted(by: { (-p.items[$0].unplacedCost, p.items[$0].key) < (-p.items[$1].unplacedCost, p.items[$1].key) }) {
            let best = p.arcs.filter { Int($0.item) == i && free[Int($0.bin)] >= p.items[i].minutes }.min { ($0.cost, p.bins[Int($0.bin)].key) < ($1.cost, p.bins[Int($1.bin)].key) }
            if let best { bins[i] = best.bin; free[Int(best.bin)] -= p.items[i].minutes; cost += Int(best.cost) } else { cost += Int(p.items[i].unplacedCost) }
        }
        return PlacementSolution(bins: bins, objective: cost, bound: 0)
    }
}
package struct PanelSolver { let p: PanelProblem
    package init(_ p: PanelProblem) { self.p = p }
    package func solve() -> PanelAssignment {
        var load: [[Int32]: Int] = [:]; var took: Set<[Int32]> = []; var people: [[Int32]] = Array(repeating: [], count: p.seats.count)
        for i in p.seats.indices.sorted(by: { p.seats[$0].key < p.seats[$1].key }) {
            let free = p.arcs.filter { a in Int(a.seat) == i && !took.contains([p.seats[i].subject, a.person]) && load[[a.person, a.week], default: Int(p.people[Int(a.person)].standing.isEmpty ? 0 : p.people[Int(a.person)].standing[Int(a.week)])] < p.people[Int(a.person)].weekly.count }
            for a in free.sorted(by: { ($0.cost, p.people[Int($0.person)].key) < ($1.cost, p.people[Int($1.person)].key) }).prefix(Int(p.seats[i].demand)) { people[i].append(a.person); took.insert([p.seats[i].subject, a.person]); load[[a.person, a.week], default: Int(p.people[Int(a.person)].standing.isEmpty ? 0 : p.people[Int(a.person)].standing[Int(a.week)])] += 1 }
        }
        return PanelAssignment(people: people, objective: 0)
    }
}
