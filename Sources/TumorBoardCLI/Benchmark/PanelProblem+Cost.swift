import TumorBoard

extension PanelProblem {
    /// What an assignment costs, reckoned anew from the arcs and the loads, and how many places it leaves empty.
    /// - Throws: `Refusal` where a hard rule is broken: a seat that someone cannot take, too many on one, two seats of
    ///   a case, or more cases than someone takes.
    func cost(of assignment: [[Int32]]) throws -> (objective: Int, emptyPlaces: Int) {
        guard assignment.count == seats.count else {
            throw Refusal("\(assignment.count) seats of \(seats.count) were told of")
        }
        var taken = try costsOfTaken(assignment)
        var objective = 0
        var emptyPlaces = 0
        var weekly: [Load: Int] = [:]
        var whole: [Int32: Int] = [:]
        var roles: Set<Role> = []
        for (index, people) in assignment.enumerated() {
            let seat = seats[index]
            guard people.count <= Int(seat.demand) else { throw Refusal("seat \(index) has too many people") }
            emptyPlaces += Int(seat.demand) - people.count
            objective += Int(seat.emptyCost) * (Int(seat.demand) - people.count)
            for person in people {
                guard let arc = taken[index].removeValue(forKey: person) else {
                    throw Refusal("seat \(index) has someone twice, or who cannot take it")
                }
                guard roles.insert(Role(subject: seat.subject, person: person)).inserted else {
                    throw Refusal("someone has two seats of the case of seat \(index)")
                }
                objective += Int(arc.cost)
                weekly[Load(person: person, week: arc.week), default: 0] += 1
                whole[person, default: 0] += 1
            }
        }
        for (load, count) in weekly {
            let person = people[Int(load.person)]
            let before = person.standing.indices.contains(Int(load.week)) ? Int(person.standing[Int(load.week)]) : 0
            guard before + count <= person.weekly.count else { throw Refusal("someone has too many cases in a week") }
            objective += person.weekly[before..<before + count].reduce(0) { $0 + Int($1) }
        }
        for (index, count) in whole where !people[Int(index)].horizon.isEmpty {
            let horizon = people[Int(index)].horizon
            guard count <= horizon.count else { throw Refusal("someone has too many cases in the horizon") }
            objective += horizon.prefix(count).reduce(0) { $0 + Int($1) }
        }
        return (objective, emptyPlaces)
    }

    private struct Load: Hashable {
        let person: Int32
        let week: Int32
    }

    private struct Role: Hashable {
        let subject: Int32
        let person: Int32
    }

    /// By seat, the arcs of those who are on it.
    private func costsOfTaken(_ assignment: [[Int32]]) throws -> [[Int32: Arc]] {
        var taken = Array(repeating: [Int32: Arc](), count: seats.count)
        for arc in arcs where assignment[Int(arc.seat)].contains(arc.person) { taken[Int(arc.seat)][arc.person] = arc }
        return taken
    }
}
