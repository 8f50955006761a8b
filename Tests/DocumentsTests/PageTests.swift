import Foundation
import Testing

@testable import Documents

@Suite("Pages")
struct PageTests {
    let library: TemplateLibrary

    init() throws { library = try TemplateLibrary.builtIn.get() }

    private static func ballot(_ form: OpinionForm) -> BallotContext {
        let reason = ReasonForm(action: "/step-back", reason: TextField(name: "reason"))
        return BallotContext(
            page: Fixture.frame(title: "Your opinion"), reviewerName: "Dr Tomasz Zielinski", seatTitle: "surgeon",
            closes: "Wednesday, 14:00", packet: Fixture.packet, form: form, recuse: reason, abstain: reason)
    }

    private static var emptyForm: OpinionForm {
        OpinionForm(
            action: "/o", draftAction: "/d", asksForChanges: true, boardQuestion: "Q?",
            questions: [.init("One?"), .init("Two?", isForSeat: false, addressee: "radiologist")],
            preferences: ["Near home"])
    }

    private static var changedLetter: LetterContext {
        var letter = Fixture.letter
        letter.changes = VersionChanges(
            version: "2", former: "1", formerDate: "3 March", lines: ["Benefits: a (before: b)"])
        letter.refusal = RefusalView(
            lead: "Refuses.",
            options: [
                OptionRow(
                    name: "Surgery", isRecommended: true, benefits: "Cure", sideEffects: "Scar", duration: "Days",
                    burden: "Rest")
            ],
            basis: ["Radiotherapy: proposed by Dr A."])
        return letter
    }

    private static var changedPlan: PlanContext {
        var plan = Fixture.plan
        plan.changes = changedLetter.changes
        plan.refusal = changedLetter.refusal
        return plan
    }

    struct Page: Sendable, CustomTestStringConvertible {
        let template: String
        let context: TemplateValue
        var testDescription: String { template }
    }

