/// What differs between two versions of a plan, statement by statement.
package struct PlanComparison: Equatable, Sendable {
    /// One statement that came, went or reads otherwise.
    package enum Change: Equatable, Sendable {
        case added(PlanStatement)
        case removed(PlanStatement)
        case changed(from: PlanStatement, to: PlanStatement)

        /// What it is about.
        package var part: PlanStatement.Part { statement.part }

        /// The newer wording, or the only one.
        package var statement: PlanStatement {
            switch self {
            case .added(let one), .removed(let one), .changed(_, let one): one
            }
        }
    }

    /// The differences, in the order in which the newer plan is read; what went stands last.
    package let changes: [Change]

    /// Whether the two say the same.
    package var isEmpty: Bool { changes.isEmpty }

    /// Compares; a statement of the same person about the same part that reads otherwise has changed.
    package init(from old: TreatmentPlan, to new: TreatmentPlan) {
        self.init(from: old.statements, to: new.statements)
    }

    /// Compares lists of statements.
    package init(from old: [PlanStatement], to new: [PlanStatement]) {
        var gone = old
        var come: [PlanStatement] = []
        for statement in new {
            if let same = gone.firstIndex(of: statement) { gone.remove(at: same) } else { come.append(statement) }
        }
        var changes: [Change] = []
        for statement in come {
            let former = gone.firstIndex { $0.part == statement.part && $0.by == statement.by }
            if let former {
                changes.append(.changed(from: gone.remove(at: former), to: statement))
            } else {
                changes.append(.added(statement))
            }
        }
        self.changes = changes + gone.map { .removed($0) }
    }
}
