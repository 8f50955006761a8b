extension PanelFlow {
    /// The assignment in the problem's numbers, and what it costs.
    func assignment() -> PanelAssignment {
        let order = network.order
        var people = [[Int32]](repeating: [], count: Int(network.seatCount))
        var objective = 0
        for seat in 0..<network.seatCount {
            objective += Int(network.emptyCost[seat]) * Int(network.demand[seat] - filled[seat])
            if filled[seat] == 0 { continue }
            var seated: [Int32] = []
            for arc in network.firstArc[seat]..<network.firstArc[seat + 1] where isUsed[arc] {
                seated.append(network.columnPerson[network.column(of: arc)])
                objective += Int(network.arcs[arc].cost)
            }
            // Canonical numbers of people are in the order of their keys.
            seated.sort()
            people[Int(order.seats[Int(seat)])] = seated.map { order.people[Int($0)] }
        }
        return PanelAssignment(people: people, objective: objective + loadCost())
    }

    private func loadCost() -> Int {
        var total = 0
        for column in 0..<network.columnCount {
            let start = network.firstSlot[column]
            for slot in start..<start + taken[column] { total += Int(network.slotCost[slot]) }
        }
        for person in 0..<network.personCount where network.horizon(person) > 0 {
            let start = network.firstHorizon[person]
            for entry in start..<start + cases[person] { total += Int(network.horizonCost[entry]) }
        }
        return total
    }
}
