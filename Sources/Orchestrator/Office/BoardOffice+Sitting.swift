import Foundation
import Journal
package import TumorBoard

/// What is recorded of one case in a session.
package struct SessionAct: Equatable, Sendable {
    /// What it came to.
    package enum Outcome: Equatable, Sendable {
        /// The consensus of its ballot is confirmed.
        case confirmed
        /// It was discussed, and everyone is asked to answer once more.
        case discussed
        /// It goes to another session.
        case postponed
        /// Something is needed first.
        case informationNeeded([InformationNeed])
    }

    /// What it came to.
    package var outcome: Outcome
    /// What was said, or why it was postponed.
    package var note: String?
    /// Who dissented, in their own words.
    package var dissent: [SessionConfirmation.Dissent]

    /// What is recorded.
    package init(_ outcome: Outcome, note: String? = nil, dissent: [SessionConfirmation.Dissent] = []) {
        self.outcome = outcome
        self.note = note?.isBlank == false ? note : nil
        self.dissent = dissent
    }

    var result: SessionConfirmation.Result {
        switch outcome {
        case .confirmed: .confirmed
        case .discussed: .discussed
        case .postponed: .postponed
        case .informationNeeded: .informationNeeded
        }
    }
}

/// What confirming the unanimous cases together came to.
package struct SessionConfirmed: Codable, Equatable, Sendable {
    /// The cases that were confirmed.
    package var confirmed: [CaseID]
    /// The cases that were not, with who is missing.
    package var refused: [CaseID: String]
}

extension BoardOffice {
    /// How long before its start a session can be opened: people come early.
    package static let earlyMinutes = 60

    /// The session begins to sit.
    @discardableResult
    package func openSession(_ id: SessionID, by person: String) throws -> SessionFile {
        try sit(id, by: person, isOpening: true) { file, now in
            guard file.sitting.opened == nil else { throw SessionRefusal.openAlready(id) }
            guard now >= file.session.starts.addingTimeInterval(-60 * Double(Self.earlyMinutes)) else {
                throw SessionRefusal.tooEarly(id)
            }
            return SittingStep([.opened(SessionOpening(by: person, at: now))])
        }
    }

    /// Somebody comes or goes; who is there already and comes again changes nothing.
    @discardableResult
    package func attend(
        _ id: SessionID, _ reviewers: [ReviewerID], isThere: Bool, by person: String
    ) throws -> SessionFile {
        let roster = try roster()
        for reviewer in reviewers where roster.reviewer(reviewer) == nil {
            throw OfficeError.unknownReviewer(reviewer.text)
        }
        return try sit(id, by: person) { file, now in
            let changing = reviewers.filter { file.sitting.present.contains($0) != isThere }
            return SittingStep(
                changing.map { .attended(SessionAttendance(reviewer: $0, isThere: isThere, at: now)) })
        }
    }

    /// A case comes before the board; the one before it pauses.
    @discardableResult
    package func startItem(_ caseID: CaseID, in id: SessionID, by person: String) throws -> SessionFile {
        try sit(id, by: person) { file, now in
            try refuseUnlisted(caseID, in: file)
            guard file.sitting.running != caseID else { return SittingStep([]) }
            return SittingStep([.itemStarted(SessionItemStart(caseID: caseID, at: now))])
        }
    }

    /// Somebody wants a case discussed that would be confirmed with the others, or no longer.
    @discardableResult
    package func pullItem(
        _ caseID: CaseID, in id: SessionID, isPulled: Bool = true, by person: String
    ) throws -> SessionFile {
        try sit(id, by: person) { file, now in
            try refuseUnlisted(caseID, in: file)
            guard (file.sitting.items[caseID]?.pulledBy != nil) != isPulled else { return SittingStep([]) }
            return SittingStep(
                [.itemPulled(SessionItemPull(caseID: caseID, isPulled: isPulled, by: person, at: now))])
        }
    }

