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
        context.notPresented = plan.notPresented
        context.isChoice = isChoice
        context.recommendation = recommendation(plan)
        context.steps = isChoice ? [] : plan.options.first.map(steps) ?? []
        context.why = why(plan)
        context.goals = subject.goals
        context.questions = questions(plan, words: oneVoice)
        context.preferences = preferences(plan, words: oneVoice)
        context.options = options(plan, words: oneVoice)
        context.disagreement = plan.dissents.map { one in
            let own = one.value.plan.map { $0.inPlainWords } ?? "something else"
            return "The \(one.specialty.title) saw it differently and would have recommended \(own). "
                + "The others weighed this and hold the plan above to be better for you. Ask about it if you like."
        }
        context.conditions = plan.conditions.map { words($0.value) }
        context.nextSteps = nextSteps(plan).map { step in
            NextStep(what: step.what, who: step.who.replacingOccurrences(of: "The patient", with: "You"), by: step.by)
        }
        context.glossary = Glossary.entries(usedIn: context)
        context.signature = signature
        context.withdrawn = withdrawn
        return context
    }

    /// One voice: a patient reads what the first of those who carry the recommendation says; the letter has them all.
    private func oneVoice(_ statements: [Attributed<String>]) -> String { statements.first?.value ?? "" }

    private func recommendation(_ plan: TreatmentPlan) -> [String] {
        let aim =
            plan.intent == .curative
            ? "The aim of the treatment is to cure the cancer."
            : "The aim of the treatment is to hold the cancer back and to help you live well for as long as possible. "
                + "The team does not expect that it can be cured."
        guard plan.options.count > 1 else { return [aim] }
        return [aim] + plan.options.map { $0.plan.inPlainWords.capitalizedFirst + "." }
    }

    private func steps(_ option: RecommendedOption) -> [String] {
        var told: Set<Modality> = []
        return option.plan.phases.map { phase in
            let modalities = Set(phase.map(\.modality)).sorted()
            let names = modalities.map(\.plainName).joined(separator: ", at the same time ")
            let details = modalities.filter { told.insert($0).inserted }
                .compactMap { modality in option.detail[modality]?.first?.value }
            return ([names.capitalizedFirst] + details).joined(separator: ": ")
        }
    }

    /// What endorsers say it could achieve; that is why.
    private func why(_ plan: TreatmentPlan) -> [String] {
        let agreement: String =
            switch plan.outcome.level {
            case .unanimous: "All \(plan.outcome.n) specialists who gave an opinion recommend the same."
            case .equivalentOptions: "All specialists who gave an opinion hold these ways to be equally good."
            default: "\(support(plan)) specialists who gave an opinion carry this recommendation."
            }
        let benefits = plan.options.count > 1 ? [] : plan.options.flatMap { $0.benefits.prefix(2).map(\.value) }
        return [agreement] + benefits
    }

    private var lookedAt: [String] {
        (file.packet?.content.subject.records ?? subject.records).filter(\.isPresent).map { record in
            record.date.map { "\(record.title), \($0)" } ?? record.title
        }
    }
}

extension Modality {
    /// The treatment as one would say it to a patient.
    fileprivate var plainName: String {
        switch self {
        case .surgery: "an operation"
        case .systemic: "treatment with medicines"
        case .radiotherapy: "radiation treatment"
        case .surveillance: "regular check-ups without treatment"
        case .bestSupportiveCare: "care for your symptoms and your comfort"
        case .clinicalTrial: "treatment within a study"
        }
    }
}
