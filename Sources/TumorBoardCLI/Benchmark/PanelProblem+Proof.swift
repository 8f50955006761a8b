import TumorBoard

extension PanelProblem {
    /// Whether an assignment is proved to be the cheapest, without the solver that made it.
    ///
    /// A flow is optimal if and only if no cycle of its residual network costs less than nothing (M. Klein, Management
    /// Science 14 (1967)), and there is none if and only if the shortest paths from everywhere come to rest. The gates
    /// are not nodes here: a gate that is free leads on to the load, one that is taken leads back to the seat that took
    /// it. It holds for assignments that keep the hard rules (`cost(of:)`) and for cases that sit in one week.
    func isOptimal(_ assignment: [[Int32]]) -> Bool {
        var network = ResidualNetwork(self, assignment)
        for _ in 0..<2_000 where !network.relax() { return true }
        return false
    }
}

/// What could still be changed about an assignment, and what each change would cost.
private struct ResidualNetwork {
    private struct Edge {
        let from: Int32
        let to: Int32
        let cost: Int32
    }

    private var edges: [Edge] = []
    private var distance: [Int]

    init(_ problem: PanelProblem, _ assignment: [[Int32]]) {
        let weeks = (problem.arcs.map { Int($0.week) }.max() ?? 0) + 1
        let people = problem.people.count
        let firstLoad = problem.seats.count
        let firstPerson = firstLoad + people * weeks
        let sink = Int32(firstPerson + people)
        distance = Array(repeating: 0, count: Int(sink) + 1)
        func load(_ arc: PanelProblem.Arc) -> Int32 { Int32(firstLoad + Int(arc.person) * weeks + Int(arc.week)) }

        var taken: [Gate: PanelProblem.Arc] = [:]
        var counts = Array(repeating: 0, count: people * weeks)
        for arc in problem.arcs where assignment[Int(arc.seat)].contains(arc.person) {
            taken[Gate(subject: problem.seats[Int(arc.seat)].subject, person: arc.person)] = arc
            counts[Int(arc.person) * weeks + Int(arc.week)] += 1
        }
        edges.reserveCapacity(problem.arcs.count + 2 * problem.seats.count + 4 * people * weeks)
        for arc in problem.arcs {
            let holder = taken[Gate(subject: problem.seats[Int(arc.seat)].subject, person: arc.person)]
            if let holder, holder.seat == arc.seat {
                edges.append(Edge(from: load(arc), to: arc.seat, cost: -arc.cost))
            } else if let holder {
                edges.append(Edge(from: arc.seat, to: holder.seat, cost: arc.cost - holder.cost))
            } else {
                edges.append(Edge(from: arc.seat, to: load(arc), cost: arc.cost))
            }
        }
        for (index, seat) in problem.seats.enumerated() {
            if !assignment[index].isEmpty { edges.append(Edge(from: Int32(index), to: sink, cost: seat.emptyCost)) }
            if assignment[index].count < Int(seat.demand) {
                edges.append(Edge(from: sink, to: Int32(index), cost: -seat.emptyCost))
            }
        }
        for (index, person) in problem.people.enumerated() {
            let own = Int32(firstPerson + index)
            var whole = 0
            for week in 0..<weeks {
                let count = counts[index * weeks + week]
                whole += count
                link(Int32(firstLoad + index * weeks + week), own, person.slots(week: week), count)
            }
            if person.horizon.isEmpty {
                edges.append(Edge(from: own, to: sink, cost: 0))
                if whole > 0 { edges.append(Edge(from: sink, to: own, cost: 0)) }
            } else {
                link(own, sink, person.horizon[...], whole)
            }
        }
    }

    private struct Gate: Hashable {
        let subject: Int32
        let person: Int32
    }

    /// One more at the next step of a convex cost, where there is one; one less at the last, where one is taken.
    private mutating func link(_ from: Int32, _ to: Int32, _ steps: ArraySlice<Int32>, _ count: Int) {
        let next = steps.startIndex + count
        if next < steps.endIndex { edges.append(Edge(from: from, to: to, cost: steps[next])) }
        if count > 0 { edges.append(Edge(from: to, to: from, cost: -steps[next - 1])) }
    }

    /// Shortens paths along every edge once.
    /// - Returns: whether any became shorter.
    mutating func relax() -> Bool {
        var isShorter = false
        for edge in edges {
            let reached = distance[Int(edge.from)] + Int(edge.cost)
            if reached < distance[Int(edge.to)] {
                distance[Int(edge.to)] = reached
                isShorter = true
            }
        }
        return isShorter
    }
}
