import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard case import`
struct CaseImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take cases in, from FHIR R4 / mCODE bundles or the YAML form.",
        discussion: """
            For each file it tells what was understood, what was left out, and what is missing before the case can be \
            listed. A file that cannot become a case is refused with the reason, and the others go on; the command then \
            ends with 1. The same patient again, by identifier, updates the open case of the same disease: what is \
            new is added, what contradicts the case is shown and left to a person.
            """)

    @Argument(help: "FHIR bundles in JSON, or cases in YAML.") var files: [String]
    @Option(help: "A file whose first line is the passphrase that the patient chose; with one FILE only.")
    var passphraseFile: String?
    @Flag(help: "Where a file updates an open case: opinions already given must be confirmed on what is new.")
    var material = false
    @Flag(help: "Print the whole report of each file also where there are several.") var details = false
    @OptionGroup var site: SiteOptions
    @OptionGroup var by: ActorOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if files.isEmpty { throw ValidationError("Name at least one file.") }
        if passphraseFile != nil, files.count > 1 {
            throw ValidationError("--passphrase-file belongs to one patient: import that file alone.")
        }
    }

    func run() async throws {
        let passphrase = try passphraseFile.map(Self.passphrase)
        let office = try await site.office()
        _ = try office.roster()
        var reports: [CaseImportReport] = []
        let bar = ProgressBar("Importing", total: files.count)
        for file in files {
            bar.advance(file)
            reports.append(take(file, into: office, passphrase: passphrase))
        }
        bar.finish()
        try output.show(reports) {
            files.count == 1 || details
                ? reports.map(\.text).joined(separator: "\n") : CaseImportReport.table(reports)
        }
        let failures = reports.filter { $0.error != nil }
        for report in failures { printError(report.refusal) }
        if !failures.isEmpty { throw ExitCode.failure }
    }

    private func take(_ file: String, into office: BoardOffice, passphrase: String?) -> CaseImportReport {
        var report = CaseImportReport(file: file)
        do {
            let taken = try office.importCase(
                file: try Given.bytes(file), named: Given.name(file), material: material, actor: by.name)
            try report.fill(from: taken, office: office)
            if let passphrase { try office.setPassphrase(passphrase, of: taken.caseID, actor: by.name) }
        } catch {
            let before = report.caseID.map { "imported as case \($0), but: " } ?? ""
            report.error = before + Failure.words(of: error)
        }
        return report
    }

    private static func passphrase(_ file: String) throws -> String {
        let text = String(decoding: try Given.bytes(file), as: UTF8.self)
        guard let line = text.split(whereSeparator: \.isNewline).first else { throw Refusal("\(file): it is empty") }
        return String(line)
    }
}

/// What became of one file.
struct CaseImportReport: Encodable {
    /// The file as it was named.
    let file: String
    /// The case that it became.
    private(set) var caseID: CaseID?
    /// Its disease group.
    private var group: DiseaseGroup?
    /// Why it was refused.
    var error: String?
    /// What was understood, a line each.
    private var understood: [String] = []
    /// What was left out and why.
    private var ignored: [String] = []
    /// Doubts that a person must look at.
    private var problems: [String] = []
    /// Whether it can be listed.
    private var isReady: Bool?
    /// What keeps it off the list, and what is only marked.
    private var missing: [String] = []
    /// What the packet will show as not presented.
    private var notPresented: [String] = []
    /// What differed from the open case that it updated; nil for a new case.
    private var changes: [CaseChange]?

    private enum CodingKeys: String, CodingKey {
        case file, error, understood, ignored, problems, missing, notPresented, group, changes
        case caseID = "case"
        case isReady = "ready"
    }

    /// A report on a file of which nothing is known yet.
    init(file: String) { self.file = file }

    /// Takes over what is known of a file that became a case.
    mutating func fill(from taken: IntakeReport, office: BoardOffice) throws {
        caseID = taken.caseID
        understood = taken.understood
        ignored = taken.ignored
        problems = taken.problems
        changes = taken.changes
        let file = try office.caseFile(taken.caseID)
        let readiness = try office.readiness(of: file)
        group = file.subject.diseaseGroup
        isReady = readiness.isReady
        missing = readiness.reasons
        notPresented = readiness.notPresented
    }

    /// Why it was refused, with the file's name where the reason does not hold it.
    var refusal: String {
        let reason = error ?? ""
        return reason.hasPrefix(file) ? reason : "\(file): \(reason)"
    }

    /// The whole report.
    var text: String {
        var lines = ["\(file): " + (caseID.map { changes == nil ? "case \($0)" : "updates case \($0)" } ?? "refused")]
        func section(_ title: String, _ items: [String]) {
            guard !items.isEmpty else { return }
            lines.append("  \(title)")
            lines += items.map { "    - \($0)" }
        }
        if let changes {
            section("What it changes", changes.isEmpty ? ["nothing: all of it was known"] : changes.map(\.line))
        }
        section("Understood", understood)
        section("Left out", ignored)
        section("To be looked at", problems)
        section("Not presented", notPresented)
        if isReady == true {
            section(
                "Ready for listing" + (missing.isEmpty ? "" : "; marked"),
                missing.isEmpty ? ["nothing is missing"] : missing)
        } else {
            section("Missing for listing", missing)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A line for each file.
    static func table(_ reports: [CaseImportReport]) -> String {
        var table = TextTable(columns: [
            "file", "case", "disease", "understood", "left out", "doubts", "missing for listing",
        ])
        for report in reports {
            guard report.error == nil else {
                table.add([report.file, "refused", report.group?.title ?? "", "", "", "", report.error ?? ""])
                continue
            }
            table.add([
                report.file, report.caseID?.text ?? "", report.group?.title ?? "", String(report.understood.count),
                String(report.ignored.count), String(report.problems.count),
                report.isReady == true ? "nothing" : report.missing.joined(separator: " "),
            ])
        }
        return table.rendered()
    }
}
