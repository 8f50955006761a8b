import Documents
import Foundation
import Hummingbird
import Orchestrator
import TumorBoard

extension BoardSite {
    /// The letter for the referring doctor and the plan for the patient, each in a session of its own link.
    func addDocuments(to router: Router<BasicRequestContext>) {
        router.get("letter") { [self] request, _ in
            let file = try released(.letter, request)
            let context = LetterPageContext(
                page: try frame("Recommendation of the board", of: file), letter: try office.letterContext(file),
                pdfURL: "/letter.pdf")
            return try page("letter-page", context)
        }
        router.get("letter.pdf") { [self] request, _ in
            let file = try released(.letter, request)
            return Response(
                pdf: try await office.pdf(of: .letter, file: file), named: "letter-\(file.subject.id).pdf")
        }
        router.get("plan") { [self] request, _ in
            let file = try released(.plan, request)
            let entry = AskEntry(wasAsked: request.query("asked") != nil)
            return try planPage(file, try grant(request, for: .plan), entry, print: PrintSize(request))
        }
        router.get("plan.pdf") { [self] request, _ in
            let file = try released(.plan, request)
            let data = try await office.pdf(of: .plan, file: file, largePrint: PrintSize(request).isLarge)
            return Response(pdf: data, named: "plan-\(file.subject.id).pdf")
        }
        addDecisionAid(to: router)
        addSummary(to: router)
    }

    /// The case behind a session with the newest version of the document that has been released and not withdrawn; the
    /// summary goes with the patient's plan.
    func released(_ purpose: LinkPurpose, _ request: Request) throws -> CaseFile {
        let file = try office.caseFile(try grant(request, for: purpose).caseID)
        if purpose != .plan { try file.refuseWithdrawn() }
        if purpose == .summary, !file.subject.consent.summaryToOwnDoctor { throw WebFault.notReleased }
        guard file.ending == nil, let shown = file.released(purpose == .letter ? .letter : .plan) else {
            throw WebFault.notReleased
        }
        return shown
    }
}
