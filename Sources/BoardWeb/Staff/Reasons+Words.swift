import TumorBoard

extension ListingReason {
    /// Why a case stands on its list, in one sentence.
    var inPlainWords: String {
        switch self {
        case .firstWithRoom: "It stands on the first session with room."
        case .earlierFull(let sessions):
            "Earlier sessions were full: \(sessions.map(\.text).joined(separator: ", "))."
        case .slack(let urgency, let days) where days < 0:
            "The session is \(-days) days after the latest day for a case of urgency “\(urgency.title)”."
        case .slack(let urgency, let days):
            "The session is \(days) days before the latest day for a case of urgency “\(urgency.title)”."
        case .outOfSession: "It is decided out of session, since no session comes soon enough."
        case .returns(let need): "It comes back after what was asked for: \(need.title)."
        case .newEvidence: "It comes back, since material evidence came after the plan."
        case .returnsWithoutQuorum: "It comes back, since the ballot had no quorum."
        }
    }
}

extension SeatReason {
    /// Why somebody holds a seat, in a few words.
    func inPlainWords(nameOf: (ReviewerID) -> String) -> String {
        switch self {
        case .expertise(let level, let group): "expertise \(level) of 5 in \(group.title)"
        case .load(let cases, let limit): "has \(cases) of \(limit) cases that week"
        case .continuity: "sat on this case before"
        case .treating: "treats the patient"
        case .covers(let reviewer): "covers for \(nameOf(reviewer))"
        case .replaces(let reviewer): "takes the place of \(nameOf(reviewer)), who stepped back"
        case .thirdOpinion: "gives the third opinion"
        }
    }
}

extension String {
    /// With a capital at the start.
    var asHeading: String { prefix(1).uppercased() + dropFirst() }
}
