import Foundation
import Testing

extension EndToEnd {
    @Suite("After the plan, by the command line") struct AfterPlanTests {
        @Test(
            "A question is asked, given to someone, answered and signed; a choice and a report are put down and shown",
            .timeLimit(.minutes(15)))
        func walk() async throws {
            let demo = try await Demos.shared.plain()
            try await Tool.inFolder { tool in
                try demo.copySite(to: tool.site)
                let now = Date()
                try tool.setClock(now)
                let released = try await tool.succeed(["case", "list", "--status", "released", "--json"]).list()
                let options = released.first { $0["level"] as? String == "equivalentOptions" }
                let id = try #require(options?["id"] as? String)
                let seats =
                    try await tool.succeed(["case", "show", id, "--json"]).object()["seats"] as? [[String: Any]]
                let voter = try #require(seats?.first { $0["role"] as? String == "voting" })
                let (reviewer, name) = (voter["reviewer"] as? String ?? "", voter["name"] as? String ?? "")

                let ask = ["case", "question", "ask", id, "--about", "other", "--as", "Ida Sommer", "--json"]
                let asked = try await tool.succeed(ask, input: "Who drives me home?\n").object()
                #expect(asked["id"] as? String == "f1" && asked["noFee"] as? Bool == true)
                let again = try await tool.succeed(ask, input: "who drives me  home?\n").list()
                #expect(again.count == 1, "the same question again is harmless")
                #expect(try await tool.refused(ask, input: "").contains("standard input is empty"))
                let assign = ["case", "question", "assign", id, "f1", "--to"]
                #expect(try await tool.refused(assign + ["dr-nobody"]).contains("not on the roster"))
                #expect(try await tool.succeed(assign + [reviewer]).output.contains("\(name)’s now"))
                let answer = ["case", "question", "answer", id, "f1", "--by", "Ida Sommer"]
                let unsigned = try await tool.succeed(answer, input: "Your sister may.\n").output
                #expect(unsigned.contains("waits for a signature"))
                let sign = ["case", "question", "sign", id, "f1", "--by", reviewer, "--name"]
                #expect(try await tool.refused(sign + ["Dr. Else"]).contains("not the name on the roster"))
                #expect(try await tool.succeed(sign + [name]).output.contains("signed by \(name)"))
                #expect(
                    try await tool.succeed(["case", "question", "list"]).output == "No question.\n", "none is open")
                #expect(try await tool.succeed(["case", "question", "list", id]).output.contains("Your sister may."))

                let choice = ["case", "choice", id, "--by", "Dr. Fern", "--decided"]
                #expect(try await tool.refused(choice + ["accepts"]).contains("say which one, from 1 to 2"))
                try await tool.succeed(choice + ["option", "--option", "2", "--reasons", "No knife"])
                try await tool.succeed(choice + ["undecided"])
                let report = ["case", "implementation", id, "--at", "30", "--status"]
                #expect(try await tool.refused(report + ["full"]).contains("cannot be reported before"))
                try tool.setClock(now.addingTimeInterval(40 * 86_400))
                #expect(try await tool.refused(report + ["deviation"]).contains("needs a reason"))
                try await tool.succeed(report + ["partial", "--reason", "waitingTime", "--by", "Dr. Fern"])
                let shown = try await tool.succeed(["case", "show", id, "--json"]).object()
                let choices = try #require(shown["choices"] as? [[String: Any]])
                #expect(choices.compactMap { $0["kind"] as? String } == ["option", "undecided"])
                let days = try #require(shown["implementation"] as? [[String: Any]])
                #expect((days.first?["report"] as? [String: Any])?["reason"] as? String == "waitingTime")
                #expect(days.last?["report"] == nil)
                let text = try await tool.succeed(["case", "show", id]).output
                #expect(text.contains("carried out in part; waiting time") && text.contains("Questions about the plan"))

                let new = try await tool.succeed(["case", "again", id, "--json"]).object()
                let carried = try #require(new["carried"] as? [String])
                #expect(carried.contains { $0.contains("has not decided yet") })
                #expect(carried.contains { $0.contains("waiting time") })
                try await tool.succeed(["audit", "verify"])
            }
        }
    }
}
