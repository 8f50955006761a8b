package import Foundation

extension CaseFile {
    /// What the patient decided last; nil while nobody has recorded it.
    package var choice: PatientChoice? { after.choices.last?.act }

    /// What the patient decided about the signed plan; it may be changed later, and every choice stays on record. The same
    /// again is no event.
    package func recordChoice(
        _ draft: ChoiceDraft, by person: String, now: Date, policy: BoardPolicy
    ) throws(CommandRefusal) -> [CaseEvent] {
        try refuseStanding()
        guard let plan, let signature else { throw .notSigned }
        guard !draft.talkedWith.allSatisfy(\.isWhitespace) else { throw .blank("who talked with the patient") }
        let options = plan.options.map(\.plan.inPlainWords)
        var (option, way) = (draft.option, draft.way)
        switch draft.kind {
        case .accepts where options.count > 1, .option:
            guard options.count > 1, let number = option, options.indices.contains(number - 1) else {
                throw .afterPlan(.whichOption(of: options.count))
            }
            way = options[number - 1]
        case .alternative:
            guard let way, !way.allSatisfy(\.isWhitespace) else { throw .blank("which other way the patient chose") }
            option = nil
        case .accepts, .declines, .anotherOpinion, .undecided: (option, way) = (nil, nil)
        }
        let today = CivilDate(now, in: policy.zone)
        if let day = draft.on, day > today { throw .afterPlan(.notYet(day)) }
        let choice = PatientChoice(
            kind: draft.kind == .accepts && options.count > 1 ? .option : draft.kind, option: option, way: way,
            reasons: draft.reasons, talkedWith: draft.talkedWith, on: draft.on ?? today, version: signature.version,
            by: person)
        return choice == self.choice ? [] : [.choiceRecorded(choice)]
    }
}
