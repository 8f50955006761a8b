package import Foundation
import Journal
package import TumorBoard

/// Everything that a plan of sessions and panels is made from, as the journal had it, with the versions that were read.
package struct ScheduleDesk: Sendable {
    /// What the planner is asked.
    package let request: ScheduleRequest
    /// The cases that may be placed, as they were read.
    package let files: [CaseID: CaseFile]
    /// Every session with its list.
    package let sessions: [SessionID: SessionFile]
}

/// A plan with what it was made from; publishing it is refused where any of that has moved on.
package struct ScheduleProposal: Sendable {
    /// What it was made from.
    package let desk: ScheduleDesk
    /// Who made it, for questions about it.
    package let planner: SchedulePlanner
    /// The plan with what questions about it need.
    package let answer: SchedulePlanner.Answer

    /// What it says.
    package var plan: SchedulePlan { answer.plan }

    /// A digest of everything that publishing it would change: the same for whoever looks and whoever publishes.
    package var fingerprint: String {
        let lines = plan.changed.map { planned in
            let seats = planned.panel.seats.map { "\($0.specialty.rawValue)=\($0.reviewer)" }
            return ([planned.id.text, planned.change.rawValue, planned.listing?.session?.text ?? "-"] + seats)
                .joined(separator: " ")
        }
        return BoardOffice.digest(of: Data(lines.sorted().joined(separator: "\n").utf8))
    }
}

/// Which cases and sessions a plan may touch.
package struct ScheduleWindow: Equatable, Sendable {
    /// The boards whose cases and sessions are planned; nil for all.
    package var boards: Set<BoardID>?
    /// The first instant at which a session may begin; nil for now.
    package var from: Date?
    /// The last instant at which a session may begin; nil for the horizon of the rules.
    package var to: Date?

    /// A window, everything by default.
    package init(boards: Set<BoardID>? = nil, from: Date? = nil, to: Date? = nil) {
        self.boards = boards
        self.from = from
        self.to = to
    }

    /// Whether cases may be placed in a session.
    func holds(_ session: Session) -> Bool {
        (boards.map { $0.contains(session.board) } ?? true) && (from.map { $0 <= session.starts } ?? true)
            && (to.map { session.starts <= $0 } ?? true)
    }
}

extension BoardOffice {
    /// What the planner is asked: which cases may be placed, where they stand, and everything that stands beside them.
    package func scheduleRequest(
        scope: ScheduleScope = .whole, window: ScheduleWindow = ScheduleWindow()
    ) throws -> ScheduleRequest {
        try scheduleDesk(scope: scope, window: window).request
    }

    /// A plan of sessions and panels. Nothing is written.
    package func schedulePlan(
        scope: ScheduleScope = .whole, window: ScheduleWindow = ScheduleWindow()
    ) throws -> ScheduleProposal {
        let desk = try scheduleDesk(scope: scope, window: window)
        let planner = SchedulePlanner(desk.request)
        return ScheduleProposal(desk: desk, planner: planner, answer: planner.answer())
    }

    /// Reads what a plan is made from.
    package func scheduleDesk(scope: ScheduleScope, window: ScheduleWindow = ScheduleWindow()) throws -> ScheduleDesk {
        let (policy, roster, now) = (try policy(), try roster(), now)
        if let stranger = window.boards?.first(where: { roster.board($0) == nil }) {
            throw OfficeError.unknownBoard(stranger)
        }
        let known = try sessions()
        let sessions = Dictionary(known.map { ($0.session.id, $0) }, uniquingKeysWith: { first, _ in first })
        let open = known.filter { $0.cancellation == nil }.map(\.session).filter {
            $0.starts > now && window.holds($0)
        }
        var draft = DeskDraft(
            window: window, open: Dictionary(open.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }),
            sessions: sessions, roster: roster, policy: policy, now: now)
        for view in try caseViews() where view.status != .ended {
            if view.mayBePlanned, draft.take(try caseFile(view.id), ready: view.readySince) { continue }
            draft.leave(view)
        }
        return ScheduleDesk(
            request: ScheduleRequest(
                now: now, cases: draft.cases, sessions: open, roster: roster, standing: draft.standing(known),
                policy: policy, scope: scope), files: draft.files, sessions: sessions)
    }

    /// Cases of each reviewer by week, one case not counted.
    func standingLoads(without id: CaseID, roster: Roster) throws -> [ReviewerID: [Week: Int]] {
        var loads: [ReviewerID: [Week: Int]] = [:]
        for view in try caseViews() where view.id != id && view.status != .ended {
            guard let week = view.week(roster: roster, elsewhere: configuration.timeZone) else { continue }
            for reviewer in view.panel { loads[reviewer, default: [:]][week, default: 0] += 1 }
        }
        return loads
    }
}

