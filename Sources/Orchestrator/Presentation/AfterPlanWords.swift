import Foundation
package import TumorBoard

extension FollowUpOwner {
    /// Whose question it is, by name.
    package func words(_ file: CaseFile, nameOf: (ReviewerID) -> String) -> String {
        switch self {
        case .reviewer(let id): nameOf(id)
        case .navigator: file.subject.navigator?.name ?? "the navigator"
        case .coordinator: "the coordinator"
        }
    }
}

extension ImplementationPoint {
    /// Where it stands, in words.
    package func words(_ times: Times) -> String {
        if let report {
            return report.isByRule
                ? "not known: nobody told, in spite of \(asks.count == 1 ? "one request" : "\(asks.count) requests")"
                : "\(report.line) (told by \(report.by))"
        }
        if let notAsked { return "not asked: the case ended (\(notAsked.rawValue))" }
        guard let last = asks.last else { return "to be asked on \(times.day(due))" }
        return "asked \(asks.count == 1 ? "once" : "\(asks.count) times"), last on \(times.day(last.at)); no answer yet"
    }
}

extension BoardOffice {
    /// What is to be done about a case after its plan: questions that wait, and implementation that is asked by telephone.
    func tasksAfterPlan(
        of file: CaseFile, policy: BoardPolicy
    ) throws -> [(what: String, owner: String, due: Date, caseID: CaseID?)] {
        let presenter = try presenter(file)
        let questions = file.openQuestions.map { one in
            let isAnswered = one.state == .answered
            return (
                what: "\(file.subject.id): \(isAnswered ? "sign the answer to" : "answer") the patient’s question "
                    + "\(one.question.id)",
                owner: isAnswered ? "chair" : presenter.owner(one.owner), due: one.question.promisedDay,
                caseID: CaseID?.some(file.subject.id)
            )
        }
        let mayWrite = file.released?.letter == true && file.subject.referral.doctor?.email != nil
        let calls = file.implementationPoints(policy).filter { !mayWrite && $0.report == nil }.compactMap { point in
            point.asks.first.map { ask in
                (
                    what: "\(file.subject.id): ask how far the plan was carried out at \(point.day) days",
                    owner: "coordinator",
                    due: ask.at.addingTimeInterval(86_400 * Double(policy.followUp.implementationUnknownAfterDays)),
                    caseID: CaseID?.some(file.subject.id)
                )
            }
        }
        return questions + calls
    }
}
