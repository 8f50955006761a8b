import BoardWeb
import Documents
import Foundation
import Logging
import MailCatcher
import Orchestrator
import ServiceLifecycle
import Synchronization
import TumorBoard

/// A small hospital in a folder of its own: a roster, a session, a mail catcher, and pages on loopback.
struct Hospital: Sendable {
    static let monday = date("2026-10-26T07:00:00Z")
    static let cutoff = date("2026-10-30T14:00:00Z")
    static let close = date("2026-11-02T14:00:00Z")
    static let session = date("2026-11-03T14:00:00Z")

    let office: BoardOffice
    let agent: BoardAgent
    let catcher: MailCatcher
    let browser: Browser
    let log: LogBook

    /// Runs a body in a hospital whose only case has just been put to the ballot.
    static func run(
        url: String = "http://board.test", codeForStaff: Bool = true, publicReferrals: Bool = false,
        subject: Case = Patients.case(), pdf: any PDFRendering = PlainPDF(),
        settings: (String) -> String = { $0 },
        _ body: (Hospital) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "web-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let catcher = MailCatcher(directory: nil)
        let port = try await catcher.start()
        let paths = SitePaths(root: folder)
        var founding = SiteFounding(name: "Hospital of tests", url: url, smtpPort: port)
        founding.takesPublicReferrals = publicReferrals
        try founding.create(at: paths)
        let yaml = try String(contentsOf: paths.configuration, encoding: .utf8)
        try Data(settings(yaml).utf8).write(to: paths.configuration)
        let log = LogBook()
        let office = try await BoardOffice.open(folder, logger: log.logger, pdf: pdf)
        try office.clock.set(monday)
        try found(office, codeForStaff: codeForStaff)
        try office.importCase(subject, actor: "coordinator")
        try office.setPassphrase(Patients.passphrase, of: subject.id, actor: "coordinator")
        let agent = BoardAgent(office: office)
        try await agent.runUntilIdle()
        try await serve(office) { browser in
            let hospital = Hospital(office: office, agent: agent, catcher: catcher, browser: browser, log: log)
            try await hospital.wait(until: cutoff)
            try await body(hospital)
        }
        try await catcher.stop()
    }

    private static func found(_ office: BoardOffice, codeForStaff: Bool) throws {
        var policy = BoardPolicy.standard
        policy.intake = IntakeRules(
            requiredRecords: [:], defaultRequiredRecords: [], staleAfterDays: [:], imageryStaleAfterDays: [:],
            staleBlocks: [])
        policy.ballots.codeForStaff = codeForStaff
        try office.adoptPolicy(policy, actor: "coordinator")
        try office.importRoster(Patients.roster(), actor: "coordinator")
        try office.addSession(
            Session(
                id: "breast-1", board: "breast", starts: session, minutes: 90, cutoffHours: 96,
                timeZone: "Europe/Berlin"), actor: "coordinator")
    }

    private static func serve(_ office: BoardOffice, _ body: (Browser) async throws -> Void) async throws {
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let server = BoardServer(office: office, host: "127.0.0.1", port: 0) { port.yield($0) }
        let group = ServiceGroup(services: [server], logger: office.logger)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            guard let listening = await ports.first(where: { _ in true }) else { throw CancellationError() }
            try await body(Browser(base: "http://127.0.0.1:\(listening)"))
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    /// Sets the site's clock and does everything that is due then.
    func wait(until instant: Date) async throws {
        try office.clock.set(instant)
        try await agent.runUntilIdle()
    }

    /// The token of the newest link that was mailed to an address.
    func token(to address: String) throws -> String {
        for mail in catcher.messages(to: address).reversed() {
            if let match = try ReadMail(mail.data).text?.firstMatch(of: /\/l\/([A-Za-z0-9_.~-]+)/) {
                return String(match.1)
            }
        }
        throw HospitalError.noLink(address)
    }

    /// The newest code that was mailed to an address.
    func code(to address: String) async throws -> String {
        try await agent.runUntilIdle()
        for mail in catcher.messages(to: address).reversed() {
            let lines = try ReadMail(mail.data).text?.split(whereSeparator: \.isNewline) ?? []
            let codes = lines.map { $0.filter { !$0.isWhitespace } }.filter { $0.wholeMatch(of: /\d{6}/) != nil }
            if let code = codes.first { return String(code) }
        }
        throw HospitalError.noCode(address)
    }

    /// A browser that has opened the newest link of a member of staff.
    func opened(by address: String) async throws -> Browser {
        let token = try token(to: address)
        _ = try await browser.post("/l/\(token)")
        let code = try await code(to: address)
        let answer = try await browser.post("/l/\(token)/open", ["factor": [code]])
        guard answer.status == 303, let cookie = answer.cookie else { throw HospitalError.closed(answer.status) }
        var browser = browser
        browser.cookie = cookie
        return browser
    }

    /// A browser that has opened a link which asks for no second factor.
    func openedAtOnce(by address: String) async throws -> Browser {
        let answer = try await browser.post("/l/\(try token(to: address))")
        guard answer.status == 303, let cookie = answer.cookie else { throw HospitalError.closed(answer.status) }
        var browser = browser
        browser.cookie = cookie
        return browser
    }

    /// A browser in which a member of staff is signed in.
    func staff(_ address: String) async throws -> Browser {
        _ = try await browser.post("/login", ["email": [address]])
        let answer = try await browser.post("/login/code", ["email": [address], "code": [try await code(to: address)]])
        guard answer.status == 303, let cookie = answer.cookie else { throw HospitalError.closed(answer.status) }
        var browser = browser
        browser.cookie = cookie
        return browser
    }

    /// Events of the case so far.
    func events() throws -> Int { try office.history(of: Patients.id).count }
}

enum HospitalError: Error {
    case noLink(String), noCode(String), closed(Int)
}

/// Everything that was logged.
final class LogBook: Sendable {
    private let lines = Mutex<[String]>([])

    var text: String { lines.withLock { $0.joined(separator: "\n") } }

    var logger: Logger {
        var logger = Logger(label: "test") { _ in BookHandler(book: self) }
        logger.logLevel = .trace
        return logger
    }

    fileprivate func write(_ line: String) { lines.withLock { $0.append(line) } }
}

private struct BookHandler: LogHandler {
    let book: LogBook
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        book.write("\(event.level) \(event.message) \(metadata.merging(event.metadata ?? [:]) { $1 })")
    }
}

/// Stands for the PDF renderer.
struct PlainPDF: PDFRendering {
    func pdf(html: String, created: Date) async throws(PDFError) -> Data { Data("%PDF-1.7 for tests".utf8) }
}

private func date(_ text: String) -> Date {
    (try? Date(text, strategy: .iso8601)) ?? .distantPast
}
