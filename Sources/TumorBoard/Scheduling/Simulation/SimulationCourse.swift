import Foundation

/// A simulation on its way: what is open, what is fixed, and what has happened.
struct SimulationCourse {
    private(set) var run = SimulationRun()
    private let setup: SimulationSetup
    private let sessions: [Session]
    /// Indices of what comes next.
    private var nextClosing = 0
    private var nextSitting = 0
    private var nextReady = 0
    private let byCutoff: [Session]
    private let byReady: [SimulatedArrival]
    private var open: [ScheduleCase] = []
    private var origin: [CaseID: SimulatedArrival] = [:]
    /// Cases whose panel is fixed, by session; those out of session apart.
    private var closed: [SessionID: [SimulatedDecision]] = [:]
    private var outOfSession: [SimulatedDecision] = []
    private var standing = StandingSeats()
    private var visible = 0
    private let begins: Date
    private var now: Date

    init(_ setup: SimulationSetup) {
        self.setup = setup
        sessions = setup.sessions
        byCutoff = sessions.sorted { ($0.cutoff, $0.id) < ($1.cutoff, $1.id) }
        run.arrivals = setup.cases
        run.staff = setup.staff
        byReady = run.arrivals.sorted { ($0.ready, $0.subject.id) < ($1.ready, $1.subject.id) }
        begins = setup.monday.start(in: setup.policy.zone)
        now = begins
        // a list that closed before the first day is not for these cases
        nextClosing = byCutoff.prefix { $0.cutoff <= begins }.count
    }

    /// Lets the clock reach 17:00 of a day.
    mutating func reach(_ day: CivilDate, plan: (ScheduleRequest) -> SchedulePlan) {
        now = day.start(in: setup.policy.zone).addingTimeInterval(17 * 3_600)
        settle()
        let hasReady = takeReady()
        let horizon = now.addingTimeInterval(86_400 * Double(setup.policy.scheduling.horizonDays))
        let seen = sessions.prefix { $0.starts <= horizon }.count
        let waits = seen > visible && open.contains { $0.published == nil }
        visible = seen
        if hasReady || waits { publish(plan(request)) }
    }

    /// Lets the clock reach the end of the last day.
    mutating func end() {
        now = setup.monday.adding(days: 7 * setup.weeks).start(in: setup.policy.zone)
        settle()
        let ready = nextReady + byReady[nextReady...].prefix { $0.ready <= now }.count
        let fresh = byReady[nextReady..<ready].map { waiting($0, nil) }
        run.preparing = byReady.count - ready
        let fixed = (closed.values.flatMap { $0 } + outOfSession).map { waiting($0.arrival, $0.listing) }
        let rest = open.compactMap { item in
            origin[item.subject.id].map { waiting($0, item.published?.listing) }
        }
        run.waiting = (fresh + fixed + rest).sorted { $0.arrival.subject.id < $1.arrival.subject.id }
        run.decisions.sort { ($0.listing.sits, $0.arrival.subject.id) < ($1.listing.sits, $1.arrival.subject.id) }
    }

    /// What is known now, as the agent would ask.
    private var request: ScheduleRequest {
        ScheduleRequest(
            now: now, cases: open, sessions: Array(sessions[nextSitting...]), roster: run.staff, standing: standing,
            policy: setup.policy, scope: .repair)
    }

    private func waiting(_ arrival: SimulatedArrival, _ listing: Listing?) -> SimulatedWaiting {
        SimulatedWaiting(
            arrival: arrival, listing: listing,
            latest: setup.policy.listing.latestDecision(for: arrival.subject, now: now))
    }

    // MARK: - What the clock passes

    private mutating func settle() {
        while nextClosing < byCutoff.count, byCutoff[nextClosing].cutoff <= now {
            close(byCutoff[nextClosing])
            nextClosing += 1
        }
        while nextSitting < sessions.count, sessions[nextSitting].starts <= now {
            sit(sessions[nextSitting])
            nextSitting += 1
        }
        for decision in outOfSession where decision.listing.sits <= now { run.decisions.append(decision) }
        outOfSession.removeAll { $0.listing.sits <= now }
        let week = Week(of: CivilDate(now, in: setup.policy.zone)).number - 1
        standing.loads = standing.loads.mapValues { loads in loads.filter { $0.key.number >= week } }
    }

    /// A list closes: ballots open, and its panels are fixed.
    private mutating func close(_ session: Session) {
        let listed = open.filter { $0.published?.listing.session == session.id }
        guard !listed.isEmpty else { return }
        open.removeAll { $0.published?.listing.session == session.id }
        let week = Week(of: session.localDay.day)
        for item in listed { fix(item, in: week) }
    }

    private mutating func fix(_ item: ScheduleCase, in week: Week) {
        guard let published = item.published, let arrival = origin.removeValue(forKey: item.subject.id) else { return }
        let decision = SimulatedDecision(
            arrival: arrival, listing: published.listing, panel: published.panel,
            latest: setup.policy.listing.latestDecision(for: item.subject, now: now), week: week)
        for seat in published.panel.seats { standing.loads[seat.reviewer, default: [:]][week, default: 0] += 1 }
        guard let session = published.listing.session else { return outOfSession.append(decision) }
        closed[session, default: []].append(decision)
        standing.booked[session, default: 0] += published.listing.minutes
        standing.attending[session, default: []].formUnion(published.panel.seats.map(\.reviewer))
    }

    private mutating func sit(_ session: Session) {
        guard session.cutoff > begins else { return }
        let decided = closed.removeValue(forKey: session.id) ?? []
        run.decisions += decided
        run.sittings.append(
            SimulatedSitting(
                session: session, cases: decided.map(\.arrival.subject.id).sorted(),
                booked: standing.booked.removeValue(forKey: session.id) ?? 0,
                attending: standing.attending.removeValue(forKey: session.id) ?? []))
    }

    /// - Returns: whether anyone joined.
    private mutating func takeReady() -> Bool {
        let first = nextReady
        while nextReady < byReady.count, byReady[nextReady].ready <= now {
            let arrival = byReady[nextReady]
            open.append(ScheduleCase(subject: arrival.subject, ready: arrival.ready))
            origin[arrival.subject.id] = arrival
            nextReady += 1
        }
        return nextReady > first
    }

    // MARK: - What the planner says

    private mutating func publish(_ plan: SchedulePlan) {
        run.plans += 1
        let planned = Dictionary(plan.cases.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var left: [ScheduleCase] = []
        for var item in open {
            guard let entry = planned[item.subject.id] else {
                left.append(item)
                continue
            }
            let isBlocked = entry.obstacles.contains { if case .withoutQuorum = $0.reason { true } else { false } }
            if isBlocked { run.heldForQuorum.insert(entry.id) }
            if item.published != nil, entry.change != .unchanged { run.changes[entry.change, default: 0] += 1 }
            item.published = entry.listing.map { PublishedListing(listing: $0, panel: entry.panel) }
            if let listing = entry.listing, listing.session == nil {
                // ballots out of session open at once
                fix(item, in: Week(of: CivilDate(listing.sits, in: setup.policy.zone)))
            } else {
                left.append(item)
            }
        }
        open = left
    }
}
