import Documents
import Foundation
import TumorBoard

extension Presenter {
    /// What a new version says otherwise than the one that was signed before; nil where there is none before.
    func changes(_ plan: TreatmentPlan, for reader: Reader) -> VersionChanges? {
        guard let former = file.signedVersion(before: plan.version), let signed = former.signed else { return nil }
        let comparison = PlanComparison(from: former.plan, to: plan)
        let lines =
            reader == .clinician
            ? comparison.changes.map(line) : comparison.changes.compactMap { plainLine($0, plan) }.uniqued()
        return VersionChanges(
            version: String(plan.version), former: String(former.plan.version), formerDate: times.day(signed),
            lines: lines.isEmpty ? ["The words of the documents are the same."] : lines)
    }

    private func line(_ change: PlanComparison.Change) -> String {
        let statement = change.statement
        let who = statement.by.map { " (\(name($0)))" } ?? ""
        let title = statement.part.title.asSentenceStart
        return switch change {
        case .added(let one): "\(title)\(who), new: \(one.text)"
        case .removed(let one): "\(title)\(who), no longer said: \(one.text)"
        case .changed(let old, let new): "\(title)\(who): \(new.text) (before: \(old.text))"
        }
    }

    /// The change as a patient would say it; nil where nothing that they read of changes with it.
    private func plainLine(_ change: PlanComparison.Change, _ plan: TreatmentPlan) -> String? {
        switch change.part {
        case .intent: "The aim of the treatment is another one."
        case .plan: "The treatment that we recommend has changed."
        case .detail: "What exactly is done in a treatment has changed."
        case .benefits: "What we say the treatment may do for you has changed."
        case .sideEffects: "What we say about possible side effects has changed."
        case .duration: "What we say about how long it takes has changed."
        case .burden: "What we say about what it asks of you has changed."
        case .question(let id):
            plan.questions.first { $0.question.id == id }.map {
                "We have changed the answer to your question “\($0.question.text)”"
            }
        case .preference(let id):
            plan.preferences.first { $0.preference.id == id }.map {
                "We have changed what we say to your wish “\($0.preference.text)”"
            }
        case .alternative: "What we say about another way to treat has changed."
        case .condition, .need: "What could change this plan is told anew."
        case .notPresented: "What we did not have has changed."
        case .refused: "You have told us what you do not want. The plan now says what we advise without it."
        case .withoutRefused: "The plan now shows the best way without what you refuse."
        case .dissent: "How far the team agrees has changed."
        case .rationale, .evidence, .deviation, .boardAnswer: nil
        }
    }

    /// What was recommended beside the best plan without what the patient refuses; nil where nothing is refused.
    func refusal(_ plan: TreatmentPlan, for reader: Reader) -> RefusalView? {
        guard let answer = plan.refusal else { return nil }
        let isPatient = reader == .patient
        let refused = answer.refused.map { isPatient ? $0.words(for: .patient) : $0.inPlainWords }
            .joined(separator: " and ")
        func row(_ option: RecommendedOption, isRecommended: Bool) -> OptionRow {
            let told = { (statements: [Attributed<String>]) in
                isPatient
                    ? givers(statements, of: option.plan).joined(separator: "\n")
                    : cell(led(statements, by: option.plan.modalities.first))
            }
            return OptionRow(
                name: option.plan.words(for: reader).asSentenceStart, isRecommended: isRecommended,
                benefits: told(option.benefits), sideEffects: told(option.sideEffects), duration: told(option.duration),
                burden: told(option.burden))
        }
        let rows =
            answer.recommended.map { row($0, isRecommended: true) }
            + answer.without.map { row($0.option, isRecommended: false) }
        return RefusalView(
            lead: isPatient
                ? "You have told us that you do not want \(refused). That is your right. Here is what the team recommended, "
                    + "and beside it the best plan without \(refused)."
                : "The patient refuses \(refused) outright. What the board recommended stands beside the best plan without "
                    + "it, as members of the panel gave it.",
            options: rows, basis: basis(answer, for: reader))
    }

    private func basis(_ answer: RefusalAnswer, for reader: Reader) -> [String] {
        let isPatient = reader == .patient
        guard !answer.without.isEmpty else {
            return [
                isPatient
                    ? "Nobody on the team can give you a plan without it that they stand behind. Your doctor will talk with "
                        + "you about what can be done."
                    : "Nobody on the panel gave a plan without it."
            ]
        }
        return answer.without.map { one in
            let plan = one.option.plan.words(for: reader)
            let count = one.option.by.count
            guard !isPatient else {
                return "\(count) of \(one.n) specialists would treat this way: \(plan)."
                    + (one.acceptable.isEmpty
                        ? ""
                        : " \(one.acceptable.count) more \(one.acceptable.count == 1 ? "finds" : "find") it right too.")
            }
            let others =
                (one.acceptable.isEmpty ? [] : ["\(one.acceptable.map(name).joined(separator: ", ")) could accept it"])
                + (one.opposed.isEmpty ? [] : ["\(one.opposed.map(name).joined(separator: ", ")) would not"])
            return
                ([
                    "\(plan.asSentenceStart), \(one.intent.rawValue) intent: proposed by "
                        + "\(one.option.by.map(name).joined(separator: ", ")) (\(count) of \(one.n))"
                ] + others).joined(separator: "; ") + "."
        }
    }

    /// ", to Dr Ines Duarte".
    func addressee(_ back: PlanReturn) -> String {
        if back.asksPanel { return "; the panel is asked once more" }
        return switch back.to {
        case .coordinator: ", to the coordinator"
        case .author(let reviewer): ", to \(name(reviewer))"
        }
    }
}

extension [String] {
    /// Each once, in the order of first mention.
    fileprivate func uniqued() -> [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
