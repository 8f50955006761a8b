import Documents
import Foundation
import Hummingbird
import Orchestrator
import TumorBoard

extension BoardSite {
    /// The minute in which the referring doctor tells how far a plan was carried out.
    func addImplementation(to router: Router<BasicRequestContext>) {
        router.get("implementation") { [self] request, _ in
            let grant = try grant(request, for: .implementation)
            let (file, point) = try office.implementationPoint(grant)
            guard let point, file.ending == nil else { return try nothingAsked(file) }
            let change = request.query("change") != nil
            if let report = point.report, !report.isByRule, !change { return try told(report, file) }
            return try implementationPage(file, point, grant, ImplementationEntry(point.report, file: file))
        }
        router.post("implementation") { [self] request, _ in try await takeReport(request) }
    }

    private func takeReport(_ request: Request) async throws -> Response {
        let grant = try grant(request, for: .implementation)
        let (file, point) = try office.implementationPoint(grant)
        guard let point, file.ending == nil else { return try nothingAsked(file) }
        let form = try await request.form()
        try form.mustBeAbout(FormSubject(grant, point))
        let entry = ImplementationEntry(form, plan: file.plan, isChosen: file.choice != nil)
        guard entry.errors.isEmpty, let status = entry.status else {
            return try implementationPage(file, point, grant, entry)
        }
        let draft = ImplementationDraft(
            day: point.day, status: status, reason: entry.reason, words: entry.words.orNil,
            instead: entry.instead.orNil, started: entry.day, by: entry.name)
        do {
            try office.reportImplementation(
                draft, of: file.subject.id, choice: entry.choice.draft(talkedWith: entry.name), actor: grant.person)
        } catch CommandRefusal.afterPlan(.notYet) {
            var entry = entry
            entry.report("started", "First day of treatment", "it lies in the future: leave it out until it has begun")
            return try implementationPage(file, point, grant, entry)
        }
        return .seeOther("/implementation")
    }

    private func implementationPage(
        _ file: CaseFile, _ point: ImplementationPoint, _ grant: LinkGrant, _ entry: ImplementationEntry
    ) throws -> Response {
        guard let plan = file.plan, let signed = file.signed else { throw CommandRefusal.notSigned }
        func choice(_ field: String, _ value: String, _ label: String, _ isChosen: Bool) -> Choice {
            Choice(id: "\(field)-\(value)", name: field, value: value, label: label, isChosen: isChosen)
        }
        let form = ImplementationForm(
            caseReference: file.subject.id.text, signed: try times(of: file).day(signed),
            steps: plan.options.map(\.plan.inPlainWords.asSentenceStart), day: "\(point.day)",
            status: ChoiceField(
                name: "status",
                choices: ImplementationStatus.allCases.map {
                    choice("status", $0.rawValue, $0.label, entry.status == $0)
                },
                error: entry.error("status")),
            reason: ChoiceField(
                name: "reason",
                choices: ImplementationReason.allCases.map {
                    choice("reason", $0.rawValue, $0.title.asSentenceStart, entry.reason == $0)
                }, error: entry.error("reason")),
            words: TextField(name: "words", value: entry.words, error: entry.error("words")),
            instead: TextField(name: "instead", value: entry.instead),
            started: TextField(name: "started", value: entry.started, error: entry.error("started")),
            choice: file.choice == nil ? entry.choice.fields(of: plan) : nil,
            name: TextField(name: "name", value: entry.name, error: entry.error("name")), errors: entry.errors,
            action: "/implementation", hidden: [FormSubject(grant, point).hidden])
        let context = ImplementationContext(
            page: try frame("How did it go? Case \(file.subject.id)", of: file), form: form)
        return try page("implementation", context, status: entry.errors.isEmpty ? .ok : .unprocessableContent)
    }

    private func told(_ report: ImplementationReport, _ file: CaseFile) throws -> Response {
        let context = ImplementationContext(
            page: try frame("Thank you", of: file),
            done: ["\(report.by) has told us: \(report.line).", "The board learns from it. Thank you."],
            changeURL: "/implementation?change=1")
        return try page("implementation", context)
    }

    private func nothingAsked(_ file: CaseFile) throws -> Response {
        let context = ImplementationContext(
            page: try frame("Nothing is asked of you", of: file),
            done: ["Nothing is asked any more about how this plan was carried out. Thank you."])
        return try page("implementation", context)
    }
}

extension FormSubject {
    /// A report on one of the days.
    init(_ grant: LinkGrant, _ point: ImplementationPoint) {
        self.init(text: "\(grant.caseID)/\(grant.person)/plan-\(point.version)/day-\(point.day)")
    }
}

/// What was told about a plan, and what is wrong with it.
struct ImplementationEntry {
    var status: ImplementationStatus?
    var reason: ImplementationReason?
    var words = ""
    var instead = ""
    var started = ""
    var name = ""
    var choice = ChoiceEntry()
    var errors: [FieldError] = []

    /// What was told before; an unknown that the rule recorded tells nothing.
    init(_ report: ImplementationReport?, file: CaseFile) {
        name = file.subject.referral.doctor?.name ?? ""
        guard let report, !report.isByRule else { return }
        (status, reason, words) = (report.status, report.reason, report.words ?? "")
        (instead, started, name) = (report.instead ?? "", report.started?.description ?? "", report.by)
    }

    init(_ form: PostedForm, plan: TreatmentPlan?, isChosen: Bool) {
        status = ImplementationStatus(rawValue: form.text("status"))
        reason = ImplementationReason(rawValue: form.text("reason"))
        words = form.text("words")
        instead = form.text("instead")
        started = form.text("started")
        name = form.text("name")
        if status == nil { report("status", "How far", "tick one; “I do not know” is an answer too") }
        if status?.needsReason == true {
            if reason == nil { report("reason", "Why", "choose the reason that fits best") }
            if reason == .other, words.isEmpty { report("words", "In a few words", "say which other reason") }
        }
        if !started.isEmpty, day == nil { report("started", "First day of treatment", "write it as 2026-11-02") }
        if name.isEmpty { report("name", "Your name", "type your name") }
        if !isChosen {
            choice = ChoiceEntry(form, plan: plan)
            errors += choice.errors
        }
    }

    var day: CivilDate? { try? CivilDate(started) }

    func error(_ field: String) -> String? { errors.first { $0.field == field }?.message }

    mutating func report(_ field: String, _ label: String, _ message: String) {
        errors.append(FieldError(field: field, label: label, message: message))
    }
}

extension ImplementationStatus {
    fileprivate var label: String {
        switch self {
        case .full: "In full"
        case .partial: "In part"
        case .deviation: "Not: something else was done, or nothing"
        case .unknown: "I do not know"
        }
    }
}
