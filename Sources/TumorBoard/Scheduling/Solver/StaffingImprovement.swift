// Small changes of a staffing, tried in a fixed order and kept where the whole of it gets cheaper.

extension StaffingSeating {
    /// Tries every small change until none helps any more, then lets go who may not stay.
    ///
    /// `isThorough` tries exchanges too, which take most of the time.
    mutating func improve(isThorough: Bool = true) {
        var rounds = 0
        while rounds < 50 {
            let before = cost
            replace()
            vacate()
            fillCases()
            if cost == before {
                if isThorough { exchange() }
                if cost == before { break }
            }
            rounds += 1
        }
        release()
    }

    /// On a place, somebody else or nobody.
    private mutating func replace() {
        for place in places.indices where !isPinned[place] {
            let standing = places[place]
            var (best, least) = (standing, cost)
            set(place, to: -1)
            if cost < least { (best, least) = (-1, cost) }
            for arc in model.seats[Int(model.placeSeat[place])].arcs where canTake(Int32(arc)) {
                set(place, to: Int32(arc))
                if cost < least { (best, least) = (Int32(arc), cost) }
                set(place, to: -1)
            }
            if best >= 0 { set(place, to: best) }
        }
    }

    /// Two people change places, or one takes another's place and leaves their own to whoever is best.
    private mutating func exchange() {
        var placesOf = [[Int]](repeating: [], count: model.people.count)
        for place in places.indices where places[place] >= 0 && !isPinned[place] {
            placesOf[Int(person(on: place))].append(place)
        }
        for place in places.indices where !isPinned[place] {
            for arc in model.seats[Int(model.placeSeat[place])].arcs where arc != Int(places[place]) {
                let newcomer = model.arcs[arc].person
                guard newcomer != person(on: place) else { continue }
                for other in placesOf[Int(newcomer)] where person(on: other) == newcomer && other != place {
                    if tryExchange(place, Int32(arc), other) { break }
                }
            }
        }
    }

    private mutating func tryExchange(_ place: Int, _ arc: Int32, _ other: Int) -> Bool {
        let before = cost
        let (left, right) = (places[place], places[other])
        guard arc != left else { return false }
        set(place, to: -1)
        set(other, to: -1)
        if canTake(arc) {
            set(place, to: arc)
            // whoever made room comes first, then whoever is cheapest on the place that got free
            if left >= 0,
                let back = model.arc(seat: Int(model.placeSeat[other]), person: model.arcs[Int(left)].person),
                canTake(Int32(back))
            {
                set(other, to: Int32(back))
                if cost < before { return true }
                set(other, to: -1)
            }
            fill(other)
            if cost < before { return true }
            set(other, to: -1)
        }
        set(place, to: left)
        set(other, to: right)
        return false
    }

    /// Whoever is cheapest takes an empty place, unless that is dearer than leaving it so.
    private mutating func fill(_ place: Int, evenIfDearer: Bool = false) {
        var (best, least) = (Int32(-1), evenIfDearer ? Int.max : cost)
        for arc in model.seats[Int(model.placeSeat[place])].arcs where canTake(Int32(arc)) {
            set(place, to: Int32(arc))
            if cost < least { (best, least) = (Int32(arc), cost) }
            set(place, to: -1)
        }
        if best >= 0 { set(place, to: best) }
    }

    /// Someone leaves a session altogether, and others take their seats there.
    private mutating func vacate() {
        var placesOfPair = [[Int]](repeating: [], count: model.pairCells.count)
        for place in places.indices where places[place] >= 0 {
            let pair = model.arcs[Int(places[place])].pair
            if pair >= 0 { placesOfPair[Int(pair)].append(place) }
        }
        for pair in placesOfPair.indices {
            let left = placesOfPair[pair].filter { places[$0] >= 0 && model.arcs[Int(places[$0])].pair == pair }
            guard !left.isEmpty, !left.contains(where: { isPinned[$0] }) else { continue }
            let before = cost
            let standing = left.map { places[$0] }
            for place in left { set(place, to: -1) }
            for place in left {
                var (best, least) = (Int32(-1), cost)
                for arc in model.seats[Int(model.placeSeat[place])].arcs
                where model.arcs[arc].pair != pair && canTake(Int32(arc)) {
                    set(place, to: Int32(arc))
                    if cost < least { (best, least) = (Int32(arc), cost) }
                    set(place, to: -1)
                }
                if best >= 0 { set(place, to: best) }
            }
            if cost < before { continue }
            for place in left { set(place, to: -1) }
            for (place, arc) in zip(left, standing) { set(place, to: arc) }
        }
    }

    /// Fills a case that lacks its quorum as a whole, since no single place of it is worth anything.
    private mutating func fillCases() {
        for quorum in model.quorums.indices where !isMet(quorum) {
            let before = cost
            let empty = model.quorums[quorum].seats.flatMap { model.seats[Int($0)].places }.filter { places[$0] < 0 }
            for place in empty { fill(place, evenIfDearer: true) }
            if cost < before { continue }
            for place in empty { set(place, to: -1) }
        }
    }

    /// Gives up a case for one of those that are wanted, where that is cheaper.
    mutating func tradeCases(for wanted: [Int]) {
        for wanted in wanted where !isMet(wanted) {
            for given in model.quorums.indices where given != wanted && isMet(given) && !isMet(wanted) {
                var trial = self
                trial.empty(given)
                trial.fillCase(wanted)
                guard trial.isMet(wanted) else { continue }
                trial.fillCases()
                trial.release()
                if trial.cost < cost { self = trial }
            }
        }
    }

    private mutating func empty(_ quorum: Int) {
        for place in model.quorums[quorum].seats.flatMap({ model.seats[Int($0)].places }) where !isPinned[place] {
            set(place, to: -1)
        }
    }

    private mutating func fillCase(_ quorum: Int) {
        for place in model.quorums[quorum].seats.flatMap({ model.seats[Int($0)].places }) where places[place] < 0 {
            fill(place, evenIfDearer: true)
        }
    }

    /// Lets everyone go who sits on a case without quorum that releases its seats, and whoever may not sit beside
    /// another of their institution.
    mutating func release() {
        for place in places.indices.reversed() where places[place] >= 0 && !isPinned[place] {
            let group = model.arcs[Int(places[place])].group
            if group >= 0, model.groupCost[Int(group)] == nil, peopleOfGroup[Int(group)] > 1 { set(place, to: -1) }
        }
        for quorum in model.quorums.indices where model.quorums[quorum].releases && !isMet(quorum) {
            empty(quorum)
        }
    }
}
