import Foundation
package import TumorBoard

/// A task with the case that it belongs to.
package struct TaskLine: Codable, Equatable, Sendable {
    /// The case.
    package var caseID: CaseID
    /// The task.
    package var task: CaseTask

    private enum CodingKeys: String, CodingKey {
        case task
        case caseID = "case"
    }

    /// A task of a case.
    package init(caseID: CaseID, task: CaseTask) {
        self.caseID = caseID
        self.task = task
    }
}

/// The clocks of a case, with its board.
package struct ClockLine: Codable, Equatable, Sendable {
    /// The case.
    package var caseID: CaseID
    /// The board that decides it.
    package var board: BoardID
    /// Its urgency.
    package var urgency: UrgencyClass
    /// Its clocks.
    package var clocks: CaseClocks

    private enum CodingKeys: String, CodingKey {
        case board, urgency, clocks
        case caseID = "case"
    }
}

extension BoardOffice {
    /// The tasks of a case, open ones first.
    package func tasks(of file: CaseFile) throws -> [CaseTask] {
        let roster = try roster()
        return file.navigatorTasks(now: now, policy: try policy()).map { $0.naming(roster) }
    }

    /// The open tasks of every case that a filter lets through, by their day.
    package func openTasks(_ isShown: (CaseView) -> Bool = { _ in true }) throws -> [TaskLine] {
        let (now, policy, roster) = (now, try policy(), try roster())
        var lines: [TaskLine] = []
        for view in try caseViews() where isShown(view) {
            lines += try caseFile(view.id).openTasks(now: now, policy: policy).map {
                TaskLine(caseID: view.id, task: $0.naming(roster))
            }
        }
        return lines.sorted { ($0.task.due, $0.caseID, $0.task.id) < ($1.task.due, $1.caseID, $1.task.id) }
    }

    /// The clocks of every case that waits for its answer, the worst first; of one board, where it is named.
    package func clockLines(of board: BoardID? = nil, _ isShown: (CaseView) -> Bool = { _ in true }) throws
        -> [ClockLine]
    {
        let (now, policy, roster) = (now, try policy(), try roster())
        var lines: [ClockLine] = []
        for view in try caseViews() where view.status != .ended && isShown(view) {
            let file = try caseFile(view.id)
            let clocks = file.clocks(now: now, policy: policy)
            let decides = try self.board(of: file, in: roster).id
            guard clocks.answered == nil, board == nil || board == decides else { continue }
            lines.append(
                ClockLine(caseID: view.id, board: decides, urgency: file.subject.urgency.level, clocks: clocks))
        }
        return lines.sorted {
            ($0.clocks.governing?.daysLeft ?? .max, $0.caseID) < ($1.clocks.governing?.daysLeft ?? .max, $1.caseID)
        }
    }

    /// A person opens a task.
    @discardableResult
    package func openTask(
        _ title: String, kind: CaseTask.Kind, owner: String?, due: CivilDate?, note: String?, of id: CaseID,
        actor: String
    ) throws -> CaseFile {
        try change(id, actor: actor) {
            try $0.openTask(title, kind: kind, owner: owner, due: due, note: note, by: actor)
        }
    }

    /// Gives a task to somebody or to another day.
    @discardableResult
    package func assignTask(
        _ task: String, owner: String?, due: CivilDate?, note: String?, of id: CaseID, actor: String
    ) throws -> CaseFile {
        let policy = try policy()
        return try change(id, actor: actor) {
            try $0.assignTask(task, owner: owner, due: due, note: note, by: actor, now: now, policy: policy)
        }
    }

    /// Closes a task that a person opened.
    @discardableResult
    package func closeTask(
        _ task: String, as state: TaskChange.State, note: String?, of id: CaseID, actor: String
    ) throws -> CaseFile {
        let policy = try policy()
        return try change(id, actor: actor) {
            try $0.closeTask(task, as: state, note: note, by: actor, now: now, policy: policy)
        }
    }

    /// Adds a remark to a task's history.
    @discardableResult
    package func noteOnTask(_ task: String, _ note: String, of id: CaseID, actor: String) throws -> CaseFile {
        let policy = try policy()
        return try change(id, actor: actor) {
            try $0.noteOnTask(task, note, by: actor, now: now, policy: policy)
        }
    }

    /// Records that somebody confirmed that everything was gathered.
    @discardableResult
    package func checkIntake(of id: CaseID, by person: String, note: String?, actor: String) throws -> CaseFile {
        try change(id, actor: actor) { try $0.checkIntake(by: person, note: note) }
    }

    /// Records who pays.
    @discardableResult
    package func setCoverage(_ coverage: Coverage, of id: CaseID, actor: String) throws -> CaseFile {
        try change(id, actor: actor) { try $0.setCoverage(coverage, by: actor) }
    }

    /// Adds a contact with the insurer to the log.
    @discardableResult
    package func contactInsurer(_ contact: InsurerContact, of id: CaseID, actor: String) throws -> CaseFile {
        try change(id, actor: actor) { try $0.contactInsurer(contact) }
    }

    /// Stops a case's clock for the payer or the patient.
    @discardableResult
    package func stopClock(_ cause: ClockCause, reason: String, of id: CaseID, actor: String) throws -> CaseFile {
        try change(id, actor: actor) { try $0.stopClock(cause, reason: reason, by: actor) }
    }

    /// Lets a case's clock run again.
    @discardableResult
    package func resumeClock(of id: CaseID, note: String?, actor: String) throws -> CaseFile {
        try change(id, actor: actor) { try $0.resumeClock(by: actor, note: note) }
    }
}
