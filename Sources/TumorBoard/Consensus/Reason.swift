/// One line of the trace: what led to the outcome, and who or what caused it.
package enum Reason: Equatable, Sendable {
    /// Too few treatment votes, or all of one specialty.
    case noQuorum(have: Int, need: Int)
    /// Somebody disagrees with the diagnosis.
    case diagnosisConflict(by: [String])
    /// Somebody disagrees with the stage.
    case stageConflict(by: [String])
    /// Somebody needs information first.
    case blockingNeed(InformationNeed, by: [String])
    /// These oppose the candidate for its intent.
    case intentConflict(by: [String])
    /// These oppose the candidate for its order.
    case sequenceConflict(by: [String])
    /// These rate a modality of the candidate low.
    case modalityOpposed(by: [String])
    /// A modality is rated low by many and high by many.
    case polarised(Modality, low: Int, high: Int)
    /// The tied plans differ in intent.
    case tiedIntents
    /// The tied plans turn these pairs of modalities round.
    case tiedSequences(pairs: [[Modality]])
    /// At a tie, a modality is polarised.
    case tiedPolarised(Modality)
    /// No plan has more votes than every other; these lead.
    case noPlurality([PlanOption])
    /// An absolute contraindication that nobody adjudicated.
    case contraindication(Modality, by: [String])
    /// A required specialty cast no opinion.
    case seatMissing(Specialty)
    /// No owner of the modality cast an opinion.
    case ownerMissing(Modality)
    /// Owners of the modality rate it low.
    case ownerVeto(Modality, by: [String])
    /// No owner stands behind the modality, or behind the class the plan names.
    case ownerUnsupported(Modality, by: [String])
    /// Fewer than two thirds endorse or accept.
    case belowTwoThirds(support: Int, of: Int)
    /// Endorsers depart from the guideline and none says why.
    case guidelineDeviationUnexplained(by: [String])
    /// Everybody endorses.
    case unanimous(support: Int, of: Int)
    /// Enough endorse or accept; the dissent is named.
    case majorityWithDissent(support: Int, of: Int)
    /// Several options, each fit for everyone: the patient chooses.
    case equivalentOptions([Modality])
}

/// A proposed plan and who proposes it.
package struct PlanOption: Codable, Hashable, Sendable {
    /// What it aims at.
    package let intent: TreatmentIntent
    /// The phases, supportive care beside anything else dropped.
    package let plan: PhasedPlan
    /// Its reviewers, sorted.
    package let by: [String]
}

extension Reason {
    /// The stable word for the reason.
    package var code: String {
        switch self {
        case .noQuorum: "noQuorum"
        case .diagnosisConflict: "diagnosisConflict"
        case .stageConflict: "stageConflict"
        case .blockingNeed(let need, _): "blockingNeed:\(need.rawValue)"
        case .intentConflict, .tiedIntents: "intentConflict"
        case .sequenceConflict, .tiedSequences: "sequenceConflict"
        case .modalityOpposed: "modalityOpposed"
        case .polarised, .tiedPolarised: "polarised"
        case .noPlurality: "noPlurality"
        case .contraindication: "contraindication"
        case .seatMissing: "seatMissing"
        case .ownerMissing: "ownerMissing"
        case .ownerVeto: "ownerVeto"
        case .ownerUnsupported: "ownerUnsupported"
        case .belowTwoThirds: "belowTwoThirds"
        case .guidelineDeviationUnexplained: "guidelineDeviationUnexplained"
        case .unanimous: "unanimous"
        case .majorityWithDissent: "majorityWithDissent"
        case .equivalentOptions: "equivalentOptions"
        }
    }

    /// The reviewers who caused it, sorted; empty where it is about a seat, a count or a tie.
    package var by: [String] {
        switch self {
        case .diagnosisConflict(let by), .stageConflict(let by), .blockingNeed(_, let by), .intentConflict(let by),
            .sequenceConflict(let by), .modalityOpposed(let by), .contraindication(_, let by), .ownerVeto(_, let by),
            .ownerUnsupported(_, let by), .guidelineDeviationUnexplained(let by):
            by
        case .noQuorum, .polarised, .tiedIntents, .tiedSequences, .tiedPolarised, .noPlurality, .seatMissing,
            .ownerMissing, .belowTwoThirds, .unanimous, .majorityWithDissent, .equivalentOptions:
            []
        }
    }

    /// The modality it is about, where it is about one.
    package var modality: Modality? {
        switch self {
        case .polarised(let modality, _, _), .tiedPolarised(let modality), .contraindication(let modality, _),
            .ownerMissing(let modality), .ownerVeto(let modality, _), .ownerUnsupported(let modality, _):
            modality
        default: nil
        }
    }

    /// The specialty it names, where it names one.
    package var specialty: Specialty? {
        switch self {
        case .diagnosisConflict: InformationNeed.pathologyReReview.owner
        case .stageConflict: InformationNeed.stagingReview.owner
        case .blockingNeed(let need, _): need.owner
        case .seatMissing(let specialty): specialty
        default: nil
        }
    }

    /// The information it asks for, where it asks for any.
    package var asksFor: InformationNeed? {
        switch self {
        case .diagnosisConflict: .pathologyReReview
        case .stageConflict: .stagingReview
        case .blockingNeed(let need, _): need
        default: nil
        }
    }
}
