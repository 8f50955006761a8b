/// How the cheapest assignment would look under one more condition.
package struct PanelAlternative: Equatable, Sendable {
    /// What it would cost.
    package var objective: Int
    /// Who would take the place in question, by index; nil where it would stay empty.
    package var person: Int32?

    /// An alternative.
    package init(objective: Int, person: Int32?) {
        self.objective = objective
        self.person = person
    }
}

extension PanelSolver {
    /// The cheapest assignment if someone may not take a seat, and who takes their place then; nil where they do not
    /// sit there.
    package func nextBest(seat: Int, person: Int) -> PanelAlternative? {
        let objective = solve().objective
        guard let arc = arc(seat: seat, person: person), flow.isUsed[arc] else { return nil }
        var residual = PanelResidual(flow)
        residual.banned = arc
        let target = network.arcs[arc].place
        residual.search(from: residual.node(seat: network.arcSeat[arc]), to: target)
        // There is always a way: the place stays empty, and with it the person's slot.
        guard let cost = residual.distance[Int(target)] else { return nil }
        let next = residual.path(to: target)[1]
        return PanelAlternative(
            objective: objective - Int(network.arcs[arc].cost) + cost,
            person: next == residual.sink ? nil : self.person(of: next))
    }

    /// What the cheapest assignment costs in which someone takes a seat; nil where there is none.
    package func forced(seat: Int, person: Int) -> Int? {
        let objective = solve().objective
        guard let arc = arc(seat: seat, person: person) else { return nil }
        if flow.isUsed[arc] { return objective }
        var residual = PanelResidual(flow)
        residual.banned = arc
        let target = residual.node(seat: network.arcSeat[arc])
        residual.search(from: residual.head(arc), to: target)
        return residual.distance[Int(target)].map { objective + Int(network.arcs[arc].cost) + $0 }
    }

    /// The arc between a seat and a person of the problem, or nil.
    func arc(seat: Int, person: Int) -> Int32? {
        guard problem.seats.indices.contains(seat), problem.people.indices.contains(person) else { return nil }
        return network.arc(seat: network.order.seatNumber[seat], person: network.order.personNumber[person])
    }

    /// The index of the person whose column or gate a place is.
    func person(of place: Int32) -> Int32 {
        let column = place < network.gatePlace ? place : network.gateColumn[place - network.gatePlace]
        return network.order.people[Int(network.columnPerson[column])]
    }
}
