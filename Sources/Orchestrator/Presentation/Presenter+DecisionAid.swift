import Documents
import Foundation
import TumorBoard

extension Presenter {
    /// Ways that are equally good, side by side and in the order of the alphabet; nil where there is one way alone.
    func decisionAid(_ plan: TreatmentPlan) -> DecisionAidContext? {
        guard plan.options.count > 1 else { return nil }
        let options = inAlphabet(plan.options)
        let names = options.map { patientLanguage.words($0.plan).asSentenceStart }
        var aid = DecisionAidContext(
            boardName: board.name, caseReference: subject.id.text,
            date: patientTimes.day(file.signed ?? file.compiled ?? file.referred), patientName: subject.patient.name,
            options: zip(options, names).map(aidOption), contact: patientContact)
        aid.preferences = plan.preferences.map { one in
            AidWish(
                wish: one.preference.text,
                answers: zip(options, names).map { option, name in
                    guard let said = response(to: one, of: option) else { return AidAnswer(option: name) }
                    return AidAnswer(option: name, words: plain(said.how), isMet: said.met)
                })
        }
        aid.goals = subject.goals
        aid.signature = patientSignature
        aid.withdrawn = patientWithdrawn
        aid.language = patientLanguage.code
        aid.isRightToLeft = patientLanguage.isRightToLeft
        let said = aid.options.flatMap { $0.what + $0.benefits + $0.sideEffects + $0.duration + $0.burden }
        aid.glossary = Glossary.entries(
            of: patientLanguage.glossary, in: (said + aid.preferences.flatMap { $0.answers.map(\.words) }))
        return aid
    }

    /// Options in the order in which a patient finds their names in an alphabet.
    func inAlphabet(_ options: [RecommendedOption]) -> [RecommendedOption] {
        options.sorted { patientLanguage.words($0.plan).lowercased() < patientLanguage.words($1.plan).lowercased() }
    }

    /// What those who propose an option say of a wish, whoever gives its first treatment before others.
    func response(to preference: AddressedPreference, of option: RecommendedOption) -> PreferenceResponse? {
        let own = preference.responses.filter { option.by.contains($0.by) }
        return led(own, by: option.plan.modalities.first).first?.value
    }

    private func aidOption(_ option: RecommendedOption, name: String) -> AidOption {
        let details = option.plan.modalities.compactMap { modality in
            led(option.detail[modality] ?? [], by: modality).first.map { (modality, plain($0.value)) }
        }
        let what = details.map { details.count > 1 ? "\(patientLanguage.short($0.0).asSentenceStart): \($0.1)" : $0.1 }
        return AidOption(
            name: name, what: what.map(\.asSentenceStart),
            benefits: points(option.benefits, of: option), sideEffects: points(option.sideEffects, of: option),
            duration: points(option.duration, of: option), burden: points(option.burden, of: option))
    }

    private func points(_ statements: [Attributed<String>], of option: RecommendedOption) -> [String] {
        givers(statements, of: option.plan).flatMap(\.points)
    }
}

extension String {
    /// A list that was written as one sentence, point by point: what stands between semicolons.
    var points: [String] {
        let parts = components(separatedBy: "; ").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        guard parts.count > 1, parts.allSatisfy({ $0.count(where: { $0 == "(" }) == $0.count(where: { $0 == ")" }) })
        else { return [self].filter { !$0.isEmpty } }
        return parts.map(\.asSentenceStart.asSentence)
    }
}
