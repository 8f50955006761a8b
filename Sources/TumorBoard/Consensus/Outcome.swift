/// What the opinions come to, with its whole trace.
package struct Outcome: Equatable, Sendable {
    /// The four outcomes.
    package enum Kind: String, CaseIterable, Codable, Hashable, Sendable {
        case consensus, escalate, needInfo, noQuorum
    }

    /// How far a consensus goes.
    package enum Level: String, CaseIterable, Codable, Hashable, Sendable {
        case unanimous, majorityWithDissent, equivalentOptions
    }

    /// The AWMF band of the support.
    package enum Band: String, CaseIterable, Codable, Hashable, Sendable {
        case strong, consensus, majority
    }

    /// What a reader of a consensus should also know.
    package enum Flag: String, CaseIterable, Codable, Hashable, Sendable {
        case guidelineDeviationExplained, lowConfidence, adjudicatedByThirdOpinion
    }

    /// How an opinion stands to the candidate.
    package enum Stance: String, CaseIterable, Codable, Hashable, Sendable {
        case endorse, accept, reserve
        case opposeIntent = "oppose:intent"
        case opposeSequence = "oppose:sequence"
        case opposeModality = "oppose:modality"

        /// Whether it is opposition.
        package var opposes: Bool {
            switch self {
            case .endorse, .accept, .reserve: false
            case .opposeIntent, .opposeSequence, .opposeModality: true
            }
        }
    }

    /// Somebody who did not endorse, and how they stand.
    package struct Dissent: Equatable, Codable, Hashable, Sendable {
        /// Who.
        package let reviewer: String
        /// Anything but endorse.
        package let stance: Stance
    }

    /// Who is asked next.
    package enum Target: Hashable, Sendable {
        /// One more independent opinion, or the owner of missing information.
        case specialty(Specialty)
        /// The full board sits.
        case conveneBoard

        /// The word in the trace.
        package var code: String {
            switch self {
            case .specialty(let specialty): specialty.rawValue
            case .conveneBoard: "conveneBoard"
            }
        }
    }

    /// What the count is about: one plan, or several options among which the patient chooses.
    package enum Proposal: Equatable, Hashable, Sendable {
        case plan(PhasedPlan)
        case options([PlanOption])
    }

    /// The count of stances to a candidate.
    package struct Tally: Equatable, Sendable {
        /// What the candidate aims at.
        package let intent: TreatmentIntent
        /// The candidate.
        package let proposal: Proposal
        /// How many hold exactly this.
        package let endorse: Int
        /// How many could live with it.
        package let accept: Int
        /// How many oppose it.
        package let oppose: Int
        /// Everyone who does not endorse, by reviewer.
        package let dissent: [Dissent]
    }

    /// What is said of a consensus.
    package struct Agreement: Equatable, Sendable {
        /// How far it goes.
        package let level: Level
        /// Its band, from eight votes.
        package let band: Band?
        /// What else to know.
        package let flags: [Flag]
    }

    /// Which of the four.
    package let kind: Kind
    /// Treatment votes cast.
    package let n: Int
    /// Treatment votes needed.
    package let quorum: Int
    /// Who recused, sorted.
    package let recused: [String]
    /// Who abstained, sorted.
    package let abstained: [String]
    /// Why, in the order of the rules; never empty.
    package let reasons: [Reason]
    /// Information to obtain, sorted.
    package let actions: [InformationNeed]
    /// Information that conditions the plan, sorted.
    package let conditions: [InformationNeed]
    /// Who is asked next, when it escalates or needs information.
    package let target: Target?
    /// The candidate and its count, once there is a candidate.
    package let tally: Tally?
    /// On consensus only.
    package let agreement: Agreement?
}

extension Outcome {
    /// Whether whoever is asked must be independent of the panel: so it is whenever the case escalates.
    package var independent: Bool { kind == .escalate }
    /// How far the consensus goes.
    package var level: Level? { agreement?.level }
    /// The AWMF band.
    package var band: Band? { agreement?.band }
    /// What else to know of a consensus.
    package var flags: [Flag] { agreement?.flags ?? [] }
    /// What the candidate aims at.
    package var intent: TreatmentIntent? { tally?.intent }
    /// Everyone who did not endorse the candidate.
    package var dissent: [Dissent] { tally?.dissent ?? [] }
    /// How many endorse or accept the candidate.
    package var support: Int { tally.map { $0.endorse + $0.accept } ?? 0 }

    /// The candidate plan, the agreed one on consensus.
    package var plan: PhasedPlan? {
        if case .plan(let plan) = tally?.proposal { plan } else { nil }
    }

    /// The options among which the patient chooses.
    package var options: [PlanOption] {
        if case .options(let options) = tally?.proposal { options } else { [] }
    }

    /// The reason that decided: at a tie the tie itself, otherwise the first.
    package var primary: Reason? {
        reasons.first { if case .noPlurality = $0 { true } else { false } } ?? reasons.first
    }

    /// NCCN's uniform consensus: at least 85 % endorse or accept.
    package var isUniform: Bool { kind == .consensus && 100 * support >= 85 * n }
}
