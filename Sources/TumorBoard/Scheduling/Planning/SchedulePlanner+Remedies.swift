import Foundation

extension SchedulePlanner {
    /// The planner of the request as it would be after remedies; nil where one of them changes nothing here.
    package init?(applying remedies: [Remedy], to planner: SchedulePlanner) {
        var request = planner.request
        for remedy in remedies { guard request.apply(remedy) else { return nil } }
        self.init(request, flows: planner.effort.flows)
    }

    /// Cases without a session: what stands against each, and the cheapest change that would help.
    package func unplaced(in answer: Answer) -> [UnplacedCase] {
        answer.plan.unplaced.map { planned in
            var found = UnplacedCase(id: planned.id, obstacles: planned.obstacles, empty: [])
            guard let index = cases.firstIndex(where: { $0.subject.id == planned.id }) else { return found }
            found.empty = emptySeats(keeping: index, obstacles: planned.obstacles, in: answer)
            let missing = answer.plan.unplaced.count
            found.remedies =
                remedies(for: index, planned, found.empty).first { together in
                    guard let changed = SchedulePlanner(applying: together, to: self) else { return false }
                    let plan = changed.plan()
                    return plan.planned(planned.id)?.listing != nil && plan.unplaced.count < missing
                } ?? []
            return found
        }
    }

    /// The seats that stay empty in the session that comes nearest to a quorum, with the case put there.
    private func emptySeats(keeping index: Int, obstacles: [SessionObstacle], in answer: Answer) -> [EmptySeat] {
        var nearest: (filled: Int, session: Int)?
        for obstacle in obstacles {
            guard case .withoutQuorum(let filled, _) = obstacle.reason,
                let position = sessions.firstIndex(where: { $0.id == obstacle.session })
            else { continue }
            if filled > nearest?.filled ?? -1 { nearest = (filled, position) }
        }
        guard let nearest else { return [] }
        var tried = answer.placement
        tried.sessions[index] = nearest.session
        var draft = PanelDraft(self, tried.sessions)
        draft.keepSeats(of: index)
        let trial = Answer(
            plan: answer.plan, placement: tried, draft: draft, solution: solve(draft.staffing),
            ruledOut: answer.ruledOut)
        let seats = draft.seats.indices.filter {
            draft.seats[$0].item == index && draft.seats[$0].specialty.seatRole == .voting
                && trial.solution.assignment.people[$0].isEmpty
        }
        return seats.map { emptySeat($0, in: trial) }
    }

    /// Changes that may give a case a session, the easiest to ask for first; each may be several that go together.
    private func remedies(for index: Int, _ planned: PlannedCase, _ empty: [EmptySeat]) -> [[Remedy]] {
        let needed = request.policy.listing.minutesPerCase
        var lifted: [Remedy] = []
        var longer: [Remedy] = []
        for obstacle in planned.obstacles {
            switch obstacle.reason {
            case .ruledOut: lifted.append(.liftWish(planned.id, .notInSession(obstacle.session)))
            case .full(let free, _): longer.append(.moreMinutes(obstacle.session, needed - free))
            case .withoutQuorum, .dearer: break
            }
        }
        let board = request.roster.board(
            for: cases[index].subject.diseaseGroup, in: cases[index].subject.patient.region)
        let filling = empty.compactMap(\.remedy)
        let single = lifted + filling + longer + (board.map { [.addSession($0.id)] } ?? [])
        return single.map { [$0] } + (filling.count > 1 ? [filling] : [])
    }
}

extension ScheduleRequest {
    /// Makes the change; false where there is nothing to change.
    fileprivate mutating func apply(_ remedy: Remedy) -> Bool {
        switch remedy {
        case .liftWish(let id, let wish):
            guard let index = cases.firstIndex(where: { $0.subject.id == id }), cases[index].wishes.contains(wish)
            else { return false }
            cases[index].wishes.removeAll { $0 == wish }
        case .oneMoreCase(let id): return change(id) { $0.casesPerWeek += 1 }
        case .moreMinutes(let id, let minutes):
            guard let index = sessions.firstIndex(where: { $0.id == id }) else { return false }
            sessions[index].minutes += minutes
        case .sitOn(let id, let day, let half): return change(id) { $0.sits?[day, default: []].append(half) }
        case .allowCover:
            guard !policy.scheduling.cover else { return false }
            policy.scheduling.cover = true
        case .renewCredential(let id):
            let today = CivilDate(now, in: policy.zone)
            let end = today.adding(days: policy.scheduling.horizonDays + 366)
            return change(id) { reviewer in
                if reviewer.credential.verified.map({ $0 > today }) ?? true { reviewer.credential.verified = today }
                reviewer.credential.expires = max(reviewer.credential.expires, end)
            }
        case .comeBack(let id, let day):
            return change(id) { $0.leave.removeAll { $0.covers(day) } }
        case .license(let id, let region): return change(id) { $0.licences.append(region) }
        case .addSession(let board): return addSession(of: board)
        }
        return true
    }

    private mutating func change(_ id: ReviewerID, _ edit: (inout Reviewer) -> Void) -> Bool {
        guard let index = roster.reviewers.firstIndex(where: { $0.id == id }) else { return false }
        edit(&roster.reviewers[index])
        return true
    }

    /// One more session like the board's next, a week before or after it: whichever its list allows sooner.
    private mutating func addSession(of board: BoardID) -> Bool {
        let week = 7.0 * 86_400
        let open = sessions.filter { $0.board == board && $0.starts > now }.min { $0.starts < $1.starts }
        guard var extra = open ?? sessions.last(where: { $0.board == board }) else { return false }
        while extra.cutoff <= now { extra.starts.addTimeInterval(week) }
        while extra.cutoff.addingTimeInterval(-week) > now { extra.starts.addTimeInterval(-week) }
        extra.id = SessionID(checked: "\(extra.id)-extra")
        sessions.append(extra)
        return true
    }
}
