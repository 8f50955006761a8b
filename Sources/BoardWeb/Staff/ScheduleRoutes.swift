import Documents
import Hummingbird
import Orchestrator
import TumorBoard

extension BoardSite {
    static var schedulePath: String { "/schedule" }
    static var scheduleTitle: String { "Schedule" }
    static var planField: String { "plan" }

    /// The plan of sessions and panels, and publishing it as it was looked at.
    func addSchedule(to router: Router<BasicRequestContext>) {
        router.get("schedule") { [self] request, _ in
            guard let staff = try staff(request) else { return try signIn(status: .forbidden) }
            let desk = try StaffDesk(site: self, staff: staff)
            return try page("schedule", try desk.schedule(try desk.plan()))
        }
        router.post("schedule") { [self] request, _ in
            guard let staff = try staff(request) else { return try signIn(status: .forbidden) }
            let seen = try await request.form().text(Self.planField)
            let desk = try StaffDesk(site: self, staff: staff)
            let proposal = try desk.plan()
            guard proposal.fingerprint == seen else { return try changed(desk) }
            do {
                let published = try office.publish(proposal, actor: staff.name).map(\.caseID)
                let words =
                    published.isEmpty
                    ? "Nothing had to be published." : "Published: \(published.map(\.text).joined(separator: ", "))."
                return try page("schedule", try desk.schedule(try desk.plan(), notice: words))
            } catch is ScheduleOvertaken {
                return try changed(desk)
            }
        }
    }

    /// The plan as it is now, where another one was looked at.
    private func changed(_ desk: StaffDesk) throws -> Response {
        let words = "Nothing was published: the plan is another one by now. Look at it, and publish it then."
        return try page(
            "schedule", try desk.schedule(try desk.plan(), notice: words, isRefusal: true), status: .conflict)
    }
}
