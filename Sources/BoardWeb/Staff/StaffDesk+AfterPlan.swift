import Documents
import Foundation
import Orchestrator
import TumorBoard

extension StaffDesk {
    /// What the patient chose, and how far the plan was carried out; nothing before a plan is signed.
    func afterPlan(_ file: CaseFile) -> [Fact] {
        guard file.signature != nil || !file.after.choices.isEmpty else { return [] }
        var facts = file.after.choices.reversed().enumerated().map { index, entry in
            Fact(
                label: index == 0 ? "The patient’s choice" : "Earlier choice",
                value: [
                    entry.act.version == file.signature?.version ? nil : "Of version \(entry.act.version) of the plan",
                    "\(entry.act.line.asSentenceStart), told to \(entry.act.talkedWith) on \(times.day(entry.act.on))",
                    entry.act.reasons.map { "“\($0)”" },
                ].compactMap { $0 }.joined(separator: ": "))
        }
        if facts.isEmpty { facts.append(Fact(label: "The patient’s choice", value: "Not recorded yet")) }
        facts += file.implementationPoints(policy).map { point in
            Fact(label: "Carried out, day \(point.day)", value: point.words(times).asSentenceStart)
        }
        return facts
    }

    /// What the patient asked about the plan, open questions first.
    func questions(_ file: CaseFile) -> DataTable? {
        let all = file.openQuestions + file.after.questions.filter { $0.signature != nil }
        guard !all.isEmpty else { return nil }
        let open = file.openQuestions.count
        return DataTable(
            caption: open == 0 ? "Questions about the plan, all answered" : "Questions about the plan, \(open) open",
            columns: ["Question", "In the patient’s words", "Whose", "Promised by", "State"],
            rows: all.map { one in
                [
                    one.question.id, one.question.text, one.owner.words(file, nameOf: name),
                    times.day(one.question.promisedDay), one.words(isEnded: file.ending != nil, now: now, times),
                ]
            })
    }
}

extension FollowUp {
    /// Where a question stands, in words.
    fileprivate func words(isEnded: Bool, now: Date, _ times: Times) -> String {
        if let signature { return "Answered, signed by \(signature.act.name) on \(times.day(signature.at))" }
        if isEnded { return "Open when the case ended" }
        let state = state == .answered ? "Answered, waits for a signature" : "Waits for an answer"
        return isLate(at: now) ? "\(state) (late)" : state
    }
}
