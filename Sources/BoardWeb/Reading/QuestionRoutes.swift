import Documents
import Foundation
import Hummingbird
import Orchestrator
import TumorBoard

extension BoardSite {
    /// A patient's question in the hands of whoever answers it, passes it on, or signs the answer: one at a time.
    func addQuestions(to router: Router<BasicRequestContext>) {
        router.get("question") { [self] request, _ in
            let grant = try grant(request, for: .followUp)
            return try questionPage(try office.questionDesk(grant), grant, QuestionEntry(done: request.query("done")))
        }
        router.post("question") { [self] request, _ in try await takeAnswer(request) }
    }

    private func takeAnswer(_ request: Request) async throws -> Response {
        let grant = try grant(request, for: .followUp)
        let desk = try office.questionDesk(grant)
        let form = try await request.form()
        let given = form.text(FormSubject.field)
        guard let one = desk.question, given.isEmpty || given == FormSubject(grant, one).text else {
            // the same POST again finds the question answered: that is harmless
            let past = desk.file.after.questions.contains { question in
                (0...question.answers.count).contains {
                    FormSubject(grant, question.question.id, answer: $0).text == given
                }
            }
            if past { return .seeOther("/question?done=answered") }
            throw WebFault.otherForm
        }
        var entry = QuestionEntry(form, desk)
        guard entry.errors.isEmpty else { return try questionPage(desk, grant, entry) }
        let (id, question) = (desk.file.subject.id, one.question.id)
        do {
            switch entry.act {
            case .pass(let owner):
                try office.assignQuestion(
                    question, of: id, to: owner, note: entry.note.orNil, actor: entry.actor(grant))
            case .answer(let isSigned):
                try office.answerQuestion(
                    question, of: id, entry.answer, by: entry.actor(grant), signingAs: isSigned ? entry.name : nil)
            case .sign:
                try office.signAnswer(
                    question, of: id, answer: one.answers.count, by: try ReviewerID(grant.person), name: entry.name)
            case .sendBack:
                try office.assignQuestion(question, of: id, to: one.owner, note: entry.note, actor: entry.actor(grant))
            }
        } catch CommandRefusal.afterPlan(.mayNotSignAnswer(let why)) {
            entry.report("name", "Your name", why)
            return try questionPage(desk, grant, entry)
        }
        return .seeOther("/question?done=\(entry.act.word)")
    }

    private func questionPage(_ desk: QuestionDesk, _ grant: LinkGrant, _ entry: QuestionEntry) throws -> Response {
        let file = desk.file
        let done = entry.done.map { [$0] } ?? []
        guard let one = desk.question else {
            let nothing = "Nothing waits for you on this case."
            let context = QuestionContext(
                page: try frame("A patient’s question", of: file), done: done.isEmpty ? [nothing] : done)
            return try page("question", context)
        }
        let times = try times(of: file)
        let roster = try office.roster()
        let isSigning = desk.part == .sign
        let sentBack = one.state == .waiting ? one.answers.isEmpty ? nil : one.assignments.last?.act.note : nil
        let written = one.answers.last?.act
        let item = QuestionItem(
            question: one.question.text, asker: one.question.asker.asSentenceStart, topic: one.question.topic.title,
            asked: times.day(one.asked), due: times.day(one.question.promisedDay), isLate: one.isLate(at: office.now),
            more: desk.more == 0
                ? nil
                : desk.more == 1
                    ? "One more waits for you after this one." : "\(desk.more) more wait for you after this one.",
            sentBack: sentBack, toSign: isSigning ? written?.text : nil,
            author: written.map { answer in (try? ReviewerID(answer.by)).flatMap(roster.reviewer)?.name ?? answer.by }
                ?? "",
            answer: isSigning
                ? nil
                : TextField(
                    name: "answer", value: entry.answer.orNil ?? (sentBack == nil ? "" : written?.text ?? ""),
                    error: entry.error("answer")),
            decision: entry.decisions(desk), owner: isSigning ? nil : entry.owners(desk, roster: roster),
            note: isSigning ? TextField(name: "note", value: entry.note, error: entry.error("note")) : nil,
            name: TextField(name: "name", value: entry.name, error: entry.error("name")), errors: entry.errors,
            action: "/question", hidden: [FormSubject(grant, one).hidden],
            plan: desk.part == .route ? nil : try office.planContext(file))
        let context = QuestionContext(
            page: try frame(isSigning ? "An answer to a patient" : "A patient’s question", of: file), done: done,
            item: item)
        return try page("question", context, status: entry.errors.isEmpty ? .ok : .unprocessableContent)
    }
}

extension FormSubject {
    /// A question of a patient, with the answer that was shown.
    init(_ grant: LinkGrant, _ one: FollowUp) {
        self.init(grant, one.question.id, answer: one.answers.count)
    }

