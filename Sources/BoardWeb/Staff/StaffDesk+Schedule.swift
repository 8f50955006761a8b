import Documents
import Foundation
import Orchestrator
import TumorBoard

extension StaffDesk {
    /// The plan of this member's boards.
    func plan() throws -> ScheduleProposal {
        try site.office.schedulePlan(window: ScheduleWindow(boards: Set(staff.boards)))
    }

    /// A plan against what is published.
    func schedule(_ proposal: ScheduleProposal, notice: String? = nil, isRefusal: Bool = false) throws
        -> ScheduleContext
    {
        let sheet = ScheduleSheet(proposal)
        return ScheduleContext(
            page: try site.frame(BoardSite.scheduleTitle, for: staff), updated: times.moment(now),
            proof: "Sessions: \(sheet.placement.words). Panels: \(sheet.panels.words).", notice: notice,
            isRefusal: isRefusal, changes: changes(sheet), shortfalls: shortfalls(proposal),
            sessions: sheet.sessions.map(agenda) + outOfSession(sheet), loads: loads(sheet, proposal),
            picture: proposal.plan.loads.isEmpty ? nil : proposal.loadPicture,
            action: BoardSite.schedulePath,
            hidden: [HiddenField(name: BoardSite.planField, value: proposal.fingerprint)])
    }

    private func changes(_ sheet: ScheduleSheet) -> [DataTable] {
        guard !sheet.changes.isEmpty else { return [] }
        let rows = sheet.changes.map { item in
            [
                item.id.text, item.urgency.title.asSentenceStart, item.change.inPlainWords.asSentenceStart,
                item.from?.text ?? "–", item.place, (item.why + item.seatChanges).joined(separator: "; "),
            ]
        }
        return [
            DataTable(
                caption: "Against what is published",
                columns: ["Case", "Urgency", "Change", "From", "To", "Why"], rows: rows)
        ]
    }

    private func agenda(_ agenda: ScheduleSheet.Agenda) -> DataTable {
        let session = agenda.session
        let zone = TimeZone(identifier: session.timeZone) ?? times.zone
        let standing = agenda.standing == 0 ? "" : ", \(agenda.standing) of them of cases that stay as they are"
        return table(
            "\(session.id), \(Times(zone: zone).moment(session.starts)): "
                + "\(agenda.booked) of \(session.minutes) minutes\(standing)", agenda.cases)
    }

    private func outOfSession(_ sheet: ScheduleSheet) -> [DataTable] {
        sheet.outOfSession.isEmpty ? [] : [table("Out of session", sheet.outOfSession)]
    }

    private func table(_ caption: String, _ items: [ScheduleSheet.Item]) -> DataTable {
        DataTable(
            caption: caption, columns: ["Case", "Urgency", "Minutes", "Panel", "Why here"],
            rows: items.map { item in
                let empty = item.empty.map { "\($0.title): nobody" }
                return [
                    item.id.text, item.urgency.title.asSentenceStart, "\(item.minutes)",
                    (item.panel.map { "\($0.specialty.title): \($0.name)" } + empty).joined(separator: ", "),
                    item.why.joined(separator: "; "),
                ]
            })
    }

    private func shortfalls(_ proposal: ScheduleProposal) -> [String] {
        let unplaced = proposal.unplaced.map { one in
            let why = one.obstacles.map { "\($0.session): \($0.reason.inPlainWords)" }
            let help = one.remedies.sentence(nameOf: proposal.name)
            let reasons = why.isEmpty ? "no session with an open list is near" : why.joined(separator: "; ")
            return "\(one.id) has no session: \(reasons)." + (help.isEmpty ? "" : " What would help: \(help)")
        }
        let empty = proposal.emptySeats.flatMap { one in
            one.seats.map { "\(one.id): \($0.inPlainWords(nameOf: proposal.name))" }
        }
        return unplaced + empty
    }

    private func loads(_ sheet: ScheduleSheet, _ proposal: ScheduleProposal) -> [DataTable] {
        guard !sheet.loads.isEmpty else { return [] }
        let sorted = sheet.loads.sorted { ($0.monday, $0.reviewer) < ($1.monday, $1.reviewer) }
        return [
            DataTable(
                caption: "Cases of each reviewer by week",
                columns: ["Reviewer", "Week of", "Published", "By the plan", "Takes"],
                rows: sorted.map { load in
                    [
                        proposal.name(load.reviewer), times.day(load.monday), "\(load.before)", "\(load.after)",
                        "\(load.capacity)",
                    ]
                })
        ]
    }
}

extension ScheduleSheet.Item {
    /// Where the plan puts it.
    fileprivate var place: String { sits == nil ? "nowhere" : to?.text ?? "out of session" }
}
