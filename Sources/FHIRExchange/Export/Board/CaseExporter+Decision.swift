import Foundation
import TumorBoard

extension CaseExporter {
    /// The last decision, unless a ballot that is open keeps it sealed.
    var openDecision: Decision? { isSealed ? nil : source.file.decision }

    /// When the last ballot was decided.
    private var decided: Date? { source.journal.last { $0.kind == "case.decided" }?.effective }

    /// The outcome in sentences, reviewers by their names.
    var outcomeInWords: [String] {
        openDecision?.outcome.sentences { id in
            source.roster.reviewers.first { $0.id.text == id }?.name ?? id
        } ?? []
    }

    /// The board's conclusion as a report: final once signed, partial where the ballot did not settle it.
    func addDecision() {
        guard let decision = openDecision else { return }
        let isSigned = source.file.signature != nil
        let interpreters = openOpinions.filter { !isSuperseded($0) }.map { reviewer($0.reviewer, as: $0.specialty) }
        let results = resources.filter { $0.type == "Observation" }.map(\.reference)
        add("DiagnosticReport", "conclusion") { report in
            report["basedOn"] = .list([referral])
            report["status"] =
                isSigned ? "final" : decision.outcome.kind == .consensus ? "preliminary" : "partial"
            report["code"] = .tumorBoardNote
            report["subject"] = patient
            report["effectiveDateTime"] = .instant(decided)
            report["issued"] = .instant(decided)
            report["performer"] = .list([board])
            report["resultsInterpreter"] = .list(interpreters)
            report["result"] = .list(results)
            report["conclusion"] = .text(outcomeInWords.joined(separator: " "))
            report["conclusionCode"] = .list([
                .own("outcome", decision.outcome.kind.rawValue),
                decision.outcome.level.map { .own("consensus-level", $0.rawValue) },
            ])
        }
    }

    /// Information that a decision waits for, or waited for, each with its owner.
    func addTasks() {
        for (place, task) in source.file.tasks.enumerated() {
            let owner = task.request.reviewer.map { reviewer($0, as: task.request.specialty) }
            let isOver = source.file.ending != nil
            add("Task", "information/\(place + 1)") { resource in
                resource["basedOn"] = .list([referral])
                resource["status"] = task.received != nil ? "completed" : isOver ? "cancelled" : "requested"
                resource["intent"] = "order"
                resource["code"] = .own("information-need", task.request.need.rawValue, task.request.need.title)
                resource["description"] = .text(
                    "\(task.request.need.title.asSentenceStart), asked of the \(task.request.specialty.title)")
                resource["focus"] = cancer
                resource["for"] = patient
                resource["authoredOn"] = .instant(task.asked)
                resource["lastModified"] = .instant(task.received)
                resource["requester"] = board
                resource["owner"] = owner
            }
        }
    }
}
