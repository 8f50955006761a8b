/// Prices of seats at which people choose for themselves.
struct StaffingBids: Sendable {
    /// By seat, what a place of it pays, scaled.
    var seats: [Int]
    /// By group, what each of its people pays, scaled.
    var groups: [Int]
}

/// The bound of a staffing by people: every seat has a price, and everyone takes the seats that pay them best.
///
/// A flow's bound lets people pay fractions of attendances. Here, each person's seats are chosen with whole attendances
/// and their whole load, and only that every seat is taken as often as it should be is left to its price: whoever pays
/// the prices of all seats and gets back what everyone earns has paid no more than any staffing costs. Prices rise on
/// seats that nobody takes and fall on those that too many take.
struct StaffingBundles: Sendable {
    private let model: StaffingModel
    private let relaxation: StaffingRelaxation
    private let people: [StaffingBundle]
    /// What a decided seat pays on top, so that it is taken; it is taken off again.
    private static let bonus = 1 << 40

    init(_ relaxation: StaffingRelaxation) {
        let model = relaxation.model
        self.model = model
        self.relaxation = relaxation
        var arcsOf = [[Int32]](repeating: [], count: model.people.count)
        for (index, arc) in model.arcs.enumerated() { arcsOf[Int(arc.person)].append(Int32(index)) }
        people = arcsOf.enumerated().map { person, arcs in StaffingBundle(of: person, in: relaxation, arcs: arcs) }
    }

    /// Prices to start with: a filled seat pays what it costs in a good staffing, an empty one what that costs.
    func bids(from best: StaffingSeating, prices: StaffingPrices) -> StaffingBids {
        let seats = model.seats.map { seat in
            let costs = seat.places.map { best.places[$0] < 0 ? seat.emptyCost : best.share(of: best.places[$0]) }
            return (costs.max() ?? 0) * relaxation.scale
        }
        return StaffingBids(seats: seats, groups: prices.groups.map(Int.init))
    }

    /// What every staffing costs at least, scaled, and what everyone takes; then moves the prices by a step that
    /// shortens the way to `worst`. `empty` is what empty places cost under the decisions.
    func raise(
        _ bids: inout StaffingBids, decisions: StaffingDecisions, empty: [Int], share: Int, worst: Int
    ) -> (bound: Int, arcs: [Int32]) {
        var taken = [Int](repeating: 0, count: model.seats.count)
        var inGroup = [Int](repeating: 0, count: model.groupCost.count)
        var bound = relaxation.constants(decisions: decisions) * relaxation.scale
        var chosen: [Int32] = []
        for seat in empty.indices {
            bids.seats[seat] = min(bids.seats[seat], empty[seat])
            bound += bids.seats[seat] * model.seats[seat].demand
        }
        var profit = [Int](repeating: 0, count: model.arcs.count)
        for index in profit.indices {
            profit[index] = self.profit(of: index, at: bids, decisions: decisions)
            if decisions.arcs[index] == .held { bound += Self.bonus }
        }
        for person in people {
            let (value, arcs) = person.best(paying: profit, isAttending: decisions.isAttending)
            bound -= value
            chosen += arcs
        }
        for index in chosen {
            let arc = model.arcs[Int(index)]
            taken[Int(arc.seat)] += 1
            if arc.group >= 0 { inGroup[Int(arc.group)] += 1 }
        }
        for group in inGroup.indices where decisions.heldOfGroup[group] == 0 { bound -= bids.groups[group] }
        let lacking = model.seats.indices.map { model.seats[$0].demand - taken[$0] }
        let isPriced = inGroup.indices.map {
            decisions.heldOfGroup[$0] == 0 && (bids.groups[$0] > 0 || inGroup[$0] > 1)
        }
        var length = 0
        // a place may stay empty at the full price
        for (seat, lacking) in lacking.enumerated() where lacking < 0 || bids.seats[seat] < empty[seat] {
            length += lacking * lacking
        }
        for (group, people) in inGroup.enumerated() where isPriced[group] { length += (people - 1) * (people - 1) }
        guard length > 0, worst > bound else { return (bound, chosen) }
        let step = max(1, (worst - bound) * share / (256 * length))
        for (seat, lacking) in lacking.enumerated() {
            bids.seats[seat] = min(empty[seat], max(0, bids.seats[seat] + step * lacking))
        }
        for (group, people) in inGroup.enumerated() where isPriced[group] {
            bids.groups[group] = min(
                model.dearest(group) * relaxation.scale, max(0, bids.groups[group] + step * (people - 1)))
        }
        return (bound, chosen)
    }

    /// What somebody earns with a seat, before attendance and load.
    private func profit(of index: Int, at bids: StaffingBids, decisions: StaffingDecisions) -> Int {
        let arc = model.arcs[index]
        let profit = bids.seats[Int(arc.seat)] - Int(arc.cost) * relaxation.scale
        switch decisions.arcs[index] {
        case .held: return profit + Self.bonus
        case .banned: return -1
        case .open:
            guard arc.group >= 0 else { return profit }
            let group = Int(arc.group)
            let isHeld = decisions.heldOfGroup[group] > 0
            return profit - (isHeld ? (model.groupCost[group] ?? 0) * relaxation.scale : bids.groups[group])
        }
    }
}
