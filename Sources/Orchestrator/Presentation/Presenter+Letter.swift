import Documents
import Foundation
import TumorBoard

extension Presenter {
    /// The clinical letter to the referring doctor.
    func letter(_ plan: TreatmentPlan) -> LetterContext {
        let isChoice = plan.options.count > 1
        var letter = LetterContext(
            boardName: board.name, caseReference: subject.id.text,
            date: times.day(file.signed ?? file.compiled ?? file.referred), patientName: subject.patient.name,
            dateOfBirth: dateOfBirth, sessionDate: sessionDate, diagnosis: diagnosis, stage: stage,
            question: subject.referral.question ?? "No question was put to the board.",
            answer: cell(plan.boardAnswers), isUnanimous: plan.outcome.level == .unanimous, support: support(plan),
            intent: plan.intent.rawValue.capitalizedFirst, contact: contact)
        letter.recipients = [subject.referral.doctor].compactMap { $0 }
            .map { [$0.name, $0.institution].compactMap { $0 }.joined(separator: ", ") }
        letter.identifiers = identifiers
        letter.panel = panel
        letter.isChoice = isChoice
        letter.phases = isChoice ? [] : plan.options.first.map(phases) ?? []
        letter.options = options(plan, words: cell)
        letter.rationales = plan.rationales.map { Rationale(author: author($0), text: $0.value) }
        letter.evidence = evidence(plan)
        letter.conditions = plan.conditions.map { one in
            Condition(trigger: words(one.value), expiry: one.value.expires.map { "until \($0)" })
        }
        letter.dissents = plan.dissents.map { one in
            let stance = Outcome.Stance(rawValue: one.value.stance)?.inPlainWords ?? one.value.stance
            let own = one.value.plan.map { ": would recommend \($0.inPlainWords)" } ?? ""
            return Documents.Dissent(
                author: author(one), stance: stance.capitalizedFirst + own, text: one.value.rationale)
        }
        letter.firstOpinionComparison = subject.firstOpinion?.plan.map { "The first opinion proposed: \($0)" }
        letter.patientQuestions = questions(plan, words: cell)
        letter.preferences = preferences(plan, words: cell)
        letter.notPresented = plan.notPresented
        letter.nextSteps = nextSteps(plan)
        letter.signature = signature
        letter.withdrawn = withdrawn
        return letter
    }

    private var panel: [PanelMember] {
        let sitting = (file.panel?.seats ?? []).map { seat in
            let isThird = seat.reasons.contains(.thirdOpinion)
            let part = seat.role == .findings ? "Findings" : isThird ? "Third opinion" : "Opinion"
            let mark = seat.reasons.contains(.treating) ? "\(part), treats the patient" : part
            return PanelMember(name: name(seat.reviewer), seat: seat.specialty.title.capitalizedFirst, part: mark)
        }
        return sitting + file.recusals.map { PanelMember(name: name($0.reviewer), seat: "", part: "Recused") }
    }

    private func phases(_ option: RecommendedOption) -> [Phase] {
        var told: Set<Modality> = []
        return option.plan.phases.enumerated().map { index, phase in
            let title = phase.map { $0.detail.map { "\($0)" } ?? "" }.filter { !$0.isEmpty }
            let names = Set(phase.map(\.modality)).sorted().map(\.inPlainWords).joined(separator: " with ")
            let suffix = phase.count > 1 ? ", at the same time" : ""
            let classes = title.isEmpty ? "" : " (\(title.joined(separator: ", ")))"
            // what was said of a modality stands once, at its first phase
            let details = Set(phase.map(\.modality)).sorted().filter { told.insert($0).inserted }.flatMap { modality in
                joined(option.detail[modality] ?? []).map {
                    Fact(label: modality.inPlainWords.capitalizedFirst, value: $0)
                }
            }
            return Phase(title: "\(index + 1). \(names.capitalizedFirst)\(classes)\(suffix)", details: details)
        }
    }

    private func evidence(_ plan: TreatmentPlan) -> [EvidenceItem] {
        joined(plan.evidence).map { EvidenceItem(text: $0, concordance: "the recommendation follows it") }
            .map { item in
                guard !plan.deviations.isEmpty else { return item }
                return EvidenceItem(text: item.text, concordance: "departed from: \(cell(plan.deviations))")
            }
    }
}
