package import Foundation

extension CaseFile {
    /// The ballot closes, consensus is computed, and what follows from it happens in the same breath.
    package func closeBallot(
        now: Date, policy: BoardPolicy, facts: SeatingFacts
    ) throws(VoteError) -> [CaseEvent] {
        guard let ballot, !ballot.isClosed else { return [] }
        let opinions = currentOpinions
        let outcome = try decide(consensusContext(policy), opinions.map(\.opinion.vote), rules: policy.consensus)
        let closing: [CaseEvent] =
            [.ballotClosed(BallotNumber(number: ballot.number))] + openCommitments()
            + [.decided(Decision(ballot: ballot.number, round: ballot.round, outcome: outcome))]
        let next = applying(closing, at: now)
        switch outcome.kind {
        case .consensus where next.lacksIndependentVote:
            return closing
                + next.seekIndependentVote(on: outcome, ballot: ballot, now: now, policy: policy, facts: facts)
        case .consensus: return closing + next.compile(outcome, opinions: opinions, ballot: ballot.number)
        case .escalate: return closing + next.escalate(outcome, ballot: ballot, now: now, policy: policy, facts: facts)
        case .needInfo, .noQuorum: return closing + next.askInformation(outcome.actions, facts: facts)
        }
    }

    /// The full board has discussed the case: opinions are open among it, and everyone answers once more.
    ///
    /// Consensus is then computed again; every earlier opinion stays on record.
    package func recordDiscussion(
        by person: String, note: String?, now: Date, policy: BoardPolicy
    ) throws(CommandRefusal) -> [CaseEvent] {
        try refuseStanding()
        guard boardSits != nil else { throw .boardDoesNotSit }
        return reopening(ByPerson(by: person, note: note), now: now, policy: policy)
    }

    /// The discussion is over, and everyone is asked once more.
    func reopening(_ person: ByPerson, now: Date, policy: BoardPolicy) -> [CaseEvent] {
        let hasThird = panel?.seats.contains { $0.reasons.contains(.thirdOpinion) } ?? false
        let opening = BallotOpening(
            number: ballotNumber + 1, round: hasThird ? 2 : 1,
            closes: now.addingTimeInterval(3_600 * Double(policy.ballots.outOfSessionHours)), closesWhenComplete: true)
        return [.boardDiscussed(person), .ballotOpened(opening)]
    }

    /// What consensus is told beside the opinions.
    package func consensusContext(_ policy: BoardPolicy) -> ConsensusContext {
        let group = subject.diseaseGroup
        let emptyVotes = panel?.empty.filter { $0.seatRole == .voting }.count ?? 0
        func done(_ need: InformationNeed) -> Bool {
            tasks.contains { $0.request.need == need && $0.received != nil }
        }
        return ConsensusContext(
            convened: max(1, (panel?.votingSeats.count ?? 0) + emptyVotes), round: ballot?.round ?? 1,
            required: policy.seats.core(for: group), owners: policy.seats.owners[group] ?? [:],
            pathologyReReviewDone: done(.pathologyReReview), stagingReviewDone: done(.stagingReview),
            adjudicatedContraindications: adjudicated)
    }

    /// Contraindications that stopped round 1 and that the third opinion, cast since, does not share.
    private var adjudicated: [Modality] {
        guard ballot?.round == 2, let first = decisions.last?.outcome,
            let third = panel?.seats.first(where: { $0.reasons.contains(.thirdOpinion) })?.reviewer,
            let vote = currentOpinions.first(where: { $0.reviewer == third })?.opinion.vote, vote.status == .cast
        else { return [] }
        return first.reasons.compactMap { reason in
            guard case .contraindication(let modality, _) = reason,
                !vote.contraindications.contains(where: { $0.modality == modality && $0.severity == .absolute })
            else { return nil }
            return modality
        }
    }

    /// Whether everyone whose treatment vote counts treats the patient. The full board, once it has discussed the case,
    /// is independent.
    private var lacksIndependentVote: Bool {
        let votes = currentOpinions.filter { $0.opinion.vote.isTreatmentVote }
        let hasDiscussed = entries.contains { if case .boardDiscussed = $0.event { true } else { false } }
        return !hasDiscussed && votes.allSatisfy { subject.referral.treating.contains($0.reviewer) }
    }

    /// On a board's own patient the treating clinicians' votes count beside at least one that is independent.
    private func seekIndependentVote(
        on outcome: Outcome, ballot: Ballot, now: Date, policy: BoardPolicy, facts: SeatingFacts
    ) -> [CaseEvent] {
        let reason = "everyone who voted treats the patient"
        let owners = policy.seats.owners[subject.diseaseGroup] ?? [:]
        let plans = outcome.options.isEmpty ? outcome.plan.map { [$0] } ?? [] : outcome.options.map(\.plan)
        let owner = plans.flatMap(\.modalities).lazy
            .compactMap { (owners[$0] ?? policy.consensus.owners[$0])?.first }.first
        guard ballot.round == 1, outcome.n < policy.consensus.boardSitsFrom, let owner else {
            return convene(reason, now: now)
        }
        return seek(
            owner, else: "\(reason), and no independent \(owner.title) can give an opinion", ballot: ballot, now: now,
            policy: policy, facts: facts)
    }

