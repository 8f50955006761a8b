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
