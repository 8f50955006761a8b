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
        for place in 0..<network.placeCount { places.base[Int(place)].price = .blocked }
        for person in 0..<network.personCount where network.horizon(person) > 0 {
            let isFull = cases[person] == network.horizon(person)
            let next = network.firstHorizon[person] + cases[person]
            places.base[Int(network.personPlace + person)].price = isFull ? .blocked : network.horizonCost[next]
        }
        for column in 0..<network.columnCount where places[column].exit != .unreached {
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
        for column in columns where taken[column] > 0 || places[column].exit != .unreached {
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
        let start = network.firstSlot[column]
        let end = start + taken[column]
        var price = places[column].price
        if end < network.firstSlot[column + 1] {
            price = min(price, network.slotCost[end] + (hasHorizon ? places[personPlace].price : 0))
        }
        var cheapest: Int32 = -1
        for slot in start..<end {
            let arc = held[slot]
            let change = costOfChange(arc)
            if change < price { (price, cheapest) = (change, arc) }
            let gate = network.arcs[arc].place
            if gate >= network.gatePlace, change < places[gate].price {
                places.base[Int(gate)].price = change
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

    /// What it costs if an arc's seat takes the cheapest other, or stays empty, instead.
    private func costOfChange(_ arc: Int32) -> Int32 {
        let seat = network.arcSeat[arc]
        var least = network.emptyCost[seat]
        for other in network.firstArc[seat]..<network.firstArc[seat + 1] where !isUsed[other] {
            let way = network.arcs[other]
            if way.cost >= least { break }
            var place = way.place
            if place >= network.gatePlace, gateUser[place - network.gatePlace] < 0 { place = network.column(of: other) }
            least = min(least, way.cost + places[place].price)
        }
        return least - network.arcs[arc].cost
    }
}
