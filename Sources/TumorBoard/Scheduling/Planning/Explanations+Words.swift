extension WhyNot {
    /// The answer as one sentence.
    package func inPlainWords(_ reviewer: ReviewerID, nameOf: (ReviewerID) -> String) -> String {
        let name = nameOf(reviewer)
        switch self {
        case .sits(let specialty): return "\(name) sits on this case as \(specialty.title)."
        case .notPlaced: return "The case has no session, so nobody sits on it yet."
        case .noSeat: return "The case has no seat for what \(name) is."
        case .rule(let exclusion): return "\(name): \(exclusion.rule.title) (\(exclusion.detail))."
        case .full(let specialty):
            return
                "\(name) could sit as \(specialty.title) but takes no more cases that week, and each of theirs needs them."
        case .dearer(let specialty, let cost, let other):
            let instead = other.map { "than with \(nameOf($0))" } ?? "than with the seat empty"
            guard cost > 0 else {
                return "\(name) would do as well as \(specialty.title) \(instead): the choice fell by lot."
            }
            return "\(name) could sit as \(specialty.title); the panels together would cost \(cost) more \(instead)."
        }
    }
}

extension SessionObstacle.Reason {
    /// What stands against a session, in a few words.
    package var inPlainWords: String {
        switch self {
        case .full(let free, let needed): "\(free) minutes are free and \(needed) are needed"
        case .withoutQuorum(let filled, let needed):
            filled < needed
                ? "\(filled) of \(needed) seats of a quorum can be filled" : "a seat that must be filled stays empty"
        case .ruledOut: "ruled out by the coordinator"
        case .dearer: "the plan as a whole is better without"
        }
    }
}

extension ChangeReason {
    /// Why a case moves, in a few words.
    package var inPlainWords: String {
        switch self {
        case .sessionGone(let session): "\(session) is cancelled or its list is closed"
        case .displaced(let session, let others):
            others.isEmpty
                ? "\(session) has too few minutes left"
                : "\(session) is needed for \(others.map(\.text).joined(separator: ", "))"
        case .withoutQuorum(let session): "no quorum could be seated in \(session)"
        case .wish: "the coordinator asked for it"
        case .cheaper: "the plan as a whole is better so"
        }
    }
}

extension Remedy {
    /// What to do, as a part of a sentence.
    package func inPlainWords(nameOf: (ReviewerID) -> String) -> String {
        switch self {
        case .liftWish(let id, .notSeated(let reviewer)): "let \(nameOf(reviewer)) sit on \(id) after all"
        case .liftWish(let id, .notInSession(let session)): "allow \(session) for \(id) after all"
        case .liftWish(let id, _): "lift what was asked for on \(id)"
        case .oneMoreCase(let reviewer): "ask \(nameOf(reviewer)) to take one case more that week"
        case .moreMinutes(let session, let minutes): "make \(session) \(minutes) minutes longer"
        case .sitOn(let reviewer, let day, let half):
            "ask \(nameOf(reviewer)) to sit on the \(day.rawValue) \(half.rawValue)"
        case .allowCover: "let cover take the seat (policy)"
        case .renewCredential(let reviewer): "have the credential of \(nameOf(reviewer)) verified or renewed"
        case .comeBack(let reviewer, let day): "ask \(nameOf(reviewer)) to sit on \(day) in spite of the leave"
        case .license(let reviewer, let region): "get a licence in \(region) for \(nameOf(reviewer))"
        case .addSession(let board): "hold one more session of \(board)"
        }
    }
}

extension [Remedy] {
    /// All that is to be done, as one sentence; empty where there is nothing.
    package func sentence(nameOf: (ReviewerID) -> String) -> String {
        isEmpty ? "" : map { $0.inPlainWords(nameOf: nameOf) }.joined(separator: ", and ").asSentenceStart + "."
    }
}

extension EmptySeat {
    /// Why nobody has the seat, and what would help.
    package func inPlainWords(nameOf: (ReviewerID) -> String) -> String {
        var parts: [String] = []
        let byRule = Dictionary(grouping: kept, by: \.rule)
        for rule in EligibilityRule.allCases {
            guard let people = byRule[rule] else { continue }
            parts.append("\(rule.title): \(people.map { nameOf($0.reviewer) }.joined(separator: ", "))")
        }
        if !full.isEmpty {
            let names = full.map { "\(nameOf($0.reviewer)) (\($0.after) of \($0.capacity))" }
            parts.append("no case left that week: \(names.joined(separator: ", "))")
        }
        let reasons = parts.isEmpty ? "nobody on the roster is one" : parts.joined(separator: "; ")
        let help = remedy.map { " What would fill it: \($0.inPlainWords(nameOf: nameOf))." } ?? ""
        return "The seat of the \(specialty.title) is empty: \(reasons)." + help
    }
}
