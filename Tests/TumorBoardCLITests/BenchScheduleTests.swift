import Foundation
import Testing
import TumorBoard

@testable import TumorBoardCLI

@Suite("The scheduling benchmark", .needsBenchFiles) struct BenchScheduleTests {
    private static func bench(_ name: String, permutation: UInt64? = nil, rounds: Int = 1) throws -> ScheduleBench {
        try ScheduleBench(reading: BenchFiles.bytes(name + ".json"), permutation: permutation, rounds: rounds)
    }

    private static func staff(
        _ name: String, _ level: ScheduleInstance.Level, permutation: UInt64? = nil
    ) throws -> ScheduleBench.Outcome {
        try bench(name, permutation: permutation)
            .staff(placement: BenchFiles.bytes(name + ".placement.json"), level: level)
    }

    @Test(
        "The panels' optimum is reached and proved",
        arguments: [("small", ScheduleInstance.Level.core, 284505), ("small", .full, 333024)])
    func optimum(name: String, level: ScheduleInstance.Level, objective: Int) throws {
        let report = try Self.staff(name, level).report
        #expect(report.objective == objective)
        let panels = try #require(report.panels)
        #expect(panels.isProven && panels.seats == 274 && panels.emptyPlaces == 1)
        let empty = try #require(panels.empty.first)
        #expect(panels.empty.count == 1 && empty.subject == 9 && empty.discipline == .radiationOncology)
        #expect(empty.kept == ["conflictTreating": 2, "expertise": 5, "leave": 2] && empty.busy == 0)
    }

    @Test("The small placement's optimum is reached, and what it writes is read again")
    func placement() throws {
        let outcome = try Self.bench("small").place(.effort(.thorough))
        #expect(outcome.report.objective == 2332)
        let placement = try #require(outcome.report.placement)
        #expect(placement.isProven && placement.bound == 2332 && placement.unplaced == 0 && placement.arcs == 120)
        #expect(placement.course.last?.objective == 2332)
        #expect(try BenchFiles.instance("small").placement(reading: outcome.solution).count == 60)
    }

    @Test(
        "The same plan comes of the lists in any order, and is written in the file's", arguments: [1, 2, 3] as [UInt64])
    func permuted(seed: UInt64) throws {
        for name in ["small", "small2", "small-inf-hall", "small-inf-minutes"] {
            let plain = try Self.staff(name, .full)
            let shuffled = try Self.staff(name, .full, permutation: seed)
            #expect(shuffled.report.digest == plain.report.digest, "panels of \(name), seed \(seed)")
            #expect(shuffled.solution == plain.solution, "panels of \(name), seed \(seed)")
            let placed = try Self.bench(name).place(.iterations(300))
            let placedAnew = try Self.bench(name, permutation: seed).place(.iterations(300))
            #expect(placedAnew.report.digest == placed.report.digest, "placement of \(name), seed \(seed)")
            #expect(placedAnew.solution == placed.solution, "placement of \(name), seed \(seed)")
        }
    }

