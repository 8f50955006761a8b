/// Something that could be changed so that a place can be filled.
package struct PanelChange: Equatable, Sendable {
    /// What changes.
    package enum Kind: Equatable, Sendable {
        /// Someone can take a seat that they cannot take now.
        case arc(PanelProblem.Arc)
        /// Someone takes one more case in a week, the further one at a cost of its own; `horizonCost` gives them one
        /// more in the horizon too.
        case capacity(person: Int32, week: Int32, slotCost: Int32, horizonCost: Int32?)
    }

    /// What changes.
    package var kind: Kind
    /// What the change itself costs.
    package var cost: Int

    /// A change.
    package init(_ kind: Kind, cost: Int) {
        self.kind = kind
        self.cost = cost
    }
}

/// A change that was applied and fills the place.
package struct PanelRemedy: Equatable, Sendable {
    /// Which of the candidates.
    package var candidate: Int
    /// The cheapest assignment under it, with its objective; the change's own cost is not in it.
    package var assignment: PanelAssignment

    /// A remedy.
    package init(candidate: Int, assignment: PanelAssignment) {
        self.candidate = candidate
        self.assignment = assignment
    }
}

extension PanelProblem {
    /// The problem with a change. Where the change names nobody or nothing of it, the problem as it is.
    package func applying(_ change: PanelChange) -> PanelProblem {
        var changed = self
        switch change.kind {
        case .arc(let arc):
            guard !arcs.contains(where: { $0.seat == arc.seat && $0.person == arc.person }) else { return self }
            changed.arcs.append(arc)
        case .capacity(let person, let week, let slotCost, let horizonCost):
            guard people.indices.contains(Int(person)), week >= 0 else { return self }
            changed.people[Int(person)].addSlot(week: Int(week), cost: slotCost, weeks: weekCount)
            if let horizonCost, let last = people[Int(person)].horizon.last {
                changed.people[Int(person)].horizon.append(max(last, horizonCost))
            }
        }
        return changed
    }

    /// How many weeks the arcs name.
    private var weekCount: Int { arcs.reduce(0) { max($0, Int($1.week) + 1) } }
}

extension PanelProblem.Person {
    /// Takes one more case in one week, no week else.
    fileprivate mutating func addSlot(week: Int, cost: Int32, weeks: Int) {
        let before = weekly.count
        var all = [Int32](repeating: Int32(before), count: max(weeks, week + 1, limits.count))
        for (index, limit) in limits.enumerated() { all[index] = min(limit, Int32(before)) }
        // A week whose standing cases are more than it takes has its one further case behind those.
        let taken = week < standing.count ? standing[week] : 0
        all[week] = max(all[week], taken) + 1
        while weekly.count < Int(all[week]) { weekly.append(max(cost, weekly.last ?? 0)) }
        limits = all
    }
}

extension PanelSolver {
    /// The candidate that fills a seat's empty place at the least cost, its own and the assignment's together; equal
    /// costs by their order. Nil where none does.
    ///
    /// A bound of each comes from the prices; in their order they are applied and solved from where we are, until no
    /// bound is lower than what was found.
    ///
    /// - Throws: What makes a candidate's problem none.
    package func cheapestChange(
        emptySeat seat: Int, candidates: [PanelChange]
    ) throws(PanelFault) -> PanelRemedy? {
        let standing = solve()
        guard problem.seats.indices.contains(seat) else { return nil }
        let before = standing.people[seat].count
        guard before < Int(problem.seats[seat].demand) else { return nil }
        let total = standing.people.reduce(0) { $0 + $1.count }
        var best: (cost: Int, remedy: PanelRemedy)?
        for (bound, index) in bounds(of: candidates, emptySeat: seat) {
            if let best, (bound, index) >= (best.cost, best.remedy.candidate) { break }
            let solver = try PanelSolver(problem.applying(candidates[index]))
            let assignment = solver.repair(from: standing)
            let isFilled = assignment.people[seat].count > before
            guard isFilled, assignment.people.reduce(0, { $0 + $1.count }) > total else { continue }
            let cost = assignment.objective + candidates[index].cost
            if let best, (best.cost, best.remedy.candidate) <= (cost, index) { continue }
            best = (cost, PanelRemedy(candidate: index, assignment: assignment))
        }
        return best?.remedy
    }

    /// The least that the assignment and each candidate that could help can cost together, the least first.
    private func bounds(of candidates: [PanelChange], emptySeat seat: Int) -> [(bound: Int, candidate: Int)] {
        let number = network.order.seatNumber[seat]
        var residual = PanelResidual(flow)
        residual.mayExchange = false
        residual.search(from: residual.node(seat: number))
        var bounds: [(bound: Int, candidate: Int)] = []
        for (index, change) in candidates.enumerated() {
            guard let way = cost(of: change, residual) else { continue }
            var gain = max(0, Int(network.emptyCost[number]) - way)
            if case .capacity(let person, let week, _, .some) = change.kind {
                // Room in the week and in the horizon may serve two: both together gain no more than their prices.
                gain = price(person: Int(person), week: Int(week))
            }
            bounds.append((solve().objective - gain + change.cost, index))
        }
        return bounds.sorted { $0 < $1 }
    }

    /// What one more case of someone in a week and in the horizon is worth at most.
    private func price(person: Int, week: Int) -> Int {
        let column = week < network.order.weeks ? network.order.columnNumber[person * network.order.weeks + week] : -1
        let horizon = flow.places[network.personPlace + network.order.personNumber[person]].price
        return Int(column < 0 ? horizon : max(horizon, flow.places[column].price))
    }

    /// What it costs at least to fill the place by a change, or nil where it opens no way.
    private func cost(of change: PanelChange, _ residual: PanelResidual) -> Int? {
        switch change.kind {
        case .arc(let arc):
            guard problem.seats.indices.contains(Int(arc.seat)) else { return nil }
            let node = residual.node(seat: network.order.seatNumber[Int(arc.seat)])
            return residual.distance[Int(node)].map { $0 + Int(arc.cost) }
        case .capacity(let person, let week, _, let horizonCost):
            let weeks = network.order.weeks
            guard problem.people.indices.contains(Int(person)), week >= 0, week < weeks else { return nil }
            let column = network.order.columnNumber[Int(person) * weeks + Int(week)]
            if horizonCost != nil {
                // One more in the horizon helps whatever the week by which it is come to.
                let place = network.personPlace + network.order.personNumber[Int(person)]
                let ways = [residual.distance[Int(place)], column < 0 ? nil : residual.distance[Int(column)]]
                return ways.compactMap { $0 }.min()
            }
            return column < 0 ? nil : residual.distance[Int(column)]
        }
    }
}
