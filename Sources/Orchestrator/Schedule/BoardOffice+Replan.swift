import Foundation
import Journal
import TumorBoard

extension StreamID {
    /// The kind under which the agent finds that it must plan again; the id says since which event.
    static let scheduleKind = "schedule"
    static func schedule(since position: Int64) -> StreamID { StreamID(kind: scheduleKind, id: String(position)) }
}

extension BoardOffice {
    /// Tells the agent to plan again, in the transaction of whatever changed people, sessions, rules or wishes.
    ///
    /// Every cause has a row of its own, so that one which comes while the agent plans is not lost.
    func markReplan(_ effects: inout Effects) throws {
        let stream = StreamID.schedule(since: try journal.head().position)
        effects.due[stream] = [DueRow(stream: stream, step: DueAction.list.rawValue, at: now)]
    }

    /// Whether the agent must plan again now.
    package func mustReplan() throws -> Bool { try !replanRows().isEmpty }

    private func replanRows() throws -> [DueRow] {
        try journal.due(at: now, limit: 4_096).filter { $0.stream.kind == StreamID.scheduleKind }
    }

    /// Makes the smallest change after people, sessions, rules or wishes changed: first seats on open ballots whose
    /// holder cannot answer any more, then places and panels of every case whose list is open. What still fits stays,
    /// and where everything fits nothing is written.
    package func replan() throws -> [StepReport] {
        let rows = try replanRows()
        var effects = Effects()
        for row in rows { effects.due[row.stream] = [] }
        guard try journal.version(of: .roster) > 0 else {
            _ = try journal.append([], actor: "agent", recorded: now, effects: effects)
            return []
        }
        var reports = try reseatLost()
        for _ in 0..<8 {
            do {
                reports += try publish(
                    try schedulePlan(scope: .repair), actor: "agent", cause: "replan", effects: effects)
                return reports
            } catch is ScheduleOvertaken {
                continue
            }
        }
        throw OfficeError.busy
    }

    /// Puts planning again off after it failed, so that it does not hold up everything else.
    func postponeReplan(by seconds: Double) throws {
        var effects = Effects()
        for row in try replanRows() {
            effects.due[row.stream] = [
                DueRow(stream: row.stream, step: row.step, at: now.addingTimeInterval(seconds))
            ]
        }
        _ = try journal.append([], actor: "agent", recorded: now, effects: effects)
    }

    private func reseatLost() throws -> [StepReport] {
        var reports: [StepReport] = []
        for view in try caseViews() where [.listed, .voting, .thirdOpinion].contains(view.status) {
            var events: [CaseEvent] = []
            try change(view.id, actor: "agent", cause: "replan") { file in
                events = file.reseatLost(now: now, facts: try facts(for: file))
                return events
            }
            if !events.isEmpty { reports.append(StepReport(caseID: view.id, action: .cover, events: events)) }
        }
        return reports
    }

    /// The due step of a case that is ready: all cases whose list is open are planned together, so that the most urgent
    /// gets the first place whichever step comes first.
    func takeListing(of id: CaseID) throws -> [StepReport] {
        for _ in 0..<8 {
            let proposal = try schedulePlan(scope: .repair)
            guard let file = proposal.desk.files[id], file.listing?.session == nil else { return [] }
            do {
                return try publish(proposal, actor: "agent", cause: "due:\(DueAction.list.rawValue)")
            } catch is ScheduleOvertaken {
                continue
            }
        }
        throw OfficeError.busy
    }
}
