import ArgumentParser
import Foundation
import Orchestrator

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
        if let problem = founding.problem { throw ValidationError(problem) }
    }

    func run() async throws {
        let paths = SitePaths(root: URL(fileURLWithPath: folder, isDirectory: true))
        try founding.create(at: paths)
        if templates { try SiteFounding.writeTemplates(to: paths) }
        _ = try await SiteConfiguration.read(paths)
        Terminal.write(
            """
            The site is in \(paths.root.path).
            Settings: \(paths.configuration.path)
            Keys: \(paths.keys.path) (back them up apart from the rest; without them nothing can be read)
            Next: tumorboard roster import FILE --site \(folder), session add, case import, then doctor and serve.

            """)
    }

    private var founding: SiteFounding {
        SiteFounding(
            name: name, url: url, timeZone: timeZone, mailFrom: mailFrom, smtpHost: smtpHost, smtpPort: smtpPort,
            smtpSecurity: smtpSecurity, webPort: webPort)
    }
}
