extension SchedulePlanner {
    /// A plan with the answers that it came from, so that questions about it need not plan again.
    package struct Answer: Sendable {
        /// The plan.
        package let plan: SchedulePlan
        let placement: PlannedPlacement
        let draft: PanelDraft
        let solution: StaffingSolution
        let ruledOut: [CaseSession: SessionObstacle.Reason]

        /// What sessions and panels cost together.
        var cost: Int { plan.placement.cost + plan.panels.cost }

        /// Whether every case has a session in time or out of session, and every seat somebody.
        var isWhole: Bool {
            placement.sessions.allSatisfy { $0 != nil } && solution.assignment.people.allSatisfy { !$0.isEmpty }
                && plan.cases.allSatisfy { planned in
                    planned.listing?.reasons.allSatisfy { if case .slack(_, let days) = $0 { days >= 0 } else { true } }
                        ?? false
                }
        }
    }

    /// Why a case is decided where and by whom it is; nil for a case that the request does not have.
    package func explain(_ id: CaseID, in answer: Answer) -> CaseExplanation? {
        guard let index = cases.firstIndex(where: { $0.subject.id == id }), let planned = answer.plan.planned(id) else {
            return nil
        }
        let item = cases[index]
        var parts: [CostPart] = []
        if let session = answer.placement.sessions[index], session >= 0 {
            eachTerm(of: item, in: sessions[session]) { parts.append(CostPart(term: $0, cost: $1)) }
        }
        let seats = answer.draft.seats.indices.filter { answer.draft.seats[$0].item == index }
        return CaseExplanation(
            planned: planned, parts: parts, sessions: alternatives(to: index, in: answer),
            seats: seats.map { explain(seat: $0, in: answer) })
    }

    /// Why a reviewer does not sit on a case.
    package func whyNot(_ id: CaseID, _ reviewer: ReviewerID, in answer: Answer) -> WhyNot? {
        guard let index = cases.firstIndex(where: { $0.subject.id == id }),
            let person = facts.firstIndex(where: { $0.reviewer.id == reviewer })
        else { return nil }
        let seats = answer.draft.seats.indices.filter { answer.draft.seats[$0].item == index }
        guard let session = answer.placement.sessions[index], !seats.isEmpty else { return .notPlaced }
        let people = answer.solution.assignment.people
        if let held = seats.first(where: { people[$0].contains(Int32(person)) }) {
            return .sits(answer.draft.seats[held].specialty)
        }
        let eligibility = eligibility(of: cases[index], in: session)
        let own = seats.filter { facts[person].reviewer.specialties.contains(answer.draft.seats[$0].specialty) }
        guard !own.isEmpty else { return .noSeat }
        var (kept, full): (WhyNot?, WhyNot?) = (nil, nil)
        var best: (cost: Int, answer: WhyNot)?
        for seat in own {
            let specialty = answer.draft.seats[seat].specialty
            if let exclusion = eligibility.exclusion(of: facts[person].reviewer, from: specialty) {
                kept = kept ?? .rule(exclusion)
            } else if let forced = forced(seat: seat, person: person, in: answer) {
                guard forced < best?.cost ?? .max else { continue }
                let holder = people[seat].first.map { facts[Int($0)].reviewer.id }
                let cost = forced - answer.solution.objective
                best = (forced, .dearer(specialty, by: cost, insteadOf: holder))
            } else {
                full = full ?? .full(specialty)
            }
        }
        return best?.answer ?? full ?? kept
    }

    /// What all panels cost with someone on a seat; nil where that cannot be.
    private func forced(seat: Int, person: Int, in answer: Answer) -> Int? {
        var staffing = answer.draft.staffing
        staffing.pins.insert(.init(seat: Int32(seat), person: Int32(person)))
        do throws(StaffingFault) {
            return try StaffingSolver(staffing).solve(effort: StaffingEffort(flows: effort.flows)).objective
        } catch {
            return nil
        }
    }

    private func explain(seat: Int, in answer: Answer) -> SeatExplanation {
        let numbered = answer.draft.seats[seat]
        var explanation = SeatExplanation(specialty: numbered.specialty, reviewer: nil, parts: [])
        guard let person = answer.solution.assignment.people[seat].first else {
            explanation.empty = emptySeat(seat, in: answer)
            return explanation
        }
        explanation.reviewer = facts[Int(person)].reviewer.id
        explanation.parts = parts(of: Int(person), seat: seat, in: answer)
        var staffing = answer.draft.staffing
        staffing.bans.insert(.init(seat: Int32(seat), person: person))
        staffing.pins.remove(.init(seat: Int32(seat), person: person))
        let without = solve(staffing)
        explanation.nextBest = without.assignment.people[seat].first.map { facts[Int($0)].reviewer.id }
        explanation.dearerBy = without.objective - answer.solution.objective
        return explanation
    }

    private func parts(of person: Int, seat: Int, in answer: Answer) -> [CostPart] {
        let numbered = answer.draft.seats[seat]
        let rules = request.policy.scheduling
        var parts: [CostPart] = []
        eachTerm(of: facts[person], on: cases[numbered.item], numbered.specialty, in: numbered.session) {
            parts.append(CostPart(term: $0, cost: $1))
        }
        let week = Week(of: sitting(of: numbered.session).day)
        let reviewer = facts[person].reviewer
        let load = answer.plan.loads.first { $0.reviewer == reviewer.id && $0.monday == week.monday }?.after ?? 0
        if load > 0, reviewer.casesPerWeek > 0 {
            let cost = 2 * rules.weekLoad * min(load, reviewer.casesPerWeek) / reviewer.casesPerWeek
            parts.append(CostPart(term: .weekLoad(load, of: reviewer.casesPerWeek), cost: cost))
        }
        let there = answer.solution.assignment.people.indices.filter {
            answer.draft.seats[$0].session == numbered.session
                && answer.solution.assignment.people[$0].contains(Int32(person))
        }
        let pair = StaffingProblem.Attendance(person: Int32(person), session: Int32(max(0, numbered.session)))
        if numbered.session >= 0, there.count == 1, !answer.draft.staffing.attended.contains(pair) {
            parts.append(CostPart(term: .attendance, cost: rules.attendance))
        }
        return parts
    }

    /// Every session that could take a case, with what the plan of sessions would cost more.
    private func alternatives(to index: Int, in answer: Answer) -> [SessionAlternative] {
        let item = cases[index]
        let own = answer.placement.sessions[index]
        let obstacles = Dictionary(
            answer.plan.planned(item.subject.id)?.obstacles.map { ($0.session, $0.reason) } ?? [],
            uniquingKeysWith: { first, _ in first })
        return sessions.enumerated().compactMap { position, session in
            let obstacle = obstacles[session.id]
            if position == own { return SessionAlternative(session: session.id, dearerBy: 0, obstacle: nil) }
            guard canTake(item, in: session) else {
                return obstacle.map { SessionAlternative(session: session.id, dearerBy: nil, obstacle: $0) }
            }
            if case .withoutQuorum = obstacle {
                return SessionAlternative(session: session.id, dearerBy: nil, obstacle: obstacle)
            }
            let forced = answer.placement.forced(item: index, into: position, effort: effort)
            return SessionAlternative(
                session: session.id, dearerBy: forced.map { $0 - answer.placement.proof.cost }, obstacle: obstacle)
        }
    }
}
