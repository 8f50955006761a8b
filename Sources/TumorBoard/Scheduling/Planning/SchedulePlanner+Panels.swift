import Foundation

/// Stage B's answer in the planner's terms.
struct PlannedPanels {
    /// By case, who sits on it; nil where the case has no session.
    var panels: [BoardPanel?]
    /// Cases whose panel has no quorum in their session.
    var withoutQuorum: [(place: CaseSession, reason: SessionObstacle.Reason)] = []
}

/// A seat of a case as the solver numbers it.
struct NumberedSeat {
    let item: Int
    let specialty: Specialty
    let session: Int
}

extension SchedulePlanner {
    /// The cheapest people found for a staffing. A pin that cannot be kept any more is let go: its case shows who sits.
    func solve(_ staffing: StaffingProblem) -> StaffingSolution {
        var staffing = staffing
        while true {
            do {
                return try StaffingSolver(staffing).solve(effort: StaffingEffort(flows: effort.flows))
            } catch {
                switch error {
                case .pinnedWithoutEligibility(let pin), .pinnedFromOneInstitution(let pin): staffing.pins.remove(pin)
                case .pinnedBeyondDemand(let seat): staffing.pins = staffing.pins.filter { $0.seat != seat }
                case .pinnedTwice(let person, let subject):
                    let seats = staffing.panels.seats
                    staffing.pins = staffing.pins.filter {
                        $0.person != person || seats[Int($0.seat)].subject != subject
                    }
                case .pinnedBeyondLoad(let person, _):
                    staffing.pins = staffing.pins.filter { $0.person != person }
                case .panels: return nobody(in: staffing)
                }
            }
        }
    }

    /// Every seat empty: what is left to say where costs are beyond what can be compared.
    private func nobody(in staffing: StaffingProblem) -> StaffingSolution {
        let people = staffing.panels.seats.map { _ in [Int32]() }
        let cost = staffing.cost(of: people)
        return StaffingSolution(
            people: people, cost: cost, bound: 0, withoutQuorum: staffing.withoutQuorum(of: people), flows: 0)
    }

    /// The seats of a case.
    func seats(of item: ScheduleCase) -> [Specialty] { request.policy.seats.seats(for: item.subject) }

    /// On which day and half a case is decided.
    func sitting(of session: Int) -> (day: CivilDate, half: DayHalf?) {
        guard session >= 0 else {
            return (CivilDate(outOfSessionCloses, in: request.policy.zone), nil)
        }
        let local = sessions[session].localDay
        return (local.day, local.half)
    }

    /// The days on which ballots are open before a session.
    private func ballot(of session: Int) -> ClosedRange<CivilDate>? {
        guard session >= 0, let zone = TimeZone(identifier: sessions[session].timeZone) else { return nil }
        let opens = max(request.now, sessions[session].cutoff)
        let hours = Double(request.policy.ballots.closeHoursBeforeSession)
        let closes = max(opens, sessions[session].starts.addingTimeInterval(-3_600 * hours))
        return CivilDate(opens, in: zone)...CivilDate(closes, in: zone)
    }

    /// When a ballot out of session closes that opens now.
    var outOfSessionCloses: Date {
        request.now.addingTimeInterval(3_600 * Double(request.policy.ballots.outOfSessionHours))
    }

    /// The rules of seats on a case in a session.
    func eligibility(of item: ScheduleCase, in session: Int) -> Eligibility {
        var barred = item.barred
        for case .notSeated(let reviewer) in item.wishes where barred[reviewer] == nil { barred[reviewer] = .ruledOut }
        let (day, half) = sitting(of: session)
        let rules = request.policy.scheduling
        return Eligibility(
            of: item.subject, on: day, half: half, ballot: ballot(of: session), barred: barred,
            expertise: rules.cover ? 1 : rules.coreExpertise)
    }

    /// What it costs that someone eligible takes a seat, load and attendance apart.
    func cost(of person: ReviewerFacts, on item: ScheduleCase, _ specialty: Specialty, in session: Int) -> Int32 {
        var cost = 0
        eachTerm(of: person, on: item, specialty, in: session) { _, part in cost += part }
        return Int32(clamping: min(cost, Self.dearest))
    }

