package import Foundation
import Journal
package import TumorBoard

/// What a change of a session came to.
package struct SessionOutcome: Encodable, Equatable, Sendable {
    /// A case of its list.
    package struct Affected: Encodable, Equatable, Sendable {
        /// The case.
        package let id: CaseID
        /// What became of it.
        package let fate: ListingFate

        /// A case and what became of it.
        package init(id: CaseID, fate: ListingFate) {
            self.id = id
            self.fate = fate
        }
    }

    /// The session as it stands now.
    package let session: Session
    /// Whether it takes place.
    package let isCancelled: Bool
    /// Cases of its list that it touches, by id.
    package let cases: [Affected]
    /// Who is written to, since the session stands in their calendars.
    package let told: [ReviewerID]
}

/// What a session becomes; nil where it stays.
package struct SessionEdit: Equatable, Sendable {
    /// When it begins.
    package var starts: Date?
    /// How long it is.
    package var minutes: Int?
    /// Hours before the start at which the list closes.
    package var cutoffHours: Int?
    /// Room or video room; empty for none.
    package var place: String?

    /// A change.
    package init(starts: Date? = nil, minutes: Int? = nil, cutoffHours: Int? = nil, place: String? = nil) {
        self.starts = starts
        self.minutes = minutes
        self.cutoffHours = cutoffHours
        self.place = place
    }

    func applied(to session: Session) -> Session {
        var next = session
        next.starts = starts ?? session.starts
        next.minutes = minutes ?? session.minutes
        next.cutoffHours = cutoffHours ?? session.cutoffHours
        if let place { next.place = place.isEmpty ? nil : place }
        return next
    }
}

extension BoardOffice {
    /// Cancels a session before it begins, with what that means for each case of its list, in one transaction.
    ///
    /// A case whose ballot has not opened is listed again at once; one whose ballot has keeps it and is decided out of
    /// session; a discussion of the full board goes to another session. Whoever has the session in the calendar is told.
    /// - Throws: `SessionRefusal` where it has begun or is cancelled already, `OfficeError`.
    @discardableResult
    package func cancelSession(_ id: SessionID, reason: String, actor: String) throws -> SessionOutcome {
        let reason = reason.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !reason.isEmpty else { throw SessionRefusal.noReason }
        return try changeSession(id, actor: actor) { file, cases in
            let cancelled = SessionEvent.cancelled(SessionCancellation(reason: reason, by: actor, at: now))
            return SessionStep(
                events: [cancelled], tellsInvited: true,
                cases: cases.map { one in
                    (one, one.fate(losing: id), one.loseListing(on: id, because: .cancelled, by: actor))
                })
        }
    }

    /// Changes a session's time, length, cut-off or place, with what that means for each case, in one transaction.
    ///
    /// At another time its cases stay on its list, their seats filled for the new day. Shorter, it loses the least urgent
    /// cases until the others fit. Time and cut-off are fixed once ballots on its cases have opened.
    /// - Throws: `SessionRefusal`, each saying what to do instead; `OfficeError`.
    @discardableResult
    package func changeSession(
        _ id: SessionID, _ edit: SessionEdit, reason: String? = nil, actor: String
    ) throws -> SessionOutcome {
        let policy = try policy()
        return try changeSession(id, actor: actor) { file, cases in
            let next = edit.applied(to: file.session)
            guard next != file.session else { throw SessionRefusal.nothingToChange(id) }
            let isMoved = next.starts != file.session.starts || next.cutoff != file.session.cutoff
            if isMoved { try checkMove(to: next, cases) }
            var step = SessionStep(
                events: [.changed(SessionChange(session: next, reason: reason, by: actor))], tellsInvited: true,
                cases: [])
            let leaving = try leaving(next, file, cases, policy: policy)
            for one in cases {
                if leaving.contains(one.subject.id) {
                    step.events.append(.caseRemoved(.init(caseID: one.subject.id, minutes: 0)))
                    step.cases.append(
                        (one, one.fate(losing: id), one.loseListing(on: id, because: .shortened, by: actor)))
                } else if isMoved {
                    let events = one.follow(next, policy: policy)
                    if !events.isEmpty { step.cases.append((one, .moves, events)) }
                }
            }
            return step
        }
    }

