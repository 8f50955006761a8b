/// Seats reviewers exactly: the cheapest assignment, with its proof, its repairs and its explanations.
package final class PanelSolver {
    /// What it solves.
    package var problem: PanelProblem { network.problem }
    /// The problem's arrays.
    let network: PanelNetwork
    /// Who sits where.
    let flow: PanelFlow
    private var solution: PanelAssignment?

    /// A solver for a problem.
    ///
    /// - Throws: What makes the problem none.
    package init(_ problem: PanelProblem) throws(PanelFault) {
        network = try PanelNetwork(problem)
        flow = PanelFlow(network)
    }

    /// The cheapest assignment.
    package func solve() -> PanelAssignment {
        if let solution { return solution }
        return finish()
    }

    /// The cheapest assignment, found from a standing one, in its own seats and people: what is still right stays
    /// as it is, equal costs included, and only what must change is searched.
    package func repair(from standing: PanelAssignment) -> PanelAssignment {
        if let solution { return solution }
        flow.take(standing)
        return finish()
    }

    /// Fills what is not filled.
    private func finish() -> PanelAssignment {
        var search = PanelSearch(flow)
        for seat in 0..<network.seatCount {
            // Where one place stays empty, so does the next: it costs the same and can take no one else.
            while flow.filled[seat] < network.demand[seat], search.fill(seat) {}
        }
        let assignment = flow.assignment()
        solution = assignment
        return assignment
    }

    /// The prices under which the assignment is the cheapest; the problem is solved first where it is not yet.
    package func certificate() -> PanelCertificate {
        _ = solve()
        return flow.certificate()
    }

    /// Whether the certificate's bound, which is counted from the problem alone, is what the assignment costs.
    package func isProven() -> Bool {
        let assignment = solve()
        return certificate().bound(of: problem) == assignment.objective
    }
}
