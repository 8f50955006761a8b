import Documents
import Foundation
import Hummingbird
import Orchestrator
import TumorBoard

extension BoardSite {
    /// The coordinator's pages, within the boards of whoever is signed in.
    func addStaffPages(to router: Router<BasicRequestContext>) {
        router.get("/") { [self] request, _ in
            guard let staff = try staff(request) else { return try signIn() }
            return try page("coordinator", try StaffDesk(site: self, staff: staff).home())
        }
        router.get("cases/:id") { [self] request, context in
            guard let staff = try staff(request) else { return try signIn(status: .forbidden) }
            let desk = try StaffDesk(site: self, staff: staff)
            let file = try file(context.parameters.get("id"), for: staff, in: desk.roster)
            return try page("case-detail", try desk.detail(of: file))
        }
        router.get("sessions/:id") { [self] request, context in
            guard let staff = try staff(request) else { return try signIn(status: .forbidden) }
            guard let id = context.parameters.get("id").flatMap({ try? SessionID($0) }) else { throw WebFault.notFound }
            let file = try office.sessionFile(id)
            guard staff.boards.contains(file.session.board) else { throw WebFault.notFound }
            return try page("session-detail", try StaffDesk(site: self, staff: staff).detail(of: file))
        }
        addSchedule(to: router)
        addQuality(to: router)
        for document in CaseDocument.allCases {
            router.get("cases/:id/\(document.rawValue)") { [self] request, context in
                guard let staff = try staff(request) else { return try signIn(status: .forbidden) }
                let file = try file(context.parameters.get("id"), for: staff, in: office.roster())
                return try whole(document, of: file)
            }
            guard document != .packet else { continue }
            router.get("cases/:id/versions/:version/\(document.rawValue)") { [self] request, context in
                guard let staff = try staff(request) else { return try signIn(status: .forbidden) }
                let file = try file(context.parameters.get("id"), for: staff, in: office.roster())
                guard let version = context.parameters.get("version").flatMap(Int.init),
                    let then = file.atVersion(version)
                else { throw WebFault.notFound }
                return try whole(document, of: then)
            }
        }
    }

    /// A document as it leaves the building: a page of its own, whose style stands in it and is allowed by its hash.
    private func whole(_ document: CaseDocument, of file: CaseFile) throws -> Response {
        let html = try office.html(of: document, file: file)
        var response = Response(html: html)
        response.headers[.contentSecurityPolicy] = ContentPolicy.text(styles: html.styleHashes)
        return response
    }
}

extension String {
    /// The hash of each style element, as a content security policy names it.
    var styleHashes: [String] {
        var hashes: [String] = []
        var rest = self[...]
        while let open = rest.range(of: "<style>"), let close = rest[open.upperBound...].range(of: "</style>") {
            let style = rest[open.upperBound..<close.lowerBound]
            hashes.append(Data(hexadecimal: BoardOffice.digest(of: Data(style.utf8))).base64EncodedString())
            rest = rest[close.upperBound...]
        }
        return hashes
    }
}

extension Data {
    /// The bytes of a digest.
    fileprivate init(hexadecimal text: String) {
        let digits = text.compactMap(\.hexDigitValue)
        self.init(stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(16 * digits[$0] + digits[$0 + 1]) })
    }
}
