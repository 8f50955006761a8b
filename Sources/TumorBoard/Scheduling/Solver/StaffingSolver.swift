/// Seats people under rules that no flow can hold, and proves how good that is.
///
/// The flow without those rules is the start: never is the answer worse. It is improved by small changes and by flows
/// priced after the best staffing so far; prices that rise towards what the rules cost give the bound; and where that
/// leaves a gap, a tree of decisions closes it as far as the effort reaches.
package struct StaffingSolver: Sendable {
    private let problem: StaffingProblem
    private let model: StaffingModel
    private let solve: @Sendable (PanelProblem) -> PanelAssignment

    /// For a problem.
    ///
    /// - Throws: `StaffingFault` where pins contradict the problem.
    package init(
        _ problem: StaffingProblem, solve: @escaping @Sendable (PanelProblem) -> PanelAssignment
    ) throws(StaffingFault) {
        self.problem = problem
        self.solve = solve
        model = try StaffingModel(problem)
    }

    /// The best staffing found with that much effort.
    package func solve(effort: StaffingEffort) -> StaffingSolution {
        var search = StaffingSearch(model, flows: effort.flows, solve: solve)
        search.run()
        let people = model.people(of: search.best.places)
        return StaffingSolution(
            people: people, cost: problem.cost(of: people), bound: search.bound,
            withoutQuorum: problem.withoutQuorum(of: people), flows: search.flows)
    }
}
