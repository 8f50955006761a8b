@testable import TumorBoard

/// A vote that a test may change field by field before it becomes one.
struct Draft: Equatable, Sendable {
    var reviewer: String
    var specialty: Specialty
    var status = Vote.Status.cast
    var diagnosisWhy: String?
    var stageWhy: String?
    var contraindications: [Contraindication] = []
    var blockingNeeds: [InformationNeed] = []
    var nonBlockingNeeds: [InformationNeed] = []
    var intent = TreatmentIntent.curative
    var plan: [[String]] = [["surgery"]]
    var ratings: [Modality: Int] = [:]
    var confidence = Vote.Confidence.high
    var guidelineConcordant = true
    var deviationReason: String?
    var rationale = "(synthetic)"

    /// The vote; a `…Why` is what disagreement looks like here.
    func vote() throws -> Vote {
        let hasPlan = status == .cast && !specialty.givesFindingsOnly
        return try Vote(
            reviewer: reviewer, specialty: specialty, status: status, diagnosisAgree: diagnosisWhy == nil,
            diagnosisWhy: diagnosisWhy, stageAgree: stageWhy == nil, stageWhy: stageWhy,
            contraindications: contraindications, blockingNeeds: blockingNeeds, nonBlockingNeeds: nonBlockingNeeds,
            intent: hasPlan ? intent : nil, plan: hasPlan ? PhasedPlan(parsing: plan) : nil, ratings: ratings,
            confidence: confidence, guidelineConcordant: guidelineConcordant, guidelineRef: nil,
            deviationReason: deviationReason, rationale: rationale)
    }

    /// The modalities its plan names.
    var planned: [Modality] {
        Modality.allCases.filter { modality in
            plan.joined().contains { $0 == modality.rawValue || $0.hasPrefix(modality.rawValue + "/") }
        }
    }
}

/// A ballot of drafts.
struct Ballot: Sendable {
    var context: ConsensusContext
    var drafts: [Draft]

    func decide() throws -> Outcome {
        try TumorBoard.decide(context, drafts.map { try $0.vote() })
    }
}

/// SplitMix64: small, seeded, the same everywhere.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// True about so many times in a hundred.
    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

    /// One of them; the fallback only for an empty list.
    mutating func pick<Element>(_ list: [Element], else fallback: Element) -> Element {
        list.randomElement(using: &self) ?? fallback
    }
}
