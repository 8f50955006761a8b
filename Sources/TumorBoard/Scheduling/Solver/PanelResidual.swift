/// Everything that could change about a solved flow, as a graph: who could move where, what makes room, and what it
/// costs. The cheapest way around through it answers a "what if" exactly, without solving again.
///
/// Its nodes are the flow's places, then the sink behind all loads, then the seats.
struct PanelResidual {
    /// The solved flow.
    let flow: PanelFlow
    /// The problem's arrays.
    let network: PanelNetwork
    /// An arc that may not be used, or -1.
    var banned: Int32 = -1
    /// Whether a place that is filled may become empty instead.
    var mayEmpty = true
    /// Whether a way may go on behind the sink: a load falls there as another rises.
    var mayExchange = true
    /// By node, the least cost from the start, or nil.
    private(set) var distance: [Int?] = []
    private var parent: [Int32] = []
    /// By seat, its price: what the dearest of those whom it has costs with the price behind, or an empty place.
    private let seatPrice: [Int32]

    /// What could change about a flow.
    init(_ flow: PanelFlow) {
        self.flow = flow
        let network = flow.network
        self.network = network
        var prices = [Int32](repeating: 0, count: Int(network.seatCount))
        for seat in 0..<network.seatCount where flow.filled[seat] < network.demand[seat] {
            prices[Int(seat)] = network.emptyCost[seat]
        }
        for column in 0..<network.columnCount {
            let start = network.firstSlot[column]
            for slot in start..<start + flow.taken[column] {
                let hold = flow.held[slot]
                prices[Int(hold.seat)] = max(prices[Int(hold.seat)], hold.cost + flow.places[hold.place].price)
            }
        }
        seatPrice = prices
    }

    /// The node behind all loads.
    var sink: Int32 { network.placeCount }
    /// The node of a seat.
    func node(seat: Int32) -> Int32 { network.placeCount + 1 + seat }
    /// The seat of a node, or nil.
    func seat(node: Int32) -> Int32? { node > sink ? node - sink - 1 : nil }

    /// The node behind an arc: its gate where someone holds it, else its column.
    func head(_ arc: Int32) -> Int32 {
        let place = network.arcs[arc].place
        if place < network.gatePlace || flow.gateUser[place - network.gatePlace] >= 0 { return place }
        return network.column(of: arc)
    }

    /// Finds the least cost from a node to every other, or until one is reached.
    mutating func search(from start: Int32, to target: Int32? = nil) {
        let count = Int(sink + 1 + network.seatCount)
        // Not the own ones: those are read while a way is visited, and would be copied at each write.
        var distance = [Int?](repeating: nil, count: count)
        var parent = [Int32](repeating: -1, count: count)
        var isDone = [Bool](repeating: false, count: count)
        var heap = PanelHeap()
        let origin = price(start)
        distance[Int(start)] = 0
        heap.push(start, at: 0)
        while let (node, reduced) = heap.pop() {
            if isDone[Int(node)] { continue }
            isDone[Int(node)] = true
            if node == target { break }
            let cost = reduced + origin - price(node)
            forEachWay(from: node) { next, step in
                if isDone[Int(next)] { return }
                if let known = distance[Int(next)], known <= cost + step { return }
                distance[Int(next)] = cost + step
                parent[Int(next)] = node
                heap.push(next, at: cost + step + price(next) - origin)
            }
        }
        self.distance = distance
        self.parent = parent
    }

    /// The nodes on the way to one that a search has reached, the start first.
    func path(to target: Int32) -> [Int32] {
        var nodes = [target]
        var node = parent[Int(target)]
        while node >= 0 {
            nodes.append(node)
            node = parent[Int(node)]
        }
        return nodes.reversed()
    }

    /// A node's price: under these, no way costs less than nothing.
    private func price(_ node: Int32) -> Int {
        guard node >= sink else { return Int(flow.places[node].price) }
        return node == sink ? 0 : Int(seatPrice[Int(node - sink - 1)])
    }

