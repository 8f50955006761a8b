import Foundation
import Testing

extension EndToEnd {
    @Suite("Rules and intake from the command line") struct RuleTests {
        // The worked cases are kept outside the package; without them this test says so and is skipped.
        @Test(
            "All worked cases of consensus come out as their reference",
            .enabled(if: Place.shared != nil, "no ../shared"), .timeLimit(.minutes(4)))
        func worked() async throws {
            let file = try #require(Place.shared).appending(path: "vectors/consensus-cases.json")
            let top = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
            let cases = try #require(top?["cases"] as? [[String: Any]])
            #expect(cases.count >= 38)
            try await Tool.inFolder { tool in
                for worked in cases {
                    let id = try #require(worked["id"] as? String)
                    let reference = try #require(worked["referenceResult"] as? NSDictionary, "\(id)")
                    let ballot = try JSONSerialization.data(
                        withJSONObject: ["context": worked["context"], "votes": worked["votes"]].compactMapValues { $0 }
                    )
                    let run = try await tool.run(
                        ["consensus", "decide", "-", "--json"], input: String(decoding: ballot, as: UTF8.self))
                    #expect(run.code == 0, "\(id): \(run.errors)")
                    #expect(try run.object() as NSDictionary == reference, "\(id): \(run.output)")
                }
            }
        }

        @Test(
            "A ballot that is none is refused with the name of the field",
            arguments: [
                (#"{"context": {"convened": 3}}"#, "votes"),
                (#"{"votes": []}"#, "context"),
                (#"{"context": {"convened": "three"}, "votes": []}"#, "convened"),
                (#"{"context": {"convened": 3}, "votes": [{"reviewer": "a", "status": "cast"}]}"#, "specialty"),
                (
                    #"""
                    {"context": {"convened": 3}, "votes": [{"reviewer": "a", "specialty": "surgeon", "status": "x"}]}
                    """#, "status"
                ),
                (
                    #"""
                    {"context": {"convened": 3}, "votes": [{"reviewer": "a", "specialty": "surgeon", "status": "cast"}]}
                    """#, "diagnosisAgree"
                ),
            ])
        func badBallot(ballot: String, field: String) async throws {
            try await Tool.inFolder { tool in
                let words = try await tool.refused(["consensus", "decide", "-", "--json"], input: ballot)
                #expect(words.contains(field), "\(words)")
            }
        }

        // Bundles of other makers are kept outside the package; without them this test says so and is skipped.
        @Test(
            "Every bundle of other makers becomes a case or is refused in a line that one can act on",
            .enabled(if: Place.shared != nil, "no ../shared"), .timeLimit(.minutes(6)))
        func corpus() async throws {
            let corpus = try #require(Place.shared).appending(path: "corpus")
            let names = try #require(FileManager.default.enumerator(atPath: corpus.path)).compactMap { $0 as? String }
            let bundles = names.filter { $0.hasSuffix(".json") }.sorted()
            #expect(!bundles.isEmpty)
            try await Tool.inFolder { tool in
                try await tool.succeed(["init", tool.site.path])
                try await tool.succeed(["roster", "import", Place.samples.appending(path: "roster.yaml").path])
                for name in bundles {
                    let file = corpus.appending(path: name).path
                    let run = try await tool.run(["case", "import", file])
                    guard run.code != 0 else {
                        #expect(run.output.contains("Understood"), "\(name): \(run.output)")
                        continue
                    }
                    #expect(run.code == 1, "\(name) ended with \(run.code): \(run.errors)")
                    let lines = run.errors.split(whereSeparator: \.isNewline)
                    #expect(lines.count == 1 && run.errors.contains(file), "\(name): \(run.errors)")
                    #expect(run.errors.count > file.count + 30, "\(name): \(run.errors)")
                }
                try await tool.succeed(["audit", "verify"])
            }
        }
    }
}
