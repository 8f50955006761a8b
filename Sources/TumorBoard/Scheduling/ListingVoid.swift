import Foundation

/// A place on a session's list that a case lost before the board sat on it.
package struct ListingVoid: Codable, Equatable, Sendable {
    /// What took the place away.
    package enum Reason: String, Codable, CaseIterable, Sendable {
        /// The session does not take place.
        case cancelled
        /// The session has less time, and more urgent cases stay on it.
        case shortened
        /// A person took the case off the list.
        case removed
        /// The case has a better place in another session.
        case replanned
        /// The board postponed it in the session.
        case postponed
        /// The session closed before its turn came.
        case notReached
        /// The session was over when the case came to need the full board.
        case over
    }

    /// The session.
    package var session: SessionID
    /// What took the place away.
    package var reason: Reason
    /// Who did it.
    package var by: String

    /// A place that was lost.
    package init(session: SessionID, reason: Reason, by: String) {
        self.session = session
        self.reason = reason
        self.by = by
    }
}

extension ListingVoid.Reason {
    /// What happened, as a part of a sentence.
    package func words(_ session: SessionID) -> String {
        switch self {
        case .cancelled: "session \(session) was cancelled"
        case .shortened: "session \(session) was shortened"
        case .removed: "it was taken off session \(session)"
        case .replanned: "it was planned anew and left session \(session)"
        case .postponed: "session \(session) postponed it"
        case .notReached: "session \(session) closed before its turn"
        case .over: "session \(session) was over when the full board was needed"
        }
    }
}

/// What becomes of a case when its session does not take place as it was listed.
package enum ListingFate: String, Codable, Sendable {
    /// It is listed again at once.
    case listedAgain
    /// It stays on the session's list, at the session's new time.
    case moves
    /// Its ballot is open or has closed: opinions and plan stay, and it is decided out of session.
    case keepsBallot
    /// The full board was to discuss it: it is listed for another session, with all that was voted.
    case discussedElsewhere
    /// A plan is signed, or the case has ended: nothing changes.
    case unaffected
}

extension CaseFile {
    /// Whether a ballot of the case has opened since it was listed for the session; a discussion that waits has not.
    package var hasOpenedBallot: Bool { ballot != nil && boardSits == nil }

    /// What becomes of the case when it loses its place on a session's list.
    package func fate(losing session: SessionID) -> ListingFate {
        guard listing?.session == session, ending == nil, signature == nil else { return .unaffected }
        if boardSits != nil { return .discussedElsewhere }
        return ballot == nil ? .listedAgain : .keepsBallot
    }

    /// The case loses its place on a session's list.
    ///
    /// Where its ballot has not opened it is as ready as it was, and the agent lists it again at once. Where it has,
    /// consensus needs no session: ballot, closing time and plan stay.
    package func loseListing(on session: SessionID, because reason: ListingVoid.Reason, by person: String)
        -> [CaseEvent]
    {
        guard fate(losing: session) != .unaffected else { return [] }
        return [.listingVoided(ListingVoid(session: session, reason: reason, by: person))]
    }

    /// The session that the case is listed for moved: it stays on its list at the new time. Seats whose holders cannot
    /// sit on the new day are for the plan that the agent makes then.
    package func follow(_ session: Session, policy: BoardPolicy) -> [CaseEvent] {
        guard var listing, listing.session == session.id, ending == nil, !hasOpenedBallot else { return [] }
        let closes = session.starts.addingTimeInterval(-3_600 * Double(policy.ballots.closeHoursBeforeSession))
        guard listing.sits != session.starts || listing.cutoff != session.cutoff else { return [] }
        listing.sits = session.starts
        listing.cutoff = session.cutoff
        listing.closes = max(closes, session.cutoff)
        listing.reasons = listing.reasons.filter { $0 != .sessionMoved(session.id) } + [.sessionMoved(session.id)]
        return [.listed(listing)]
    }

    /// Everyone who was asked for an opinion while the case stood on a session's list, and so has it in the calendar: those
    /// whose seat went to somebody else too, also where the case has left the list since. A third opinion is given out
    /// of session.
    package func invited(to session: SessionID) -> Set<ReviewerID> {
        var invited: Set<ReviewerID> = [], seated: Set<ReviewerID> = []
        var stands: SessionID?
        var isOpen = false
        for entry in entries {
            switch entry.event {
            case .listed(let listing): (stands, isOpen) = (listing.session, false)
            case .listingVoided: stands = nil
            case .panelSeated(let panel): seated = Set(panel.ballotSeats.map(\.reviewer))
            case .ballotOpened:
                isOpen = true
                if stands == session { invited.formUnion(seated) }
            case .seatReplaced(let replacement):
                seated.remove(replacement.out)
                guard let seat = replacement.seat, seat.role != .member else { continue }
                seated.insert(seat.reviewer)
                if isOpen, stands == session { invited.insert(seat.reviewer) }
            default: break
            }
        }
        return invited
    }
}
