/// A candidate and how every treatment vote stands to it.
struct Candidate {
    let intent: TreatmentIntent
    let plan: PhasedPlan
    let stances: [(vote: Panel.TreatmentVote, stance: Outcome.Stance)]

    func reviewers(_ stance: Outcome.Stance) -> [String] {
        stances.filter { $0.stance == stance }.map(\.vote.reviewer)
    }

    var endorsers: [Vote] { stances.filter { $0.stance == .endorse }.map(\.vote.vote) }
    var accepting: Int { stances.count { $0.stance == .accept } }
    var opposing: Int { stances.count { $0.stance.opposes } }
    var support: Int { endorsers.count + accepting }

    /// Endorsers whose plan departs from the guideline.
    var deviating: [Vote] { endorsers.filter { !$0.guidelineConcordant } }

    var tally: Outcome.Tally {
        Outcome.Tally(
            intent: intent, proposal: .plan(plan), endorse: endorsers.count, accept: accepting, oppose: opposing,
            dissent: stances.filter { $0.stance != .endorse }.map {
                Outcome.Dissent(reviewer: $0.vote.reviewer, stance: $0.stance)
            })
    }
}

extension Panel {
    /// The candidate that a proposal makes; it is never put together from parts.
    func candidate(_ proposal: PlanOption) -> Candidate {
        Candidate(
            intent: proposal.intent, plan: proposal.plan,
            stances: cast.map { ($0, stance(of: $0, to: proposal)) })
    }

    private func stance(of one: TreatmentVote, to proposal: PlanOption) -> Outcome.Stance {
        let modalities = proposal.plan.modalities
        if one.intent != proposal.intent { return .opposeIntent }
        if !one.plan.inversions(to: proposal.plan).isEmpty { return .opposeSequence }
        if modalities.contains(where: { rates(one, low: $0) }) { return .opposeModality }
        if one.plan == proposal.plan { return .endorse }
        let wouldDo = one.plan.isLeftOver(of: proposal.plan) && modalities.allSatisfy { rates(one, high: $0) }
        return wouldDo ? .accept : .reserve
    }

    /// What stands between a candidate and consensus, in the order of the rules.
    func blockers(of candidate: Candidate) -> [Reason] {
        let modalities = candidate.plan.modalities
        var reasons: [Reason] = []
        for modality in modalities {
            let by = contraindicating(modality)
            if !by.isEmpty { reasons.append(.contraindication(modality, by: by)) }
        }
        reasons += missingSeats.map { .seatMissing($0) }
        reasons += modalities.filter(isOwnerMissing).map { .ownerMissing($0) }
        reasons += modalities.compactMap(veto)
        reasons += modalities.compactMap { lackOfSupport(for: $0, in: candidate.plan) }
        if context.round == 1 {
            reasons += proposedModalities.compactMap { modality in
                polarisation(of: modality).map { .polarised(modality, low: $0.low, high: $0.high) }
            }
            reasons += opposition(to: candidate)
        }
        if rules.supportOutOf * candidate.support < rules.supportNeeded * n {
            reasons.append(.belowTwoThirds(support: candidate.support, of: n))
        }
        if reasons.isEmpty, !candidate.deviating.isEmpty,
            !candidate.deviating.contains(where: { $0.deviationReason.saysSomething })
        {
            reasons.append(.guidelineDeviationUnexplained(by: candidate.deviating.map(\.reviewer)))
        }
        return reasons
    }

    /// An owner rates it low; after the third opinion only unless more owners rate it high.
    private func veto(_ modality: Modality) -> Reason? {
        let owners = owners(of: modality)
        let against = owners.filter { rates($0, low: modality) }
        let inFavour = owners.count { rates($0, high: modality) }
        guard !against.isEmpty, context.round == 1 || inFavour <= against.count else { return nil }
        return .ownerVeto(modality, by: against.map(\.reviewer))
    }

    /// No owner stands behind it, or behind a class the plan names. A missing or vetoing owner is said elsewhere.
    private func lackOfSupport(for modality: Modality, in plan: PhasedPlan) -> Reason? {
        let owners = owners(of: modality)
        guard !owners.isEmpty, veto(modality) == nil else { return nil }
        let behind = owners.filter { rates($0, high: modality) }
        let isSupported = plan.classes(of: modality).allSatisfy { named in
            behind.contains { owner in
                let own = owner.plan.classes(of: modality)
                return named == nil || own.isEmpty || own.contains(named) || own.contains(nil)
            }
        }
        return isSupported ? nil : .ownerUnsupported(modality, by: owners.map(\.reviewer))
    }

    private func opposition(to candidate: Candidate) -> [Reason] {
        guard 100 * candidate.opposing >= rules.oppositionPercent * n else { return [] }
        var reasons: [Reason] = []
        let intent = candidate.reviewers(.opposeIntent)
        let modality = candidate.reviewers(.opposeModality)
        let sequence = candidate.reviewers(.opposeSequence)
        if !intent.isEmpty { reasons.append(.intentConflict(by: intent)) }
        if !modality.isEmpty { reasons.append(.modalityOpposed(by: modality)) }
        if !sequence.isEmpty { reasons.append(.sequenceConflict(by: sequence)) }
        return reasons
    }
}
