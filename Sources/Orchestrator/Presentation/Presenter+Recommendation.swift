import Documents
import Foundation
import TumorBoard

/// What letter and plan have in common.
extension Presenter {
    /// The recommended options and the alternatives, side by side; a cell as `words` makes it of what was said.
    func options(_ plan: TreatmentPlan, words cell: ([Attributed<String>]) -> String) -> [OptionRow] {
        let recommended = plan.options.map { option in
            OptionRow(
                name: option.plan.inPlainWords.capitalizedFirst, isRecommended: true, benefits: cell(option.benefits),
                sideEffects: cell(option.sideEffects), duration: cell(option.duration), burden: cell(option.burden))
        }
        let others = plan.alternatives.map { statement in
            let one = statement.value
            let whyNot = one.whyNot.map { " Not put first: \($0)" } ?? ""
            return OptionRow(
                name: one.name.capitalizedFirst, benefits: one.benefits ?? "", sideEffects: one.sideEffects ?? "",
                duration: one.duration ?? "", burden: (one.burden ?? "") + whyNot)
        }
        return recommended + others
    }

    func questions(
        _ plan: TreatmentPlan, words: ([Attributed<String>]) -> String
    ) -> [Documents.QuestionAnswer] {
        plan.questions.map { Documents.QuestionAnswer(question: $0.question.text, answer: words($0.answers)) }
    }

    /// Each preference with what the plan makes of it; met only where everyone who answered says so, and then
    /// explained by those who say why not.
    func preferences(_ plan: TreatmentPlan, words: ([Attributed<String>]) -> String) -> [PreferenceAnswer] {
        plan.preferences.map { one in
            let unmet = one.responses.filter { !$0.value.met }
            let telling = (unmet.isEmpty ? one.responses : unmet).map { response in
                Attributed(by: response.by, specialty: response.specialty, value: response.value.how)
            }
            return PreferenceAnswer(
                preference: one.preference.text, met: !one.responses.isEmpty && unmet.isEmpty,
                explanation: words(telling))
        }
    }

    /// Who does what by when; only what follows from the plan and the board's rules.
    func nextSteps(_ plan: TreatmentPlan) -> [NextStep] {
        let doctor = subject.referral.doctor?.name ?? "The treating doctor"
        let signed = file.signed ?? file.compiled ?? file.referred
        var steps = [
            NextStep(
                what: "Talk about this recommendation and decide", who: "The patient with \(doctor)",
                by: times.day(signed.addingTimeInterval(7 * 86_400)))
        ]
        steps += plan.needs.map { need in
            NextStep(
                what: "Obtain \(need.inPlainWords)", who: "\(doctor), with the \(need.owner.title)",
                by: "before the step that depends on it")
        }
        if let first = plan.options.first?.plan.phases.first, plan.options.count == 1 {
            let what = Set(first.map(\.modality)).sorted().map(\.inPlainWords).joined(separator: " with ")
            steps.append(
                NextStep(
                    what: "Begin \(what)", who: doctor,
                    by: subject.treatBy.map { "\($0)" } ?? "as soon as the decision is made"))
        }
        return steps
    }

    /// "2 of 3".
    func support(_ plan: TreatmentPlan) -> String { "\(plan.outcome.support) of \(plan.outcome.n)" }

    /// A condition in one line.
    func words(_ condition: PlanCondition) -> String {
        [condition.trigger.capitalizedFirst, condition.action].compactMap { $0 }.joined(separator: ", ")
    }
}
