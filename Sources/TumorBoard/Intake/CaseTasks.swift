package import Foundation

extension CaseFile {
    /// Every task of the case, open ones by their day first, then what is done.
    ///
    /// The events are gone through once more: a task opens with the event after which its need was there, closes with the
    /// one after which it was gone, and what touched it in between stands in its history.
    package func navigatorTasks(now: Date, policy: BoardPolicy) -> [CaseTask] {
        guard let first = entries.first, var file = CaseFile([first]) else { return [] }
        var ledger = TaskLedger(policy: policy)
        ledger.meet(file.needs(now: first.at, policy: policy), at: first.at, because: first.event)
        for entry in entries.dropFirst() {
            file = file.applying([entry.event], at: entry.at)
            ledger.touch(entry)
            if entry.event.changesNeeds {
                ledger.meet(file.needs(now: entry.at, policy: policy), at: entry.at, because: entry.event)
            }
        }
        ledger.meet(needs(now: now, policy: policy), at: now, because: nil)
        let cutoff = listing.map { CivilDate($0.cutoff, in: policy.zone) }
        let owner = subject.navigator?.name ?? "coordinator"
        let tasks = ledger.tasks(owner: owner, cutoff: cutoff, today: CivilDate(now, in: policy.zone))
        return tasks.enumerated().sorted { left, right in
            let (one, other) = (left.element, right.element)
            if (one.state == .open) != (other.state == .open) { return one.state == .open }
            return (one.due, left.offset) < (other.due, right.offset)
        }.map(\.element)
    }

    /// The tasks that are open.
    package func openTasks(now: Date, policy: BoardPolicy) -> [CaseTask] {
        navigatorTasks(now: now, policy: policy).filter { $0.state == .open }
    }
}

/// The tasks of one case while its events are gone through.
private struct TaskLedger {
    fileprivate struct Draft {
        let id: String
        let kind: CaseTask.Kind
        var title: String
        var remarks: [String] = []
        var opened: Date
        var owner: String?
        var due: CivilDate?
        var state = TaskChange.State.open
        var history: [CaseTask.Step] = []
        /// What came after a check.
        var afterwards: [String] = []
    }

    private let policy: BoardPolicy
    private var drafts: [Draft] = []
    /// The instant of the last look at the needs.
    private var seen = Date.distantFuture

    init(policy: BoardPolicy) { self.policy = policy }

    /// The needs as they are after an event; what is new opens, what is gone closes.
    mutating func meet(_ needs: [CaseNeed], at instant: Date, because event: CaseEvent?) {
        defer { seen = instant }
        for need in needs {
            let arose = need.since?.start(in: policy.zone)
            let isByTime = arose.map { $0 > seen && $0 <= instant } ?? false
            let at = isByTime ? arose ?? instant : instant
            let cause = isByTime ? nil : event
            guard let index = drafts.firstIndex(where: { $0.id == need.task }) else {
                var draft = Draft(id: need.task, kind: need.kind, title: need.title, remarks: need.remarks, opened: at)
                draft.owner = need.owner
                draft.history.append(opening("Opened", at, cause))
                drafts.append(draft)
                continue
            }
            (drafts[index].title, drafts[index].remarks) = (need.title, need.remarks)
            guard drafts[index].state != .open else { continue }
            (drafts[index].state, drafts[index].opened, drafts[index].due) = (.open, at, nil)
            drafts[index].history.append(opening("Opened again", at, cause))
        }
        for index in drafts.indices where drafts[index].state == .open && !CaseTask.isByHand(drafts[index].id) {
            guard !needs.contains(where: { $0.task == drafts[index].id }) else { continue }
            let isEnd = event?.isEnd ?? false
            drafts[index].state = isEnd ? .dropped : .done
            add(
                event.map { "Closed: \($0.inTasks)" } ?? "Closed: the rules ask for it no longer", instant, event?.doer,
                to: index)
        }
        guard event?.isEnd ?? false else { return }
        for index in drafts.indices where drafts[index].state == .open && CaseTask.isByHand(drafts[index].id) {
            drafts[index].state = .dropped
            add("Closed: the case ended", instant, event?.doer, to: index)
        }
    }

