/// Why a place cannot be filled: these seats ask for more than everybody who can take them has left to give.
package struct PanelShortage: Equatable, Sendable {
    /// Something that limits how many of the seats can be filled.
    package enum Limit: Equatable, Hashable, Sendable {
        /// Someone takes no more cases in a week.
        case week(person: Int32, week: Int32)
        /// Someone takes no more cases in the horizon.
        case horizon(person: Int32)
        /// Someone takes one place of a case at most.
        case once(person: Int32, subject: Int32)
    }

    /// The seats that ask, by index.
    package var seats: [Int32]
    /// What limits those who can take them; it covers every arc of the seats.
    package var limits: [Limit]
    /// How many people the seats ask for.
    package var demand: Int
    /// How many the limits allow.
    package var supply: Int

    /// A cut.
    package init(seats: [Int32], limits: [Limit], demand: Int, supply: Int) {
        self.seats = seats
        self.limits = limits
        self.demand = demand
        self.supply = supply
    }

    /// Whether the cut is true of a problem, counted from nothing but the problem: every arc of the seats runs into a
    /// limit, and the seats ask for more than the limits allow.
    package func holds(for problem: PanelProblem) -> Bool {
        let limits = Set(limits)
        var asked = 0
        for seat in Set(seats) {
            guard problem.seats.indices.contains(Int(seat)) else { return false }
            asked += Int(problem.seats[Int(seat)].demand)
        }
        var allowed = 0
        for limit in limits {
            switch limit {
            case .week(let person, let week): allowed += problem.people[Int(person)].slots(week: Int(week)).count
            case .horizon(let person):
                let horizon = problem.people[Int(person)].horizon
                if horizon.isEmpty { return false }
                allowed += horizon.count
            case .once: allowed += 1
            }
        }
        let isAsking = Set(seats)
        let isCovered = problem.arcs.allSatisfy { arc in
            !isAsking.contains(arc.seat) || limits.contains(.week(person: arc.person, week: arc.week))
                || limits.contains(.horizon(person: arc.person))
                || limits.contains(.once(person: arc.person, subject: problem.seats[Int(arc.seat)].subject))
        }
        return isCovered && asked == demand && allowed == supply && asked > allowed
    }
}

/// Why a place stays empty.
package enum PanelVacancy: Equatable, Sendable {
    /// The seat has everyone whom it asks for.
    case none
    /// It could be filled without emptying another, for this much more than the place costs empty.
    case tooDear(by: Int)
    /// It cannot be filled unless another place becomes empty.
    case shortage(PanelShortage)
}

extension PanelSolver {
    /// Why a seat has an empty place.
    package func cut(emptySeat seat: Int) -> PanelVacancy {
        _ = solve()
        guard problem.seats.indices.contains(seat) else { return .none }
        let number = network.order.seatNumber[seat]
        guard flow.filled[number] < network.demand[number] else { return .none }
        var residual = PanelResidual(flow)
        residual.mayEmpty = false
        residual.mayExchange = false
        residual.search(from: residual.node(seat: number))
        if let cost = residual.distance[Int(residual.sink)] {
            return .tooDear(by: cost - Int(network.emptyCost[number]))
        }
        return .shortage(cut(behind: residual))
    }

    /// The cut behind what a search without a way out has reached.
    private func cut(behind residual: PanelResidual) -> PanelShortage {
        let order = network.order
        let isReached = { (node: Int32) in residual.distance[Int(node)] != nil }
        var cut = PanelShortage(seats: [], limits: [], demand: 0, supply: 0)
        for person in 0..<network.personCount where isReached(network.personPlace + person) {
            cut.limits.append(.horizon(person: order.people[Int(person)]))
            cut.supply += Int(network.horizon(person))
        }
        for column in 0..<network.columnCount where isReached(column) {
            let person = network.columnPerson[column]
            if isReached(network.personPlace + person) { continue }
            cut.limits.append(.week(person: order.people[Int(person)], week: order.columns[Int(column)].week))
            cut.supply += Int(network.capacity(column))
        }
        var gates: Set<PanelShortage.Limit> = []
        for seat in 0..<network.seatCount where isReached(residual.node(seat: seat)) {
            let index = order.seats[Int(seat)]
            cut.seats.append(index)
            cut.demand += Int(network.demand[seat])
            for arc in network.firstArc[seat]..<network.firstArc[seat + 1] {
                let column = network.column(of: arc)
                let person = network.columnPerson[column]
                if isReached(column) || isReached(network.personPlace + person) { continue }
                let subject = problem.seats[Int(index)].subject
                gates.insert(.once(person: order.people[Int(person)], subject: subject))
            }
        }
        // Their order is that of the people's keys, and says nothing.
        for gate in gates.sorted(by: { key($0) < key($1) }) { cut.limits.append(gate) }
        cut.supply += gates.count
        return cut
    }

    private func key(_ limit: PanelShortage.Limit) -> (UInt64, Int32) {
        guard case .once(let person, let subject) = limit else { return (0, 0) }
        return (problem.people[Int(person)].key, subject)
    }
}