    @Test("Without a reviewer only the seats change that were theirs, and a repair costs what a new plan costs")
    func replan() throws {
        let banned = try ScheduleReplan(reading: BenchFiles.bytes("replan.json")).banned(in: "small")
        #expect(banned == [22])
        let outcome = try Self.bench("small", rounds: 2)
            .replan(placement: BenchFiles.bytes("small.placement.json"), level: .full, banned: banned)
        let replan = try #require(outcome.report.replan)
        #expect(replan.standingObjective == 333024 && replan.forcedChanges > 0 && replan.unforcedChanges == 0)
        #expect(outcome.report.panels?.isProven == true)
        let plans = try JSONDecoder().decode([String: [[Int]]].self, from: outcome.solution)
        #expect(plans["standing"]?.count == 274 && plans["repaired"]?.count == 274)
        #expect(plans["standing"]?.contains { $0.contains(22) } == true)
        #expect(plans["repaired"]?.contains { $0.contains(22) } == false)
        #expect(throws: ScheduleFault.missing(field: "cases.nowhere")) {
            try ScheduleReplan(reading: BenchFiles.bytes("replan.json")).banned(in: "nowhere")
        }
    }

    @Test("The command prints its report as JSON or as text, and writes the plan")
    func command() async throws {
        let files = (
            try BenchFiles.path("small.json"), try BenchFiles.path("small.placement.json"),
            try BenchFiles.path("replan.json")
        )
        try await Tool.inFolder { tool in
            let start = ["bench", "schedule", files.0]
            let placed = try await tool.succeed(start + ["--json", "--solution", "placed.json"]).object()
            #expect(placed["stage"] as? String == "placement" && placed["objective"] as? Int == 2332)
            let placement = try #require(placed["placement"] as? [String: Any])
            let keys: Set = ["arcs", "bound", "course", "effort", "gap", "iterations", "proven", "unplaced"]
            #expect(Set(placement.keys) == keys)
            let times = ["parse", "eligibility", "buildAndSolve", "total", "memoryPeak", "digest", "rounds"]
            for key in times { #expect(placed[key] != nil, "\(key)") }
            let again = try await tool.succeed(start + ["--placement", "placed.json", "--level", "core", "--json"])
                .object()
            // Another placement of the same cost may have been found than the one in the file, with other panels.
            #expect(again["objective"] as? Int == (again["panels"] as? [String: Any])?["bound"] as? Int)
            let panels = try #require((again["panels"] as? [String: Any]))
            #expect(panels["proven"] as? Bool == true && panels["seats"] as? Int == 274)
            let repair = start + ["--placement", files.1, "--replan", files.2, "--permute", "4"]
            let replan = try #require(try await tool.succeed(repair + ["--json"]).object()["replan"] as? [String: Any])
            #expect(replan["unforcedChanges"] as? Int == 0 && replan["warm"] != nil && replan["ratio"] != nil)
            let text = try await tool.succeed(repair).output
            for words in ["shuffled by 4", "proven", "274 seats of 275 places", "digest ", "changes forced"] {
                #expect(text.contains(words), "\(words) in \(text)")
            }
        }
    }

    @Test("A peer runs beside it, and one with another objective ends it with 1")
    func peer() async throws {
        let files = (try BenchFiles.path("small.json"), try BenchFiles.path("small.placement.json"))
        try await Tool.inFolder { tool in
            let start = [
                "bench", "schedule", files.0, "--placement", files.1, "--level", "full", "--rounds", "2", "--json",
            ]
            func peer(_ objective: Int) throws -> String {
                let answer =
                    "{\"instance\": \"'$1'\", \"objective\": \(objective), \"unassigned\": 1, \"arcs\": '$3', "
                    + "\"min_ms\": 4.0, \"median_ms\": 8.0}"
                return "sh " + (try tool.write("echo started\necho '\(answer)'\n", to: "peer-\(objective).sh"))
            }
            let report = try await tool.succeed(start + ["--peer", try peer(333024)]).object()
            let told = try #require(report["peer"] as? [String: Any])
            #expect(told["objective"] as? Int == 333024 && told["arcs"] as? Int == 2)
            #expect((told["ratio"] as? Double ?? 0) > 0)
            let other = try await tool.refused(start + ["--peer", try peer(1)])
            #expect(other.contains("the peer's objective is 1, ours 333024"))
            #expect(try await tool.refused(start + ["--peer", "false"]).contains("the peer ended with 1"))
            #expect(try await tool.refused(start + ["--peer", "true"]).contains("the peer said nothing"))
        }
    }

    @Test("Of a folder every instance is measured that has a placement, and every plan is written")
    func folder() async throws {
        try await Tool.inFolder { tool in
            let folder = tool.folder.appending(path: "in")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for name in ["small", "small2"] {
                for file in [name + ".json", name + ".placement.json"] {
                    try BenchFiles.bytes(file).write(to: folder.appending(path: file))
                }
            }
            try BenchFiles.bytes("replan.json").write(to: folder.appending(path: "replan.json"))
            let start = ["bench", "schedule", "in", "--budget", "500", "--rounds", "1"]
            let reports = try await tool.succeed(start + ["--json", "--solution", "out"]).list()
            let stages = ["placement", "panels", "panels", "replan", "placement", "panels", "panels"]
            #expect(reports.map { $0["stage"] as? String } == stages)
            #expect(reports[2]["objective"] as? Int == 333024)
            let written = try FileManager.default.contentsOfDirectory(atPath: tool.folder.appending(path: "out").path)
            #expect(written.count == 7 && written.contains("small2.core.json"))
            let text = try await tool.succeed(start).output
            #expect(text.contains("panels, core") && text.contains("284505") && text.contains("changes forced"))
            #expect(try await tool.run(start + ["--placement", "x"]).code == 64)
            #expect(try await tool.refused(["bench", "schedule", "out"]).contains("it holds no instance"))
        }
    }

    @Test("Options that do not go together, and files that are none, are refused")
    func refusals() async throws {
        let (instance, replan) = (try BenchFiles.path("small.json"), try BenchFiles.path("replan.json"))
        try await Tool.inFolder { tool in
            let start = ["bench", "schedule", instance]
            let help = try await tool.succeed(["bench", "schedule", "--help"]).output
            for option in ["--placement", "--level", "--peer", "--permute"] { #expect(help.contains(option)) }
            for wrong in [
                ["--peer", "true"], ["--replan", replan], ["--rounds", "0"], ["--level", "half"], ["--budget", "-1"],
                ["--placement", "x", "--budget", "5"], ["--budget", "5", "--effort", "quick"],
            ] {
                #expect(try await tool.run(start + wrong).code == 64, "\(wrong)")
            }
            #expect(try await tool.refused(["bench", "schedule", "none.json"]).contains("there is no such file"))
            #expect(try await tool.refused(["bench", "schedule", replan]).contains("replan.json: name is missing"))
            #expect(try await tool.refused(start + ["--placement", replan]).contains("replan.json: "))
        }
    }
}
