/// Why a case is not presented again.
package enum RePresentationRefusal: Error, Equatable, Sendable, CustomStringConvertible {
    /// The board has not finished with it.
    case stillOpen(CaseID)
    /// The patient has died.
    case died(CaseID)

    /// What to do about it.
    package var description: String {
        switch self {
        case .stillOpen(let id):
            "the board has not finished with \(id): add what is new with “tumorboard record add \(id) …”, or end it first"
        case .died(let id): "the patient of \(id) has died"
        }
    }
}

extension CaseFile {
    /// The case of the same cancer, presented to the board again: it starts from what was decided.
    ///
    /// Carried over are identity, people, illness, treatments, records by reference, goals and preferences; and what was
    /// decided, what the patient chose and how far it was carried out. What was said to one occasion is not: consent, the question to the board, the patient's questions, urgency and treat-by date, and
    /// the passphrase.
    /// - Parameters:
    ///   - question: what is asked now.
    ///   - board: the board's name, as the author of the opinion that went before.
    ///   - decided: the day of the earlier plan, where there is one.
    package func presentedAgain(
        as id: CaseID, question: String?, board: String, decided: CivilDate?, on day: CivilDate
    ) throws(RePresentationRefusal) -> Case {
        if ending?.kind == .died { throw .died(subject.id) }
        guard ending != nil || released != nil else { throw .stillOpen(subject.id) }
        var next = subject
        next.id = id
        next.referral.kind = .rePresentation
        next.referral.received = day
        next.referral.channel = nil
        next.referral.question = question
        next.referral.reasons = []
        next.referral.occasions = []
        next.referral.isUnchecked = false
        next.consent = Consent()
        next.questions = []
        next.urgency = Urgency(level: .standard)
        next.treatBy = nil
        next.disputes = []
        next.contradictions = []
        next.relatedCases = subject.relatedCases.filter { $0 != id } + [subject.id]
        next.origins += next.records.map { record in
            FactOrigin(topic: .record, fact: record.id, path: "case \(subject.id)")
        }
        next.presentations += asPresentedBefore(decided: decided).map { [$0] } ?? []
        guard let recommended else { return next }
        let before = subject.firstOpinion?.plan.map { " The first opinion then had been: \($0)" } ?? ""
        next.firstOpinion = FirstOpinion(
            doctor: board, diagnosis: subject.diagnosis.cancer.text, stage: subject.staging.last?.summary,
            plan: recommended, date: decided)
        let line = "Presented before as \(subject.id). The board recommended: \(recommended).\(before)"
        next.history = [line, subject.history].compactMap { $0 }.joined(separator: "\n")
        return next
    }

    /// What the board's last plan recommends, in plain words; nil where there is none.
    private var recommended: String? {
        guard let plan, withdrawn == nil else { return nil }
        let options = plan.options.map(\.plan.inPlainWords).joined(separator: ", or ")
        return options.isEmpty ? nil : "\(options) (\(plan.intent.rawValue) intent)"
    }
}
