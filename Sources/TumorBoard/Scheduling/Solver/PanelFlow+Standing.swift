extension PanelFlow {
    /// Seats everyone where a standing assignment has them, as far as the problem still allows it, and finds prices
    /// under which they sit well. Those for whom there are none lose the seat, which is then filled like an empty one.
    func take(_ standing: PanelAssignment) {
        for seat in 0..<network.seatCount {
            let index = Int(network.order.seats[Int(seat)])
            guard index < standing.people.count else { continue }
            for person in standing.people[index] where person >= 0 && person < network.personCount {
                guard let arc = network.arc(seat: seat, person: network.order.personNumber[Int(person)]) else {
                    continue
                }
                sitDown(arc)
            }
        }
        for column in 0..<network.columnCount { setExit(column) }
        for place in 0..<network.placeCount { places.base[Int(place)].price = PanelPlace.blocked }
        for person in 0..<network.personCount where network.horizon(person) > 0 {
            let isFull = cases[person] == network.horizon(person)
            let next = network.firstHorizon[person] + cases[person]
            places.base[Int(network.personPlace + person)].price =
                isFull ? PanelPlace.blocked : network.horizonCost[next]
        }
        for column in 0..<network.columnCount where places[column].exit != PanelPlace.unreached {
            places.base[Int(column)].price = places[column].exit
        }
        lowerPrices()
    }

    private func sitDown(_ arc: Int32) {
        let column = network.column(of: arc)
        let person = network.columnPerson[column]
        let gate = network.arcs[arc].place
        guard !isUsed[arc], filled[network.arcSeat[arc]] < network.demand[network.arcSeat[arc]] else { return }
        guard taken[column] < network.capacity(column) else { return }
        guard network.horizon(person) == 0 || cases[person] < network.horizon(person) else { return }
        guard gate < network.gatePlace || gateUser[gate - network.gatePlace] < 0 else { return }
        seat(arc)
        cases[person] += 1
    }

    /// Lowers each place's price to what its cheapest way on costs until none falls any more.
    ///
    /// Where a price would fall below what the last case there cost, its case is better elsewhere, or part of a ring of
    /// changes that pays: it is taken off its seat. Prices are whole and at least 0, so this ends.
    private func lowerPrices() {
        var column: Int32 = 0
        while column < network.columnCount {
            let end = network.order.columnEnd[Int(column)]
            while lowerPrices(of: column..<end) {}
            column = end
        }
    }

    /// One round over a block's columns.
    private func lowerPrices(of columns: Range<Int32>) -> Bool {
        var hasFallen = false
        for column in columns where network.capacity(column) > 0 {
            while let arc = tooCheap(column, &hasFallen) {
                cases[network.columnPerson[column]] -= 1
                _ = unseat(arc)
                setExits(of: network.columnPerson[column])
                hasFallen = true
            }
        }
        return hasFallen
    }

    /// Lowers the prices of a column, its gates and its person, or returns whose seat is to be given up before.
    private func tooCheap(_ column: Int32, _ hasFallen: inout Bool) -> Int32? {
        let person = network.columnPerson[column]
        let personPlace = network.personPlace + person
        let hasHorizon = network.horizon(person) > 0
        if hasHorizon, cases[person] < network.horizon(person) {
            // Someone who lost a seat in this pass has room again.
            let next = network.horizonCost[network.firstHorizon[person] + cases[person]]
            if next < places[personPlace].price {
                places.base[Int(personPlace)].price = next
                hasFallen = true
            }
        }
        let start = network.firstSlot[column]
        let end = start + taken[column]
        var price = places[column].price
        if end < network.firstSlot[column + 1] {
            price = min(price, network.slotCost[end] + (hasHorizon ? places[personPlace].price : 0))
        }
        var cheapest: Int32 = -1
        for slot in start..<end {
            let hold = held[slot]
            let isGated = hold.place >= network.gatePlace
            let known = isGated ? places[hold.place].price : price
            let change = costOfChange(hold, atMost: known)
            if change < price { (price, cheapest) = (change, hold.arc) }
            if isGated, change < known {
                places.base[Int(hold.place)].price = change
                hasFallen = true
            }
        }
        if taken[column] > 0 {
            let last = network.slotCost[end - 1]
            let floor = hasHorizon ? network.horizonCost[network.firstHorizon[person] + cases[person] - 1] : 0
            if price < last + floor, cheapest >= 0 { return cheapest }
            if hasHorizon, price - last < places[personPlace].price {
                places.base[Int(personPlace)].price = price - last
                hasFallen = true
            }
        }
        if price < places[column].price {
            places.base[Int(column)].price = price
            hasFallen = true
        }
        return nil
    }

    /// What it costs if a seat takes the cheapest other than whom it has, or stays empty; `most` if that is less.
    private func costOfChange(_ hold: PanelHold, atMost most: Int32) -> Int32 {
        let places = places.base
        let gateUser = gateUser.base
        let (gatePlace, gateColumn) = (network.gatePlace, network.gateColumn.base)
        let row = network.rows[hold.seat]
        var least = min(row.emptyCost, most + hold.cost)
        var next = network.arcs.base + Int(row.first)
        let end = network.arcs.base + Int(row.end)
        let own = network.arcs.base + Int(hold.arc)
        while next < end {
            let way = next.pointee
            if way.cost >= least { break }
            var place = way.place
            if place >= gatePlace, gateUser[Int(place &- gatePlace)] < 0 { place = gateColumn[Int(place &- gatePlace)] }
            let cost = way.cost &+ places[Int(place)].price
            if cost < least, next != own {
                let arc = Int32(truncatingIfNeeded: next - network.arcs.base)
                if row.demand == 1 || !isUsed[arc] { least = cost }
            }
            next += 1
        }
        return least - hold.cost
    }
}
