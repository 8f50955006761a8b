import Foundation
import Testing

@Suite("tumorboard schedule") struct ScheduleCommandTests {
    @Test("A plan shows what changes, each list and its proof; published, it changes nothing more")
    func plan() async throws {
        try await Self.withCases { tool in
            let shown = try await tool.succeed(["schedule", "plan"]).output
            #expect(shown.contains("What changes:") && shown.contains("C-0001 ("), "\(shown)")
            #expect(shown.contains("proved to be the least") || shown.contains("above the bound"))
            #expect(shown.contains("add --publish"))
            #expect(try await tool.succeed(["case", "show", "C-0001", "--json"]).object()["listing"] == nil)
            let published = try await tool.succeed(["schedule", "plan", "--publish", "--json"]).object()
            #expect((published["published"] as? [String])?.contains("C-0001") == true)
            let again = try await tool.succeed(["schedule", "plan", "--publish"]).output
            #expect(again.contains("Nothing changes against what is published."), "\(again)")
            #expect(again.contains("Nothing had to be published."))
            try await tool.succeed(["schedule", "load", "--svg", "load.svg"])
            let picture = try String(contentsOf: tool.folder.appending(path: "load.svg"), encoding: .utf8)
            #expect(picture.contains("<svg") && picture.contains("Load of the reviewers"))
            try await tool.succeed(["agent", "--once"])
            let still = try await tool.succeed(["schedule", "plan", "--repair", "--json"]).object()
            let plan = try #require(still["plan"] as? [String: Any])
            #expect((plan["changes"] as? [Any])?.isEmpty == true)
        }
    }

    @Test("No name of a patient is in anything that it prints")
    func names() async throws {
        try await Self.withCases { tool in
            let name = try #require(
                try await tool.succeed(["case", "show", "C-0001", "--json"]).object()["patient"] as? String)
            for arguments in [
                ["plan"], ["plan", "--json"], ["explain", "C-0001"], ["explain", "C-0001", "--json"], ["unplaced"],
                ["load"], ["load", "--json"], ["unplaced", "--json"],
            ] {
                let output = try await tool.succeed(["schedule"] + arguments).output
                #expect(!output.contains(name), "schedule \(arguments.joined(separator: " "))")
            }
        }
    }

    @Test("A window of a board and of days leaves out everything else, and a board that is not there is refused")
    func window() async throws {
        try await Self.withCases { tool in
            let other = try await tool.succeed(["schedule", "plan", "--board", "haem-sarcoma-cns", "--json"]).object()
            let plan = try #require(other["plan"] as? [String: Any])
            #expect((plan["changes"] as? [Any])?.isEmpty == true)
            let later = try await tool.succeed(["schedule", "plan", "--from", "2026-11-09"]).output
            #expect(later.contains("breast-2") && !later.contains("breast-1"), "\(later)")
            #expect(try await tool.refused(["schedule", "plan", "--board", "nowhere"]).contains("nowhere"))
            #expect(try await tool.run(["schedule", "plan", "--from", "2026-11-09", "--to", "2026-11-01"]).code == 64)
            #expect(try await tool.run(["schedule", "plan", "--whole", "--repair"]).code == 64)
        }
    }

    @Test("A case is explained: its session, the others, each seat with the next best, and who is kept out by what")
    func explain() async throws {
        try await Self.withCases { tool in
            try await tool.succeed(["agent", "--once"])
            let words = try await tool.succeed(["schedule", "explain", "C-0001"]).output
            for part in ["C-0001 (", "Panel:", "Seats:", "next best", "Other sessions:", "Not seated:"] {
                #expect(words.contains(part), "\(part): \(words)")
            }
            let object = try await tool.succeed(["schedule", "explain", "C-0001", "--json"]).object()
            #expect(object["explanation"] != nil && object["case"] != nil)
            #expect(try await tool.refused(["schedule", "explain", "C-0099"]).contains("C-0099"))
            let why = try await tool.succeed(["schedule", "why-not", "C-0001", "r-haddad"]).output
            #expect(why.contains("Haddad"), "\(why)")
            #expect(try await tool.refused(["schedule", "why-not", "C-0001", "nobody"]).contains("nobody"))
        }
    }

    @Test("A pin moves a case and is lifted again; what cannot be is refused in one line")
    func wishes() async throws {
        try await Self.withCases { tool in
            try await tool.succeed(["agent", "--once"])
            let pinned = try await tool.succeed(["schedule", "pin", "C-0001", "breast-2", "--as", "Cora"]).output
            #expect(pinned.contains("C-0001") && pinned.contains("breast-2"), "\(pinned)")
            let show = try await tool.succeed(["session", "show", "breast-2"]).output
            #expect(show.contains("C-0001"))
            try await tool.succeed(["schedule", "free", "C-0001"])
            #expect(try await tool.refused(["schedule", "free", "C-0001"]).contains("nothing was asked"))
            #expect(try await tool.refused(["schedule", "pin", "C-0001", "gi-1"]).contains("does not decide"))
            #expect(try await tool.refused(["schedule", "late", "C-0001", "breast-1"]).contains("schedule pin"))
            #expect(try await tool.run(["schedule", "seat", "C-0001", "r-adler", "butcher"]).code == 64)
        }
    }

    /// A site with a breast and a lung case of the samples, both ready and neither listed.
    private static func withCases(_ body: (Tool) async throws -> Void) async throws {
        try await Tool.inSite { tool in
            for folder in ["01-breast-her2", "02-lung-stage-three"] {
                try await tool.succeed(["case", "import", Tool.sample("cases/\(folder)/case.json")])
            }
            try await body(tool)
        }
    }
}
