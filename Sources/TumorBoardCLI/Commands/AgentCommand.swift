import ArgumentParser
import BoardWeb
import Foundation
import Logging
import Orchestrator
import ServiceLifecycle
import TumorBoard
import UnixSignals

/// `tumorboard agent`
struct AgentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agent",
        abstract: "Do what falls due, until SIGTERM or Ctrl-C: list, invite, remind, decide, send.",
        discussion: """
            One agent of a site is active at a time; others stand by and take over when it is gone. It may be killed at \
            any moment: the next one goes on.
            """)

    @Flag(help: "Do everything that is due now, and end.") var once = false
    @Option(help: ArgumentHelp("Milliseconds between two looks when nothing is due.", valueName: "ms")) var poll = 1_000
    @OptionGroup var site: SiteOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...600_000).contains(poll) else { throw ValidationError("--poll is between 1 and 600000.") }
        if output.json, !once { throw ValidationError("--json goes with --once.") }
    }

    func run() async throws {
        let office = try await site.office(log: once ? .warning : .info)
        guard once else {
            let agent = BoardAgent(office: office, poll: .milliseconds(poll), observe: StepLog(office.logger).write)
            return try await Services.run([agent], logger: office.logger)
        }
        let done = try await BoardAgent(office: office, observe: StepLog(office.logger).write).runUntilIdle()
        try output.show(["steps": done]) { done == 0 ? "Nothing is due.\n" : "\(done) steps and emails.\n" }
    }
}

/// `tumorboard serve`
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the pages and do what falls due, in one process, until SIGTERM or Ctrl-C.",
        discussion: "A reverse proxy before it does TLS. Where the agent runs by itself, this one stands by.")

    @Option(help: "The address to listen on. Default: web.host of the site.") var host: String?
    @Option(help: "The port to listen on; 0 takes any free one. Default: web.port of the site.") var port: Int?
    @OptionGroup var site: SiteOptions

    func validate() throws {
        if let port, !(0...65_535).contains(port) { throw ValidationError("--port is between 0 and 65535.") }
    }

    func run() async throws {
        let office = try await site.office(log: .info)
        let host = host ?? office.configuration.webHost
        let server = BoardServer(office: office, host: host, port: port ?? office.configuration.webPort) { port in
            Terminal.write("Serving on http://\(host):\(port), links lead to \(office.configuration.publicURL)\n")
        }
        let agent = BoardAgent(office: office, observe: StepLog(office.logger).write)
        try await Services.run([server, agent], logger: office.logger)
    }
}

/// Runs services until a signal ends them, within five seconds.
enum Services {
    /// Runs services together; when one fails, all end.
    static func run(_ services: [any Service], logger: Logger) async throws {
        var logger = logger
        logger.logLevel = max(logger.logLevel, .notice)
        var configuration = ServiceGroupConfiguration(
            services: services.map { .init(service: $0) }, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        // an answer or a delivery under way gets four of the five seconds, then it is cut off; both can be repeated
        configuration.maximumGracefulShutdownDuration = .seconds(4)
        try await ServiceGroup(configuration: configuration).run()
    }
}

/// Logs each step of the agent that led to something.
struct StepLog: Sendable {
    private let logger: Logger

    /// A log of steps.
    init(_ logger: Logger) { self.logger = logger }

    /// One step.
    func write(_ report: StepReport) {
        logger.info(
            "step taken",
            metadata: [
                "case": "\(report.caseID)", "step": "\(report.action.rawValue)",
                "events": "\(report.events.map(\.kind).joined(separator: ","))",
            ])
    }
}
