/// What the board decided about the same cancer before, what the patient chose, and what became of it.
package struct EarlierPresentation: Codable, Equatable, Sendable {
    /// Under which case.
    package var caseID: CaseID
    /// When the plan was signed, or compiled where it was not.
    package var decided: CivilDate?
    /// Curative or palliative.
    package var intent: TreatmentIntent
    /// What was recommended; several where they were equally good.
    package var recommended: [PhasedPlan]
    /// How far the panel agreed.
    package var level: Outcome.Level?
    /// Who did not endorse it, with what they held instead.
    package var dissents: [Attributed<Dissent>]
    /// What was to change the plan.
    package var conditions: [PlanCondition]
    /// Whether the plan was signed.
    package var wasSigned: Bool
    /// What the patient decided last.
    package var choice: PatientChoice?
    /// How far it was carried out: the report that counts on each day.
    package var implementation: [ImplementationReport]
    /// What changed between the packet that the plan rests on and the new presentation.
    package var changes: [CaseChange]
    /// How the earlier case ended, where it had.
    package var ending: Ending?
}

extension CaseFile {
    /// What was decided in this case, for when it is presented again; nil where there is no plan that stands.
    func asPresentedBefore(decided: CivilDate?) -> EarlierPresentation? {
        guard let plan, withdrawn == nil else { return nil }
        let version = signature?.version ?? plan.version
        let days = Set(after.reports.map(\.act.day)).sorted()
        return EarlierPresentation(
            caseID: subject.id, decided: decided, intent: plan.intent, recommended: plan.options.map(\.plan),
            level: plan.outcome.level, dissents: plan.dissents, conditions: plan.conditions.map(\.value),
            wasSigned: signature != nil, choice: choice,
            implementation: days.compactMap { day in
                after.reports.last { $0.act.day == day && $0.act.version == version }?.act
            }, changes: packet.map { subject.changes(since: $0.content.subject) } ?? [], ending: ending)
    }
}
