extension ListingReason {
    /// Why a case stands on its list, as a part of a sentence.
    package var inPlainWords: String {
        switch self {
        case .firstWithRoom: "first open session of the board with room"
        case .earlierFull(let sessions): "earlier sessions are full (\(sessions.map(\.text).joined(separator: ", ")))"
        case .earlierWithoutQuorum(let sessions):
            "earlier sessions could not seat a quorum (\(sessions.map(\.text).joined(separator: ", ")))"
        case .earlierKept(let sessions):
            "the plan as a whole is better so than in \(sessions.map(\.text).joined(separator: ", "))"
        case .wished: "the coordinator chose this session"
        case .lateAddition: "added by the coordinator after the list had closed"
        case .slack(let urgency, 0): "on the latest day for its urgency (\(urgency.title))"
        case .slack(let urgency, let days):
            "\(abs(days)) \(abs(days) == 1 ? "day" : "days") \(days < 0 ? "after" : "before") the latest day "
                + "for its urgency (\(urgency.title))"
        case .outOfSession(let urgency): "no session comes soon enough for its urgency (\(urgency.title))"
        case .returns(let need): "back after the \(need.title)"
        case .newEvidence: "back since material evidence came after the plan"
        case .returnsWithoutQuorum: "back since the ballot before had no quorum"
        }
    }
}

extension [ListingReason] {
    /// All reasons as one sentence; empty where there is none.
    package var sentence: String {
        isEmpty ? "" : map(\.inPlainWords).joined(separator: "; ").asSentenceStart + "."
    }
}

extension SeatReason {
    /// Why somebody holds a seat, in a few words.
    package func inPlainWords(nameOf: (ReviewerID) -> String) -> String {
        switch self {
        case .expertise(let level, let group): "expertise \(level) of 5 in \(group.title) cases"
        case .load(let cases, let limit): "\(cases) of at most \(limit) cases that week"
        case .continuity: "sat on this case before"
        case .treating: "treats the patient"
        case .covers(let reviewer): "covers for \(nameOf(reviewer))"
        case .replaces(let reviewer): "takes the place of \(nameOf(reviewer)), who stepped back"
        case .thirdOpinion: "gives the third opinion"
        }
    }
}

extension EligibilityRule {
    /// The rule in a word or two.
    package var title: String {
        switch self {
        case .specialty: "specialty"
        case .expertise: "expertise in the site"
        case .treating: "treats the patient"
        case .firstOpinionInstitution: "first opinion's institution"
        case .credential: "credential"
        case .licence: "licence"
        case .leave: "leave"
        case .availability: "availability"
        case .conflict: "conflict of interest"
        case .load: "load"
        case .seated: "already seated"
        case .recused: "recused"
        case .silent: "did not answer"
        case .ruledOut: "ruled out by the coordinator"
        }
    }
}
