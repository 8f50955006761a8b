import Documents
import Foundation
import Orchestrator
import TumorBoard

extension StaffDesk {
    /// Everything that is to be done in the cases that are shown: what follows from a case's state and what is written
    /// down as a task, by the day.
    func allTasks(_ isShown: (CaseID?) -> Bool) throws -> [TaskRow] {
        let others = try site.office.coordinatorTasks().filter { isShown($0.caseID) }.map { task in
            (
                day: CivilDate(task.due, in: times.zone),
                row: TaskRow(
                    what: task.what, owner: task.owner.asSentenceStart, due: times.day(task.due),
                    isLate: task.due < now, url: task.caseID.map { "/cases/\($0)" })
            )
        }
        let navigators = try site.office.openTasks { isShown($0.id) }.map { line in
            (
                day: line.task.due,
                row: TaskRow(
                    what: "\(line.caseID): \(line.task.title)", owner: line.task.owner.asSentenceStart,
                    due: times.day(line.task.due), isLate: line.task.isOverdue, url: "/cases/\(line.caseID)")
            )
        }
        return (others + navigators).sorted { ($0.day, $0.row.what) < ($1.day, $1.row.what) }.map(\.row)
    }

    /// The tasks of a case with their history.
    func navigatorTasks(_ file: CaseFile) -> [NavigatorTaskRow] {
        file.navigatorTasks(now: now, policy: policy).map { task in
            NavigatorTaskRow(
                id: task.id, what: task.title, remarks: task.remarks, owner: task.owner.asSentenceStart,
                due: times.day(task.due), isLate: task.isOverdue, state: task.state.rawValue.asSentenceStart,
                history: task.history.map {
                    EventRow(time: times.moment($0.at), text: $0.what, actor: $0.by ?? "")
                })
        }
    }

    /// The clocks of one case: each limit, and whose time it was.
    func clocks(_ file: CaseFile) -> DataTable {
        let clocks = file.clocks(now: now, policy: policy)
        var rows = clocks.limits.map { limit in
            [
                limit.words.asSentenceStart, limit.left.asSentenceStart,
                "Day \(clocks.clock(of: limit).elapsed.wholeDays)",
                clocks.clock(of: limit).shares.asSentenceStart,
            ]
        }
        if let promise = clocks.promise {
            let clock = clocks.clock(of: promise)
            rows.append([
                promise.words.asSentenceStart, promise.left.asSentenceStart, "Day \(clock.elapsed.wholeDays)",
                clock.shares.asSentenceStart,
            ])
        }
        let standing = clocks.standing.map { ". Stands still: \($0.cause?.title ?? ""), \($0.why)" } ?? ""
        return DataTable(
            caption: "\(clocks.state.title.asSentenceStart): \(clocks.words)\(standing)",
            columns: ["Limit", "Left", "Clock", "Whose days"], rows: rows)
    }

    /// Who pays, and every contact with them; nil where nothing is known.
    func coverage(_ file: CaseFile) -> DataTable? {
        let contacts = file.intake.insurerContacts.map(\.act)
        guard file.subject.coverage != nil || !contacts.isEmpty else { return nil }
        return DataTable(
            caption: file.subject.coverage?.line ?? "Nobody is known who pays",
            columns: ["Day", "With", "About", "Approved", "Reference", "By"],
            rows: contacts.map { contact in
                [
                    [times.day(contact.date), contact.time].compactMap { $0 }.joined(separator: ", "), contact.name,
                    contact.about, contact.approved ?? "Nothing", contact.reference ?? "–", contact.by,
                ]
            })
    }

    /// What the patient agreed to, in words.
    func consent(_ file: CaseFile) -> Fact {
        let consent = file.subject.consent
        var parts: [String] = []
        if let withdrawn = consent.withdrawn {
            parts.append("withdrawn on \(times.day(withdrawn)): the case stands still")
        }
        let day = consent.date.map { " on \(times.day($0))" } ?? ""
        parts.append(consent.toReview ? "review by the board\(day)" : "no review by the board")
        if consent.letterToReferringDoctor { parts.append("letter to the referring doctor") }
        if consent.summaryToOwnDoctor { parts.append("summary to the patient's own doctor") }
        if consent.documentsByEmail { parts.append("documents by email") }
        if consent.readFirst { parts.append("reads the plan first") }
        if let scope = consent.scope { parts.append("scope: \(scope)") }
        return Fact(label: "Consent", value: parts.joined(separator: "; ").asSentenceStart)
    }

    /// Open cases that are at risk or late, the worst first.
    func atRisk() throws -> [ClockRow] {
        try site.office.clockLines { isOurs($0) }.filter { $0.clocks.state != .onTime }.map { line in
            let clocks = line.clocks
            return ClockRow(
                reference: line.caseID.text, url: "/cases/\(line.caseID)",
                board: roster.board(line.board)?.name ?? line.board.text, state: clocks.state.title.asSentenceStart,
                isLate: clocks.state == .breached, limit: clocks.words.asSentenceStart,
                diagnosis: clocks.fromDiagnosis.map { "Day \($0.elapsed.wholeDays)" } ?? "Not known",
                records: clocks.fromRecords.map { "Day \($0.elapsed.wholeDays)" } ?? "Not complete",
                whose: clocks.governing.map { clocks.clock(of: $0).shares.asSentenceStart } ?? "–")
        }
    }
}
