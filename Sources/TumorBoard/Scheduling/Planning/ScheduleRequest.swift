package import Foundation

/// What a coordinator asks of the plan for one case, beyond the rules.
package enum ScheduleWish: Codable, Hashable, Sendable {
    /// It is decided in that session; where its list is closed already, as a late addition.
    case inSession(SessionID)
    /// It is not decided in that session.
    case notInSession(SessionID)
    /// That reviewer sits for that specialty.
    case seated(ReviewerID, Specialty)
    /// That reviewer does not sit on it.
    case notSeated(ReviewerID)
}

/// A case that the plan may place: it is ready, and no ballot on it is open.
package struct ScheduleCase: Sendable {
    /// The case.
    package var subject: Case
    /// Since when it is ready.
    package var ready: Date
    /// Where it stands and who sits on it, as published; nil for a case that stands nowhere yet.
    package var published: PublishedListing?
    /// People who sat on it before.
    package var continuity: Set<ReviewerID>
    /// People who may not be asked, with the rule.
    package var barred: [ReviewerID: EligibilityRule]
    /// Why it comes back, when it does.
    package var because: ListingReason?
    /// What the coordinator asked for.
    package var wishes: [ScheduleWish]

    /// A case.
    package init(
        subject: Case, ready: Date, published: PublishedListing? = nil, continuity: Set<ReviewerID> = [],
        barred: [ReviewerID: EligibilityRule] = [:], because: ListingReason? = nil, wishes: [ScheduleWish] = []
    ) {
        self.subject = subject
        self.ready = ready
        self.published = published
        self.continuity = continuity
        self.barred = barred
        self.because = because
        self.wishes = wishes
    }
}

/// What was published of a case.
package struct PublishedListing: Equatable, Sendable {
    /// When and where.
    package var listing: Listing
    /// Who.
    package var panel: BoardPanel

    /// A listing with its panel.
    package init(listing: Listing, panel: BoardPanel) {
        self.listing = listing
        self.panel = panel
    }
}

/// A week from Monday to Sunday.
package struct Week: Hashable, Comparable, Codable, Sendable {
    /// Counted from the week of 1969-12-29.
    package let number: Int

    /// The week of a day.
    package init(of day: CivilDate) { number = (day.daysSince1970 + 3) / 7 }

    init(number: Int) { self.number = number }

    /// Its Monday.
    package var monday: CivilDate { CivilDate(Date(timeIntervalSince1970: 0), in: .gmt).adding(days: 7 * number - 3) }

    /// By time.
    package static func < (left: Week, right: Week) -> Bool { left.number < right.number }
}

/// Seats that stand whatever the plan does: of cases whose ballot is open or that are decided.
package struct StandingSeats: Sendable {
    /// Cases by reviewer and week.
    package var loads: [ReviewerID: [Week: Int]]
    /// Who sits in a session already.
    package var attending: [SessionID: Set<ReviewerID>]
    /// Minutes of a session's list that are taken.
    package var booked: [SessionID: Int]

    /// Seats and minutes, none by default.
    package init(
        loads: [ReviewerID: [Week: Int]] = [:], attending: [SessionID: Set<ReviewerID>] = [:],
        booked: [SessionID: Int] = [:]
    ) {
        self.loads = loads
        self.attending = attending
        self.booked = booked
    }
}

/// How much of what was published a plan may touch.
package enum ScheduleScope: String, Codable, CaseIterable, Sendable {
    /// Whatever makes the whole plan better by more than moving costs.
    case whole
    /// Only what cannot stay: the agent's own repair.
    case repair
}

/// Everything that a plan is made from; the same request in any order gives the same plan.
package struct ScheduleRequest: Sendable {
    /// Now.
    package var now: Date
    /// The cases that may be placed.
    package var cases: [ScheduleCase]
    /// The sessions, in any order; those whose list is closed take late additions only.
    package var sessions: [Session]
    /// Reviewers and boards.
    package var roster: Roster
    /// What stands.
    package var standing: StandingSeats
    /// The rules.
    package var policy: BoardPolicy
    /// How much may change.
    package var scope: ScheduleScope

    /// A request.
    package init(
        now: Date, cases: [ScheduleCase], sessions: [Session], roster: Roster, standing: StandingSeats = .init(),
        policy: BoardPolicy, scope: ScheduleScope = .whole
    ) {
        self.now = now
        self.cases = cases
        self.sessions = sessions
        self.roster = roster
        self.standing = standing
        self.policy = policy
        self.scope = scope
    }
}