    /// The most that a part of a staffing may cost, so that all of them can be priced and compared.
    private static var dearest: Int { 4_000_000 }

    /// What the cost of a person on a seat is made of; no term is below 0.
    func eachTerm(
        of person: ReviewerFacts, on item: ScheduleCase, _ specialty: Specialty, in session: Int,
        _ add: (CostTerm, Int) -> Void
    ) {
        let rules = request.policy.scheduling
        let reviewer = person.reviewer
        if specialty.seatRole != .member {
            let level = min(max(reviewer.expertise[item.subject.diseaseGroup] ?? 0, 1), rules.expertise.count)
            add(.expertise(level: level), rules.expertise[level - 1])
        }
        if !item.continuity.isEmpty, !item.continuity.contains(reviewer.id) { add(.newToTheCase, rules.continuity) }
        if session >= 0 {
            let session = sessions[session]
            if let zone = person.zone, let there = TimeZone(identifier: session.timeZone) {
                let apart = zone.secondsFromGMT(for: session.starts) - there.secondsFromGMT(for: session.starts)
                let hours = (abs(apart) + 1_800) / 3_600
                if hours > 0 { add(.timeZone(hours: hours), rules.timeZoneHour * hours) }
            }
            if session.inRoom, let home = reviewer.region, let region = boards[session.board]?.region, home != region {
                add(.travel, rules.travel)
            }
        }
        if let before = item.published?.panel.seats.first(where: { $0.specialty == specialty }),
            before.reviewer != reviewer.id
        {
            add(.reseated, reseatingCost)
        }
    }

    /// What it costs that a published seat changes hands: in a repair more than anything but an empty seat.
    private var reseatingCost: Int { request.policy.scheduling.reseated * (request.scope == .repair ? 50 : 1) }

    /// What a seat costs that stays empty.
    func emptyCost(of specialty: Specialty, on item: ScheduleCase) -> Int32 {
        let rules = request.policy.scheduling
        let base =
            switch specialty.seatRole {
            case .voting: rules.emptyVoting
            case .findings: rules.emptyFindings
            case .member: rules.emptyMember
            }
        let factor =
            switch item.subject.urgency.level {
            case .emergency: 4
            case .days: 3
            case .expedited: 2
            case .standard: 1
            }
        // a seat that was published as somebody's is not left for another one that is as good
        let isLeft = item.published?.panel.seats.contains { $0.specialty == specialty } ?? false
        return Int32(clamping: min(base * factor + (isLeft ? reseatingCost : 0), Self.dearest))
    }
}

/// Stage B's problem with what its numbers stand for.
struct PanelDraft {
    let planner: SchedulePlanner
    let placed: [Int?]
    let holding: Bool
    private(set) var staffing: StaffingProblem
    private(set) var seats: [NumberedSeat] = []
    private(set) var exclusions: [[Exclusion]]
    let firstWeek: Int

    /// - Parameter holding: whether published cases stay in their session whatever becomes of their quorum.
    init(_ planner: SchedulePlanner, _ placed: [Int?], holding: Bool = false) {
        self.planner = planner
        self.holding = holding
        self.placed = placed
        exclusions = Array(repeating: [], count: planner.cases.count)
        let weeks = Set(placed.compactMap { $0 }).map { Week(of: planner.sitting(of: $0).day).number }
        firstWeek = weeks.min() ?? 0
        let count = (weeks.max() ?? 0) - firstWeek + 1
        let rules = planner.request.policy.scheduling
        staffing = StaffingProblem(
            panels: PanelProblem(seats: [], people: [], arcs: []), sessionOf: [],
            attendance: Int32(clamping: rules.attendance))
        staffing.panels.people = planner.facts.map { planner.person($0, firstWeek: firstWeek, weeks: count) }
        staffing.institution = planner.facts.map(\.institution)
        for (position, session) in planner.sessions.enumerated() {
            let present = planner.request.standing.attending[session.id] ?? []
            for (person, facts) in planner.facts.enumerated() where present.contains(facts.reviewer.id) {
                staffing.attended.insert(.init(person: Int32(person), session: Int32(position)))
            }
        }
        for (index, item) in planner.cases.enumerated() {
            if let session = placed[index] { add(item, index, session: session) }
        }
    }

