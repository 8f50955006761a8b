import Foundation

extension SchedulePlanner {
    /// The plan in the words of the domain, against what was published.
    func summary(
        _ placement: PlannedPlacement, _ staffing: PlannedPanels, _ ruledOut: [CaseSession: SessionObstacle.Reason],
        _ proof: Proof
    ) -> SchedulePlan {
        let minutes = request.policy.listing.minutesPerCase
        var booked = request.standing.booked
        for case let session? in placement.sessions where session >= 0 {
            booked[sessions[session].id, default: 0] += minutes
        }
        var planned: [PlannedCase] = []
        for (index, item) in cases.enumerated() {
            let session = placement.sessions[index]
            let obstacles = self.obstacles(of: index, placement, ruledOut, booked: booked)
            let listing = session.flatMap { self.listing(of: item, in: $0, obstacles: obstacles) }
            let panel = staffing.panels[index] ?? BoardPanel()
            var entry = PlannedCase(
                id: item.subject.id, listing: listing, panel: panel, change: .unchanged, why: [], seatChanges: [],
                obstacles: obstacles)
            compare(&entry, with: item, placement, index, ruledOut)
            planned.append(entry)
        }
        return SchedulePlan(
            cases: planned, placement: placement.proof, panels: proof, loads: weekLoads(planned))
    }

    /// Sessions that sit before a case's own, or all where it has none, and why they do not take it.
    private func obstacles(
        of index: Int, _ placement: PlannedPlacement, _ ruledOut: [CaseSession: SessionObstacle.Reason],
        booked: [SessionID: Int]
    ) -> [SessionObstacle] {
        let item = cases[index]
        let own = placement.sessions[index].flatMap { $0 >= 0 ? sessions[$0].starts : nil } ?? .distantFuture
        let minutes = request.policy.listing.minutesPerCase
        var found: [SessionObstacle] = []
        for (position, session) in sessions.enumerated() where session.starts < own {
            if let reason = ruledOut[CaseSession(item: index, session: position)] {
                found.append(SessionObstacle(session: session.id, reason: reason))
            } else if item.wishes.contains(.notInSession(session.id)) {
                found.append(SessionObstacle(session: session.id, reason: .ruledOut))
            } else if placement.options[index][position] != nil {
                let free = session.minutes - (booked[session.id] ?? 0)
                let reason: SessionObstacle.Reason =
                    free < minutes ? .full(free: max(0, free), needed: minutes) : .dearer
                found.append(SessionObstacle(session: session.id, reason: reason))
            }
        }
        return found
    }

    private func listing(of item: ScheduleCase, in position: Int, obstacles: [SessionObstacle]) -> Listing? {
        let policy = request.policy
        let level = item.subject.urgency.level
        let because = item.because.map { [$0] } ?? []
        guard position >= 0 else {
            let (group, region) = (item.subject.diseaseGroup, item.subject.patient.region)
            guard let board = request.roster.board(for: group, in: region) else { return nil }
            return Listing(
                board: board.id, session: nil, cutoff: request.now, closes: outOfSessionCloses,
                sits: outOfSessionCloses, minutes: 0, reasons: [.outOfSession(level)] + because)
        }
        let session = sessions[position]
        var reasons: [ListingReason] = []
        func ids(where matches: (SessionObstacle.Reason) -> Bool) -> [SessionID] {
            obstacles.filter { matches($0.reason) }.map(\.session)
        }
        let full = ids { if case .full = $0 { true } else { false } }
        let empty = ids { if case .withoutQuorum = $0 { true } else { false } }
        let kept = ids { $0 == .dearer }
        if item.pinnedSessions.contains(session.id) {
            reasons.append(session.cutoff <= request.now ? .lateAddition : .wished)
        } else {
            if obstacles.isEmpty { reasons.append(.firstWithRoom) }
            if !full.isEmpty { reasons.append(.earlierFull(full)) }
            if !empty.isEmpty { reasons.append(.earlierWithoutQuorum(empty)) }
            if !kept.isEmpty { reasons.append(.earlierKept(kept)) }
        }
        let limit = policy.listing.latestDecision(for: item.subject, now: request.now)
        let days = Int((limit.timeIntervalSince(session.starts) / 86_400).rounded(.down))
        reasons.append(.slack(level, days: days))
        let closes = session.starts.addingTimeInterval(-3_600 * Double(policy.ballots.closeHoursBeforeSession))
        return Listing(
            board: session.board, session: session.id, cutoff: session.cutoff, closes: max(closes, session.cutoff),
            sits: session.starts, minutes: policy.listing.minutesPerCase, reasons: reasons + because)
    }

