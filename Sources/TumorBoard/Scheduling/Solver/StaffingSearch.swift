/// The search for a staffing: improvement from the plain flow, prices at the root, then a tree of decisions.
struct StaffingSearch {
    /// A part of the tree: what is decided there, and what that costs at least.
    private struct Node {
        var decisions: StaffingDecisions
        var prices: StaffingPrices
        /// By cell, how much of the time the flows seated somebody, in 1024ths.
        var shares: [Int32]
        /// In scaled costs.
        var bound: Int
        var depth: Int
    }

    private let model: StaffingModel
    private let relaxation: StaffingRelaxation
    private let allowed: Int
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
    }

    /// Searches until the best is proved, or as far as the effort reaches.
    mutating func run() throws(PanelFault) {
        let decisions = StaffingDecisions(model)
        let plain = try flow(prices: nil, decisions: decisions)
        bound = scaledUp(plain.bound)
        consider(plain)
        try repriceBest()
        var root = Node(
            decisions: decisions, prices: StaffingPrices(model, scale: relaxation.scale),
            shares: Array(repeating: 0, count: model.cellPair.count), bound: plain.bound, depth: 0)
        let last = try raise(&root, flows: 60)
        bound = max(bound, min(best.cost, scaledUp(root.bound)))
        guard bound < best.cost else { return }
        try branch(from: root, last: last)
    }

    // MARK: Bounds

    private func scaledUp(_ scaled: Int) -> Int { (scaled + relaxation.scale - 1) / relaxation.scale }

    private mutating func flow(
        prices: StaffingPrices?, decisions: StaffingDecisions, surcharges: [Int32]? = nil
    ) throws(PanelFault) -> StaffingFlow {
        flows += 1
        return try relaxation.flow(prices: prices, decisions: decisions, surcharges: surcharges)
    }

    /// Moves a node's prices towards the best ones, and keeps those that gave its best bound; its last flow under them.
    private mutating func raise(_ node: inout Node, flows most: Int) throws(PanelFault) -> StaffingFlow? {
        var prices = node.prices
        var (share, idle) = (256, 0)
        var lastOfBest: StaffingFlow?
        var highest = Int.min
        for _ in 0..<most where flows < allowed || lastOfBest == nil {
            let flow = try flow(prices: prices, decisions: node.decisions)
            consider(flow)
            for cell in node.shares.indices {
                node.shares[cell] += (flow.ofCell[cell] * 1_024 - node.shares[cell]) / 8
            }
            if flow.bound > highest {
                highest = flow.bound
                lastOfBest = flow
                node.prices = prices
                idle = 0
            } else {
                idle += 1
                if idle == 4 { (share, idle) = (max(8, share / 2), 0) }
            }
            let worst = best.cost * relaxation.scale
            if scaledUp(highest) >= best.cost { break }
            let distance = prices.distance(of: flow, in: model, under: node.decisions)
            if distance == 0 { break }
            let step = max(1, (worst - flow.bound) * share / (256 * distance))
            prices.rise(by: min(step, 1 << 24), after: flow, in: model, under: node.decisions)
        }
        node.bound = max(node.bound, highest)
        return lastOfBest
    }

    // MARK: Staffings

    /// Makes a staffing of a flow, and keeps it where it is the best.
    private mutating func consider(_ flow: StaffingFlow) {
        var seating = StaffingSeating(model, arcs: flow.arcs)
        // far from the best, small changes lead where they led before
        guard seating.cost < best.cost + best.cost / 8 || flows < 8 else { return }
        seating.improve()
        if seating.cost < best.cost { best = seating }
    }

    /// Solves the flow that is priced after the best staffing, as long as that leads to a better one: who is in a
    /// session comes again for nothing, everyone else pays the whole attendance with every seat.
    private mutating func repriceBest() throws(PanelFault) {
        while flows < allowed {
            let before = best.cost
            var decisions = StaffingDecisions(model)
            for (pair, seats) in best.seatsOfPair.enumerated() where seats > 0 {
                decisions.decide(pair: pair, attends: true, in: model)
            }
            for quorum in model.quorums.indices {
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

    private mutating func branch(from root: Node, last: StaffingFlow?) throws(PanelFault) {
        var open = [root]
        var lasts = [last]
        while let index = open.indices.min(by: { (open[$0].bound, -open[$0].depth) < (open[$1].bound, -open[$1].depth) }
        ) {
            bound = max(bound, min(best.cost, scaledUp(open[index].bound)))
            if bound >= best.cost { return }
            guard flows < allowed else { return }
            let node = open.remove(at: index)
            let last = lasts.remove(at: index)
            guard let last, let choices = choices(at: node, after: last) else {
                // nothing is left to decide, and yet the flow does not say what the staffing costs
                return
            }
            for decisions in choices where !decisions.isContradictory {
                var child = node
                child.decisions = decisions
                child.depth += 1
                let flow = try raise(&child, flows: 4)
                if scaledUp(child.bound) < best.cost {
                    open.append(child)
                    lasts.append(flow)
                }
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
