/// What the coordinator asks of the plan for a case, all of it; none lifts whatever was asked before.
package struct ScheduleWishes: Codable, Equatable, Sendable {
    /// The wishes that hold from now on.
    package var wishes: [ScheduleWish]
    /// Who asks.
    package var by: String

    /// Wishes of somebody.
    package init(_ wishes: [ScheduleWish], by: String) {
        self.wishes = wishes
        self.by = by
    }
}

extension ScheduleWish {
    /// Whether it is about the session and not about who sits.
    package var isOfSession: Bool {
        switch self {
        case .inSession, .notInSession: true
        case .seated, .notSeated: false
        }
    }

    /// The wish, as a part of a sentence.
    package func inPlainWords(nameOf: (ReviewerID) -> String) -> String {
        switch self {
        case .inSession(let session): "in session \(session)"
        case .notInSession(let session): "not in session \(session)"
        case .seated(let reviewer, let specialty): "\(nameOf(reviewer)) as \(specialty.title)"
        case .notSeated(let reviewer): "without \(nameOf(reviewer))"
        }
    }

    /// Whether two wishes cannot both hold, so that the newer one takes the place of the older.
    package func replaces(_ older: ScheduleWish) -> Bool {
        switch (self, older) {
        case (.inSession, .inSession): true
        case (.inSession(let one), .notInSession(let other)), (.notInSession(let one), .inSession(let other)):
            one == other
        case (.seated(let one, let seat), .seated(let other, let taken)): seat == taken || one == other
        case (.seated(let one, _), .notSeated(let other)), (.notSeated(let one), .seated(let other, _)): one == other
        default: self == older
        }
    }
}
