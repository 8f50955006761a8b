extension PlanCompiler {
    /// What the panel says to a refusal: nil where nothing that is recommended, or was in the version before, is refused.
    ///
    /// The plan without it is somebody's own plan and never put together from parts. Of several the one with the most
    /// proposers stands first, then the one that most others rate 7 or higher, then the one that fewest rate 3 or lower.
    func answer(to refused: [Modality], recommending plan: TreatmentPlan) -> RefusalAnswer? {
        guard !refused.isEmpty else { return nil }
        let needed = plan.needed(of: refused)
        guard needed.isEmpty else {
            return RefusalAnswer(refused: needed, recommended: plan.options, without: best(without: refused))
        }
        // the panel was asked again since: what it recommended before stands beside what it says now
        guard let former else { return nil }
        if let told = former.refusal, told.formerVersion != nil, told.refused.allSatisfy(refused.contains) {
            return RefusalAnswer(
                refused: told.refused, recommended: told.recommended, formerVersion: told.formerVersion,
                without: now(plan))
        }
        let before = former.needed(of: refused)
        guard !before.isEmpty else { return nil }
        return RefusalAnswer(
            refused: before, recommended: former.options, formerVersion: former.version, without: now(plan))
    }

    /// What is recommended now, as the plan without.
    private func now(_ plan: TreatmentPlan) -> [PlanWithout] {
        plan.options.map { judged($0.plan, intent: plan.intent, option: $0) }
    }

    private func best(without refused: [Modality]) -> [PlanWithout] {
        let banned = opinions.flatMap(\.opinion.vote.contraindications).filter { $0.severity == .absolute }
            .map(\.modality)
        var candidates: [PlanWithout] = []
        for one in cast where one.opinion.vote.isTreatmentVote {
            guard let plan = one.proposed, let intent = one.opinion.vote.intent,
                !plan.modalities.contains(where: { refused.contains($0) || banned.contains($0) }),
                !candidates.contains(where: { $0.option.plan == plan && $0.intent == intent })
            else { continue }
            let proposers = cast.filter { $0.proposed == plan && $0.opinion.vote.intent == intent }
            candidates.append(judged(plan, intent: intent, option: option(plan, from: proposers)))
        }
        guard let best = candidates.map(\.standing).max(by: { $0.lexicographicallyPrecedes($1) }) else { return [] }
        return candidates.filter { $0.standing == best }.sorted { $0.option.plan < $1.option.plan }
    }

    private func judged(_ plan: PhasedPlan, intent: TreatmentIntent, option: RecommendedOption) -> PlanWithout {
        let voters = cast.filter(\.opinion.vote.isTreatmentVote)
        let others = voters.filter { !option.by.contains($0.reviewer) }
        func ratings(_ one: CastOpinion) -> [Int] { plan.modalities.map { one.opinion.vote.ratings[$0] ?? 5 } }
        return PlanWithout(
            option: option, intent: intent,
            acceptable: others.filter { ratings($0).allSatisfy { $0 >= 7 } }.map(\.reviewer),
            opposed: others.filter { ratings($0).contains { $0 <= 3 } }.map(\.reviewer), n: voters.count)
    }
}

extension PlanWithout {
    /// How it stands among others: more proposers, more who accept it, fewer who oppose it.
    fileprivate var standing: [Int] { [option.by.count, acceptable.count, -opposed.count] }
}
