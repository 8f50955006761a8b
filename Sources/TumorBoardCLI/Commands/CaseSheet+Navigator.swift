import Foundation
import TumorBoard

extension CaseSheet {
    /// Consent, clocks and coverage, a line each.
    var navigatorFacts: [(String, String)] {
        var facts = [("Consent", consent.words)]
        let standing = clocks.standing.map { "; stands still: \($0.cause?.title ?? ""), \($0.why)" } ?? ""
        facts.append(("Clocks", "\(clocks.state.title), \(clocks.words)\(standing)"))
        if let coverage { facts.append(("Payer", coverage.line)) }
        let presented = completeness.map { "\($0.side.title) \($0.score.map { "\($0)/5" } ?? "not presented")" }
        facts.append(("Presented", presented.joined(separator: ", ")))
        facts += disputes.map { ("Disputed", $0.line) } + contradictions.map { ("Conflict", $0) }
        return facts
    }

    /// What is open.
    var taskTable: TextTable {
        var table = TextTable(columns: ["task", "what", "whose", "due"])
        for task in tasks where task.state == .open {
            table.add([
                task.id, task.title, task.owner, "\(task.due)\(task.isOverdue ? ", overdue" : "")",
            ])
        }
        return table
    }
}

extension Consent {
    /// What was agreed to, in plain words.
    fileprivate var words: String {
        var parts: [String] = []
        if let withdrawn { parts.append("WITHDRAWN on \(withdrawn)") }
        parts.append(toReview ? "to a review\(date.map { " (\($0))" } ?? "")" : "none to a review")
        if letterToReferringDoctor { parts.append("letter to the referring doctor") }
        if summaryToOwnDoctor { parts.append("summary to the patient's own doctor") }
        if documentsByEmail { parts.append("documents by email") }
        if readFirst { parts.append("reads the plan first") }
        if let scope { parts.append("scope: \(scope)") }
        return parts.joined(separator: "; ")
    }
}
