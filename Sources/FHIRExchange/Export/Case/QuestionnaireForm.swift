import TumorBoard

/// An item of a questionnaire that the export brings along, so that every answer's linkId is explained beside it.
struct FormItem: Equatable, Sendable {
    /// Names the item within the questionnaire.
    let link: String
    /// What is asked.
    let text: String
    /// R4's word for the kind of answer.
    var type = "string"
    /// Whether there can be several answers, or several groups.
    var repeats = false
    /// The codes among which one chooses.
    var options: [String] = []
    /// The own code system of the options.
    var system = ""
    /// The items of a group.
    var items: [FormItem] = []

    /// The item of a Questionnaire.
    var node: FHIRNode {
        .fields([
            "linkId": .string(link), "text": .text(text), "type": .string(type),
            "repeats": repeats ? .bool(true) : nil,
            "answerOption": .list(options.map { .fields(["valueCoding": .coding(ownSystems + system, $0)]) }),
            "item": .list(items.map(\.node)),
        ])
    }
}

extension FHIRNode {
    /// An item of a QuestionnaireResponse with one answer or several; nil where there is none.
    ///
    /// - Parameter name: the answers' element, such as "valueString".
    static func item(_ link: String, _ name: String, _ values: [FHIRNode?]) -> FHIRNode? {
        let answers = values.compactMap { $0 }.filter { !$0.isEmpty }.map { FHIRNode.object([name: $0]) }
        return answers.isEmpty ? nil : .fields(["linkId": .string(link), "answer": .list(answers)])
    }

    /// An item with an answer in words.
    static func item(_ link: String, _ words: String?) -> FHIRNode? { item(link, "valueString", [text(words)]) }

    /// An item answered with yes or no.
    static func item(_ link: String, _ flag: Bool) -> FHIRNode? { item(link, "valueBoolean", [.bool(flag)]) }

    /// An item answered with codes of an own system.
    static func item(_ link: String, _ system: String, codes: [String]) -> FHIRNode? {
        item(link, "valueCoding", codes.map { .coding(ownSystems + system, $0) })
    }

    /// A group of items; nil where none is answered.
    static func group(_ link: String, _ items: [FHIRNode?]) -> FHIRNode? {
        let answered = list(items)
        return answered.isEmpty ? nil : .fields(["linkId": .string(link), "item": answered])
    }
}
