import Documents
import TumorBoard

/// An opinion read back to its author, label by label.
struct OpinionSummary {
    let facts: [Fact]

    init(_ opinion: Opinion, subject: Case) {
        let vote = opinion.vote
        var facts: [Fact] = []
        func say(_ label: String, _ value: String?) {
            if let value, !value.isEmpty { facts.append(Fact(label: label, value: value)) }
        }
        guard vote.status == .cast else {
            say("Given", vote.status == .abstain ? "no opinion" : "recusal")
            say("Reason", vote.rationale)
            self.facts = facts
            return
        }
        say("Diagnosis", vote.diagnosisAgree ? "agreed" : "not agreed: \(vote.diagnosisWhy ?? "")")
        say("Stage", vote.stageAgree ? "agreed" : "not agreed: \(vote.stageWhy ?? "")")
        if subject.firstOpinion != nil {
            let axes = ChangeAxis.allCases.filter { axis in
                opinion.changes[axis] != nil || ChangeAxis.asked(of: vote.specialty).contains(axis)
            }
            let said = axes.map { "\($0.rawValue): \(opinion.changes[$0]?.title ?? "not said")" }
            let isSilent = axes.allSatisfy { opinion.changes[$0] == nil }
            say("Against the first opinion", isSilent ? "not said" : said.joined(separator: ", "))
        }
        say(
            "Contraindications",
            vote.contraindications.map { "\($0.modality.inPlainWords), \($0.severity.rawValue): \($0.why)" }.joined(
                separator: "; "))
        say("On contraindications", opinion.adjudications.map(\.words).joined(separator: " "))
        say("Needed first", vote.blockingNeeds.map(\.title).joined(separator: ", "))
        say("Needed as well", vote.nonBlockingNeeds.map(\.title).joined(separator: ", "))
        say("Intent", vote.intent?.rawValue)
        say("Plan", vote.plan?.inPlainWords)
        say(
            "Ratings",
            Modality.allCases.compactMap { modality in
                vote.ratings[modality].map { "\(modality.inPlainWords) \($0)" }
            }.joined(separator: ", "))
        for modality in Modality.allCases { say("Details: \(modality.inPlainWords)", opinion.detail[modality]) }
        say("Benefits", opinion.benefits)
        say("Side effects", opinion.sideEffects)
        say("Duration", opinion.duration)
        say("Burden", opinion.burden)
        say("Alternatives", opinion.alternatives.map(\.inOneLine).joined(separator: "; "))
        say("Conditions", opinion.conditions.map(\.inOneLine).joined(separator: "; "))
        if vote.specialty.votesOnTreatment {
            say(
                "Guideline",
                vote.guidelineConcordant ? "followed" : "deviates: \(vote.deviationReason ?? "no reason given")")
            say("Guideline: which", vote.guidelineRef)
            say("Guideline: category of evidence", opinion.guidelineCategory)
            say("Confidence", vote.confidence.rawValue)
        }
        say("Answer to the board’s question", opinion.answerToBoard)
        for (index, question) in subject.questions.enumerated() {
            say("Answer \(index + 1)", opinion.answers.first { $0.question == question.id }?.text)
        }
        for (index, preference) in subject.preferences.enumerated() {
            let response = opinion.preferences.first { $0.preference == preference.id }
            say("Preference \(index + 1)", response.map { ($0.met ? "kept to: " : "not kept to: ") + $0.how })
        }
        say("Rationale", vote.rationale)
        self.facts = facts
    }

    /// The plan and its rationale.
    var inOneLine: String {
        facts.filter { ["Given", "Reason", "Intent", "Plan", "Rationale"].contains($0.label) }.map(\.value)
            .joined(separator: "; ")
    }

    /// What a newer opinion says otherwise.
    func differences(to newer: OpinionSummary) -> [Difference] {
        let mine = Dictionary(facts.map { ($0.label, $0.value) }) { first, _ in first }
        let theirs = Dictionary(newer.facts.map { ($0.label, $0.value) }) { first, _ in first }
        let labels = newer.facts.map(\.label) + facts.map(\.label).filter { theirs[$0] == nil }
        return labels.filter { mine[$0] != theirs[$0] }.map { label in
            Difference(field: label, before: mine[label] ?? "–", after: theirs[label] ?? "–")
        }
    }
}

extension Alternative {
    fileprivate var inOneLine: String {
        let rest = [benefits, sideEffects, duration, burden, whyNot.map { "not first: \($0)" }].compactMap { $0 }
            .joined(separator: ", ")
        return rest.isEmpty ? name : "\(name) (\(rest))"
    }
}

extension PlanCondition {
    fileprivate var inOneLine: String {
        [trigger, action, expires.map { "until \($0)" }].compactMap { $0 }.joined(separator: ", ")
    }
}
