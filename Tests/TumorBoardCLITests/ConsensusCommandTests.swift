import Foundation
import Testing
import TumorBoard

@Suite("tumorboard consensus decide") struct ConsensusCommandTests {
    private static let unanimous = """
        {"context": {"convened": 3}, "votes": [\(vote("a", "surgeon")), \(vote("b", "medicalOncologist")),
        \(vote("c", "radiationOncologist"))]}
        """

    private static func vote(_ reviewer: String, _ specialty: String, rating: Int = 8) -> String {
        """
        {"reviewer": "\(reviewer)", "specialty": "\(specialty)", "status": "cast", "diagnosisAgree": true,
        "stageAgree": true, "intent": "curative", "plan": [["surgery"]], "ratings": {"surgery": \(rating)},
        "confidence": "high", "guidelineConcordant": true, "guidelineRef": "S3", "rationale": "resectable"}
        """
    }

    @Test("From a file and from standard input it prints the canonical outcome, byte for byte")
    func canonical() async throws {
        try await Tool.inFolder { tool in
            let file = try tool.write(Self.unanimous, to: "ballot.json")
            let expected = try ConsensusInput(json: Data(Self.unanimous.utf8)).decide().canonicalJSON()
            let fromFile = try await tool.succeed(["consensus", "decide", file, "--json"])
            let fromInput = try await tool.succeed(["consensus", "decide", "-", "--json"], input: Self.unanimous)
            #expect(fromFile.output == String(decoding: expected, as: UTF8.self) + "\n")
            #expect(fromInput.output == fromFile.output)
        }
    }

    @Test("Without --json it says it in plain words")
    func words() async throws {
        try await Tool.inFolder { tool in
            let run = try await tool.succeed(["consensus", "decide", "-"], input: Self.unanimous)
            #expect(run.output == "Consensus: unanimous.\nAll three recommend the same plan.\n")
        }
    }

    @Test("A fault in an opinion is refused in one line that names reviewer and field")
    func refused() async throws {
        try await Tool.inFolder { tool in
            let ballot = "{\"context\": {\"convened\": 3}, \"votes\": [\(Self.vote("dr-b", "surgeon", rating: 12))]}"
            let words = try await tool.refused(["consensus", "decide", "-", "--json"], input: ballot)
            #expect(words.contains("dr-b") && words.contains("ratings.surgery"), "\(words)")
            try await tool.refused(["consensus", "decide", "-"], input: "{")
            try await tool.refused(["consensus", "decide", "no-such-file"])
        }
    }

    // The worked cases are kept outside the package; without them this test says so and is skipped.
    @Test("Every shared worked case comes out as its reference", .enabled(if: Tool.shared != nil, "no ../shared"))
    func worked() async throws {
        let folder = try #require(Tool.shared)
        let data = try Data(contentsOf: folder.appending(path: "vectors/consensus-cases.json"))
        let top = try JSONSerialization.jsonObject(with: data)
        let cases = try #require(top as? [[String: Any]] ?? (top as? [String: Any])?["cases"] as? [[String: Any]])
        try #require(!cases.isEmpty)
        try await Tool.inFolder { tool in
            for (index, item) in cases.enumerated() {
                guard let reference = item["referenceResult"] as? NSDictionary, reference["error"] == nil else {
                    continue
                }
                let ballot: [String: Any] = ["context": item["context"] ?? [:], "votes": item["votes"] ?? []]
                let input = String(decoding: try JSONSerialization.data(withJSONObject: ballot), as: UTF8.self)
                let run = try await tool.run(["consensus", "decide", "-", "--json"], input: input)
                #expect(run.code == 0, "case \(index + 1): \(run.errors)")
                #expect(try NSDictionary(dictionary: run.object()) == reference, "case \(index + 1)")
            }
        }
    }
}
