import Documents
import Hummingbird
import Orchestrator
import TumorBoard

extension BoardSite {
    /// The gate that every link leads to. Nothing clinical stands on it; GET and HEAD change nothing.
    func addLinks(to router: Router<BasicRequestContext>) {
        router.get("l/:token") { [self] _, context in
            let (token, grant) = try usable(context)
            return try gate("gate", token, grant)
        }
        router.post("l/:token") { [self] request, context in
            let (token, grant) = try usable(context)
            return try knock(token, grant, request)
        }
        router.post("l/:token/open") { [self] request, context in
            let (token, grant) = try usable(context)
            return try enter(token, grant, factor: try await request.form().text("factor"), request)
        }
    }

    private func usable(_ context: BasicRequestContext) throws -> (token: String, grant: LinkGrant) {
        guard let token = context.parameters.get("token") else { throw WebFault.unusable }
        if let grant = try office.grant(of: token) { return (token, grant) }
        try tell(try office.closing(ofLink: token))
        throw WebFault.unusable
    }

    /// Whoever holds a link that was good is told why it is none any more, as far as that tells nothing of the case.
    func tell(_ closing: LinkClosing?) throws {
        switch closing {
        case .ended(let kind): throw CommandRefusal.ended(kind)
        case .withdrawn: throw WebFault.withdrawn
        case nil: return
        }
    }

    /// The first POST: it sends the code, or asks for the passphrase, or opens what needs neither.
    private func knock(_ token: String, _ grant: LinkGrant, _ request: Request) throws -> Response {
        let factor = try office.secondFactor(of: grant)
        switch factor {
        case .none: return try enter(token, grant, factor: "", request)
        case .mailedCode:
            guard try office.sendCode(for: grant) else { throw WebFault.tooMany }
        case .passphrase: break
        }
        if request.wantsJSON { return try Response(json: GateBody(grant, needs: factor)) }
        return try gate(factor == .passphrase ? "gate-passphrase" : "gate-code", token, grant)
    }

    /// The second POST: with the right second factor it opens a session and leaves the token behind.
    private func enter(_ token: String, _ grant: LinkGrant, factor: String, _ request: Request) throws -> Response {
        switch try office.open(grant, secondFactor: factor) {
        case .locked: throw WebFault.tooMany
        case .refused:
            let isPassphrase = try office.secondFactor(of: grant) == .passphrase
            let error = isPassphrase ? "That is not it. Please try again." : "That is not the code that we sent last."
            if request.wantsJSON { return try Response(json: ErrorBody(error: error), status: .forbidden) }
            return try gate(
                isPassphrase ? "gate-passphrase" : "gate-code", token, grant, error: error, status: .forbidden)
        case .opened(let session):
            if grant.purpose == .plan { try office.notePlanRead(through: grant) }
            if grant.purpose == .dissent { try office.noteDissentSeen(through: grant) }
            var response =
                request.wantsJSON
                ? try Response(json: GateBody(grant, needs: .none)) : Response.seeOther(grant.purpose.page)
            SessionCookie.link.give(session, to: &response, isBehindTLS: isBehindTLS)
            return response
        }
    }

    private func gate(
        _ template: String, _ token: String, _ grant: LinkGrant, error: String? = nil, status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let factor = try office.secondFactor(of: grant)
        let opensAtOnce = template == "gate" && factor != .passphrase
        let context = GateContext(
            page: try frame(template == "gate-code" ? "Your code" : "A link for you"),
            purpose: grant.purpose.inGeneralWords,
            action: opensAtOnce ? "/l/\(token)" : "/l/\(token)/open", error: error,
            codeMinutes: factor == .mailedCode ? "10" : "", resendURL: "/l/\(token)",
            asksPassphrase: factor == .passphrase)
        return try page(template, context, status: status)
    }
}

/// What the command line is told at the gate.
struct GateBody: Codable {
    let purpose: String
    /// `code`, `passphrase` or `nothing`.
    let needs: String
    /// Where to go once nothing more is needed.
    let next: String?

    init(_ grant: LinkGrant, needs: SecondFactorKind) {
        purpose = grant.purpose.rawValue
        switch needs {
        case .none: (self.needs, next) = ("nothing", grant.purpose.page)
        case .mailedCode: (self.needs, next) = ("code", nil)
        case .passphrase: (self.needs, next) = ("passphrase", nil)
        }
    }
}
