import Documents
import Foundation
import TumorBoard

/// How much room a summary has: the roomiest that fits one page is taken.
struct SummaryFit {
    /// The style's name.
    let density: String
    /// How many points a list may have.
    let points: Int
    /// How many letters a point may have.
    let letters: Int

    /// From all of it to what fits in any case.
    static let all = [
        SummaryFit(density: "", points: 60, letters: 2_000), SummaryFit(density: "dense", points: 60, letters: 2_000),
        SummaryFit(density: "denser", points: 60, letters: 2_000),
        SummaryFit(density: "denser", points: 8, letters: 240),
        SummaryFit(density: "denser", points: 5, letters: 160), SummaryFit(density: "denser", points: 3, letters: 90),
    ]
}

extension Presenter {
    /// One page for the patient's own doctor: what the letter says, in short.
    func summary(_ plan: TreatmentPlan, fit: SummaryFit) -> SummaryContext {
        let isChoice = plan.options.count > 1
        var summary = SummaryContext(
            boardName: board.name, caseReference: subject.id.text,
            date: times.day(file.signed ?? file.compiled ?? file.referred), patientName: subject.patient.name,
            dateOfBirth: dateOfBirth, diagnosis: diagnosis.shortened(to: fit.letters),
            stage: stage.shortened(to: fit.letters), intent: plan.intent.rawValue.asSentenceStart,
            support: "\(plan.outcome.level == .unanimous ? "unanimous, " : "")\(support(plan))", contact: contact)
        summary.recipients = [subject.patient.ownDoctor].compactMap { $0 }
            .map { [$0.name, $0.institution].compactMap { $0 }.joined(separator: ", ") }
        summary.isChoice = isChoice
        summary.recommendation = recommendation(plan).map { $0.shortened(to: max(fit.letters, 120)) }
        summary.nextSteps = nextSteps(plan, for: .clinician)
        summary.conditions = short(
            plan.conditions.map { one in
                words(one.value) + (one.value.expires.map { " (until \(times.day($0)))" } ?? "")
            }, fit)
        summary.watchFor = short(
            plan.options.flatMap { option -> [String] in
                let said = givers(option.sideEffects, of: option.plan).flatMap(\.points)
                guard isChoice else { return said }
                return said.map { "\(option.plan.inPlainWords.asSentenceStart): \($0.startingSmall)" }
            }, fit)
        let missing = plan.notPresented.joined(separator: ", ")
        summary.notPresented = missing.isEmpty ? nil : missing.asSentenceStart.shortened(to: fit.letters)
        summary.signature = signature(times.moment)
        summary.withdrawn = withdrawn
        summary.density = fit.density
        return summary
    }

    private func recommendation(_ plan: TreatmentPlan) -> [String] {
        plan.options.flatMap { option -> [String] in
            var told: Set<Modality> = []
            let steps = option.plan.phases.map { phase -> String in
                let modalities = Set(phase.map(\.modality)).sorted()
                let details = modalities.filter { told.insert($0).inserted }.compactMap { modality in
                    led(option.detail[modality] ?? [], by: modality).first?.value
                }
                let name = modalities.map(\.inPlainWords).joined(separator: " with ").asSentenceStart
                return details.isEmpty ? name : "\(name): \(details.joined(separator: "; "))"
            }
            return plan.options.count > 1 ? [steps.joined(separator: ". Then: ")] : steps
        }
    }

    private func short(_ items: [String], _ fit: SummaryFit) -> ShortList {
        var seen: Set<String> = []
        let all = items.filter { seen.insert($0).inserted }
        let left = all.count - fit.points
        return ShortList(
            items: all.prefix(fit.points).map { $0.shortened(to: fit.letters) },
            more: left > 0 ? "\(left) more" : nil)
    }
}

extension String {
    /// As many whole words as fit, with a sign that there was more.
    func shortened(to letters: Int) -> String {
        guard count > letters else { return self }
        let cut = prefix(letters)
        let whole = cut.lastIndex(where: \.isWhitespace).map { cut[..<$0] } ?? cut
        return whole.trimmingCharacters(in: .whitespaces.union(.init(charactersIn: ",;:"))) + " …"
    }
}
