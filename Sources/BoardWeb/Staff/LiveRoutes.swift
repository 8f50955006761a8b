import Documents
import Hummingbird
import Orchestrator
import TumorBoard

extension BoardSite {
    /// A session while it sits, for its board's coordinator, chair and delegates. Every act is one POST.
    func addLiveSessions(to router: Router<BasicRequestContext>) {
        router.get("sessions/:id/live") { [self] request, context in
            guard let staff = try staff(request) else { return try signIn(status: .forbidden) }
            let file = try session(context.parameters.get("id"), for: staff)
            return try livePage(file, staff, isStill: request.query("still") != nil)
        }
        addLiveActs(to: router)
        router.get("sessions/:id/live/:item") { [self] request, context in
            guard let staff = try staff(request) else { return try signIn(status: .forbidden) }
            let file = try session(context.parameters.get("id"), for: staff)
            let desk = try StaffDesk(site: self, staff: staff)
            return try page(
                "session-item", try desk.liveItem(try listed(context.parameters.get("item"), in: file), in: file))
        }
        addItemActs(to: router)
    }

    private func addLiveActs(to router: Router<BasicRequestContext>) {
        router.post("sessions/:id/live/:item") { [self] request, context in
            guard let staff = try staff(request) else { return try signIn(status: .forbidden) }
            let file = try session(context.parameters.get("id"), for: staff)
            let id = file.session.id
            let form = try await request.form()
            do {
                switch context.parameters.get("item") {
                case "open": try office.openSession(id, by: staff.name)
                case "attend":
                    guard let reviewer = try? ReviewerID(form.text("reviewer")) else { throw WebFault.malformedForm }
                    try office.attend(id, [reviewer], isThere: form.text("left").isEmpty, by: staff.name)
                case "confirm":
                    let done = try office.confirmUnanimous(in: id, by: staff.name)
                    if !done.refused.isEmpty {
                        let refused = done.refused.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)." }
                        return try livePage(
                            try office.sessionFile(id), staff, refusal: refused.joined(separator: " "),
                            status: .conflict)
                    }
                case "close": try office.closeSession(id, by: staff.name)
                default: throw WebFault.notFound
                }
            } catch let refusal as SessionRefusal {
                return try livePage(
                    try office.sessionFile(id), staff, refusal: refusal.description.asSentenceStart + ".",
                    status: .conflict)
            }
            return .seeOther("/sessions/\(id)/live")
        }
    }

    private func addItemActs(to router: Router<BasicRequestContext>) {
        router.post("sessions/:id/live/:item/:act") { [self] request, context in
            guard let staff = try staff(request) else { return try signIn(status: .forbidden) }
            let file = try session(context.parameters.get("id"), for: staff)
            let (id, one) = (file.session.id, try listed(context.parameters.get("item"), in: file))
            let caseID = one.subject.id
            var entry = LiveEntry(try await request.form())
            do {
                switch context.parameters.get("act") {
                case "start":
                    try office.startItem(caseID, in: id, by: staff.name)
                    return .seeOther("/sessions/\(id)/live/\(caseID)")
                case "pull": try office.pullItem(caseID, in: id, by: staff.name)
                case "return": try office.pullItem(caseID, in: id, isPulled: false, by: staff.name)
                case "record":
                    guard let act = entry.act else {
                        entry.refusal = "Choose what it comes to."
                        return try itemPage(caseID, id, staff, entry)
                    }
                    try office.endItem(caseID, in: id, act, by: staff.name)
                default: throw WebFault.notFound
                }
            } catch let refusal as SessionRefusal {
                entry.refusal = refusal.description.asSentenceStart + "."
                return try itemPage(caseID, id, staff, entry)
            } catch let refusal as CommandRefusal {
                entry.refusal = refusal.description.asSentenceStart + "."
                return try itemPage(caseID, id, staff, entry)
            }
            return .seeOther("/sessions/\(id)/live")
        }
    }

    private func livePage(
        _ file: SessionFile, _ staff: StaffMember, isStill: Bool = false, refusal: String? = nil,
        status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let context = try StaffDesk(site: self, staff: staff).live(file, refusal: refusal, refreshes: !isStill)
        var response = try page("session-live", context, status: status)
        // without a script the clock runs by loading the page again
        if context.refreshes { response.headers[.refresh] = "20; url=\(context.url)" }
        return response
    }

    private func itemPage(
        _ caseID: CaseID, _ id: SessionID, _ staff: StaffMember, _ entry: LiveEntry
    ) throws -> Response {
        let context = try StaffDesk(site: self, staff: staff).liveItem(
            try office.caseFile(caseID), in: try office.sessionFile(id), entry)
        return try page("session-item", context, status: .conflict)
    }

    /// A session of one of the boards that a member of staff serves; another one is as if it were not there.
    private func session(_ id: String?, for staff: StaffMember) throws -> SessionFile {
        guard let id = id.flatMap({ try? SessionID($0) }) else { throw WebFault.notFound }
        let file = try office.sessionFile(id)
        guard staff.boards.contains(file.session.board) else { throw WebFault.notFound }
        return file
    }

    /// A case that is or was on a session's agenda.
    private func listed(_ id: String?, in file: SessionFile) throws -> CaseFile {
        guard let id = id.flatMap({ try? CaseID($0) }),
            file.listed[id] != nil || file.sitting.items[id]?.end != nil
        else { throw WebFault.notFound }
        return try office.caseFile(id)
    }
}
