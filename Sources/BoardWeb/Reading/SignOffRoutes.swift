import Documents
import Foundation
import Hummingbird
import Orchestrator
import TumorBoard

extension BoardSite {
    /// Letter and plan as they would leave, and the signature that releases them.
    func addSignOff(to router: Router<BasicRequestContext>) {
        router.get("signoff") { [self] request, _ in
            let grant = try grant(request, for: .signOff)
            let file = try office.caseFile(grant.caseID)
            if file.signature != nil { return try signed(file) }
            if file.compiled == nil, file.planRecord.returned?.asksPanel == true { return try sentBack(file) }
            return try signOffPage(file, grant, SignOffEntry())
        }
        router.post("signoff") { [self] request, _ in try await sign(request) }
        router.post("signoff/back") { [self] request, _ in try await sendBack(request) }
    }

    private func sendBack(_ request: Request) async throws -> Response {
        let grant = try grant(request, for: .signOff)
        let file = try office.caseFile(grant.caseID)
        let form = try await request.form()
        guard let plan = file.plan else { throw CommandRefusal.noPlan }
        try form.mustBeAbout(FormSubject(plan, of: file.subject.id, signer: ReviewerID(grant.person)))
        var entry = SignOffEntry(reason: form.text("reason"), addressee: form.text("to"))
        if entry.reason.isEmpty { entry.report("reason", "What is to be changed", "write what is to be changed") }
        let author = file.authorsOfPlan.first { $0.text == entry.addressee }
        let addressees = [SignOffEntry.coordinator, SignOffEntry.panel]
        if author == nil, !addressees.contains(entry.addressee) {
            entry.report("to-\(SignOffEntry.coordinator)", "To whom", "choose to whom it goes back")
        }
        guard entry.errors.isEmpty else { return try signOffPage(file, grant, entry) }
        try office.sendBack(
            through: grant, reason: entry.reason, to: author.map { .author($0) } ?? .coordinator,
            askingPanel: entry.addressee == SignOffEntry.panel)
        return .seeOther("/signoff")
    }

    private func sentBack(_ file: CaseFile) throws -> Response {
        try done(
            "Sent back", of: file,
            [
                "The plan was sent back unsigned. The panel is asked to answer once more; what was said before stays on "
                    + "record.", "When the new plan is compiled, the signature is asked for again.",
            ])
    }

    /// Whom the plan can be sent back to: everyone whose words it holds, the coordinator, or the whole panel.
    private func addressees(_ file: CaseFile, _ roster: Roster, chosen: String) -> [Choice] {
        let authors = file.authorsOfPlan.map { id in
            let seat = file.panel?.seat(of: id).map { ", \($0.specialty.title)" } ?? ""
            return (id.text, "\(roster.reviewer(id)?.name ?? id.text)\(seat): to change or complete their own words")
        }
        let others = [
            (SignOffEntry.coordinator, "The coordinator"),
            (SignOffEntry.panel, "The whole panel: everyone is asked to answer once more"),
        ]
        return (authors + others).map { value, label in
            Choice(id: "to-\(value)", name: "to", value: value, label: label, isChosen: value == chosen)
        }
    }

    private func sign(_ request: Request) async throws -> Response {
        let grant = try grant(request, for: .signOff)
        let file = try office.caseFile(grant.caseID)
        let form = try await request.form()
        // the same signature again is harmless: the page says that it is signed
        if file.signature?.reviewer.text == grant.person { return .seeOther("/signoff") }
        guard let plan = file.plan else { throw CommandRefusal.noPlan }
        try form.mustBeAbout(FormSubject(plan, of: file.subject.id, signer: ReviewerID(grant.person)))
        var entry = SignOffEntry(name: form.text("name"), isConfirmed: form.text("confirm") == "yes")
        if !entry.isConfirmed { entry.report("confirm", "Confirmation", "tick that you have read the documents") }
        if entry.name.isEmpty { entry.report("name", "Your name", "type your name as your signature") }
        guard entry.errors.isEmpty else { return try signOffPage(file, grant, entry) }
        do {
            try office.sign(through: grant, name: entry.name)
        } catch CommandRefusal.mayNotSign(let why) {
            entry.report("name", "Your name", why)
            return try signOffPage(try office.caseFile(grant.caseID), grant, entry)
        } catch CommandRefusal.gaps {
            // the page lists what is open
            return try signOffPage(try office.caseFile(grant.caseID), grant, entry, status: .conflict)
        }
        return .seeOther("/signoff")
    }

    private func signOffPage(
        _ file: CaseFile, _ grant: LinkGrant, _ entry: SignOffEntry, status: HTTPResponse.Status = .ok
    ) throws -> Response {
        try file.refuseWithdrawn()
        guard let plan = file.plan, file.compiled != nil else { throw CommandRefusal.noPlan }
        let roster = try office.roster()
        let board = try office.board(of: file, in: roster)
        let id = try ReviewerID(grant.person)
        guard let signer = roster.reviewer(id) else { throw OfficeError.unknownReviewer(id.text) }
        let sentences = plan.outcome.sentences(for: .reviewer) { name in
            (try? ReviewerID(name)).flatMap(roster.reviewer)?.name ?? name
        }
        let refusal = file.whyMayNotSign(signer, board: board).map { "You may not sign this plan: \($0)" }
        var context = SignOffContext(
            page: try frame("Sign-off of case \(file.subject.id)", of: file), letter: try office.letterContext(file),
            plan: try office.planContext(file), aid: try office.decisionAidContext(file),
            summary: file.subject.consent.summaryToOwnDoctor ? try office.summaryContext(file) : nil,
            outcome: sentences.first ?? "",
            outcomeReasons: Array(sentences.dropFirst()) + dissentWords(file, roster),
            reading: try office.readingNote(of: file),
            openPoints: plan.gaps.map(\.description) + (refusal.map { [$0] } ?? []), signerName: signer.name,
            signerRole: signer.id == board.chair ? "chair" : "delegate of the chair", typedName: entry.name,
            confirmed: entry.isConfirmed, errors: entry.errors, action: "/signoff",
            hidden: [FormSubject(plan, of: file.subject.id, signer: id).hidden], declineURL: "/signoff/back")
        context.addressees = addressees(file, roster, chosen: entry.addressee)
        context.reason = entry.reason
        context.sentBack = file.planRecord.returned.map { back in
            "\(roster.reviewer(back.by)?.name ?? back.by.text) sent it back, and it has not been changed since: \(back.reason)"
        }
        return Response(
            html: try office.signOffPage(context, file),
            status: entry.errors.isEmpty ? status : .unprocessableContent)
    }

    private func signed(_ file: CaseFile) throws -> Response {
        guard let signature = file.signature else { throw CommandRefusal.notSigned }
        let time = try file.signed.map(times(of: file).moment) ?? ""
        let patient =
            file.released?.patientPlan == true
            ? "The plan is released to the patient."
            : "The plan is held until a clinician has talked with the patient about it."
        let letter =
            file.released?.letter == true
            ? "The letter is released to the referring doctor."
            : "The patient has not agreed to a letter to the referring doctor; none is sent."
        return try done(
            "Signed", of: file, ["Signed by \(signature.name), \(signature.role), on \(time).", letter, patient])
    }
}

/// What was typed into the sign-off page, and what is wrong with it.
struct SignOffEntry {
    static let coordinator = "coordinator"
    static let panel = "panel"
    var name = ""
    var isConfirmed = false
    var reason = ""
    var addressee = ""
    var errors: [FieldError] = []

    mutating func report(_ field: String, _ label: String, _ message: String) {
        errors.append(FieldError(field: field, label: label, message: message))
    }
}
