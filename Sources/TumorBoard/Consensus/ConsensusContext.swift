package import Foundation

/// What is known about a ballot beside the opinions.
package struct ConsensusContext: Codable, Equatable, Sendable {
    /// Treatment seats convened.
    package var convened: Int
    /// 1, or 2 after the third opinion.
    package var round: Int
    /// Specialties that must have cast an opinion; nil is what the rules say.
    package var required: [Specialty]?
    /// Owners that differ from the rules, by modality.
    package var owners: [Modality: [Specialty]]
    /// Whether an asked-for pathology re-review has come back.
    package var pathologyReReviewDone: Bool
    /// Whether an asked-for staging review has come back.
    package var stagingReviewDone: Bool
    /// Modalities whose contraindication a named independent specialist has overruled.
    package var adjudicatedContraindications: [Modality]

    /// A context; everything but the number of seats has its usual value.
    package init(
        convened: Int, round: Int = 1, required: [Specialty]? = nil, owners: [Modality: [Specialty]] = [:],
        pathologyReReviewDone: Bool = false, stagingReviewDone: Bool = false,
        adjudicatedContraindications: [Modality] = []
    ) {
        self.convened = convened
        self.round = round
        self.required = required
        self.owners = owners
        self.pathologyReReviewDone = pathologyReReviewDone
        self.stagingReviewDone = stagingReviewDone
        self.adjudicatedContraindications = adjudicatedContraindications
    }

    /// Reads a context; all but `convened` may be left out.
    package init(from decoder: any Decoder) throws {
        let stated = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            convened: try stated.decode(Int.self, forKey: .convened),
            round: try stated.decodeIfPresent(Int.self, forKey: .round) ?? 1,
            required: try stated.decodeIfPresent([Specialty].self, forKey: .required),
            owners: try stated.decodeIfPresent([Modality: [Specialty]].self, forKey: .owners) ?? [:],
            pathologyReReviewDone: try stated.decodeIfPresent(Bool.self, forKey: .pathologyReReviewDone) ?? false,
            stagingReviewDone: try stated.decodeIfPresent(Bool.self, forKey: .stagingReviewDone) ?? false,
            adjudicatedContraindications: try stated.decodeIfPresent(
                [Modality].self, forKey: .adjudicatedContraindications) ?? [])
    }

    /// - Throws: `context` naming the field that makes no sense.
    func check() throws(VoteError) {
        guard convened >= 1 else {
            throw .context(field: "convened", "is \(convened); give the number of treatment seats, at least 1")
        }
        guard round == 1 || round == 2 else {
            throw .context(field: "round", "is \(round); it is 1, or 2 after the third opinion")
        }
        for modality in Modality.allCases where owners[modality]?.isEmpty == true {
            throw .context(field: "owners.\(modality.rawValue)", "is empty; name a specialty or leave it out")
        }
    }
}

/// What `consensus decide` reads: `{"context": …, "votes": […]}`.
package struct ConsensusInput: Codable, Equatable, Sendable {
    /// What is known beside the opinions.
    package let context: ConsensusContext
    /// The opinions, in any order.
    package let votes: [Vote]

    /// A context and its opinions.
    package init(context: ConsensusContext, votes: [Vote]) {
        self.context = context
        self.votes = votes
    }

    /// Reads JSON; unknown fields are left alone.
    /// - Throws: a `VoteError` that names reviewer and field wherever they can be known.
    package init(json: Data) throws(VoteError) {
        do {
            self = try JSONDecoder().decode(ConsensusInput.self, from: json)
        } catch let error as VoteError {
            throw error
        } catch let error as DecodingError {
            throw VoteError(reading: error, reviewer: nil)
        } catch {
            throw .unreadableInput("cannot be read: \(error)")
        }
    }

    /// Decides it.
    package func decide(rules: ConsensusRules = .standard) throws(VoteError) -> Outcome {
        try TumorBoard.decide(context, votes, rules: rules)
    }
}
