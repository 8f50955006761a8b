import TumorBoard

/// A staffing with its seats, people and arcs in another order.
struct StaffingShuffle {
    var problem: StaffingProblem
    /// By place in the new order, the place in the old one.
    private let seats: [Int32]
    private let people: [Int32]

    init(of original: StaffingProblem, seed: UInt64) {
        var dice = Dice(seed: seed ^ 0xA5A5)
        let panels = original.panels
        seats = panels.seats.indices.map(Int32.init).shuffled(using: &dice)
        people = panels.people.indices.map(Int32.init).shuffled(using: &dice)
        var (seatNow, personNow) = (seats, people)
        for (now, before) in seats.enumerated() { seatNow[Int(before)] = Int32(now) }
        for (now, before) in people.enumerated() { personNow[Int(before)] = Int32(now) }
        func moved(_ holding: StaffingProblem.Holding) -> StaffingProblem.Holding {
            .init(seat: seatNow[Int(holding.seat)], person: personNow[Int(holding.person)])
        }
        problem = original
        problem.panels.seats = seats.map { panels.seats[Int($0)] }
        problem.panels.people = people.map { panels.people[Int($0)] }
        problem.panels.arcs = panels.arcs.shuffled(using: &dice).map { arc in
            var arc = arc
            arc.seat = seatNow[Int(arc.seat)]
            arc.person = personNow[Int(arc.person)]
            return arc
        }
        problem.sessionOf = seats.map { original.sessionOf[Int($0)] }
        problem.institution = people.map { original.institution[Int($0)] }
        problem.attended = Set(
            original.attended.map { .init(person: personNow[Int($0.person)], session: $0.session) })
        problem.pins = Set(original.pins.map(moved))
        problem.bans = Set(original.bans.map(moved))
        problem.diversities = original.diversities.shuffled(using: &dice).map { rule in
            .init(seats: rule.seats.map { seatNow[Int($0)] }.shuffled(using: &dice), cost: rule.cost)
        }
        problem.quorums = original.quorums.shuffled(using: &dice).map { rule in
            var rule = rule
            rule.counted = rule.counted.map { seatNow[Int($0)] }
            rule.required = rule.required.map { seatNow[Int($0)] }
            return rule
        }
    }

    /// People by seat in the order of the original, sorted.
    func restored(_ seated: [[Int32]]) -> [[Int32]] {
        var restored = seated
        for (now, before) in seats.enumerated() { restored[Int(before)] = seated[now].map { people[Int($0)] } }
        return restored
    }
}
