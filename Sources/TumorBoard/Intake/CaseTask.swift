package import Foundation

/// Something that somebody has to do for a case, with everything that happened to it.
package struct CaseTask: Codable, Equatable, Sendable {
    /// What a task is about; each kind has its own time.
    package enum Kind: String, Codable, CodingKeyRepresentable, CaseIterable, Sendable, Hashable {
        case consent, record, slides, identity, disputes, triage, check, authorisation, reconcile, other,
            information
    }

    /// One line of its history.
    package struct Step: Codable, Equatable, Sendable {
        /// When.
        package let at: Date
        /// What happened, in plain words.
        package let what: String
        /// Who did it; nil where time or a rule did.
        package let by: String?
    }

    /// The same as long as the case lives: "consent", "record.images", "slides.release", "task-1".
    package let id: String
    /// What it is about.
    package let kind: Kind
    /// What is to be done, in plain words.
    package let title: String
    /// What to know about it, a line each.
    package let remarks: [String]
    /// Whose it is.
    package private(set) var owner: String
    /// By when.
    package let due: CivilDate
    /// What became of it.
    package let state: TaskChange.State
    /// Whether it is open and its day has passed.
    package let isOverdue: Bool
    /// Everything that touched it, oldest first.
    package let history: [Step]

    /// The task with its owner's name, where the owner is a reviewer.
    package func naming(_ roster: Roster) -> CaseTask {
        guard let reviewer = roster.reviewers.first(where: { $0.id.text == owner }) else { return self }
        var task = self
        task.owner = reviewer.name
        return task
    }

    /// Whether a person opened it; every other task follows from the case.
    package var isByHand: Bool { Self.isByHand(id) }

    /// Whether an id is that of a task that a person opened.
    static func isByHand(_ id: String) -> Bool { id.hasPrefix("task-") || id.hasPrefix("authorisation-") }
}

extension CaseTask.Kind {
    /// The kinds that a person can open a task of.
    package static let byHand: [CaseTask.Kind] = [.other, .authorisation]

    /// How the ids of tasks that a person opened begin.
    var prefix: String { self == .authorisation ? "authorisation-" : "task-" }
}
