import Foundation
import Testing

extension EndToEnd {
    @Suite("Plans from the command line") struct PlanCommandTests {
        @Test("Every line of every letter and patient plan of the demo has its source", .timeLimit(.minutes(15)))
        func traced() async throws {
            let demo = try await Demos.shared.plain()
            try await Tool.inFolder { tool in
                try demo.copySite(to: tool.site)
                var plans = 0
                for one in try await tool.succeed(["case", "list", "--json"]).list() {
                    let id = try #require(one["id"] as? String)
                    let run = try await tool.run(["case", "plan", id, "--trace", "--json"])
                    guard !run.errors.contains("has no plan yet") else { continue }
                    let lines = try run.list()
                    for line in lines where line["untraced"] is String {
                        Issue.record("\(id): \(line["document"] ?? "") \(line["place"] ?? ""): \(line["text"] ?? "")")
                    }
                    #expect(run.code == 0)
                    #expect(lines.count > 20, "\(id)")
                    plans += 1
                }
                #expect(plans > 8)
            }
        }

        @Test("A signed plan is revised, refused in part and shown in each of its versions", .timeLimit(.minutes(15)))
        func versions() async throws {
            let demo = try await Demos.shared.plain()
            try await Tool.inFolder { tool in
                try demo.copySite(to: tool.site)
                let cases = try await tool.succeed(["case", "list", "--status", "released", "--json"]).list()
                let id = try #require(cases.first?["id"] as? String)
                let sheet = try await tool.succeed(["case", "show", id, "--json"]).object()
                let seats = try #require(sheet["seats"] as? [[String: Any]])
                let by = try #require(seats.first { $0["role"] as? String == "voting" }?["reviewer"] as? String)
                let first = try await tool.succeed(["case", "plan", id, "--json"]).object()
                let question = try await tool.run([
                    "case", "revise", id, "--by", by, "--question", "q1", "--text", "Yes, and we tell you when.",
                    "--reason", "It was not clear.",
                ])
                #expect(question.code == 0, "\(question.errors)")
                #expect(question.output.contains("stays valid until it is signed"))
                let second = try await tool.succeed(["case", "plan", id, "--json"]).object()
                let changes = try #require(second["changes"] as? [String])
                #expect(changes.contains { $0.contains("Yes, and we tell you when.") })
                #expect((second["version"] as? Int ?? 0) > (first["version"] as? Int ?? 0))
                let number = try #require(first["version"] as? Int)
                let again = try await tool.succeed(["case", "plan", id, "--version", String(number), "--json"]).object()
                #expect(again["statements"] as? NSArray == first["statements"] as? NSArray)
                let unknown = try await tool.refused(["case", "plan", id, "--version", "99"])
                #expect(unknown.contains("no version 99"))
                let same = try await tool.refused([
                    "case", "revise", id, "--by", by, "--question", "q1", "--text", "Yes, and we tell you when.",
                ])
                #expect(same.contains("changes nothing"))
                let stranger = try await tool.refused([
                    "case", "send-back", id, "--by", by, "--reason", "Look again.",
                ])
                #expect(stranger.contains("neither chairs"))
            }
        }
    }
}
