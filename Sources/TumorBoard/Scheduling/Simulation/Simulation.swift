package import Foundation

/// Weeks of a hospital's boards on a virtual clock: cases come, the planner plans, lists close, sessions sit.
///
/// On each day at 17:00, first what the clock has passed happens: lists close, which fixes their panels; sessions sit and
/// ballots out of session close, which decides their cases. Then whoever became ready joins, and where anything is
/// new the planner runs as the agent's own repair does: what is published stays unless it cannot.
package struct Simulation: Sendable {
    /// What it follows from.
    package let setup: SimulationSetup

    /// A simulation of a setup.
    package init(_ setup: SimulationSetup) { self.setup = setup }

    /// Runs it.
    /// - Parameters:
    ///   - plan: makes each plan; the production planner at brief effort where nobody else is asked.
    ///   - dayIsOver: is told how many days are simulated.
    package func run(
        plan: (ScheduleRequest) -> SchedulePlan = { SchedulePlanner($0, effort: .brief).plan() },
        dayIsOver: (Int) -> Void = { _ in }
    ) -> SimulationRun {
        var course = SimulationCourse(setup)
        for day in 0..<7 * setup.weeks {
            course.reach(setup.monday.adding(days: day), plan: plan)
            dayIsOver(day + 1)
        }
        course.end()
        return course.run
    }
}

/// All that happened in a simulation.
package struct SimulationRun: Equatable, Sendable {
    /// The cases that were referred.
    package var arrivals: [SimulatedArrival] = []
    /// The cases that were decided, in the order of decision.
    package var decisions: [SimulatedDecision] = []
    /// Cases at the end that are ready or fixed and not decided.
    package var waiting: [SimulatedWaiting] = []
    /// Cases at the end that are not ready yet.
    package var preparing = 0
    /// The sessions that sat, those without a case included.
    package var sittings: [SimulatedSitting] = []
    /// Changes of what was published, by kind.
    package var changes: [ScheduleChange: Int] = [:]
    /// Cases that at least one session could not take since too few seats could be filled.
    package var heldForQuorum: Set<CaseID> = []
    /// How often the planner ran.
    package var plans = 0
    /// Who could sit, with their leave.
    package var staff = Roster()
}

/// A case that was decided.
package struct SimulatedDecision: Equatable, Sendable {
    /// The case.
    package var arrival: SimulatedArrival
    /// Where and when.
    package var listing: Listing
    /// Who.
    package var panel: BoardPanel
    /// The latest instant that its urgency allows.
    package var latest: Date
    /// The week whose load it counts in.
    package var week: Week

    /// Whether it came too late.
    package var isLate: Bool { listing.sits > latest }
}

/// A case that still waits at the end.
package struct SimulatedWaiting: Equatable, Sendable {
    /// The case.
    package var arrival: SimulatedArrival
    /// Where it stands, nil where it stands nowhere.
    package var listing: Listing?
    /// The latest instant that its urgency allows.
    package var latest: Date
}

/// A session that sat.
package struct SimulatedSitting: Equatable, Sendable {
    /// The session.
    package var session: Session
    /// Its cases.
    package var cases: [CaseID]
    /// Minutes of its list.
    package var booked: Int
    /// Who sat in it.
    package var attending: Set<ReviewerID>
}