/// A request that is being put together.
private struct DeskDraft {
    let window: ScheduleWindow
    let open: [SessionID: Session]
    let sessions: [SessionID: SessionFile]
    let roster: Roster
    let policy: BoardPolicy
    let now: Date
    private(set) var cases: [ScheduleCase] = []
    private(set) var files: [CaseID: CaseFile] = [:]
    private var seats = StandingSeats()

    init(
        window: ScheduleWindow, open: [SessionID: Session], sessions: [SessionID: SessionFile], roster: Roster,
        policy: BoardPolicy, now: Date
    ) {
        (self.window, self.open, self.sessions) = (window, open, sessions)
        (self.roster, self.policy, self.now) = (roster, policy, now)
    }

    /// Takes a case that the plan may place; false where it stays as it is.
    mutating func take(_ file: CaseFile, ready: Date?) -> Bool {
        guard isReady(file) || isMovable(file) else { return false }
        cases.append(
            ScheduleCase(
                subject: file.subject, ready: ready ?? now, published: published(file), continuity: file.continuity,
                barred: file.barredFromSeats, because: file.returning, wishes: wishes(file)))
        files[file.subject.id] = file
        return true
    }

    /// Counts a case that stays as it is.
    mutating func leave(_ view: CaseView) {
        guard let week = view.week(roster: roster, elsewhere: policy.zone) else { return }
        for reviewer in view.panel { seats.loads[reviewer, default: [:]][week, default: 0] += 1 }
        if let session = view.session { seats.attending[session, default: []].formUnion(view.panel) }
    }

    /// What stands, with the minutes of the lists that no case of the plan takes.
    func standing(_ known: [SessionFile]) -> StandingSeats {
        var seats = seats
        for file in known {
            seats.booked[file.session.id] = file.listed.reduce(0) { files[$1.key] == nil ? $0 + $1.value : $0 }
        }
        return seats
    }

    private func isReady(_ file: CaseFile) -> Bool {
        guard file.dueSteps(now: now, policy: policy).contains(where: { $0.action == .list }) else { return false }
        guard let boards = window.boards else { return true }
        return boards.contains { roster.board($0)?.diseaseGroups.contains(file.subject.diseaseGroup) ?? false }
    }

    /// A case whose session is no more may move like one whose list is open; one outside the window stays.
    private func isMovable(_ file: CaseFile) -> Bool {
        guard file.isMovable(now: now), let session = file.listing?.session else { return false }
        return open[session] != nil || sessions[session]?.cancellation != nil
    }

    private func published(_ file: CaseFile) -> PublishedListing? {
        // what was taken from a list, and is only discussed still, stands nowhere
        file.listing.flatMap { $0.session == nil ? nil : $0 }.map {
            PublishedListing(listing: $0, panel: file.panel ?? BoardPanel())
        }
    }

    /// Wishes that can still be kept: a session that has begun or gone and a reviewer who may not sit bind nobody.
    private func wishes(_ file: CaseFile) -> [ScheduleWish] {
        let barred = file.barredFromSeats
        return file.wishes.filter { wish in
            switch wish {
            case .inSession(let session): open[session] != nil
            case .notInSession, .notSeated: true
            case .seated(let reviewer, _): barred[reviewer] == nil && roster.reviewer(reviewer) != nil
            }
        }
    }
}

extension CaseView {
    /// Whether it may be ready, or stand on a list that is open: the case itself tells.
    fileprivate var mayBePlanned: Bool { [.ready, .waitingForRecords, .listed, .boardSits].contains(status) }

    /// The week in which the board sits on it, by the board's calendar.
    fileprivate func week(roster: Roster, elsewhere: TimeZone) -> Week? {
        guard let sits else { return nil }
        let zone = board.flatMap { roster.board($0) }.flatMap { TimeZone(identifier: $0.timeZone) } ?? elsewhere
        return Week(of: CivilDate(sits, in: zone))
    }
}
