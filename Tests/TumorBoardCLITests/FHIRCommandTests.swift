import Foundation
import Testing

@Suite("FHIR files from the command line") struct FHIRCommandTests {
    private static let breast = Tool.sample("cases/01-breast-her2/case.json")

    @Test("Inspecting one file shows the cancer, each fact's resource, and what was left out; no site is needed")
    func one() async throws {
        try await Tool.inFolder { tool in
            let text = try await tool.succeed(["fhir", "inspect", Self.breast]).output
            for words in ["Cancer", "Stage", "Markers", "Treatments", "Fitness", "Understood", "Condition/"] {
                #expect(text.contains(words), "\(words) in \(text)")
            }
            let report = try await tool.succeed(["fhir", "inspect", Self.breast, "--json"]).object()
            let summary = try #require(report["summary"] as? [String: Any])
            #expect((summary["cancer"] as? String)?.isEmpty == false)
            #expect((report["understood"] as? [String])?.isEmpty == false)
            #expect(report["refusal"] == nil)
        }
    }

    @Test("A folder gives a line a file in order of name; a bad file is told and stops none of the rest")
    func folder() async throws {
        try await Tool.inFolder { tool in
            let folder = tool.folder.appending(path: "in/deep")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(contentsOf: URL(fileURLWithPath: Self.breast)).write(to: folder.appending(path: "b.json"))
            try Data("{\"resourceType\":\n \"Bundle\",}".utf8).write(to: folder.appending(path: "a.json"))
            try Data("not looked at".utf8).write(to: folder.appending(path: "notes.txt"))
            for jobs in ["1", "4"] {
                let run = try await tool.run(["fhir", "inspect", "in", "--json", "--jobs", jobs])
                #expect(run.code == 1)
                #expect(run.errorLines.count == 1 && run.errors.contains("a.json") && run.errors.contains("line 2"))
                let list = try run.list()
                #expect(list.map { $0["file"] as? String } == ["in/deep/a.json", "in/deep/b.json"])
                #expect((list[0]["refusal"] as? String)?.contains("not valid JSON") == true)
                #expect(list[1]["summary"] != nil)
            }
            #expect(try await tool.run(["fhir", "inspect", "in"]).output.contains("refused"))
            #expect(try await tool.refused(["fhir", "inspect", "nowhere.json"]).contains("there is no such file"))
            #expect(try await tool.run(["fhir", "inspect", "in", "--jobs", "0"]).code == 64)
        }
    }

    @Test("A folder is taken in, read side by side; a bad file never stops the rest, and numbers follow the names")
    func importFolder() async throws {
        try await Tool.inSite { tool in
            let folder = tool.folder.appending(path: "in")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let samples = [
                "01-breast-her2/case.json", "02-lung-stage-three/case.json", "05-prostate-two-ways/case.yaml",
            ]
            for (number, sample) in samples.enumerated() {
                let data = try Data(contentsOf: URL(fileURLWithPath: Tool.sample("cases/" + sample)))
                try data.write(to: folder.appending(path: "\(number).\(sample.split(separator: ".").last ?? "")"))
            }
            try Data("{".utf8).write(to: folder.appending(path: "00.json"))
            let run = try await tool.run(["case", "import", folder.path, "--jobs", "3", "--json"])
            #expect(run.code == 1)
            #expect(run.errorLines.count == 1 && run.errors.contains("00.json"))
            let list = try run.list()
            #expect(list.count == 4)
            #expect(list.compactMap { $0["case"] as? String }.count == 3)
            #expect(try await tool.succeed(["case", "list", "--json"]).list().count == 3)
            let pass = try tool.write("stones under clear water\n", to: "pass")
            #expect(
                try await tool.refused(["case", "import", folder.path, "--passphrase-file", pass]).contains(
                    "one patient"))
        }
    }

    @Test("The bench measures each file, beside a peer that answers on its standard output")
    func bench() async throws {
        try await Tool.inFolder { tool in
            let peer = try tool.write(
                "while read -r name; do echo '{\"json\":0.5,\"parse\":1.5,\"error\":null}'; done\n", to: "peer.sh")
            let report = try await tool.succeed([
                "bench", "fhir", Self.breast, "--rounds", "2", "--peer", "sh \(peer)", "--json",
            ]).object()
            let all = try #require(report["all"] as? [String: Any])
            #expect(all["peer"] as? Double == 2)
            #expect((all["parse"] as? Double ?? 0) > 0 && (all["map"] as? Double ?? 0) > 0)
            #expect(try await tool.succeed(["bench", "fhir", Self.breast, "--rounds", "1"]).output.contains("Memory"))
            #expect(try await tool.refused(["bench", "fhir", Self.breast, "--peer", "true"]).contains("peer"))
        }
    }

    @Test("Damaged copies of a bundle are read, and the same seed damages them in the same way")
    func fuzz() async throws {
        try await Tool.inFolder { tool in
            let command =
                ["bench", "fuzz", Self.breast, "--mutations", "60", "--seed", "7", "--json"] + [
                    "--limit", "60", "--largest", "100000",
                ]
            let tallies = try await [tool.succeed(command), tool.succeed(command)].map { run in
                let trial = try #require(try run.object()["trial"] as? [String: Any])
                #expect(trial["mutations"] as? Int == 60)
                return try JSONSerialization.data(withJSONObject: try #require(trial["tallies"]), options: .sortedKeys)
            }
            #expect(tallies[0] == tallies[1])
        }
    }
}
