import Documents
import Foundation
import TumorBoard

/// Whom a document is for, and so in whose words it speaks.
enum Reader {
    case clinician, patient
}

/// What letter and plan have in common.
extension Presenter {
    /// What several people say. The letter has them all; a patient reads one voice, the first of those who speak.
    func said(_ statements: [Attributed<String>], to reader: Reader) -> String {
        reader == .clinician ? lines(statements) : plain(statements.first?.value ?? "")
    }

    /// What a reviewer wrote, its numbers as a patient grasps them.
    func plain(_ text: String) -> String { PlainNumbers.rewritten(text) }

    /// The statements on an option, those of whoever gives the treatment first.
    func led<Value>(_ statements: [Attributed<Value>], by modality: Modality?) -> [Attributed<Value>] {
        let isGiver = { (one: Attributed<Value>) in modality.map { one.specialty.gives($0) } ?? false }
        return statements.filter(isGiver) + statements.filter { !isGiver($0) }
    }

    /// For a patient: of each treatment in the plan what whoever gives it says, and nobody else where one of them does.
    func givers(_ statements: [Attributed<String>], of plan: PhasedPlan) -> [String] {
        let told = plan.modalities.compactMap { modality in
            statements.first { $0.specialty.gives(modality) }.map { (modality, $0.value) }
        }
        guard told.count > 1 else { return (told.first?.1 ?? statements.first?.value).map { [plain($0)] } ?? [] }
        return told.map { "\(patientLanguage.short($0.0).asSentenceStart): \(plain($0.1))" }
    }

    /// The recommended options and the alternatives, side by side.
    func options(_ plan: TreatmentPlan, for reader: Reader) -> [OptionRow] {
        let recommended = inAlphabet(plan.options).map { option in
            let told = { (statements: [Attributed<String>]) in
                reader == .clinician
                    ? cell(led(statements, by: option.plan.modalities.first))
                    : givers(statements, of: option.plan).flatMap(\.points).joined(separator: "\n")
            }
            return OptionRow(
                name: words(option.plan, for: reader).asSentenceStart, isRecommended: true,
                benefits: told(option.benefits), sideEffects: told(option.sideEffects),
                duration: told(option.duration), burden: told(option.burden))
        }
        let others = plan.alternatives.grouped { $0.value.name.lowercased() }.compactMap { group -> OptionRow? in
            guard let first = group.members.first else { return nil }
            let told = { (what: (Alternative) -> String?) in
                cell(group.members.compactMap { one in what(one.value).map { one.saying($0) } }, to: reader)
            }
            let whyNot = told(\.whyNot)
            return OptionRow(
                name: first.value.name.words(for: reader).asSentenceStart, benefits: told(\.benefits),
                sideEffects: told(\.sideEffects), duration: told(\.duration),
                burden: [told(\.burden), whyNot.isEmpty ? "" : reason(whyNot, for: reader)]
                    .filter { !$0.isEmpty }.joined(separator: "\n"))
        }
        return recommended + others
    }

    private func words(_ plan: PhasedPlan, for reader: Reader) -> String {
        reader == .patient ? patientLanguage.words(plan) : plan.words(for: reader)
    }

    private func reason(_ whyNot: String, for reader: Reader) -> String {
        reader == .patient ? say("whyNotFirst", ["reason": whyNot]) : "Why it is not put first: \(whyNot)"
    }

    private func cell(_ statements: [Attributed<String>], to reader: Reader) -> String {
        reader == .clinician ? cell(statements) : said(statements, to: reader)
    }

    func questions(_ plan: TreatmentPlan, for reader: Reader) -> [Documents.QuestionAnswer] {
        plan.questions.map {
            Documents.QuestionAnswer(question: $0.question.text, answer: said($0.answers, to: reader))
        }
    }

