extension PanelFlow {
    /// Finds the cheapest way to fill one more place of a seat, others making way where that is cheaper, and takes it.
    ///
    /// A shortest path (Dijkstra's algorithm over costs reduced by prices) that ends where a further case costs least,
    /// or at a place that stays empty: the seat's own, or another's whose person is worth more here.
    ///
    /// - Returns: Whether the seat got someone.
    func fill(_ seat: Int32) -> Bool {
        var search = PanelSearch(best: network.emptyCost[seat])
        queue.clear()
        relax(seat, 0, from: -1, &search)
        while let (place, distance) = queue.pop() {
            if distance >= search.best { break }
            let entry = places[place]
            if distance != entry.distance { continue }
            // A place comes up once: its distance never changes after, and equal entries are not made.
            settled[search.settledCount] = place
            search.settledCount += 1
            let cost = distance - entry.price
            if place < network.gatePlace {
                leave(column: place, cost, &search)
            } else if place < network.personPlace {
                makeWay(gateUser[place - network.gatePlace], cost, &search)
            } else {
                exchangeWeeks(of: place, cost, &search)
            }
        }
        for index in 0..<search.settledCount {
            let place = Int(settled[index])
            places.base[place].price += search.best - places.base[place].distance
        }
        let isFilled = search.end >= 0 || search.emptied >= 0
        if isFilled { take(search) }
        for index in 0..<search.reachedCount { places.base[Int(reached[index])].distance = .unreached }
        return isFilled
    }

    /// Looks at whom a seat could take, `cost` being what it took to come here.
    @inline(__always)
    private func relax(_ seat: Int32, _ cost: Int32, from arc: Int32, _ search: inout PanelSearch) {
        var next = network.firstArc[seat]
        let end = network.firstArc[seat + 1]
        let isSingle = network.demand[seat] == 1
        while next < end {
            let option = network.arcs[next]
            let sum = cost + option.cost
            // Prices are at least 0 and the arcs are in order of cost: nothing behind can be better.
            if sum >= search.best { break }
            var place = option.place
            if place >= network.gatePlace, gateUser[place - network.gatePlace] < 0 {
                place = network.gateColumn[place - network.gatePlace]
            }
            let entry = places.base + Int(place)
            let distance = sum + entry.pointee.price
            if distance < search.best, distance < entry.pointee.distance, isSingle || !isUsed[next] {
                reach(place, at: distance, via: next, from: arc, &search)
                let total = sum + entry.pointee.exit
                if total < search.best {
                    search.best = total
                    search.end = place
                    search.emptied = -1
                }
                if distance < search.best { queue.push(place, at: distance) }
            }
            next += 1
        }
    }

    @inline(__always)
    private func reach(_ place: Int32, at distance: Int32, via: Int32, from arc: Int32, _ search: inout PanelSearch) {
        let entry = places.base + Int(place)
        if entry.pointee.distance == .unreached {
            reached[search.reachedCount] = place
            search.reachedCount += 1
        }
        entry.pointee.distance = distance
        entry.pointee.via = via
        from[place] = arc
    }

    /// Sends on those whom a column holds, and its person's other weeks where the horizon's load is what counts.
    @inline(__always)
    private func leave(column: Int32, _ cost: Int32, _ search: inout PanelSearch) {
        let start = network.firstSlot[column]
        for slot in start..<start + taken[column] {
            let arc = held[slot]
            let place = network.arcs[arc].place
            if place < network.gatePlace {
                makeWay(arc, cost, &search)
            } else {
                let distance = cost + places[place].price
                if distance < search.best, distance < places[place].distance {
                    reach(place, at: distance, via: ~column, from: -1, &search)
                    queue.push(place, at: distance)
                }
            }
        }
        let person = network.columnPerson[column]
        guard network.horizon(person) > 0, taken[column] < network.capacity(column) else { return }
        let place = network.personPlace + person
        let distance = cost + network.slotCost[start + taken[column]] + places[place].price
        if distance < search.best, distance < places[place].distance {
            reach(place, at: distance, via: ~column, from: -1, &search)
            queue.push(place, at: distance)
        }
    }

    /// Sends a seat elsewhere that an arc holds, or lets it stay empty.
    @inline(__always)
    private func makeWay(_ arc: Int32, _ cost: Int32, _ search: inout PanelSearch) {
        let seat = network.arcSeat[arc]
        let cost = cost - network.arcs[arc].cost
        let total = cost + network.emptyCost[seat]
        if total < search.best {
            search.best = total
            search.end = -1
            search.emptied = arc
        }
        relax(seat, cost, from: arc, &search)
    }

    /// Lets a case of another week of someone make way.
    @inline(__always)
    private func exchangeWeeks(of place: Int32, _ cost: Int32, _ search: inout PanelSearch) {
        let person = place - network.personPlace
        for entry in network.firstColumn[person]..<network.firstColumn[person + 1] {
            let column = network.personColumns[entry]
            if taken[column] == 0 { continue }
            let saved = network.slotCost[network.firstSlot[column] + taken[column] - 1]
            let distance = cost - saved + places[column].price
            if distance < search.best, distance < places[column].distance {
                reach(column, at: distance, via: ~place, from: -1, &search)
                queue.push(column, at: distance)
            }
        }
    }

    /// Moves everyone along the path that the search found.
    private func take(_ search: PanelSearch) {
        var place = search.end
        if search.emptied >= 0 {
            place = unseat(search.emptied)
        } else {
            cases[network.columnPerson[place]] += 1
        }
        // A horizon's load changes at the end alone, a week's where the path enters or leaves a person.
        var isExitChanged = search.emptied < 0
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

/// What a search has found so far.
struct PanelSearch {
    /// The cheapest end.
    var best: Int32
    /// The column in which that end lies, or -1.
    var end: Int32 = -1
    /// The arc whose seat stays empty instead, or -1.
    var emptied: Int32 = -1
    /// How many places are reached.
    var reachedCount: Int32 = 0
    /// How many places are done with.
    var settledCount: Int32 = 0

    /// Nothing is found that is cheaper.
    init(best: Int32) { self.best = best }
}
