import Foundation
import TumorBoard

/// One run of the scheduling benchmark: an instance is read, solved in some rounds, and its plan reckoned anew.
struct ScheduleBench {
    private let clock = ContinuousClock()
    private let begin: ContinuousClock.Instant
    /// The instance in the order of its file, in which plans are written.
    private let original: ScheduleInstance
    /// The instance as it is solved.
    private let instance: ScheduleInstance
    private let permutation: UInt64?
    private let rounds: Int
    private let parse: Duration

    /// What a run found: a report, and the plan in the reference model's form.
    struct Outcome {
        var report: ScheduleBenchReport
        let solution: Data
    }

    /// How long a placement is searched for.
    enum Budget {
        case effort(PlacementEffort)
        case iterations(Int)

        /// The effort; nil where iterations were told.
        var effort: String? {
            guard case .effort(let effort) = self else { return nil }
            return effort.rawValue
        }

        /// The iterations.
        func iterations(of problem: PlacementProblem) -> Int {
            switch self {
            case .effort(let effort): PlacementSolver.budget(effort, items: problem.items.count)
            case .iterations(let iterations): iterations
            }
        }
    }

    /// Reads an instance.
    /// - Parameter permutation: the seed by which its lists are shuffled before anything is built; nil for none.
    init(reading data: Data, permutation: UInt64? = nil, rounds: Int) throws(ScheduleFault) {
        begin = clock.now
        original = try ScheduleInstance(reading: data)
        parse = clock.now - begin
        instance = permutation.map { [original] in original.shuffled(seed: $0) } ?? original
        self.permutation = permutation
        self.rounds = rounds
    }

    /// What the instance is called.
    var name: String { instance.name }

    /// Stage A.
    /// - Parameter budget: how long it is searched.
    func place(_ budget: Budget) throws -> Outcome {
        let start = clock.now
        let problem = instance.placementProblem()
        let eligibility = clock.now - start
        let iterations = budget.iterations(of: problem)
        var course = SearchCourse(clock)
        let (solution, seconds) = try repeated {
            course.restart()
            return PlacementSolver(problem).solve(iterations: iterations) { course.note($0) }
        }
        course.end(iterations, solution)
        var report = report(.placement, objective: solution.objective, eligibility: eligibility, seconds)
        let checking = clock.now
        guard try problem.cost(of: solution.bins) == solution.objective else {
            throw Refusal("the placement costs something else than its solver says")
        }
        report.checks = (clock.now - checking).inSeconds
        let placement = instance.placement(of: solution)
        report.digest = PlanDigest.of(ScheduleInstance.canonical(placement))
        report.placement = ScheduleBenchReport.Placement(
            arcs: problem.arcs.count, unplaced: solution.bins.count { $0 == nil }, bound: solution.bound,
            gap: solution.objective.gap(above: solution.bound), isProven: solution.isProven, effort: budget.effort,
            iterations: iterations,
            course: course.steps)
        return finished(report, try Self.json(Dictionary(uniqueKeysWithValues: placement.map { (String($0), $1) })))
    }

    /// Stage B.
    /// - Parameter file: which session each case has.
    func staff(placement file: Data, level: ScheduleInstance.Level) throws -> Outcome {
        let opened = clock.now
        let placement = try instance.placement(reading: file)
        let start = clock.now
        let seats = instance.seats(placement)
        let problem = instance.panelProblem(seats, level: level)
        let eligibility = clock.now - start
        let (solution, seconds) = try repeated { try PanelSolver(problem).solve() }
        var report = report(.panels, objective: solution.objective, eligibility: eligibility, seconds)
        report.parse += (start - opened).inSeconds
        try fill(&report, problem, seats, solution, level)
        return finished(report, try Self.json(inOrder(placement, seats, solution.people)))
    }

    /// Stage B, and again when some reviewers have fallen away and leaving the plan costs.
    func replan(placement file: Data, level: ScheduleInstance.Level, banned: [Int]) throws -> Outcome {
        let opened = clock.now
        let placement = try instance.placement(reading: file)
        let read = clock.now - opened
        let seats = instance.seats(placement)
        let standing = try PanelSolver(instance.panelProblem(seats, level: level)).solve()
        let start = clock.now
        let problem = instance.panelProblem(seats, level: level, standing: standing.people, banned: Set(banned))
        let eligibility = clock.now - start
        let (cold, coldSeconds) = try repeated { try PanelSolver(problem).solve() }
        let (warm, warmSeconds) = try repeated { try PanelSolver(problem).repair(from: standing) }
        guard warm.objective == cold.objective else {
            throw Refusal("the repaired plan costs \(warm.objective), one made anew \(cold.objective)")
        }
        var report = report(.replan, objective: warm.objective, eligibility: eligibility, warmSeconds)
        report.parse += read.inSeconds
        try fill(&report, problem, seats, warm, level, banned: Set(banned))
        report.replan = replan(from: standing, to: warm, banned: banned, warmSeconds, coldSeconds)
        let plans = [
            "standing": inOrder(placement, seats, standing.people), "repaired": inOrder(placement, seats, warm.people),
        ]
        return finished(report, try Self.json(plans))
    }

