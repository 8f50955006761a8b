/// A checked ballot, ordered by reviewer, with everything that is read off it more than once.
struct Panel {
    /// A treatment vote, its plan as plans are compared.
    struct TreatmentVote {
        let vote: Vote
        let intent: TreatmentIntent
        let plan: PhasedPlan

        var reviewer: String { vote.reviewer }
    }

    let context: ConsensusContext
    let rules: ConsensusRules
    /// Everyone not recused: their findings count.
    let heard: [Vote]
    let recused: [Vote]
    /// The treatment votes; n is their number.
    let cast: [TreatmentVote]

    /// - Throws: what is wrong with the first wrong vote by reviewer, or with the context.
    init(_ context: ConsensusContext, _ votes: [Vote], _ rules: ConsensusRules) throws(VoteError) {
        try context.check()
        let sorted = votes.sorted { $0.reviewer < $1.reviewer }
        for (one, next) in zip(sorted, sorted.dropFirst()) where one.reviewer == next.reviewer {
            throw .duplicateReviewer(one.reviewer)
        }
        for vote in sorted { try vote.validated(under: rules) }
        self.context = context
        self.rules = rules
        self.heard = sorted.filter { $0.status != .recused }
        self.recused = sorted.filter { $0.status == .recused }
        self.cast = sorted.compactMap { vote in
            guard vote.isTreatmentVote, let intent = vote.intent, let plan = vote.plan else { return nil }
            return TreatmentVote(vote: vote, intent: intent, plan: plan.withoutAddedSupport)
        }
    }

    var n: Int { cast.count }

    /// Seats convened are treatment seats, so only treatment seats that recused lower the quorum.
    var quorum: Int {
        let lost = recused.count { $0.specialty.votesOnTreatment }
        return max(rules.minimumQuorum, max(0, context.convened - lost) / 2 + 1)
    }

    var isQuorate: Bool {
        n >= quorum && Set(cast.map(\.vote.specialty)).count >= rules.minimumSpecialties
    }

    // MARK: Seats and owners

    /// Required specialties without a cast opinion, in the order of policy.
    var missingSeats: [Specialty] {
        let present = Set(heard.filter { $0.status == .cast }.map(\.specialty))
        var missing: [Specialty] = []
        for seat in context.required ?? rules.required where !present.contains(seat) && !missing.contains(seat) {
            missing.append(seat)
        }
        return missing
    }

    /// Who answers for a modality; empty for one that nobody owns.
    func ownership(of modality: Modality) -> [Specialty] {
        context.owners[modality] ?? rules.owners[modality] ?? []
    }

    func owners(of modality: Modality) -> [TreatmentVote] {
        let specialties = ownership(of: modality)
        return cast.filter { specialties.contains($0.vote.specialty) }
    }

    func isOwnerMissing(_ modality: Modality) -> Bool {
        !ownership(of: modality).isEmpty && owners(of: modality).isEmpty
    }

    // MARK: Ratings and contraindications

    func rates(_ one: TreatmentVote, low modality: Modality) -> Bool {
        one.vote.ratings[modality].map { $0 <= rules.lowUpTo } ?? false
    }

    func rates(_ one: TreatmentVote, high modality: Modality) -> Bool {
        one.vote.ratings[modality].map { $0 >= rules.highFrom } ?? false
    }

    /// Who states an absolute contraindication to it that nobody adjudicated.
    func contraindicating(_ modality: Modality) -> [String] {
        guard !context.adjudicatedContraindications.contains(modality) else { return [] }
        return heard.filter { vote in
            vote.contraindications.contains { $0.modality == modality && $0.severity == .absolute }
        }.map(\.reviewer)
    }

    /// How often a modality is rated low and high, where both are often enough to call it polarised.
    func polarisation(of modality: Modality) -> (low: Int, high: Int)? {
        let low = cast.count { rates($0, low: modality) }
        let high = cast.count { rates($0, high: modality) }
        let enough = rules.disagreementCount(of: n)
        return low >= enough && high >= enough ? (low, high) : nil
    }

    /// The modalities in anyone's plan.
    var proposedModalities: [Modality] {
        let proposed = Set(cast.flatMap(\.plan.modalities))
        return Modality.allCases.filter(proposed.contains)
    }

    // MARK: Proposals

    /// The different proposals and who makes them, by intent and plan.
    var proposals: [PlanOption] {
        struct Key: Hashable {
            let intent: TreatmentIntent
            let plan: PhasedPlan
        }
        return Dictionary(grouping: cast) { Key(intent: $0.intent, plan: $0.plan) }
            .map { PlanOption(intent: $0.key.intent, plan: $0.key.plan, by: $0.value.map(\.reviewer)) }
            .sorted { ($0.intent.rawValue, $0.plan) < ($1.intent.rawValue, $1.plan) }
    }
}
