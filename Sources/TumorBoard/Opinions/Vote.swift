/// Information whose lack stops, or conditions, a decision.
package enum InformationNeed: String, CaseIterable, Codable, Hashable, Sendable {
    case pathologyReReview, stagingReview, imaging, molecular, performanceStatus

    /// Who is asked for it.
    package var owner: Specialty {
        switch self {
        case .pathologyReReview: .pathologist
        case .stagingReview, .imaging: .radiologist
        case .molecular: .geneticist
        case .performanceStatus: .medicalOncologist
        }
    }
}

/// A reason in the patient against a modality.
package struct Contraindication: Hashable, Codable, Sendable {
    /// How strongly it speaks against the modality.
    package enum Severity: String, CaseIterable, Codable, Hashable, Sendable {
        case absolute, relative
    }

    /// What should not be done.
    package let modality: Modality
    /// Whether it rules the modality out.
    package let severity: Severity
    /// The finding behind it, in its author's words.
    package let why: String

    /// A contraindication; that `why` says something is checked with the vote.
    package init(modality: Modality, severity: Severity, why: String) {
        self.modality = modality
        self.severity = severity
        self.why = why
    }
}

/// One opinion as consensus sees it: findings, and a treatment vote where the seat has one.
///
/// Whoever holds a `Vote` holds one of sound shape; what depends on a board's rules is checked by `validated(under:)`.
/// The content of a recused opinion is not read and not kept.
package struct Vote: Encodable, Equatable, Sendable {
    /// What the reviewer did with the ballot.
    package enum Status: String, CaseIterable, Codable, Hashable, Sendable {
        case cast, abstain, recused
    }

    /// How sure the reviewer is.
    package enum Confidence: String, CaseIterable, Codable, Hashable, Sendable {
        case high, moderate, low
    }

    /// The reviewer's identifier, unique on a panel.
    package let reviewer: String
    /// The specialty the reviewer sits for.
    package let specialty: Specialty
    /// Cast, abstained or recused.
    package let status: Status
    /// Whether the reviewer agrees with the diagnosis.
    package let diagnosisAgree: Bool
    /// Why not.
    package let diagnosisWhy: String?
    /// Whether the reviewer agrees with the stage.
    package let stageAgree: Bool
    /// Why not.
    package let stageWhy: String?
    /// What speaks against modalities in this patient.
    package let contraindications: [Contraindication]
    /// Information without which nothing may be decided.
    package let blockingNeeds: [InformationNeed]
    /// Information that becomes a condition of the plan.
    package let nonBlockingNeeds: [InformationNeed]
    /// Curative or palliative.
    package let intent: TreatmentIntent?
    /// The plan the reviewer proposes.
    package let plan: PhasedPlan?
    /// Appropriateness 1–9 by modality; a modality may be unrated.
    package let ratings: [Modality: Int]
    /// How sure the reviewer is.
    package let confidence: Confidence
    /// Whether the plan follows the guideline.
    package let guidelineConcordant: Bool
    /// Which guideline, and where in it.
    package let guidelineRef: String?
    /// Why the plan departs from it.
    package let deviationReason: String?
    /// How the conclusion was drawn.
    package let rationale: String

    /// An opinion of sound shape.
    /// - Throws: the first thing wrong, naming reviewer and field: an empty reviewer, a "disagree" or contraindication
    ///   without a why, a rating outside 1–9, a treatment vote without intent or plan.
    package init(
        reviewer: String, specialty: Specialty, status: Status = .cast, diagnosisAgree: Bool = true,
        diagnosisWhy: String? = nil, stageAgree: Bool = true, stageWhy: String? = nil,
        contraindications: [Contraindication] = [], blockingNeeds: [InformationNeed] = [],
        nonBlockingNeeds: [InformationNeed] = [], intent: TreatmentIntent? = nil, plan: PhasedPlan? = nil,
        ratings: [Modality: Int] = [:], confidence: Confidence = .moderate, guidelineConcordant: Bool = true,
        guidelineRef: String? = nil, deviationReason: String? = nil, rationale: String = ""
    ) throws(VoteError) {
        let heard = status != .recused
        self.reviewer = reviewer
        self.specialty = specialty
        self.status = status
        self.diagnosisAgree = heard ? diagnosisAgree : true
        self.diagnosisWhy = heard ? diagnosisWhy : nil
        self.stageAgree = heard ? stageAgree : true
        self.stageWhy = heard ? stageWhy : nil
        self.contraindications = heard ? contraindications : []
        self.blockingNeeds = heard ? blockingNeeds : []
        self.nonBlockingNeeds = heard ? nonBlockingNeeds : []
        self.intent = heard ? intent : nil
        self.plan = heard ? plan : nil
        self.ratings = heard ? ratings : [:]
        self.confidence = heard ? confidence : .moderate
        self.guidelineConcordant = heard ? guidelineConcordant : true
        self.guidelineRef = heard ? guidelineRef : nil
        self.deviationReason = heard ? deviationReason : nil
        self.rationale = heard ? rationale : ""
        try checkShape()
    }

    /// Whether it counts in n: a cast opinion of a seat that votes on treatment.
    package var isTreatmentVote: Bool { status == .cast && specialty.votesOnTreatment }

    /// The same vote, once it also keeps this board's rules.
    /// - Throws: `ownPlanRatedLow`, `ownPlanUnrated` or `unknownClass`.
    @discardableResult
    package func validated(under rules: ConsensusRules = .standard) throws(VoteError) -> Vote {
        guard let plan else { return self }
        for modality in plan.modalities {
            guard let rating = ratings[modality] else { throw .ownPlanUnrated(reviewer, modality, rules.highFrom) }
            guard rating >= rules.highFrom else { throw .ownPlanRatedLow(reviewer, modality, rating, rules.highFrom) }
        }
        for element in plan.phases.joined() {
            guard let code = element.detail, let known = rules.classes[element.modality] else { continue }
            guard known.contains(code) else { throw .unknownClass(reviewer, element, known) }
        }
        return self
    }

    private func checkShape() throws(VoteError) {
        guard reviewer.saysSomething else { throw .missing(nil, "reviewer") }
        guard diagnosisAgree || diagnosisWhy.saysSomething else { throw .missingWhy(reviewer, "diagnosisWhy") }
        guard stageAgree || stageWhy.saysSomething else { throw .missingWhy(reviewer, "stageWhy") }
        for (index, one) in contraindications.enumerated() where !one.why.saysSomething {
            throw .missingWhy(reviewer, "contraindications[\(index)].why")
        }
        for modality in Modality.allCases {
            if let rating = ratings[modality], !(1...9).contains(rating) {
                throw .ratingOutOfRange(reviewer, modality, rating)
            }
        }
        guard isTreatmentVote else { return }
        guard intent != nil else { throw .missing(reviewer, "intent") }
        guard plan != nil else { throw .missing(reviewer, "plan") }
    }
}

extension Specialty {
    /// Whether a cast opinion of this seat counts in n: it neither gives findings only nor sits without a ballot.
    package var votesOnTreatment: Bool { !givesFindingsOnly && !hasNoVote }
}

extension String {
    /// Whether there is anything but white space in it.
    var saysSomething: Bool { contains { !$0.isWhitespace } }
}

extension String? {
    /// Whether there is a text, and anything but white space in it.
    var saysSomething: Bool { self?.saysSomething ?? false }
}
