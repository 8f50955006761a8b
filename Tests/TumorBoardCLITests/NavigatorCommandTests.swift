import Foundation
import Testing

@Suite("The navigator's work from the command line") struct NavigatorCommandTests {
    private static let rectum = Tool.sample("cases/03-rectum-missing-records/case.json")
    private static let breast = Tool.sample("cases/01-breast-her2/case.json")

    @Test("Tasks follow from the case; what people open they assign, note and close")
    func tasks() async throws {
        try await Tool.inSite { tool in
            try await tool.succeed(["case", "import", Self.rectum, "--as", "nora"])
            let listed = try await tool.succeed(["task", "list", "--json"]).list()
            let ids = listed.compactMap { ($0["task"] as? [String: Any])?["id"] as? String }
            #expect(ids.contains("record.pathologyReport"))
            let refused = try await tool.refused(["task", "close", "C-0003", "record.pathologyReport"])
            #expect(refused.contains("closes by itself"))
            let opened = try await tool.succeed(["task", "open", "C-0003", "Book the interpreter", "--as", "nora"])
            #expect(opened.output.contains("task-1"))
            try await tool.succeed(["task", "assign", "C-0003", "task-1", "--owner", "Ivo", "--due", "2026-10-20"])
            try await tool.succeed(["task", "note", "C-0003", "task-1", "rang twice"])
            #expect(try await tool.succeed(["task", "list", "--owner", "ivo", "--overdue"]).output.contains("overdue"))
            let shown = try await tool.succeed(["task", "show", "C-0003", "task-1"]).output
            #expect(shown.contains("Note: rang twice") && shown.contains("Given to Ivo"))
            try await tool.succeed(["task", "close", "C-0003", "task-1"])
            #expect(try await tool.refused(["task", "close", "C-0003", "task-1"]).contains("closed already"))
            #expect(
                try await tool.refused(["task", "open", "C-0003", "MRI", "--kind", "authorisation"]).contains("pays"))
            #expect(try await tool.run(["task", "open", "C-0003", "MRI", "--kind", "record"]).code == 64)
        }
    }

    @Test("Coverage is set with its difference in the history, and the log of contacts only grows")
    func coverage() async throws {
        try await Tool.inSite { tool in
            try await tool.succeed(["case", "import", Self.breast])
            try await tool.succeed(["coverage", "set", "C-0001", "--payer", "Kasse Nord", "--member", "A 12"])
            try await tool.succeed(["task", "open", "C-0001", "MRI", "--kind", "authorisation"])
            for approved in [[], ["--approved", "one MRI"]] {
                try await tool.succeed(
                    [
                        "coverage", "contact", "C-0001", "--name", "Ms Hahn", "--about", "MRI", "--time", "14:30",
                        "--as", "nora",
                    ] + approved)
            }
            let shown = try await tool.succeed(["coverage", "show", "C-0001"]).output
            #expect(shown.contains("Kasse Nord") && shown.contains("nothing") && shown.contains("one MRI"))
            let sheet = try await tool.succeed(["case", "show", "C-0001"]).output
            #expect(sheet.contains("Contacts with the insurer") && sheet.contains("Payer"))
            #expect(try await tool.succeed(["task", "show", "C-0001", "authorisation-1"]).output.contains("one MRI"))
        }
    }

    @Test("Clocks stop and run again for payer and patient; the list shows the worst first")
    func clocks() async throws {
        try await Tool.inSite { tool in
            try await tool.succeed(["case", "import", Self.breast, Self.rectum])
            try await tool.succeed(["clock", "stop", "C-0001", "--cause", "payer", "--reason", "waits for approval"])
            #expect(
                try await tool.refused(["clock", "stop", "C-0001", "--cause", "patient", "--reason", "away"]).contains(
                    "stands still already"))
            #expect(
                try await tool.refused(["clock", "stop", "C-0003", "--cause", "reviewer", "--reason", "slow"]).contains(
                    "by rule"))
            try tool.setClock("2026-11-30T07:00:00Z")
            let text = try await tool.succeed(["clock", "list"]).output
            #expect(text.contains("payer: waits for approval") && text.contains("breached"))
            try await tool.succeed(["clock", "resume", "C-0001"])
            let lines = try await tool.succeed(["clock", "list", "--json"]).list()
            let left = lines.compactMap { line in
                (((line["clocks"] as? [String: Any])?["limits"] as? [[String: Any]])?.first)?["daysLeft"] as? Int
            }
            #expect(left.count == 2 && left == left.sorted())
            #expect(try await tool.succeed(["clock", "show", "C-0001"]).output.contains("waits for approval"))
            #expect(try await tool.refused(["clock", "list", "--board", "nowhere"]).contains("nowhere"))
        }
    }

    @Test("A withdrawn consent stands in the case's sheet with its scope; a check is recorded by name")
    func consent() async throws {
        try await Tool.inSite { tool in
            try await tool.succeed(["case", "import", Self.breast])
            try await tool.succeed([
                "case", "consent", "C-0001", "--review", "--letter", "--scope", "no genetic findings to relatives",
            ])
            try await tool.succeed(["case", "check", "C-0001", "--by", "Nora", "--note", "all there"])
            #expect(try await tool.succeed(["case", "show", "C-0001"]).output.contains("no genetic findings"))
            try await tool.succeed(["case", "consent", "C-0001", "--withdraw", "--date", "2026-10-25"])
            let sheet = try await tool.succeed(["case", "show", "C-0001", "--json"]).object()
            #expect(sheet["status"] as? String == "standsStill")
            #expect((sheet["consent"] as? [String: Any])?["scope"] as? String == "no genetic findings to relatives")
            try await tool.succeed(["agent", "--once"])
            #expect(try await tool.succeed(["case", "show", "C-0001"]).output.contains("WITHDRAWN on 2026-10-25"))
            #expect(try await tool.run(["case", "consent", "C-0001", "--withdraw", "--review"]).code == 64)
        }
    }
}
