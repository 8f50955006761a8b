import Documents
import TumorBoard

extension Presenter {
    /// What was decided in an earlier case of the same cancer and what became of it, as a packet shows it.
    func presentedBefore(_ earlier: EarlierPresentation, in subject: Case) -> PresentedBefore {
        let day = earlier.decided.map { " on \(times.day($0))" } ?? ""
        var facts = [
            Fact(
                label: "Recommended",
                value: earlier.recommended.map(\.inPlainWords).joined(separator: ", or ").asSentenceStart
                    + " (\(earlier.intent.rawValue) intent)")
        ]
        if let level = earlier.level { facts.append(Fact(label: "Agreement", value: level.words)) }
        facts += earlier.dissents.map { dissent in
            let held = [dissent.value.plan?.inPlainWords, dissent.value.rationale].compactMap { $0 }
            return Fact(label: "Dissent", value: "\(author(dissent)): \(held.joined(separator: "; "))")
        }
        facts += earlier.conditions.map { one in
            Fact(
                label: "Was to change it",
                value: [one.trigger.asSentenceStart, one.action].compactMap { $0 }.joined(separator: ": "))
        }
        facts.append(Fact(label: "The patient’s choice", value: earlier.choice.map(words) ?? "Not recorded"))
        if earlier.implementation.isEmpty { facts.append(Fact(label: "Carried out", value: "Not reported")) }
        facts += earlier.implementation.map { report in
            let told = report.isByRule ? "nobody told" : "told by \(report.by)"
            return Fact(label: "Carried out, day \(report.day)", value: "\(report.line.asSentenceStart) (\(told))")
        }
        if let ending = earlier.ending {
            facts.append(
                Fact(
                    label: "Ended",
                    value: [ending.kind.rawValue.asSentenceStart, ending.note].compactMap { $0 }.joined(separator: ": ")
                ))
        }
        return PresentedBefore(
            title: "Presented before as \(earlier.caseID): decided\(day)\(earlier.wasSigned ? "" : ", not signed")",
            facts: facts, changes: changes(earlier) + since(earlier, in: subject))
    }

    private func words(_ choice: PatientChoice) -> String {
        let said = choice.reasons.map { ": “\($0)”" } ?? ""
        return "The patient \(choice.line), told to \(choice.talkedWith) on \(times.day(choice.on))\(said)"
    }

    private func changes(_ earlier: EarlierPresentation) -> [String] {
        earlier.changes.map { change in
            let title = PacketNews.title(of: change.field)
            return change.before.map { "\(title): \($0) → \(change.after.isEmpty ? "no longer there" : change.after)" }
                ?? "\(title): \(change.after)"
        }
    }

    /// Records and treatments of a later day than the decision, which it cannot have known.
    private func since(_ earlier: EarlierPresentation, in subject: Case) -> [String] {
        guard let decided = earlier.decided else { return [] }
        let told = Set(earlier.changes.map(\.after))
        let records = subject.records.filter { ($0.date ?? decided) > decided }.map { record in
            "\(record.title.asSentenceStart), \(record.date.map(times.day) ?? "")"
        }
        let treatments = subject.treatments.filter { ($0.started ?? decided) > decided }.map { treatment in
            "\(treatment.detail.asSentenceStart), from \(treatment.started.map(times.day) ?? "")"
        }
        return (records + treatments).filter { !told.contains($0) }
    }
}

extension Outcome.Level {
    fileprivate var words: String {
        switch self {
        case .unanimous: "Unanimous"
        case .majorityWithDissent: "Majority, with dissent"
        case .equivalentOptions: "Several options, equally good: the patient was to choose"
        }
    }
}
