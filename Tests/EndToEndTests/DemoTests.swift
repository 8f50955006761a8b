import Foundation
import Testing

/// The built tool, run as its users run it. One test after another: a demo keeps every core busy.
@Suite("End to end", .serialized) struct EndToEnd {}

extension EndToEnd {
    @Suite("The demo") struct DemoTests {
        @Test("It ends with 0, every case as its sample expects, and every email can be read", .timeLimit(.minutes(6)))
        func outcomes() async throws {
            let demo = try await Demos.shared.plain()
            #expect(demo.run.code == 0, "\(demo.run.errors)")
            let outcomes = try demo.outcomes()
            #expect(outcomes.count >= 12)
            for outcome in outcomes {
                #expect((outcome["differs"] as? [Any])?.isEmpty == true, "\(outcome["sample"] ?? "")")
            }
            let mail = try demo.mail()
            #expect(mail.count > 100)
            for one in mail {
                #expect(!one.kind.isEmpty && !one.messageID.isEmpty && one.to.contains { $0 == "@" }, "\(one.name)")
                #expect(one.bodies.count == 2, "\(one.name) is not both text and page")
            }
        }

        @Test("Every released case has packet, letter and plan as page and as PDF", .timeLimit(.minutes(6)))
        func documents() async throws {
            let demo = try await Demos.shared.plain()
            let released = try demo.outcomes().filter { $0["status"] as? String == "released" }
            #expect(released.count >= 10)
            for outcome in released {
                let folder = demo.documents(of: try #require(outcome["caseID"] as? String))
                for document in ["packet", "letter", "plan"] {
                    let page = try String(contentsOf: folder.appending(path: "\(document).html"), encoding: .utf8)
                    #expect(page.contains("</html>"), "\(folder.path)/\(document).html")
                    let pdf = try Data(contentsOf: folder.appending(path: "\(document).pdf"))
                    #expect(pdf.starts(with: Data("%PDF-".utf8)) && pdf.count > 5_000, "\(folder.path)/\(document).pdf")
                }
            }
        }

        @Test("An opinion changed in a sample changes the outcome, and the demo ends with 1", .timeLimit(.minutes(4)))
        func changed() async throws {
            try await Tool.inFolder { tool in
                let samples = tool.folder.appending(path: "Samples")
                try Self.copySamples(to: samples, only: "02-lung-stage-three")
                let script = samples.appending(path: "cases/02-lung-stage-three/script.yaml")
                let text = try String(contentsOf: script, encoding: .utf8)
                // as Samples/README.md says: the third opinion takes plan and ratings of the first surgeon
                let parts = text.components(separatedBy: "\nthirdOpinion:\n")
                try #require(parts.count == 2)
                let third = parts[1]
                    .replacing(
                        "plan: [[radiotherapy, systemic], [systemic]]",
                        with: "plan: [[systemic], [surgery], [systemic]]", maxReplacements: 1
                    )
                    .replacing(
                        "ratings: {radiotherapy: 8, systemic: 9, surgery: 4}",
                        with: "ratings: {surgery: 8, systemic: 8, radiotherapy: 5}", maxReplacements: 1)
                try #require(third != parts[1])
                try Data((parts[0] + "\nthirdOpinion:\n" + third).utf8).write(to: script)
                let demo = try await DemoRun.make(tool, samples: samples, ["--no-pdf"])
                #expect(demo.run.code == 1)
                let outcome = try #require(try demo.outcomes().first)
                #expect(outcome["sample"] as? String == "02-lung-stage-three")
                #expect((outcome["differs"] as? [String])?.isEmpty == false)
                #expect(outcome["outcome"] as? String != "consensus", "\(outcome)")
                #expect(demo.run.output.contains("NOT AS EXPECTED"))
            }
        }

        private static func copySamples(to target: URL, only folder: String) throws {
            let files = FileManager.default
            try files.createDirectory(at: target.appending(path: "cases"), withIntermediateDirectories: true)
            for name in ["roster.yaml", "sessions.yaml", "policy.yaml", "cases/\(folder)"] {
                try files.copyItem(at: Place.samples.appending(path: name), to: target.appending(path: name))
            }
        }
    }

    @Suite("The demo with an agent that is killed fifty times") struct KilledDemoTests {
        private static let seed: UInt64 = 20_261_121

        @Test("It comes to the same outcomes, and the journal is sound", .timeLimit(.minutes(10)))
        func outcomes() async throws {
            let plain = try await Demos.shared.plain()
            let killed = try await Demos.shared.killed(seed: Self.seed)
            #expect(killed.run.code == 0, "seed \(Self.seed): \(killed.run.errors)")
            #expect(killed.run.output.contains("was killed 50 times"))
            let expected = try plain.outcomes(without: ["documents"]) as NSArray
            #expect(try killed.outcomes(without: ["documents"]) as NSArray == expected, "seed \(Self.seed)")
            try await killed.tool.succeed(["audit", "verify"])
        }

        @Test(
            "No Message-ID appears with different bytes, and no email is lost or made twice", .timeLimit(.minutes(10)))
        func mail() async throws {
            let plain = try Self.unrepeated(try await Demos.shared.plain().mail())
            let killed = try Self.unrepeated(try await Demos.shared.killed(seed: Self.seed).mail())
            #expect(killed == plain, "seed \(Self.seed)")
        }

        /// How many emails of each kind everyone got, a repeat not counted.
        private static func unrepeated(_ mail: [CaughtFile]) throws -> [String: Int] {
            var counts: [String: Int] = [:]
            for (id, same) in Dictionary(grouping: mail, by: \.messageID) {
                #expect(Set(same.map(\.data)).count == 1, "\(id) came with different bytes")
                let one = try #require(same.first)
                counts["\(one.kind) to \(one.to)", default: 0] += 1
            }
            return counts
        }
    }
}