    /// Calls with each node that one more, or one less, leads to from a node, and what it costs.
    func forEachWay(from node: Int32, _ visit: (Int32, Int) -> Void) {
        if let seat = seat(node: node) {
            for arc in network.firstArc[seat]..<network.firstArc[seat + 1] where !flow.isUsed[arc] && arc != banned {
                visit(head(arc), Int(network.arcs[arc].cost))
            }
            if mayEmpty, flow.filled[seat] > 0 { visit(sink, Int(network.emptyCost[seat])) }
        } else if node == sink {
            if mayExchange { forEachWayBack(visit) }
        } else if node < network.gatePlace {
            fromColumn(node, visit)
        } else if node < network.personPlace {
            leave(flow.gateUser[node - network.gatePlace], visit)
        } else {
            fromPerson(node, visit)
        }
    }

    private func leave(_ arc: Int32, _ visit: (Int32, Int) -> Void) {
        if arc != banned { visit(node(seat: network.arcSeat[arc]), -Int(network.arcs[arc].cost)) }
    }

    private func fromColumn(_ column: Int32, _ visit: (Int32, Int) -> Void) {
        let start = network.firstSlot[column]
        let end = start + flow.taken[column]
        for slot in start..<end {
            let arc = flow.held[slot].arc
            if network.arcs[arc].place < network.gatePlace {
                leave(arc, visit)
            } else {
                visit(network.arcs[arc].place, 0)
            }
        }
        if end < network.firstSlot[column + 1] {
            let person = network.columnPerson[column]
            visit(network.horizon(person) > 0 ? network.personPlace + person : sink, Int(network.slotCost[end]))
        }
    }

    private func fromPerson(_ place: Int32, _ visit: (Int32, Int) -> Void) {
        let person = place - network.personPlace
        for entry in network.firstColumn[person]..<network.firstColumn[person + 1] {
            release(network.personColumns[entry], visit)
        }
        if flow.cases[person] < network.horizon(person) {
            visit(sink, Int(network.horizonCost[network.firstHorizon[person] + flow.cases[person]]))
        }
    }

    private func release(_ column: Int32, _ visit: (Int32, Int) -> Void) {
        if flow.taken[column] > 0 {
            visit(column, -Int(network.slotCost[network.firstSlot[column] + flow.taken[column] - 1]))
        }
    }

    private func forEachWayBack(_ visit: (Int32, Int) -> Void) {
        for seat in 0..<network.seatCount where flow.filled[seat] < network.demand[seat] {
            visit(node(seat: seat), -Int(network.emptyCost[seat]))
        }
        for column in 0..<network.columnCount where network.horizon(network.columnPerson[column]) == 0 {
            release(column, visit)
        }
        for person in 0..<network.personCount where network.horizon(person) > 0 && flow.cases[person] > 0 {
            let last = network.firstHorizon[person] + flow.cases[person] - 1
            visit(network.personPlace + person, -Int(network.horizonCost[last]))
        }
    }
}

/// A binary heap of nodes by distance.
private struct PanelHeap {
    private var entries: [(distance: Int, node: Int32)] = []

    mutating func push(_ node: Int32, at distance: Int) {
        entries.append((distance, node))
        var child = entries.count - 1
        while child > 0, isBefore(child, (child - 1) / 2) {
            entries.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func pop() -> (node: Int32, distance: Int)? {
        guard let last = entries.popLast() else { return nil }
        guard let top = entries.first else { return (last.node, last.distance) }
        entries[0] = last
        var hole = 0
        while true {
            var child = 2 * hole + 1
            if child >= entries.count { break }
            if child + 1 < entries.count, isBefore(child + 1, child) { child += 1 }
            if !isBefore(child, hole) { break }
            entries.swapAt(child, hole)
            hole = child
        }
        return (top.node, top.distance)
    }

    private func isBefore(_ one: Int, _ other: Int) -> Bool {
        (entries[one].distance, entries[one].node) < (entries[other].distance, entries[other].node)
    }
}
