package import Foundation

/// The people and days that seats are filled from when one falls free.
package struct SeatingFacts: Sendable {
    /// Everyone.
    package var roster: Roster
    /// Cases that each reviewer has in the week of the session.
    package var loads: [ReviewerID: Int]
    /// The zone of the board, which decides the day of the session.
    package var zone: TimeZone
    /// Whose leave covers every day on which opinions are still taken.
    package var away: Set<ReviewerID>

    /// Facts.
    package init(roster: Roster, loads: [ReviewerID: Int], zone: TimeZone, away: Set<ReviewerID> = []) {
        self.roster = roster
        self.loads = loads
        self.zone = zone
        self.away = away
    }
}

extension CaseFile {
    /// The list closes: the packet freezes and the ballot opens, however late long enough for everyone to answer.
    package func openBallot(
        now: Date, policy: BoardPolicy, digest: (PacketContent) throws -> String
    ) rethrows -> [CaseEvent] {
        guard let listing else { return [] }
        let packet = try freeze(now: now, policy: policy, digest: digest)
        let needed = now.addingTimeInterval(3_600 * Double(policy.ballots.reconfirmHours))
        let opening = BallotOpening(
            number: ballotNumber + 1, round: 1, closes: max(listing.closes, needed),
            closesWhenComplete: listing.session == nil)
        return (packet.map { [.packetFrozen($0)] } ?? []) + [.ballotOpened(opening)]
    }

    /// Ballots opened so far.
    package var ballotNumber: Int { ballot?.number ?? decisions.last?.ballot ?? 0 }

    /// A reviewer casts or replaces an opinion; the same opinion again changes nothing.
    package func cast(
        _ opinion: Opinion, by reviewer: ReviewerID, packetDigest: String, grade: AuthenticationGrade,
        signature: OpinionSignature? = nil, now: Date, policy: BoardPolicy
    ) throws(CommandRefusal) -> [CaseEvent] {
        let seat = try openSeat(of: reviewer)
        guard packetDigest == packet?.digest else { throw .packetChanged }
        guard opinion.vote.status != .recused else { throw .recusalIsNoOpinion }
        guard opinion.vote.reviewer == reviewer.text else { throw .wrongAuthor("reviewer") }
        guard opinion.vote.specialty == seat.specialty else { throw .wrongAuthor("specialty") }
        do {
            try opinion.vote.validated(under: policy.consensus)
        } catch {
            throw .opinion(error)
        }
        let known = Set(subject.questions.map(\.id) + subject.preferences.map(\.id))
        let named = opinion.answers.map(\.question) + opinion.preferences.map(\.preference)
        if let stranger = named.first(where: { !known.contains($0) }) { throw .unknownReference(stranger) }
        if let last = currentOpinions.first(where: { $0.reviewer == reviewer }), last.opinion == opinion,
            signature == nil || last.signature != nil
        {
            return []
        }
        return [
            .opinionCast(
                CastOpinion(
                    reviewer: reviewer, specialty: seat.specialty, ballot: ballotNumber, packetDigest: packetDigest,
                    opinion: opinion, at: now, grade: grade, signature: signature))
        ]
    }

    /// A reviewer steps back; the seat is filled at once.
    package func recuse(
        _ reviewer: ReviewerID, reason: String, facts: SeatingFacts
    ) throws(CommandRefusal) -> [CaseEvent] {
        let seat = try openSeat(of: reviewer)
        return [.recused(Recusal(reviewer: reviewer, reason: reason)), replace(seat, rule: .recused, facts: facts)]
    }

    /// Whoever has not answered is reminded.
    package func remind() -> [CaseEvent] {
        guard let ballot else { return [] }
        return [
            .reminded(
                Reminder(
                    reviewers: awaitedSeats.map(\.reviewer), ballot: ballot.number, count: ballot.reminders + 1))
        ]
    }

    /// Silent seats go to someone else where someone can take them; where nobody can, they stay as they are.
    package func cover(now: Date, facts: SeatingFacts) -> [CaseEvent] {
        var file = self
        var events: [CaseEvent] = []
        for seat in silentSeats(at: now) {
            let event = file.replace(seat, rule: .silent, facts: facts)
            guard case .seatReplaced(let replacement) = event, replacement.seat != nil else { continue }
            file = file.applying([event], at: now)
            events.append(event)
        }
        return events
    }

    private func openSeat(of reviewer: ReviewerID) throws(CommandRefusal) -> Seat {
        try refuseStanding()
        guard isVoting else { throw .noOpenBallot }
        if barred[reviewer] == .recused { throw .recusedAlready(reviewer) }
        guard let seat = panel?.seat(of: reviewer), seat.role != .member else { throw .notSeated(reviewer) }
        return seat
    }

    func replace(_ seat: Seat, rule: EligibilityRule, facts: SeatingFacts) -> CaseEvent {
        let isThird = seat.reasons.contains(.thirdOpinion)
        var barring = isThird ? dependent : [:]
        barring[seat.reviewer] = rule
        var (found, exclusions) = seatOne(seat.specialty, facts: facts, barring: barring)
        found?.reasons.append(rule == .recused ? .replaces(seat.reviewer) : .covers(seat.reviewer))
        if isThird { found?.reasons.append(.thirdOpinion) }
        return .seatReplaced(
            SeatReplacement(
                out: seat.reviewer, rule: rule, seat: found, specialty: seat.specialty, exclusions: exclusions))
    }

    /// Who may never give a third opinion: whoever treats the patient, even on a board's own patient.
    var dependent: [ReviewerID: EligibilityRule] {
        Dictionary(subject.referral.treating.map { ($0, .treating) }, uniquingKeysWith: { first, _ in first })
    }

    /// The best person for one more seat on this case who does not sit on it.
    func seatOne(
        _ specialty: Specialty, facts: SeatingFacts, barring: [ReviewerID: EligibilityRule] = [:]
    ) -> (seat: Seat?, exclusions: [Exclusion]) {
        var barred = barred
        for reviewer in facts.away { barred[reviewer] = .leave }
        for seat in panel?.seats ?? [] { barred[seat.reviewer] = .seated }
        barred.merge(barring) { _, new in new }
        let request = SeatingRequest(
            subject: subject, day: CivilDate(listing?.sits ?? .distantPast, in: facts.zone), seats: [specialty],
            roster: facts.roster, loads: facts.loads, barred: barred)
        let panel = request.seatPanel()
        return (panel.seats.first, panel.exclusions)
    }
}