    /// Records what the session did with a case, in its stream and the case's together.
    /// - Throws: `CommandRefusal.notQuorate` where it would be decided and those present are no quorum for it.
    @discardableResult
    package func endItem(_ caseID: CaseID, in id: SessionID, _ act: SessionAct, by person: String) throws -> SessionFile
    {
        let (policy, roster) = (try policy(), try roster())
        return try sit(id, by: person) { file, now in
            try refuseUnlisted(caseID, in: file)
            let one = try caseFile(caseID)
            let confirmation = confirmation(of: one, in: file, act, by: person, policy: policy, roster: roster)
            var step = SittingStep([end(one, in: file, confirmation, roster: roster, now: now)])
            switch act.outcome {
            case .confirmed: step.cases = [(one, try one.confirm(confirmation))]
            case .discussed: step.cases = [(one, try one.discuss(confirmation, now: now, policy: policy))]
            case .postponed:
                step.cases = [(one, try one.postpone(confirmation, policy: policy))]
                step.events.append(.caseRemoved(.init(caseID: caseID, minutes: 0)))
            case .informationNeeded(let needs):
                step.cases = [(one, try one.askInSession(needs, confirmation, facts: try facts(for: one)))]
            }
            return step
        }
    }

    /// Confirms, in one go and without discussion, every unanimous case that nobody pulled and that is quorate.
    package func confirmUnanimous(in id: SessionID, by person: String) throws -> SessionConfirmed {
        let (policy, roster) = (try policy(), try roster())
        var done = SessionConfirmed(confirmed: [], refused: [:])
        try sit(id, by: person) { file, now in
            done = SessionConfirmed(confirmed: [], refused: [:])
            var step = SittingStep([])
            for one in try agenda(of: file) where isToBeConfirmed(one, in: file) {
                let act = SessionAct(.confirmed)
                let confirmation = confirmation(of: one, in: file, act, by: person, policy: policy, roster: roster)
                do {
                    step.cases.append((one, try one.confirm(confirmation)))
                    step.events.append(end(one, in: file, confirmation, roster: roster, now: now))
                    done.confirmed.append(one.subject.id)
                } catch let refusal as CommandRefusal {
                    done.refused[one.subject.id] = refusal.description
                }
            }
            return step
        }
        return done
    }

    /// The session closes. What it did not reach goes back to the list, with the reason.
    @discardableResult
    package func closeSession(_ id: SessionID, note: String? = nil, by person: String) throws -> SessionFile {
        let (policy, roster) = (try policy(), try roster())
        return try sit(id, by: person) { file, now in
            var step = SittingStep([])
            for one in try agenda(of: file) where isUnreached(one, in: file) {
                let caseID = one.subject.id
                var confirmation = confirmation(
                    of: one, in: file, SessionAct(.postponed, note: unreachedReason(one)), by: person, policy: policy,
                    roster: roster)
                confirmation.result = .notReached
                step.events.append(end(one, in: file, confirmation, roster: roster, now: now))
                step.cases.append((one, try one.postpone(confirmation, policy: policy)))
                step.events.append(.caseRemoved(.init(caseID: caseID, minutes: 0)))
            }
            step.events.append(.closed(SessionClosing(by: person, note: note, at: now)))
            return step
        }
    }

    /// The cases of a session in the order of its agenda; those that it has sent elsewhere too.
    package func agenda(of file: SessionFile) throws -> [CaseFile] {
        let policy = try policy()
        let ids = Set(file.listed.keys).union(file.sitting.items.filter { $0.value.end != nil }.keys)
        return try ids.map(caseFile).sorted {
            ListingOrder($0.subject, policy: policy, now: file.session.starts)
                < ListingOrder($1.subject, policy: policy, now: file.session.starts)
        }
    }

    /// The quorum of those who are in a session for one of its cases.
    package func quorum(of one: CaseFile, in file: SessionFile, roster: Roster, policy: BoardPolicy) -> SittingQuorum {
        one.quorum(
            of: file.sitting.present, roster: roster, rules: policy.scheduling, on: file.session.localDay.day)
    }

    /// Whether a case is confirmed together with the others of its kind.
    package func isToBeConfirmed(_ one: CaseFile, in file: SessionFile) -> Bool {
        let item = file.sitting.items[one.subject.id]
        return file.listed[one.subject.id] != nil && one.agendaState == .toBeConfirmed && item?.pulledBy == nil
            && item?.end == nil && item?.isRunning != true
    }
}

