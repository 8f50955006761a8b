import Foundation
import Orchestrator
import TumorBoard

extension ScheduleSheet {
    /// The plan as a coordinator reads it on a terminal.
    var text: String {
        var text = changes.isEmpty ? "Nothing changes against what is published.\n" : "What changes:\n"
        for item in changes { text += "  " + item.changeLine + "\n" }
        for agenda in sessions { text += "\n" + agenda.text }
        if !outOfSession.isEmpty {
            text += "\nOut of session\n"
            text += Self.table(outOfSession).rendered()
        }
        let short = shortfalls
        if !short.isEmpty { text += "\n" + short }
        text += "\nSessions: \(placement.words). Panels: \(panels.words).\n"
        return text
    }

    /// What could not be met, empty where everything was.
    var shortfalls: String {
        var text = ""
        if !unplaced.isEmpty { text += "No session takes:\n" }
        for item in unplaced {
            text += "  \(item.id) (\(item.urgency.title))\n"
            for obstacle in item.obstacles { text += "    \(obstacle.session): \(obstacle.why)\n" }
            if item.obstacles.isEmpty { text += "    there is no session with an open list for it\n" }
        }
        let empty = withEmptySeats
        if !empty.isEmpty { text += (text.isEmpty ? "" : "\n") + "Seats that nobody takes:\n" }
        for item in empty {
            text += "  \(item.id) (\(item.urgency.title)): \(item.empty.map(\.title).joined(separator: ", "))\n"
        }
        return text
    }

    fileprivate static func table(_ items: [Item]) -> TextTable {
        var table = TextTable(columns: ["case", "urgency", "min", "panel", "why"])
        for item in items {
            let empty = item.empty.map { "\($0.title): nobody" }
            table.add([
                item.id.text, item.urgency.title, String(item.minutes),
                (item.panel.map { "\($0.specialty.title): \($0.name)" } + empty).joined(separator: ", "),
                item.why.joined(separator: "; "),
            ])
        }
        return table
    }
}

extension ScheduleSheet.Agenda {
    /// The session with its list.
    var text: String {
        let taken =
            standing > 0 ? ", \(standing) of them of cases whose list is closed or that are elsewhere planned" : ""
        return "\(session.id) of \(session.board), \(session.starts.inZone(session.timeZone)): "
            + "\(booked) of \(session.minutes) minutes\(taken)\n"
            + (cases.isEmpty ? "" : ScheduleSheet.table(cases).rendered())
    }
}

extension ScheduleSheet.Item {
    /// What changes for the case, in a line.
    var changeLine: String {
        var line = "\(id) (\(urgency.title)) \(change.inPlainWords)"
        switch change {
        case .moved: line += " from \(from.place) to \(to.place)"
        case .listed: line += " \(to == nil ? "out of session" : "in \(to.place)")"
        case .unlisted: line += " (\(from.place))"
        case .reseated, .unchanged, .waiting: break
        }
        let parts = change == .reseated ? seatChanges : why + seatChanges
        return parts.isEmpty ? line : line + ": " + parts.joined(separator: "; ")
    }

    /// Everything about the case and nothing about the patient.
    var text: String {
        var text = "\(id) (\(urgency.title)) \(change.inPlainWords)\n"
        if let sits {
            text += "  \(to.place), \(sits.inZone(timeZone)), \(minutes) minutes\n"
        }
        for reason in why { text += "  because: \(reason)\n" }
        for obstacle in obstacles { text += "  not in \(obstacle.session): \(obstacle.why)\n" }
        if sits == nil, obstacles.isEmpty { text += "  there is no session with an open list for it\n" }
        if !panel.isEmpty { text += "\nPanel:\n" }
        for chair in panel {
            text += "  \(chair.specialty.title): \(chair.name) — \(chair.why.joined(separator: "; "))\n"
        }
        for seat in empty { text += "  \(seat.title): nobody\n" }
        for change in seatChanges { text += "  changes: \(change)\n" }
        return text
    }
}

extension SessionID? {
    /// The session, or where else.
    fileprivate var place: String { self?.text ?? "out of session" }
}

extension CaseExplanation {
    /// What the case's place and seats cost, and what the next best would have cost.
    func text(nameOf: (ReviewerID) -> String) -> String {
        var text = ""
        let others = sessions.filter { $0.session != planned.listing?.session }
        if !others.isEmpty { text += "\nOther sessions:\n" }
        for other in others {
            let why = [
                other.obstacle?.inPlainWords, other.dearerBy.map { "all sessions together would cost \($0) more" },
            ].compactMap { $0 }
            text += "  \(other.session): \(why.isEmpty ? "cannot take it" : why.joined(separator: "; "))\n"
        }
        if !seats.isEmpty { text += "\nSeats:\n" }
        for seat in seats {
            if let empty = seat.empty {
                text += "  \(empty.inPlainWords(nameOf: nameOf))\n"
                continue
            }
            let parts = seat.parts.map { "\($0.term.title): \($0.cost)" }.joined(separator: ", ")
            let next = seat.nextBest.map { "next best \(nameOf($0))" } ?? "without them nobody"
            let more = seat.dearerBy.map { ", \($0) more" } ?? ""
            text +=
                "  \(seat.specialty.title): \(seat.reviewer.map(nameOf) ?? "nobody")"
                + "\(parts.isEmpty ? "" : " (\(parts))"); \(next)\(more)\n"
        }
        return text
    }
}

extension UnplacedCase {
    /// What stands against each session, and what would help.
    func text(nameOf: (ReviewerID) -> String) -> String {
        var text = "\(id) has no session.\n"
        for obstacle in obstacles { text += "  \(obstacle.session): \(obstacle.reason.inPlainWords)\n" }
        if obstacles.isEmpty { text += "  No session with an open list is near.\n" }
        for seat in empty { text += "  \(seat.inPlainWords(nameOf: nameOf))\n" }
        let help = remedies.sentence(nameOf: nameOf)
        return text + (help.isEmpty ? "" : "  What would help: \(help)\n")
    }
}
