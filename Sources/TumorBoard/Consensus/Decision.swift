/// What the opinions come to. Pure: the same ballot gives the same bytes, in whatever order the votes come.
/// - Throws: what is wrong with a vote or the context; invalid input is refused, never repaired.
package func decide(
    _ context: ConsensusContext, _ votes: [Vote], rules: ConsensusRules = .standard
) throws(VoteError) -> Outcome {
    try Panel(context, votes, rules).outcome()
}

extension Panel {
    /// The rules from top to bottom.
    func outcome() -> Outcome {
        let findings = findings()
        let actions = Set(findings.compactMap(\.asksFor)).sorted { $0.rawValue < $1.rawValue }
        guard isQuorate else {
            return outcome(.noQuorum, [.noQuorum(have: n, need: quorum)] + findings, actions: actions)
        }
        if !findings.isEmpty {
            let (kind, target) = answer(to: findings)
            return outcome(kind, findings, actions: actions, target: target)
        }
        let proposals = proposals
        if let equivalent = equivalentOptions(proposals) { return equivalent }
        let most = proposals.map(\.by.count).max() ?? 0
        let leading = proposals.filter { $0.by.count == most }
        guard leading.count == 1, let plurality = leading.first else { return tie(leading) }
        return settle(candidate(plurality))
    }

    private func settle(_ candidate: Candidate) -> Outcome {
        let blockers = blockers(of: candidate)
        if let first = blockers.first {
            let target = thirdOpinion(because: first, on: candidate.plan)
            return outcome(.escalate, blockers, target: target, tally: candidate.tally)
        }
        let isUnanimous = candidate.endorsers.count == n
        let reason: Reason =
            isUnanimous
            ? .unanimous(support: candidate.support, of: n) : .majorityWithDissent(support: candidate.support, of: n)
        let agreement = Outcome.Agreement(
            level: isUnanimous ? .unanimous : .majorityWithDissent, band: band(of: candidate.support),
            flags: flags(endorsers: candidate.endorsers, opposing: candidate.opposing))
        return outcome(.consensus, [reason], tally: candidate.tally, agreement: agreement)
    }

    /// Several plans of one intent, none within another, each of whose modalities everyone finds appropriate.
    private func equivalentOptions(_ proposals: [PlanOption]) -> Outcome? {
        guard proposals.count > 1, let intent = proposals.first?.intent,
            proposals.allSatisfy({ $0.intent == intent }), missingSeats.isEmpty
        else { return nil }
        let sets = proposals.map { Set($0.plan.modalities) }
        for (index, one) in sets.enumerated() {
            for (other, two) in sets.enumerated() where other != index && one.isSubset(of: two) { return nil }
        }
        for modality in proposedModalities {
            let everyoneRatesHigh = cast.allSatisfy { rates($0, high: modality) }
            guard everyoneRatesHigh, !isOwnerMissing(modality), contraindicating(modality).isEmpty else { return nil }
        }
        let tally = Outcome.Tally(
            intent: intent, proposal: .options(proposals), endorse: n, accept: 0, oppose: 0, dissent: [])
        let agreement = Outcome.Agreement(
            level: .equivalentOptions, band: band(of: n), flags: flags(endorsers: cast.map(\.vote), opposing: 0))
        return outcome(.consensus, [.equivalentOptions(proposedModalities)], tally: tally, agreement: agreement)
    }

    /// No proposal has more votes than every other.
    private func tie(_ leading: [PlanOption]) -> Outcome {
        var reasons: [Reason] = []
        if Set(leading.map(\.intent)).count > 1 { reasons.append(.tiedIntents) }
        var pairs: Set<[Modality]> = []
        for (index, one) in leading.enumerated() {
            for two in leading[(index + 1)...] { pairs.formUnion(one.plan.inversions(to: two.plan)) }
        }
        if !pairs.isEmpty {
            reasons.append(.tiedSequences(pairs: pairs.sorted { $0.lexicographicallyPrecedes($1) }))
        }
        for modality in proposedModalities where polarisation(of: modality) != nil {
            reasons.append(.tiedPolarised(modality))
        }
        let tied = Reason.noPlurality(leading)
        return outcome(.escalate, reasons + [tied], target: thirdOpinion(because: tied, on: nil))
    }

    /// AWMF bands: strong above 95 %, consensus above 75 %, majority above 50 %.
    private func band(of support: Int) -> Outcome.Band? {
        guard n >= rules.bandFrom else { return nil }
        switch 100 * support {
        case let share where share > 95 * n: return .strong
        case let share where share > 75 * n: return .consensus
        case let share where share > 50 * n: return .majority
        default: return nil
        }
    }

    private func flags(endorsers: [Vote], opposing: Int) -> [Outcome.Flag] {
        var flags: [Outcome.Flag] = []
        if endorsers.contains(where: { !$0.guidelineConcordant && $0.deviationReason.saysSomething }) {
            flags.append(.guidelineDeviationExplained)
        }
        if endorsers.allSatisfy({ $0.confidence == .low }) { flags.append(.lowConfidence) }
        if context.round == 2 && opposing > 0 { flags.append(.adjudicatedByThirdOpinion) }
        return flags
    }

    private func outcome(
        _ kind: Outcome.Kind, _ reasons: [Reason], actions: [InformationNeed] = [], target: Outcome.Target? = nil,
        tally: Outcome.Tally? = nil, agreement: Outcome.Agreement? = nil
    ) -> Outcome {
        Outcome(
            kind: kind, n: n, quorum: quorum, recused: recused.map(\.reviewer),
            abstained: heard.filter { $0.status == .abstain }.map(\.reviewer), reasons: reasons, actions: actions,
            conditions: Set(heard.flatMap(\.nonBlockingNeeds)).sorted { $0.rawValue < $1.rawValue }, target: target,
            tally: tally, agreement: agreement)
    }
}
