import Foundation
import MailCatcher
import TumorBoard

/// An email as its reader in the demo sees it.
struct DemoMail: Sendable {
    let kind: String
    let to: String
    let caseID: CaseID?
    let link: String?
    let code: String?

    /// Reads a caught email.
    init(_ caught: CaughtMail) throws {
        let mail = try ReadMail(caught.data)
        let text = mail.text ?? ""
        kind = mail.header("X-Tumorboard-Kind") ?? ""
        to = caught.recipients.first ?? ""
        caseID = text.firstMatch(of: /C-\d{4}/).flatMap { try? CaseID(String($0.output)) }
        link = text.firstMatch(of: /https?:\/\/\S+\/l\/[A-Za-z0-9_\-]+/).map { String($0.output) }
        code = text.firstMatch(of: /\b\d{6}\b/).map { String($0.output) }
    }
}

/// The mail that has come since it was last looked at; a repeat of a message is read once.
final class DemoMailbox {
    private let catcher: MailCatcher
    private var seen = 0
    private var messageIDs: Set<String> = []

    init(_ catcher: MailCatcher) { self.catcher = catcher }

    /// New mail, in the order in which it came.
    func unread() throws -> [DemoMail] {
        let all = catcher.messages
        defer { seen = all.count }
        return try all.dropFirst(seen).filter { caught in
            let id = try ReadMail(caught.data).header("Message-ID") ?? ""
            return messageIDs.insert(id).inserted
        }.map(DemoMail.init)
    }
}
