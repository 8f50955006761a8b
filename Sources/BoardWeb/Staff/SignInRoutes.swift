import Documents
import Hummingbird
import Orchestrator
import TumorBoard

extension BoardSite {
    /// How staff sign in: an address, then six digits mailed to it. Nobody learns whether an address is known.
    func addSignIn(to router: Router<BasicRequestContext>) {
        router.post("login") { [self] request, _ in
            let email = try await request.form().text("email")
            guard !email.isEmpty else {
                return try signIn(error: "type your work email", status: .unprocessableContent)
            }
            guard try office.sendStaffCode(to: email) else { throw WebFault.tooMany }
            return try signIn(email: email, asksCode: true)
        }
        router.post("login/code") { [self] request, _ in
            let form = try await request.form()
            let email = form.text("email")
            switch try office.openStaffSession(email: email, code: form.text("code")) {
            case .locked: throw WebFault.tooMany
            case .refused:
                let error = "That is not the code that we sent last."
                return try signIn(email: email, asksCode: true, error: error, status: .forbidden)
            case .opened(let session):
                var response = Response.seeOther("/")
                SessionCookie.staff.give(session, to: &response, isBehindTLS: isBehindTLS)
                return response
            }
        }
        router.post("logout") { [self] request, _ in
            if let session = SessionCookie.staff.session(in: request, isBehindTLS: isBehindTLS) {
                try office.endSession(session)
            }
            var response = Response.seeOther("/")
            SessionCookie.staff.remove(from: &response, isBehindTLS: isBehindTLS)
            return response
        }
    }

    /// The page to sign in on.
    func signIn(
        email: String = "", asksCode: Bool = false, error: String? = nil, status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let context = SignInContext(
            page: try frame("Sign in"), action: asksCode ? "/login/code" : "/login", error: error, email: email,
            asksCode: asksCode)
        return try page("login", context, status: status)
    }

    /// Whoever is signed in; nil for nobody.
    func staff(_ request: Request) throws -> StaffMember? {
        try SessionCookie.staff.session(in: request, isBehindTLS: isBehindTLS).flatMap(office.staff(ofSession:))
    }

    /// A case that a member of staff may see; one of another board is as if it were not there.
    func file(_ id: String?, for staff: StaffMember, in roster: Roster) throws -> CaseFile {
        guard let id, let caseID = try? CaseID(id) else { throw WebFault.notFound }
        let file = try office.caseFile(caseID)
        guard staff.boards.contains(try office.board(of: file, in: roster).id) else { throw WebFault.notFound }
        return file
    }

    /// What stands around a page for staff.
    func frame(_ title: String, for staff: StaffMember) throws -> PageFrame {
        var page = try frame(title)
        page.nav = [
            NavLink(label: "Cases and sessions", url: "/", isCurrent: title == Self.homeTitle),
            NavLink(label: Self.scheduleTitle, url: Self.schedulePath, isCurrent: title == Self.scheduleTitle),
            NavLink(label: Self.qualityTitle, url: Self.qualityPath, isCurrent: title == Self.qualityTitle),
        ]
        page.signedInAs = staff.name
        page.signOutURL = "/logout"
        return page
    }

    static var homeTitle: String { "Cases and sessions" }
}
