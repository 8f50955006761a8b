/// The search for a staffing: improvement from the plain flow, prices at the root, then a tree of decisions.
struct StaffingSearch {
    /// A part of the tree: what is decided there, and what that costs at least.
    private struct Node {
        var decisions: StaffingDecisions
        var prices: StaffingPrices
        var bids: StaffingBids
        /// The flow that gave the best bound.
        var flow: StaffingFlow?
        /// By cell, how much of the time somebody took a seat, in 1024ths.
        var shares: [Int32]
        /// In scaled costs.
        var bound: Int
        var depth: Int
    }

    private let model: StaffingModel
    private let relaxation: StaffingRelaxation
    private let bundles: StaffingBundles
    private var rounds = 0
    private let allowed: Int
    /// What is decided about quorums from the start.
    private var decided: [StaffingDecisions.QuorumChoice] = []
    /// The best staffing so far.
    private(set) var best: StaffingSeating
    /// What every staffing costs at least.
    private(set) var bound = 0
    /// Flows solved so far.
    private(set) var flows = 0

    init(_ model: StaffingModel, flows: Int) {
        self.model = model
        allowed = flows
        best = StaffingSeating(model)
        best.release()
        relaxation = StaffingRelaxation(model, worst: best.cost)
        bundles = StaffingBundles(relaxation)
    }

    /// Searches until the best is proved, or as far as the effort reaches.
    mutating func run() throws(PanelFault) {
        let decisions = decisions()
        decided = decisions.quorums
        let plain = try flow(prices: nil, decisions: decisions)
        bound = scaledUp(plain.bound)
        consider(plain)
        try repriceBest()
        let prices = StaffingPrices(model, scale: relaxation.scale)
        var root = Node(
            decisions: decisions, prices: prices, bids: StaffingBids(seats: [], groups: []),
            shares: Array(repeating: 0, count: model.cellPair.count), bound: plain.bound, depth: 0)
        try raise(&root, flows: min(40, max(2, allowed / 3)))
        root.bids = bundles.bids(from: best, prices: root.prices)
        raiseBids(&root, rounds: min(300, 10 + 3 * model.seats.count, 5 * max(0, allowed - flows)))
        bound = max(bound, min(best.cost, scaledUp(root.bound)))
        if bound < best.cost { try branch(from: root) }
    }

    /// What is decided from the start: the pins, and cases that cannot have their quorum.
    private func decisions() -> StaffingDecisions {
        var decisions = StaffingDecisions(model)
        for (index, quorum) in model.quorums.enumerated() {
            var counted = 0
            var isLacking = false
            for seat in quorum.seats.map({ model.seats[Int($0)] }) {
                let fillable = min(seat.demand, seat.arcs.count { decisions.arcs[$0] != .banned })
                if seat.isCounted { counted += fillable }
                if seat.isRequired, fillable < seat.demand { isLacking = true }
            }
            if isLacking || counted < quorum.minimum { decisions.decide(index, .failed, in: model) }
        }
        return decisions
    }

    // MARK: Bounds

    private func scaledUp(_ scaled: Int) -> Int { (scaled + relaxation.scale - 1) / relaxation.scale }

    private mutating func flow(
        prices: StaffingPrices?, decisions: StaffingDecisions, surcharges: [Int32]? = nil
    ) throws(PanelFault) -> StaffingFlow {
        flows += 1
        return try relaxation.flow(prices: prices, decisions: decisions, surcharges: surcharges)
    }

