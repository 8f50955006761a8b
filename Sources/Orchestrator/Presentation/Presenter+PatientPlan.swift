import Documents
import Foundation
import TumorBoard

extension Presenter {
    /// The plan in plain language for the patient.
    func patientPlan(_ plan: TreatmentPlan) -> PlanContext {
        let isChoice = plan.options.count > 1
        var context = PlanContext(
            boardName: board.name, caseReference: subject.id.text,
            date: times.day(file.signed ?? file.compiled ?? file.referred), patientName: subject.patient.name,
            greeting: "Dear \(subject.patient.name)", contact: contact)
        context.reviewers = (file.panel?.seats ?? []).map { "\(name($0.reviewer)), \($0.specialty.title)" }
        context.lookedAt = lookedAt
        context.notPresented = plan.notPresented.compactMap(\.missingInPlainWords)
        context.isChoice = isChoice
        context.recommendation = [aim(plan.intent)]
        context.steps =
            isChoice
            ? plan.options.map { $0.plan.words(for: .patient).asSentenceStart }
            : plan.options.first.map(steps) ?? []
        context.why = why(plan)
        context.goals = subject.goals
        context.questions = questions(plan, for: .patient)
        context.preferences = preferences(plan, for: .patient)
        context.options = options(plan, for: .patient)
        context.disagreement = plan.dissents.map(disagreement)
        context.conditions = plan.conditions.map { words($0.value) }
        context.nextSteps = nextSteps(plan, for: .patient)
        context.glossary = Glossary.entries(usedIn: context)
        context.signature = signature(times.day)
        context.withdrawn = withdrawn
        context.changes = changes(plan, for: .patient)
        context.refusal = refusal(plan, for: .patient)
        return context
    }

    func aim(_ intent: TreatmentIntent) -> String {
        intent == .curative
            ? "The aim of the treatment is to cure the cancer."
            : "The aim of the treatment is to hold the illness back, to ease it, and to give you as much good time as "
                + "possible. From what we know today, we do not expect that it can be cured."
    }

    /// What is done, one step a phase, as whoever does it says.
    private func steps(_ option: RecommendedOption) -> [String] {
        var told: Set<Modality> = []
        return option.plan.phases.map { phase in
            let modalities = Set(phase.map(\.modality)).sorted()
            let names = Set(modalities).words(for: .patient).asSentenceStart
            let isRepeated = modalities.allSatisfy(told.contains)
            let details = modalities.filter { told.insert($0).inserted }.compactMap { modality in
                led(option.detail[modality] ?? [], by: modality).first.map { (modality, $0.value) }
            }
            if details.isEmpty { return isRepeated ? names + ", again" : names }
            guard modalities.count > 1 else { return "\(names): \(details.map(\.1).joined())" }
            let parts = details.map { "\($0.0.shortName.asSentenceStart): \($0.1)".asSentence }
            return ([names + "."] + parts).joined(separator: " ")
        }
    }

    /// What those who give the treatment say that it could achieve; that is why.
    private func why(_ plan: TreatmentPlan) -> [String] {
        let agreement = agreement(plan)
        guard plan.options.count == 1, let option = plan.options.first else { return agreement }
        return agreement + givers(option.benefits, of: option.plan)
    }

    /// How far the specialists agree.
    func agreement(_ plan: TreatmentPlan) -> [String] {
        plan.outcome.sentences(for: .patient) { _ in "" }
    }

    private var lookedAt: [String] {
        (file.packet?.content.subject.records ?? subject.records).filter(\.isPresent).map { record in
            let title = record.title.asSentenceStart
            return record.date.map { "\(title), \(times.day($0))" } ?? title
        }
    }
}

extension String {
    /// With a full stop at the end, where it has none.
    var asSentence: String { last.map { ".!?".contains($0) } ?? true ? self : self + "." }
}
