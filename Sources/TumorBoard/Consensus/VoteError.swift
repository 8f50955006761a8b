/// Why a vote, or the context it is decided in, is refused. Nothing is repaired: whoever wrote it mends it.
package enum VoteError: Error, Equatable, Sendable {
    /// The whole input is not what `ConsensusInput` reads.
    case unreadableInput(String)
    /// A context field makes no sense: the field and what to write.
    case context(field: String, String)
    /// A needed field is absent: reviewer if known, field.
    case missing(String?, String)
    /// A field holds something that cannot be read: reviewer if known, field, what was expected.
    case unreadable(String?, String, String)
    /// Two opinions of one reviewer.
    case duplicateReviewer(String)
    /// The plan is not a plan.
    case plan(String, PlanError)
    /// A word that is no modality: reviewer, field, word.
    case unknownModality(String, String, String)
    /// A class that the disease's list in policy does not hold.
    case unknownClass(String, PlanElement, [String])
    /// A rating outside 1–9.
    case ratingOutOfRange(String, Modality, Int)
    /// A modality of the reviewer's own plan that the reviewer did not rate; the last value is what it takes.
    case ownPlanUnrated(String, Modality, Int)
    /// A modality of the reviewer's own plan that the reviewer rates too low: rating, what it takes.
    case ownPlanRatedLow(String, Modality, Int, Int)
    /// A disagreement or contraindication without a reason: reviewer, field of the reason.
    case missingWhy(String, String)
}

extension VoteError {
    /// Whose opinion it is about, where that is known.
    package var reviewer: String? {
        switch self {
        case .unreadableInput, .context: nil
        case .missing(let reviewer, _), .unreadable(let reviewer, _, _): reviewer
        case .duplicateReviewer(let reviewer), .plan(let reviewer, _), .unknownModality(let reviewer, _, _),
            .unknownClass(let reviewer, _, _), .ratingOutOfRange(let reviewer, _, _),
            .ownPlanUnrated(let reviewer, _, _), .ownPlanRatedLow(let reviewer, _, _, _),
            .missingWhy(let reviewer, _):
            reviewer
        }
    }

    /// The field to mend, as it is written in JSON.
    package var field: String {
        switch self {
        case .unreadableInput: "input"
        case .context(let field, _): "context.\(field)"
        case .missing(_, let field), .unreadable(_, let field, _), .missingWhy(_, let field): field
        case .duplicateReviewer: "reviewer"
        case .plan, .unknownClass: "plan"
        case .unknownModality(_, let field, _): field
        case .ratingOutOfRange(_, let modality, _), .ownPlanUnrated(_, let modality, _),
            .ownPlanRatedLow(_, let modality, _, _):
            "ratings.\(modality.rawValue)"
        }
    }
}

extension VoteError: CustomStringConvertible {
    /// Who, where, what was wrong and what to do.
    package var description: String {
        let place = reviewer.map { "opinion of \($0), \(field)" } ?? field
        return "\(place): \(remedy)"
    }

    private var remedy: String {
        switch self {
        case .unreadableInput(let problem), .context(_, let problem), .unreadable(_, _, let problem): problem
        case .missing: "is missing; fill it in"
        case .duplicateReviewer: "has two opinions on this ballot; keep one"
        case .plan(_, let error): error.description
        case .unknownModality(_, _, let word): PlanError.unknownModality(word).description
        case .unknownClass(_, let element, let known):
            "“\(element)” is not in the policy's list for this disease; use one of \(known.joined(separator: ", "))"
        case .ratingOutOfRange(_, _, let rating): "is \(rating); rate from 1 (inappropriate) to 9 (appropriate)"
        case .ownPlanUnrated(_, let modality, let needed):
            "is missing, and the plan has \(modality.rawValue); rate it \(needed)–9 or take it out of the plan"
        case .ownPlanRatedLow(_, let modality, let rating, let needed):
            "is \(rating), yet the plan has \(modality.rawValue); rate it \(needed)–9 or take it out of the plan"
        case .missingWhy: "is missing; say why"
        }
    }
}