    func compile(_ outcome: Outcome, opinions: [CastOpinion], ballot: Int) -> [CaseEvent] {
        guard let packet else { return [] }
        let compiler = PlanCompiler(
            outcome: outcome, opinions: opinions, packet: packet, ballot: ballot, supplements: supplements,
            statements: dissentStatements, refused: subject.refusals.map(\.modality), former: plan)
        return compiler.compile(version: (plan?.version ?? 0) + 1).map { [.planCompiled($0)] } ?? []
    }

    /// A reviewer of the panel adds what the plan lacks before it is signed; the plan is compiled again.
    package func supplement(_ supplement: PlanSupplement, now: Date) throws(CommandRefusal) -> [CaseEvent] {
        try answer([supplement], now: now)
    }

    /// Several at once: the plan is compiled again with all of them.
    package func answer(_ supplements: [PlanSupplement], now: Date) throws(CommandRefusal) -> [CaseEvent] {
        try refuseStanding()
        guard compiled != nil, let plan, let decision else { throw .noPlan }
        guard signature == nil else { throw .alreadySigned }
        for supplement in supplements { try check(supplement, on: plan) }
        let added = supplements.map { CaseEvent.planSupplemented($0) }
        guard !added.isEmpty else { return [] }
        return added
            + applying(added, at: now).compile(decision.outcome, opinions: currentOpinions, ballot: plan.ballot)
    }

    private func check(_ supplement: PlanSupplement, on plan: TreatmentPlan) throws(CommandRefusal) {
        guard let seat = panel?.seat(of: supplement.reviewer), seat.role != .member,
            seat.specialty == supplement.specialty
        else { throw .notSeated(supplement.reviewer) }
        switch supplement.subject {
        case .question(let id):
            guard plan.questions.contains(where: { $0.question.id == id }) else { throw .unknownReference(id) }
        case .preference(let id, _):
            guard plan.preferences.contains(where: { $0.preference.id == id }) else { throw .unknownReference(id) }
        case .detail, .benefits, .sideEffects, .duration, .burden, .boardAnswer: break
        }
    }

    /// The plan of the last ballot compiled anew, with what was added to it since.
    func recompiled() -> [CaseEvent] {
        guard let plan, let decision else { return [] }
        return compile(decision.outcome, opinions: currentOpinions, ballot: plan.ballot)
    }

    /// A third opinion is sought once; after it, or where nobody can give it, the full board sits.
    private func escalate(
        _ outcome: Outcome, ballot: Ballot, now: Date, policy: BoardPolicy, facts: SeatingFacts
    ) -> [CaseEvent] {
        guard case .specialty(let specialty) = outcome.target, ballot.round == 1 else {
            return convene("the opinions do not settle it and no further opinion is sought", now: now)
        }
        return seek(
            specialty, else: "no independent \(specialty.title) can give a third opinion", ballot: ballot, now: now,
            policy: policy, facts: facts)
    }

    /// One more opinion, from somebody independent; where nobody can give it, the full board sits.
    private func seek(
        _ specialty: Specialty, else reason: String, ballot: Ballot, now: Date, policy: BoardPolicy,
        facts: SeatingFacts
    ) -> [CaseEvent] {
        var (found, _) = seatOne(specialty, facts: facts, barring: dependent)
        found?.reasons.append(.thirdOpinion)
        guard let seat = found else { return convene(reason, now: now) }
        let opening = BallotOpening(
            number: ballot.number + 1, round: 2,
            closes: now.addingTimeInterval(3_600 * Double(policy.ballots.thirdOpinionHours)), closesWhenComplete: true)
        return [.thirdOpinionSought(seat), .ballotOpened(opening)]
    }

    /// The full board sits: in the case's session, or in the next one where that has begun already.
    private func convene(_ reason: String, now: Date) -> [CaseEvent] {
        let sits = CaseEvent.boardToSit(BoardToSit(reason: reason))
        guard let listing, let session = listing.session, listing.sits <= now else { return [sits] }
        return [sits] + applying([sits], at: now).loseListing(on: session, because: .over, by: "agent")
    }

    /// Each need becomes a task of whoever of its specialty can take it.
    func askInformation(_ needs: [InformationNeed], facts: SeatingFacts) -> [CaseEvent] {
        needs.map { need in
            let asked = seatOne(need.owner, facts: facts).seat?.reviewer
            return .informationAsked(InformationRequest(need: need, specialty: need.owner, reviewer: asked))
        }
    }
}