    /// Whether a case was published in its session and stays there; nobody new takes its quorum away.
    private func isHeld(_ item: ScheduleCase, in session: Int) -> Bool {
        holding && session >= 0 && item.published?.listing.session == planner.sessions[session].id
    }

    /// A case keeps the seats that can be filled even without a quorum, to see what is missing.
    mutating func keepSeats(of index: Int) {
        for number in staffing.quorums.indices where Int(staffing.quorums[number].subject) == index {
            staffing.quorums[number].releasesSeats = false
        }
    }

    private mutating func add(_ item: ScheduleCase, _ index: Int, session: Int) {
        let rules = planner.request.policy.scheduling
        let eligibility = planner.eligibility(of: item, in: session)
        let week = Int32(Week(of: planner.sitting(of: session).day).number - firstWeek)
        let first = seats.count
        for specialty in planner.seats(of: item) {
            let seat = Int32(seats.count)
            seats.append(NumberedSeat(item: index, specialty: specialty, session: session))
            staffing.panels.seats.append(
                PanelProblem.Seat(
                    subject: Int32(index), emptyCost: planner.emptyCost(of: specialty, on: item),
                    key: TieKey.of(item.subject.id.text, specialty.rawValue)))
            // whoever decides out of session attends nothing: every case is a session of its own
            staffing.sessionOf.append(Int32(session >= 0 ? session : planner.sessions.count + index))
            for (number, person) in planner.facts.enumerated() where person.reviewer.specialties.contains(specialty) {
                if let exclusion = eligibility.exclusion(of: person.reviewer, from: specialty) {
                    exclusions[index].append(exclusion)
                    continue
                }
                staffing.panels.arcs.append(
                    PanelProblem.Arc(
                        seat: seat, person: Int32(number), week: week,
                        cost: planner.cost(of: person, on: item, specialty, in: session)))
                if item.pinnedSeats.contains(where: { $0 == (person.reviewer.id, specialty) }) {
                    staffing.pins.insert(.init(seat: seat, person: Int32(number)))
                }
            }
        }
        let own = first..<seats.count
        let voting = own.filter { seats[$0].specialty.seatRole == .voting }.map { Int32($0) }
        if item.subject.referral.setting == .secondOpinion, voting.count > 1, rules.sameInstitution > 0 {
            staffing.diversities.append(.init(seats: voting, cost: Int32(clamping: rules.sameInstitution)))
        }
        if planner.needsQuorum(item, in: session) {
            staffing.quorums.append(
                .init(
                    subject: Int32(index), counted: voting, minimum: Int32(min(rules.quorum, voting.count)),
                    required: own.filter { rules.required.contains(seats[$0].specialty) }.map { Int32($0) },
                    cost: planner.emptyCost(of: .surgeon, on: item) * (isHeld(item, in: session) ? 2 : 1),
                    releasesSeats: !isHeld(item, in: session)))
        }
    }

    /// The panels that an answer means.
    func panels(_ people: [[Int32]]) -> PlannedPanels {
        var loads = planner.request.standing.loads
        var found = placed.map { _ in nil as BoardPanel? }
        for (number, seat) in seats.enumerated() {
            var panel = found[seat.item] ?? BoardPanel(exclusions: exclusions[seat.item])
            defer { found[seat.item] = panel }
            let item = planner.cases[seat.item]
            let week = Week(of: planner.sitting(of: seat.session).day)
            guard let person = people[number].first else {
                panel.empty.append(seat.specialty)
                continue
            }
            let reviewer = planner.facts[Int(person)].reviewer
            let before = loads[reviewer.id]?[week] ?? 0
            loads[reviewer.id, default: [:]][week] = before + 1
            panel.seats.append(
                Seat(
                    specialty: seat.specialty, reviewer: reviewer.id, role: seat.specialty.seatRole,
                    reasons: planner.reasons(for: reviewer, on: item, before: before)))
        }
        var answer = PlannedPanels(panels: found)
        for (index, panel) in found.enumerated() {
            guard let session = placed[index], var panel else { continue }
            planner.addFull(to: &panel, of: planner.cases[index], session: session, loads: loads)
            panel.exclusions.sort { ($0.specialty, $0.reviewer) < ($1.specialty, $1.reviewer) }
            answer.panels[index] = panel
            if !isHeld(planner.cases[index], in: session), planner.needsQuorum(planner.cases[index], in: session),
                let missing = planner.missingQuorum(of: panel, on: planner.cases[index])
            {
                answer.withoutQuorum.append((CaseSession(item: index, session: session), missing))
            }
        }
        return answer
    }
}

