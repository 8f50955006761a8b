import Hummingbird
import Orchestrator

/// The cookies of a browser: one for the link it opened last, one for a member of staff.
enum SessionCookie: String {
    case link = "tumorboard"
    case staff = "tumorboard-staff"

    /// A `__Host-` cookie is bound to https and to this very host; over plain http on loopback it would not travel.
    private func name(_ isBehindTLS: Bool) -> String { isBehindTLS ? "__Host-" + rawValue : rawValue }

    /// The session that a browser holds.
    func session(in request: Request, isBehindTLS: Bool) -> String? {
        request.cookies[name(isBehindTLS)]?.value
    }

    /// Gives a browser a session that ends with it.
    func give(_ session: String, to response: inout Response, isBehindTLS: Bool) {
        set("\(name(isBehindTLS))=\(session); Path=/", on: &response, isBehindTLS)
    }

    /// Takes the session from a browser.
    func remove(from response: inout Response, isBehindTLS: Bool) {
        set("\(name(isBehindTLS))=; Path=/; Max-Age=0", on: &response, isBehindTLS)
    }

    private func set(_ cookie: String, on response: inout Response, _ isBehindTLS: Bool) {
        response.headers[values: .setCookie].append(
            cookie + (isBehindTLS ? "; Secure" : "") + "; HttpOnly; SameSite=Strict")
    }
}

extension BoardSite {
    /// The link behind a browser's session, of one of the purposes that a page serves.
    /// - Throws: `WebFault.noSession`; `WebFault.unusable` where the link is for something else.
    func grant(_ request: Request, for purposes: LinkPurpose...) throws -> LinkGrant {
        guard let session = SessionCookie.link.session(in: request, isBehindTLS: isBehindTLS) else {
            throw WebFault.noSession
        }
        guard let grant = try office.grant(ofSession: session) else {
            try tell(try office.closing(ofSession: session))
            throw WebFault.noSession
        }
        guard purposes.contains(grant.purpose) else { throw WebFault.unusable }
        return grant
    }
}
