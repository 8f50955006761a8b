import BoardWeb
import Foundation
import Logging
import MailCatcher
import Orchestrator
import ServiceLifecycle
import TumorBoard

/// The site of the demo with everything that runs around it: mail catcher, pages, agent, and a clock that it moves.
final class DemoStage {
    let site: URL
    let office: BoardOffice
    let catcher: MailCatcher
    let calendar: SampleCalendar
    let scripts: [SampleScript]
    let url: String
    private let pages: ServiceGroup
    private let server: Task<Void, any Error>
    let agent: any DemoAgent

    /// Sets the stage: a new site with roster, policy and sessions of the samples.
    static func build(
        site: URL, samples: URL, port wanted: Int, kills: Int, seed: UInt64, logger: Logger
    ) async throws -> DemoStage {
        guard FileManager.default.fileExists(atPath: samples.appending(path: "roster.yaml").path) else {
            throw DemoFailure("there are no samples in \(samples.path): run from the repository, or give --samples DIR")
        }
        let calendar = SampleCalendar(endingBefore: Date())
        let paths = SitePaths(root: site)
        let random = SeededBytes.source(seed: seed)
        let catcher = MailCatcher(directory: site.appending(path: "mail", directoryHint: .isDirectory))
        let smtpPort = try await catcher.start()
        let port = try FreePort.find(preferring: wanted)
        let url = "http://127.0.0.1:\(port)"
        try SiteFounding(
            name: "Charlottenhof Cancer Centre", url: url, mailFrom: "tumorboard@charlottenhof.example",
            smtpPort: smtpPort, webPort: port
        ).create(at: paths, random: random)
        try SiteClock(file: paths.clock).set(calendar.begins)
        let office = try await BoardOffice.open(site, logger: logger, random: random)
        try load(samples, calendar, into: office)
        let folders = try FileManager.default.contentsOfDirectory(
            at: samples.appending(path: "cases"), includingPropertiesForKeys: nil
        ).filter { FileManager.default.fileExists(atPath: $0.appending(path: "script.yaml").path) }
        let scripts = try folders.sorted { $0.lastPathComponent < $1.lastPathComponent }
            .map { try SampleScript(folder: $0, calendar: calendar) }
        let pages = ServiceGroup(
            services: [BoardServer(office: office, host: "127.0.0.1", port: port)], logger: logger)
        let server = Task { try await pages.run() }
        let agent: any DemoAgent =
            kills > 0
            ? KilledAgent(office: office, site: site, kills: kills, seed: seed)
            : InProcessAgent(agent: BoardAgent(office: office))
        return DemoStage(
            site: site, office: office, catcher: catcher, calendar: calendar, scripts: scripts, url: url,
            pages: pages, server: server, agent: agent)
    }

    private init(
        site: URL, office: BoardOffice, catcher: MailCatcher, calendar: SampleCalendar, scripts: [SampleScript],
        url: String, pages: ServiceGroup, server: Task<Void, any Error>, agent: any DemoAgent
    ) {
        self.site = site
        self.office = office
        self.catcher = catcher
        self.calendar = calendar
        self.scripts = scripts
        self.url = url
        self.pages = pages
        self.server = server
        self.agent = agent
    }

    /// Ends what runs around the site.
    func strike() async throws {
        await agent.stop()
        await pages.triggerGracefulShutdown()
        try await server.value
        try await catcher.stop()
    }

    /// Imports a sample case, its dates moved, and sets the patient's passphrase.
    func importCase(_ script: SampleScript) throws -> CaseID {
        let text = calendar.shifted(try String(contentsOf: script.caseFile, encoding: .utf8))
        let report = try office.importCase(
            file: Data(text.utf8), named: "\(script.folder)/\(script.caseFile.lastPathComponent)", actor: "coordinator")
        try office.setPassphrase(script.passphrase, of: report.caseID, actor: "coordinator")
        return report.caseID
    }

    private static func load(_ samples: URL, _ calendar: SampleCalendar, into office: BoardOffice) throws {
        func text(_ name: String) throws -> Data {
            Data(calendar.shifted(try String(contentsOf: samples.appending(path: name), encoding: .utf8)).utf8)
        }
        let roster = try RosterReader().read(try text("roster.yaml"), fileName: "roster.yaml")
        try office.importRoster(roster, actor: "coordinator")
        let policy = try PolicyReader().read(try text("policy.yaml"), fileName: "policy.yaml")
        try office.adoptPolicy(policy, actor: "clinical lead")
        for session in try SessionsReader().read(
            try text("sessions.yaml"), fileName: "sessions.yaml", roster: roster)
        {
            try office.addSession(session, actor: "coordinator")
        }
    }
}

/// A loopback port that nobody listens on.
enum FreePort {
    static func find(preferring wanted: Int) throws -> Int {
        for port in [wanted, 0] {
            if let free = try bound(port) { return free }
        }
        throw DemoFailure("no loopback port is free")
    }

    private static func bound(_ port: Int) throws -> Int? {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { throw DemoFailure("no socket can be opened") }
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                guard bind(socket, generic, length) == 0, getsockname(socket, generic, &length) == 0 else { return nil }
                return Int(in_port_t(bigEndian: pointer.pointee.sin_port))
            }
        }
    }
}
