/// A simulation in figures; times in days to a tenth, everything else whole numbers.
package struct SimulationReport: Codable, Equatable, Sendable {
    /// Cases that were referred.
    package var arrived: Int
    /// Cases that were decided.
    package var decided: Int
    /// Of these, the ones out of session.
    package var decidedOutOfSession: Int
    /// Cases at the end that are ready and not decided.
    package var waiting: Int
    /// Of these, the ones that stand in no session.
    package var unplaced: Int
    /// Cases at the end that are not ready yet.
    package var preparing: Int
    /// Cases decided after the latest decision that their urgency allows.
    package var breaches: Int
    /// Cases at the end that wait beyond it.
    package var overdue: Int
    /// Seats of decided cases that nobody held, by specialty.
    package var emptySeats: [Specialty: Int]
    /// Decided cases with such a seat.
    package var casesWithEmptySeat: Int
    /// Cases that at least one session could not take since too few seats could be filled.
    package var heldForQuorum: Int
    /// Cases decided out of session with fewer votes than a quorum.
    package var decidedWithoutQuorum: Int
    /// Changes of what was published, by kind: moved, reseated, unlisted.
    package var changes: [String: Int]
    /// How often the planner ran.
    package var plans: Int
    /// Waiting by urgency, all boards together.
    package var urgencies: [WaitingFigures]
    /// Waiting by board and urgency.
    package var waits: [WaitingFigures]
    /// The use of sessions.
    package var boards: [BoardFigures]
    /// The load of reviewers, by specialty and name.
    package var reviewers: [ReviewerFigures]
    /// Week by week.
    package var weeks: [WeekFigures]

    /// How long cases waited, from ready to decision.
    package struct WaitingFigures: Codable, Equatable, Sendable {
        /// The board, nil for all.
        package var board: BoardID?
        /// The urgency.
        package var urgency: UrgencyClass
        /// Cases that were decided.
        package var decided: Int
        /// Half of them waited no longer.
        package var median: Double
        /// Nine of ten waited no longer.
        package var ninetieth: Double
        /// The longest.
        package var longest: Double
        /// Decided too late.
        package var breaches: Int
        /// Still waiting at the end.
        package var waiting: Int
        /// Of these, beyond their limit.
        package var overdue: Int
        /// The longest that one of these has waited.
        package var oldest: Double
        /// Decided cases by whole days from the beginning of the referral's day, as limits count, to the decision: how
        /// many took 0, 1, 2 … days.
        package var fromReferral: [Int]
    }

    /// The sessions of a board.
    package struct BoardFigures: Codable, Equatable, Sendable {
        /// The board.
        package var board: BoardID
        /// Its name.
        package var name: String
        /// Sessions that sat.
        package var sessions: Int
        /// Of these, the ones with a case.
        package var withCases: Int
        /// Cases that they decided.
        package var cases: Int
        /// Minutes that they had.
        package var minutes: Int
        /// Minutes of their lists.
        package var booked: Int
        /// Sessions by use: none, up to 10 %, up to 20 % … up to 100 %, and above.
        package var byUse: [Int]
    }

    /// One reviewer.
    package struct ReviewerFigures: Codable, Equatable, Sendable {
        /// Who.
        package var reviewer: ReviewerID
        /// Their name.
        package var name: String
        /// What they are seated as first.
        package var specialty: Specialty
        /// Cases that they sat on.
        package var cases: Int
        /// Cases that they would have taken, weeks of leave left out.
        package var capacity: Int
        /// The most cases in one week.
        package var busiestWeek: Int
        /// How many they take in one.
        package var casesPerWeek: Int
        /// Sessions that they sat in.
        package var attended: Int
    }

    /// One week.
    package struct WeekFigures: Codable, Equatable, Sendable {
        /// Its Monday.
        package var monday: CivilDate
        /// Cases that were referred.
        package var arrived: Int
        /// Cases that were decided.
        package var decided: Int
        /// Of these, too late.
        package var breaches: Int
        /// Cases at its end that are ready and not decided.
        package var waiting: Int
        /// Of these, beyond their limit.
        package var overdue: Int
    }
}
