import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard case plan`
struct CasePlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Show a case's plan, each version of it, and where each of its sentences comes from.")

    @Argument(help: "The case.") var id: CaseID
    @Option(help: "Which version. Default: the newest.") var version: Int?
    @Flag(help: "Show each line of letter and plan with its source.") var trace = false
    @OptionGroup var site: SiteOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let office = try await site.office()
        let newest = try office.caseFile(id)
        guard let file = version.map({ newest.atVersion($0) }) ?? newest, let plan = file.plan else {
            throw Refusal(version.map { "case \(id) has no version \($0) of a plan" } ?? "case \(id) has no plan yet")
        }
        if trace { return try showTrace(of: file, office) }
        let sheet = PlanSheet(plan, newest, roster: try office.roster())
        try output.show(sheet) { sheet.text(in: office.configuration.timeZone) }
    }
}

extension CasePlanCommand {
    /// Each line with its source; it fails where words are nobody's.
    private func showTrace(of file: CaseFile, _ office: BoardOffice) throws {
        let sentences = try office.trace(file)
        let untraced = sentences.filter { $0.untraced != nil }
        try output.show(sentences) {
            var table = TextTable(columns: ["", "document", "place", "line", "source"])
            for one in sentences {
                let source = one.sources.map(\.words) + (one.untraced.map { ["NOBODY’S WORDS: \($0)"] } ?? [])
                table.add([
                    String(one.number), one.document.rawValue, one.place, one.text.oneLine,
                    source.joined(separator: "; "),
                ])
            }
            let count = "\(sentences.count) lines, \(sentences.count - untraced.count) traced"
            return table.rendered() + "\n\(count).\n"
        }
        guard untraced.isEmpty else {
            throw Refusal("\(untraced.count) lines hold words that no opinion, fact or rule gives: do not sign them")
        }
    }
}

/// A plan as it is printed: its statements with their authors, its versions, and what changed.
struct PlanSheet: Encodable {
    /// One version.
    struct VersionLine: Encodable {
        let version: Int
        let compiled: Date
        let signedBy: String?
        let signed: Date?
        let withdrawn: Date?
    }

    /// One statement.
    struct StatementLine: Encodable {
        let part: String
        let says: String
        let by: String?
    }

    let version: Int
    let statements: [StatementLine]
    let gaps: [String]
    let changes: [String]
    let versions: [VersionLine]

    init(_ plan: TreatmentPlan, _ file: CaseFile, roster: Roster) {
        func name(_ id: ReviewerID) -> String { roster.reviewer(id)?.name ?? id.text }
        version = plan.version
        statements = plan.statements.map {
            StatementLine(part: $0.part.title.asSentenceStart, says: $0.text, by: $0.by.map(name))
        }
        gaps = plan.gaps.map(\.description)
        changes =
            file.signedVersion(before: plan.version).map { former in
                PlanComparison(from: former.plan, to: plan).changes.map { change in
                    let who = change.statement.by.map { " (\(name($0)))" } ?? ""
                    let title = change.part.title.asSentenceStart + who
                    return switch change {
                    case .added(let one): "\(title), new: \(one.text)"
                    case .removed(let one): "\(title), no longer said: \(one.text)"
                    case .changed(let old, let new): "\(title): \(new.text) (before: \(old.text))"
                    }
                }
            } ?? []
        versions = file.planVersions.map {
            VersionLine(
                version: $0.plan.version, compiled: $0.compiled, signedBy: $0.signature?.name, signed: $0.signed,
                withdrawn: $0.withdrawn)
        }
    }

    /// The plan as text.
    func text(in zone: TimeZone) -> String {
        var said = TextTable(columns: ["part", "what it says", "who"])
        for one in statements { said.add([one.part, one.says.oneLine, one.by ?? "rule or fact"]) }
        var text = "Version \(version)\n\(said.rendered())"
        if !gaps.isEmpty { text += "\nIt cannot be signed yet\n" + gaps.map { "  \($0)\n" }.joined() }
        if !changes.isEmpty { text += "\nWhat changed since the version signed before\n" }
        text += changes.map { "  \($0.oneLine)\n" }.joined()
        var table = TextTable(columns: ["version", "compiled", "signed", "by", "withdrawn"])
        for one in versions {
            table.add([
                String(one.version), one.compiled.inZone(zone), one.signed?.inZone(zone) ?? "not signed",
                one.signedBy ?? "", one.withdrawn?.inZone(zone) ?? "",
            ])
        }
        return text + "\nVersions\n\(table.rendered())"
    }
}
