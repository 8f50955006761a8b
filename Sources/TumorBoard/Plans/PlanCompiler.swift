/// Compiles a plan from the opinions of a ballot that reached consensus.
package struct PlanCompiler: Sendable {
    private let outcome: Outcome
    let opinions: [CastOpinion]
    private let packet: Packet
    private let ballot: Int
    private let supplements: [PlanSupplement]
    private let statements: [DissentStatement]
    private let refused: [Modality]
    let former: TreatmentPlan?

    /// A compiler for the outcome of a ballot; the opinions are those that it counted.
    /// - Parameters:
    ///   - supplements: what was added or corrected since, the newest last.
    ///   - refused: what the patient refuses outright.
    ///   - former: the version before, which the patient may know.
    package init(
        outcome: Outcome, opinions: [CastOpinion], packet: Packet, ballot: Int, supplements: [PlanSupplement] = [],
        statements: [DissentStatement] = [], refused: [Modality] = [], former: TreatmentPlan? = nil
    ) {
        self.outcome = outcome
        self.opinions = opinions.sorted { $0.reviewer < $1.reviewer }.map { $0.corrected(by: supplements) }
        self.packet = packet
        self.ballot = ballot
        self.supplements = supplements.newest
        self.statements = statements
        self.refused = refused
        self.former = former
    }

    private var recommended: [PhasedPlan] {
        outcome.options.isEmpty ? outcome.plan.map { [$0] } ?? [] : outcome.options.map(\.plan)
    }

    var cast: [CastOpinion] { opinions.filter { $0.opinion.vote.status == .cast } }

    /// Those whose plan is recommended: the same phases with another intent are another plan, and findings carry none.
    private var carriers: [CastOpinion] {
        cast.filter { one in
            one.opinion.vote.isTreatmentVote && one.opinion.vote.intent == outcome.intent
                && recommended.contains(one.proposed)
        }
    }

    /// The plan of that version; nil when the outcome recommends nothing.
    package func compile(version: Int) -> TreatmentPlan? {
        guard let intent = outcome.intent else { return nil }
        guard !recommended.isEmpty else { return nil }
        let carriers = carriers
        let subject = packet.content.subject
        let stances = Dictionary(
            outcome.dissent.map { ($0.reviewer, $0.stance.rawValue) }, uniquingKeysWith: { first, _ in first })
        var compiled = TreatmentPlan(
            version: version, ballot: ballot, packetVersion: packet.version, intent: intent,
            options: recommended.map { option($0, from: carriers) }, outcome: outcome,
            rationales: cast.stating { $0.vote.rationale },
            // a dissenter's alternative that is the recommendation itself is no alternative to it
            alternatives: cast.flatMap { one in
                one.opinion.alternatives.filter { alternative in
                    carriers.contains(one) || !recommended.map(\.inPlainWords).contains(alternative.name)
                }.map(one.stating)
            },
            conditions: carriers.flatMap { one in one.opinion.conditions.map(one.stating) },
            needs: outcome.conditions, evidence: carriers.stating(\.evidence),
            deviations: carriers.stating { $0.vote.guidelineConcordant ? nil : $0.vote.deviationReason },
            dissents: cast.compactMap { one in
                stances[one.reviewer.text].map {
                    one.stating(
                        Dissent(
                            stance: $0, plan: one.opinion.vote.plan, rationale: one.opinion.vote.rationale,
                            statement: statements.last { $0.reviewer == one.reviewer }?.text))
                }
            },
            boardAnswers: carriers.stating(\.answerToBoard),
            questions: subject.questions.map { question in
                AnsweredQuestion(
                    question: question, answers: supplementary(to: question) + answers(to: question, in: cast))
            },
            preferences: subject.preferences.map { preference in
                AddressedPreference(
                    preference: preference,
                    responses: supplementary(to: preference)
                        + carriers.compactMap { one in
                            one.opinion.preferences.first { $0.preference == preference.id && $0.how.saysSomething }
                                .map(one.stating)
                        })
            },
            notPresented: packet.content.notPresented)
        compiled.refusal = answer(to: refused, recommending: compiled)
        return compiled
    }

    func option(_ plan: PhasedPlan, from carriers: [CastOpinion]) -> RecommendedOption {
        let proposers = carriers.filter { $0.proposed == plan }
        var detail: [Modality: [Attributed<String>]] = [:]
        for modality in plan.modalities {
            detail[modality] = proposers.stating { $0.detail[modality] }
        }
        return RecommendedOption(
            plan: plan, by: proposers.map(\.reviewer), detail: detail, benefits: proposers.stating(\.benefits),
            sideEffects: proposers.stating(\.sideEffects), duration: proposers.stating(\.duration),
            burden: proposers.stating(\.burden))
    }

    /// What was added after the ballot, the newest first.
    private func supplementary(to question: PatientQuestion) -> [Attributed<String>] {
        supplements.reversed().compactMap { one in
            guard case .question(question.id) = one.subject else { return nil }
            return Attributed(by: one.reviewer, specialty: one.specialty, value: one.text)
        }
    }

    private func supplementary(to preference: Preference) -> [Attributed<PreferenceResponse>] {
        supplements.reversed().compactMap { one in
            guard case .preference(preference.id, let met) = one.subject else { return nil }
            let response = PreferenceResponse(preference: preference.id, met: met, how: one.text)
            return Attributed(by: one.reviewer, specialty: one.specialty, value: response)
        }
    }

    /// The answers to a question: those of the specialty that was asked where it answered, else everyone's.
    private func answers(to question: PatientQuestion, in cast: [CastOpinion]) -> [Attributed<String>] {
        let all = cast.stating { opinion in opinion.answers.first { $0.question == question.id }?.text }
        let asked = all.filter { $0.specialty == question.specialty }
        // what the asked specialty added since takes the place of what it said, and needs nobody else's beside it
        let isAdded = supplementary(to: question).contains { $0.specialty == question.specialty }
        let chosen = asked.isEmpty && !isAdded ? all : asked
        // whoever carries the recommendation speaks first
        let carrying = Set(carriers.map(\.reviewer))
        return chosen.filter { carrying.contains($0.by) } + chosen.filter { !carrying.contains($0.by) }
    }
}

extension CastOpinion {
    /// The plan as plans are compared, nil for findings.
    var proposed: PhasedPlan? { opinion.vote.plan?.withoutAddedSupport }

    fileprivate func stating<Value>(_ value: Value) -> Attributed<Value> {
        Attributed(by: reviewer, specialty: specialty, value: value)
    }
}

extension [PhasedPlan] {
    fileprivate func contains(_ plan: PhasedPlan?) -> Bool { plan.map { contains($0) } ?? false }
}

extension [CastOpinion] {
    /// What each says, left out where someone says nothing.
    fileprivate func stating(_ text: (Opinion) -> String?) -> [Attributed<String>] {
        compactMap { one in
            guard let said = text(one.opinion), said.saysSomething else { return nil }
            return one.stating(said)
        }
    }
}
