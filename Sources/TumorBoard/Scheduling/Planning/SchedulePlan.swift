/// Where every case is decided and by whom, and how good that is proved to be.
package struct SchedulePlan: Codable, Equatable, Sendable {
    /// The cases: the most urgent first, as they stand on agendas.
    package var cases: [PlannedCase]
    /// What the sessions cost, and what every plan costs at least.
    package var placement: Proof
    /// What the panels cost in these sessions, and what every choice of people costs at least.
    package var panels: Proof
    /// Cases of each reviewer and week, before and after.
    package var loads: [WeekLoad]

    /// The plan of a case.
    package func planned(_ id: CaseID) -> PlannedCase? { cases.first { $0.id == id } }

    /// Cases that get no session.
    package var unplaced: [PlannedCase] { cases.filter { $0.listing == nil } }

    /// Cases that something changes for.
    package var changed: [PlannedCase] { cases.filter { $0.change != .unchanged } }
}

/// The cost of an answer and a bound that no answer is below.
package struct Proof: Codable, Equatable, Sendable {
    /// What it costs.
    package var cost: Int
    /// What every answer costs at least.
    package var bound: Int

    /// Whether nothing cheaper exists.
    package var isOptimal: Bool { cost == bound }

    /// How much dearer than the bound, at most: 0.01 is one per cent.
    package var gap: Double { cost == bound ? 0 : Double(cost - bound) / Double(max(1, bound)) }
}

/// What the plan makes of a case.
package struct PlannedCase: Codable, Equatable, Sendable {
    /// The case.
    package var id: CaseID
    /// When and where, nil where it gets no session.
    package var listing: Listing?
    /// Who; empty without a session.
    package var panel: BoardPanel
    /// What that is against what was published.
    package var change: ScheduleChange
    /// Why it changes; empty for a case that is new or stays.
    package var why: [ChangeReason]
    /// Seats that change hands.
    package var seatChanges: [SeatChange]
    /// Why it is in none of the sessions before its own, or in none at all.
    package var obstacles: [SessionObstacle]
}

/// A plan for a case against what was published.
package enum ScheduleChange: String, Codable, CaseIterable, Sendable {
    /// Stays as published.
    case unchanged
    /// Stood nowhere and gets a session.
    case listed
    /// Gets another session.
    case moved
    /// Keeps its session, and other people sit.
    case reseated
    /// Stood in a session and loses it.
    case unlisted
    /// Stood nowhere and gets none.
    case waiting
}

/// Why a published case moves.
package enum ChangeReason: Codable, Equatable, Sendable {
    /// Its session is cancelled, or its list is closed.
    case sessionGone(SessionID)
    /// Its session has fewer minutes than before, or more urgent cases need them.
    case displaced(from: SessionID, by: [CaseID])
    /// Its panel would have had no quorum there.
    case withoutQuorum(SessionID)
    /// The coordinator wants it so.
    case wish
    /// The whole plan costs less.
    case cheaper
}

/// A seat that changes hands.
package struct SeatChange: Codable, Equatable, Sendable {
    /// Which seat.
    package var specialty: Specialty
    /// Who held it; nobody where it was empty.
    package var out: ReviewerID?
    /// Who holds it now; nobody where it is empty.
    package var into: ReviewerID?
    /// The rule that keeps whoever held it from it now; nil where the whole plan is better so.
    package var rule: Exclusion?
}

/// Why a case is not decided in a session.
package struct SessionObstacle: Codable, Equatable, Sendable {
    /// The session.
    package var session: SessionID
    /// Why not.
    package var reason: Reason

    /// What stands against it.
    package enum Reason: Codable, Equatable, Sendable {
        /// Minutes that are free there, too few.
        case full(free: Int, needed: Int)
        /// Too few seats can be filled there.
        case withoutQuorum(filled: Int, needed: Int)
        /// The coordinator ruled it out.
        case ruledOut
        /// It could take the case, and the whole plan is better so.
        case dearer
    }
}

/// Cases of a reviewer in a week.
package struct WeekLoad: Codable, Equatable, Sendable {
    /// Who.
    package var reviewer: ReviewerID
    /// Which week.
    package var monday: CivilDate
    /// As published.
    package var before: Int
    /// By the plan.
    package var after: Int
    /// How many they take.
    package var capacity: Int
}
