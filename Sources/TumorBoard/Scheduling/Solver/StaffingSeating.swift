/// A staffing while it is being improved: who sits where, and its whole cost after every single change.
///
/// What no staffing may be has a price here that is above anything it could save, so that the way from one allowed
/// staffing to a better one may lead through others: a forbidden second person of an institution costs
/// `StaffingSeating.forbidden`, and whoever sits on a case without quorum that releases its seats serves nobody.
struct StaffingSeating: Sendable {
    let model: StaffingModel
    /// By place, the arc of the person on it; -1 where it is empty.
    private(set) var places: [Int32]
    /// What it costs.
    private(set) var cost = 0
    /// Seats by pair.
    private(set) var seatsOfPair: [Int32]
    /// People by group.
    private(set) var peopleOfGroup: [Int32]
    /// By quorum, filled places on counted seats, empty places on required ones, and empty places' cost.
    private var counted: [Int32]
    private var lacking: [Int32]
    private var emptyCost: [Int]
    /// Cases by person and week, and by person.
    private var weekly: [Int32]
    private var total: [Int32]
    /// By place, whether it is pinned.
    private(set) var isPinned: [Bool]
    private let forbidden: Int

    /// Only the pinned people sit.
    init(_ model: StaffingModel) {
        self.model = model
        places = Array(repeating: -1, count: model.placeSeat.count)
        isPinned = Array(repeating: false, count: places.count)
        seatsOfPair = Array(repeating: 0, count: model.pairCells.count)
        peopleOfGroup = Array(repeating: 0, count: model.groupCost.count)
        counted = Array(repeating: 0, count: model.quorums.count)
        lacking = Array(repeating: 0, count: model.quorums.count)
        emptyCost = Array(repeating: 0, count: model.quorums.count)
        weekly = Array(repeating: 0, count: model.people.count * model.weeks)
        total = Array(repeating: 0, count: model.people.count)
        forbidden =
            model.seats.reduce(1) { $0 + $1.demand * $1.emptyCost } + model.quorums.reduce(0) { $0 + $1.cost }
        for (person, entry) in model.people.enumerated() {
            for week in 0..<model.weeks { weekly[person * model.weeks + week] = Int32(entry.before(week)) }
        }
        for seat in model.seats {
            cost += seat.demand * seat.emptyCost
            if seat.quorum >= 0 { emptyCost[Int(seat.quorum)] += seat.demand * seat.emptyCost }
            if seat.isRequired { lacking[Int(seat.quorum)] += Int32(seat.demand) }
        }
        for quorum in model.quorums.indices { cost += shortfall(of: quorum) }
        for arc in model.pinned {
            guard let place = model.seats[Int(model.arcs[Int(arc)].seat)].places.first(where: { places[$0] < 0 })
            else { continue }
            set(place, to: arc)
            isPinned[place] = true
        }
    }

    /// The people that a flow, or anyone, put on the seats; pinned ones stay.
    init(_ model: StaffingModel, arcs: some Sequence<Int32>) {
        self.init(model)
        for arc in arcs {
            let seat = model.seats[Int(model.arcs[Int(arc)].seat)]
            if seat.places.contains(where: { places[$0] == arc }) { continue }
            guard let place = seat.places.first(where: { places[$0] < 0 }) else { continue }
            set(place, to: arc)
        }
    }

    /// Who sits on a place.
    func person(on place: Int) -> Int32 { places[place] < 0 ? -1 : model.arcs[Int(places[place])].person }

    /// Whether a person can come to a place without a second seat on its case and within their load, when whoever
    /// sits on `other` makes room.
    func canTake(_ arc: Int32, leaving other: Int? = nil) -> Bool {
        let wanted = model.arcs[Int(arc)]
        for seat in model.subjectSeats[Int(model.seats[Int(wanted.seat)].subject)] {
            for place in model.seats[Int(seat)].places where place != other && person(on: place) == wanted.person {
                return false
            }
        }
        let person = Int(wanted.person)
        var (week, horizon) = (weekly[person * model.weeks + Int(wanted.week)], total[person])
        if let other, places[other] >= 0, model.arcs[Int(places[other])].person == wanted.person {
            horizon -= 1
            if model.arcs[Int(places[other])].week == wanted.week { week -= 1 }
        }
        let entry = model.people[person]
        return Int(week) < entry.weekly.count && (entry.horizon.isEmpty || Int(horizon) < entry.horizon.count)
    }

    /// Puts the person of an arc, or nobody, on a place, and says what that changes in cost.
    @discardableResult
    mutating func set(_ place: Int, to arc: Int32) -> Int {
        let before = cost
        if places[place] >= 0 { count(places[place], by: -1) }
        places[place] = arc
        if arc >= 0 { count(arc, by: 1) }
        return cost - before
    }

    /// Whether a case has its quorum.
    func isMet(_ quorum: Int) -> Bool {
        lacking[quorum] == 0 && Int(counted[quorum]) >= model.quorums[quorum].minimum
    }

    private func shortfall(of quorum: Int) -> Int {
        guard !isMet(quorum) else { return 0 }
        let rule = model.quorums[quorum]
        // all of its empty places are paid for, whoever sits on the others
        return rule.cost + (rule.releases ? rule.allEmpty - emptyCost[quorum] : 0)
    }

    private mutating func count(_ index: Int32, by change: Int32) {
        let arc = model.arcs[Int(index)]
        let seat = model.seats[Int(arc.seat)]
        let sign = Int(change)
        cost += sign * (Int(arc.cost) - seat.emptyCost)
        if seat.quorum >= 0 {
            let quorum = Int(seat.quorum)
            cost -= shortfall(of: quorum)
            if seat.isCounted { counted[quorum] += change }
            if seat.isRequired { lacking[quorum] -= change }
            emptyCost[quorum] -= sign * seat.emptyCost
            cost += shortfall(of: quorum)
        }
        let week = Int(arc.person) * model.weeks + Int(arc.week)
        let person = model.people[Int(arc.person)]
        let slot = Int(min(weekly[week], weekly[week] + change))
        cost += sign * Int(person.weekly[slot])
        weekly[week] += change
        if !person.horizon.isEmpty {
            cost += sign * Int(person.horizon[Int(min(total[Int(arc.person)], total[Int(arc.person)] + change))])
        }
        total[Int(arc.person)] += change
        if arc.pair >= 0 {
            let pair = Int(arc.pair)
            let sat = seatsOfPair[pair] > 0
            seatsOfPair[pair] += change
            if sat != (seatsOfPair[pair] > 0) { cost += sign * model.attendance }
        }
        if arc.group >= 0 {
            let group = Int(arc.group)
            if max(peopleOfGroup[group], peopleOfGroup[group] + change) > 1 {
                cost += sign * (model.groupCost[group] ?? forbidden)
            }
            peopleOfGroup[group] += change
        }
    }
}
