package import Foundation

/// When and where a case is decided.
package struct Listing: Codable, Equatable, Sendable {
    /// The board that decides.
    package var board: BoardID
    /// The session; nil out of session.
    package var session: SessionID?
    /// When the packet freezes and ballots open.
    package var cutoff: Date
    /// When ballots close.
    package var closes: Date
    /// When the session sits, or would.
    package var sits: Date
    /// Minutes on the agenda.
    package var minutes: Int
    /// Why there.
    package var reasons: [ListingReason]

    /// A listing.
    package init(
        board: BoardID, session: SessionID?, cutoff: Date, closes: Date, sits: Date, minutes: Int,
        reasons: [ListingReason]
    ) {
        self.board = board
        self.session = session
        self.cutoff = cutoff
        self.closes = closes
        self.sits = sits
        self.minutes = minutes
        self.reasons = reasons
    }
}

/// Why a case stands on a list.
package enum ListingReason: Codable, Equatable, Sendable {
    /// The first session of the board whose list is open and has room.
    case firstWithRoom
    /// Earlier sessions were full.
    case earlierFull([SessionID])
    /// Earlier sessions could not seat a panel with a quorum.
    case earlierWithoutQuorum([SessionID])
    /// Earlier sessions have room that the whole plan keeps for others, or suits the case less.
    case earlierKept([SessionID])
    /// The coordinator wants it there.
    case wished
    /// The coordinator added it after the list had closed.
    case lateAddition
    /// The urgency and the days left until its limit (or the treat-by date) on the day of the session.
    case slack(UrgencyClass, days: Int)
    /// Decided out of session, since no session comes soon enough.
    case outOfSession(UrgencyClass)
    /// Comes back after what was asked for.
    case returns(InformationNeed)
    /// Comes back because material evidence came after the plan.
    case newEvidence
    /// Comes back because the ballot had no quorum.
    case returnsWithoutQuorum
    /// Comes back because it lost its place on that session's list.
    case voided(SessionID, ListingVoid.Reason)
    /// The session that it stood on moved to another time.
    case sessionMoved(SessionID)
}

/// The order in which cases are placed and stand on an agenda: urgency, then the latest decision, then the id.
package struct ListingOrder: Comparable, Sendable {
    private let level: UrgencyClass
    private let latest: Date
    private let id: CaseID

    /// The place of a case in the order.
    package init(_ subject: Case, policy: BoardPolicy, now: Date) {
        level = subject.urgency.level
        latest = policy.listing.latestDecision(for: subject, now: now)
        id = subject.id
    }

    /// A treat-by date or limit that is nearer comes first within an urgency.
    package static func < (left: ListingOrder, right: ListingOrder) -> Bool {
        if left.level != right.level { return left.level < right.level }
        return (left.latest, left.id) < (right.latest, right.id)
    }
}
