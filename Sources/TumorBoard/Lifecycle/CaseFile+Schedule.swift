package import Foundation

extension CaseFile {
    /// What a plan of sessions and panels makes of the case; nothing where the plan leaves it as it is.
    package func scheduled(_ planned: PlannedCase) -> [CaseEvent] {
        switch planned.change {
        case .unchanged, .waiting: []
        // what the full board discusses keeps its panel, whichever session that is in
        case .listed where boardSits != nil, .moved where boardSits != nil:
            planned.listing.map { [.listed($0)] } ?? []
        case .listed, .moved: planned.listing.map { [.listed($0), .panelSeated(planned.panel)] } ?? []
        case .reseated: [.panelSeated(planned.panel)]
        case .unlisted:
            listing?.session.map { loseListing(on: $0, because: .replanned, by: "agent") } ?? []
        }
    }

    /// Whether the plan may still move it: it stands on a list that is open, and no opinion is asked for yet.
    package func isMovable(now: Date) -> Bool {
        guard let listing, listing.session != nil, listing.cutoff > now, ballot == nil else { return false }
        return ending == nil && emergency == nil && withdrawnConsent == nil && !tasks.contains { $0.received == nil }
    }

    /// Who may not be seated now: those who may not anyway, and whoever let the last ballot go without quorum.
    package var barredFromSeats: [ReviewerID: EligibilityRule] {
        guard relisting == .returnsWithoutQuorum else { return barred }
        var barred = barred
        for seat in awaitedSeats where !hasAnswered(seat.reviewer) { barred[seat.reviewer] = .silent }
        return barred
    }

    /// People who sat on it in an earlier round of opinions, and had better sit again.
    package var continuity: Set<ReviewerID> {
        ballot != nil ? Set(panel?.seats.map(\.reviewer) ?? []) : satBefore
    }

    /// Why it comes back, where it does; kept while it stands on the list that it came back to.
    package var returning: ListingReason? { relisting ?? listing?.reasons.last(where: \.isReturn) }

    /// Seats of people who cannot answer any more go to others at once: who is away until the ballot closes, lost a
    /// credential or licence, has a conflict now, or is off the roster. Who has answered keeps the seat.
    package func reseatLost(now: Date, facts: SeatingFacts) -> [CaseEvent] {
        guard let listing, ending == nil, emergency == nil, withdrawnConsent == nil,
            now < (ballot?.closes ?? listing.closes)
        else { return [] }
        guard isVoting || ballot == nil && listing.cutoff <= now else { return [] }
        var file = self
        var events: [CaseEvent] = []
        for seat in awaitedSeats where !hasAnswered(seat.reviewer) {
            guard let rule = ruleAgainst(seat, listing: listing, facts: facts) else { continue }
            let event = file.replace(seat, rule: rule, facts: facts)
            file = file.applying([event], at: now)
            events.append(event)
        }
        return events
    }

    private func ruleAgainst(_ seat: Seat, listing: Listing, facts: SeatingFacts) -> EligibilityRule? {
        guard let reviewer = facts.roster.reviewer(seat.reviewer) else { return .specialty }
        if facts.away.contains(reviewer.id) { return .leave }
        let day = CivilDate(listing.sits, in: facts.zone)
        guard let rule = Eligibility(of: subject, on: day).exclusion(of: reviewer, from: seat.specialty)?.rule else {
            return nil
        }
        // leave on the day of the session does not keep anybody from giving an opinion before; nor does less practice
        switch rule {
        case .specialty, .credential, .licence, .conflict: return rule
        default: return nil
        }
    }
}

extension ListingReason {
    /// Whether it says why a case comes back.
    var isReturn: Bool {
        switch self {
        case .returns, .newEvidence, .returnsWithoutQuorum, .voided: true
        default: false
        }
    }
}

extension EligibilityRule {
    /// Why somebody lost a seat, after their name.
    package var lossInPlainWords: String {
        switch self {
        case .recused: "stepped back"
        case .silent: "did not answer"
        case .leave: "is on leave until the ballot closes"
        case .credential: "has no valid credential"
        case .licence: "has no licence for the patient’s region"
        case .conflict: "has a conflict of interest"
        case .specialty: "is no longer on the roster for that seat"
        default: "cannot sit (\(title))"
        }
    }
}

extension Reviewer {
    /// Whether one leave covers every day from one to another.
    package func isAway(from first: CivilDate, to last: CivilDate) -> Bool {
        leave.contains { $0.from <= first && last <= $0.to }
    }
}
