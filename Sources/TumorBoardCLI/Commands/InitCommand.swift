import ArgumentParser
import Documents
import Foundation
import Mail
import Orchestrator
import TumorBoard

/// `tumorboard init`
struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Create a site: its settings, keys and database.",
        discussion: "The folder's keys are what opens its database: keep their backup apart from the database's.")

    @Argument(help: ArgumentHelp("The folder; it is made where it is not there.", valueName: "dir"))
    var folder: String
    @Option(help: "The hospital's name.") var name = "Your hospital"
    @Option(help: "Where the links in emails lead; https, without a slash at the end.")
    var url = "http://127.0.0.1:8080"
    @Option(help: "IANA time zone of dates in letters.") var timeZone = "Europe/Berlin"
    @Option(help: "The sender of every email.") var mailFrom = "tumorboard@hospital.example"
    @Option(help: "The mail server.") var smtpHost = "127.0.0.1"
    @Option(help: "Its port.") var smtpPort = 25
    @Option(help: "startTLS, implicitTLS, plainLoopback (this machine only) or plain.")
    var smtpSecurity = "plainLoopback"
    @Option(help: "The port that pages are served on, on this machine.") var webPort = 8080
    @Flag(help: "Put a copy of every template into the site, to be edited.") var templates = false

    func validate() throws {
        for (option, text) in [("--name", name), ("--url", url), ("--smtp-host", smtpHost)] {
            guard !text.isEmpty, text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0 != "\"" && $0 != "\\" }) else {
                throw ValidationError("\(option) must not be empty or hold quotes, backslashes or line breaks.")
            }
        }
        guard url.hasPrefix("https://") || url.hasPrefix("http://"), !url.hasSuffix("/"), URL(string: url) != nil else {
            throw ValidationError("--url must begin with https:// and not end with a slash.")
        }
        guard TimeZone(identifier: timeZone) != nil else {
            throw ValidationError("--time-zone: “\(timeZone)” is not known on this machine; write it as Europe/Berlin.")
        }
        do { _ = try EmailAddress(mailFrom) } catch { throw ValidationError("--mail-from: \(error)") }
        guard let security = SMTPSettings.Security(rawValue: smtpSecurity) else {
            let known = SMTPSettings.Security.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--smtp-security: “\(smtpSecurity)” is not one of \(known).")
        }
        if let problem = SMTPSettings(host: smtpHost, port: smtpPort, security: security).problem {
            throw ValidationError(problem)
        }
        guard (1...65_535).contains(webPort) else { throw ValidationError("--web-port is between 1 and 65535.") }
    }

    func run() async throws {
        let paths = SitePaths(root: URL(fileURLWithPath: folder, isDirectory: true))
        try SiteFounding(
            name: name, url: url, timeZone: timeZone, mailFrom: mailFrom, smtpHost: smtpHost, smtpPort: smtpPort,
            smtpSecurity: smtpSecurity, webPort: webPort
        ).create(at: paths)
        if templates { try Self.writeTemplates(to: paths.templates) }
        _ = try await SiteConfiguration.read(paths)
        Terminal.write(
            """
            The site is in \(paths.root.path).
            Settings: \(paths.configuration.path)
            Keys: \(paths.keys.path) (back them up apart from the rest; without them nothing can be read)
            Next: tumorboard roster import FILE --site \(folder), session add, case import, then doctor and serve.

            """)
    }

    private static func writeTemplates(to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for file in TemplateLibrary.defaultFiles {
            try file.contents.write(to: folder.appending(path: file.name), options: .atomic)
        }
    }
}
