import Documents
import Foundation
import Hummingbird
import Orchestrator
import TumorBoard

extension BoardSite {
    /// What one named person records with a link: an alert taken, a conversation held, a finding given.
    func addActs(to router: Router<BasicRequestContext>) {
        router.get("act") { [self] request, _ in
            let grant = try grant(request, for: .acknowledge, .conversation, .review)
            let file = try office.caseFile(grant.caseID)
            if let words = recorded(grant, file) { return try done("Recorded", of: file, words) }
            return try actPage(grant, file, ActEntry())
        }
        router.post("act") { [self] request, _ in try await act(request) }
    }

    private func act(_ request: Request) async throws -> Response {
        let grant = try grant(request, for: .acknowledge, .conversation, .review)
        let form = try await request.form()
        try form.mustBeAbout(FormSubject(grant))
        let file = try office.caseFile(grant.caseID)
        if recorded(grant, file) != nil { return .seeOther("/act") }
        var entry = ActEntry(name: form.text("name"), note: form.text("note"))
        if entry.name.isEmpty { entry.errors["name"] = "type your name" }
        if entry.note.isEmpty, grant.purpose == .review { entry.errors["note"] = "write down the finding" }
        if grant.purpose == .conversation {
            entry.choice = ChoiceEntry(form, plan: file.plan)
            for error in entry.choice.errors { entry.errors[error.field] = error.message }
        }
        guard entry.errors.isEmpty else { return try actPage(grant, file, entry) }
        try office.act(
            through: grant, name: entry.name, note: entry.note, choice: entry.choice.draft(talkedWith: entry.name))
        return .seeOther("/act")
    }

    /// Who did it already, where somebody did.
    private func recorded(_ grant: LinkGrant, _ file: CaseFile) -> [String]? {
        switch grant.purpose {
        case .acknowledge:
            file.acknowledged.map { ["\($0.by) has taken case \(file.subject.id). No further alerts are sent."] }
        case .conversation:
            file.conversation.map { ["\($0.by) has recorded the conversation. The patient’s plan is released."] }
        case .review:
            file.openTask(of: grant.person) == nil
                ? ["The finding has been received; the case goes back to the board. Thank you."] : nil
        case .ballot, .dissent, .signOff, .letter, .summary, .plan, .upload, .answer, .followUp, .implementation: nil
        }
    }

    private func actPage(_ grant: LinkGrant, _ file: CaseFile, _ entry: ActEntry) throws -> Response {
        if grant.purpose == .review { try file.refuseWithdrawn() }
        let words = ActWords(grant.purpose, case: file.subject.id, task: file.openTask(of: grant.person)?.request)
        var packet: PacketContext?
        // an alert's link has no second factor: nothing clinical stands behind it
        if grant.purpose == .review, let frozen = file.packet {
            packet = try office.packetContext(
                file, packet: frozen, seat: file.openTask(of: grant.person)?.request.specialty)
        }
        let context = ActContext(
            page: try frame(words.title, of: file), explanation: words.explanation, packet: packet,
            choice: grant.purpose == .conversation ? file.plan.map { entry.choice.fields(of: $0) } : nil,
            errors: entry.errors.sorted { $0.key < $1.key }.map { field, message in
                FieldError(
                    field: field,
                    label: field == "name"
                        ? "Your name" : field == "note" ? words.noteLabel : "What the patient decided", message: message
                )
            },
            name: TextField(name: "name", value: entry.name, error: entry.errors["name"]),
            note: TextField(name: "note", value: entry.note, error: entry.errors["note"]), noteLabel: words.noteLabel,
            noteHint: words.noteHint, button: words.button, action: "/act", hidden: [FormSubject(grant).hidden])
        return try page("act", context, status: entry.errors.isEmpty ? .ok : .unprocessableContent)
    }

    /// A calm page that says what has been done.
    func done(_ title: String, of file: CaseFile, _ sentences: [String]) throws -> Response {
        try page("act", ActContext(page: try frame(title, of: file), done: sentences))
    }
}

/// What was typed into an act's page, and what is wrong with it.
struct ActEntry {
    var name = ""
    var note = ""
    var choice = ChoiceEntry()
    var errors: [String: String] = [:]
}

/// The words of an act's page.
private struct ActWords {
    var title: String
    var explanation: [String]
    var noteLabel: String
    var noteHint: String
    var button: String

    init(_ purpose: LinkPurpose, case id: CaseID, task: InformationRequest?) {
        switch purpose {
        case .acknowledge:
            title = "Emergency, case \(id)"
            explanation = [
                "A case was marked as an emergency. Whoever is named here takes it: find the patient’s record in the "
                    + "hospital’s system under this reference.",
                "Until somebody does, everyone on call is alerted again.",
            ]
            (noteLabel, noteHint) = ("A note, if you like", "No clinical detail: this page has no second factor.")
            button = "I take this case"
        case .conversation:
            title = "Conversation, case \(id)"
            explanation = [
                "The plan is signed and held. Record here that a clinician has talked about it with the patient; it is "
                    + "then released to the patient.",
                "If the patient has decided already, say what; it can be recorded later, and it may change.",
            ]
            (noteLabel, noteHint) = ("A note, if you like", "What matters for whoever looks after the patient.")
            button = "The conversation has taken place"
        case .ballot, .dissent, .signOff, .letter, .summary, .plan, .review, .upload, .answer, .followUp,
            .implementation:
            title =
                "\(task?.need.title.prefix(1).uppercased() ?? "F")\(task?.need.title.dropFirst() ?? "inding"), case \(id)"
            explanation = [
                "The board cannot decide without it. The packet is below, and under it the field for the finding."
            ]
            (noteLabel, noteHint) = ("The finding", "In the words of the report. It becomes a record of the case.")
            button = "Give this finding"
        }
    }
}

extension CaseFile {
    /// What somebody was asked for and has not given.
    fileprivate func openTask(of person: String) -> InformationTask? {
        tasks.first { $0.received == nil && $0.request.reviewer?.text == person }
    }
}
