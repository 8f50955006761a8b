import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard fhir`
struct FHIRCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fhir", abstract: "FHIR R4 / mCODE, in and out.",
        subcommands: [FHIRInspectCommand.self, FHIRExportCommand.self])
}

/// `tumorboard fhir inspect`
struct FHIRInspectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "Show what a bundle holds for a tumor board. Needs no site, keeps nothing.",
        discussion: """
            For one file: the cancer in short; each fact with the resource it came from; what contradicts itself; what \
            was left out and why. For several files or a folder: a line each. A file that cannot become a case says \
            why and stops none of the rest; the command then ends with 1. With --json one FILE prints one object, \
            several files or a folder print a list.
            """)

    @Argument(help: "FHIR bundles in JSON, and folders of them.") var files: [String]
    @OptionGroup var reading: ReadingOptions
    @Flag(help: "Print the whole report of each file also where there are several.") var details = false
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if files.isEmpty { throw ValidationError("Name at least one file or folder.") }
    }

    func run() async throws {
        let found = CaseFolder.files(named: files, endings: ["json"])
        guard !found.isEmpty else { throw Refusal("\(files.joined(separator: ", ")): no file that ends in .json") }
        let isSingle = files.count == 1 && !CaseFolder.holdsFolder(files)
        let day = CivilDate(Date(), in: .current)
        var inspections: [Inspection] = []
        let bar = ProgressBar("Inspecting", total: found.count)
        try await readAhead(found, jobs: reading.jobs) { file in
            Self.inspect(file, on: day)
        } handOver: { index, inspection in
            bar.advance(found[index])
            inspections.append(inspection)
        }
        bar.finish()
        if isSingle, let only = inspections.first {
            try output.show(only) { only.text }
        } else {
            try output.show(inspections) {
                details ? inspections.map(\.text).joined(separator: "\n") : Inspection.table(inspections)
            }
        }
        let refused = inspections.filter { $0.refusal != nil }
        for inspection in refused { printError(inspection.refusalLine) }
        if !refused.isEmpty { throw ExitCode.failure }
    }

    private static func inspect(_ file: String, on day: CivilDate) -> Inspection {
        do {
            return Inspection(file: Given.name(file), data: try Given.bytes(file), asOf: day)
        } catch {
            return Inspection(file: Given.name(file), refusal: Failure.words(of: error))
        }
    }
}

/// How many files are read side by side.
struct ReadingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Files read side by side. Default: one a core.", valueName: "n"))
    var jobs = ProcessInfo.processInfo.activeProcessorCount

    func validate() throws {
        if !(1...256).contains(jobs) { throw ValidationError("--jobs is a number from 1 to 256.") }
    }
}

extension Inspection {
    /// Why it was refused, with the file's name.
    fileprivate var refusalLine: String {
        let reason = refusal ?? ""
        return reason.hasPrefix(file) ? reason : "\(file): \(reason)"
    }

    /// The whole report.
    fileprivate var text: String {
        guard let summary else { return "\(file)\n  refused: \((refusal ?? "").oneLine)\n" }
        var lines = [file, ""]
        let width = Terminal.outputWidth ?? 120
        func field(_ name: String, _ values: [String]) {
            guard !values.isEmpty else {
                lines.append("  \(name.padded(to: 12))not in the file")
                return
            }
            for (index, value) in values.enumerated() {
                for (row, part) in value.oneLine.wrapped(to: max(20, width - 14)).enumerated() {
                    lines.append("  \((index + row == 0 ? name : "").padded(to: 12))\(part)")
                }
            }
        }
        field("Cancer", [summary.cancer + " (\(summary.diseaseGroup.title))"])
        let site = [summary.laterality?.rawValue, summary.site].compactMap { $0 }
        field("Site", site.isEmpty ? [] : [site.joined(separator: ", ")])
        field("Stage", summary.stages)
        field("Markers", summary.markers)
        field("Treatments", summary.treatments)
        field("Fitness", [summary.fitness].compactMap { $0 })
        func section(_ title: String, _ items: [String]) {
            guard !items.isEmpty else { return }
            lines += ["", title]
            for item in items {
                for (row, part) in item.oneLine.wrapped(to: max(20, width - 4)).enumerated() {
                    lines.append((row == 0 ? "  - " : "    ") + part)
                }
            }
        }
        section("Contradicts itself", contradictions)
        section("To be looked at", problems)
        section("Understood, with the resource it came from", understood)
        section("Left out", ignored.map { "\($0.what), first \($0.path): \($0.why)" })
        return lines.joined(separator: "\n") + "\n"
    }

    /// A line for each file.
    fileprivate static func table(_ inspections: [Inspection]) -> String {
        var table = TextTable(columns: [
            "file", "cancer", "stage", "markers", "treatments", "fitness", "contradictions", "doubts",
            "refused because",
        ])
        for inspection in inspections {
            let name = (inspection.file as NSString).lastPathComponent
            guard let summary = inspection.summary else {
                table.add([name, "refused", "", "", "", "", "", "", inspection.refusal ?? ""])
                continue
            }
            table.add([
                name, summary.cancer, summary.stages.last ?? "", String(summary.markers.count),
                String(summary.treatments.count), summary.fitness ?? "", String(inspection.contradictions.count),
                String(inspection.problems.count),
            ])
        }
        return table.rendered()
    }
}
