import Documents
import Hummingbird
import Orchestrator
import TumorBoard

extension BoardSite {
    static var qualityPath: String { "/quality" }
    static var qualityTitle: String { "Quality" }

    /// The quality report of a period, for the boards of whoever is signed in.
    func addQuality(to router: Router<BasicRequestContext>) {
        router.get("quality") { [self] request, _ in
            guard let staff = try staff(request) else { return try signIn(status: .forbidden) }
            let desk = try StaffDesk(site: self, staff: staff)
            return try page(
                "quality", try desk.quality(from: request.query("from"), to: request.query("to")))
        }
    }
}

extension StaffDesk {
    /// The report of a period: the last ninety days where none is asked for.
    func quality(from: String?, to: String?) throws -> QualityContext {
        let today = CivilDate(now, in: times.zone)
        var days = (from: today.adding(days: -90), to: today)
        var refusal: String?
        if let from, let to {
            if let first = try? CivilDate(from), let last = try? CivilDate(to), first.day != nil, last.day != nil,
                first <= last
            {
                days = (first, last)
            } else {
                refusal = "Give a first and a last day, the first not after the last. These are the last ninety days."
            }
        }
        let report = try site.office.qualityReport(
            from: days.from, to: days.to, boards: Set(staff.boards), namesPeople: staff.role != "delegate")
        var context = try site.office.qualityContext(
            report, page: try site.frame(BoardSite.qualityTitle, for: staff))
        context.action = BoardSite.qualityPath
        (context.from, context.to) = (days.from.description, days.to.description)
        context.refusal = refusal
        return context
    }
}
