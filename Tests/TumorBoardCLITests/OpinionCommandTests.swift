import BoardWeb
import Foundation
import Logging
import MailCatcher
import Orchestrator
import ServiceLifecycle
import Testing
import TumorBoard

@testable import TumorBoardCLI

@Suite("tumorboard opinion, over HTTP with the invitation's link") struct OpinionCommandTests {
    private static let opinion = """
        status: cast
        diagnosisAgree: true
        stageAgree: true
        intent: curative
        plan: [[systemic], [surgery], [radiotherapy]]
        ratings: {surgery: 8, systemic: 9, radiotherapy: 8}
        confidence: high
        guidelineConcordant: true
        guidelineRef: S3 breast
        rationale: HER2-positive and node-positive, so systemic treatment comes first.
        """

    @Test("The template is printed, filled in and cast; the same again is harmless, another one needs --replace")
    func cast() async throws {
        try await Invited.run(codeForStaff: false) { invited in
            let tool = invited.tool
            let template = try await tool.succeed(["opinion", "template", "--link", invited.link])
            #expect(template.output.contains("diagnosisAgree:") && template.output.contains("C-0001"))
            let empty = try tool.write(template.output, to: "empty.yaml")
            #expect(
                try await tool.refused(["opinion", "cast", empty, "--link", invited.link]).contains("diagnosisAgree"))
            let file = try tool.write(Self.opinion, to: "opinion.yaml")
            let cast = ["opinion", "cast", file, "--link", invited.link, "--json"]
            let receipt = try await tool.succeed(cast).object()
            #expect(receipt["case"] as? String == "C-0001")
            let again = try await tool.succeed(cast).object()
            #expect(again["receipt"] as? String == receipt["receipt"] as? String)
            let other = try tool.write(Self.opinion.replacing("high", with: "moderate"), to: "other.yaml")
            let replace = ["opinion", "cast", other, "--link", invited.link]
            #expect(try await tool.refused(replace).contains("--replace"))
            #expect(try await tool.succeed(replace + ["--replace"]).output.contains("Received for case C-0001"))
            #expect(try invited.office.caseFile("C-0001").currentOpinions.count == 1)
        }
    }

    @Test("With a key the opinion is signed here; the seal that the reviewer kept is found again, and verify proves it")
    func signed() async throws {
        try await Invited.run(codeForStaff: false) { invited in
            let tool = invited.tool
            let file = try tool.write(Self.opinion, to: "opinion.yaml")
            let key = tool.folder.appending(path: "my.key").path
            let made = try await tool.succeed(["key", "new", "--out", key, "--json"]).object()
            let cast = ["opinion", "cast", file, "--link", invited.link, "--key", key]
            #expect(try await tool.refused(cast).contains("is not registered"))
            let reviewer = try #require(
                try invited.office.roster().reviewers.first { $0.email.text == invited.address })
            try await tool.succeed(
                ["key", "register", reviewer.id.text, try #require(made["publicKey"] as? String)])
            let receipt = try await tool.succeed(cast + ["--json"]).object()
            let seal = try #require(receipt["commitment"] as? String)
            #expect(receipt["key"] as? String == made["id"] as? String && receipt["nonce"] == nil)
            #expect(try await tool.succeed(["opinion", "verify", "C-0001"]).output.contains("not opened yet"))
            let strange = String(repeating: "0", count: 64)
            let mine = ["opinion", "receipt", "--link", invited.link]
            #expect(try await tool.succeed(mine + ["--seal", seal]).output.contains("keep it"))
            #expect(try await tool.refused(mine + ["--seal", strange]).contains("another seal"))
            let close = try #require(try invited.office.caseFile("C-0001").ballot?.closes)
            try invited.office.clock.set(close)
            try await invited.agent.runUntilIdle()
            let shown = try await tool.succeed(["opinion", "verify", "C-0001", "--seal", seal]).output
            #expect(shown.contains("kept") && shown.contains("valid, key"))
            let proofs = try await tool.succeed(["opinion", "verify", "C-0001", "--json"]).object()
            #expect((proofs["opinions"] as? [[String: Any]])?.first?["digest"] as? String == seal)
            #expect(try await tool.refused(["opinion", "verify", "C-0001", "--seal", strange]).contains("no opinion"))
        }
    }

    @Test("A fault in the file is told with its field, and nothing is cast")
    func faults() async throws {
        try await Invited.run(codeForStaff: false) { invited in
            for (wrong, field) in [
                ("surgery: 12", "ratings"), ("intent: curativ", "intent"), ("planned: yes", "planned"),
            ] {
                let yaml =
                    wrong.hasPrefix("planned")
                    ? Self.opinion + "\n" + wrong
                    : Self.opinion.replacing("surgery: 8", with: wrong.hasPrefix("surgery") ? wrong : "surgery: 8")
                        .replacing("intent: curative", with: wrong.hasPrefix("intent") ? wrong : "intent: curative")
                let file = try invited.tool.write(yaml, to: "opinion.yaml")
                let words = try await invited.tool.refused(["opinion", "cast", file, "--link", invited.link])
                #expect(words.contains(field), "\(words)")
            }
            #expect(try invited.office.caseFile("C-0001").opinions.isEmpty)
        }
    }

    @Test("The mailed code is asked for, and a code that was given is used without asking for another")
    func code() async throws {
        try await Invited.run(codeForStaff: true) { invited in
            let template = ["opinion", "template", "--link", invited.link]
            #expect(try await invited.tool.refused(template).contains("--code"))
            #expect(try await invited.tool.refused(template + ["--code", "000000"]).contains("not the code"))
            let code = try await invited.code()
            #expect(try await invited.tool.succeed(template + ["--code", code]).output.contains("diagnosisAgree:"))
            // a code is used up by its first use
            try await invited.tool.refused(template + ["--code", code])
        }
    }

    @Test("An unusable link, a site that is down and what is no link are refused without a word of the token")
    func unusable() async throws {
        try await Invited.run(codeForStaff: false) { invited in
            let tampered = String(invited.link.dropLast(3)) + "abc"
            let words = try await invited.tool.refused(["opinion", "template", "--link", tampered])
            #expect(words.contains("cannot be used") && !words.contains("/l/"))
            let down = "http://127.0.0.1:1/l/" + (tampered.split(separator: "/").last ?? "")
            let silent = try await invited.tool.refused(["opinion", "template", "--link", String(down)])
            #expect(silent.contains("127.0.0.1") && !silent.contains("/l/"), "\(silent)")
            try await invited.tool.refused(["opinion", "template", "--link", "https://board.example/"])
        }
    }

    @Test(
        "What is no link of a tumor board is refused before anything is sent",
        arguments: [
            "", "board.example/l/abc", "ftp://board.example/l/abc", "https://board.example/l/", "https:///l/abc",
        ])
    func malformed(link: String) {
        #expect(throws: LinkError.malformedLink) { try LinkClient(link) }
    }
}

