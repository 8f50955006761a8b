import Foundation
import MailCatcher
import Testing

extension EndToEnd {
    @Suite("A site without the demo") struct RoadTests {
        @Test(
            "SIGTERM ends the agent within 5 s while mail is under way, and that mail still arrives",
            .timeLimit(.minutes(3)))
        func stop() async throws {
            let catcher = MailCatcher(
                directory: nil, faults: CatcherFaults([.init(.finalDot, .delay(milliseconds: 60_000))]))
            let port = try await catcher.start()
            try await Tool.inFolder { tool in
                let clock = try Date("2026-10-26T09:00:00Z", strategy: .iso8601)
                try await tool.succeed(["init", tool.site.path, "--smtp-port", String(port)])
                try tool.setClock(clock)
                // one message is what this is about
                let policy = try tool.write("notices:\n  milestones: [listed]\n", to: "policy.yaml")
                try await tool.succeed(["policy", "adopt", policy])
                for command in [
                    ["roster", "import", "roster.yaml"], ["session", "add", "sessions.yaml"],
                    ["case", "import", "cases/01-breast-her2/case.json"],
                ] {
                    let file = Place.samples.appending(path: command[2]).path
                    try await tool.succeed([command[0], command[1], file])
                }
                let end = try await tool.during(["agent", "--poll", "20"], says: "step taken") { _ in
                    await catcher.struck()
                }
                #expect(end.code == 0)
                #expect(end.took < .seconds(5))
                try await tool.succeed(["audit", "verify"])
                let waiting = try await tool.succeed(["mail", "list", "--json"]).list()
                #expect(waiting.compactMap { $0["state"] as? String } == ["ambiguous"])
                catcher.setFaults(.none)
                try tool.setClock(clock.addingTimeInterval(7_200))
                try await tool.succeed(["agent", "--once"])
                let arrived = catcher.messages
                #expect((1...2).contains(arrived.count))
                #expect(Set(arrived.map(\.data)).count == 1, "a repeat came with other bytes")
                let settled = try await tool.succeed(["mail", "list", "--json"]).list()
                #expect(settled.compactMap { $0["state"] as? String } == ["accepted"])
            }
            try await catcher.stop()
        }

        @Test(
            "A coordinator brings a case to its ballot, and a reviewer answers from the command line",
            .timeLimit(.minutes(4)))
        func road() async throws {
            let catcher = MailCatcher(directory: nil)
            let port = try await catcher.start()
            let web = try await Self.freePort()
            try await Tool.inFolder { tool in
                let weeks = SampleWeeks(to: Date())
                let roster = try tool.write(try weeks.text(of: "roster.yaml"), to: "roster.yaml")
                let policy = try tool.write(try weeks.text(of: "policy.yaml"), to: "policy.yaml")
                let file = try tool.write(try weeks.text(of: "cases/04-oesophagus-flot/case.yaml"), to: "case.yaml")
                try await tool.succeed([
                    "init", tool.site.path, "--smtp-port", String(port), "--url", "http://127.0.0.1:\(web)",
                    "--web-port", String(web),
                ])
                try await tool.succeed(["roster", "import", roster])
                try await tool.succeed(["policy", "adopt", policy])
                #expect(try await tool.succeed(["case", "import", file]).output.contains("C-0004"))
                let sessions = try tool.write(Self.sessions(closingAt: Date() + 15), to: "sessions.yaml")
                try await tool.succeed(["session", "add", sessions])
                try await tool.succeed(["agent", "--once"])
                let listed = try await tool.succeed(["case", "list", "--json"]).list()
                #expect(listed.first?["status"] as? String == "listed")
                #expect(try await tool.succeed(["case", "show", "C-0004"]).output.contains("session soon"))
                let invitation = try await Self.invitation(tool, catcher)
                try await tool.during(["serve"], says: "Serving on http://127.0.0.1:\(web)") { _ in
                    try await Self.cast(tool, catcher, invitation)
                }
                let seats = try await Self.seats(of: tool)
                #expect(seats.filter { $0["opinion"] as? String == "given" }.count == 1)
                try await tool.succeed(["audit", "verify"])
            }
            try await catcher.stop()
        }

        /// An invitation as its reader knows it.
        private struct Invitation {
            let address: String
            let seat: String
            let link: String
        }

        /// Runs the agent again and again until the list has closed and the ballot's first invitation has come.
        private static func invitation(_ tool: Tool, _ catcher: MailCatcher) async throws -> Invitation {
            let deadline = ContinuousClock.now + .seconds(60)
            while ContinuousClock.now < deadline {
                try await tool.succeed(["agent", "--once"])
                for caught in catcher.messages {
                    let mail = try ReadMail(caught.data)
                    guard mail.header("X-Tumorboard-Kind") == "invite", let text = mail.text else { continue }
                    let link = try #require(text.firstMatch(of: /http:\S+\/l\/[A-Za-z0-9_\-]+/)).output
                    let to = try #require(mail.header("To"))
                    let seat = try #require(
                        try await seats(of: tool).first { to.contains($0["name"] as? String ?? "nobody") })
                    return Invitation(
                        address: try #require(caught.recipients.first),
                        seat: try #require(seat["seat"] as? String), link: String(link))
                }
            }
            throw DemoBroken(description: "no invitation came within a minute")
        }

