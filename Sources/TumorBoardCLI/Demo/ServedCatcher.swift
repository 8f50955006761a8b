import Foundation
import MailCatcher
import Orchestrator

/// The mail catcher of a demo that goes on being served, on the port that the site's configuration names.
enum ServedCatcher {
    static func start(for office: BoardOffice, in root: URL) async throws -> MailCatcher {
        let catcher = MailCatcher(
            directory: root.appending(path: "mail", directoryHint: .isDirectory), port: office.configuration.smtpPort)
        _ = try await catcher.start()
        return catcher
    }
}