/// A site served on loopback, and the invitation of one reviewer.
struct Invited {
    let tool: Tool
    let office: BoardOffice
    let agent: BoardAgent
    let catcher: MailCatcher
    let address: String
    let link: String

    /// Runs a body once the sample case of breast cancer is put to the ballot.
    static func run(codeForStaff: Bool, _ body: (Invited) async throws -> Void) async throws {
        let catcher = MailCatcher(directory: nil)
        let port = try await catcher.start()
        try await Tool.inSite(["--smtp-port", String(port)]) { tool in
            let policy = try tool.write("ballots: {codeForStaff: \(codeForStaff)}\n", to: "policy.yaml")
            try await tool.succeed(["policy", "adopt", policy])
            try await tool.succeed(["case", "import", Tool.sample("cases/01-breast-her2/case.json")])
            var logger = Logger(label: "tests")
            logger.logLevel = .critical
            let office = try await BoardOffice.open(tool.site, logger: logger)
            let agent = BoardAgent(office: office)
            try await agent.runUntilIdle()
            let listing = try #require(try office.caseFile("C-0001").listing)
            try office.clock.set(listing.cutoff)
            try await agent.runUntilIdle()
            let seat = try #require(try office.caseFile("C-0001").panel?.votingSeats.first { $0.specialty == .surgeon })
            let address = try #require(try office.roster().reviewer(seat.reviewer)).email.text
            let mail = try #require(catcher.messages(to: address).last)
            let text = try #require(try ReadMail(mail.data).text)
            let token = try #require(text.firstMatch(of: /\/l\/([A-Za-z0-9_.~-]+)/)).1
            try await serve(office) { port in
                try await body(
                    Invited(
                        tool: tool, office: office, agent: agent, catcher: catcher, address: address,
                        link: "http://127.0.0.1:\(port)/l/\(token)"))
            }
        }
        try await catcher.stop()
    }

    /// The newest code that was mailed.
    fileprivate func code() async throws -> String {
        try await agent.runUntilIdle()
        for mail in catcher.messages(to: address).reversed() {
            if let code = try ReadMail(mail.data).text?.firstMatch(of: /\b\d{6}\b/) { return String(code.output) }
        }
        throw Refusal("no code was mailed")
    }

    private static func serve(_ office: BoardOffice, _ body: (Int) async throws -> Void) async throws {
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let server = BoardServer(office: office, host: "127.0.0.1", port: 0) { port.yield($0) }
        let group = ServiceGroup(services: [server], logger: office.logger)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            guard let listening = await ports.first(where: { _ in true }) else { throw CancellationError() }
            try await body(listening)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }
}
