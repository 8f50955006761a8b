import Documents
import Hummingbird
import Orchestrator
import TumorBoard

extension BoardSite {
    /// How a dissent is recorded, shown to its author, and the statement that they may add until the plan is signed.
    func addDissent(to router: Router<BasicRequestContext>) {
        router.get("dissent") { [self] request, _ in
            let grant = try grant(request, for: .dissent)
            return try dissentPage(grant, office.caseFile(grant.caseID))
        }
        router.post("dissent") { [self] request, _ -> Response in
            let grant = try grant(request, for: .dissent)
            let form = try await request.form()
            try form.mustBeAbout(FormSubject(grant))
            let text = form.text("statement")
            try office.stateDissent(through: grant, text: text.isEmpty ? nil : text)
            return .seeOther("/dissent")
        }
    }

    private func dissentPage(_ grant: LinkGrant, _ file: CaseFile) throws -> Response {
        try file.refuseWithdrawn()
        let sheet: DissentSheet
        do {
            sheet = try office.dissentSheet(file, of: try ReviewerID(grant.person))
        } catch let refusal as CommandRefusal {
            switch refusal {
            // the plan was decided anew since the link was made
            case .noPlan, .noDissent:
                return try done(
                    "Nothing is recorded", of: file, ["The plan has changed since, and records no dissent of yours."])
            default: throw refusal
            }
        }
        let context = DissentContext(
            page: try frame("Your view on case \(file.subject.id)", of: file), reviewerName: sheet.name,
            author: sheet.author, stance: sheet.stance, rationale: sheet.rationale,
            toThePatient: sheet.toThePatient, statement: TextField(name: "statement", value: sheet.statement ?? ""),
            stated: sheet.statement, isOpen: sheet.isOpen, action: "/dissent", hidden: [FormSubject(grant).hidden])
        return try page("dissent", context)
    }

    /// Who has not looked yet at how their dissent is recorded, for whoever signs.
    func dissentWords(_ file: CaseFile, _ roster: Roster) -> [String] {
        file.dissentersUnheard.map { id in
            "\(roster.reviewer(id)?.name ?? id.text) has not looked yet at how their dissent is recorded. You need not wait."
        }
    }
}
