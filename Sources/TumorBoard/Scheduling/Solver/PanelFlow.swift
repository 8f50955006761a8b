/// Who sits where at the moment, and the prices that prove how good it is.
///
/// A place's price is what one more case through it costs from there on, at least. A seat pays its arc's cost and the
/// price of the place behind it; nobody who sits somewhere would pay less elsewhere.
final class PanelFlow {
    /// The problem's arrays.
    let network: PanelNetwork
    /// By place, what a search reads and writes of it.
    let places: PanelSlab<PanelPlace>
    /// By place, the arc whose seat was sent on to reach it, or -1.
    let from: PanelSlab<Int32>
    /// By column, how many cases it has.
    let taken: PanelSlab<Int32>
    /// By column, the arcs that hold its cases, from the column's first slot on.
    let held: PanelSlab<Int32>
    /// By gate, the arc that holds it, or -1.
    let gateUser: PanelSlab<Int32>
    /// By person, how many cases they have in the horizon.
    let cases: PanelSlab<Int32>
    /// By seat, how many people it has.
    let filled: PanelSlab<Int32>
    /// By seat, from its first arc on, its arcs in the order in which a search looks at them.
    let options: PanelSlab<PanelOption>
    /// By arc, whether it holds someone.
    let isUsed: PanelSlab<Bool>
    /// Places that the present search has reached.
    let reached: PanelSlab<Int32>
    /// Places that the present search is done with.
    let settled: PanelSlab<Int32>

    /// Nobody sits anywhere; each place costs what its first case costs.
    init(_ network: PanelNetwork) {
        self.network = network
        let places = Int(network.placeCount)
        let empty = PanelPlace(price: 0, distance: .unreached, exit: .unreached, via: -1)
        self.places = PanelSlab(places, of: empty)
        from = PanelSlab(places, of: -1)
        taken = PanelSlab(Int(network.columnCount), of: 0)
        held = PanelSlab(Int(network.slotCost.count), of: -1)
        gateUser = PanelSlab(Int(network.gateCount), of: -1)
        cases = PanelSlab(Int(network.personCount), of: 0)
        filled = PanelSlab(Int(network.seatCount), of: 0)
        options = PanelSlab(Int(network.arcs.count), of: PanelOption(least: 0, arc: 0))
        for arc in 0..<network.arcs.count { options[arc] = PanelOption(least: network.arcs[arc].cost, arc: arc) }
        isUsed = PanelSlab(Int(network.arcs.count), of: false)
        reached = PanelSlab(places, of: 0)
        settled = PanelSlab(places, of: 0)
        for column in 0..<network.columnCount { setExit(column) }
        setFirstPrices()
    }

    private func setFirstPrices() {
        for person in 0..<network.personCount where network.horizon(person) > 0 {
            places.base[Int(network.personPlace + person)].price = network.horizonCost[network.firstHorizon[person]]
        }
        for column in 0..<network.columnCount {
            let exit = places[column].exit
            // A column that takes nobody is never asked again.
            places.base[Int(column)].price = exit == .unreached ? .blocked : exit
        }
    }

    /// Counts anew what one more case of a column costs, if nobody makes way.
    @inline(__always)
    func setExit(_ column: Int32) {
        let person = network.columnPerson[column]
        var exit = Int32.unreached
        if taken[column] < network.capacity(column) {
            exit = network.slotCost[network.firstSlot[column] + taken[column]]
            let horizon = network.horizon(person)
            if horizon > 0 {
                exit =
                    cases[person] < horizon
                    ? exit + network.horizonCost[network.firstHorizon[person] + cases[person]] : .unreached
            }
        }
        places.base[Int(column)].exit = exit
    }

    /// Counts anew what one more case costs in every week of a person.
    @inline(__always)
    func setExits(of person: Int32) {
        for entry in network.firstColumn[person]..<network.firstColumn[person + 1] {
            setExit(network.personColumns[entry])
        }
    }

    /// Seats an arc's person. The column has a slot free, and the arc's gate is open.
    @inline(__always)
    func seat(_ arc: Int32) {
        let place = network.arcs[arc].place
        var column = place
        if place >= network.columnCount {
            column = network.gateColumn[place - network.columnCount]
            gateUser[place - network.columnCount] = arc
        }
        assert(taken[column] < network.capacity(column) && !isUsed[arc])
        held[network.firstSlot[column] + taken[column]] = arc
        taken[column] += 1
        isUsed[arc] = true
        filled[network.arcSeat[arc]] += 1
    }

    /// Takes an arc's person off the seat, and returns the place that let them through: the gate where there is one.
    @inline(__always)
    func unseat(_ arc: Int32) -> Int32 {
        let place = network.arcs[arc].place
        var column = place
        if place >= network.columnCount {
            column = network.gateColumn[place - network.columnCount]
            gateUser[place - network.columnCount] = -1
        }
        let start = network.firstSlot[column]
        let last = start + taken[column] - 1
        var slot = start
        while held[slot] != arc { slot += 1 }
        held[slot] = held[last]
        taken[column] -= 1
        isUsed[arc] = false
        filled[network.arcSeat[arc]] -= 1
        return place
    }

    /// Moves everyone along the path that a search found, from its end back: a free slot of the column `end`, or the
    /// seat of the arc `emptied`.
    func moveAlong(end: Int32, emptied: Int32) {
        var place = end
        if emptied >= 0 {
            place = unseat(emptied)
        } else {
            cases[network.columnPerson[place]] += 1
        }
        // A horizon's load changes at the end alone, a week's where the path enters or leaves a person.
        var isExitChanged = emptied < 0
        while true {
            let via = places[place].via
            if via < 0 {
                if ~via >= network.personPlace || place >= network.personPlace { isExitChanged = true }
                if place < network.columnCount { setExits(of: network.columnPerson[place]) }
                place = ~via
                continue
            }
            seat(via)
            let column = network.column(of: via)
            let gate = network.arcs[via].place
            if place < network.columnCount, gate >= network.gatePlace {
                places.base[Int(gate)].price = places[column].price
            }
            if isExitChanged {
                setExits(of: network.columnPerson[column])
                isExitChanged = false
            }
            let sent = from[place]
            if sent < 0 { return }
            place = unseat(sent)
        }
    }
}

/// An arc, and what it would have cost with the price behind it when a search last looked.
struct PanelOption: BitwiseCopyable {
    /// What it costs, at least.
    var least: Int32
    /// The arc.
    var arc: Int32
}

/// What a search reads and writes of a place, side by side in memory.
struct PanelPlace: BitwiseCopyable {
    /// What one more case through it costs, at least.
    var price: Int32
    /// How far the search has found it.
    var distance: Int32
    /// What one more case of a column costs if nobody makes way.
    var exit: Int32
    /// The arc by which it was reached, or `~place` of the place.
    var via: Int32
}

extension Int32 {
    /// Farther than any path.
    static let unreached: Int32 = 1 << 30
    /// The price of a place that takes nobody; above the cost of any empty place.
    static let blocked: Int32 = 1 << 28
}
