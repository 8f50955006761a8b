/// Who sits where, and how good that is proved to be.
package struct StaffingSolution: Equatable, Sendable {
    /// Who takes which seat; its objective is that of the staffing.
    package var assignment: PanelAssignment
    /// What it costs, by what it is paid for.
    package var cost: StaffingCost
    /// What every staffing costs at least.
    package var bound: Int
    /// Cases that get no quorum and have to move to another session, or wait.
    package var withoutQuorum: [Int32]
    /// Flows that were solved for it.
    package var flows: Int

    /// A solution.
    package init(people: [[Int32]], cost: StaffingCost, bound: Int, withoutQuorum: [Int32], flows: Int) {
        self.assignment = PanelAssignment(people: people, objective: cost.total)
        self.cost = cost
        self.bound = bound
        self.withoutQuorum = withoutQuorum
        self.flows = flows
    }

    /// What it costs in all.
    package var objective: Int { cost.total }

    /// How much cheaper a staffing could be at most.
    package var gap: Int { objective - bound }

    /// The gap in hundredths of a percent of the bound, rounded up.
    package var gapInBasisPoints: Int { bound > 0 ? (gap * 10_000 + bound - 1) / bound : gap == 0 ? 0 : .max }

    /// Whether nothing cheaper exists.
    package var isProven: Bool { gap == 0 }
}

/// How much work a staffing may take; counted in flows, so that it gives the same answer on any machine.
package struct StaffingEffort: Equatable, Sendable {
    /// Flows to solve at most.
    package var flows: Int

    /// An effort.
    package init(flows: Int) { self.flows = flows }
}