    private func checkMove(to next: Session, _ cases: [CaseFile]) throws {
        let voting = cases.filter { $0.hasOpenedBallot && $0.listing?.session == next.id && $0.ending == nil }
        guard voting.isEmpty else { throw SessionRefusal.ballotsOpen(next.id, voting.map(\.subject.id)) }
        guard next.starts > now else { throw SessionRefusal.past(next.id) }
        guard next.cutoff > now || cases.isEmpty else { throw SessionRefusal.listWouldBeClosed(next.id) }
    }

    /// The least urgent cases, so many that the others fit; never one whose ballot has opened.
    private func leaving(
        _ next: Session, _ file: SessionFile, _ cases: [CaseFile], policy: BoardPolicy
    ) throws -> Set<CaseID> {
        var booked = file.booked
        var leaving: Set<CaseID> = []
        let free = cases.filter { !$0.hasOpenedBallot }.sorted {
            ListingOrder($1.subject, policy: policy, now: now) < ListingOrder($0.subject, policy: policy, now: now)
        }
        for one in free where booked > next.minutes {
            booked -= file.listed[one.subject.id] ?? 0
            leaving.insert(one.subject.id)
        }
        guard booked <= next.minutes else { throw SessionRefusal.tooShort(next.id, needed: booked) }
        return leaving
    }
}

/// What is appended about a session and its cases together.
private struct SessionStep {
    var events: [SessionEvent]
    /// Whether those who have it in their calendars are told.
    var tellsInvited: Bool
    var cases: [(file: CaseFile, fate: ListingFate, events: [CaseEvent])]
}

extension BoardOffice {
    /// Reads the session and its cases, decides, appends to all of them or none; again where someone was faster.
    private func changeSession(
        _ id: SessionID, actor: String, _ decide: (SessionFile, [CaseFile]) throws -> SessionStep
    ) throws -> SessionOutcome {
        for _ in 0..<8 {
            let file = try sessionFile(id)
            guard file.cancellation == nil else { throw SessionRefusal.isCancelled(id) }
            let now = now
            guard now < file.session.starts, file.sitting.opened == nil else { throw SessionRefusal.begun(id) }
            let step = try decide(file, try file.listed.keys.sorted().map(caseFile))
            var next = file
            for event in step.events { next.apply(event) }
            let invited = try invited(to: file)
            var effects = try effectsOfChangedRules()
            var appends = [try append(step.events, to: file)]
            for (one, _, events) in step.cases where !events.isEmpty {
                appends.append(try append(events, to: one.subject.id, expecting: one.version, now: now))
                effects.absorb(
                    try self.effects(of: events, from: one, to: one.applying(events, at: now), now: now))
            }
            let affected = step.cases.map { SessionOutcome.Affected(id: $0.file.subject.id, fate: $0.fate) }
            let notices = SessionNotices(before: file, file: next, affected: affected, invited: invited, now: now)
            // a change that nobody was told of yet is not told any more
            effects.cancelOutboxOfStream.append(.ofSession(id))
            effects.outbox += try notices.all.map { try $0.outboxItem(stream: .ofSession(id)) }
            do {
                _ = try journal.append(appends, actor: actor, recorded: now, effects: effects)
                return SessionOutcome(
                    session: next.session, isCancelled: next.cancellation != nil, cases: affected,
                    told: notices.tellsInvited ? invited : [])
            } catch JournalError.conflict {
                continue
            }
        }
        throw OfficeError.busy
    }

    /// Whoever has the session in the calendar, by id.
    private func invited(to file: SessionFile) throws -> [ReviewerID] {
        let known = Set(try roster().reviewers.map(\.id))
        var invited: Set<ReviewerID> = []
        for id in file.everListed { invited.formUnion(try caseFile(id).invited(to: file.session.id)) }
        return invited.intersection(known).sorted()
    }
}
