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
}

/// What placing a case looks at.
package struct PlacementRequest: Sendable {
    /// The case.
    package var subject: Case
    /// The board that decides it.
    package var board: Board
    /// Sessions, in any order.
    package var sessions: [Session]
    /// Minutes already on each session's list.
    package var booked: [SessionID: Int]
    /// Now.
    package var now: Date
    /// The rules.
    package var policy: BoardPolicy
    /// Why it is placed again, when it is.
    package var because: ListingReason?

    /// A request.
    package init(
        subject: Case, board: Board, sessions: [Session], booked: [SessionID: Int], now: Date, policy: BoardPolicy,
        because: ListingReason? = nil
    ) {
        self.subject = subject
        self.board = board
        self.sessions = sessions
        self.booked = booked
        self.now = now
        self.policy = policy
        self.because = because
    }

    /// The listing, nil when no session has room.
    package func place() -> Listing? {
        let minutes = policy.listing.minutesPerCase
        let open = sessions.filter { $0.board == board.id && $0.cutoff > now }
            .sorted { ($0.starts, $0.id) < ($1.starts, $1.id) }
        let full = open.prefix { (booked[$0.id] ?? 0) + minutes > $0.minutes }
        let chosen = open.dropFirst(full.count).first { (booked[$0.id] ?? 0) + minutes <= $0.minutes }
        let limit = policy.listing.latestDecision(for: subject, now: now)
        if policy.listing.outOfSession.contains(subject.urgency.level), (chosen?.starts ?? .distantFuture) > limit {
            let closes = now.addingTimeInterval(3_600 * Double(policy.ballots.outOfSessionHours))
            return Listing(
                board: board.id, session: nil, cutoff: now, closes: closes, sits: closes, minutes: 0,
                reasons: [.outOfSession(subject.urgency.level)] + (because.map { [$0] } ?? []))
        }
        guard let chosen else { return nil }
        var reasons: [ListingReason] = full.isEmpty ? [.firstWithRoom] : [.earlierFull(full.map(\.id))]
        let days = Int((limit.timeIntervalSince(chosen.starts) / 86_400).rounded(.down))
        reasons.append(.slack(subject.urgency.level, days: days))
        if let because { reasons.append(because) }
        let closes = chosen.starts.addingTimeInterval(-3_600 * Double(policy.ballots.closeHoursBeforeSession))
        return Listing(
            board: board.id, session: chosen.id, cutoff: chosen.cutoff, closes: max(closes, chosen.cutoff),
            sits: chosen.starts, minutes: minutes, reasons: reasons)
    }
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
