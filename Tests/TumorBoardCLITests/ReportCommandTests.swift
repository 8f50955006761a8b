import Foundation
import Testing

@Suite("Reports from the command line") struct ReportCommandTests {
    @Test("A board without a case has a report all the same, in words, JSON, CSV and drawings")
    func empty() async throws {
        try await Tool.inSite { tool in
            let folder = tool.folder.appending(path: "figures").path
            let period = ["--from", "2026-10-01", "--to", "2026-10-31"]
            let run = try await tool.succeed(["report", "quality", "--csv", folder, "--svg", folder] + period)
            #expect(run.output.hasPrefix("Quality report, 2026-10-01 to 2026-10-31, all boards\n"))
            #expect(run.output.contains("CONSENSUS IN THE FIRST BALLOT") && run.output.contains("A star stands for"))
            let files = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(files.contains("consensus.csv") && files.contains("agreement.svg"))
            let csv = try String(contentsOfFile: folder + "/quorum.csv", encoding: .utf8)
            #expect(csv.hasSuffix("First ballots,0,0,0\nIn the session,0,0,0\n"))
            let report = try await tool.succeed(["report", "quality", "--json"] + period).object()
            #expect(report["from"] as? String == "2026-10-01" && report["smallest"] as? Int == 5)
            #expect((report["figures"] as? [Any])?.count ?? 0 > 12)
            #expect(!run.output.contains("by member"))
            let named = try await tool.succeed(["report", "quality", "--members"] + period)
            #expect(named.output.contains("BY MEMBER"))
        }
    }

    @Test(
        "What makes no sense is used wrongly, and a board that is not there is refused",
        arguments: [
            (["--from", "2026-11-02", "--to", "2026-11-01"], 64), (["--smallest", "4"], 64), (["--from", "2026"], 64),
            (["--board", "nowhere"], 1),
        ] as [([String], Int32)])
    func refused(arguments: [String], code: Int32) async throws {
        try await Tool.inSite { tool in
            let run = try await tool.run(["report", "quality"] + arguments)
            #expect(run.code == code, "\(run.errors)")
            #expect(!run.errors.isEmpty)
        }
    }

    @Test("The benchmark of agreement tells times and coefficients without a peer")
    func bench() async throws {
        try await Tool.inFolder { tool in
            let arguments = ["bench", "agreement", "--cases", "50", "--rounds", "1", "--replicates", "5", "--json"]
            let rows = try #require(try await tool.succeed(arguments).object()["rows"] as? [[String: Any]])
            #expect(rows.count == 6 && rows.allSatisfy { $0["alpha"] is Double && $0["peer"] is NSNull })
            #expect(try await tool.run(["bench", "agreement", "--raters", "1"]).code == 64)
        }
    }
}
