import Documents
import Foundation
import Hummingbird
import Orchestrator
import TumorBoard

extension BoardSite {
    /// The decision aid, in the session of the plan's link.
    func addDecisionAid(to router: Router<BasicRequestContext>) {
        router.get("decision-aid") { [self] request, _ in
            let file = try released(.plan, request)
            guard var aid = try office.decisionAidContext(file) else { throw WebFault.notFound }
            let print = PrintSize(request)
            aid.isLargePrint = print.isLarge
            let context = DecisionAidPageContext(
                page: try frame("Your choice: the ways side by side", of: file, language: aid.language), aid: aid,
                planURL: print.address("/plan"), pdfURL: print.address("/decision-aid.pdf"),
                otherPrintURL: print.other.address("/decision-aid"))
            return try page("decision-aid-page", context, language: aid.language)
        }
        router.get("decision-aid.pdf") { [self] request, _ in
            let file = try released(.plan, request)
            guard file.hasChoice else { throw WebFault.notFound }
            let data = try await office.pdf(of: .decisionAid, file: file, largePrint: PrintSize(request).isLarge)
            return Response(pdf: data, named: "decision-aid-\(file.subject.id).pdf")
        }
    }

    /// The summary for the patient's own doctor, in a session of its own link.
    func addSummary(to router: Router<BasicRequestContext>) {
        router.get("summary") { [self] request, _ in
            let file = try released(.summary, request)
            let context = SummaryPageContext(
                page: try frame("What the board recommends, on one page", of: file),
                summary: try office.summaryContext(file), pdfURL: "/summary.pdf")
            return try page("summary-page", context)
        }
        router.get("summary.pdf") { [self] request, _ in
            let file = try released(.summary, request)
            return Response(
                pdf: try await office.pdf(of: .summary, file: file), named: "summary-\(file.subject.id).pdf")
        }
    }
}

/// In which size of print a patient reads; it stands in the address, so that a page can be kept as it is.
struct PrintSize {
    let isLarge: Bool

    /// As the address asks for it.
    init(_ request: Request) { isLarge = request.query("print") == "large" }

    /// Normal print, where nothing else is said.
    init(isLarge: Bool = false) { self.isLarge = isLarge }

    /// The other one.
    var other: PrintSize { PrintSize(isLarge: !isLarge) }

    /// An address in this size.
    func address(_ path: String) -> String { isLarge ? path + "?print=large" : path }
}
