/// Why a case is decided where and by whom it is, and what else would have cost.
package struct CaseExplanation: Codable, Equatable, Sendable {
    /// The case.
    package var planned: PlannedCase
    /// What its session costs, part by part; empty without a session.
    package var parts: [CostPart]
    /// Every session that could take it, by start, and how much dearer the plan of sessions would be with it there.
    package var sessions: [SessionAlternative]
    /// Its seats, voting ones first.
    package var seats: [SeatExplanation]
}

/// Another session for a case.
package struct SessionAlternative: Codable, Equatable, Sendable {
    /// The session.
    package var session: SessionID
    /// How much more all sessions would cost, 0 for its own; nil where it cannot be there at all.
    package var dearerBy: Int?
    /// What stands against it, where a rule does.
    package var obstacle: SessionObstacle.Reason?
}

/// Why someone holds a seat.
package struct SeatExplanation: Codable, Equatable, Sendable {
    /// The seat.
    package var specialty: Specialty
    /// Who holds it; nobody where it is empty.
    package var reviewer: ReviewerID?
    /// What that costs, part by part.
    package var parts: [CostPart]
    /// Who would hold it were that person not to be had.
    package var nextBest: ReviewerID?
    /// How much more all panels would then cost.
    package var dearerBy: Int?
    /// Why it is empty.
    package var empty: EmptySeat?
}

/// Why someone does not sit on a case.
package enum WhyNot: Codable, Equatable, Sendable {
    /// They do.
    case sits(Specialty)
    /// The case has no session, so nobody sits on it.
    case notPlaced
    /// The case seats nobody of what they are.
    case noSeat
    /// A rule keeps them out.
    case rule(Exclusion)
    /// They cannot be had: their week is full of cases that nobody else can take, or that stand.
    case full(Specialty)
    /// They could, and all panels would cost more.
    case dearer(Specialty, by: Int, insteadOf: ReviewerID?)
}

/// An empty seat: who could have taken it, by what each is kept, and what would help.
package struct EmptySeat: Codable, Equatable, Sendable {
    /// The seat.
    package var specialty: Specialty
    /// Everyone of the specialty whom a rule keeps from it.
    package var kept: [Exclusion]
    /// Everyone who is eligible for this seat or for one whose holder could change over, and has no case left.
    package var full: [WeekLoad]
    /// Seats, by case, that draw on these people and cannot all be filled.
    package var seats: [CaseSeat]
    /// How many cases these people can take in all; one fewer than the seats at least.
    package var capacity: Int
    /// The cheapest change found that fills it, tried on the plan.
    package var remedy: Remedy?
}

/// A seat of a case.
package struct CaseSeat: Codable, Hashable, Sendable {
    /// The case.
    package var subject: CaseID
    /// The seat.
    package var specialty: Specialty
}

/// A change outside the plan that would help it, the easiest to ask for first.
package enum Remedy: Codable, Hashable, Sendable {
    /// The coordinator lifts what they ruled out.
    case liftWish(CaseID, ScheduleWish)
    /// Someone takes one case more that week.
    case oneMoreCase(ReviewerID)
    /// The list of a session gets so many minutes more.
    case moreMinutes(SessionID, Int)
    /// Someone sits on a half-day on which they usually do not.
    case sitOn(ReviewerID, Weekday, DayHalf)
    /// Cover may take the seat.
    case allowCover
    /// Someone's credential is verified or renewed.
    case renewCredential(ReviewerID)
    /// Someone comes back from leave for the day.
    case comeBack(ReviewerID, CivilDate)
    /// Someone gets a licence for a region.
    case license(ReviewerID, String)
    /// A board sits once more.
    case addSession(BoardID)
}

/// A case without a session: what stands against each, and what would help.
package struct UnplacedCase: Codable, Equatable, Sendable {
    /// The case.
    package var id: CaseID
    /// Sessions that could take it but for what is said there; empty where no board's session is near.
    package var obstacles: [SessionObstacle]
    /// Empty seats that keep it from a quorum, in the session that comes nearest to one.
    package var empty: [EmptySeat]
    /// The easiest changes found that together give it a session and take none from another, tried on the plan.
    package var remedies: [Remedy] = []
}
