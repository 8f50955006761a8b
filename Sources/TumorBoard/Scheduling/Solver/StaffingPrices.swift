/// Prices that put what a flow cannot say into the costs of its arcs, without ever making a staffing dearer than it is.
///
/// An attendance is spread over the cases that the person could sit on there: whoever takes some of them pays no more
/// than the attendance, whoever takes all pays all of it. Each institution with a rule has a price for every seat, of
/// which the first is given back. What a case loses without quorum is spread over the places that it cannot do
/// without. Any prices within these budgets make the flow's optimum a lower bound; raising them where the flow pays too
/// little (a subgradient step) and keeping the budgets makes the bound rise.
struct StaffingPrices: Sendable {
    /// By cell, the part of the attendance.
    private(set) var cells: [Int32]
    /// By group, what each of its people pays.
    private(set) var groups: [Int32]
    /// By seat, the part of the quorum's cost in all its places.
    private(set) var seats: [Int32]
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
        seats = Array(repeating: 0, count: model.seats.count)
        for quorum in model.quorums {
            let required = quorum.seats.filter { model.seats[Int($0)].isRequired }
            for seat in required { seats[Int(seat)] = Int32(quorum.cost * scale / required.count) }
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
        for (index, seat) in model.seats.enumerated()
        where seat.isRequired && decisions.quorums[Int(seat.quorum)] == .open {
            sum += Int(flow.empty[index] * flow.empty[index])
        }
        return sum
    }

    /// Raises the prices that the flow paid by a step, and lowers others to keep the budgets.
    mutating func rise(
        by step: Int, after flow: StaffingFlow, in model: StaffingModel, under decisions: StaffingDecisions
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
            let most =
                (model.groupCost[group]
                    ?? model.groupArcs[group].reduce(0) {
                        max($0, model.seats[Int(model.arcs[Int($1)].seat)].emptyCost)
                    }) * scale
            let price = Int(groups[group]) + step * (Int(flow.ofGroup[group]) - 1)
            groups[group] = Int32(min(max(0, price), most))
        }
        for (index, quorum) in model.quorums.enumerated() where decisions.quorums[index] == .open {
            let required = quorum.seats.map(Int.init).filter { model.seats[$0].isRequired }
            guard required.contains(where: { flow.empty[$0] > 0 }) else { continue }
            for seat in required where flow.empty[seat] > 0 {
                seats[seat] += Int32(step * Int(flow.empty[seat]) / model.seats[seat].demand)
            }
            keep(\.seats, of: required, within: quorum.cost * scale)
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
