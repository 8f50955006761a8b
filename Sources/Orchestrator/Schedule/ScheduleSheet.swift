package import Foundation
package import TumorBoard

/// A plan as people read it: what changes, each session's agenda, and what could not be met. Cases are ids only.
package struct ScheduleSheet: Encodable, Equatable, Sendable {
    /// What becomes of a case.
    package struct Item: Encodable, Equatable, Sendable {
        /// The case.
        package let id: CaseID
        /// How soon.
        package let urgency: UrgencyClass
        /// What changes for it.
        package let change: ScheduleChange
        /// Where it stands as published; nil where it stands nowhere.
        package let from: SessionID?
        /// Where the plan puts it; nil out of session, or where no session takes it.
        package let to: SessionID?
        /// When the board sits on it; nil where no session takes it.
        package let sits: Date?
        /// IANA time zone of its board.
        package let timeZone: String
        /// Minutes on the agenda.
        package let minutes: Int
        /// Who sits, by name.
        package let panel: [Chair]
        /// Seats that nobody takes.
        package let empty: [Specialty]
        /// Why it stands there, or why it moves.
        package let why: [String]
        /// Seats that change hands, in words.
        package let seatChanges: [String]
        /// Why earlier sessions, or all, do not take it.
        package let obstacles: [Obstacle]
    }

    /// A filled seat.
    package struct Chair: Encodable, Equatable, Sendable {
        /// The seat.
        package let specialty: Specialty
        /// Who sits.
        package let reviewer: ReviewerID
        /// Their name.
        package let name: String
        /// Why they do.
        package let why: [String]
    }

    /// A session that does not take a case.
    package struct Obstacle: Encodable, Equatable, Sendable {
        /// The session.
        package let session: SessionID
        /// What stands against it.
        package let why: String
    }

    /// A session with its list.
    package struct Agenda: Encodable, Equatable, Sendable {
        /// The session.
        package let session: Session
        /// Minutes of cases that the plan does not touch.
        package let standing: Int
        /// The cases of the plan, the most urgent first.
        package let cases: [Item]

        /// Minutes of the whole list.
        package var booked: Int { standing + cases.reduce(0) { $0 + $1.minutes } }
    }

    /// Cost and bound of a stage.
    package struct Worth: Encodable, Equatable, Sendable {
        /// What it costs.
        package let cost: Int
        /// What every answer costs at least.
        package let bound: Int
        /// How far above the bound, at most.
        package let gap: Double
        /// The same in words.
        package let words: String

        init(_ proof: Proof) {
            (cost, bound, gap, words) = (proof.cost, proof.bound, proof.gap, proof.inPlainWords)
        }
    }

    /// Cases that something changes for.
    package let changes: [Item]
    /// The sessions that have a list, by start.
    package let sessions: [Agenda]
    /// Cases that are decided out of session.
    package let outOfSession: [Item]
    /// Cases that no session takes.
    package let unplaced: [Item]
    /// What the sessions cost.
    package let placement: Worth
    /// What the panels cost.
    package let panels: Worth
    /// Cases of each reviewer and week, before and after.
    package let loads: [WeekLoad]

    /// A plan as people read it.
    package init(_ proposal: ScheduleProposal) {
        let (plan, request) = (proposal.plan, proposal.desk.request)
        let names = Names(request.roster)
        let items = plan.cases.map { names.item($0, proposal) }
        let placed = Dictionary(grouping: items.filter { $0.to != nil }, by: \.to)
        changes = items.filter { $0.change != .unchanged && $0.change != .waiting }
        sessions = request.sessions.sorted { ($0.starts, $0.id) < ($1.starts, $1.id) }.compactMap { session in
            let cases = placed[session.id] ?? []
            let standing = request.standing.booked[session.id] ?? 0
            return cases.isEmpty && standing == 0 ? nil : Agenda(session: session, standing: standing, cases: cases)
        }
        outOfSession = items.filter { $0.sits != nil && $0.to == nil }
        unplaced = items.filter { $0.sits == nil }
        placement = Worth(plan.placement)
        panels = Worth(plan.panels)
        loads = plan.loads
    }

    /// Every case of the plan that has an empty seat.
    package var withEmptySeats: [Item] {
        (sessions.flatMap(\.cases) + outOfSession).filter { !$0.empty.isEmpty }
    }

    /// The item of a case.
    package func item(_ id: CaseID) -> Item? {
        (sessions.flatMap(\.cases) + outOfSession + unplaced).first { $0.id == id }
    }
}

/// Who is who, for sentences.
private struct Names {
    let names: [ReviewerID: String]
    let roster: Roster

    init(_ roster: Roster) {
        self.roster = roster
        names = Dictionary(roster.reviewers.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    }

    func name(_ id: ReviewerID) -> String { names[id] ?? id.text }

    func item(_ planned: PlannedCase, _ proposal: ScheduleProposal) -> ScheduleSheet.Item {
        let file = proposal.desk.files[planned.id]
        let moves = planned.why.map(\.inPlainWords)
        let group = file?.subject.diseaseGroup
        let board = planned.listing.flatMap { roster.board($0.board) } ?? group.flatMap { roster.board(for: $0) }
        let stands = planned.listing?.reasons.map(\.inPlainWords) ?? []
        return ScheduleSheet.Item(
            id: planned.id, urgency: file?.subject.urgency.level ?? .standard, change: planned.change,
            from: file?.listing?.session, to: planned.listing?.session, sits: planned.listing?.sits,
            timeZone: board?.timeZone ?? proposal.desk.request.policy.zone.identifier,
            minutes: planned.listing?.minutes ?? 0, panel: planned.panel.seats.map(chair), empty: planned.panel.empty,
            why: moves + stands, seatChanges: planned.seatChanges.map(words),
            obstacles: planned.obstacles.map {
                ScheduleSheet.Obstacle(session: $0.session, why: $0.reason.inPlainWords)
            })
    }

    private func chair(_ seat: Seat) -> ScheduleSheet.Chair {
        ScheduleSheet.Chair(
            specialty: seat.specialty, reviewer: seat.reviewer, name: name(seat.reviewer),
            why: seat.reasons.map { $0.inPlainWords(nameOf: name) })
    }

    private func words(_ change: SeatChange) -> String {
        let out = change.out.map(name) ?? "nobody"
        let into = change.into.map(name) ?? "nobody"
        let why = change.rule.map { " (\(out) \($0.detail))" } ?? ""
        return "\(change.specialty.title): \(into) for \(out)\(why)"
    }
}
