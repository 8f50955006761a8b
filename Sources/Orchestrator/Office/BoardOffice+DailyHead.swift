import Documents
import Foundation
import Journal
import TumorBoard

extension BoardOffice {
    /// Queues the journal's signed head for whoever keeps it, once a day; nothing where the site names nobody.
    func queueDailyHead() throws {
        guard let keeper = configuration.auditTo else { return }
        let day = CivilDate(now, in: configuration.timeZone)
        let id = "head/\(day)"
        guard try journal.outbox(stream: .site).allSatisfy({ $0.id != id }) else { return }
        var notice = Notice(.head, to: .staff(keeper), caseID: nil, revision: 0, due: now)
        notice.task = String(decoding: try JSONEncoder.canonical.encode(try signedHead()), as: UTF8.self)
        try queueSiteMail(notice, id: id)
    }
}
