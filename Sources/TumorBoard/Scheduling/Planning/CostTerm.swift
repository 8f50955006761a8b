/// A part of what a plan costs.
package enum CostTerm: Codable, Equatable, Sendable {
    /// Decided after the latest day.
    case late(days: Int)
    /// Waits since it was ready.
    case waiting(days: Int)
    /// In a neighbouring region's session.
    case otherRegion
    /// In the session of a board for every disease.
    case generalist
    /// Moved although it was published.
    case moved
    /// How expert the person is in the disease, 1–5.
    case expertise(level: Int)
    /// Did not sit on the case before, and others did.
    case newToTheCase
    /// The clocks of person and session differ.
    case timeZone(hours: Int)
    /// Has to travel.
    case travel
    /// The seat was published as someone else's.
    case reseated
    /// The person's cases of that week, this one included, out of how many they take.
    case weekLoad(Int, of: Int)
    /// The person's cases of the weeks that are planned, this one included, out of how many they take.
    case horizonLoad(Int, of: Int)
    /// Sits in that session for this case alone.
    case attendance
    /// Someone else of the institution sits on the case.
    case sameInstitution

    /// The part as a person would write it.
    package var title: String {
        switch self {
        case .late(let days): "\(days) \(days == 1 ? "day" : "days") after the latest day"
        case .waiting(let days): "\(days) \(days == 1 ? "day" : "days") of waiting"
        case .otherRegion: "another region's session"
        case .generalist: "a board for every disease"
        case .moved: "moved after it was published"
        case .expertise(let level): "expertise \(level) of 5"
        case .newToTheCase: "new to the case"
        case .timeZone(let hours): "\(hours) \(hours == 1 ? "hour" : "hours") between the clocks"
        case .travel: "has to travel"
        case .reseated: "the seat was published as someone else's"
        case .weekLoad(let cases, let limit): "\(cases) of \(limit) cases that week"
        case .horizonLoad(let cases, let limit): "\(cases) of \(limit) cases in the weeks planned"
        case .attendance: "sits in that session for this case alone"
        case .sameInstitution: "a second seat of one institution"
        }
    }
}

/// A part of a cost with its number.
package struct CostPart: Codable, Equatable, Sendable {
    /// What for.
    package var term: CostTerm
    /// How much.
    package var cost: Int
}