    private func compare(
        _ entry: inout PlannedCase, with item: ScheduleCase, _ placement: PlannedPlacement, _ index: Int,
        _ ruledOut: [CaseSession: SessionObstacle.Reason]
    ) {
        guard let published = item.published else {
            entry.change = entry.listing == nil ? .waiting : .listed
            return
        }
        let isPlaced = entry.listing?.session == published.listing.session && entry.listing != nil
        entry.seatChanges = isPlaced ? seatChanges(entry, item, published.panel) : []
        if isPlaced {
            let sameTimes =
                entry.listing?.sits == published.listing.sits && entry.listing?.closes == published.listing.closes
            entry.change = !sameTimes ? .moved : entry.seatChanges.isEmpty ? .unchanged : .reseated
            if entry.change == .unchanged { entry.listing = published.listing; entry.panel = published.panel }
            return
        }
        entry.change = entry.listing == nil ? .unlisted : .moved
        entry.why = reasonsToMove(item, from: published.listing.session, placement, index, ruledOut)
    }

    private func reasonsToMove(
        _ item: ScheduleCase, from old: SessionID?, _ placement: PlannedPlacement, _ index: Int,
        _ ruledOut: [CaseSession: SessionObstacle.Reason]
    ) -> [ChangeReason] {
        guard let old else { return [.cheaper] }
        guard let position = sessions.firstIndex(where: { $0.id == old }) else { return [.sessionGone(old)] }
        if ruledOut[CaseSession(item: index, session: position)] != nil { return [.withoutQuorum(old)] }
        guard placement.options[index][position] != nil else { return [.wish] }
        let others = cases.indices.filter {
            placement.sessions[$0] == position && cases[$0].published?.listing.session != old
        }
        let minutes = request.policy.listing.minutesPerCase
        let taken = cases.indices.count { placement.sessions[$0] == position } * minutes
        let free = sessions[position].minutes - (request.standing.booked[old] ?? 0) - taken
        return free < minutes ? [.displaced(from: old, by: others.map { cases[$0].subject.id })] : [.cheaper]
    }

    private func seatChanges(_ entry: PlannedCase, _ item: ScheduleCase, _ before: BoardPanel) -> [SeatChange] {
        var changes: [SeatChange] = []
        for specialty in seats(of: item) {
            let out = before.seats.first { $0.specialty == specialty }?.reviewer
            let into = entry.panel.seats.first { $0.specialty == specialty }?.reviewer
            guard out != into else { continue }
            let rule = out.flatMap { gone in
                entry.panel.exclusions.first { $0.reviewer == gone && $0.specialty == specialty }
            }
            changes.append(SeatChange(specialty: specialty, out: out, into: into, rule: rule))
        }
        return changes
    }

    private func weekLoads(_ planned: [PlannedCase]) -> [WeekLoad] {
        var after = request.standing.loads
        var before = request.standing.loads
        func count(_ panel: BoardPanel, _ listing: Listing, into loads: inout [ReviewerID: [Week: Int]]) {
            let zone = boards[listing.board].flatMap { TimeZone(identifier: $0.timeZone) } ?? request.policy.zone
            let week = Week(of: CivilDate(listing.sits, in: zone))
            for seat in panel.seats { loads[seat.reviewer, default: [:]][week, default: 0] += 1 }
        }
        for entry in planned { if let listing = entry.listing { count(entry.panel, listing, into: &after) } }
        for item in cases { if let old = item.published { count(old.panel, old.listing, into: &before) } }
        let weeks = Set(after.values.flatMap(\.keys)).union(before.values.flatMap(\.keys)).sorted()
        return facts.flatMap { facts in
            weeks.compactMap { week in
                let (old, new) = (before[facts.reviewer.id]?[week] ?? 0, after[facts.reviewer.id]?[week] ?? 0)
                guard old > 0 || new > 0 else { return nil }
                return WeekLoad(
                    reviewer: facts.reviewer.id, monday: week.monday, before: old, after: new,
                    capacity: facts.reviewer.casesPerWeek)
            }
        }
    }
}