    static let pages: [Page] = {
        let frame = Fixture.frame(title: "Title")
        let item = LiveItem(
            order: "1", reference: "TB-1", url: "/s/live/TB-1", site: "Rectum", purpose: "To be confirmed",
            planned: "15", used: "3:10", left: "12 minutes left", quorum: "Quorate", isQuorate: true, isRunning: true,
            isTogether: true, pulledBy: "Dr A")
        let person = LivePerson(name: "Dr A", role: "Surgeon", state: "Since 14:02", isThere: true, id: "a")
        let gate = GateContext(page: frame, purpose: "to give an opinion on a case", action: "/g", error: "Wrong.")
        let row = CaseRow(
            reference: "TB-1", url: "/c", site: "Rectum", urgency: "Standard", session: "none", panel: "nobody",
            state: "Listed", waitingFor: "records", since: "2 days")
        let task = TaskRow(what: "Call", owner: "M. Vogt", due: "today")
        let clock = ClockRow(
            reference: "TB-1", url: "/c", board: "Rectum", state: "Breached", isLate: true, limit: "2 days late",
            diagnosis: "Day 30", records: "Day 9", whose: "Records 5")
        let step = EventRow(time: "today", text: "Opened", actor: "")
        let navigatorTask = NavigatorTaskRow(
            id: "record.images", what: "Get the images", remarks: ["Asked for"], owner: "M. Vogt", due: "today",
            state: "Open", history: [step])
        let table = DataTable(caption: "Clocks", columns: ["Limit", "Left"], rows: [["Urgency", "2 days"]])
        return [
            Page(template: "gate", context: gate.value), Page(template: "gate-code", context: gate.value),
            Page(template: "gate-passphrase", context: gate.value),
            Page(template: "unusable", context: UnusableContext(page: frame).value),
            Page(template: "problem", context: ProblemContext(page: frame, explanation: "e", suggestion: "s").value),
            Page(template: "login", context: SignInContext(page: frame, action: "/l", error: "e").value),
            Page(template: "ballot", context: ballot(Fixture.form).value),
            Page(template: "ballot", context: ballot(emptyForm).value),
            Page(
                template: "receipt",
                context: ReceiptContext(
                    page: frame, reviewerName: "R", seatTitle: "Surgeon", caseReference: "TB-1", kind: "Opinion",
                    receivedAt: "now", receiptNumber: "1", closes: "then"
                ).value),
            Page(
                template: "confirm-replacement",
                context: ConfirmReplacementContext(
                    page: frame, receivedAt: "now", differences: [Difference(field: "f", before: "a", after: "b")],
                    action: "/c", keepURL: "/k"
                ).value),
            Page(
                template: "signoff",
                context: SignOffContext(
                    page: frame, letter: Self.changedLetter, plan: Self.changedPlan, outcome: "Unanimous",
                    signerName: "S",
                    signerRole: "chair", errors: [FieldError(field: "name", label: "Name", message: "m")],
                    action: "/s"
                ).value),
            Page(
                template: "answer",
                context: AnswerContext(
                    page: frame, explanation: ["e"], returned: "Name the side.", letter: Self.changedLetter,
                    errors: [FieldError(field: "own-0", label: "Detail", message: "m")],
                    fields: [
                        AnswerField(name: "own-0", label: "Detail", hint: "h", value: "v"),
                        AnswerField(name: "preference-0", label: "P", hint: "h", metName: "met-0", isUnmet: true),
                    ], action: "/answer", hidden: [HiddenField(name: "about", value: "x")]
                ).value),
            Page(
                template: "patient-plan",
                context: PatientPlanContext(
                    page: frame, plan: Fixture.plan, pdfURL: "/p", questions: Fixture.planQuestions
                ).value),
            Page(
                template: "question",
                context: QuestionContext(page: frame, done: ["Signed."], item: Fixture.question).value),
            Page(
                template: "implementation",
                context: ImplementationContext(
                    page: frame, done: ["Told."], changeURL: "/implementation?change=1", form: Fixture.implementation
                ).value),
            Page(
                template: "act",
                context: ActContext(page: frame, choice: Fixture.choiceFields, button: "Record", action: "/act").value),
            Page(template: "letter-page", context: LetterPageContext(page: frame, letter: Fixture.letter).value),
            Page(
                template: "coordinator",
                context: CoordinatorContext(
                    page: frame, updated: "now", tasks: [task], cases: [row], ended: [row], clocks: [clock]
                )
                .value),
            Page(
                template: "case-detail",
                context: CaseDetailContext(
                    page: frame, reference: "TB-1", state: "Listed",
                    seats: [SeatRow(seat: "Surgeon", name: "S", reasons: ["a", "b"], state: "Invited")],
                    exclusions: [ExclusionRow(name: "X", seat: "Surgeon", reason: "conflict")],
                    records: DataTable(caption: "Records", columns: ["R"], rows: [["CT"]]),
                    documents: [DocumentRow(title: "Packet", url: "/d", made: "now", state: "Frozen")], tasks: [task],
                    events: [EventRow(time: "now", text: "Listed.", actor: "the agent", reason: "due")],
                    navigatorTasks: [navigatorTask], clocks: table, coverage: table
                ).value),
            Page(
                template: "upload",
                context: UploadContext(
                    page: frame, isPatient: true, caseReference: "TB-1", missing: ["Images"], arrived: ["a.pdf"],
                    taken: ["b.pdf"],
                    refused: [Fact(label: "c.exe", value: "It is a program")],
                    kind: ChoiceField(
                        name: "kind", choices: [Choice(id: "k1", name: "kind", value: "images", label: "Images")],
                        error: "say it"), fileError: "choose one", fileMB: "50", archiveMB: "512", files: "20",
                    action: "/upload", hidden: [HiddenField(name: "about", value: "x")]
                ).value),
            Page(
                template: "schedule",
                context: ScheduleContext(
                    page: frame, updated: "now", proof: "Sessions: cost 1.", notice: "Published: TB-1.",
                    changes: [table], shortfalls: ["TB-2 has no session."], sessions: [table], loads: [table],
                    action: "/schedule", hidden: [HiddenField(name: "plan", value: "1")]
                ).value),
            Page(
                template: "schedule",
                context: ScheduleContext(page: frame, updated: "now", proof: "–", action: "/schedule").value),
            Page(
                template: "session-live",
                context: SessionLiveContext(
                    page: frame, url: "/s/live", backURL: "/s", time: "14:20", clock: "20 minutes gone", isLive: true,
                    refusal: "Not quorate.", running: [item], together: [item], agenda: [item], people: [person],
                    others: [person], refreshes: true
                ).value),
            Page(
                template: "session-live",
                context: SessionLiveContext(
                    page: frame, url: "/s/live", backURL: "/s", time: "14:20", clock: "not open", canOpen: true,
                    over: "It is over."
                ).value),
            Page(
                template: "session-item",
                context: SessionItemContext(
                    page: frame, url: "/s/live/TB-1", backURL: "/s/live", caseURL: "/c", item: item, time: "14:20",
                    facts: [Fact(label: "Patient", value: "Erika")], disputed: ["Is surgery appropriate?"],
                    reasons: ["They differ."], opinions: [table], sealed: "None.", refusal: "No.",
                    recorded: [Fact(label: "Note", value: "said")],
                    outcomes: [LiveChoice(value: "confirmed", label: "Confirmed", hint: "as it is", isChosen: true)],
                    needs: [LiveChoice(value: "imaging", label: "Imaging", isChosen: true)], note: "n",
                    dissent: [LiveDissent(name: "Dr A", field: "dissent-a", value: "no")], canStart: true
                ).value),
            Page(
                template: "session-detail",
                context: SessionDetailContext(page: frame, isQuorate: false, quorumText: "2 of 3.", waiting: [row])
                    .value),
            Page(
                template: "session-detail",
                context: SessionDetailContext(
                    page: frame, isQuorate: true, quorumText: "All 0 seats.",
                    cancelled: "Pia Kranz: the room is flooded"
                ).value),
        ]
    }()

