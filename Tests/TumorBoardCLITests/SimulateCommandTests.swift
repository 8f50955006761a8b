import Foundation
import Testing

@Suite("What-if from the command line") struct SimulateCommandTests {
    private static let samples = ["simulate", "--samples", Tool.root.appending(path: "Samples").path]

    private func run(_ tool: Tool, _ arguments: [String]) async throws -> Run {
        // no site: the environment's would come before the samples
        try await tool.run(Self.samples + arguments, environment: ["TUMORBOARD_SITE": ""])
    }

    @Test("The same seed prints the same bytes, with baseline and scenario side by side")
    func json() async throws {
        try await Tool.inFolder { tool in
            let arguments = [
                "--weeks", "3", "--arrivals", "12", "--seed", "5", "--twice", "gi-urology", "--compare", "--json",
            ]
            let one = try await run(tool, arguments)
            #expect(one.code == 0, "\(one.errors)")
            #expect(try await run(tool, arguments).output == one.output)
            let outcome = try one.object()
            #expect(outcome["monday"] as? String == "2026-11-02", "the week of the samples’ first session")
            #expect(outcome["changes"] as? [String] == ["GI and urology board meets twice as often"])
            let runs = try #require(outcome["runs"] as? [[String: Any]])
            #expect(runs.map { $0["name"] as? String } == ["baseline", "scenario"])
            let reports = try runs.map { try #require($0["report"] as? [String: Any]) }
            #expect(reports[0]["arrived"] as? Int == reports[1]["arrived"] as? Int)
            #expect(one.errors.contains("the planner ran"))
            #expect(!one.output.contains("planner"), "times are no part of what must repeat itself")
        }
    }

    @Test("The table shows both runs, and plots are written where asked")
    func table() async throws {
        try await Tool.inFolder { tool in
            let run = try await run(
                tool,
                [
                    "--weeks", "2", "--arrivals", "10", "--without-one", "radiationOncologist", "--compare", "--svg",
                    tool.folder.appending(path: "plots").path,
                ])
            #expect(run.code == 0, "\(run.errors)")
            for words in ["Scenario: without one radiation oncologist", "baseline", "scenario", "gi-urology", "median"]
            {
                #expect(run.output.contains(words), "\(words)")
            }
            for name in ["load", "waiting", "queue", "utilisation"] {
                let svg = try String(contentsOf: tool.folder.appending(path: "plots/\(name).svg"), encoding: .utf8)
                #expect(svg.hasPrefix("<svg") && svg.contains("baseline"), "\(name)")
            }
        }
    }

    @Test("A site’s roster, rules and sessions are taken where it is named")
    func site() async throws {
        try await Tool.inSite { tool in
            let run = try await tool.succeed(["simulate", "--weeks", "1", "--json", "--site", tool.site.path])
            let outcome = try run.object()
            #expect(outcome["monday"] as? String == "2026-11-02", "the Monday after the site’s clock")
            let runs = try #require(outcome["runs"] as? [[String: Any]])
            let sittings = try #require(runs.first?["sittings"] as? [[String: Any]])
            #expect(sittings.count == 4, "the samples’ two sessions of each board are one rhythm")
        }
    }

    @Test("What is asked for wrongly is said: 64 for the form, 1 for what is not there")
    func refusals() async throws {
        try await Tool.inFolder { tool in
            for wrong in [
                ["--weeks", "0"], ["--compare"], ["--weekly", "gi-urology@14:00"], ["--minutes", "gi-urology"],
                ["--more", "r-yilmaz=many"], ["--mix", "warts=3"], ["--arrivals", "-1"],
                ["--weekly", "a=monday@9:00/60", "--sessions", "x.yaml"],
            ] {
                #expect(try await run(tool, wrong).code == 64, "\(wrong)")
            }
            for (missing, word) in [
                (["--twice", "neck"], "neck"), (["--without", "r-nobody"], "r-nobody"),
                (["--roster", "absent.yaml"], "absent.yaml"), (["--weekly", "neck=monday@9:00/60"], "neck"),
            ] {
                let run = try await run(tool, missing)
                #expect(run.code == 1 && run.errorLines.count == 1 && run.errors.contains(word), "\(run.errors)")
            }
        }
    }
}
