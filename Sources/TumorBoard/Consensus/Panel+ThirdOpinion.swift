extension Panel {
    /// Who is asked because of the first reason: one more specialist, or from four votes on the full board.
    ///
    /// In round 1 a missing seat or owner is filled whatever the number of votes.
    func thirdOpinion(because first: Reason, on plan: PhasedPlan?) -> Outcome.Target {
        let (specialty, fillsSeat) = specialist(for: first, on: plan)
        guard let specialty else { return .conveneBoard }
        let mayAsk = n < rules.boardSitsFrom || (fillsSeat && context.round == 1)
        return mayAsk ? .specialty(specialty) : .conveneBoard
    }

    /// The specialty, and whether it fills a seat that is missing.
    private func specialist(for reason: Reason, on plan: PhasedPlan?) -> (specialty: Specialty?, fillsSeat: Bool) {
        switch reason {
        case .seatMissing(let seat): return (seat, true)
        case .ownerMissing(let modality): return (ownership(of: modality).first, true)
        case .contraindication(let modality, _), .ownerVeto(let modality, _), .ownerUnsupported(let modality, _),
            .polarised(let modality, _, _):
            if let owner = ownership(of: modality).first { return (owner, false) }
        case .guidelineDeviationUnexplained:
            let owner = plan?.modalities.lazy.compactMap { ownership(of: $0).first }.first
            if let owner { return (owner, false) }
        default: break
        }
        if let seat = missingSeats.first { return (seat, true) }
        return (ownerOfWidestSpread, false)
    }

    /// The owner of the modality on which ratings lie furthest apart; of equals, the first in the order of `Modality`.
    private var ownerOfWidestSpread: Specialty? {
        var widest: (spread: Int, owner: Specialty)?
        for modality in Modality.allCases {
            let ratings = cast.compactMap { $0.vote.ratings[modality] }
            guard let owner = ownership(of: modality).first, let low = ratings.min(), let high = ratings.max()
            else { continue }
            if high - low > (widest?.spread ?? -1) { widest = (high - low, owner) }
        }
        return widest?.owner ?? (context.required ?? rules.required).first
    }
}
