import ArgumentParser
import BoardWeb
import Foundation
import Logging
import MailCatcher
import Orchestrator
import ServiceLifecycle
import TumorBoard
import UnixSignals

/// `tumorboard demo`.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Run one whole board on the sample cases, while you watch.",
        discussion: """
            Creates a site, imports the samples, and lets every reviewer, clinician and patient act on the emails they
            get, over SMTP and HTTP on this machine. Its clock starts weeks ago and ends now. Exit code 0 only if every
            case ends as its sample expects.
            """)

    @Option(help: "The new site's folder; it must not hold a site yet.") var site = "tumorboard-demo"
    @Option(help: "The samples' folder.") var samples = "Samples"
    @Option(help: "The port of the pages.") var port = 8080
    @Flag(help: "Serve the site when the board is over, until you press Ctrl-C.") var serve = false
    @Flag(help: "Leave out the PDF files.") var noPDF = false
    @Flag(help: "Begin again where the folder holds an earlier demo.") var again = false
    @Flag(help: "Print the outcomes as JSON, and nothing else on standard output.") var json = false
    @Option(help: "Run the agent in a process of its own and kill it this many times while it works.") var kills = 0
    @Option(help: "The seed of the demo's identifiers, and of the moments at which its agent is killed.")
    var seed: UInt64 = 1

    func run() async throws {
        let root = URL(fileURLWithPath: site).standardizedFileURL
        try clearEarlier(root)
        let started = ContinuousClock.now
        let stage = try await DemoStage.build(
            site: root, samples: URL(fileURLWithPath: samples), port: port, kills: kills, seed: seed,
            logger: Self.logger)
        let quiet = json
        let documents = DemoDocuments(
            office: stage.office, folder: root.appending(path: "documents", directoryHint: .isDirectory),
            withPDF: !noPDF)
        let board = DemoBoard(stage, documents: documents) { line in if !quiet { print(line) } }
        let cases: [(id: CaseID, script: SampleScript)]
        do {
            cases = try await board.run()
        } catch {
            try await stage.strike()
            throw error
        }
        let bar = ProgressBar("Documents", total: cases.count)
        let written = try await documents.finish(cases.map(\.id)) { bar.advance($0) }
        bar.finish()
        let outcomes = try cases.map { one in
            try DemoOutcome(
                try stage.office.caseFile(one.id), script: one.script, office: stage.office,
                documents: written[one.id] ?? [])
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let data = try encoder.encode(outcomes)
        try data.write(to: root.appending(path: "outcomes.json"))
        report(outcomes, data, stage, root, took: ContinuousClock.now - started)
        var isExpected = outcomes.count == stage.scripts.count && outcomes.allSatisfy(\.isExpected)
        if let agent = stage.agent as? KilledAgent, agent.kills < kills {
            printError("the agent was killed \(agent.kills) times only, not \(kills)")
            isExpected = false
        }
        try await stage.strike()
        if serve { try await serveSite(root) }
        guard isExpected else { throw ExitCode.failure }
    }

    /// Only what needs a look: the demo tells the rest itself.
    private static var logger: Logger {
        var logger = Logger(label: "tumorboard.demo")
        logger.logLevel = .error
        return logger
    }

    private func report(
        _ outcomes: [DemoOutcome], _ data: Data, _ stage: DemoStage, _ root: URL, took: Duration
    ) {
        if json {
            print(String(decoding: data, as: UTF8.self))
            return
        }
        var table = TextTable(
            columns: ["case", "site of cancer", "urgency", "session", "panel", "outcome", "why", "documents"])
        for one in outcomes {
            let outcome = [one.status == "released" ? nil : one.state, one.consensus].compactMap { $0 }
            table.add([
                one.caseID, one.site, one.urgency, one.session, one.panel.joined(separator: ", "),
                outcome.joined(separator: ", "), one.why,
                one.documents.filter { $0.hasSuffix(".html") }.map { String($0.dropLast(5)) }.joined(separator: " "),
            ])
        }
        print("\n" + table.rendered())
        for one in outcomes where !one.isExpected {
            print("NOT AS EXPECTED  \(one.caseID) \(one.sample): \(one.differs.joined(separator: "; "))")
        }
        let expected = outcomes.filter(\.isExpected).count
        print("\n\(expected) of \(stage.scripts.count) cases ended as their samples expect.")
        print("\(stage.catcher.messages.count) emails in \(root.path)/mail, documents in \(root.path)/documents")
        if let agent = stage.agent as? KilledAgent {
            print("The agent was killed \(agent.kills) times while it worked.")
        }
        print("Took \(took.formatted(.units(allowed: [.seconds], width: .wide))).")
    }

    private func serveSite(_ root: URL) async throws {
        let office = try await BoardOffice.open(root, logger: Self.logger)
        print(
            "\nServing \(office.configuration.publicURL) until you press Ctrl-C. Sign in as a coordinator of the roster;"
        )
        print("the six digits are in the newest email of \(root.path)/mail.")
        let catcher = try await ServedCatcher.start(for: office, in: root)
        let group = ServiceGroup(
            services: [
                BoardServer(
                    office: office, host: office.configuration.webHost, port: office.configuration.webPort),
                BoardAgent(office: office),
            ], gracefulShutdownSignals: [.sigterm, .sigint], logger: Self.logger)
        try await group.run()
        try await catcher.stop()
    }

    /// Only a folder that an earlier demo made is cleared.
    private func clearEarlier(_ root: URL) throws {
        let files = FileManager.default
        guard files.fileExists(atPath: root.path) else { return }
        let isEmpty = try files.contentsOfDirectory(atPath: root.path).isEmpty
        if isEmpty { return }
        let isDemo =
            files.fileExists(atPath: root.appending(path: "mail").path)
            && files.fileExists(atPath: root.appending(path: "tumorboard.yaml").path)
        guard isDemo, again || site == "tumorboard-demo" else {
            throw DemoFailure("\(root.path) is not empty: choose another folder with --site, or --again to begin again")
        }
        try files.removeItem(at: root)
    }
}