    /// What an event says about tasks that are there.
    mutating func touch(_ entry: CaseFile.Entry) {
        let words = entry.event.inTasks
        switch entry.event {
        case .recordsChased(let chase):
            // past the last request nothing is mailed any more: somebody is to telephone
            let isOver = chase.count > policy.listing.chases
            let asked = isOver ? "still missing: to be asked for by telephone" : words
            for index in open where chase.missing.contains(where: { drafts[index].isAbout($0) }) {
                add(asked, entry.at, "agent", to: index)
            }
        case .informationChased(let chase):
            let ids = chase.needs.map { "information.\($0.rawValue)" }
            for index in open where ids.contains(drafts[index].id) { add(words, entry.at, "agent", to: index) }
        case .recordAdded(let addition): note(addition.record, words, entry)
        case .informationReceived(let result): note(result.record, words, entry)
        case .letterMade(let letter):
            for index in drafts.indices where drafts[index].id == letter.task {
                add(words, entry.at, letter.by, to: index)
            }
        case .custodyRecorded(let step):
            for index in open where drafts[index].kind == .slides { add(words, entry.at, step.person, to: index) }
        case .insurerContacted(let contact):
            for index in open where drafts[index].kind == .authorisation { add(words, entry.at, contact.by, to: index) }
        case .updated: noteAfterCheck(words, entry)
        case .intakeChecked(let person):
            if !drafts.contains(where: { $0.id == "check" }) {
                var draft = Draft(
                    id: "check", kind: .check, title: "Check that everything was gathered", opened: entry.at)
                draft.state = .done
                drafts.append(draft)
            }
            for index in drafts.indices where drafts[index].id == "check" {
                drafts[index].afterwards = []
                if drafts[index].state != .open { add(words, entry.at, person.by, to: index) }
            }
        case .taskChanged(let change): self.change(change, at: entry.at)
        default: break
        }
    }

    /// The tasks as they stand.
    func tasks(owner: String, cutoff: CivilDate?, today: CivilDate) -> [CaseTask] {
        drafts.map { draft in
            let opened = CivilDate(draft.opened, in: policy.zone)
            var due = opened.adding(days: policy.tasks.dueDays[draft.kind] ?? 7)
            if let cutoff, cutoff >= opened, draft.id != "slides.return" { due = min(due, cutoff) }
            due = draft.due ?? due
            return CaseTask(
                id: draft.id, kind: draft.kind, title: draft.title, remarks: draft.remarks + draft.afterwards,
                owner: draft.owner ?? owner, due: due, state: draft.state,
                isOverdue: draft.state == .open && due < today, history: draft.history)
        }
    }

    private var open: [Int] { drafts.indices.filter { drafts[$0].state == .open } }

    private func opening(_ word: String, _ at: Date, _ event: CaseEvent?) -> CaseTask.Step {
        CaseTask.Step(at: at, what: "\(word): \(event.map(\.inTasks) ?? "by the passing of time")", by: event?.doer)
    }

    private mutating func add(_ what: String, _ at: Date, _ by: String?, to index: Int) {
        drafts[index].history.append(CaseTask.Step(at: at, what: what.asSentenceBeginning, by: by))
    }

    /// A record that came: for the task about its class, and for a check that went before.
    private mutating func note(_ record: ClinicalRecord, _ words: String, _ entry: CaseFile.Entry) {
        if !record.isPresent {
            for index in open where drafts[index].isAbout(record.kind) {
                add(words, entry.at, entry.event.doer, to: index)
            }
        }
        noteAfterCheck(words, entry)
    }

    private mutating func noteAfterCheck(_ words: String, _ entry: CaseFile.Entry) {
        for index in drafts.indices where drafts[index].id == "check" && drafts[index].state == .done {
            add("After the check: \(words)", entry.at, entry.event.doer, to: index)
            drafts[index].afterwards.append("It came after the check: \(words).")
        }
    }

