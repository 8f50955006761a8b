/// What a what-if says: a baseline, a scenario, or both, in one form for tables, JSON and pictures.
package struct SimulationOutcome: Codable, Equatable, Sendable {
    /// The Monday on which it begins.
    package var monday: CivilDate
    /// How many weeks it lasts.
    package var weeks: Int
    /// The number from which all draws follow.
    package var seed: UInt64
    /// Days within which a case is to be decided, by urgency.
    package var limitDays: [UrgencyClass: Int]
    /// What is otherwise in the scenario, in words.
    package var changes: [String]
    /// The runs, the baseline first where it is compared with.
    package var runs: [Run]

    /// One run in figures.
    package struct Run: Codable, Equatable, Sendable {
        /// "baseline" or "scenario".
        package var name: String
        /// Cases referred in a week, on the average.
        package var casesPerWeek: Int
        /// When the boards meet.
        package var sittings: [WeeklySitting]
        /// The figures.
        package var report: SimulationReport

        /// A run.
        package init(name: String, of setup: SimulationSetup, report: SimulationReport) {
            self.name = name
            casesPerWeek = setup.arrivals.perWeek
            sittings = setup.sittings
            self.report = report
        }
    }

    /// An outcome.
    package init(of setup: SimulationSetup, changes: [String], runs: [Run]) {
        monday = setup.monday
        weeks = setup.weeks
        seed = setup.seed
        limitDays = setup.policy.listing.limitDays
        self.changes = changes
        self.runs = runs
    }

    /// The run that the outcome is about.
    package var main: Run? { runs.last }

    /// What it is compared with.
    package var baseline: Run? { runs.count > 1 ? runs.first : nil }
}
