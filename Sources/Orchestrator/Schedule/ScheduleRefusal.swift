package import TumorBoard

/// Why a wish for the plan cannot be taken. Nothing has changed.
package enum ScheduleRefusal: Error, Equatable, Sendable, CustomStringConvertible {
    /// The plan does not touch the case: it says why.
    case notPlanned(CaseID, why: String)
    /// Opinions are being given, so the panel stands.
    case opinionsOpen(CaseID)
    /// The session's board does not decide the disease.
    case otherBoard(SessionID, BoardID, DiseaseGroup)
    /// The session has begun, or is over.
    case begun(SessionID)
    /// The list has closed.
    case listClosed(SessionID)
    /// The list is open, so nothing is late.
    case listOpen(SessionID)
    /// Too few minutes are free.
    case full(SessionID, free: Int, needed: Int)
    /// A rule keeps that person from the seat.
    case ineligible(ReviewerID, EligibilityRule, detail: String)
    /// The case has no such seat.
    case noSeat(CaseID, Specialty, seats: [Specialty])
    /// Nothing was asked for the case.
    case noWish(CaseID)

    /// What to do about it.
    package var description: String {
        switch self {
        case .notPlanned(let id, let why): "\(id) is not planned now: \(why)"
        case .opinionsOpen(let id):
            "opinions on \(id) are being given: a seat changes hands when its holder steps back or does not answer"
        case .otherBoard(let session, let board, let group):
            "session \(session) is of board \(board), which does not decide \(group.title)"
        case .begun(let session): "session \(session) has begun or is over: choose a later one"
        case .listClosed(let session):
            "the list of \(session) has closed: add the case late with “tumorboard schedule late”"
        case .listOpen(let session):
            "the list of \(session) is open: nothing is late; use “tumorboard schedule pin”"
        case .full(let session, let free, let needed):
            "session \(session) has \(free) free minutes and the case needs \(needed): choose another, or take a case off"
        case .ineligible(let reviewer, let rule, let detail): "\(reviewer) cannot sit on it: \(detail) (\(rule.title))"
        case .noSeat(let id, let specialty, let seats):
            "\(id) has no seat for a \(specialty.title): it has \(seats.map(\.title).joined(separator: ", "))"
        case .noWish(let id): "nothing was asked of the plan for \(id): there is nothing to lift"
        }
    }
}
