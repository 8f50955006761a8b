/// A proof that an assignment is the cheapest: what a place in each week, in each horizon and in each case is worth.
///
/// By linear programming duality: where everyone sits at what is cheapest to the seat under these prices, and each
/// load's prices lie between what the last case cost and what the next would, no other assignment is cheaper.
package struct PanelCertificate: Equatable, Sendable {
    /// What a further case of someone in a week is worth, beyond what it is worth to their horizon.
    package struct Week: Equatable, Sendable {
        /// Index of the person.
        package var person: Int32
        /// The week.
        package var week: Int32
        /// The price.
        package var price: Int
    }

    /// What a second role of someone in a case would be worth.
    package struct Gate: Equatable, Sendable {
        /// The case.
        package var subject: Int32
        /// Index of the person.
        package var person: Int32
        /// The price.
        package var price: Int
    }

    /// The prices of weeks; what is not among them is worth nothing.
    package var weeks: [Week]
    /// By person, the price of their horizon.
    package var horizons: [Int]
    /// The prices of gates; what is not among them is worth nothing.
    package var gates: [Gate]

    /// A certificate.
    package init(weeks: [Week], horizons: [Int], gates: [Gate]) {
        self.weeks = weeks
        self.horizons = horizons
        self.gates = gates
    }

    /// What every assignment of a problem costs at least, whatever the prices are.
    ///
    /// Counted from the problem and the prices alone: each seat takes the cheapest it is offered, each load sells each
    /// case that costs it less than its price.
    package func bound(of problem: PanelProblem) -> Int {
        let last = Int(problem.arcs.reduce(-1) { max($0, $1.week) })
        let people = problem.people
        // A horizon without cost and limit sells at nothing, and a gate at nothing or more.
        let horizons = people.indices.map {
            people[$0].horizon.isEmpty || $0 >= self.horizons.count ? 0 : self.horizons[$0]
        }
        var weekPrices = [[Int]](repeating: [Int](repeating: 0, count: last + 1), count: people.count)
        var gatePrices = [[Int32: Int]](repeating: [:], count: people.count)
        for entry in weeks where entry.week <= last { weekPrices[Int(entry.person)][Int(entry.week)] = entry.price }
        for gate in gates { gatePrices[Int(gate.person)][gate.subject] = max(0, gate.price) }

        var offers = [[Int]](repeating: [], count: problem.seats.count)
        for arc in problem.arcs {
            let person = Int(arc.person)
            var price = Int(arc.cost) + weekPrices[person][Int(arc.week)] + horizons[person]
            if !gatePrices[person].isEmpty { price += gatePrices[person][problem.seats[Int(arc.seat)].subject] ?? 0 }
            offers[Int(arc.seat)].append(price)
        }
        var bound = 0
        for (seat, prices) in zip(problem.seats, offers) {
            let empty = Int(seat.emptyCost)
            let taken = prices.sorted().prefix(Int(seat.demand))
            bound += taken.reduce(0) { $0 + min($1, empty) } + empty * (Int(seat.demand) - taken.count)
        }
        for index in people.indices {
            for week in 0...max(last, 0) where week <= last && weekPrices[index][week] > 0 {
                let price = weekPrices[index][week]
                bound -= people[index].slots(week: week).reduce(0) { $0 + max(0, price - Int($1)) }
            }
            bound -= people[index].horizon.reduce(0) { $0 + max(0, horizons[index] - Int($1)) }
            bound -= gatePrices[index].values.reduce(0, +)
        }
        return bound
    }
}

extension PanelFlow {
    /// The prices at which the search has arrived, in the problem's numbers.
    func certificate() -> PanelCertificate {
        let order = network.order
        var horizons = [Int](repeating: 0, count: Int(network.personCount))
        for person in 0..<network.personCount where network.horizon(person) > 0 {
            horizons[Int(order.people[Int(person)])] = Int(places[network.personPlace + person].price)
        }
        var weeks: [PanelCertificate.Week] = []
        for column in 0..<network.columnCount {
            let person = order.people[Int(network.columnPerson[column])]
            let price = Int(places[column].price) - horizons[Int(person)]
            weeks.append(.init(person: person, week: order.columns[Int(column)].week, price: price))
        }
        var gates: [PanelCertificate.Gate] = []
        for gate in 0..<network.gateCount where gateUser[gate] >= 0 {
            let column = network.gateColumn[gate]
            let price = Int(places[network.gatePlace + gate].price - places[column].price)
            if price == 0 { continue }
            let seat = Int(order.seats[Int(network.arcSeat[gateUser[gate]])])
            let person = order.people[Int(network.columnPerson[column])]
            gates.append(.init(subject: network.problem.seats[seat].subject, person: person, price: price))
        }
        return PanelCertificate(weeks: weeks, horizons: horizons, gates: gates)
    }
}