    // MARK: - Measuring

    /// Does it in every round, and insists that every round comes to the same.
    private func repeated<Plan: Equatable>(_ body: () throws -> Plan) throws -> (Plan, [Double]) {
        var seconds: [Double] = []
        var first: Plan?
        for round in 1...rounds {
            let start = clock.now
            let plan = try body()
            seconds.append((clock.now - start).inSeconds)
            if let first, first != plan { throw Refusal("round \(round) made another plan than the first") }
            if first == nil { first = plan }
        }
        guard let first else { throw Refusal("no round was asked for") }
        return (first, seconds)
    }

    private func report(
        _ stage: ScheduleBenchReport.Stage, objective: Int, eligibility: Duration, _ seconds: [Double]
    ) -> ScheduleBenchReport {
        ScheduleBenchReport(
            instance: instance.name, stage: stage, cases: instance.cases.count, sessions: instance.sessions.count,
            reviewers: instance.reviewers.count, permutation: permutation, rounds: rounds, objective: objective,
            parse: parse.inSeconds, eligibility: eligibility.inSeconds,
            buildAndSolve: ScheduleBenchReport.Rounds(seconds))
    }

    private func finished(_ report: ScheduleBenchReport, _ solution: Data) -> Outcome {
        var report = report
        report.total = (clock.now - begin).inSeconds
        report.memoryPeak = ResidentMemory.now.peak
        return Outcome(report: report, solution: solution)
    }

    // MARK: - Panels

    /// Reckons panels anew and proves them to be the cheapest: by a bound that is counted from the problem and prices.
    private func fill(
        _ report: inout ScheduleBenchReport, _ problem: PanelProblem, _ seats: [ScheduleInstance.PanelSeat],
        _ solution: PanelAssignment, _ level: ScheduleInstance.Level, banned: Set<Int> = []
    ) throws {
        let checking = clock.now
        guard try problem.cost(of: solution) == solution.objective else {
            throw Refusal("the panels cost something else than their solver says")
        }
        let bound = try PanelSolver(problem).certificate.bound(of: problem)
        report.checks = (clock.now - checking).inSeconds
        report.digest =
            PlanDigest.of(ScheduleInstance.canonical(instance.named(seats, solution.people)))
        let empty = zip(seats, solution.people).filter { $1.count < $0.places }.map { seat, people in
            emptySeat(seat, people, banned: banned)
        }
        report.panels = ScheduleBenchReport.Panels(
            level: level, seats: seats.count, places: seats.reduce(0) { $0 + $1.places },
            emptyPlaces: empty.reduce(0) { $0 + $1.emptyPlaces }, arcs: problem.arcs.count, bound: bound,
            empty: empty.sorted { ($0.subject, $0.discipline) < ($1.subject, $1.discipline) },
            isProven: bound == solution.objective)
    }

    private func emptySeat(
        _ seat: ScheduleInstance.PanelSeat, _ people: [Int32], banned: Set<Int>
    ) -> ScheduleBenchReport.EmptySeat {
        let subject = instance.cases[seat.subject]
        var kept: [String: Int] = [:]
        var free = (fallen: 0, others: 0)
        for reviewer in instance.reviewers {
            let rule = ScheduleInstance.exclusion(
                of: reviewer, from: seat.discipline, of: subject, in: instance.sessions[seat.session])
            if let rule {
                if rule != .specialty { kept[rule.rawValue, default: 0] += 1 }
            } else if banned.contains(reviewer.id) {
                free.fallen += 1
            } else {
                free.others += 1
            }
        }
        return ScheduleBenchReport.EmptySeat(
            subject: subject.id, discipline: seat.discipline, emptyPlaces: seat.places - people.count,
            kept: kept, fallen: free.fallen, busy: free.others - people.count)
    }

    private func replan(
        from standing: PanelAssignment, to plan: PanelAssignment, banned: [Int],
        _ warm: [Double], _ cold: [Double]
    ) -> ScheduleBenchReport.Replan {
        let fallen = Set(banned)
        var changes = (forced: 0, unforced: 0, filled: 0)
        for (index, before) in standing.people.enumerated() {
            let after = Set(plan.people[index])
            for person in before where !after.contains(person) {
                let isForced = fallen.contains(instance.reviewers[Int(person)].id)
                if isForced { changes.forced += 1 } else { changes.unforced += 1 }
            }
            changes.filled += max(0, after.count - before.count)
        }
        return ScheduleBenchReport.Replan(
            banned: banned, standingObjective: standing.objective, forcedChanges: changes.forced,
            unforcedChanges: changes.unforced, filled: changes.filled, warm: ScheduleBenchReport.Rounds(warm),
            cold: ScheduleBenchReport.Rounds(cold))
    }

    // MARK: - Writing

    /// The reviewers' ids by seat, in the order of the instance's file.
    private func inOrder(
        _ placement: [Int: Int], _ seats: [ScheduleInstance.PanelSeat], _ people: [[Int32]]
    ) -> [[Int]] {
        let named = instance.named(seats, people)
        return original.seats(placement).map { named[original.name(of: $0)] ?? [] }
    }

    private static func json(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return try encoder.encode(value)
    }
}