        /// What the reviewer does: template, fill in, cast, each with a code of its own from the mailbox.
        private static func cast(_ tool: Tool, _ catcher: MailCatcher, _ invitation: Invitation) async throws {
            let link = ["--link", invitation.link]
            #expect(try await tool.refused(["opinion", "template"] + link).contains("--code"))
            let first = try await code(tool, catcher, to: invitation.address, after: nil)
            let template = try await tool.succeed(["opinion", "template"] + link + ["--code", first]).output
            #expect(template.contains("C-0004") && template.contains("rationale:"))
            let opinion = try Self.opinion(of: invitation.seat)
            let file = try tool.write(Self.filled(template, with: opinion), to: "opinion.yaml")
            #expect(try await tool.refused(["opinion", "cast", file] + link).contains("--code"))
            let second = try await code(tool, catcher, to: invitation.address, after: first)
            let receipt = try await tool.succeed(["opinion", "cast", file, "--json"] + link + ["--code", second])
            #expect(try receipt.object()["case"] as? String == "C-0004")
        }

        /// The newest code in a mailbox, once it is another than the one before.
        private static func code(
            _ tool: Tool, _ catcher: MailCatcher, to address: String, after earlier: String?
        ) async throws -> String {
            let deadline = ContinuousClock.now + .seconds(30)
            while ContinuousClock.now < deadline {
                let codes = try catcher.messages(to: address).compactMap { caught -> String? in
                    let mail = try ReadMail(caught.data)
                    guard mail.header("X-Tumorboard-Kind") == "code" else { return nil }
                    return mail.text?.firstMatch(of: /\b\d{6}\b/).map { String($0.output) }
                }
                if let code = codes.last, code != earlier { return code }
                // the agent within `serve` sends it; looking at the list gives it time
                try await tool.succeed(["mail", "list"])
            }
            throw DemoBroken(description: "no code was mailed to \(address) within half a minute")
        }

        private static func seats(of tool: Tool) async throws -> [[String: Any]] {
            try #require(
                try await tool.succeed(["case", "show", "C-0004", "--json"]).object()["seats"] as? [[String: Any]])
        }

        /// A session of the board for the oesophagus whose list closes at an instant.
        private static func sessions(closingAt cutoff: Date) -> String {
            let starts = cutoff.addingTimeInterval(96 * 3_600).formatted(.iso8601)
            return """
                sessions:
                  - id: soon
                    board: thoracic-uppergi
                    starts: \(starts)
                    minutes: 90
                    cutoffHours: 96
                    timeZone: Europe/Berlin
                    place: Room 1

                """
        }

        /// The opinion that the sample's script gives to a seat, as the file's own keys.
        private static func opinion(of seat: String) throws -> String {
            let script = try SampleWeeks(to: Date()).text(of: "cases/04-oesophagus-flot/script.yaml")
            let lines = script.split(separator: "\n", omittingEmptySubsequences: false)
            let opinions = try #require(lines.firstIndex(of: "opinions:"))
            let start = try #require(lines[opinions...].firstIndex { $0 == "  \(seat):" })
            let block = lines[(start + 1)...].prefix { $0.hasPrefix("    ") }
            return block.map { String($0.dropFirst(4)) }.joined(separator: "\n")
        }

        /// A template with the keys that are given written in place of its own.
        private static func filled(_ template: String, with given: String) -> String {
            let answers = keys(given)
            let known = Dictionary(answers.map { ($0.key, $0.lines) }, uniquingKeysWith: { $1 })
            let filled = keys(template).flatMap { known[$0.key] ?? $0.lines }
            return filled.joined(separator: "\n") + "\n"
        }

        /// The top-level keys of a YAML file, each with its lines; comments before the first one are a key of no name.
        private static func keys(_ yaml: String) -> [(key: String, lines: [String])] {
            var keys: [(key: String, lines: [String])] = []
            for line in yaml.split(separator: "\n").map(String.init) {
                if let key = line.prefixMatch(of: /([A-Za-z]+):/) {
                    keys.append((String(key.1), [line]))
                } else if keys.isEmpty {
                    keys.append(("", [line]))
                } else {
                    keys[keys.count - 1].lines.append(line)
                }
            }
            return keys
        }

        /// A loopback port that was free a moment ago.
        private static func freePort() async throws -> Int {
            let probe = MailCatcher(directory: nil)
            let port = try await probe.start()
            try await probe.stop()
            return port
        }
    }
}
