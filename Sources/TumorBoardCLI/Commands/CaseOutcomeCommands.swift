import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard case choice`
struct CaseChoiceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "choice",
        abstract: "Record what the patient decided about a signed plan; it may change later, and every choice stays.")

    @Argument(help: "The case.") var id: CaseID
    @Option(help: "What the patient decided.") var decided: PatientChoice.Kind
    @Option(help: "Which of the board's options, from 1.") var option: Int?
    @Option(help: "The other way, with --decided alternative.") var way: String?
    @Option(help: "Why, in the patient's own words.") var reasons: String?
    @Option(help: "Who talked with the patient.") var by: String
    @Option(help: "On which day; today where it is left out.") var on: CivilDate?
    @OptionGroup var site: SiteOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let office = try await site.office()
        let draft = ChoiceDraft(decided, option: option, way: way, reasons: reasons, talkedWith: by, on: on)
        let file = try office.recordChoice(draft, of: id, actor: actor.name)
        let words = "Case \(id): the patient \(file.choice?.line ?? decided.title)"
        try output.show(try office.done(words, file)) { words + ".\n" }
    }
}

/// `tumorboard case implementation`
struct CaseImplementationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "implementation",
        abstract: "Show, or record, how far a plan was carried out 30 and 90 days after its signature.",
        discussion: """
            The referring doctor is asked by email and answers on a page. What came by telephone is recorded here. \
            Without --status it shows where each day stands. “unknown” is an answer, and never counts as carried out.
            """)

    @Argument(help: "The case.") var id: CaseID
    @Option(help: "Which day after the signature, as the policy has them: 30, 90.") var at: Int?
    @Option(help: "How far.") var status: ImplementationStatus?
    @Option(help: "Why not in full.") var reason: ImplementationReason?
    @Option(help: "More about the reason, in words.") var words: String?
    @Option(help: "What was done instead.") var instead: String?
    @Option(help: "The first day of treatment.") var started: CivilDate?
    @Option(help: "Who told it.") var by: String?
    @OptionGroup var site: SiteOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (at == nil) == (status == nil) else { throw ValidationError("Give --at and --status together.") }
    }

    func run() async throws {
        let office = try await site.office()
        var file = try office.caseFile(id)
        if let at, let status {
            let draft = ImplementationDraft(
                day: at, status: status, reason: reason, words: words, instead: instead, started: started,
                by: by ?? actor.name)
            file = try office.reportImplementation(draft, of: id, actor: actor.name)
        }
        let times = Times(zone: office.configuration.timeZone)
        let lines = file.implementationPoints(try office.policy()).map { ImplementationLine($0, times) }
        try output.show(lines) {
            lines.isEmpty
                ? "No plan is signed.\n" : lines.map { "day \($0.day)  \($0.words)\n" }.joined()
        }
    }

}

/// One of the days on which it is asked how far a plan was carried out, as it is printed.
struct ImplementationLine: Encodable {
    let day: Int
    let due: Date
    let asked: [Date]
    let report: ImplementationReport?
    let notAsked: Ending.Kind?
    let words: String

    init(_ point: ImplementationPoint, _ times: Times) {
        (day, due, asked) = (point.day, point.due, point.asks.map(\.at))
        (report, notAsked, words) = (point.report, point.notAsked, point.words(times))
    }
}

extension CaseSheet {
    /// What was decided before, what the patient chose, and how far the plan was carried out.
    var afterPlanFacts: [(String, String)] {
        let before = presentedBefore.map { earlier in
            (
                "Before",
                "presented as \(earlier.caseID): " + earlier.recommended.map(\.inPlainWords).joined(separator: ", or ")
            )
        }
        let chosen = choices.last.map { choice in
            let why = choice.reasons.map { ": “\($0)”" } ?? ""
            return [("Choice", "the patient \(choice.line), told to \(choice.talkedWith) on \(choice.on)\(why)")]
        }
        return before + (chosen ?? []) + implementation.map { ("Day \($0.day)", $0.words) }
    }

    /// Questions about the plan, with where each stands.
    func questionTable(in zone: TimeZone) -> TextTable {
        var table = TextTable(columns: ["id", "about", "whose", "promised by", "state"])
        for line in questions {
            table.add([line.id, line.about.rawValue, line.owner, line.due.inZone(zone), line.words])
        }
        return table
    }
}

extension PatientChoice.Kind: ExpressibleByArgument {}
extension ImplementationStatus: ExpressibleByArgument {}
extension ImplementationReason: ExpressibleByArgument {}
