import Foundation
import Testing
import TumorBoard

@testable import FHIRExchange

/// The two independent parties that judge an export, as far as the machine has them.
///
/// The schema is `fhir.schema.json` of R4 (4.0.1): named by `TUMORBOARD_FHIR_SCHEMA`, or beside the shared corpus.
/// The models are PyPI's `fhir.resources`. `TUMORBOARD_PYTHON` names another python3.
enum ExportPeers {
    /// What a party found.
    struct Verdict: Decodable {
        var party: String?
        var judged: Int?
        var wrong: [String]?
        var absent: String?
    }

    static let python: String = ProcessInfo.processInfo.environment["TUMORBOARD_PYTHON"] ?? "python3"

    static let schema: String? = {
        let named = ProcessInfo.processInfo.environment["TUMORBOARD_FHIR_SCHEMA"]
        let beside = SharedFiles.corpus?.deletingLastPathComponent().appending(path: "fhir/fhir.schema.json").path
        return [named, beside].compactMap { $0 }.first { FileManager.default.fileExists(atPath: $0) }
    }()

    static let hasModels: Bool = (try? run(["-c", "import fhir.resources"]))?.status == 0
    static let hasSchema: Bool = schema != nil && (try? run(["-c", "import jsonschema"]))?.status == 0

    /// Runs python and returns what it printed.
    static func run(_ arguments: [String]) throws -> (status: Int32, output: Data, errors: Data) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [python] + arguments
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let told = try output.fileHandleForReading.readToEnd() ?? Data()
        let complained = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, told, complained)
    }

    /// Both verdicts on the bundles.
    static func judge(_ bundles: [(name: String, node: FHIRNode)]) throws -> [String: Verdict] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "fhir-peers-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for bundle in bundles {
            try bundle.node.canonicalJSON.write(to: folder.appending(path: "\(bundle.name).json"))
        }
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Peers/validate.py").path
        let result = try run([script, folder.path] + [schema].compactMap { $0 })
        guard result.status == 0 else {
            Issue.record("validate.py failed: \(String(decoding: result.errors, as: UTF8.self))")
            return [:]
        }
        return try JSONDecoder().decode([String: Verdict].self, from: result.output)
    }
}

@Suite(
    "Two independent parties read what leaves as FHIR",
    .enabled(
        if: ExportPeers.hasModels || ExportPeers.hasSchema,
        "neither fhir.resources nor the R4 schema with jsonschema is installed"))
struct ExportPeerTests {
    @Test("A case with everything, in every state, as document, care plan and audit trail")
    func states() throws {
        let bundles = try ExportState.allCases.flatMap { state in
            let export = try ExportStage(try ExportTests.fullCase(), to: state).export
            var bundles = [("\(state)-document", export.document()), ("\(state)-audit", export.auditTrail())]
            if state.hasPlan { bundles.append(("\(state)-careplan", try export.carePlan())) }
            return bundles
        }
        try check(bundles, atLeast: 1_000)
    }

    @Test("Every sample case, signed", .enabled(if: !SharedFiles.samples.isEmpty, "there are no sample cases"))
    func samples() throws {
        let bundles = try SharedFiles.samples.map { folder in
            let draft = try Drafts.read(try Data(contentsOf: folder.appending(path: "case.json"))).draft
            return (folder.lastPathComponent, try ExportStage(draft, to: .signed).export.document())
        }
        try check(bundles, atLeast: 500)
    }

    @Test("The parties are no yes-men: each refuses a status that is none, a field that is none and a missing code")
    func refusals() throws {
        var wrong = ExportedResource("Observation", id: "1")
        wrong["status"] = "nonsense"
        wrong["colour"] = "red"
        var bundle = ExportedResource("Bundle", id: "2")
        bundle["type"] = "collection"
        bundle["entry"] = .list([.fields(["fullUrl": "urn:uuid:1", "resource": wrong.node])])
        let verdicts = try ExportPeers.judge([(name: "wrong", node: bundle.node)])
        for (name, isThere) in [("schema", ExportPeers.hasSchema), ("models", ExportPeers.hasModels)] where isThere {
            let words = (verdicts[name]?.wrong ?? []).joined(separator: " ")
            #expect(words.contains("colour") && words.contains("code"), "\(name): \(words)")
        }
    }

    private func check(_ bundles: [(String, FHIRNode)], atLeast resources: Int) throws {
        let verdicts = try ExportPeers.judge(bundles.map { (name: $0.0, node: $0.1) })
        for (name, isThere) in [("schema", ExportPeers.hasSchema), ("models", ExportPeers.hasModels)] where isThere {
            let verdict = try #require(verdicts[name])
            #expect(verdict.absent == nil)
            #expect((verdict.judged ?? 0) >= resources)
            #expect(verdict.wrong == [], "\(verdict.party ?? name): \((verdict.wrong ?? []).prefix(20))")
        }
    }
}
