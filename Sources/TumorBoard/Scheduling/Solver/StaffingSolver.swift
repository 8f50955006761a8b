/// Seats people under rules that no flow can hold, and proves how good that is.
///
/// The flow without those rules is the start: never is the answer worse. It is improved by small changes and by flows
/// priced after the best staffing so far; prices that rise towards what the rules cost give the bound; and where that
/// leaves a gap, a tree of decisions closes it as far as the effort reaches.
package struct StaffingSolver: Sendable {
    private let problem: StaffingProblem
    private let model: StaffingModel

    /// For a problem.
    ///
    /// - Throws: `StaffingFault` where the panels are none, or pins contradict them.
    package init(_ problem: StaffingProblem) throws(StaffingFault) {
        self.problem = problem
        model = try StaffingModel(problem)
    }

    /// The best staffing found with that much effort.
    ///
    /// - Throws: `StaffingFault.panels` where costs are too large to be priced.
    package func solve(effort: StaffingEffort) throws(StaffingFault) -> StaffingSolution {
        var search = StaffingSearch(model, flows: effort.flows)
        do throws(PanelFault) { try search.run() } catch { throw .panels(error) }
        let people = model.people(of: search.best.places)
        return StaffingSolution(
            people: people, cost: problem.cost(of: people), bound: search.bound,
            withoutQuorum: problem.withoutQuorum(of: people), flows: search.flows)
    }
}