    /// Moves a node's prices towards the best ones, and keeps those that gave its best bound, with their flow.
    private mutating func raise(_ node: inout Node, flows most: Int) throws(PanelFault) {
        var prices = node.prices
        var (share, idle) = (256, 0)
        var highest = Int.min
        for _ in 0..<most where flows < allowed || highest == .min {
            let flow = try flow(prices: prices, decisions: node.decisions)
            consider(flow)
            if flow.bound > highest {
                highest = flow.bound
                node.flow = flow
                node.prices = prices
                idle = 0
            } else {
                idle += 1
                if idle == 4 { (share, idle) = (max(8, share / 2), 0) }
            }
            let worst = best.cost * relaxation.scale
            if scaledUp(highest) >= best.cost { break }
            let distance = prices.distance(of: flow, in: model, under: node.decisions)
            let step = distance == 0 ? 0 : max(1, (worst - flow.bound) * share / (256 * distance))
            prices.rise(by: min(step, 1 << 24), share: share, after: flow, in: model, under: node.decisions)
        }
        node.bound = max(node.bound, highest)
    }

    /// Moves a node's bids towards the best ones, and keeps those that gave its best bound.
    private mutating func raiseBids(_ node: inout Node, rounds most: Int, from first: Int = 256) {
        let empty = relaxation.openSeats(prices: node.prices, decisions: node.decisions, withNobodies: false).map {
            Int($0.emptyCost)
        }
        var bids = node.bids
        var (share, idle, highest) = (first, 0, Int.min)
        for _ in 0..<most {
            rounds += 1
            if rounds % 10 == 0 { flows += 1 }
            let before = bids
            let (reached, arcs) = bundles.raise(
                &bids, decisions: node.decisions, empty: empty, share: share, worst: best.cost * relaxation.scale)
            for cell in node.shares.indices { node.shares[cell] -= node.shares[cell] / 16 }
            for arc in arcs {
                let cell = Int(model.arcs[Int(arc)].cell)
                if cell >= 0 { node.shares[cell] += 1_024 / 16 }
            }
            if reached > highest {
                (highest, idle) = (reached, 0)
                node.bids = before
                if scaledUp(reached) >= best.cost { break }
            } else {
                idle += 1
                if idle == 8 { (share, idle) = (max(4, share / 2), 0) }
            }
        }
        node.bound = max(node.bound, highest)
    }

    // MARK: Staffings

    /// Makes a staffing of a flow, and keeps it where it is the best.
    private mutating func consider(_ flow: StaffingFlow) {
        var seating = StaffingSeating(model, arcs: flow.arcs)
        // far from the best, small changes lead where they led before; but which cases fail is told by prices alone
        let open = model.quorums.indices.filter { decided[$0] == .open }
        let isShort = open.contains { !best.isMet($0) }
        guard isShort || seating.cost < best.cost + best.cost / 8 || flows < 8 else { return }
        // exchanges take most of the time: in a large problem they are tried on the first flows alone
        let isLarge = model.arcs.count > 10_000
        seating.improve(isThorough: flows < (isLarge ? 3 : 8))
        if isShort, flows % 4 == 0 { seating.tradeCases(for: open) }
        if !isLarge, seating.cost < best.cost + model.attendance { seating.improve() }
        guard seating.cost < best.cost else { return }
        seating.tradeCases(for: open)
        seating.improve(isThorough: !isLarge)
        best = seating
    }

    /// Solves the flow that is priced after the best staffing, as long as that leads to a better one: who is in a
    /// session comes again for nothing, everyone else pays the whole attendance with every seat.
    private mutating func repriceBest() throws(PanelFault) {
        while flows < allowed {
            let before = best.cost
            var decisions = decisions()
            for (pair, seats) in best.seatsOfPair.enumerated() where seats > 0 {
                decisions.decide(pair: pair, attends: true, in: model)
            }
            for quorum in model.quorums.indices where decisions.quorums[quorum] == .open {
                decisions.decide(quorum, best.isMet(quorum) ? .met : .failed, in: model)
            }
            let held = Set(best.places)
            var surcharges = [Int32](repeating: 0, count: model.arcs.count)
            for (index, arc) in model.arcs.enumerated() {
                if arc.pair >= 0, best.seatsOfPair[Int(arc.pair)] == 0 {
                    surcharges[index] += Int32(model.attendance * relaxation.scale)
                }
                if arc.group >= 0, best.peopleOfGroup[Int(arc.group)] > 0, !held.contains(Int32(index)) {
                    if let cost = model.groupCost[Int(arc.group)] {
                        surcharges[index] += Int32(cost * relaxation.scale)
                    } else {
                        decisions.ban(index)
                    }
                }
            }
            consider(try flow(prices: nil, decisions: decisions, surcharges: surcharges))
            if best.cost == before { return }
        }
    }

