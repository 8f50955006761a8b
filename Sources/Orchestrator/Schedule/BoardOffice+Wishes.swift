import Foundation
package import TumorBoard

extension BoardOffice {
    /// Has a case decided in a session whose list is open.
    /// - Returns: the plan that was published with it.
    @discardableResult
    package func pin(_ id: CaseID, to session: SessionID, actor: String) throws -> ScheduleProposal {
        let (file, target) = (try plannable(id), try openSession(session, for: id))
        guard target.session.cutoff > now else { throw ScheduleRefusal.listClosed(session) }
        try requireRoom(for: file, in: target, beside: pinned(to: session, except: id))
        return try wish(.inSession(session), for: id, actor: actor)
    }

    /// Adds a case to a session whose list has closed; its ballot opens at once.
    /// - Parameter overbook: whether the list may be longer than the session.
    @discardableResult
    package func addLate(
        _ id: CaseID, to session: SessionID, overbook: Bool, actor: String
    ) throws -> ScheduleProposal {
        let (file, target) = (try plannable(id), try openSession(session, for: id))
        guard target.session.cutoff <= now else { throw ScheduleRefusal.listOpen(session) }
        let readiness = file.readiness(now: now, policy: try policy())
        guard file.listing != nil || readiness.isReady else {
            throw ScheduleRefusal.notPlanned(id, why: readiness.blockers.joined(separator: " "))
        }
        if !overbook { try requireRoom(for: file, in: target, beside: []) }
        return try wish(.inSession(session), for: id, actor: actor)
    }

    /// Keeps a case from a session.
    @discardableResult
    package func ban(_ id: CaseID, from session: SessionID, actor: String) throws -> ScheduleProposal {
        _ = (try plannable(id), try openSession(session, for: id))
        return try wish(.notInSession(session), for: id, actor: actor)
    }

    /// Seats somebody on a case.
    @discardableResult
    package func seat(
        _ reviewer: ReviewerID, as specialty: Specialty, on id: CaseID, actor: String
    ) throws -> ScheduleProposal {
        let file = try plannable(id)
        let (policy, roster) = (try policy(), try roster())
        guard let person = roster.reviewer(reviewer) else { throw OfficeError.unknownReviewer(reviewer.text) }
        let seats = policy.seats.seats(for: file.subject)
        guard seats.contains(specialty) else { throw ScheduleRefusal.noSeat(id, specialty, seats: seats) }
        let proposal = try schedulePlan(scope: .repair)
        let listing = proposal.plan.planned(id)?.listing
        let session = listing?.session.flatMap { proposal.desk.sessions[$0]?.session }
        let day = session?.localDay.day ?? CivilDate(listing?.sits ?? now, in: configuration.timeZone)
        // who was ruled out by an earlier wish is wished for now
        let rules = Eligibility(
            of: file.subject, on: day, half: session?.localDay.half, barred: file.barredFromSeats)
        if let exclusion = rules.exclusion(of: person, from: specialty) {
            throw ScheduleRefusal.ineligible(reviewer, exclusion.rule, detail: exclusion.detail)
        }
        let held = proposal.desk.request.standing.loads[reviewer]?[Week(of: day)] ?? 0
        guard held < person.casesPerWeek else {
            throw ScheduleRefusal.ineligible(
                reviewer, .load, detail: "already has \(held) of \(person.casesPerWeek) cases that week")
        }
        return try wish(.seated(reviewer, specialty), for: id, actor: actor)
    }

    /// Keeps somebody from the panel of a case.
    @discardableResult
    package func unseat(_ reviewer: ReviewerID, from id: CaseID, actor: String) throws -> ScheduleProposal {
        _ = try plannable(id)
        guard try roster().reviewer(reviewer) != nil else { throw OfficeError.unknownReviewer(reviewer.text) }
        return try wish(.notSeated(reviewer), for: id, actor: actor)
    }

    /// Lifts every wish for a case; it stays where it stands, unless something else moves it.
    @discardableResult
    package func free(_ id: CaseID, actor: String) throws -> ScheduleProposal {
        let file = try plannable(id)
        guard !file.wishes.isEmpty else { throw ScheduleRefusal.noWish(id) }
        return try keep([], for: id, actor: actor)
    }

    /// Why a plan does not touch a case.
    package func refusalToPlan(_ id: CaseID) throws -> ScheduleRefusal {
        let file = try caseFile(id)
        if file.isVoting { return .opinionsOpen(id) }
        let readiness = file.readiness(now: now, policy: try policy())
        let status = file.status(readiness: readiness)
        let why = status == .waitingForRecords ? readiness.blockers.joined(separator: " ") : status.title
        return .notPlanned(id, why: why.isEmpty ? status.title : why)
    }

    private func wish(_ wish: ScheduleWish, for id: CaseID, actor: String) throws -> ScheduleProposal {
        let kept = try caseFile(id).wishes.filter { !wish.replaces($0) }
        return try keep(kept + [wish], for: id, actor: actor)
    }

    /// Writes wishes down, and does what follows from them now; the agent does it where this is interrupted.
    private func keep(_ wishes: [ScheduleWish], for id: CaseID, actor: String) throws -> ScheduleProposal {
        try change(id, actor: actor) { file in
            try file.refuseWithdrawn()
            return file.wishes == wishes ? [] : [.wished(ScheduleWishes(wishes, by: actor))]
        }
        for _ in 0..<8 {
            let proposal = try schedulePlan(scope: .repair)
            do {
                try publish(proposal, actor: actor, cause: "wish")
                return proposal
            } catch is ScheduleOvertaken {
                continue
            }
        }
        throw OfficeError.busy
    }

    /// A case for which wishes mean something: it stands on no list, or on one that is open.
    private func plannable(_ id: CaseID) throws -> CaseFile {
        let file = try caseFile(id)
        let status = file.status(readiness: file.readiness(now: now, policy: try policy()))
        switch status {
        case .ready, .waitingForRecords: return file
        case .listed where file.isMovable(now: now): return file
        default: throw try refusalToPlan(id)
        }
    }

    private func openSession(_ id: SessionID, for case: CaseID) throws -> SessionFile {
        let file = try sessionFile(id)
        let group = try caseFile(`case`).subject.diseaseGroup
        guard let board = try roster().board(file.session.board), board.diseaseGroups.contains(group) else {
            throw ScheduleRefusal.otherBoard(id, file.session.board, group)
        }
        guard file.session.starts > now else { throw ScheduleRefusal.begun(id) }
        return file
    }

    /// Cases that the plan may move and that are pinned to a session.
    private func pinned(to session: SessionID, except id: CaseID) throws -> Set<CaseID> {
        let cases = try scheduleRequest(scope: .repair).cases
        return Set(cases.filter { $0.wishes.contains(.inSession(session)) && $0.subject.id != id }.map(\.subject.id))
    }

    /// On an open list only what cannot move counts; on a closed one (`pins` is empty) everything does.
    private func requireRoom(for file: CaseFile, in target: SessionFile, beside pins: Set<CaseID>) throws {
        let needed = try policy().listing.minutesPerCase
        let isOpen = target.session.cutoff > now
        let standing =
            try isOpen ? scheduleRequest(scope: .repair).standing.booked[target.session.id] ?? 0 : target.booked
        let own = isOpen ? 0 : target.listed[file.subject.id] ?? 0
        let free = target.session.minutes - standing - pins.count * needed + own
        guard free >= needed else { throw ScheduleRefusal.full(target.session.id, free: max(0, free), needed: needed) }
    }
}
