import Foundation
import Testing

@Suite("CSV extracts from the command line") struct CaseExtractCommandTests {
    private static let folder = Tool.sample("extract")
    private static let mapping = Tool.sample("extract/mapping.yaml")

    @Test("A dry run shows both patients and keeps nothing")
    func dryRun() async throws {
        try await Tool.inSite { tool in
            let run = try await tool.succeed([
                "case", "import", Self.folder, "--mapping", Self.mapping, "--dry-run", "--json",
            ])
            let reports = try run.list()
            #expect(reports.count == 2)
            #expect(reports.allSatisfy { $0["case"] == nil && $0["dryRun"] as? Bool == true })
            #expect(reports.map { $0["group"] as? String } == ["colorectal", "lung"])
            #expect(try await tool.succeed(["case", "list", "--json"]).list().isEmpty)
        }
    }

    @Test("Each patient becomes a case, the report names file and line, and the same extract again adds nothing")
    func twice() async throws {
        try await Tool.inSite { tool in
            let import1 = ["case", "import", Self.folder, "--mapping", Self.mapping, "--details"]
            let text = try await tool.succeed(import1).output
            for words in [
                "Stage: cT3 cN1 cM1a, stage IVA (UICC 8) (stages.csv line 2)", "column Ward (persons.csv)",
                "reports.csv line 6: it has 8 fields", "patient 4472: case C-0002",
            ] { #expect(text.contains(words), "\(words)") }
            #expect(try await tool.succeed(["case", "list", "--json"]).list().count == 2)
            let again = try await tool.succeed(import1 + ["--patient", "4471"]).output
            #expect(again.contains("patient 4471: updates case C-0001"))
            #expect(try await tool.succeed(["case", "list", "--json"]).list().count == 2)
        }
    }

    @Test("What is wrong with the mapping, the folder or the patient is said in a line, and the command ends with 1")
    func refusals() async throws {
        try await Tool.inSite { tool in
            let slip = try tool.write(
                try String(contentsOfFile: Self.mapping, encoding: .utf8)
                    .replacingOccurrences(of: "birthDate: Born", with: "birthDate: Birthday"), to: "slip.yaml")
            let wrong = try await tool.refused(["case", "import", Self.folder, "--mapping", slip])
            #expect(wrong.contains("slip.yaml:") && wrong.contains("persons.csv has no column “Birthday”"))
            #expect(
                try await tool.refused(["case", "import", "no-such-folder", "--mapping", Self.mapping])
                    .contains("there is no such folder"))
            #expect(
                try await tool.refused([
                    "case", "import", Self.folder, "--mapping", Self.mapping, "--patient", "1",
                ]).contains("no row is that patient's; the extract holds 2 other patients"))
            #expect(try await tool.run(["case", "import", Self.folder, "--dry-run"]).code == 64)
        }
    }
}
