import Documents
import Foundation
import TumorBoard

/// What the patient decided, as it was ticked within another form, and what is wrong with it.
struct ChoiceEntry {
    var kind: PatientChoice.Kind?
    var option: Int?
    var way = ""
    var reasons = ""
    var errors: [FieldError] = []

    init() {}

    /// Reads what was ticked; nothing ticked is nothing recorded.
    init(_ form: PostedForm, plan: TreatmentPlan?) {
        kind = PatientChoice.Kind(rawValue: form.text("choice"))
        option = Int(form.text("choice-option"))
        way = form.text("choice-way")
        reasons = form.text("choice-reasons")
        let options = plan?.options.count ?? 0
        if kind == .option, !(1...max(1, options)).contains(option ?? 0) {
            errors.append(FieldError(field: "choice-option", label: "Which option", message: "tick which one"))
        }
        if kind == .alternative, way.isEmpty {
            errors.append(FieldError(field: "choice-way", label: "Which other way", message: "say which"))
        }
        if kind == nil, !(way + reasons).isEmpty {
            let words = "tick what the patient decided, or leave the reasons out"
            errors.append(FieldError(field: "choice", label: "What the patient decided", message: words))
        }
    }

    /// The choice; nil where none was made.
    func draft(talkedWith person: String) -> ChoiceDraft? {
        kind.map { ChoiceDraft($0, option: option, way: way.orNil, reasons: reasons.orNil, talkedWith: person) }
    }

    /// The fields for a plan.
    func fields(of plan: TreatmentPlan) -> ChoiceFieldsContext {
        let options = plan.options.map(\.plan.inPlainWords)
        let kinds = PatientChoice.Kind.allCases.filter { options.count > 1 ? $0 != .accepts : $0 != .option }
        return ChoiceFieldsContext(
            kind: ChoiceField(
                name: "choice",
                choices: kinds.map { one in
                    Choice(
                        id: "choice-\(one.rawValue)", name: "choice", value: one.rawValue, label: one.label,
                        isChosen: kind == one)
                }, error: error("choice")),
            option: options.count < 2
                ? nil
                : ChoiceField(
                    name: "choice-option",
                    choices: options.enumerated().map { index, words in
                        Choice(
                            id: "choice-option-\(index + 1)", name: "choice-option", value: "\(index + 1)",
                            label: words.asSentenceStart, isChosen: option == index + 1)
                    }, error: error("choice-option")),
            way: TextField(name: "choice-way", value: way, error: error("choice-way")),
            reasons: TextField(name: "choice-reasons", value: reasons))
    }

    private func error(_ field: String) -> String? { errors.first { $0.field == field }?.message }
}

extension PatientChoice.Kind {
    fileprivate var label: String {
        switch self {
        case .accepts: "To follow the recommendation"
        case .option: "On one of the board’s options"
        case .alternative: "On another way"
        case .declines: "Against treatment"
        case .anotherOpinion: "To ask for another opinion first"
        case .undecided: "Nothing yet"
        }
    }
}
