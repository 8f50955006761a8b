import Hummingbird
import Orchestrator
import TumorBoard

extension BoardSite {
    /// Keeping what was typed, throwing it away, and an older answer that stands.
    func addDrafts(to router: Router<BasicRequestContext>) {
        router.post("ballot/draft") { [self] request, _ in try await keepDraft(request) }
        router.post("ballot/draft/discard") { [self] request, _ in try await discardDraft(request) }
        router.post("ballot/stands") { [self] request, _ in try await stands(request) }
    }

    /// The desk that a form with an opinion is posted to. Where the packet has changed while it was being filled in,
    /// what was typed is kept for the fresh link before the form is refused.
    func desk(for form: PostedForm, through grant: LinkGrant) throws -> BallotDesk {
        let desk: BallotDesk
        do {
            desk = try office.ballotDesk(grant)
        } catch DeskError.packetChanged {
            try form.mustBeAbout(FormSubject(ballot: grant))
            guard try office.keepDraft(form.fields, through: grant) else { throw DeskError.packetChanged }
            throw WebFault.packetChangedDraftKept
        }
        try form.mustBeAbout(FormSubject(desk))
        return desk
    }

    private func keepDraft(_ request: Request) async throws -> Response {
        let grant = try grant(request, for: .ballot)
        let form = try await request.form()
        let desk = try desk(for: form, through: grant)
        guard desk.isOpen, try office.keepDraft(form.fields, through: grant) else { throw WebFault.ballotClosed }
        return .seeOther(desk.given == nil ? "/ballot#draft" : "/ballot?replace=1#draft")
    }

    private func discardDraft(_ request: Request) async throws -> Response {
        let grant = try grant(request, for: .ballot)
        let desk = try office.ballotDesk(grant)
        try await request.form().mustBeAbout(FormSubject(desk))
        try office.discardDraft(through: grant)
        return .seeOther("/ballot")
    }

    /// The answer that was given on an older packet counts again, word for word.
    private func stands(_ request: Request) async throws -> Response {
        let grant = try grant(request, for: .ballot)
        let desk = try office.ballotDesk(grant)
        try await request.form().mustBeAbout(FormSubject(desk))
        guard let earlier = desk.stale else { return .seeOther("/ballot") }
        let typed = earlier.opinion.formFields(for: desk.packet.content.subject)
        return try submit(earlier.opinion, desk, grant, BallotEntry(entered: typed), action: "/ballot")
    }
}
