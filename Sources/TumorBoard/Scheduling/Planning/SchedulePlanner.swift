import Foundation

/// Makes a plan: places the cases, seats their panels, and places again what would have no quorum.
///
/// Stage A (`PlacementProblem`) and stage B (`StaffingProblem`) are solved in turn. A case whose panel has no quorum in
/// its session is kept from that session and placed again, as long as that changes anything; every plan is made from
/// the request alone, in whole numbers, so the same request in any order gives the same plan.
package struct SchedulePlanner: Sendable {
    package let request: ScheduleRequest
    /// The cases in the order of agendas.
    let cases: [ScheduleCase]
    /// Sessions that can take anybody, by start; those whose list is closed only where a wish names them.
    let sessions: [Session]
    let boards: [BoardID: Board]
    let facts: [ReviewerFacts]
    /// How much work a plan may take.
    let effort: PlanEffort

    /// A planner for a request.
    package init(_ request: ScheduleRequest, effort: PlanEffort = .standard) {
        self.request = request
        self.effort = effort
        cases = request.cases.map { (ListingOrder($0.subject, policy: request.policy, now: request.now), $0) }
            .sorted { $0.0 < $1.0 }.map(\.1)
        let wished = Set(request.cases.flatMap(\.pinnedSessions))
        let horizon = request.now.addingTimeInterval(86_400 * Double(request.policy.scheduling.horizonDays))
        sessions = request.sessions.filter { session in
            session.starts > request.now
                && (session.cutoff > request.now && session.starts <= horizon || wished.contains(session.id))
        }
        .sorted { ($0.starts, $0.id) < ($1.starts, $1.id) }
        boards = Dictionary(request.roster.boards.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let reviewers = request.roster.reviewers.sorted { $0.id < $1.id }
        let institutions = Set(reviewers.map(\.institution.comparable)).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: institutions.enumerated().map { ($1, Int32($0)) })
        facts = reviewers.map { ReviewerFacts($0, institution: numbers[$0.institution.comparable] ?? 0) }
    }

    /// The plan.
    package func plan() -> SchedulePlan { answer().plan }

    /// The plan with what questions about it need.
    ///
    /// Sessions are chosen before people are, so what is cheapest for sessions alone may leave seats empty. Plans that
    /// keep a case from the session where its seat stays empty are tried as well, and in a repair the plan that moves
    /// nothing; the plan whose sessions and panels cost the least together is taken, the first of equals.
    package func answer() -> Answer {
        var best = request.scope == .repair ? answer(holding: true, without: [:]) : answer(holding: false, without: [:])
        if request.scope == .repair, !best.isWhole {
            let other = answer(holding: false, without: [:])
            if other.cost < best.cost { best = other }
        }
        var tried: Set<CaseSession> = []
        for _ in 0..<effort.detours {
            guard let place = emptySeats(of: best).first(where: { !tried.contains($0) }) else { break }
            tried.insert(place)
            var ruledOut = best.ruledOut
            ruledOut[place] = .dearer
            let other = answer(holding: false, without: ruledOut)
            if other.cost < best.cost { best = other }
        }
        return best
    }

    /// Cases with an empty seat in a session that they could leave, the least urgent first.
    private func emptySeats(of answer: Answer) -> [CaseSession] {
        var found: [CaseSession] = []
        for seat in answer.draft.seats.indices.reversed() where answer.solution.assignment.people[seat].isEmpty {
            let numbered = answer.draft.seats[seat]
            let place = CaseSession(item: numbered.item, session: numbered.session)
            let isFree = cases[numbered.item].pinnedSessions.isEmpty && numbered.session >= 0
            if isFree, answer.placement.options[numbered.item].count > 1, found.last != place { found.append(place) }
        }
        return found
    }

    /// The plan that the two stages come to; whoever has no quorum is placed again.
    private func answer(holding: Bool, without known: [CaseSession: SessionObstacle.Reason]) -> Answer {
        var ruledOut = known
        while true {
            let placement = place(without: ruledOut, holding: holding)
            let draft = PanelDraft(self, placement.sessions, holding: holding)
            let solution = solve(draft.staffing)
            let panels = draft.panels(solution.assignment.people)
            let failing = panels.withoutQuorum.filter { ruledOut[$0.place] == nil }
            guard !failing.isEmpty else {
                let plan = summary(placement, panels, ruledOut, Proof(cost: solution.objective, bound: solution.bound))
                return Answer(plan: plan, placement: placement, draft: draft, solution: solution, ruledOut: ruledOut)
            }
            for (place, reason) in shortfalls(of: failing, in: draft) { ruledOut[place] = reason }
        }
    }

    /// Cases without a quorum with the seats that could be filled for each: the plan itself lets go of all of them, so
    /// that they can serve on others.
    private func shortfalls(
        of failing: [(place: CaseSession, reason: SessionObstacle.Reason)], in draft: PanelDraft
    ) -> [(CaseSession, SessionObstacle.Reason)] {
        var kept = draft
        for failure in failing { kept.keepSeats(of: failure.place.item) }
        let people = solve(kept.staffing).assignment.people
        return failing.map { place, reason in
            guard case .withoutQuorum(_, let needed) = reason else { return (place, reason) }
            let filled = kept.seats.indices.count {
                kept.seats[$0].item == place.item && kept.seats[$0].specialty.seatRole == .voting && !people[$0].isEmpty
            }
            return (place, .withoutQuorum(filled: filled, needed: needed))
        }
    }
}

/// A case in a session, by their places in the planner.
struct CaseSession: Hashable, Sendable {
    let item: Int
    let session: Int
}

/// A reviewer with what is compared often.
struct ReviewerFacts: Sendable {
    let reviewer: Reviewer
    let key: UInt64
    let zone: TimeZone?
    /// The institution, numbered; however it is written.
    let institution: Int32

    init(_ reviewer: Reviewer, institution: Int32) {
        self.institution = institution
        self.reviewer = reviewer
        key = TieKey.of(reviewer.id.text)
        zone = reviewer.timeZone.flatMap { TimeZone(identifier: $0) }
    }
}

/// The keyed hash of identifiers by which equal costs are broken.
package enum TieKey {
    /// FNV-1a over the parts, mixed once more so that near identifiers lie far apart.
    package static func of(_ parts: String...) -> UInt64 {
        var hash: UInt64 = 14_695_981_039_346_656_037
        for part in parts {
            for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
            hash = (hash ^ 0xFF) &* 1_099_511_628_211
        }
        hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
        return hash ^ (hash >> 31)
    }
}

extension ScheduleCase {
    /// Sessions that a wish names.
    var pinnedSessions: [SessionID] {
        wishes.compactMap { if case .inSession(let session) = $0 { session } else { nil } }
    }

    /// Reviewers whom a wish seats, by specialty.
    var pinnedSeats: [(reviewer: ReviewerID, specialty: Specialty)] {
        wishes.compactMap { if case .seated(let reviewer, let specialty) = $0 { (reviewer, specialty) } else { nil } }
    }
}
