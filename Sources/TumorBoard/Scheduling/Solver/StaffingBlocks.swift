/// The bound of a staffing by sessions: loads, institutions and quorums have prices, and what is left falls into the
/// blocks of each session, which are solved to the end.
///
/// A flow holds every load and spreads attendances over seats; this holds every attendance and prices the loads. An
/// attendance spread over seats is paid in fractions, which is what a flow's bound lacks; nothing is, here.
struct StaffingBlocks {
    private let model: StaffingModel
    private let relaxation: StaffingRelaxation
    private let decisions: StaffingDecisions
    private let prices: StaffingPrices
    private let blocks: [StaffingBlock]
    /// By arc, what it costs before loads and institutions are priced.
    private let held: [Int32]
    /// By column, the price of a case, and by group that of a person.
    private var loads: [Int]
    private var groups: [Int]

    init(
        _ relaxation: StaffingRelaxation, prices: StaffingPrices, decisions: StaffingDecisions,
        from best: StaffingSeating, mostNodes: Int
    ) {
        self.relaxation = relaxation
        self.prices = prices
        self.decisions = decisions
        let model = relaxation.model
        self.model = model
        blocks = Self.blocks(relaxation, prices: prices, decisions: decisions, mostNodes: mostNodes)
        held = model.arcs.indices.filter { decisions.arcs[$0] == .held }.map(Int32.init)
        groups = prices.groups.map(Int.init)
        loads = model.slots.indices.map { column in best.margin(of: column) * relaxation.scale }
    }

    /// What every staffing costs at least, scaled; then moves the prices towards the best ones.
    mutating func raise(share: Int, worst: Int) -> Int {
        var used = [Int](repeating: 0, count: loads.count)
        var inGroup = [Int](repeating: 0, count: groups.count)
        var bound = relaxation.constants(decisions: decisions) * relaxation.scale
        for index in held {
            let arc = model.arcs[Int(index)]
            bound += Int(arc.cost) * relaxation.scale + loads[Int(arc.column)]
            used[Int(arc.column)] += 1
        }
        for block in blocks {
            for seat in block.seats.indices {
                for entry in block.seats[seat].entries.indices {
                    block.seats[seat].entries[entry].cost = cost(of: block.seats[seat].entries[entry].arc)
                }
            }
            bound += block.solve()
            for index in block.chosen {
                let arc = model.arcs[Int(index)]
                used[Int(arc.column)] += 1
                if arc.group >= 0 { inGroup[Int(arc.group)] += 1 }
            }
        }
        for person in model.people.indices { bound += accept(person, &used) }
        for group in groups.indices where decisions.heldOfGroup[group] == 0 { bound -= groups[group] }
        step(share: share, distance: worst - bound, beyond: used, inGroup: inGroup)
        return bound
    }

    private func cost(of index: Int32) -> Int {
        let arc = model.arcs[Int(index)]
        var cost = Int(arc.cost) * relaxation.scale + loads[Int(arc.column)]
        if arc.group >= 0 {
            let group = Int(arc.group)
            cost +=
                decisions.heldOfGroup[group] > 0
                ? (model.groupCost[group] ?? 0) * relaxation.scale : groups[group]
        }
        return cost
    }

    /// As many cases as somebody takes at their prices, which are taken off `used`; what that costs, below 0.
    private func accept(_ person: Int, _ used: inout [Int]) -> Int {
        let columns = person * model.weeks..<(person + 1) * model.weeks
        var offers: [(cost: Int, column: Int)] = []
        for column in columns where loads[column] > 0 {
            for slot in model.slots[column] {
                offers.append((model.loadCosts[slot] * relaxation.scale - loads[column], column))
            }
        }
        offers.sort { ($0.cost, $0.column) < ($1.cost, $1.column) }
        let horizon = model.horizons[person]
        var sum = 0
        for (index, offer) in offers.enumerated() {
            if !horizon.isEmpty, index >= horizon.count { break }
            let cost =
                offer.cost + (horizon.isEmpty ? 0 : model.loadCosts[horizon.lowerBound + index] * relaxation.scale)
            if cost >= 0 { break }
            sum += cost
            used[offer.column] -= 1
        }
        return sum
    }

    private mutating func step(share: Int, distance: Int, beyond: [Int], inGroup: [Int]) {
        var length = 0
        for column in loads.indices where beyond[column] > 0 || loads[column] > 0 {
            length += beyond[column] * beyond[column]
        }
        for group in groups.indices where decisions.heldOfGroup[group] == 0 && (groups[group] > 0 || inGroup[group] > 1)
        {
            length += (inGroup[group] - 1) * (inGroup[group] - 1)
        }
        guard length > 0, distance > 0 else { return }
        let step = max(1, distance * share / (256 * length))
        for column in loads.indices { loads[column] = max(0, loads[column] + step * beyond[column]) }
        for group in groups.indices where decisions.heldOfGroup[group] == 0 {
            let most = relaxation.dearest(group)
            groups[group] = min(most, max(0, groups[group] + step * (inGroup[group] - 1)))
        }
    }

    /// Seats of a session that somebody could sit on more than one of, for one attendance.
    private static func blocks(
        _ relaxation: StaffingRelaxation, prices: StaffingPrices, decisions: StaffingDecisions, mostNodes: Int
    ) -> [StaffingBlock] {
        let model = relaxation.model
        let open = relaxation.openSeats(prices: prices, decisions: decisions)
        var root = Array(model.seats.indices)
        func find(_ seat: Int) -> Int {
            var seat = seat
            while root[seat] != seat { seat = root[seat] }
            return seat
        }
        for (pair, arcs) in model.pairArcs.enumerated() where !decisions.isAttending[pair] {
            let seats = arcs.filter { decisions.arcs[Int($0)] == .open }.map { Int(model.arcs[Int($0)].seat) }
            for seat in seats.dropFirst() { root[find(seat)] = find(seats[0]) }
        }
        var members: [[Int]] = Array(repeating: [], count: model.seats.count)
        for seat in model.seats.indices { members[find(seat)].append(seat) }
        var blocks: [StaffingBlock] = []
        for seats in members where !seats.isEmpty {
            var people: [Int32: Int] = [:]
            var entries: [StaffingBlock.Seat] = []
            for seat in seats {
                var held = 0
                var own: [StaffingBlock.Entry] = []
                for index in model.seats[seat].arcs where decisions.arcs[index] != .banned {
                    if decisions.arcs[index] == .held {
                        held += 1
                        continue
                    }
                    let pair = model.arcs[index].pair
                    var person = -1
                    if pair >= 0, !decisions.isAttending[Int(pair)] {
                        person = people[pair] ?? people.count
                        people[pair] = person
                    }
                    own.append(.init(person: person, arc: Int32(index)))
                }
                entries.append(
                    .init(demand: Int(open[seat].demand) - held, emptyCost: Int(open[seat].emptyCost), entries: own))
            }
            blocks.append(
                StaffingBlock(
                    seats: entries, people: people.count, attendance: model.attendance * relaxation.scale,
                    tolerance: relaxation.scale, mostNodes: mostNodes))
        }
        return blocks
    }
}
