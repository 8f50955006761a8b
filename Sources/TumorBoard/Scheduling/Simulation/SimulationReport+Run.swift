import Foundation

extension SimulationReport {
    /// The figures of a run.
    package init(_ run: SimulationRun, of setup: SimulationSetup) {
        let tally = SimulationTally(run: run, setup: setup)
        let decisions = run.decisions
        arrived = run.arrivals.count
        decided = decisions.count
        decidedOutOfSession = decisions.count { $0.listing.session == nil }
        waiting = run.waiting.count
        unplaced = run.waiting.count { $0.listing == nil }
        preparing = run.preparing
        breaches = decisions.count(where: \.isLate)
        overdue = run.waiting.count { $0.latest < tally.end }
        emptySeats = [:]
        for specialty in decisions.flatMap(\.panel.empty) { emptySeats[specialty, default: 0] += 1 }
        casesWithEmptySeat = decisions.count { !$0.panel.empty.isEmpty }
        heldForQuorum = run.heldForQuorum.count
        decidedWithoutQuorum = decisions.count { $0.panel.votingSeats.count < tally.quorum(of: $0.arrival.subject) }
        changes = [:]
        for kind in [ScheduleChange.moved, .reseated, .unlisted] { changes[kind.rawValue] = run.changes[kind] ?? 0 }
        plans = run.plans
        urgencies = tally.waits(board: nil)
        waits = setup.roster.boards.flatMap { tally.waits(board: $0.id) }
        boards = tally.boards
        reviewers = tally.reviewers
        weeks = tally.weeks
    }
}

/// A run on its way to figures.
private struct SimulationTally {
    let run: SimulationRun
    let setup: SimulationSetup

    var end: Date { start(of: setup.weeks) }

    private func start(of week: Int) -> Date {
        setup.monday.adding(days: 7 * week).start(in: setup.policy.zone)
    }

    func quorum(of subject: Case) -> Int {
        let voting = setup.policy.seats.seats(for: subject).count { $0.seatRole == .voting }
        return min(setup.policy.scheduling.quorum, voting)
    }

    private func board(of waiting: SimulatedWaiting) -> BoardID? {
        waiting.listing?.board ?? setup.roster.board(for: waiting.arrival.subject.diseaseGroup)?.id
    }

    // MARK: - Waiting

    /// - Parameter board: nil for all boards together.
    func waits(board: BoardID?) -> [SimulationReport.WaitingFigures] {
        let decisions = run.decisions.filter { board == nil || $0.listing.board == board }
        let waiting = run.waiting.filter { board == nil || self.board(of: $0) == board }
        return UrgencyClass.allCases.compactMap { urgency in
            let decided = decisions.filter { $0.arrival.subject.urgency.level == urgency }
            let left = waiting.filter { $0.arrival.subject.urgency.level == urgency }
            guard !decided.isEmpty || !left.isEmpty else { return nil }
            let waits = decided.map { max(0, tenths(from: $0.arrival.ready, to: $0.listing.sits)) }.sorted()
            var byDay: [Int] = []
            for decision in decided {
                let referred = decision.arrival.subject.referral.received?.startUTC ?? decision.arrival.arrived
                let days = max(0, Int(decision.listing.sits.timeIntervalSince(referred) / 86_400))
                while byDay.count <= days { byDay.append(0) }
                byDay[days] += 1
            }
            return SimulationReport.WaitingFigures(
                board: board, urgency: urgency, decided: decided.count, median: days(waits, percent: 50),
                ninetieth: days(waits, percent: 90), longest: days(waits, percent: 100),
                breaches: decided.count(where: \.isLate), waiting: left.count,
                overdue: left.count { $0.latest < end },
                oldest: Double(left.map { max(0, tenths(from: $0.arrival.ready, to: end)) }.max() ?? 0) / 10,
                fromReferral: byDay)
        }
    }

    private func tenths(from: Date, to: Date) -> Int { Int((to.timeIntervalSince(from) / 8_640).rounded()) }

    /// The value that so many in a hundred of sorted ones do not exceed (nearest rank).
    private func days(_ tenths: [Int], percent: Int) -> Double {
        guard !tenths.isEmpty else { return 0 }
        return Double(tenths[max(0, (tenths.count * percent + 99) / 100 - 1)]) / 10
    }

    // MARK: - Sessions and people

    var boards: [SimulationReport.BoardFigures] {
        setup.roster.boards.map { board in
            let own = run.sittings.filter { $0.session.board == board.id }
            var byUse = Array(repeating: 0, count: 12)
            for sitting in own {
                let minutes = max(1, sitting.session.minutes)
                byUse[min(11, (sitting.booked * 10 + minutes - 1) / minutes)] += 1
            }
            return SimulationReport.BoardFigures(
                board: board.id, name: board.name, sessions: own.count, withCases: own.count { !$0.cases.isEmpty },
                cases: own.reduce(0) { $0 + $1.cases.count }, minutes: own.reduce(0) { $0 + $1.session.minutes },
                booked: own.reduce(0) { $0 + $1.booked }, byUse: byUse)
        }
    }

    var reviewers: [SimulationReport.ReviewerFigures] {
        var loads: [ReviewerID: [Week: Int]] = [:]
        for decision in run.decisions {
            for seat in decision.panel.seats { loads[seat.reviewer, default: [:]][decision.week, default: 0] += 1 }
        }
        var attended: [ReviewerID: Int] = [:]
        for reviewer in run.sittings.flatMap(\.attending) { attended[reviewer, default: 0] += 1 }
        let figures = run.staff.reviewers.map { reviewer in
            let own = loads[reviewer.id] ?? [:]
            return SimulationReport.ReviewerFigures(
                reviewer: reviewer.id, name: reviewer.name, specialty: reviewer.specialties.first ?? .surgeon,
                cases: own.values.reduce(0, +), capacity: reviewer.casesPerWeek * presentWeeks(of: reviewer),
                busiestWeek: own.values.max() ?? 0, casesPerWeek: reviewer.casesPerWeek,
                attended: attended[reviewer.id] ?? 0)
        }
        return figures.sorted { ($0.specialty, $0.name, $0.reviewer) < ($1.specialty, $1.name, $1.reviewer) }
    }

    /// Weeks with a working day that the reviewer is not on leave on.
    private func presentWeeks(of reviewer: Reviewer) -> Int {
        (0..<setup.weeks).count { week in
            (0..<5).contains { day in
                let day = setup.monday.adding(days: 7 * week + day)
                return !reviewer.leave.contains { $0.covers(day) }
            }
        }
    }

    // MARK: - Week by week

    var weeks: [SimulationReport.WeekFigures] {
        // of every case: ready, decided, latest; what is not decided is so never
        let spans =
            run.decisions.map { (ready: $0.arrival.ready, sits: $0.listing.sits, latest: $0.latest) }
            + run.waiting.map { (ready: $0.arrival.ready, sits: Date.distantFuture, latest: $0.latest) }
        return (0..<setup.weeks).map { week in
            let (from, until) = (start(of: week), start(of: week + 1))
            let decided = spans.filter { from <= $0.sits && $0.sits < until }
            let waiting = spans.filter { $0.ready <= until && $0.sits >= until }
            return SimulationReport.WeekFigures(
                monday: setup.monday.adding(days: 7 * week),
                arrived: run.arrivals.count { from <= $0.arrived && $0.arrived < until }, decided: decided.count,
                breaches: decided.count { $0.sits > $0.latest }, waiting: waiting.count,
                overdue: waiting.count { $0.latest < until })
        }
    }
}
