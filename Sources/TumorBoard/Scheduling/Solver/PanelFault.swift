/// Why a panel problem, or an assignment for it, is none.
package enum PanelFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// An arc names a seat or a person that is not there, or a week before 0.
    case noSuchPlace(arc: Int)
    /// Two arcs join one seat and one person.
    case arcTwice(seat: Int, person: Int)
    /// Two seats of a case lie in different weeks for one person.
    case caseInTwoWeeks(subject: Int32, person: Int)
    /// A cost below 0 or too large to add up.
    case costOutOfRange(Int32)
    /// The cost of a person's further case falls.
    case loadCostFalls(person: Int)
    /// Two seats or two people share a key.
    case keyTwice(UInt64)
    /// The assignment has a number of seats other than the problem's.
    case seatsDiffer(assigned: Int, problem: Int)
    /// More people on a seat than it takes.
    case tooMany(seat: Int)
    /// Someone on a seat that they cannot take.
    case notEligible(seat: Int, person: Int)
    /// Someone twice in one case.
    case twiceInCase(subject: Int32, person: Int)
    /// More cases than someone takes in a week, or in the horizon where the week is nil.
    case overloaded(person: Int, week: Int?)

    /// What was wrong, where, and what to do.
    package var description: String {
        switch self {
        case .noSuchPlace(let arc): "Arc \(arc) names a seat, person or week that is not there. Check its indices."
        case .arcTwice(let seat, let person): "Seat \(seat) and person \(person) are joined twice. Keep one arc."
        case .caseInTwoWeeks(let subject, let person):
            "Case \(subject) has seats in two weeks for person \(person). A case sits in one session: give it one week."
        case .costOutOfRange(let cost): "Cost \(cost) is not within 0 and \(PanelProblem.largestCost). Scale the costs."
        case .loadCostFalls(let person):
            "Person \(person) has a load cost that falls. A further case must cost at least as much as the one before."
        case .keyTwice(let key): "Key \(key) is given twice. Seats need distinct keys, and so do people."
        case .seatsDiffer(let assigned, let problem): "\(assigned) seats are assigned, the problem has \(problem)."
        case .tooMany(let seat): "Seat \(seat) has more people than it takes."
        case .notEligible(let seat, let person): "Person \(person) sits on seat \(seat) without an arc."
        case .twiceInCase(let subject, let person): "Person \(person) sits twice in case \(subject)."
        case .overloaded(let person, let week?): "Person \(person) has more cases in week \(week) than they take."
        case .overloaded(let person, nil): "Person \(person) has more cases in the horizon than they take."
        }
    }
}
