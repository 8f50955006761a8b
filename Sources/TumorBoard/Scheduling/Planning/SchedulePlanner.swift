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
    /// How much work each choice of people may take.
    let effort: StaffingEffort

    /// A planner for a request.
    /// - Parameter flows: how many flows each choice of people may take; more of them close more of the gap.
    package init(_ request: ScheduleRequest, flows: Int = 160) {
        self.request = request
        effort = StaffingEffort(flows: flows)
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
    package func answer() -> Answer {
        var ruledOut: [CaseSession: SessionObstacle.Reason] = [:]
        while true {
            let placement = place(without: ruledOut)
            let draft = PanelDraft(self, placement.sessions)
            let solution = solve(draft.staffing)
            let panels = draft.panels(solution.assignment.people)
            let failing = panels.withoutQuorum.filter { ruledOut[$0.place] == nil }
            guard !failing.isEmpty else {
                let plan = summary(placement, panels, ruledOut, Proof(cost: solution.objective, bound: solution.bound))
                return Answer(plan: plan, placement: placement, draft: draft, solution: solution, ruledOut: ruledOut)
            }
            for failure in failing { ruledOut[failure.place] = failure.reason }
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
