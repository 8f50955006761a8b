import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard case update`
struct CaseUpdateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update",
        abstract: "Correct a case, or settle what sources dispute; the old value stays on record.",
        discussion: """
            Fields: \(CaseField.all.map(\.name).joined(separator: ", ")).

            Without --set it shows what came in about the case since its referral, and what is disputed. What comes in \
            files is taken with “tumorboard case import”.
            """)

    @Argument(help: "The case.") var id: CaseID
    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("A field and its value; may be given again.", valueName: "field=value"))
    var values: [String] = []
    @Option(help: ArgumentHelp("A contradiction that is settled; --source says how.", valueName: "number"))
    var settled: Int?
    @Option(help: "Where the value comes from, such as “telephone, Dr. Fern”.") var source: String?
    @Flag(help: "Opinions already given must be confirmed on it.") var material = false
    @OptionGroup var site: SiteOptions
    @OptionGroup var by: ActorOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if !values.isEmpty, settled != nil { throw ValidationError("Give either --set or --settled.") }
        if !values.isEmpty || settled != nil, source == nil {
            throw ValidationError("Say with --source where the value comes from.")
        }
    }

    func run() async throws {
        let office = try await site.office()
        if let settled, let source {
            let file = try office.settle(contradiction: settled, of: id, how: source, actor: by.name)
            let words = "Case \(id): contradiction \(settled) is settled"
            return try output.show(try office.done(words, file)) { words + ".\n" }
        }
        guard let source, !values.isEmpty else { return try show(try office.caseFile(id), office) }
        let pairs = try values.map { text in
            guard let split = text.firstIndex(of: "=") else {
                throw Refusal("--set \(text): write it as field=value, such as diagnosis.laterality=left")
            }
            return (field: String(text[..<split]), value: String(text[text.index(after: split)...]))
        }
        let file = try office.correct(id, pairs, source: source, material: material, actor: by.name)
        let words = "Case \(id): \(pairs.map(\.field).joined(separator: ", ")) recorded"
        try output.show(try office.done(words, file)) { words + ".\n" }
    }

    private struct Updates: Encodable {
        var updates: [CaseUpdateLine]
        var disputes: [CaseChange]
        var contradictions: [String]
    }

    private struct CaseUpdateLine: Encodable {
        var at: Date
        var source: String
        var by: String
        var changes: [CaseChange]
    }

    private func show(_ file: CaseFile, _ office: BoardOffice) throws {
        let updates = file.intake.updates.map {
            CaseUpdateLine(at: $0.at, source: $0.act.source, by: $0.act.by, changes: $0.act.changes)
        }
        try output.show(
            Updates(updates: updates, disputes: file.subject.disputes, contradictions: file.subject.contradictions)
        ) {
            var lines: [String] = []
            for update in updates {
                lines.append("\(update.at.inZone(office.configuration.timeZone))  \(update.source), by \(update.by)")
                lines += update.changes.map { "  - \($0.line)" }
            }
            if updates.isEmpty { lines.append("Nothing came in about case \(id) since its referral.") }
            if !file.subject.disputes.isEmpty {
                lines.append("Disputed; settle each with --set:")
                lines += file.subject.disputes.map { "  - \($0.line)" }
            }
            if !file.subject.contradictions.isEmpty {
                lines.append("Sources that contradict themselves; settle each with --settled NUMBER --source …:")
                lines += file.subject.contradictions.enumerated().map { "  \($0.offset + 1). \($0.element)" }
            }
            return lines.joined(separator: "\n") + "\n"
        }
    }
}

/// `tumorboard case triage`
struct CaseTriageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "triage",
        abstract: "Doubtful wording in pathology reports: what was found, and what a person decides about it.",
        discussion: """
            Without --confirm or --dismiss it lists what is open, of one case or of all. Confirmed, a pathologist is \
            asked for a re-review before the case is listed, and gets a seat.
            """)

    @Argument(help: "The case; without it, every open case.") var id: CaseID?
    @Option(help: "The record in which the wording stands.") var record: String?
    @Option(help: "The wording.") var phrase: String?
    @Flag(help: "The pathology is uncertain: ask for a re-review.") var confirm = false
    @Flag(help: "The wording leaves nothing open.") var dismiss = false
    @Option(help: "Why.") var note: String?
    @OptionGroup var site: SiteOptions
    @OptionGroup var by: ActorOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard confirm || dismiss else { return }
        guard confirm != dismiss else { throw ValidationError("Give either --confirm or --dismiss.") }
        guard id != nil, record != nil, phrase != nil else {
            throw ValidationError("Name the case, --record and --phrase that the decision is about.")
        }
    }

    private struct Open: Encodable {
        var caseID: CaseID
        var doubts: [DoubtfulWording]

        private enum CodingKeys: String, CodingKey {
            case doubts
            case caseID = "case"
        }
    }

    func run() async throws {
        let office = try await site.office()
        if confirm || dismiss, let id, let record, let phrase {
            let decision = TriageDecision(
                record: record, phrase: phrase.lowercased(), confirmed: confirm, by: by.name, note: note)
            let file = try office.decideDoubt(id, decision)
            let words =
                confirm
                ? "Case \(id): the pathology is uncertain; a re-review comes first"
                : "Case \(id): “\(phrase)” leaves nothing open"
            return try output.show(try office.done(words, file)) { words + ".\n" }
        }
        let files = try (id.map { [$0] } ?? office.caseIDs()).map(office.caseFile).filter { $0.ending == nil }
        let open = files.map { Open(caseID: $0.subject.id, doubts: $0.openDoubts) }.filter { !$0.doubts.isEmpty }
        try output.show(open) {
            guard !open.isEmpty else { return "No doubtful wording is open.\n" }
            return open.map { one in
                (["\(one.caseID)"] + one.doubts.map { "  - \($0.record): \($0.line)" }).joined(separator: "\n")
            }.joined(separator: "\n") + "\n"
        }
    }
}

/// `tumorboard case reconcile`
struct CaseReconcileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract: "Record that a clinician looked at the plans of all cases of the patient together.",
        discussion: "Until then no plan of a patient with several cases can be signed.")

    @Argument(help: "The case.") var id: CaseID
    @Option(help: "The clinician.") var by: String
    @Option(help: "What they decided, such as which treatment comes first.") var note: String?
    @OptionGroup var site: SiteOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let office = try await site.office()
        let file = try office.reconcile(id, by: by, note: note)
        let words =
            "\(by) reconciled the plans of case \(id) and \(file.subject.relatedCases.map(\.text).joined(separator: ", "))"
        try output.show(try office.done(words, file)) { words + ".\n" }
    }
}
