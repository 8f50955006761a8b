package import TumorBoard

extension ScheduleChange {
    /// The change in a few words, after the id of a case.
    package var inPlainWords: String {
        switch self {
        case .unchanged: "stays as published"
        case .listed: "is listed"
        case .moved: "moves"
        case .reseated: "keeps its session; other people sit"
        case .unlisted: "loses its session"
        case .waiting: "still waits"
        }
    }
}

extension ChangeReason {
    /// Why a published case moves, as a part of a sentence.
    package var inPlainWords: String {
        switch self {
        case .sessionGone(let session): "session \(session) takes no case any more"
        case .displaced(let session, let others) where others.isEmpty: "session \(session) has fewer minutes than before"
        case .displaced(let session, let others):
            "the minutes of session \(session) go to \(others.map(\.text).joined(separator: ", "))"
        case .withoutQuorum(let session): "its panel would have no quorum in session \(session)"
        case .wish: "the coordinator wants it so"
        case .cheaper: "the plan as a whole is better so"
        }
    }
}

extension SessionObstacle.Reason {
    /// What stands against a session, after its id.
    package var inPlainWords: String {
        switch self {
        case .full(let free, let needed): "is full: \(free) of the \(needed) minutes that the case needs are free"
        case .withoutQuorum(let filled, let needed):
            "has no quorum for it: \(filled) of \(needed) seats with a vote can be filled"
        case .ruledOut: "was ruled out by the coordinator"
        case .dearer: "could take it, and the plan as a whole is better without"
        }
    }
}

extension Proof {
    /// How good an answer is proved to be, in a few words.
    package var inPlainWords: String {
        isOptimal
            ? "cost \(cost), proved to be the least" : "cost \(cost), at most \(percent) above the bound of \(bound)"
    }

    private var percent: String {
        let tenths = Int((gap * 1_000).rounded(.up))
        return "\(tenths / 10).\(tenths % 10) %"
    }
}
