import TumorBoard

/// Panels by shortest paths found the plain way (Bellman–Ford over every arc), one place at a time.
struct SlowPanels {
    private struct Edge { var to: Int, cost: Int, room: Int }
    private var edges: [Edge] = []
    private var out: [[Int]]
    private let problem: PanelProblem

    init(_ problem: PanelProblem) {
        self.problem = problem
        out = Array(repeating: [], count: problem.seats.count + 2)
    }

    private mutating func node() -> Int {
        out.append([])
        return out.count - 1
    }

    private mutating func join(_ from: Int, _ to: Int, cost: Int, room: Int = 1) {
        out[from].append(edges.count)
        edges.append(Edge(to: to, cost: cost, room: room))
        out[to].append(edges.count)
        edges.append(Edge(to: from, cost: -cost, room: 0))
    }

    mutating func solve() -> PanelAssignment {
        let (source, sink) = (problem.seats.count, problem.seats.count + 1)
        var gates: [Int: Int] = [:]
        var weeks: [Int: Int] = [:]
        var arcEdges: [(edge: Int, arc: PanelProblem.Arc)] = []
        let people = problem.people.map { person in
            (person: person, node: node())
        }
        for (person, node) in people {
            if person.horizon.isEmpty { join(node, sink, cost: 0, room: 1 << 20) }
            for cost in person.horizon { join(node, sink, cost: Int(cost)) }
        }
        for (index, seat) in problem.seats.enumerated() {
            join(source, index, cost: 0, room: Int(seat.demand))
            join(index, sink, cost: Int(seat.emptyCost), room: Int(seat.demand))
        }
        for arc in problem.arcs {
            let (person, entry) = (Int(arc.person), people[Int(arc.person)])
            let weekName = Int(arc.week) * people.count + person
            let week = weeks[weekName] ?? node()
            if weeks.updateValue(week, forKey: weekName) == nil {
                let standing = entry.person.standing
                let before = Int(arc.week) < standing.count ? Int(standing[Int(arc.week)]) : 0
                for cost in entry.person.weekly.dropFirst(before) { join(week, entry.node, cost: Int(cost)) }
            }
            let gateName = Int(problem.seats[Int(arc.seat)].subject) * people.count + person
            let gate = gates[gateName] ?? node()
            if gates.updateValue(gate, forKey: gateName) == nil { join(gate, week, cost: 0) }
            arcEdges.append((edges.count, arc))
            join(Int(arc.seat), gate, cost: Int(arc.cost))
        }
        var objective = 0
        while let cost = augment(from: source, to: sink) { objective += cost }
        var seated = [[Int32]](repeating: [], count: problem.seats.count)
        for (edge, arc) in arcEdges where edges[edge].room == 0 { seated[Int(arc.seat)].append(arc.person) }
        let keys = problem.people.map(\.key)
        return PanelAssignment(
            people: seated.map { $0.sorted { keys[Int($0)] < keys[Int($1)] } }, objective: objective)
    }

    private mutating func augment(from source: Int, to sink: Int) -> Int? {
        var distance = [Int](repeating: .max, count: out.count)
        var via = [Int](repeating: -1, count: out.count)
        var queued = [Bool](repeating: false, count: out.count)
        var queue = [source]
        var head = 0
        distance[source] = 0
        while head < queue.count {
            let here = queue[head]
            head += 1
            queued[here] = false
            for edge in out[here] where edges[edge].room > 0 {
                let to = edges[edge].to
                let reached = distance[here] + edges[edge].cost
                guard reached < distance[to] else { continue }
                distance[to] = reached
                via[to] = edge
                if !queued[to] {
                    queued[to] = true
                    queue.append(to)
                }
            }
        }
        guard distance[sink] < .max else { return nil }
        var here = sink
        while here != source {
            edges[via[here]].room -= 1
            edges[via[here] ^ 1].room += 1
            here = edges[via[here] ^ 1].to
        }
        return distance[sink]
    }
}