    /// Each preference with what the plan makes of it; met only where everyone who answered says so, and then
    /// explained by those who say why not.
    func preferences(_ plan: TreatmentPlan, for reader: Reader) -> [PreferenceAnswer] {
        plan.preferences.map { one in
            if plan.options.count > 1, reader == .patient { return choicePreference(one, plan) }
            let unmet = one.responses.filter { !$0.value.met }
            let telling = (unmet.isEmpty ? one.responses : unmet).map { $0.saying($0.value.how) }
            return PreferenceAnswer(
                preference: one.preference.text, met: !one.responses.isEmpty && unmet.isEmpty,
                explanation: said(telling, to: reader))
        }
    }

    /// Where the patient chooses, a wish is answered by each way.
    private func choicePreference(_ one: AddressedPreference, _ plan: TreatmentPlan) -> PreferenceAnswer {
        let said = inAlphabet(plan.options).compactMap { option in
            response(to: one, of: option).map { (patientLanguage.words(option.plan).asSentenceStart, $0) }
        }
        return PreferenceAnswer(
            preference: one.preference.text, met: !said.isEmpty && said.allSatisfy(\.1.met),
            explanation: said.map { "\($0.0): \(plain($0.1.how))" }.joined(separator: "\n"))
    }

    /// Who does what by when; only what follows from the plan and the board's rules.
    func nextSteps(_ plan: TreatmentPlan, for reader: Reader) -> [NextStep] {
        let isPatient = reader == .patient
        let times = isPatient ? patientTimes : times
        let doctor = subject.referral.doctor?.name ?? (isPatient ? say("yourDoctor") : "the treating doctor")
        let signed = file.signed ?? file.compiled ?? file.referred
        var steps = [
            NextStep(
                what: isPatient ? say("talk") : "Talk about this recommendation and decide",
                who: isPatient ? say("youWith", ["doctor": doctor]) : "The patient with \(doctor)",
                by: times.day(signed.addingTimeInterval(7 * 86_400)))
        ]
        steps += plan.needs.map { need in
            NextStep(
                what: isPatient ? patientLanguage.words(need) : "Obtain \(need.inPlainWords)",
                who: isPatient
                    ? say(
                        "doctorWith",
                        ["doctor": doctor.asSentenceStart, "specialty": patientLanguage.words(need.owner)])
                    : "\(doctor.asSentenceStart), with the \(need.owner.title)",
                by: isPatient ? say("beforeStep") : "Before the step that depends on it")
        }
        if let first = plan.options.first?.plan.phases.first, plan.options.count == 1 {
            steps.append(
                NextStep(
                    what: isPatient
                        ? say("firstTreatment", ["what": patientLanguage.words(Set(first.map(\.modality)))])
                        : "First treatment: \(Set(first.map(\.modality)).words(for: reader))",
                    who: doctor.asSentenceStart,
                    by: subject.treatBy.map(times.day)
                        ?? (isPatient ? say("soon") : "As soon as the decision is made")))
        }
        return steps
    }

    /// "2 of 3".
    func support(_ plan: TreatmentPlan) -> String { "\(plan.outcome.support) of \(plan.outcome.n)" }

    /// A condition in one line.
    func words(_ condition: PlanCondition) -> String {
        [condition.trigger.asSentenceStart, condition.action].compactMap { $0 }.joined(separator: ", ")
    }
}

extension Attributed {
    /// Other words of the same person.
    func saying<Other>(_ other: Other) -> Attributed<Other> {
        Attributed<Other>(by: by, specialty: specialty, value: other)
    }
}

extension Specialty {
    /// Whether this specialty gives that treatment, and so knows best what it means for a patient.
    fileprivate func gives(_ modality: Modality) -> Bool {
        switch modality {
        case .surgery: [.surgeon, .neurosurgeon, .urologist, .gynaecologist].contains(self)
        case .systemic, .clinicalTrial: [.medicalOncologist, .haematologist].contains(self)
        case .radiotherapy: self == .radiationOncologist
        case .bestSupportiveCare: self == .palliativePhysician
        case .surveillance: false
        }
    }
}
