package import Foundation

extension CaseFile {
    /// A person opens a task.
    /// - Throws: `CommandRefusal` after the end, for an empty title, and for an authorisation where nobody is known who pays.
    package func openTask(
        _ title: String, kind: CaseTask.Kind = .other, owner: String? = nil, due: CivilDate? = nil, note: String? = nil,
        by person: String
    ) throws(CommandRefusal) -> [CaseEvent] {
        try refuseEnded()
        guard !title.isBlank else { throw .blank("the task") }
        if kind == .authorisation, subject.coverage == nil { throw .noCoverage }
        let numbers = intake.taskChanges.compactMap { change in
            change.act.task.hasPrefix(kind.prefix) ? Int(change.act.task.dropFirst(kind.prefix.count)) : nil
        }
        let id = kind.prefix + String((numbers.max() ?? 0) + 1)
        return [
            .taskChanged(
                TaskChange(task: id, title: title, owner: owner, due: due, state: .open, note: note, by: person))
        ]
    }

    /// A task is given to somebody, or to another day.
    package func assignTask(
        _ id: String, owner: String?, due: CivilDate?, note: String? = nil, by person: String, now: Date,
        policy: BoardPolicy
    ) throws(CommandRefusal) -> [CaseEvent] {
        _ = try openTask(id, now: now, policy: policy)
        if let owner, owner.isBlank { throw .blank("the owner") }
        guard owner != nil || due != nil else { throw .blank("the change") }
        return [.taskChanged(TaskChange(task: id, owner: owner, due: due, note: note, by: person))]
    }

    /// A task that a person opened is done, or is not to be done any more.
    /// - Throws: `CommandRefusal.taskStillNeeded` for one that follows from the case: it closes when its need is met.
    package func closeTask(
        _ id: String, as state: TaskChange.State, note: String?, by person: String, now: Date, policy: BoardPolicy
    ) throws(CommandRefusal) -> [CaseEvent] {
        let task = try openTask(id, now: now, policy: policy)
        guard task.isByHand else {
            throw .taskStillNeeded(id, why: ([task.title] + task.remarks).joined(separator: "; "))
        }
        return [.taskChanged(TaskChange(task: id, state: state, note: note, by: person))]
    }

    /// A remark for a task's history.
    package func noteOnTask(
        _ id: String, _ note: String, by person: String, now: Date, policy: BoardPolicy
    ) throws(CommandRefusal) -> [CaseEvent] {
        guard navigatorTasks(now: now, policy: policy).contains(where: { $0.id == id }) else { throw .unknownTask(id) }
        guard !note.isBlank else { throw .blank("the note") }
        return [.taskChanged(TaskChange(task: id, note: note, by: person))]
    }

    /// Tasks of an ended case can be looked after as long as one is open: slides go back afterwards.
    private func openTask(_ id: String, now: Date, policy: BoardPolicy) throws(CommandRefusal) -> CaseTask {
        guard let task = navigatorTasks(now: now, policy: policy).first(where: { $0.id == id }) else {
            throw .unknownTask(id)
        }
        guard task.state == .open else { throw .taskClosed(id) }
        return task
    }

    /// A nurse or navigator confirms that everything was gathered.
    package func checkIntake(by person: String, note: String?) throws(CommandRefusal) -> [CaseEvent] {
        try refuseEnded()
        guard !person.isBlank else { throw .blank("who checked it") }
        return [.intakeChecked(ByPerson(by: person, note: note))]
    }

    /// Who pays, in place of what was known; nothing new is no event.
    package func setCoverage(_ coverage: Coverage, by person: String) throws(CommandRefusal) -> [CaseEvent] {
        try refuseEnded()
        guard !coverage.payer.isBlank else { throw .blank("the payer") }
        guard coverage != subject.coverage else { return [] }
        var next = subject
        next.coverage = coverage
        let change = CaseChange(
            kind: subject.coverage == nil ? .added : .replaced, field: "coverage", before: subject.coverage?.line,
            after: coverage.line, source: person)
        return [.updated(CaseUpdate(subject: next, changes: [change], source: "the coverage as recorded", by: person))]
    }

    /// One more contact with the insurer; the log is only ever added to.
    package func contactInsurer(_ contact: InsurerContact) throws(CommandRefusal) -> [CaseEvent] {
        try refuseEnded()
        guard !contact.name.isBlank else { throw .blank("whom you spoke with") }
        guard !contact.about.isBlank else { throw .blank("what it was about") }
        return [.insurerContacted(contact)]
    }

    /// The clock stands still: time of the payer or the patient, with the reason.
    package func stopClock(
        _ cause: ClockCause, reason: String, by person: String
    ) throws(CommandRefusal) -> [CaseEvent] {
        try refuseEnded()
        guard cause == .payer || cause == .patient else { throw .clockByRule(cause) }
        if let standing = intake.stops.last, standing.until == nil { throw .clockStands(standing.stop.cause) }
        guard !reason.isBlank else { throw .blank("the reason") }
        return [.clockStopped(ClockStop(cause: cause, reason: reason, by: person))]
    }

    /// The clock runs again.
    package func resumeClock(by person: String, note: String?) throws(CommandRefusal) -> [CaseEvent] {
        try refuseEnded()
        guard let standing = intake.stops.last, standing.until == nil else { throw .clockRuns }
        return [.clockResumed(ByPerson(by: person, note: note))]
    }
}

extension Coverage {
    /// The coverage in one line.
    package var line: String {
        [payer, plan, member.map { "member \($0)" }, from.map { "from \($0)" }, until.map { "until \($0)" }]
            .compactMap { $0 }.joined(separator: ", ")
    }
}

extension String {
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}

extension CaseFile {
    /// When the withdrawal began that the last recorded consent has lifted; nil where it lifted none.
    package var liftedWithdrawal: Date? {
        var consents = entries.compactMap { entry in
            entry.event.consent.map { (isWithdrawn: $0.withdrawn != nil, at: entry.at) }
        }
        guard let last = consents.popLast(), !last.isWithdrawn else { return nil }
        var began: Date?
        while let before = consents.popLast(), before.isWithdrawn { began = before.at }
        return began
    }
}

extension CaseEvent {
    /// The consent as it holds after the event, where the event says; what comes in about a case can withdraw it too.
    var consent: Consent? {
        switch self {
        case .referred(let subject): subject.consent
        case .consentRecorded(let consent): consent
        case .updated(let update): update.subject.consent
        default: nil
        }
    }
}