extension BoardOffice {
    private func isUnreached(_ one: CaseFile, in file: SessionFile) -> Bool {
        file.listed[one.subject.id] != nil && file.sitting.items[one.subject.id]?.end == nil && one.ending == nil
            && one.signature == nil && one.listing?.session == file.session.id
    }

    private func unreachedReason(_ one: CaseFile) -> String {
        switch one.agendaState {
        case .voting: "its ballot was still open when the session closed"
        case .nothingToDecide: "it was not for decision when the session closed"
        case .toBeConfirmed, .forDiscussion, .boardSits: "the session closed before its turn"
        }
    }

    private func refuseUnlisted(_ caseID: CaseID, in file: SessionFile) throws {
        guard file.listed[caseID] != nil else { throw SessionRefusal.notOnAgenda(file.session.id, caseID) }
        guard file.sitting.items[caseID]?.end == nil else { throw SessionRefusal.doneWith(file.session.id, caseID) }
    }

    private func confirmation(
        of one: CaseFile, in file: SessionFile, _ act: SessionAct, by person: String, policy: BoardPolicy,
        roster: Roster
    ) -> SessionConfirmation {
        let quorum = quorum(of: one, in: file, roster: roster, policy: policy)
        let isDiscussed = !(file.sitting.items[one.subject.id]?.spans ?? []).isEmpty || act.outcome == .discussed
        return SessionConfirmation(
            session: file.session.id, result: act.result, present: file.sitting.present.sorted(),
            isQuorate: quorum.isQuorate, missing: quorum.missing, isDiscussed: isDiscussed, note: act.note,
            dissent: act.dissent, by: person)
    }

    private func end(
        _ one: CaseFile, in file: SessionFile, _ confirmation: SessionConfirmation, roster: Roster, now: Date
    ) -> SessionEvent {
        .itemEnded(
            SessionItemEnd(
                caseID: one.subject.id, result: confirmation.result, minutes: file.listed[one.subject.id] ?? 0,
                present: confirmation.present, expected: (one.panel?.seats.map(\.reviewer) ?? []).sorted(),
                isQuorate: confirmation.isQuorate, at: now))
    }

    /// Reads the session, decides, appends to it and to its cases or to none; again where someone was faster.
    @discardableResult
    private func sit(
        _ id: SessionID, by person: String, isOpening: Bool = false, _ decide: (SessionFile, Date) throws -> SittingStep
    ) throws -> SessionFile {
        for _ in 0..<8 {
            let file = try sessionFile(id)
            guard file.cancellation == nil else { throw SessionRefusal.isCancelled(id) }
            guard file.sitting.closed == nil else { throw SessionRefusal.isClosed(id) }
            guard isOpening || file.sitting.isLive else { throw SessionRefusal.notOpen(id) }
            let now = now
            let step = try decide(file, now)
            guard !step.events.isEmpty else { return file }
            var next = file
            for event in step.events { next.apply(event) }
            var appends = [try append(step.events, to: file)]
            var effects = try effects(leaving: step.events)
            for (one, events) in step.cases where !events.isEmpty {
                appends.append(try append(events, to: one.subject.id, expecting: one.version, now: now))
                effects.absorb(try self.effects(of: events, from: one, to: one.applying(events, at: now), now: now))
            }
            do {
                _ = try journal.append(appends, actor: person, recorded: now, effects: effects)
                return next
            } catch JournalError.conflict {
                continue
            }
        }
        throw OfficeError.busy
    }

    /// A case that leaves the list frees nothing in a session that has begun, but may want a place in another.
    private func effects(leaving events: [SessionEvent]) throws -> Effects {
        let leaves = events.contains { if case .caseRemoved = $0 { true } else { false } }
        return leaves ? try effectsOfChangedRules() : Effects()
    }
}

/// What is appended about a session that sits and its cases together.
private struct SittingStep {
    var events: [SessionEvent]
    var cases: [(file: CaseFile, events: [CaseEvent])] = []

    init(_ events: [SessionEvent]) { self.events = events }
}

extension String {
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
