package import Foundation

extension CaseFile {
    /// Whoever is asked to sign sends the plan back unsigned; nothing of it is lost.
    ///
    /// The coordinator or the author of the words is told; or the whole panel answers once more. The signature is asked
    /// for again when the plan has changed.
    package func sendBack(
        _ reason: String, by reviewer: Reviewer, to addressee: PlanReturn.Addressee, askingPanel: Bool, board: Board,
        now: Date, policy: BoardPolicy
    ) throws(CommandRefusal) -> [CaseEvent] {
        try refuseStanding()
        guard let plan, compiled != nil else { throw .noPlan }
        guard signature == nil else { throw .alreadySigned }
        guard reviewer.id == board.chair || board.delegates.contains(reviewer.id) else {
            throw .mayNotSign("neither chairs \(board.name) nor is a delegate")
        }
        guard reason.saysSomething else { throw .blank("the reason for sending it back") }
        if case .author(let author) = addressee {
            guard let seat = panel?.seat(of: author), seat.role != .member else { throw .notSeated(author) }
        }
        let back = PlanReturn(
            by: reviewer.id, reason: reason, to: addressee, version: plan.version, asksPanel: askingPanel)
        // the same once more is harmless
        guard planRecord.returned != back else { return [] }
        return [.planSentBack(back)] + (askingPanel ? [reopening(now: now, policy: policy)] : [])
    }

    /// The ballot in which the whole panel answers once more.
    func reopening(now: Date, policy: BoardPolicy) -> CaseEvent {
        let hasThird = panel?.seats.contains { $0.reasons.contains(.thirdOpinion) } ?? false
        return .ballotOpened(
            BallotOpening(
                number: ballotNumber + 1, round: hasThird ? 2 : 1,
                closes: now.addingTimeInterval(3_600 * Double(policy.ballots.outOfSessionHours)),
                closesWhenComplete: true))
    }

    /// Whom an unsigned plan can be sent back to: everyone whose words it holds.
    package var authorsOfPlan: [ReviewerID] {
        guard let plan else { return [] }
        return Set(plan.statements.compactMap(\.by)).sorted()
    }
}
