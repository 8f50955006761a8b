extension PanelProblem {
    /// The largest cost of one thing, so that sums of a path stay within 32 bits.
    package static let largestCost: Int32 = 1 << 27

    /// What an assignment costs, counted from nothing but the problem.
    ///
    /// - Throws: The first rule that the assignment breaks.
    package func cost(of assignment: PanelAssignment) throws(PanelFault) -> Int {
        guard assignment.people.count == seats.count else {
            throw .seatsDiffer(assigned: assignment.people.count, problem: seats.count)
        }
        var arcOf: [Pair: Arc] = [:]
        for arc in arcs { arcOf[Pair(first: arc.seat, second: arc.person)] = arc }
        var total = 0
        var inCase: Set<Pair> = []
        var inWeek: [Pair: Int] = [:]
        var inAll: [Int32: Int] = [:]
        for (index, people) in assignment.people.enumerated() {
            let seat = seats[index]
            guard people.count <= Int(seat.demand) else { throw .tooMany(seat: index) }
            total += Int(seat.emptyCost) * (Int(seat.demand) - people.count)
            for person in people {
                guard let arc = arcOf[Pair(first: Int32(index), second: person)] else {
                    throw .notEligible(seat: index, person: Int(person))
                }
                guard inCase.insert(Pair(first: seat.subject, second: person)).inserted else {
                    throw .twiceInCase(subject: seat.subject, person: Int(person))
                }
                total += Int(arc.cost)
                inWeek[Pair(first: person, second: arc.week), default: 0] += 1
                inAll[person, default: 0] += 1
            }
        }
        for (place, count) in inWeek {
            let slots = people[Int(place.first)].slots(week: Int(place.second))
            guard count <= slots.count else {
                throw .overloaded(person: Int(place.first), week: Int(place.second))
            }
            total += slots.prefix(count).reduce(0) { $0 + Int($1) }
        }
        for (person, count) in inAll {
            let horizon = people[Int(person)].horizon
            if horizon.isEmpty { continue }
            guard count <= horizon.count else { throw .overloaded(person: Int(person), week: nil) }
            total += horizon.prefix(count).reduce(0) { $0 + Int($1) }
        }
        return total
    }

    private struct Pair: Hashable {
        let first: Int32
        let second: Int32
    }
}