extension SchedulePlanner {
    /// Whether a case is listed with a quorum only. Out of session a ballot opens whoever is missing, since waiting helps
    /// nobody, and where a coordinator wants it in a session, it is there.
    func needsQuorum(_ item: ScheduleCase, in session: Int) -> Bool {
        let rules = request.policy.scheduling
        return session >= 0 && item.pinnedSessions.isEmpty && (rules.quorum > 0 || !rules.required.isEmpty)
    }

    /// A reviewer as the solver sees them: marginal costs of the weeks and of the horizon, and what stands already.
    func person(_ facts: ReviewerFacts, firstWeek: Int, weeks: Int) -> PanelProblem.Person {
        let rules = request.policy.scheduling
        let capacity = facts.reviewer.casesPerWeek
        let loads = request.standing.loads[facts.reviewer.id] ?? [:]
        let standing = (firstWeek..<firstWeek + weeks).map { number in
            Int32(min(capacity, loads.first { $0.key.number == number }?.value ?? 0))
        }
        let held = standing.reduce(0) { $0 + Int($1) }
        let whole = max(1, capacity * weeks)
        // of two who are used as much the one who takes more cases comes first, so that the load is even to the last
        let small = max(0, 8 - capacity)
        return PanelProblem.Person(
            weekly: capacity < 1 ? [] : (1...capacity).map { Int32(2 * rules.weekLoad * $0 / capacity + small) },
            horizon: held >= whole ? [] : (held + 1...whole).map { Int32(2 * rules.horizonLoad * $0 / whole) },
            standing: standing, key: facts.key)
    }

    func reasons(for reviewer: Reviewer, on item: ScheduleCase, before: Int) -> [SeatReason] {
        var reasons: [SeatReason] = []
        let group = item.subject.diseaseGroup
        if let level = reviewer.expertise[group] { reasons.append(.expertise(level, group)) }
        reasons.append(.load(before, of: reviewer.casesPerWeek))
        if item.continuity.contains(reviewer.id) { reasons.append(.continuity) }
        if item.subject.referral.treating.contains(reviewer.id) { reasons.append(.treating) }
        return reasons
    }

    /// Names who could sit on an empty seat and has no case left to take that week.
    func addFull(
        to panel: inout BoardPanel, of item: ScheduleCase, session: Int, loads: [ReviewerID: [Week: Int]]
    ) {
        let week = Week(of: sitting(of: session).day)
        for specialty in panel.empty {
            for person in facts where person.reviewer.specialties.contains(specialty) {
                let reviewer = person.reviewer
                guard !panel.exclusions.contains(where: { $0.reviewer == reviewer.id && $0.specialty == specialty })
                else { continue }
                let load = loads[reviewer.id]?[week] ?? 0
                let isSeated = panel.seat(of: reviewer.id) != nil
                let detail =
                    isSeated
                    ? "holds another seat of this case"
                    : "already has \(load) of \(reviewer.casesPerWeek) cases that week"
                panel.exclusions.append(
                    Exclusion(
                        reviewer: reviewer.id, specialty: specialty, rule: isSeated ? .seated : .load, detail: detail))
            }
        }
    }

    /// What a panel lacks to be listed, nil where it has enough.
    func missingQuorum(of panel: BoardPanel, on item: ScheduleCase) -> SessionObstacle.Reason? {
        let rules = request.policy.scheduling
        let voting = seats(of: item).count { $0.seatRole == .voting }
        let needed = min(rules.quorum, voting)
        let filled = panel.votingSeats.count
        let lacksRequired = rules.required.contains { panel.empty.contains($0) }
        return filled < needed || lacksRequired ? .withoutQuorum(filled: filled, needed: needed) : nil
    }
}
