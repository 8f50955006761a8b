/// A shortest path from a seat to where one more case costs least (Dijkstra's algorithm over costs reduced by prices).
///
/// It ends in a slot that is free, or at a place that stays empty: the seat's own, or another's whose person is worth
/// more here. It stops as soon as nothing nearer is left.
struct PanelSearch: ~Copyable {
    private let flow: PanelFlow
    private let network: PanelNetwork
    private let places: UnsafeMutablePointer<PanelPlace>
    private let from: UnsafeMutablePointer<Int32>
    private let arcs: UnsafeMutablePointer<PanelArc>
    private let options: UnsafeMutablePointer<PanelOption>
    private let firstArc: UnsafeMutablePointer<Int32>
    private let arcSeat: UnsafeMutablePointer<Int32>
    private let gateUser: UnsafeMutablePointer<Int32>
    private let gateColumn: UnsafeMutablePointer<Int32>
    private let gatePlace: Int32
    private let personPlace: Int32
    private let reached: UnsafeMutablePointer<Int32>
    private let settled: UnsafeMutablePointer<Int32>
    private var queue = PanelQueue()
    private var reachedCount = 0
    private var settledCount = 0
    /// The cheapest end so far.
    private var best: Int32 = 0
    /// The column in which that end lies, or -1.
    private var end: Int32 = -1
    /// The arc whose seat stays empty instead, or -1.
    private var emptied: Int32 = -1

    /// A search over a flow, which it changes.
    init(_ flow: PanelFlow) {
        self.flow = flow
        network = flow.network
        places = flow.places.base
        from = flow.from.base
        arcs = network.arcs.base
        options = flow.options.base
        firstArc = network.firstArc.base
        arcSeat = network.arcSeat.base
        gateUser = flow.gateUser.base
        gateColumn = network.gateColumn.base
        gatePlace = network.gatePlace
        personPlace = network.personPlace
        reached = flow.reached.base
        settled = flow.settled.base
    }

    /// Fills one more place of a seat at the least cost, others making way where that is cheaper.
    ///
    /// - Returns: Whether the seat got someone.
    mutating func fill(_ seat: Int32) -> Bool {
        best = network.emptyCost[seat]
        end = -1
        emptied = -1
        reachedCount = 0
        settledCount = 0
        let first = firstArc[Int(seat)]
        if first == firstArc[Int(seat) + 1] { return false }
        queue.clear(nearest: arcs[Int(first)].cost)
        relax(seat, 0, from: -1)
        while let (place, distance) = queue.pop() {
            if distance >= best { break }
            if distance != places[Int(place)].distance { continue }
            settled[settledCount] = place
            settledCount &+= 1
            let cost = distance &- places[Int(place)].price
            if place < gatePlace {
                leave(place, cost)
            } else if place < personPlace {
                makeWay(gateUser[Int(place &- gatePlace)], cost)
            } else {
                exchangeWeeks(of: place, cost)
            }
        }
        for index in 0..<settledCount {
            let place = places + Int(settled[index])
            place.pointee.price &+= best &- place.pointee.distance
        }
        let isFilled = end >= 0 || emptied >= 0
        if isFilled { flow.moveAlong(end: end, emptied: emptied) }
        for index in 0..<reachedCount { places[Int(reached[index])].distance = .unreached }
        return isFilled
    }

    /// Looks at whom a seat could take, `cost` being what it took to come here.
    ///
    /// A seat's options are kept in the order of what they would cost when they were last looked at. Prices only rise:
    /// where one is too dear by that, so are those behind it. One that has become dearer moves back.
    @inline(__always)
    private mutating func relax(_ seat: Int32, _ cost: Int32, from arc: Int32) {
        let places = places
        var next = options + Int(firstArc[Int(seat)])
        let end = options + Int(firstArc[Int(seat) + 1])
        while next < end {
            let option = next.pointee
            if cost &+ option.least >= best { break }
            let way = arcs[Int(option.arc)]
            var place = way.place
            if place >= gatePlace, gateUser[Int(place &- gatePlace)] < 0 { place = gateColumn[Int(place &- gatePlace)] }
            let entry = places + Int(place)
            let least = way.cost &+ entry.pointee.price
            if least > option.least {
                var behind = next + 1
                while behind < end, behind.pointee.least < least {
                    (behind - 1).pointee = behind.pointee
                    behind += 1
                }
                (behind - 1).pointee = PanelOption(least: least, arc: option.arc)
                if behind > next + 1 { continue }
            }
            let distance = cost &+ least
            if distance < entry.pointee.distance, distance < best {
                reach(place, at: distance, cost &+ way.cost, option.arc, from: arc)
            }
            next += 1
        }
    }

    @inline(__always)
    private mutating func reach(
        _ place: Int32, at distance: Int32, _ sum: Int32, _ via: Int32, from arc: Int32
    ) {
        // Only a seat for more than one has arcs in use that look nearer than the way by which it was come to.
        if flow.isUsed.base[Int(via)] { return }
        note(place, at: distance, via: via, from: arc)
        let total = sum &+ places[Int(place)].exit
        if total < best {
            best = total
            end = place
            emptied = -1
        }
        if distance < best { queue.push(place, at: distance) }
    }

    @inline(__always)
    private mutating func note(_ place: Int32, at distance: Int32, via: Int32, from arc: Int32) {
        let entry = places + Int(place)
        if entry.pointee.distance == .unreached {
            reached[reachedCount] = place
            reachedCount &+= 1
        }
        entry.pointee.distance = distance
        entry.pointee.via = via
        from[Int(place)] = arc
    }

    @inline(__always)
    private mutating func step(to place: Int32, _ cost: Int32, via: Int32) {
        let entry = places + Int(place)
        let distance = cost &+ entry.pointee.price
        if distance < best, distance < entry.pointee.distance {
            note(place, at: distance, via: via, from: -1)
            queue.push(place, at: distance)
        }
    }

    /// Sends on those whom a column holds, and its person's other weeks where the horizon's load is what counts.
    @inline(__always)
    private mutating func leave(_ column: Int32, _ cost: Int32) {
        let start = network.firstSlot[column]
        let end = start &+ flow.taken[column]
        var slot = start
        while slot < end {
            let arc = flow.held[slot]
            let place = arcs[Int(arc)].place
            if place < gatePlace { makeWay(arc, cost) } else { step(to: place, cost, via: ~column) }
            slot &+= 1
        }
        let person = network.columnPerson[column]
        if network.horizon(person) > 0, end < network.firstSlot[column + 1] {
            step(to: personPlace &+ person, cost &+ network.slotCost[end], via: ~column)
        }
    }

    /// Sends a seat elsewhere that an arc holds, or lets it stay empty.
    @inline(__always)
    private mutating func makeWay(_ arc: Int32, _ cost: Int32) {
        let seat = arcSeat[Int(arc)]
        let cost = cost &- arcs[Int(arc)].cost
        let total = cost &+ network.emptyCost[seat]
        if total < best {
            best = total
            end = -1
            emptied = arc
        }
        relax(seat, cost, from: arc)
    }

    /// Lets a case of another week of someone make way.
    @inline(__always)
    private mutating func exchangeWeeks(of place: Int32, _ cost: Int32) {
        let person = place &- personPlace
        for entry in network.firstColumn[person]..<network.firstColumn[person + 1] {
            let column = network.personColumns[entry]
            let taken = flow.taken[column]
            if taken == 0 { continue }
            let saved = network.slotCost[network.firstSlot[column] &+ taken &- 1]
            step(to: column, cost &- saved, via: ~place)
        }
    }
}
