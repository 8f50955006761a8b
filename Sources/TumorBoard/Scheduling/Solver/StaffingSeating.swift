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
    /// By gate, whether the person sits on the case.
    private var isOnCase: [Bool]
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
        weekly = Array(repeating: 0, count: model.slots.count)
        isOnCase = Array(repeating: false, count: model.gates)
        total = Array(repeating: 0, count: model.people.count)
        forbidden =
            model.seats.reduce(1) { $0 + $1.demand * $1.emptyCost } + model.quorums.reduce(0) { $0 + $1.cost }
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

    /// Whether a person can take a seat more: not a second one on a case, and not one beyond their load.
    func canTake(_ arc: Int32) -> Bool {
        let wanted = model.arcs[Int(arc)]
        if isOnCase[Int(wanted.gate)] { return false }
        guard Int(weekly[Int(wanted.column)]) < model.slots[Int(wanted.column)].count else { return false }
        let horizon = model.horizons[Int(wanted.person)]
        return horizon.isEmpty || Int(total[Int(wanted.person)]) < horizon.count
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

    /// What somebody's seat costs: itself, their last case of the week, and its share of the attendance.
    func share(of index: Int32) -> Int {
        let arc = model.arcs[Int(index)]
        let (column, person) = (Int(arc.column), Int(arc.person))
        let horizon = model.horizons[person]
        var cost = Int(arc.cost) + model.loadCosts[model.slots[column].lowerBound + Int(weekly[column]) - 1]
        if !horizon.isEmpty { cost += model.loadCosts[horizon.lowerBound + Int(total[person]) - 1] }
        if arc.pair >= 0 { cost += model.attendance / Int(seatsOfPair[Int(arc.pair)]) }
        return cost
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
        isOnCase[Int(arc.gate)] = change > 0
        let (column, person) = (Int(arc.column), Int(arc.person))
        let slot = Int(min(weekly[column], weekly[column] + change))
        cost += sign * model.loadCosts[model.slots[column].lowerBound + slot]
        weekly[column] += change
        let horizon = model.horizons[person]
        if !horizon.isEmpty {
            cost += sign * model.loadCosts[horizon.lowerBound + Int(min(total[person], total[person] + change))]
        }
        total[person] += change
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
