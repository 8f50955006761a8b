import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard fhir export`
struct FHIRExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a case as one FHIR R4 bundle.",
        discussion: """
            A document holds the board's note (Composition, LOINC 85232-7) and everything that it stands on: the cancer \
            with its stage, markers, fitness, treatments and records, the opinions, the recommendation as a CarePlan, \
            the signature. A plan is a draft until it is signed. Opinions are left out while a ballot is open. Every \
            reference resolves inside the bundle, and the same case gives the same bytes each time.

            A careplan holds the plan alone with what it refers to; an audit holds one AuditEvent an event of the case \
            and no clinical text.
            """)

    @Argument(help: "The case.") var id: CaseID
    @Option(help: "document, careplan or audit.") var kind = FHIRExportKind.document
    @Option(
        help: ArgumentHelp(
            "Write to this file, readable by its owner only. Default: standard output.", valueName: "file"))
    var output: String?
    @OptionGroup var site: SiteOptions
    @OptionGroup var printed: OutputOptions

    func validate() throws {
        if printed.json, output == nil {
            throw ValidationError("--json tells what was written to --output; without it the bundle itself is printed.")
        }
    }

    func run() async throws {
        let export = try await site.office().exportFHIR(id, as: kind)
        guard let output else {
            Terminal.write(String(decoding: export.data, as: UTF8.self) + "\n")
            return
        }
        let target = URL(fileURLWithPath: output)
        try export.data.write(to: target, options: .atomic)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: target.path)
        let written = Written(
            caseID: id, kind: kind.rawValue, file: target.path, resources: export.resources, bytes: export.data.count)
        try printed.show(written) {
            "\(target.path): \(export.resources) resources, \(export.data.count) bytes\n"
        }
    }

    /// What was written where.
    private struct Written: Encodable {
        let caseID: CaseID
        let kind: String
        let file: String
        let resources: Int
        let bytes: Int

        private enum CodingKeys: String, CodingKey {
            case kind, file, resources, bytes
            case caseID = "case"
        }
    }
}

extension FHIRExportKind: ExpressibleByArgument {}
