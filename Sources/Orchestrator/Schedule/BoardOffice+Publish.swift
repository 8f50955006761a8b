import Foundation
package import Journal
package import TumorBoard

/// Why a plan was not published: what it was made from has moved on. Nothing has changed.
package struct ScheduleOvertaken: Error, Equatable, Sendable, CustomStringConvertible {
    /// Cases that changed since.
    package let cases: [CaseID]
    /// Sessions whose list changed since.
    package let sessions: [SessionID]

    /// What to do about it.
    package var description: String {
        let parts = [
            cases.isEmpty ? nil : "cases " + cases.map(\.text).joined(separator: ", "),
            sessions.isEmpty ? nil : "the lists of " + sessions.map(\.text).joined(separator: ", "),
        ].compactMap { $0 }
        let what = parts.isEmpty ? "roster, policy or sessions" : parts.joined(separator: " and ")
        return "nothing was published, since the plan was overtaken: \(what) changed after it was made; plan again"
    }
}

extension BoardOffice {
    /// Publishes a plan: listings, panels and the sessions' lists of every case that changes, all of it or nothing.
    ///
    /// - Parameter extra: what else changes in the same transaction.
    /// - Returns: the cases that changed, with their events; none, and nothing written, where the plan changes nothing.
    /// - Throws: `ScheduleOvertaken`, naming the cases and sessions that are not as the plan found them.
    @discardableResult
    package func publish(
        _ proposal: ScheduleProposal, actor: String, cause: String? = nil, effects extra: Effects = Effects()
    ) throws -> [StepReport] {
        let now = now
        var (appends, reports): ([StreamAppend], [StepReport]) = ([], [])
        var (effects, lists) = (extra, SessionLists(proposal.desk.sessions, now: now))
        for planned in proposal.plan.changed {
            guard let file = proposal.desk.files[planned.id] else { throw OfficeError.unknownCase(planned.id) }
            let events = file.scheduled(planned)
            guard !events.isEmpty else { continue }
            let next = file.applying(events, at: now)
            appends.append(try append(events, to: planned.id, expecting: file.version, cause: cause, now: now))
            effects.absorb(try self.effects(of: events, from: file, to: next, now: now))
            try lists.move(planned.id, from: file.listing, to: next.listing)
            reports.append(StepReport(caseID: planned.id, action: .list, events: events))
        }
        guard !appends.isEmpty || !effects.due.isEmpty else { return [] }
        do {
            _ = try journal.append(appends + lists.appends(), actor: actor, recorded: now, effects: effects)
        } catch JournalError.conflict {
            throw try overtaken(proposal, lists: lists)
        }
        return reports
    }

    private func overtaken(_ proposal: ScheduleProposal, lists: SessionLists) throws -> ScheduleOvertaken {
        let cases = try proposal.plan.changed.map(\.id).filter { id in
            try journal.version(of: .ofCase(id)) != proposal.desk.files[id]?.version
        }
        let sessions = try lists.appends().filter { try journal.version(of: $0.stream) != $0.expectedVersion }
            .map { try SessionID($0.stream.id) }
        return ScheduleOvertaken(cases: cases.sorted(), sessions: sessions.sorted())
    }
}

/// What changes on the lists of sessions, each list's changes together.
private struct SessionLists {
    private let files: [SessionID: SessionFile]
    private let now: Date
    private var events: [SessionID: [SessionEvent]] = [:]

    init(_ files: [SessionID: SessionFile], now: Date) {
        (self.files, self.now) = (files, now)
    }

    /// Takes a case from every list but its own and puts it on its own.
    mutating func move(_ id: CaseID, from old: Listing?, to new: Listing?) throws {
        for file in files.values where file.listed[id] != nil && file.session.id != new?.session {
            events[file.session.id, default: []].append(.caseRemoved(.init(caseID: id, minutes: 0)))
        }
        guard let new, let session = new.session else { return }
        guard let file = files[session] else { throw OfficeError.unknownSession(session) }
        guard file.listed[id] != new.minutes else { return }
        events[session, default: []].append(.caseListed(.init(caseID: id, minutes: new.minutes)))
    }

    /// One append a session, in the order of their ids.
    func appends() throws -> [StreamAppend] {
        try events.sorted { $0.key < $1.key }.compactMap { id, events in
            try files[id].map { file in
                StreamAppend(
                    stream: .ofSession(id), expectedVersion: file.version,
                    events: try events.map { try $0.stored(at: now) })
            }
        }
    }
}