    // MARK: The tree

    private mutating func branch(from root: Node) throws(PanelFault) {
        var open = [root]
        while let index = open.indices.min(by: { (open[$0].bound, -open[$0].depth) < (open[$1].bound, -open[$1].depth) }
        ) {
            bound = max(bound, min(best.cost, scaledUp(open[index].bound)))
            if bound == best.cost || flows >= allowed { return }
            let node = open.remove(at: index)
            // nothing is left to decide where the flow does not say what the staffing costs
            guard let flow = node.flow, let choices = choices(at: node, after: flow) else { return }
            for decisions in choices where !decisions.isContradictory {
                var child = node
                child.decisions = decisions
                child.depth += 1
                raiseBids(&child, rounds: 20, from: 64)
                if scaledUp(child.bound) >= best.cost { continue }
                try raise(&child, flows: 2)
                if scaledUp(child.bound) < best.cost { open.append(child) }
            }
        }
        bound = best.cost
    }

    /// Both sides of the decision in which a node's flow is furthest from what a staffing costs.
    private func choices(at node: Node, after flow: StaffingFlow) -> [StaffingDecisions]? {
        let decisions = node.decisions
        for (quorum, rule) in model.quorums.enumerated() where decisions.quorums[quorum] == .open {
            let filled = rule.seats.reduce(0) { sum, seat in
                let entry = model.seats[Int(seat)]
                return sum + (entry.isCounted ? entry.demand - Int(flow.empty[Int(seat)]) : 0)
            }
            let lacks = rule.seats.contains { model.seats[Int($0)].isRequired && flow.empty[Int($0)] > 0 }
            if lacks || filled < rule.minimum {
                var (met, failed) = (decisions, decisions)
                met.decide(quorum, .met, in: model)
                failed.decide(quorum, .failed, in: model)
                return [met, failed]
            }
        }
        var best: (weight: Int, pair: Int?, arc: Int?) = (0, nil, nil)
        let whole = model.attendance * relaxation.scale
        for (pair, range) in model.pairCells.enumerated() where !decisions.isAttending[pair] {
            let share = range.reduce(0) { max($0, Int(node.shares[$1])) }
            let paid = range.reduce(0) { $0 + Int(flow.ofCell[$1] * node.prices.cells[$1]) }
            let isUsed = range.contains { flow.ofCell[$0] > 0 }
            let weight = whole * min(share, 1_024 - share) + (isUsed ? max(0, whole - paid) * 16 : 0)
            if weight > best.weight { best = (weight, pair, nil) }
        }
        for (group, arcs) in model.groupArcs.enumerated() where decisions.heldOfGroup[group] == 0 {
            let price = Int(node.prices.groups[group])
            let people = Int(flow.ofGroup[group])
            let cost = model.groupCost[group].map { $0 * relaxation.scale } ?? Int(relaxation.forbidden)
            let gap = people > 1 ? (cost - price) * (people - 1) : price * (1 - people)
            guard gap * 1_024 > best.weight else { continue }
            let seated = arcs.first { flow.arcs.contains($0) && decisions.arcs[Int($0)] == .open }
            guard let arc = seated ?? arcs.first(where: { decisions.arcs[Int($0)] == .open }) else { continue }
            best = (gap * 1_024, nil, Int(arc))
        }
        var (first, second) = (decisions, decisions)
        if let pair = best.pair {
            first.decide(pair: pair, attends: true, in: model)
            second.decide(pair: pair, attends: false, in: model)
        } else if let arc = best.arc {
            first.hold(arc, in: model)
            second.ban(arc)
        } else {
            return nil
        }
        return [first, second]
    }
}
