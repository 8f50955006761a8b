import Foundation

/// Stage A's answer in the planner's terms.
struct PlannedPlacement {
    /// By case, the index of its session; `outOfSession` where none comes soon enough; nil where it gets none.
    var sessions: [Int?]
    /// Sessions that could take a case, by case, with what each would cost.
    var options: [[Int: Int32]]
    var proof: Proof
    /// What was solved.
    var problem: PlacementProblem

    /// Stands for a decision out of session.
    static let outOfSession = -1
    /// What it costs not to place a case that must be placed.
    static let never: Int32 = 10_000_000

    /// What all sessions cost with a case in one of them; nil where it cannot be there.
    func forced(item: Int, into session: Int, effort: PlanEffort) -> Int? {
        var problem = problem
        problem.arcs.removeAll { Int($0.item) == item && Int($0.bin) != session }
        problem.items[item].unplacedCost = Self.never
        let solution = effort.solve(problem)
        return solution.bins[item] == nil ? nil : solution.objective
    }
}

extension SchedulePlanner {
    /// Places every case, without the cases and sessions that were tried in vain.
    func place(
        without ruledOut: [CaseSession: SessionObstacle.Reason], holding: Bool = false
    ) -> PlannedPlacement {
        var arcs: [PlacementProblem.Arc] = []
        var options: [[Int: Int32]] = []
        var bins = sessions.map { session in
            PlacementProblem.Bin(
                capacity: Int32(max(0, session.minutes - (request.standing.booked[session.id] ?? 0))),
                key: TieKey.of(session.id.text))
        }
        let minutes = Int32(request.policy.listing.minutesPerCase)
        reservePins(&bins, minutes: minutes)
        bins.append(PlacementProblem.Bin(capacity: minutes * Int32(cases.count), key: TieKey.of("out of session")))
        for (index, item) in cases.enumerated() {
            var costs: [Int: Int32] = [:]
            for (position, session) in sessions.enumerated() {
                guard ruledOut[CaseSession(item: index, session: position)] == nil else { continue }
                if let cost = cost(of: item, in: session) { costs[position] = cost }
            }
            if let cost = outOfSessionCost(of: item) { costs[PlannedPlacement.outOfSession] = cost }
            options.append(costs)
            for (position, cost) in costs {
                let bin = position < 0 ? sessions.count : position
                arcs.append(PlacementProblem.Arc(item: Int32(index), bin: Int32(bin), cost: cost))
            }
        }
        let items = cases.map { item in
            PlacementProblem.Item(
                minutes: minutes, unplacedCost: unplacedCost(of: item), key: TieKey.of(item.subject.id.text))
        }
        let problem = PlacementProblem(items: items, bins: bins, arcs: arcs)
        let solution = effort.solve(holding ? held(problem, options) : problem)
        return PlannedPlacement(
            sessions: solution.bins.map { bin in
                bin.map { Int($0) == sessions.count ? PlannedPlacement.outOfSession : Int($0) }
            },
            options: options, proof: Proof(cost: solution.objective, bound: solution.bound), problem: problem)
    }

    /// The problem in which every case that can stay where it was published does, before any other gets its minutes.
    private func held(_ problem: PlacementProblem, _ options: [[Int: Int32]]) -> PlacementProblem {
        let standing = cases.enumerated().map { index, item in
            item.published?.listing.session.flatMap { id in sessions.firstIndex { $0.id == id } }
                .flatMap { options[index][$0] == nil ? nil : Int32($0) }
        }
        var problem = problem
        problem.arcs.removeAll { arc in standing[Int(arc.item)].map { $0 != arc.bin } ?? false }
        for (item, session) in standing.enumerated() where session != nil {
            problem.items[item].unplacedCost = PlannedPlacement.never
        }
        return problem
    }

    /// What it costs to decide a case in a session, nil where a rule or a wish keeps it out.
    func cost(of item: ScheduleCase, in session: Session) -> Int32? {
        guard canTake(item, in: session) else { return nil }
        var cost = 0
        eachTerm(of: item, in: session) { _, part in cost += part }
        return Int32(clamping: min(cost, Int(unplacedCost(of: item)) - 1))
    }

