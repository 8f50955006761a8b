/// The optimum of the flow that a staffing becomes under prices and decisions.
struct StaffingFlow: Sendable {
    /// Arcs of everyone seated, those that were decided too.
    var arcs: [Int32] = []
    /// What every staffing under the decisions costs at least, times the scale.
    var bound = 0
    /// By cell and by group, the people seated.
    var ofCell: [Int32]
    var ofGroup: [Int32]
    /// By seat, empty places.
    var empty: [Int32]
}

/// Turns a staffing into flows: each what remains open under some decisions, priced so that it costs too little rather
/// than too much.
struct StaffingRelaxation: Sendable {
    let model: StaffingModel
    /// Costs are multiplied by this, so that prices can be finer than costs.
    let scale: Int
    /// What an empty place costs where it must not be, in scaled costs.
    let forbidden: Int32
    private let people: [PanelProblem.Person]

    /// For staffings that cost at most `worst`.
    init(_ model: StaffingModel, worst: Int) {
        self.model = model
        let dearest = model.seats.reduce(1) { max($0, $1.emptyCost) }
        let dearestWithQuorum = model.quorums.reduce(dearest) { max($0, $1.cost + $1.allEmpty) }
        scale = max(1, min(64, (1 << 26) / max(1, dearestWithQuorum)))
        forbidden = Int32(clamping: min(scale * (worst + 1), Int(PanelProblem.largestCost)))
        let scale = Int32(scale)
        people = model.people.map { person in
            var scaled = person
            scaled.weekly = person.weekly.map { $0 * scale }
            scaled.horizon = person.horizon.map { $0 * scale }
            return scaled
        }
    }

    /// The optimum under prices and decisions. `surcharges`, by arc and scaled, come on top and into the bound.
    func flow(
        prices: StaffingPrices?, decisions: StaffingDecisions, surcharges: [Int32]? = nil
    ) throws(PanelFault) -> StaffingFlow {
        var flow = StaffingFlow(
            ofCell: Array(repeating: 0, count: model.cellPair.count),
            ofGroup: Array(repeating: 0, count: model.groupCost.count), empty: model.seats.map { Int32($0.demand) })
        var problem = PanelProblem(
            seats: openSeats(prices: prices, decisions: decisions, withNobodies: true), people: people, arcs: [])
        problem.arcs.reserveCapacity(model.arcs.count)
        for (index, arc) in model.arcs.enumerated() {
            switch decisions.arcs[index] {
            case .banned: continue
            case .held:
                flow.bound += take(arc, in: &problem)
                seat(index, in: &flow)
            case .open:
                var cost = arc.cost * Int32(scale) + (surcharges?[index] ?? 0)
                if let prices {
                    if arc.cell >= 0, !decisions.isAttending[Int(arc.pair)] { cost += prices.cells[Int(arc.cell)] }
                    if arc.group >= 0 {
                        let isHeld = decisions.heldOfGroup[Int(arc.group)] > 0
                        cost += isHeld ? groupCost(arc.group) : prices.groups[Int(arc.group)]
                    }
                }
                problem.arcs.append(.init(seat: arc.seat, person: arc.person, week: arc.week, cost: cost))
            }
        }
        flow.bound += constants(decisions: decisions) * scale
        if let prices {
            for group in prices.groups.indices where decisions.heldOfGroup[group] == 0 {
                flow.bound -= Int(prices.groups[group])
            }
        }
        addVacancies(to: &problem, decisions: decisions)
        let assignment = try PanelSolver(problem).solve()
        flow.bound += assignment.objective
        for (seatIndex, holders) in assignment.people.enumerated() {
            for person in holders where Int(person) < model.people.count {
                guard let arc = model.arc(seat: seatIndex, person: person) else { continue }
                seat(arc, in: &flow)
            }
        }
        return flow
    }

    private func groupCost(_ group: Int32) -> Int32 { Int32((model.groupCost[Int(group)] ?? 0) * scale) }

