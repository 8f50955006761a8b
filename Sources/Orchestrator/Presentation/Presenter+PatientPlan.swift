import Documents
import Foundation
import TumorBoard

extension Presenter {
    /// The plan in plain language for the patient.
    func patientPlan(_ plan: TreatmentPlan) -> PlanContext {
        let isChoice = plan.options.count > 1
        var context = PlanContext(
            boardName: board.name, caseReference: subject.id.text,
            date: patientTimes.day(file.signed ?? file.compiled ?? file.referred), patientName: subject.patient.name,
            greeting: say("greeting", ["name": subject.patient.name]), contact: patientContact)
        context.reviewers = (file.panel?.seats ?? []).map {
            "\(name($0.reviewer)), \(patientLanguage.words($0.specialty))"
        }
        context.lookedAt = lookedAt
        context.notPresented = plan.notPresented.compactMap(\.missingInPlainWords)
        context.isChoice = isChoice
        context.recommendation = [aim(plan.intent)]
        context.steps =
            isChoice
            ? inAlphabet(plan.options).map { patientLanguage.words($0.plan).asSentenceStart }
            : plan.options.first.map(steps) ?? []
        context.why = why(plan)
        context.goals = subject.goals
        context.questions = questions(plan, for: .patient)
        context.preferences = preferences(plan, for: .patient)
        context.options = options(plan, for: .patient)
        context.disagreement = plan.dissents.map(disagreement)
        context.conditions = plan.conditions.map { plain(words($0.value)) }
        context.nextSteps = nextSteps(plan, for: .patient)
        context.language = patientLanguage.code
        context.isRightToLeft = patientLanguage.isRightToLeft
        context.glossary = Glossary.entries(of: patientLanguage.glossary, usedIn: context)
        context.signature = patientSignature
        context.withdrawn = patientWithdrawn
        context.changes = changes(plan, for: .patient)
        context.refusal = refusal(plan, for: .patient)
        return context
    }

    func aim(_ intent: TreatmentIntent) -> String {
        say(intent == .curative ? "aimCurative" : "aimPalliative")
    }

    /// What is done, one step a phase, as whoever does it says.
    private func steps(_ option: RecommendedOption) -> [String] {
        var told: Set<Modality> = []
        return option.plan.phases.map { phase in
            let modalities = Set(phase.map(\.modality)).sorted()
            let names = patientLanguage.words(Set(modalities)).asSentenceStart
            let isRepeated = modalities.allSatisfy(told.contains)
            let details = modalities.filter { told.insert($0).inserted }.compactMap { modality in
                led(option.detail[modality] ?? [], by: modality).first.map { (modality, plain($0.value)) }
            }
            if details.isEmpty { return isRepeated ? say("again", ["what": names]) : names }
            guard modalities.count > 1 else { return "\(names): \(details.map(\.1).joined())" }
            let parts = details.map { "\(patientLanguage.short($0.0).asSentenceStart): \($0.1)".asSentence }
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

    /// What the board itself says, in the patient's language.
    func say(_ key: String, _ values: [String: String] = [:]) -> String { patientLanguage.phrases(key, values) }

    /// Days in the patient's language.
    var patientTimes: Times {
        let months = say("months").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        return Times(zone: times.zone, months: months, pattern: patientLanguage.phrases("date"))
    }

    /// Whom a patient calls.
    var patientContact: Documents.Contact {
        Documents.Contact(
            name: board.coordinator.name, phone: board.coordinator.phone ?? say("switchboard"),
            role: say("coordinator", ["board": board.name]))
    }

    /// Who signed, in the patient's language.
    var patientSignature: Documents.Signature? {
        file.signature.map { signature in
            let role = ["chair", "delegate"].contains(signature.role) ? say(signature.role) : signature.role
            return Documents.Signature(
                name: signature.name, role: say("signedAs", ["role": role, "board": board.name]),
                time: file.signed.map(patientTimes.day) ?? "")
        }
    }

    /// That it is withdrawn, and why.
    var patientWithdrawn: String? {
        file.withdrawn.map { say("withdrawn", ["why": $0.note ?? say("newEvidence")]) }
    }

    private var lookedAt: [String] {
        (file.packet?.content.subject.records ?? subject.records).filter(\.isPresent).map { record in
            let title = record.title.asSentenceStart
            return record.date.map { "\(title), \(patientTimes.day($0))" } ?? title
        }
    }
}

extension String {
    /// With a full stop at the end, where it has none.
    var asSentence: String { last.map { ".!?".contains($0) } ?? true ? self : self + "." }
}
