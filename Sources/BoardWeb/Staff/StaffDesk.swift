import Documents
import Foundation
import Orchestrator
import TumorBoard

/// What a coordinator's pages are made from, read once a page.
struct StaffDesk {
    let site: BoardSite
    let staff: StaffMember
    let roster: Roster
    let policy: BoardPolicy
    let now: Date
    let times: Times

    init(site: BoardSite, staff: StaffMember) throws {
        self.site = site
        self.staff = staff
        roster = try site.office.roster()
        policy = try site.office.policy()
        now = site.office.now
        times = Times(zone: site.office.configuration.timeZone)
    }

    /// The coordinator's first page.
    func home() throws -> CoordinatorContext {
        let views = try site.office.caseViews().filter(isOurs)
        let open = try views.filter { $0.status != .ended }.map { (view: $0, file: try site.office.caseFile($0.id)) }
            .sorted { order($0.file) < order($1.file) }
        let counts = CaseStatus.allCases.filter { $0 != .ended }.compactMap { status in
            let count = open.count { $0.view.status == status }
            return count == 0 ? nil : Fact(label: status.title.asSentenceStart, value: "\(count)")
        }
        let ours = Set(views.map(\.id))
        return CoordinatorContext(
            page: try site.frame(BoardSite.homeTitle, for: staff), updated: times.moment(now), counts: counts,
            tasks: try allTasks { $0.map(ours.contains) ?? true }, cases: open.map { row($0.view, $0.file) },
            sessions: try site.office.sessions().filter {
                staff.boards.contains($0.session.board) && $0.session.ends > now
            }
            .map(row),
            ended: views.filter { $0.status == .ended }.sorted { $0.since > $1.since }.map { row($0, nil) },
            clocks: try atRisk())
    }

    /// Whether a case is one of this member's boards.
    func isOurs(_ view: CaseView) -> Bool {
        (view.board ?? (roster.board(for: view.group) ?? roster.boards.first)?.id).map(staff.boards.contains) ?? false
    }

    /// What is to be done on some cases, the oldest first.
    func tasks(_ isShown: (CaseID?) -> Bool) throws -> [TaskRow] {
        try site.office.coordinatorTasks().filter { isShown($0.caseID) }.sorted { $0.due < $1.due }.map { task in
            TaskRow(
                what: task.what, owner: task.owner.asSentenceStart, due: times.moment(task.due), isLate: task.due < now,
                url: task.caseID.map { "/cases/\($0)" })
        }
    }

    /// A case in a table; its file says what it waits for.
    func row(_ view: CaseView, _ file: CaseFile?) -> CaseRow {
        let readiness = file?.readiness(now: now, policy: policy)
        let waiting = file.flatMap { file in
            readiness.flatMap { file.waitingFor(readiness: $0, nameOf: name) }
        }
        return CaseRow(
            reference: view.id.text, url: "/cases/\(view.id)", site: view.group.title.asSentenceStart,
            urgency: view.urgency.title.asSentenceStart,
            isUrgent: view.urgency < .expedited, session: session(of: view),
            panel: view.panel.isEmpty ? "–" : view.panel.map(name).joined(separator: ", "),
            state: view.status.title.asSentenceStart, waitingFor: waiting?.asSentenceStart ?? "–",
            since: elapsed(since: view.since), isLate: file.map(isLate) ?? false)
    }

    func name(_ reviewer: ReviewerID) -> String { roster.reviewer(reviewer)?.name ?? reviewer.text }

    func order(_ file: CaseFile) -> ListingOrder { ListingOrder(file.subject, policy: policy, now: now) }

    /// Whether the latest day for a decision has passed without one.
    private func isLate(_ file: CaseFile) -> Bool {
        file.compiled == nil && file.emergency == nil
            && policy.listing.latestDecision(for: file.subject, now: now) < now
    }

    private func session(of view: CaseView) -> String {
        guard let sits = view.sits else { return "Not placed" }
        return view.session == nil ? "Out of session" : times.day(sits)
    }

    private func row(_ file: SessionFile) throws -> SessionRow {
        let session = file.session
        let places = policy.listing.minutesPerCase > 0 ? session.minutes / policy.listing.minutesPerCase : 0
        return SessionRow(
            title: "\(roster.board(session.board)?.name ?? session.board.text), \(times.day(session.starts))",
            url: "/sessions/\(session.id)", time: times.moment(session.starts),
            listed: "\(file.listed.count) of \(places)",
            cutOff: times.moment(session.cutoff), state: state(of: file))
    }

    func state(of file: SessionFile) -> String {
        let session = file.session
        if file.cancellation != nil { return "Cancelled" }
        if file.sitting.isLive { return "Sitting" }
        if file.sitting.closed != nil { return "Over, closed by the board" }
        if now < session.cutoff { return "Open for listing" }
        if now < session.starts { return "List closed, opinions being given" }
        return now < session.ends ? "Sitting" : "Over"
    }

    private func elapsed(since instant: Date) -> String {
        let hours = max(0, Int(now.timeIntervalSince(instant) / 3_600))
        switch hours {
        case 0: return "Less than an hour"
        case 1: return "1 hour"
        case ..<48: return "\(hours) hours"
        default: return "\(hours / 24) days"
        }
    }
}