    /// The seats with what it costs under prices and decisions to leave them empty. Where nobodies take the places that
    /// a quorum can spare, none of its counted places may stay empty otherwise.
    func openSeats(prices: StaffingPrices?, decisions: StaffingDecisions, withNobodies: Bool) -> [PanelProblem.Seat] {
        model.seats.enumerated().map { index, seat in
            var price = Int32(seat.emptyCost * scale)
            if seat.quorum >= 0 {
                let quorum = Int(seat.quorum)
                switch decisions.quorums[quorum] {
                case .open: price = prices?.empty(index, in: model) ?? price
                case .met where seat.isRequired: price = forbidden
                case .met where withNobodies && seat.isCounted && vacancies(of: quorum) != nil: price = forbidden
                default: break
                }
            }
            return PanelProblem.Seat(
                subject: seat.subject, demand: Int32(seat.demand), emptyCost: price, key: seat.key)
        }
    }

    /// Someone takes a seat for certain: it has a place less, they have a case more, and that costs.
    private func take(_ arc: StaffingModel.Arc, in problem: inout PanelProblem) -> Int {
        let person = Int(arc.person)
        problem.seats[Int(arc.seat)].demand -= 1
        if problem.people[person].standing.isEmpty {
            problem.people[person].standing = Array(repeating: 0, count: model.weeks)
        }
        let week = Int(arc.week)
        while problem.people[person].standing.count <= week { problem.people[person].standing.append(0) }
        var cost = Int(arc.cost) * scale + Int(problem.people[person].slots(week: week).first ?? 0)
        problem.people[person].standing[week] += 1
        if !model.people[person].horizon.isEmpty {
            cost += Int(problem.people[person].horizon.removeFirst())
            // an empty horizon would be one without a limit
            if problem.people[person].horizon.isEmpty { problem.people[person].weekly = [] }
        }
        return cost
    }

    /// What the decisions cost by themselves.
    func constants(decisions: StaffingDecisions) -> Int {
        var cost = decisions.isAttending.reduce(0) { $0 + ($1 ? model.attendance : 0) }
        for (quorum, choice) in decisions.quorums.enumerated() where choice == .failed {
            cost += model.quorums[quorum].cost
        }
        for (group, held) in decisions.heldOfGroup.enumerated() where held > 1 {
            cost += Int(held - 1) * (model.groupCost[group] ?? 0)
        }
        return cost
    }

    private func seat(_ index: Int, in flow: inout StaffingFlow) {
        let arc = model.arcs[index]
        flow.arcs.append(Int32(index))
        flow.empty[Int(arc.seat)] -= 1
        if arc.cell >= 0 { flow.ofCell[Int(arc.cell)] += 1 }
        if arc.group >= 0 { flow.ofGroup[Int(arc.group)] += 1 }
    }
}

// MARK: - A quorum of some of the counted seats

extension StaffingRelaxation {
    /// How many counted places that are not required may stay empty; nil where all may.
    private func vacancies(of quorum: Int) -> Int? {
        let rule = model.quorums[quorum]
        let allowed = rule.counted - rule.minimum
        return allowed < rule.counted - rule.countedRequired ? max(0, allowed) : nil
    }

    /// A quorum leaves so many counted places empty at most: so many nobodies take them, at the cost of an empty place.
    private func addVacancies(to problem: inout PanelProblem, decisions: StaffingDecisions) {
        var keys: Set<UInt64>?
        var key: UInt64 = 0
        for (quorum, choice) in decisions.quorums.enumerated() where choice == .met {
            guard let allowed = vacancies(of: quorum), allowed > 0 else { continue }
            let seats = model.quorums[quorum].seats.filter {
                model.seats[Int($0)].isCounted && !model.seats[Int($0)].isRequired
            }
            for _ in 0..<allowed {
                let taken = keys ?? Set(model.people.map(\.key))
                keys = taken
                repeat { key &+= 1 } while taken.contains(key)
                let nobody = Int32(problem.people.count)
                problem.people.append(.init(weekly: [0], key: key))
                for seat in seats {
                    let cost = Int32(model.seats[Int(seat)].emptyCost * scale)
                    problem.arcs.append(.init(seat: seat, person: nobody, week: 0, cost: cost))
                }
            }
        }
    }
}