    private mutating func change(_ change: TaskChange, at: Date) {
        var index = drafts.firstIndex { $0.id == change.task }
        if index == nil, let title = change.title {
            let kind: CaseTask.Kind =
                change.task.hasPrefix(CaseTask.Kind.authorisation.prefix) ? .authorisation : .other
            drafts.append(Draft(id: change.task, kind: kind, title: title, opened: at))
            index = drafts.indices.last
            drafts[drafts.count - 1].history.append(
                CaseTask.Step(at: at, what: "Opened" + (change.note.map { ": \($0)" } ?? ""), by: change.by))
            drafts[drafts.count - 1].owner = change.owner
            drafts[drafts.count - 1].due = change.due
            return
        }
        guard let index else { return }
        if let title = change.title { drafts[index].title = title }
        if let owner = change.owner { drafts[index].owner = owner }
        if let due = change.due { drafts[index].due = due }
        if let state = change.state, CaseTask.isByHand(change.task) { drafts[index].state = state }
        add(change.words, at, change.by, to: index)
    }
}

extension TaskLedger.Draft {
    /// Whether the task waits for a record of that class.
    fileprivate func isAbout(_ kind: RecordClass) -> Bool {
        kind == .slidesOrBlocks ? self.kind == .slides : id == "record.\(kind.rawValue)"
    }
}

extension TaskChange {
    /// The change in one line.
    fileprivate var words: String {
        var parts: [String] = []
        if let title { parts.append("called “\(title)”") }
        if let owner { parts.append("given to \(owner)") }
        if let due { parts.append("due on \(due)") }
        switch state {
        case .done: parts.append("done")
        case .dropped: parts.append("dropped")
        case .open: parts.append("open")
        case nil: break
        }
        let done = parts.joined(separator: ", ")
        guard let note else { return done }
        return done.isEmpty ? "note: \(note)" : "\(done): \(note)"
    }
}

extension CaseEvent {
    /// Whether what the case needs can be another thing afterwards.
    fileprivate var changesNeeds: Bool {
        switch self {
        case .referred, .consentRecorded, .recordAdded, .informationAsked, .informationReceived, .updated,
            .custodyRecorded,
            .intakeChecked,
            .linked, .emergencyRaised, .planSigned, .planWithdrawn, .ended:
            true
        default: false
        }
    }

    fileprivate var isEnd: Bool { if case .ended = self { true } else { false } }

    /// Who did it, as far as the event says.
    fileprivate var doer: String? {
        switch self {
        case .recordAdded(let addition): addition.by
        case .informationReceived(let result): result.by
        case .updated(let update): update.by
        case .custodyRecorded(let step): step.person
        case .intakeChecked(let person), .planWithdrawn(let person): person.by
        case .planSigned(let signature): signature.name
        case .ended(let ending): ending.by
        default: nil
        }
    }

    /// The event as a task's history tells it.
    fileprivate var inTasks: String {
        switch self {
        case .referred: "the referral came in"
        case .consentRecorded(let consent):
            consent.withdrawn.map { "the consent was withdrawn on \($0)" }
                ?? (consent.toReview ? "the consent was recorded" : "no consent to a review")
        case .recordAdded(let addition): addition.record.arrival
        case .recordsChased(let chase): "asked for, \(chase.count == 1 ? "the first time" : "time \(chase.count)")"
        case .informationAsked: "the board asked for it"
        case .informationChased(let chase): "overdue: reminded, time \(chase.count)"
        case .informationReceived(let result): result.record.arrival
        case .updated(let update):
            "\(update.changes.count == 1 ? "1 difference" : "\(update.changes.count) differences") came in with "
                + update.source
        case .letterMade(let letter): "the letter “\(letter.letter)” was made for \(letter.to)"
        case .insurerContacted(let contact):
            "spoke with \(contact.name) about \(contact.about); "
                + (contact.approved.map { "approved: \($0)" } ?? "nothing was approved")
        case .custodyRecorded(let step): "slides or blocks, \(step.line)"
        case .intakeChecked(let person): "\(person.by) confirmed it\(person.note.map { ": \($0)" } ?? "")"
        case .emergencyRaised: "it is an emergency"
        case .planSigned: "the plan was signed"
        case .planWithdrawn: "the plan was withdrawn"
        case .ended(let ending): "the case ended (\(ending.kind.rawValue))"
        case .linked(let link): "case \(link.other) of the same patient is known"
        default: kind
        }
    }
}

extension ClinicalRecord {
    fileprivate var arrival: String {
        if pending { return "“\(title)” was asked for" }
        return legible ? "“\(title)” came in" : "“\(title)” came and cannot be read"
    }
}

extension String {
    fileprivate var asSentenceBeginning: String { prefix(1).uppercased() + dropFirst() }
}
