import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard case import`
struct CaseImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take cases in, from FHIR R4 / mCODE bundles, the YAML form or a CSV extract.",
        discussion: """
            For each file it tells what was understood, what was left out, and what is missing before the case can be \
            listed. A file that cannot become a case is refused with the reason, and the others go on; the command then \
            ends with 1. The same patient again, by identifier, updates the open case of the same disease: what is \
            new is added, what contradicts the case is shown and left to a person.

            With --mapping each FOLDER is a hospital's extract of CSV files, and the mapping says what its columns mean; \
            Samples/extract/mapping.yaml explains how to write one. Every patient becomes a case.
            """)

    @Argument(help: "FHIR bundles in JSON, cases in YAML, and folders of both; of CSV files with --mapping.")
    var files: [String]
    @OptionGroup var reading: ReadingOptions
    @Option(help: "What the columns of a CSV extract mean, in YAML.") var mapping: String?
    @Option(help: "Of an extract take this patient only, by the id in its rows.") var patient: String?
    @Flag(help: "Of an extract show what would become of it, and keep nothing.") var dryRun = false
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
        if mapping == nil, patient != nil || dryRun {
            throw ValidationError("--patient and --dry-run belong to --mapping.")
        }
        if passphraseFile != nil, mapping != nil, patient == nil || dryRun {
            throw ValidationError("--passphrase-file belongs to one patient: name the one with --patient.")
        }
        if passphraseFile != nil, files.count > 1 {
            throw ValidationError("--passphrase-file belongs to one patient: import that file alone.")
        }
    }

    func run() async throws {
        let passphrase = try passphraseFile.map(Self.passphrase)
        let office = try await site.office()
        _ = try office.roster()
        var reports: [CaseImportReport] = []
        if let mapping {
            reports = try takeExtracts(by: mapping, into: office, passphrase: passphrase)
        } else {
            reports = try await takeFiles(into: office, passphrase: passphrase)
        }
        try output.show(reports) {
            reports.count == 1 || details
                ? reports.map(\.text).joined(separator: "\n") : CaseImportReport.table(reports)
        }
        let failures = reports.filter { $0.error != nil }
        for report in failures { printError(report.refusal) }
        if !failures.isEmpty { throw ExitCode.failure }
    }

    /// Reads files side by side and takes them in one after another.
    private func takeFiles(into office: BoardOffice, passphrase: String?) async throws -> [CaseImportReport] {
        let files = CaseFolder.files(named: self.files)
        guard !files.isEmpty else {
            throw Refusal("\(self.files.joined(separator: ", ")): no file that ends in .json, .yaml or .yml")
        }
        if passphrase != nil, files.count > 1 {
            throw Refusal("--passphrase-file belongs to one patient: import that file alone.")
        }
        var reports: [CaseImportReport] = []
        let bar = ProgressBar("Importing", total: files.count)
        let today = office.today
        try await readAhead(files, jobs: reading.jobs) { file in
            Result { try CaseOnFile(try Given.bytes(file), named: Given.name(file), asOf: today) }
        } handOver: { index, read in
            bar.advance(files[index])
            reports.append(
                report(on: files[index], into: office, passphrase: passphrase) {
                    try office.importCase(try read.get(), material: material, actor: by.name)
                })
        }
        bar.finish()
        return reports
    }

    /// Takes one case in and tells what became of it; what stops one stops none of the rest.
    func report(
        on file: String, into office: BoardOffice, passphrase: String?, taking take: () throws -> IntakeReport
    ) -> CaseImportReport {
        var report = CaseImportReport(file: file)
        do {
            let taken = try take()
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
    /// Whether nothing of it is kept.
    private var isDraft: Bool?
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
        case isDraft = "dryRun"
        case isReady = "ready"
    }

    /// A report on a file of which nothing is known yet.
    init(file: String) { self.file = file }

    /// A report on a draft that is not kept.
    init(file: String, drafted: IntakePreview) {
        self.file = file
        isDraft = true
        group = drafted.group
        understood = drafted.understood
        ignored = drafted.ignored
        problems = drafted.problems
        isReady = drafted.readiness.isReady
        missing = drafted.readiness.reasons
        notPresented = drafted.readiness.notPresented
    }

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
        let fate = isDraft == true ? "not kept" : "refused"
        var lines = ["\(file): " + (caseID.map { changes == nil ? "case \($0)" : "updates case \($0)" } ?? fate)]
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
                report.file, report.caseID?.text ?? "not kept", report.group?.title ?? "",
                String(report.understood.count),
                String(report.ignored.count), String(report.problems.count),
                report.isReady == true ? "nothing" : report.missing.joined(separator: " "),
            ])
        }
        let taken = reports.count(where: { $0.error == nil })
        return table.rendered() + "\n\(taken) of \(reports.count) files taken in, \(reports.count - taken) refused.\n"
    }
}