    @Test(
        "Every page renders, has a language, one heading of the first level and a way past the header", arguments: pages
    )
    func renders(page: Page) throws {
        let html = try library.html(page.template, page.context)
        #expect(html.contains("<html lang=\"en\" dir=\"ltr\">"))
        #expect(html.matches(of: /<h1/).count == 1)
        #expect(html.contains("href=\"#main\"") && html.contains("id=\"main\""))
        #expect(!html.contains("<script") && !html.contains("style=\""))
    }

    @Test("On every page each label names a field that is there, and no id stands twice", arguments: pages)
    func labels(page: Page) throws {
        let html = try library.html(page.template, page.context)
        let ids = html.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
        #expect(Set(ids).count == ids.count, "\(Dictionary(grouping: ids) { $0 }.filter { $1.count > 1 }.keys)")
        for label in html.matches(of: /<label[^>]* for="([^"]*)"/) { #expect(ids.contains(String(label.1))) }
    }

    @Test("Nothing is chosen beforehand on a new form")
    func noDefaults() throws {
        let html = try library.html("ballot", Self.ballot(Self.emptyForm).value)
        #expect(!html.contains(" checked") && !html.contains(" selected"))
    }

    @Test("What was entered is kept, and what was refused says why, linked from the top")
    func errors() throws {
        let html = try library.html("ballot", Self.ballot(Fixture.form).value)
        #expect(html.contains("value=\"no\" checked"))
        #expect(html.contains("id=\"rating-surgery-7\" name=\"rating-surgery\" value=\"7\" checked"))
        #expect(html.contains("A &quot;good&quot;\n&lt;/textarea&gt; response</textarea>"))
        #expect(html.contains("<a href=\"#diagnosisWhy\">Diagnosis: why you disagree</a>"))
        #expect(html.contains("id=\"rating-radiotherapy-error\""))
    }

    @Test("A findings form asks for no treatment")
    func findings() throws {
        let form = OpinionForm(
            action: "/o", draftAction: "/d", isFindingsOnly: true, asksForChanges: true, boardQuestion: "Q?",
            questions: [.init("What did you see?")], preferences: ["Near home"])
        let html = try library.html("ballot", Self.ballot(form).value)
        #expect(html.contains("name=\"diagnosisAgree\"") && html.contains("name=\"rationale\""))
        #expect(!html.contains("name=\"intent\"") && !html.contains("rating-"))
        #expect(html.contains("name=\"change-pathology\"") && html.contains("name=\"change-stage\""))
        #expect(!html.contains("change-treatment"), "who judges findings is not asked about treatment")
        #expect(html.contains("What did you see?") && html.contains("name=\"answer-1\""))
        #expect(!html.contains("Near home") || !html.contains("preference-1-met"))
    }

    @Test("The form holds every field that its documentation names")
    func fields() throws {
        let html = try library.html("ballot", Self.ballot(Self.emptyForm).value)
        let names = Set(html.matches(of: /\sname="([^"]*)"/).map { String($0.1) })
        let expected = [
            "diagnosisAgree", "diagnosisWhy", "stageAgree", "stageWhy", "contraindication-3-modality",
            "contraindication-3-severity", "contraindication-3-why", "blockingNeeds", "nonBlockingNeeds", "intent",
            "phase-1", "phase-4", "rating-clinicalTrial", "detail-surgery", "benefits", "sideEffects", "duration",
            "burden",
            "alternative-3-name", "alternative-1-burden", "alternative-1-whyNot", "condition-1-trigger",
            "condition-1-action", "condition-3-expires", "change-pathology", "change-stage", "change-treatment",
            "change-surveillance", "guidelineCategory", "guidelineConcordant", "guidelineRef", "deviationReason",
            "confidence", "boardAnswer", "answer-1", "answer-2", "preference-1-met", "preference-1-text", "rationale",
        ]
        for name in expected { #expect(names.contains(name), "\(name)") }
    }

    @Test("Without a first opinion nothing is compared with one")
    func noFirstOpinion() throws {
        let form = OpinionForm(action: "/o", draftAction: "/d", boardQuestion: "Q?", questions: [], preferences: [])
        #expect(!(try library.html("ballot", Self.ballot(form).value)).contains("change-"))
    }

    @Test("Questions to others are folded away and say whose they are; what was typed there unfolds them")
    func otherQuestions() throws {
        let questions = [
            OpinionForm.Question("One?"), .init("Two?", isForSeat: false, addressee: "radiologist"),
        ]
        func html(_ entered: [String: [String]]) throws -> String {
            let form = OpinionForm(
                action: "/o", draftAction: "/d", entered: entered, boardQuestion: "Q?", questions: questions,
                preferences: [])
            return try library.html("ballot", Self.ballot(form).value)
        }
        let fold = /<details>\s*<summary>Questions that the patient puts to others<\/summary>/
        let page = try html([:])
        let place = try #require(page.firstMatch(of: fold)).range.lowerBound
        #expect(page[..<place].contains("One?") && page[place...].contains("To the radiologist: Two?"))
        #expect(try html(["answer-2": ["From the scan"]]).firstMatch(of: fold) == nil)
    }

    @Test("The form has as many places as were filled in")
    func morePlaces() throws {
        let form = OpinionForm(
            action: "/o", draftAction: "/d",
            entered: ["alternative-5-name": ["Watch"], "phase-6": ["surgery"], "condition-4-trigger": ["If"]],
            boardQuestion: "Q?", questions: [], preferences: [])
        let html = try library.html("ballot", Self.ballot(form).value)
        #expect(html.contains("name=\"alternative-5-name\" value=\"Watch\""))
        #expect(html.contains("id=\"phase-6-surgery\" name=\"phase-6\" value=\"surgery\" checked"))
        #expect(html.contains("name=\"condition-4-trigger\" value=\"If\"") && !html.contains("condition-5"))
    }

    @Test("Enter in a line of the form keeps a draft: the first button gives nothing")
    func firstButton() throws {
        let html = try library.html("ballot", Self.ballot(Self.emptyForm).value)
        let form = try #require(html.range(of: "class=\"opinion\""))
        let button = try #require(html[form.upperBound...].firstMatch(of: /<button[^>]*>/))
        #expect(button.0.contains("formaction=\"/d\""))
    }

    @Test("Every unusable link gets the same page")
    func unusable() throws {
        let context = UnusableContext(page: Fixture.frame(title: "This link cannot be used")).value
        #expect(try library.html("unusable", context) == library.html("unusable", context))
        #expect(try library.html("unusable", context).contains("+49 30 5550 1700"))
    }
}
