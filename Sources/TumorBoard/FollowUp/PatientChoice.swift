/// What the patient decided about a plan, as someone who talked with them records it.
package struct PatientChoice: Codable, Equatable, Sendable {
    /// What can be decided.
    package enum Kind: String, Codable, CaseIterable, Sendable {
        /// The recommendation, as it stands.
        case accepts
        /// One of several options that the board finds equally good.
        case option
        /// Something else than what is recommended.
        case alternative
        /// No treatment.
        case declines
        /// Another opinion first.
        case anotherOpinion
        /// Nothing yet.
        case undecided

        /// The choice as a person would write it.
        package var title: String {
            switch self {
            case .accepts: "follows the recommendation"
            case .option: "chose one of the options"
            case .alternative: "chose another way"
            case .declines: "declines treatment"
            case .anotherOpinion: "wants another opinion first"
            case .undecided: "has not decided yet"
            }
        }
    }

    /// What.
    package var kind: Kind
    /// Which of the options, from 1.
    package var option: Int?
    /// What was chosen in words: the option's, or the other way's.
    package var way: String?
    /// Why, in the patient's own words.
    package var reasons: String?
    /// Who talked with the patient.
    package var talkedWith: String
    /// On which day.
    package var on: CivilDate
    /// About which version of the plan.
    package var version: Int
    /// Who recorded it.
    package var by: String

    /// The choice in one line.
    package var line: String { [kind.title, way].compactMap { $0 }.joined(separator: ": ") }
}

/// A choice as it is put down, before it is held against the plan.
package struct ChoiceDraft: Equatable, Sendable {
    /// What.
    package var kind: PatientChoice.Kind
    /// Which of the options, from 1.
    package var option: Int?
    /// What the other way is.
    package var way: String?
    /// Why, in the patient's own words.
    package var reasons: String?
    /// Who talked with the patient.
    package var talkedWith: String
    /// On which day; today where nobody says.
    package var on: CivilDate?

    /// A choice.
    package init(
        _ kind: PatientChoice.Kind, option: Int? = nil, way: String? = nil, reasons: String? = nil, talkedWith: String,
        on: CivilDate? = nil
    ) {
        self.kind = kind
        self.option = option
        self.way = way
        self.reasons = reasons
        self.talkedWith = talkedWith
        self.on = on
    }
}
