/// A plan without what the patient refuses, as members of the panel gave it.
package struct PlanWithout: Codable, Equatable, Sendable {
    /// What would be done, with what its proposers said of it.
    package var option: RecommendedOption
    /// What it aims at.
    package var intent: TreatmentIntent
    /// Others on the panel who rate every treatment of it 7 or higher.
    package var acceptable: [ReviewerID]
    /// Others who rate one of them 3 or lower.
    package var opposed: [ReviewerID]
    /// How many gave an opinion.
    package var n: Int
}

/// What the panel says to a patient who refuses a treatment outright: what was recommended, and the best plan without it.
package struct RefusalAnswer: Codable, Equatable, Sendable {
    /// What the patient refuses, of what was recommended.
    package var refused: [Modality]
    /// What was recommended, refusal apart.
    package var recommended: [RecommendedOption]
    /// The version that recommended it, where the panel was asked again since; nil where it is this one.
    package var formerVersion: Int?
    /// The best plan without it, several where they stand alike; none where nobody on the panel gave one.
    package var without: [PlanWithout]
}

extension TreatmentPlan {
    /// Of these treatments the ones without which the plan cannot be carried out: every way it recommends has one.
    package func needed(of refused: [Modality]) -> [Modality] {
        guard options.allSatisfy({ option in option.plan.modalities.contains(where: refused.contains) }) else {
            return []
        }
        return refused.filter { one in options.contains { $0.plan.modalities.contains(one) } }.sorted()
    }
}
