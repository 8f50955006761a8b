import Documents
import Foundation
import Hummingbird
import Orchestrator
import TumorBoard

extension BoardSite {
    /// The patient's questions about the plan, on the plan's own page.
    func addPlanQuestions(to router: Router<BasicRequestContext>) {
        router.post("plan/ask") { [self] request, _ in try await ask(request) }
    }

    private func ask(_ request: Request) async throws -> Response {
        let grant = try grant(request, for: .plan)
        let file = try office.caseFile(grant.caseID)
        guard file.ending == nil, file.released?.patientPlan == true else { throw WebFault.notReleased }
        let form = try await request.form()
        try form.mustBeAbout(FormSubject(grant))
        var entry = AskEntry(form)
        guard entry.errors.isEmpty, let topic = entry.topic, let isCompanion = entry.isCompanion else {
            return try planPage(file, grant, entry)
        }
        do {
            try office.askQuestion(entry.text, about: topic, isCompanion: isCompanion, through: grant)
        } catch CommandRefusal.afterPlan(.tooLong(let characters, let most)) {
            let words = "it has \(characters) characters and we can take \(most): shorten it, or send two questions"
            entry.report("text", "Your question", words)
            return try planPage(file, grant, entry)
        }
        return .seeOther("/plan?asked=1#questions")
    }

    /// The plan as a page, with what was asked about it and the form for one more question.
    func planPage(
        _ file: CaseFile, _ grant: LinkGrant, _ entry: AskEntry, print: PrintSize = PrintSize()
    ) throws -> Response {
        var plan = try office.planContext(file)
        plan.isLargePrint = print.isLarge
        let language = plan.language
        let context = PatientPlanContext(
            page: try frame("Your treatment plan", of: file, language: language), plan: plan,
            pdfURL: print.address("/plan.pdf"), otherPrintURL: print.other.address("/plan"),
            aidURL: file.hasChoice ? print.address("/decision-aid") : nil,
            questions: try questions(file, grant, entry, contact: plan.contact))
        return try page(
            "patient-plan", context, status: entry.errors.isEmpty ? .ok : .unprocessableContent, language: language)
    }

    private func questions(
        _ file: CaseFile, _ grant: LinkGrant, _ entry: AskEntry, contact: Documents.Contact
    ) throws -> PlanQuestionsContext {
        let rules = try office.policy().followUp
        let times = try times(of: file)
        func words(_ one: FollowUp) -> AskedQuestion {
            AskedQuestion(
                question: one.question.text, asked: times.day(one.asked), due: times.day(one.question.promisedDay),
                isLate: one.isLate(at: office.now), answer: one.answer?.text,
                signed: one.signature.map { "Signed by \($0.act.name), \($0.act.role), on \(times.day($0.at))." })
        }
        let waiting = file.openQuestions
        var form: AskForm?
        if waiting.count < rules.openQuestions {
            form = AskForm(
                action: "/plan/ask", hidden: [FormSubject(grant).hidden], promise: rules.promise,
                text: TextField(name: "text", value: entry.text, error: entry.error("text")), topic: entry.topics,
                asker: entry.askers)
        }
        return PlanQuestionsContext(
            notice: entry.wasAsked ? "Your question has arrived. Asking costs you nothing." : nil,
            answered: file.after.questions.filter { $0.signature != nil }.reversed().map(words),
            waiting: waiting.map { one in
                var asked = words(one)
                // an answer that is not signed is nobody's to read
                asked.answer = nil
                return asked
            }, errors: entry.errors, form: form, most: "\(rules.openQuestions)", contact: contact)
    }
}

/// What was typed to ask about a plan, and what is wrong with it.
struct AskEntry {
    var text = ""
    var topic: FollowUpTopic?
    var isCompanion: Bool?
    var wasAsked = false
    var errors: [FieldError] = []

    init(wasAsked: Bool) { self.wasAsked = wasAsked }

    init(_ form: PostedForm) {
        text = form.text("text").replacingOccurrences(of: "\r\n", with: "\n")
        topic = FollowUpTopic(rawValue: form.text("topic"))
        isCompanion = ["patient": false, "companion": true][form.text("asker")]
        if text.isEmpty { report("text", "Your question", "write your question") }
        if topic == nil { report("topic", "What it is about", "tick one: so it finds the right person") }
        if isCompanion == nil { report("asker", "Who is asking", "tick one") }
    }

    mutating func report(_ field: String, _ label: String, _ message: String) {
        errors.append(FieldError(field: field, label: label, message: message))
    }

    func error(_ field: String) -> String? { errors.first { $0.field == field }?.message }

    var topics: ChoiceField {
        let labels: [(FollowUpTopic, String)] = [
            (.operation, "The operation"), (.medicines, "The medicines"), (.radiation, "The radiation"),
            (.other, "Something else, or I am not sure"),
        ]
        return ChoiceField(
            name: "topic",
            choices: labels.map { one, label in
                Choice(
                    id: "topic-\(one.rawValue)", name: "topic", value: one.rawValue, label: label,
                    isChosen: topic == one)
            }, error: error("topic"))
    }

    var askers: ChoiceField {
        ChoiceField(
            name: "asker",
            choices: [
                Choice(
                    id: "asker-patient", name: "asker", value: "patient", label: "I am the patient",
                    isChosen: isCompanion == false),
                Choice(
                    id: "asker-companion", name: "asker", value: "companion", label: "I ask for the patient",
                    isChosen: isCompanion == true),
            ], error: error("asker"))
    }
}

extension FollowUpRules {
    /// Within how long a question is answered, as the patient is told.
    var promise: String {
        guard answerHours.isMultiple(of: 24) else { return "\(answerHours) hours, weekends not counted" }
        let days = answerHours / 24
        let numbers = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
        let number = days <= numbers.count ? numbers[days - 1] : "\(days)"
        return "\(number) working \(days == 1 ? "day" : "days")"
    }
}