    /// What it costs to decide a case in a session of that id; nil where a rule or a wish keeps it out.
    package func cost(of item: ScheduleCase, listedIn id: SessionID) -> Int? {
        sessions.first { $0.id == id }.flatMap { cost(of: item, in: $0) }.map { Int($0) }
    }

    /// Whether neither rule nor wish keeps a case out of a session, minutes and panels apart.
    func canTake(_ item: ScheduleCase, in session: Session) -> Bool {
        guard let board = boards[session.board], board.diseaseGroups.contains(item.subject.diseaseGroup) else {
            return false
        }
        let pinned = item.pinnedSessions
        guard pinned.isEmpty ? session.cutoff > request.now : pinned.contains(session.id) else { return false }
        guard !item.wishes.contains(.notInSession(session.id)) else { return false }
        guard let own = board.region, let region = item.subject.patient.region, own != region else { return true }
        return board.neighbours.contains(region) || pinned.contains(session.id)
    }

    /// What the cost of a session is made of.
    func eachTerm(of item: ScheduleCase, in session: Session, _ add: (CostTerm, Int) -> Void) {
        let rules = request.policy.scheduling
        let subject = item.subject
        let level = subject.urgency.level
        let late = days(from: request.policy.listing.latestDecision(for: subject, now: request.now), to: session.starts)
        if late > 0 { add(.late(days: late), (rules.late[level] ?? 0) * late) }
        let waits = days(from: item.ready, to: session.starts)
        if waits > 0 { add(.waiting(days: waits), (rules.waiting[level] ?? 0) * waits) }
        if let board = boards[session.board] {
            if let own = board.region, let region = subject.patient.region, own != region {
                add(.otherRegion, rules.otherRegion)
            }
            if board.diseaseGroups.count == DiseaseGroup.allCases.count { add(.generalist, rules.generalist) }
        }
        if let published = item.published?.listing.session, published != session.id {
            add(.moved, rules.moved)
        }
    }

    /// What a decision out of session costs: less than any day late, where the urgency allows it at all.
    private func outOfSessionCost(of item: ScheduleCase) -> Int32? {
        let level = item.subject.urgency.level
        guard request.policy.listing.outOfSession.contains(level), item.pinnedSessions.isEmpty,
            boards.values.contains(where: { $0.diseaseGroups.contains(item.subject.diseaseGroup) })
        else { return nil }
        let rules = request.policy.scheduling
        let latest = request.policy.listing.latestDecision(for: item.subject, now: request.now)
        // waiting until the last day is still better than no session
        let untilLatest = (rules.waiting[level] ?? 0) * days(from: item.ready, to: latest)
        return Int32(clamping: untilLatest + max(1, (rules.late[level] ?? 0) / 2))
    }

    /// What it costs not to place a case: what it would after the last session that is looked at, and more, so that of
    /// cases that cannot all be placed those wait that have waited least. Whoever a wish places comes before everyone.
    func unplacedCost(of item: ScheduleCase) -> Int32 {
        guard item.pinnedSessions.isEmpty else { return PlannedPlacement.never }
        let rules = request.policy.scheduling
        let level = item.subject.urgency.level
        let end = request.now.addingTimeInterval(86_400 * Double(rules.horizonDays + 7))
        let latest = request.policy.listing.latestDecision(for: item.subject, now: request.now)
        var cost = rules.unplaced[level] ?? 40_000
        cost += (rules.late[level] ?? 0) * days(from: latest, to: end)
        cost += (rules.waiting[level] ?? 0) * days(from: item.ready, to: end)
        if item.published?.listing.session != nil { cost += rules.moved }
        return Int32(clamping: min(cost, 8_000_000))
    }

    /// Whole days begun between two instants, none where the second is not later.
    func days(from: Date, to: Date) -> Int { max(0, Int((to.timeIntervalSince(from) / 86_400).rounded(.up))) }

    /// A wish is kept where the minutes are too few: the list is then longer than the session.
    private func reservePins(_ bins: inout [PlacementProblem.Bin], minutes: Int32) {
        for (position, session) in sessions.enumerated() {
            let pins = cases.count { $0.pinnedSessions.contains(session.id) }
            bins[position].capacity = max(bins[position].capacity, Int32(pins) * minutes)
        }
    }
}
