/// Prices that put what a flow cannot say into the costs of its arcs, without ever making a staffing dearer than it is.
///
/// An attendance is spread over the cases that the person could sit on there: whoever takes some of them pays no more
/// than the attendance, whoever takes all pays all of it. Each institution with a rule has a price for every seat, of
/// which the first is given back. What a case loses without quorum, which may be all of its seats, is spread over the
/// places that it cannot do without; its other places then cost no more than filling them would. Any prices within these budgets make the flow's optimum a lower bound; raising them where the flow pays too
/// little (a subgradient step) and keeping the budgets makes the bound rise.
struct StaffingPrices: Sendable {
    /// By cell, the part of the attendance.
    private(set) var cells: [Int32]
    /// By group, what each of its people pays.
    private(set) var groups: [Int32]
    /// By seat, the part of the quorum's cost in all its places.
    private(set) var seats: [Int32]
    /// By seat, what an empty place costs apart from that.
    private var base: [Int32]
    /// By seat of a case that may lose all its seats, what filling it costs at most.
    private let filling: [Int32]
    /// By quorum, what is spread over the seats.
    private var pots: [Int]
    private let scale: Int

    /// Attendances and quorums are spread evenly; institutions have no price yet.
    init(_ model: StaffingModel, scale: Int) {
        self.scale = scale
        cells = Array(repeating: 0, count: model.cellPair.count)
        for range in model.pairCells {
            for (index, cell) in range.enumerated() {
                // what is left over goes to the first ones, so that nothing of the budget is lost
                let whole = model.attendance * scale
                cells[cell] = Int32(whole / range.count + (index < whole % range.count ? 1 : 0))
            }
        }
        groups = Array(repeating: 0, count: model.groupCost.count)
        base = model.seats.map { Int32($0.emptyCost * scale) }
        seats = Array(repeating: 0, count: model.seats.count)
        pots = Array(repeating: 0, count: model.quorums.count)
        filling = model.seats.indices.map { seat in
            Int32(min(model.seats[seat].emptyCost, Self.filling(seat, in: model)) * scale)
        }
        for (index, quorum) in model.quorums.enumerated() {
            let required = quorum.seats.map(Int.init).filter { model.seats[$0].isRequired }
            if quorum.releases { for seat in required { base[seat] = filling[seat] } }
            fill(pot: index, in: model)
            for seat in required { seats[seat] = Int32(pots[index] / required.count) }
        }
    }

    /// Counts what a case without quorum loses beyond what its empty places cost already.
    private mutating func fill(pot index: Int, in model: StaffingModel) {
        let quorum = model.quorums[index]
        let seats = quorum.seats.map(Int.init)
        guard seats.contains(where: { model.seats[$0].isRequired }) else { return }
        pots[index] = quorum.cost * scale
        guard quorum.releases else { return }
        for seat in seats {
            pots[index] += (model.seats[seat].emptyCost * scale - Int(base[seat])) * model.released(seat)
        }
    }

    /// What an empty place of a seat costs.
    func empty(_ seat: Int, in model: StaffingModel) -> Int32 {
        base[seat] + seats[seat] / Int32(max(1, model.seats[seat].demand))
    }

    /// The most that filling a seat costs, as long as nobody else has to move for it.
    private static func filling(_ seat: Int, in model: StaffingModel) -> Int {
        model.seats[seat].arcs.reduce(0) { most, index in
            let arc = model.arcs[index]
            var cost = Int(arc.cost) + model.attendance
            if arc.group >= 0 { cost += model.groupCost[Int(arc.group)] ?? 0 }
            for load in [model.slots[Int(arc.column)], model.horizons[Int(arc.person)]] {
                if let dearest = load.last { cost += model.loadCosts[dearest] }
            }
            return max(most, cost)
        }
    }

    /// The square of how far a flow is from paying what it should: the length of the step's direction.
    func distance(of flow: StaffingFlow, in model: StaffingModel, under decisions: StaffingDecisions) -> Int {
        var sum = 0
        for cell in cells.indices where !decisions.isAttending[Int(model.cellPair[cell])] {
            sum += Int(flow.ofCell[cell])
        }
        for group in groups.indices where decisions.heldOfGroup[group] == 0 {
            let beyond = Int(flow.ofGroup[group]) - 1
            if beyond > 0 || groups[group] > 0 { sum += beyond * beyond }
        }
        return sum
    }

    /// Raises the prices that the flow paid by a step, and lowers others to keep the budgets.
    ///
    /// What cases lose is of another size than all else; it moves by a `share` (in 256ths) of itself.
    mutating func rise(
        by step: Int, share: Int, after flow: StaffingFlow, in model: StaffingModel, under decisions: StaffingDecisions
    ) {
        for (pair, range) in model.pairCells.enumerated() where !decisions.isAttending[pair] {
            var isUsed = false
            for cell in range where flow.ofCell[cell] > 0 {
                cells[cell] += Int32(step)
                isUsed = true
            }
            if isUsed { keep(\.cells, of: Array(range), within: model.attendance * scale) }
        }
        for group in groups.indices where decisions.heldOfGroup[group] == 0 {
            let most = model.dearest(group) * scale
            let price = Int(groups[group]) + step * (Int(flow.ofGroup[group]) - 1)
            groups[group] = Int32(min(max(0, price), most))
        }
        for (index, quorum) in model.quorums.enumerated() where decisions.quorums[index] == .open {
            let required = quorum.seats.map(Int.init).filter { model.seats[$0].isRequired }
            let isLacking = required.contains { flow.empty[$0] > 0 }
            if quorum.releases {
                for seat in quorum.seats.map(Int.init) where !model.seats[seat].isRequired {
                    if isLacking { base[seat] -= (base[seat] - filling[seat]) / 2 }
                    // whoever is decided in spite of an empty seat pays for that seat
                    if !isLacking, flow.empty[seat] > 0 { base[seat] = Int32(model.seats[seat].emptyCost * scale) }
                }
                fill(pot: index, in: model)
            }
            for seat in required where flow.empty[seat] > 0 {
                seats[seat] += Int32(pots[index] * share * Int(flow.empty[seat]) / (512 * model.seats[seat].demand))
            }
            keep(\.seats, of: required, within: pots[index])
        }
    }

    /// The nearest prices that are not negative and together within the budget.
    private mutating func keep(
        _ prices: WritableKeyPath<StaffingPrices, [Int32]>, of members: [Int], within budget: Int
    ) {
        let values = members.map { Int(self[keyPath: prices][$0]) }.sorted(by: >)
        var (sum, cut) = (0, 0)
        for (index, value) in values.enumerated() {
            sum += value
            let level = (sum - budget + index) / (index + 1)
            if value <= level { break }
            cut = level
        }
        guard cut > 0 else { return }
        for member in members { self[keyPath: prices][member] = max(0, self[keyPath: prices][member] - Int32(cut)) }
    }
}
