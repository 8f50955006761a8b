/// The thresholds of consensus as data; a board's policy may state its own. Integers only.
///
/// Sources: RAND/UCLA appropriateness (1–3, 4–6, 7–9 and the classic disagreement count), Delphi and ASCO practice,
/// AWMF consensus bands, NCCN's 85 % uniform consensus. For three-seat panels they are this project's synthesis,
/// for a clinical lead to set.
package struct ConsensusRules: Codable, Equatable, Sendable {
    /// A rating up to this speaks against a modality.
    package var lowUpTo = 3
    /// A rating from this speaks for a modality.
    package var highFrom = 7
    /// In round 1, opposition from this share of the votes blocks, in percent.
    package var oppositionPercent = 15
    /// Support needed, as a fraction: of `supportOutOf` votes …
    package var supportOutOf = 3
    /// … at least this many endorse or accept.
    package var supportNeeded = 2
    /// Never fewer treatment votes than this.
    package var minimumQuorum = 2
    /// Never fewer specialties among the treatment votes than this.
    package var minimumSpecialties = 2
    /// An AWMF band is reported from this many votes.
    package var bandFrom = 8
    /// From this many votes the full board sits instead of one more opinion.
    package var boardSitsFrom = 4
    /// Specialties that must have cast an opinion, in the order in which a missing one is asked.
    package var required: [Specialty] = [.surgeon, .medicalOncologist, .radiationOncologist]
    /// Specialties that answer for a modality, the first being the one asked; a modality without any needs none.
    package var owners: [Modality: [Specialty]] = [
        .surgery: [.surgeon], .systemic: [.medicalOncologist], .radiotherapy: [.radiationOncologist],
    ]
    /// Class codes of the disease by modality; a modality that is not listed takes any code.
    package var classes: [Modality: [String]] = [:]

    /// The rules of the design.
    package static let standard = ConsensusRules()

    /// The rules of the design, to be changed field by field.
    package init() {}

    /// Reads what is stated and keeps the design's rule for the rest.
    package init(from decoder: any Decoder) throws {
        let stated = try decoder.container(keyedBy: CodingKeys.self)
        lowUpTo = try stated.decodeIfPresent(Int.self, forKey: .lowUpTo) ?? lowUpTo
        highFrom = try stated.decodeIfPresent(Int.self, forKey: .highFrom) ?? highFrom
        oppositionPercent = try stated.decodeIfPresent(Int.self, forKey: .oppositionPercent) ?? oppositionPercent
        supportOutOf = try stated.decodeIfPresent(Int.self, forKey: .supportOutOf) ?? supportOutOf
        supportNeeded = try stated.decodeIfPresent(Int.self, forKey: .supportNeeded) ?? supportNeeded
        minimumQuorum = try stated.decodeIfPresent(Int.self, forKey: .minimumQuorum) ?? minimumQuorum
        minimumSpecialties = try stated.decodeIfPresent(Int.self, forKey: .minimumSpecialties) ?? minimumSpecialties
        bandFrom = try stated.decodeIfPresent(Int.self, forKey: .bandFrom) ?? bandFrom
        boardSitsFrom = try stated.decodeIfPresent(Int.self, forKey: .boardSitsFrom) ?? boardSitsFrom
        required = try stated.decodeIfPresent([Specialty].self, forKey: .required) ?? required
        owners = try stated.decodeIfPresent([Modality: [Specialty]].self, forKey: .owners) ?? owners
        classes = try stated.decodeIfPresent([Modality: [String]].self, forKey: .classes) ?? classes
    }

    /// How many ratings at each end make a modality polarised among n votes (RAND/UCLA's table for n = 8…16, extended).
    package func disagreementCount(of n: Int) -> Int { max(1, (n + 1) / 3) }
}