    init(_ grant: LinkGrant, _ question: String, answer: Int) {
        self.init(text: "\(grant.caseID)/\(grant.person)/\(question)/\(answer)")
    }
}

/// What was written about a question, and what is wrong with it.
struct QuestionEntry {
    /// What is done with it.
    enum Act: Equatable {
        case answer(isSigned: Bool), pass(FollowUpOwner), sign, sendBack

        var word: String {
            switch self {
            case .answer(true), .sign: "signed"
            case .answer(false): "answered"
            case .pass: "passed"
            case .sendBack: "back"
            }
        }
    }

    var act = Act.sign
    var answer = ""
    var note = ""
    var name = ""
    var decision = ""
    var owner = ""
    var done: String?
    var errors: [FieldError] = []

    init(done word: String?) {
        done =
            [
                "signed": "Thank you. The answer is signed, and the patient is told that it can be read.",
                "answered": "Thank you. Your answer goes to the chair, who signs it; then the patient can read it.",
                "passed": "Thank you. The question goes on to whom you chose.",
                "back": "Thank you. The answer goes back to its author with what you wrote.",
            ][word ?? ""]
    }

    init(_ form: PostedForm, _ desk: QuestionDesk) {
        answer = form.text("answer").replacingOccurrences(of: "\r\n", with: "\n")
        note = form.text("note")
        name = form.text("name")
        decision = form.text("decision")
        owner = form.text("owner")
        switch desk.part {
        case .sign:
            act = decision == "back" ? .sendBack : .sign
            if decision != "sign", decision != "back" { report("decision", "And then", "choose one") }
            if decision == "back", note.isEmpty { report("note", "What it lacks", "say what the answer lacks") }
            if decision == "sign", name.isEmpty { report("name", "Your name", "type your name as your signature") }
        case .answer, .route:
            if let chosen = Self.owner(owner) {
                act = .pass(chosen)
                if name.isEmpty, desk.reviewer == nil { report("name", "Your name", "type your name") }
                return
            }
            act = .answer(isSigned: desk.maySign && decision == "sign")
            if answer.isEmpty { report("answer", "Your answer", "write an answer, or choose who can give one") }
            if desk.maySign, decision != "sign", decision != "chair" { report("decision", "And then", "choose one") }
            if name.isEmpty { report("name", "Your name", "type your name") }
        }
    }

    /// Who does it: the reviewer, or the navigator by name.
    func actor(_ grant: LinkGrant) -> String {
        grant.person == "navigator" ? name.orNil ?? grant.person : grant.person
    }

    func error(_ field: String) -> String? { errors.first { $0.field == field }?.message }

    mutating func report(_ field: String, _ label: String, _ message: String) {
        errors.append(FieldError(field: field, label: label, message: message))
    }

    func decisions(_ desk: QuestionDesk) -> ChoiceField? {
        let choices: [(String, String)]
        switch desk.part {
        case .sign:
            choices = [("sign", "I sign this answer; the patient can read it at once"), ("back", "I send it back")]
        case .answer where desk.maySign:
            choices = [
                ("sign", "I sign my answer; the patient can read it at once"), ("chair", "The chair should sign it"),
            ]
        case .answer, .route: return nil
        }
        return ChoiceField(
            name: "decision",
            choices: choices.map { value, label in
                Choice(
                    id: "decision-\(value)", name: "decision", value: value, label: label, isChosen: decision == value)
            }, error: error("decision"))
    }

    /// Whoever else could answer: the panel, and for a member of it the navigator or coordinator.
    func owners(_ desk: QuestionDesk, roster: Roster) -> ChoiceField {
        var choices = (desk.file.panel?.ballotSeats ?? []).filter { $0.reviewer != desk.reviewer?.id }.map { seat in
            (
                "r/\(seat.reviewer)",
                "\(roster.reviewer(seat.reviewer)?.name ?? seat.reviewer.text), \(seat.specialty.title)"
            )
        }
        if desk.part == .answer, desk.file.subject.navigator?.email != nil {
            choices.append(("navigator", "\(desk.file.subject.navigator?.name ?? ""), navigator"))
        }
        choices.append(("coordinator", "The coordinator, who finds somebody"))
        return ChoiceField(
            name: "owner",
            choices: choices.map { value, label in
                Choice(id: "owner-\(value)", name: "owner", value: value, label: label, isChosen: owner == value)
            })
    }

    private static func owner(_ text: String) -> FollowUpOwner? {
        switch text {
        case "navigator": .navigator
        case "coordinator": .coordinator
        case _ where text.hasPrefix("r/"): (try? ReviewerID(String(text.dropFirst(2)))).map(FollowUpOwner.reviewer)
        default: nil
        }
    }
}

extension String {
    /// Nil where it says nothing.
    var orNil: String? { isEmpty ? nil : self }
}
