/// One thing that is otherwise in a scenario than in the baseline.
package enum ScenarioChange: Codable, Equatable, Sendable {
    /// The board meets a second time in each of its weeks, two working days later.
    case twice(BoardID)
    /// The reviewer leaves.
    case without(ReviewerID)
    /// One of a specialty leaves: whoever takes the most cases, and among them who knows the most disease groups.
    case withoutOne(Specialty)
    /// The reviewer takes so many cases a week.
    case capacity(ReviewerID, Int)
    /// Each session of the board has so many minutes.
    case minutes(BoardID, Int)
    /// So many cases are referred in a week.
    case arrivals(Int)
}

/// Why a change cannot be made.
package enum ScenarioError: Error, Equatable, Sendable, CustomStringConvertible {
    /// No such board is on the roster, or it has no session.
    case noSession(BoardID)
    /// No such reviewer is on the roster.
    case unknownReviewer(ReviewerID)
    /// Nobody of that specialty is on the roster.
    case nobody(Specialty)

    /// One line for a person.
    package var description: String {
        switch self {
        case .noSession(let board):
            "board “\(board)” has no session in this simulation: see the boards of the roster and its sessions"
        case .unknownReviewer(let reviewer): "reviewer “\(reviewer)” is not on the roster"
        case .nobody(let specialty): "nobody on the roster is a \(specialty.title)"
        }
    }
}

extension SimulationSetup {
    /// The setup with changes made, in their order, and what each one means here.
    /// - Throws: `ScenarioError` for a change of what is not there.
    package func changed(_ changes: [ScenarioChange]) throws(ScenarioError) -> (setup: SimulationSetup, words: [String])
    {
        var setup = self
        var words: [String] = []
        for change in changes { words.append(try setup.make(change)) }
        return (setup, words)
    }

    private mutating func make(_ change: ScenarioChange) throws(ScenarioError) -> String {
        switch change {
        case .twice(let board):
            let own = sittings.filter { $0.board == board }
            guard !own.isEmpty, let name = roster.board(board)?.name else { throw .noSession(board) }
            sittings += own.map { sitting in
                var second = sitting
                second.weekday = sitting.weekday.twoWorkingDaysLater
                return second
            }
            return "\(name) meets twice as often"
        case .without(let reviewer):
            guard let name = roster.reviewer(reviewer)?.name else { throw .unknownReviewer(reviewer) }
            roster.reviewers.removeAll { $0.id == reviewer }
            return "without \(name)"
        case .withoutOne(let specialty):
            let candidates = roster.reviewers.filter { $0.specialties.contains(specialty) }
            guard
                let gone = candidates.max(by: {
                    ($0.casesPerWeek, $0.expertise.count, $0.id) < ($1.casesPerWeek, $1.expertise.count, $1.id)
                })
            else { throw .nobody(specialty) }
            roster.reviewers.removeAll { $0.id == gone.id }
            return "without one \(specialty.title) of \(candidates.count): \(gone.name)"
        case .capacity(let reviewer, let cases):
            guard let index = roster.reviewers.firstIndex(where: { $0.id == reviewer }) else {
                throw .unknownReviewer(reviewer)
            }
            let before = roster.reviewers[index].casesPerWeek
            roster.reviewers[index].casesPerWeek = cases
            return "\(roster.reviewers[index].name) takes \(cases) cases a week instead of \(before)"
        case .minutes(let board, let minutes):
            guard let name = roster.board(board)?.name, sittings.contains(where: { $0.board == board }) else {
                throw .noSession(board)
            }
            for index in sittings.indices where sittings[index].board == board { sittings[index].minutes = minutes }
            return "each session of \(name) has \(minutes) minutes"
        case .arrivals(let count):
            let before = arrivals.perWeek
            arrivals.perWeek = count
            return "\(count) cases a week instead of \(before)"
        }
    }
}

extension Weekday {
    /// Two working days later, round the weekend; a weekend's day becomes the Tuesday after it.
    fileprivate var twoWorkingDaysLater: Weekday {
        switch self {
        case .monday: .wednesday
        case .tuesday: .thursday
        case .wednesday: .friday
        case .thursday: .monday
        case .friday, .saturday, .sunday: .tuesday
        }
    }
}
