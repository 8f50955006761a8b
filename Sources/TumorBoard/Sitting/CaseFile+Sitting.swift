package import Foundation

extension CaseFile {
    /// What a case on a session's agenda is there for.
    package enum AgendaState: Equatable, Sendable {
        /// Unanimous: it is confirmed with the others of its kind unless somebody pulls it.
        case toBeConfirmed
        /// Its ballot came to a consensus that somebody should talk about: with dissent, or with equivalent options.
        case forDiscussion
        /// The opinions did not settle it: the full board discusses it.
        case boardSits
        /// Opinions are still being given; nothing of them is shown.
        case voting
        /// It waits for something, has a signed plan or has ended: there is nothing to decide.
        case nothingToDecide
    }

    /// What it is on the agenda for.
    package var agendaState: AgendaState {
        if ending != nil || signature != nil || withdrawnConsent != nil { return .nothingToDecide }
        if isVoting { return .voting }
        let isConsensus = decision?.outcome.kind == .consensus && ballot?.number == decision?.ballot
        if isConsensus, compiled != nil || boardSits != nil {
            return decision?.outcome.level == .unanimous ? .toBeConfirmed : .forDiscussion
        }
        return boardSits != nil ? .boardSits : .nothingToDecide
    }

    /// Whether the plan waits for its session, where policy wants it confirmed before it is signed.
    package func awaitsConfirmation(_ policy: BoardPolicy) -> Bool {
        policy.plans.confirmInSession && listing?.session != nil && heard?.result.isSettled != true
    }

    /// The session confirms what the ballot came to.
    package func confirm(_ confirmation: SessionConfirmation) throws(CommandRefusal) -> [CaseEvent] {
        try refuseStanding()
        guard agendaState == .toBeConfirmed || agendaState == .forDiscussion else { throw .nothingToConfirm }
        try refuse(confirmation)
        return [.confirmedInSession(confirmation)]
    }

    /// The session discussed it: opinions are open in the session, and everyone answers once more.
    package func discuss(
        _ confirmation: SessionConfirmation, now: Date, policy: BoardPolicy
    ) throws(CommandRefusal) -> [CaseEvent] {
        try refuseStanding()
        switch agendaState {
        case .toBeConfirmed, .forDiscussion, .boardSits: break
        case .voting, .nothingToDecide: throw .nothingToConfirm
        }
        try refuse(confirmation)
        return [.confirmedInSession(confirmation)]
            + reopening(ByPerson(by: confirmation.by), now: now, policy: policy)
    }

    /// It goes to another session: postponed with a reason, or not reached.
    ///
    /// A consensus goes with it where policy wants it confirmed or the board itself postponed it; else its plan is
    /// signed without the session. A ballot that is open stays open, and is decided out of session.
    package func postpone(
        _ confirmation: SessionConfirmation, policy: BoardPolicy
    ) throws(CommandRefusal) -> [CaseEvent] {
        try refuseEnded()
        guard confirmation.note?.isBlank == false else { throw .blank("the reason") }
        let isPostponed = confirmation.result == .postponed
        if isPostponed, signature != nil { throw .alreadySigned }
        let returns = isPostponed || policy.plans.confirmInSession
        var events: [CaseEvent] = [.confirmedInSession(confirmation)]
        if compiled != nil, signature == nil, boardSits == nil, returns {
            let note = confirmation.note ?? ""
            events.append(
                .boardToSit(
                    BoardToSit(reason: "session \(confirmation.session): \(confirmation.result.words): \(note)")))
        }
        let next = applying(events, at: .distantPast)
        return events
            + next.loseListing(
                on: confirmation.session, because: isPostponed ? .postponed : .notReached, by: confirmation.by)
    }

    /// The session finds that something is needed first; when all of it is in, the case is listed again by itself.
    package func askInSession(
        _ needs: [InformationNeed], _ confirmation: SessionConfirmation, facts: SeatingFacts
    ) throws(CommandRefusal) -> [CaseEvent] {
        try refuseStanding()
        guard signature == nil else { throw .alreadySigned }
        guard !isVoting else { throw .nothingToConfirm }
        guard !needs.isEmpty else { throw .blank("what is needed") }
        return [.confirmedInSession(confirmation)] + askInformation(needs, facts: facts)
    }

    private func refuse(_ confirmation: SessionConfirmation) throws(CommandRefusal) {
        guard confirmation.isQuorate else { throw .notQuorate(confirmation.missing) }
        if confirmation.dissent.contains(where: { $0.words.isBlank }) { throw .blank("the dissent") }
        for dissent in confirmation.dissent where panel?.seat(of: dissent.reviewer) == nil {
            throw .notSeated(dissent.reviewer)
        }
    }
}

extension String {
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
