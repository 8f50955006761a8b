package import Foundation

/// What a dissenter says about how their dissent is recorded, before the plan is signed.
package struct DissentStatement: Codable, Equatable, Sendable {
    /// Who.
    package var reviewer: ReviewerID
    /// For which seat.
    package var specialty: Specialty
    /// What they add, in their own words, for the letter; nil where they have looked and add nothing.
    package var text: String?

    /// A statement.
    package init(reviewer: ReviewerID, specialty: Specialty, text: String? = nil) {
        self.reviewer = reviewer
        self.specialty = specialty
        self.text = text
    }
}

extension CaseFile {
    /// How a reviewer's dissent stands in the plan that waits for its signature, or was signed.
    /// - Throws: `CommandRefusal.noPlan`, `.noDissent`.
    package func dissent(of reviewer: ReviewerID) throws(CommandRefusal) -> Attributed<Dissent> {
        guard let plan, compiled != nil else { throw .noPlan }
        guard let dissent = plan.dissents.first(where: { $0.by == reviewer }) else { throw .noDissent(reviewer) }
        return dissent
    }

    /// A dissenter states something beside their dissent, changes it, or takes it back; the plan is compiled again.
    /// - Parameter text: nil says that they have looked and add nothing.
    package func stateDissent(
        by reviewer: ReviewerID, text: String?, now: Date
    ) throws(CommandRefusal) -> [CaseEvent] {
        try refuseStanding()
        let dissent = try dissent(of: reviewer)
        guard signature == nil else { throw .alreadySigned }
        guard text.map(\.saysSomething) ?? true else { throw .blank("the statement") }
        let last = dissentStatements.last { $0.reviewer == reviewer }
        if let last, last.text == text { return [] }
        let stated = CaseEvent.dissentStated(
            DissentStatement(reviewer: reviewer, specialty: dissent.specialty, text: text))
        return last?.text == text ? [stated] : [stated] + applying([stated], at: now).recompiled()
    }

    /// Whoever looks for the first time is noted; what they stated stays.
    package func lookAtDissent(by reviewer: ReviewerID, now: Date) throws(CommandRefusal) -> [CaseEvent] {
        guard signature == nil, ending == nil, !dissentStatements.contains(where: { $0.reviewer == reviewer }) else {
            return []
        }
        return try stateDissent(by: reviewer, text: nil, now: now)
    }

    /// Dissenters who have not looked at how they are recorded.
    package var dissentersUnheard: [ReviewerID] {
        let looked = Set(dissentStatements.map(\.reviewer))
        return (plan?.dissents ?? []).map(\.by).filter { !looked.contains($0) }
    }
}
