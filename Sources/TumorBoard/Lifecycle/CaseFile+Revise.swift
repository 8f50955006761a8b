package import Foundation

extension CaseFile {
    /// A reviewer of the panel corrects what a plan says in their name; a new version is compiled, which is not signed.
    ///
    /// A signed version stays on record and stays valid until the new one is signed, unless `withdrawing` says that it
    /// must not be acted on any more.
    package func revise(
        _ correction: PlanSupplement, reason: String, by person: String, withdrawing: Bool, now: Date
    ) throws(CommandRefusal) -> [CaseEvent] {
        try refuseStanding()
        guard compiled != nil, let plan else { throw .noPlan }
        guard correction.text.saysSomething else { throw .blank("the correction") }
        let before: [CaseEvent]
        if signature != nil {
            guard reason.saysSomething else { throw .blank("the reason for a new version") }
            before = [
                .planRevised(PlanRevision(by: person, reason: reason, version: plan.version, withdraws: withdrawing))
            ]
        } else {
            before = []
        }
        let made = try applying(before, at: now).supplement(correction, now: now)
        guard made.contains(where: { $0.compiles { PlanComparison(from: plan, to: $0).isEmpty == false } }) else {
            throw .nothingChanges
        }
        return before + made
    }
}

extension CaseEvent {
    /// Whether it compiles a plan of which something holds.
    fileprivate func compiles(_ holds: (TreatmentPlan) -> Bool) -> Bool {
        if case .planCompiled(let plan) = self { holds(plan) } else { false }
    }
}
