import Documents
import Hummingbird
import Orchestrator

/// Every route of a site, with what goes around each answer.
struct BoardSite: Sendable {
    let office: BoardOffice

    /// The routes. GET and HEAD change nothing, anywhere.
    func router() -> Router<BasicRequestContext> {
        let router = Router(options: .autoGenerateHeadEndpoints)
        router.add(middleware: SafeHeaders(isBehindTLS: isBehindTLS))
        router.add(middleware: FaultPages(site: self))
        router.add(middleware: OwnOriginOnly(publicURL: office.configuration.publicURL))
        addLinks(to: router)
        addBallot(to: router)
        addDissent(to: router)
        addSignOff(to: router)
        addAnswers(to: router)
        addDocuments(to: router)
        addPlanQuestions(to: router)
        addQuestions(to: router)
        addImplementation(to: router)
        addActs(to: router)
        addUpload(to: router)
        addSignIn(to: router)
        addStaffPages(to: router)
        addReferrals(to: router)
        addRecordFiles(to: router)
        router.get("style.css") { [self] _, _ in
            Response(text: try office.templates.text("style", [:]), type: "text/css; charset=utf-8")
        }
        router.get("health") { _, _ in Response(text: "ok", type: "text/plain; charset=utf-8") }
        return router
    }

    /// Whether people reach the site by https, so that cookies can be bound to it.
    var isBehindTLS: Bool { office.configuration.publicURL.hasPrefix("https://") }
}
