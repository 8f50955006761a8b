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
            dateOfBirth: dateOfBirth, sessionDate: sessionDate, diagnosis: diagnosisToday, stage: stage,
            question: subject.referral.question ?? "No question was put to the board.",
            answer: lines(plan.boardAnswers), isUnanimous: plan.outcome.level == .unanimous, support: support(plan),
            intent: plan.intent.rawValue.asSentenceStart, contact: contact)
        letter.recipients = [subject.referral.doctor].compactMap { $0 }
            .map { [$0.name, $0.institution].compactMap { $0 }.joined(separator: ", ") }
        letter.identifiers = identifiers
        letter.panel = panel
        letter.isChoice = isChoice
        letter.phases = isChoice ? [] : plan.options.first.map(phases) ?? []
        letter.ways = isChoice ? inAlphabet(plan.options).map(way) : []
        letter.trials = trials(plan)
        letter.options = options(plan, for: .clinician)
        letter.rationales = plan.rationales.map { Rationale(author: author($0), text: $0.value) }
        letter.rationales += plan.adjudications.map { Rationale(author: author($0), text: $0.value.words) }
        letter.evidence = evidence(plan)
        letter.conditions = plan.conditions.map { one in
            Condition(trigger: words(one.value), expiry: one.value.expires.map { "until \(times.day($0))" })
        }
        letter.dissents = plan.dissents.map(dissent)
        letter.firstOpinionComparison = firstOpinionComparison(plan)
        letter.patientQuestions = questions(plan, for: .clinician)
        letter.preferences = preferences(plan, for: .clinician)
        letter.notPresented = plan.notPresented.map(\.asSentenceStart)
        letter.nextSteps = nextSteps(plan, for: .clinician)
        letter.signature = signature(times.moment)
        letter.withdrawn = withdrawn
        letter.changes = changes(plan, for: .clinician)
        letter.refusal = refusal(plan, for: .clinician)
        return letter
    }

    /// The diagnosis as referred, with a word where the pathology was read again since.
    private var diagnosisToday: String {
        let isReread = file.tasks.contains { $0.request.need == .pathologyReReview && $0.received != nil }
        return isReread
            ? "\(diagnosis) (as referred; the pathology was read again since, see the board’s answer)" : diagnosis
    }

    private var panel: [PanelMember] {
        let sitting = (file.panel?.seats ?? []).map { seat in
            let isThird = seat.reasons.contains(.thirdOpinion)
            let part = seat.role == .findings ? "Findings" : isThird ? "Third opinion" : "Opinion"
            let mark = seat.reasons.contains(.treating) ? "\(part), treats the patient" : part
            return PanelMember(name: name(seat.reviewer), seat: seat.specialty.title.asSentenceStart, part: mark)
        }
        return sitting + file.recusals.map { PanelMember(name: name($0.reviewer), seat: "–", part: "Stepped back") }
    }

    private func phases(_ option: RecommendedOption) -> [Phase] {
        var told: Set<Modality> = []
        return option.plan.phases.enumerated().map { index, phase in
            let title = phase.map { $0.detail.map { "\($0)" } ?? "" }.filter { !$0.isEmpty }
            let names = Set(phase.map(\.modality)).sorted().map(\.inPlainWords).joined(separator: " with ")
            let suffix = phase.count > 1 ? ", at the same time" : ""
            let classes = title.isEmpty ? "" : " (\(title.joined(separator: ", ")))"
            // what was said of a modality stands once, at its first phase
            let modalities = Set(phase.map(\.modality)).sorted()
            let details = modalities.filter { told.insert($0).inserted }.flatMap { modality in
                let said = led(option.detail[modality] ?? [], by: modality)
                guard modalities.count == 1 else {
                    return joined(said).map { Fact(label: modality.inPlainWords.asSentenceStart, value: $0) }
                }
                // under the heading of one treatment its name says nothing more: who says it does
                return said.grouped(by: \.value).map { one in
                    Fact(label: one.members.map(author).joined(separator: "; "), value: one.key)
                }
            }
            return Phase(title: "\(index + 1). \(names.asSentenceStart)\(classes)\(suffix)", details: details)
        }
    }

    private func way(_ option: RecommendedOption) -> TreatmentWay {
        let seats = file.panel?.seats ?? []
        return TreatmentWay(
            name: option.plan.inPlainWords.asSentenceStart,
            by: option.by.map { id in
                let seat = seats.first { $0.reviewer == id }
                return [name(id), seat?.specialty.title].compactMap { $0 }.joined(separator: ", ")
            }, phases: phases(option))
    }

    /// The patient's wish for a trial, and every trial that a reviewer named.
    private func trials(_ plan: TreatmentPlan) -> [String] {
        let wishes = plan.preferences.filter { $0.preference.code == .wantsTrial }
        var lines = wishes.map { "The patient wishes to take part in a trial: “\($0.preference.text)”" }
        if wishes.isEmpty { lines = ["The patient stated no wish about trials."] }
        var named: [String] = []
        for option in plan.options {
            named += joined(option.detail[.clinicalTrial] ?? []).map { "Recommended: \($0)" }
        }
        let word = Modality.clinicalTrial.inPlainWords.lowercased()
        named += plan.alternatives.filter { one in
            let name = one.value.name.lowercased()
            return name.contains(word) || name.split(whereSeparator: { !$0.isLetter }).contains("trial")
        }.map { "Named as an alternative by \(author($0)): \($0.value.name)" }
        named += plan.dissents.filter { $0.value.plan?.modalities.contains(.clinicalTrial) == true }
            .map { "Would be recommended by \(author($0))" }
        return lines + (named.isEmpty ? ["No reviewer named a trial for this case."] : named)
    }

    private func evidence(_ plan: TreatmentPlan) -> [EvidenceItem] {
        joined(plan.evidence).map { EvidenceItem(text: $0, concordance: "the recommendation follows it") }
            .map { item in
                guard !plan.deviations.isEmpty else { return item }
                return EvidenceItem(
                    text: item.text, concordance: "departed from: \(joined(plan.deviations).joined(separator: " "))")
            }
    }
}
