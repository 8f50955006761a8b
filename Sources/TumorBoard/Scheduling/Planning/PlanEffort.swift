/// How much work a plan may take; counted in steps, never in time, so that it is the same plan on every machine.
package struct PlanEffort: Equatable, Sendable {
    /// Flows that each choice of people may take at most; more of them close more of the gap.
    package var flows: Int
    /// How long sessions are searched for.
    package var placement: PlacementEffort
    /// Exchanges between two sessions at most, whatever the effort.
    package var exchanges: Int

    /// How many plans are tried that keep a case from the session where a seat of it stays empty.
    package var detours: Int

    /// For a plan that people look at.
    package static let standard = PlanEffort(flows: 160, placement: .quick, exchanges: .max, detours: 4)
    /// For many plans after each other: simulations, and questions that try one change after another.
    package static let brief = PlanEffort(flows: 6, placement: .quick, exchanges: 256, detours: 0)

    /// The cheapest sessions found for a problem.
    func solve(_ problem: PlacementProblem) -> PlacementSolution {
        let budget = PlacementSolver.budget(placement, items: problem.items.count)
        return PlacementSolver(problem).solve(iterations: min(budget, exchanges))
    }
}
