import Foundation
package import TumorBoard

extension ScheduleProposal {
    /// Why a case is decided where and by whom it is; nil for a case that the plan does not touch.
    package func explain(_ id: CaseID) -> CaseExplanation? { planner.explain(id, in: answer) }

    /// Cases that no session takes, with what stands against each and the cheapest change that would help.
    package var unplaced: [UnplacedCase] { planner.unplaced(in: answer) }

    /// Seats that nobody takes, by case, with who could have and the cheapest change that would help.
    package var emptySeats: [(id: CaseID, seats: [EmptySeat])] {
        plan.cases.filter { !$0.panel.empty.isEmpty }.map { planned in
            (planned.id, explain(planned.id)?.seats.compactMap(\.empty) ?? [])
        }
    }

    /// The name of a reviewer, for sentences.
    package func name(_ id: ReviewerID) -> String { desk.request.roster.reviewer(id)?.name ?? id.text }
}

extension BoardOffice {
    /// Why somebody does not sit on a case, with the plan that the answer is about.
    /// - Throws: `ScheduleRefusal` for a case that no plan touches now, `OfficeError` for who is not there.
    package func whyNot(_ reviewer: ReviewerID, on id: CaseID) throws -> (answer: WhyNot, proposal: ScheduleProposal) {
        guard try roster().reviewer(reviewer) != nil else { throw OfficeError.unknownReviewer(reviewer.text) }
        let proposal = try schedulePlan(scope: .repair)
        guard let answer = proposal.planner.whyNot(id, reviewer, in: proposal.answer) else {
            throw try refusalToPlan(id)
        }
        return (answer, proposal)
    }

    /// Why a case is decided where and by whom it is, with the plan that the answer is about.
    /// - Throws: `ScheduleRefusal` for a case that no plan touches now, `OfficeError` for one that is not there.
    package func explain(_ id: CaseID) throws -> (answer: CaseExplanation, proposal: ScheduleProposal) {
        let proposal = try schedulePlan(scope: .repair)
        guard let answer = proposal.explain(id) else { throw try refusalToPlan(id) }
        return (answer, proposal)
    }
}
