/// A change of a navigator's task. Tasks that follow from the case are found by rule; this is what people add to them.
package struct TaskChange: Codable, Equatable, Sendable {
    /// What became of it.
    package enum State: String, Codable, CaseIterable, Sendable { case open, done, dropped }

    /// The task: a rule's, such as "record.images", or one that a person made, such as "task-1".
    package var task: String
    /// What is to be done; nil leaves it as it was.
    package var title: String?
    /// Who does it; nil leaves it as it was.
    package var owner: String?
    /// By when; nil leaves it as it was.
    package var due: CivilDate?
    /// What became of it; nil leaves it as it was.
    package var state: State?
    /// A remark for the history.
    package var note: String?
    /// Who changed it.
    package var by: String

    /// A change.
    package init(
        task: String, title: String? = nil, owner: String? = nil, due: CivilDate? = nil, state: State? = nil,
        note: String? = nil, by: String
    ) {
        self.task = task
        self.title = title
        self.owner = owner
        self.due = due
        self.state = state
        self.note = note
        self.by = by
    }
}

/// To whom time that passes is attributed while a clock stands still.
package enum ClockCause: String, Codable, CaseIterable, Sendable { case records, payer, patient, reviewer }

/// A clock that someone stopped, and why.
package struct ClockStop: Codable, Equatable, Sendable {
    /// Whose time it is.
    package var cause: ClockCause
    /// Why.
    package var reason: String
    /// Who stopped it.
    package var by: String

    /// A stop.
    package init(cause: ClockCause, reason: String, by: String) {
        self.cause = cause
        self.reason = reason
        self.by = by
    }
}

/// What a person decided about wording in a report that the program found doubtful.
package struct TriageDecision: Codable, Equatable, Sendable {
    /// The record.
    package var record: String
    /// The wording.
    package var phrase: String
    /// Whether a re-review and a pathologist's seat follow from it.
    package var confirmed: Bool
    /// Who decided.
    package var by: String
    /// Why.
    package var note: String?

    /// A decision.
    package init(record: String, phrase: String, confirmed: Bool, by: String, note: String? = nil) {
        self.record = record
        self.phrase = phrase
        self.confirmed = confirmed
        self.by = by
        self.note = note
    }
}

/// One difference between a case and what came in about it.
package struct CaseChange: Codable, Equatable, Sendable {
    /// What happens with it.
    package enum Kind: String, Codable, Sendable {
        /// A fact that was not there.
        case added
        /// A value that a person put in place of another.
        case replaced
        /// A fact that is there no more.
        case removed
        /// A value that contradicts the case's; the case keeps its own until a person decides.
        case disputed
    }

    /// What happens with it.
    package var kind: Kind
    /// Which field or list: "diagnosis.histology", "biomarkers".
    package var field: String
    /// What the case said; nil where it said nothing.
    package var before: String?
    /// What came in; empty where something was taken away.
    package var after: String
    /// Where it comes from.
    package var source: String

    /// A difference.
    package init(kind: Kind, field: String, before: String? = nil, after: String, source: String) {
        self.kind = kind
        self.field = field
        self.before = before
        self.after = after
        self.source = source
    }
}

extension CaseChange {
    /// One line for a coordinator.
    package var line: String {
        switch kind {
        case .added: "\(field): “\(after)” added (\(source))."
        case .replaced: "\(field): “\(before ?? "nothing")” replaced by “\(after)” (\(source))."
        case .removed: "\(field): “\(before ?? "nothing")” is there no more."
        case .disputed: "\(field): the case says “\(before ?? "nothing")”, \(source) says “\(after)”."
        }
    }
}

/// What came in about a case that was there already: merged, with every difference named.
package struct CaseUpdate: Codable, Equatable, Sendable {
    /// The case with what was added or replaced.
    package var subject: Case
    /// Every difference.
    package var changes: [CaseChange]
    /// The file, form or person that it came from.
    package var source: String
    /// Whether opinions already cast must be confirmed on it.
    package var material: Bool
    /// Who brought it in.
    package var by: String

    /// An update.
    package init(subject: Case, changes: [CaseChange], source: String, material: Bool = false, by: String) {
        self.subject = subject
        self.changes = changes
        self.source = source
        self.material = material
        self.by = by
    }
}

/// Another case of the same patient.
package struct CaseLink: Codable, Equatable, Sendable {
    /// The other case.
    package var other: CaseID
    /// Why: another primary, or the same cancer presented again.
    package var reason: String

    /// A link.
    package init(other: CaseID, reason: String) {
        self.other = other
        self.reason = reason
    }
}

/// A letter that was made for a case.
package struct LetterMade: Codable, Equatable, Sendable {
    /// Which letter, by its template.
    package var letter: String
    /// The task that it serves, where it serves one.
    package var task: String?
    /// To whom.
    package var to: String
    /// Who made it.
    package var by: String

    /// A letter.
    package init(letter: String, task: String? = nil, to: String, by: String) {
        self.letter = letter
        self.task = task
        self.to = to
        self.by = by
    }
}
