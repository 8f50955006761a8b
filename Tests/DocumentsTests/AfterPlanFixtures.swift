import Documents

extension Fixture {
    static let planQuestions = PlanQuestionsContext(
        notice: "Your question has arrived.",
        answered: [
            AskedQuestion(
                question: "May I swim?", asked: "2 December", due: "7 December", answer: "Yes, after two weeks.",
                signed: "Signed by Dr Ines Duarte, surgeon, on 3 December")
        ], waiting: [AskedQuestion(question: "Who drives me home?", asked: "2 December", due: "7 December")],
        errors: [FieldError(field: "text", label: "Your question", message: "write your question")],
        form: AskForm(
            action: "/plan/ask", hidden: [HiddenField(name: "about", value: "x")], promise: "3 working days",
            text: TextField(name: "text", error: "write your question"), topic: radio("topic"), asker: radio("asker")),
        most: "5", contact: contact)

    static func radio(_ name: String) -> ChoiceField {
        ChoiceField(
            name: name,
            choices: [
                Choice(id: "\(name)-a", name: name, value: "a", label: "The first"),
                Choice(id: "\(name)-b", name: name, value: "b", label: "The second", isChosen: true),
            ])
    }

    static let choiceFields = ChoiceFieldsContext(
        kind: radio("choice"), option: radio("choice-option"), way: TextField(name: "choice-way"),
        reasons: TextField(name: "choice-reasons", value: "Soon over"))

    static let question = QuestionItem(
        question: "May I swim?", asker: "The patient", topic: "about the operation", asked: "2 December",
        due: "7 December", isLate: true, more: "One more question waits for you after this one.",
        sentBack: "Which pool?",
        toSign: "Yes, after two weeks.", author: "Dr Ines Duarte", answer: TextField(name: "answer"),
        decision: radio("decision"), owner: radio("owner"), note: TextField(name: "note"),
        name: TextField(name: "name"), errors: [FieldError(field: "answer", label: "Your answer", message: "write it")],
        action: "/question", plan: plan)

    static let implementation = ImplementationForm(
        caseReference: "TB-7K2M", signed: "27 November 2026", steps: ["Radiotherapy", "Surgery"], day: "30",
        status: radio("status"), reason: radio("reason"), words: TextField(name: "words"),
        instead: TextField(name: "instead"), started: TextField(name: "started"), choice: choiceFields,
        name: TextField(name: "name", value: "Dr Amara Okafor"), action: "/implementation")
}
