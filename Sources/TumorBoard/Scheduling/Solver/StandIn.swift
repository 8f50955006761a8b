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
extension StaffingSolver {
    package init(_ problem: StaffingProblem) throws(StaffingFault) {
        try self.init(problem) { problem in
            do throws(PanelFault) { return try PanelSolver(problem).solve() } catch { preconditionFailure("\(error)") }
        }
    }
}
