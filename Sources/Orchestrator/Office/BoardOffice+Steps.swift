package import Foundation
import Journal
package import TumorBoard

/// A due step that was taken, for logs and for whoever watches.
package struct StepReport: Equatable, Sendable {
    /// Which case.
    package let caseID: CaseID
    /// Which step.
    package let action: DueAction
    /// The events that it led to; none where it had to wait.
    package let events: [CaseEvent]
}

extension BoardOffice {
    /// Takes one due step of a case, if it is still due.
    ///
    /// The step is derived again from the case as it is now: what an old due row says is only a hint.
    ///
    /// - Returns: what it led to, first for the case itself; a case that is placed may move others.
    package func take(_ action: DueAction, of id: CaseID) throws -> [StepReport] {
        let policy = try policy()
        if action == .list {
            let reports = try takeListing(of: id)
            if !reports.contains(where: { $0.caseID == id }) {
                try refreshDue(of: try caseFile(id), after: action, policy: policy)
            }
            return reports
        }
        var events: [CaseEvent] = []
        let file = try change(id, actor: "agent", cause: "due:\(action.rawValue)") { file in
            let now = now
            guard file.dueSteps(now: now, policy: policy).contains(where: { $0.action == action && $0.at <= now })
            else {
                events = []
                return []
            }
            events = try decide(action, file, policy: policy, now: now)
            return events
        }
        if events.isEmpty { try refreshDue(of: file, after: action, policy: policy) }
        return events.isEmpty ? [] : [StepReport(caseID: id, action: action, events: events)]
    }

    private func decide(
        _ action: DueAction, _ file: CaseFile, policy: BoardPolicy, now: Date
    ) throws -> [CaseEvent] {
        switch action {
        case .alert: return file.alert()
        case .chaseRecords: return file.chaseRecords(now: now, policy: policy)
        case .list: return []  // `takeListing`, since it places every ready case at once
        case .openBallot: return try file.openBallot(now: now, policy: policy, digest: digest)
        case .remind: return file.remind()
        case .cover: return file.cover(now: now, facts: try facts(for: file))
        case .closeBallot: return try file.closeBallot(now: now, policy: policy, facts: try facts(for: file))
        case .askSignature: return file.askSignature()
        case .heldAlarm: return file.raiseHeldAlarm()
        case .chaseQuestions: return file.chaseQuestions(now: now, policy: policy)
        case .askImplementation: return file.askImplementation(now: now, policy: policy)
        }
    }

    /// The people and days that a seat of a case is filled from when it falls free.
    func facts(for file: CaseFile) throws -> SeatingFacts {
        let roster = try roster()
        let board = try self.board(of: file, in: roster)
        let zone = TimeZone(identifier: board.timeZone) ?? configuration.timeZone
        let (today, closes) = (now, file.isVoting ? file.ballot?.closes : file.listing?.closes)
        let week = Week(of: CivilDate(file.listing?.sits ?? now, in: zone))
        let last = CivilDate(max(closes ?? today, today), in: zone)
        return SeatingFacts(
            roster: roster,
            loads: try standingLoads(without: file.subject.id, roster: roster).compactMapValues { $0[week] },
            zone: zone,
            away: Set(
                roster.reviewers.filter { $0.isAway(from: CivilDate(today, in: zone), to: last) }.map(\.id)))
    }

    /// A step that could not move anything is looked at again in an hour, or sooner when roster, sessions or policy
    /// change; a row that is no longer due goes.
    private func refreshDue(of file: CaseFile, after action: DueAction, policy: BoardPolicy) throws {
        let stream = StreamID.ofCase(file.subject.id)
        var effects = Effects()
        effects.due[stream] = file.dueSteps(now: now, policy: policy).map { step in
            let waits = step.action == action && step.at <= now
            return DueRow(
                stream: stream, step: step.action.rawValue, at: waits ? now.addingTimeInterval(3_600) : step.at)
        }
        _ = try journal.append([], actor: "agent", recorded: now, effects: effects)
    }

    /// Puts a step off that failed, so that it does not hold up the others.
    func postpone(_ id: CaseID, _ action: DueAction, by seconds: Double) throws {
        let stream = StreamID.ofCase(id)
        let rows = try journal.due(of: stream).map { row in
            row.step == action.rawValue
                ? DueRow(stream: stream, step: row.step, at: now.addingTimeInterval(seconds)) : row
        }
        var effects = Effects()
        effects.due[stream] = rows
        _ = try journal.append([], actor: "agent", recorded: now, effects: effects)
    }

    /// Steps that are due, in the order in which they are taken: alerts first, then by time; listings of one moment
    /// by urgency and slack, so that the most urgent case gets the first place.
    package func dueSteps(limit: Int = 64) throws -> [(id: CaseID, action: DueAction)] {
        let policy = try policy()
        var steps: [(id: CaseID, action: DueAction, at: Date)] = []
        for row in try journal.due(at: now, limit: limit) where row.stream.kind != StreamID.scheduleKind {
            guard row.stream.kind == "case", let action = DueAction(rawValue: row.step) else {
                throw OfficeError.unreadable(
                    "“\(row.step)” of \(row.stream) is no step that this version knows: upgrade")
            }
            steps.append((try CaseID(row.stream.id), action, row.at))
        }
        let listings = try steps.filter { $0.action == .list }
            .map { (ListingOrder(try caseFile($0.id).subject, policy: policy, now: now), $0.id) }
            .sorted { $0.0 < $1.0 }.map(\.1)
        let others = steps.filter { $0.action != .list && $0.action != .alert }.sorted {
            ($0.at, $0.id) < ($1.at, $1.id)
        }
        return steps.filter { $0.action == .alert }.map { ($0.id, $0.action) }
            + listings.map { ($0, .list) } + others.map { ($0.id, $0.action) }
    }
}

extension BoardOffice {
    /// When something falls due next, a step or an email; nil when nothing will.
    package func nextMoment() throws -> Date? { try journal.nextDue() }

    /// How many events a case has.
    package func eventCount(of id: CaseID) throws -> Int { try journal.version(of: .ofCase(id)) }
}

extension BoardOffice {
    /// Whether nothing is due now: no step, no email, and none under way.
    package func isIdle() throws -> Bool {
        let now = now
        guard try journal.due(at: now, limit: 1).isEmpty else { return false }
        return try journal.outbox(states: [.queued, .composed, .leased, .ambiguous, .deferred])
            .allSatisfy { $0.state != .leased && $0.due > now }
    }
}
