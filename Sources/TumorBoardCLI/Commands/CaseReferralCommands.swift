import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard case group`
struct CaseGroupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "group", abstract: "Give a case its disease group, and with it the board that decides it.",
        discussion: """
            Whoever refers by the public form need not know it. Until it is chosen, the first board of the roster looks \
            after the case and nothing is listed.
            """)

    @Argument(help: "The case.") var id: CaseID
    @Argument(help: "The disease group.") var group: DiseaseGroup
    @OptionGroup var site: SiteOptions
    @OptionGroup var by: ActorOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let office = try await site.office()
        let file = try office.chooseGroup(group, of: id, actor: by.name)
        let words = "Case \(id) is one of \(group.title)"
        try output.show(try office.done(words, file)) { words + ".\n" }
    }
}

/// `tumorboard case again`
struct CaseAgainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "again", abstract: "Present a case to the board again: a new case, linked with the old one.",
        discussion: """
            For a case whose plan was released or that has ended. The new case starts from what was decided: the board's \
            own plan is the opinion to compare with. Consent is asked for anew, and nothing is listed before it is given.
            """)

    @Argument(help: "The case that was decided.") var id: CaseID
    @Option(help: "What is asked of the board now.") var question: String?
    @OptionGroup var site: SiteOptions
    @OptionGroup var by: ActorOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let office = try await site.office()
        let again = try office.presentAgain(id, question: question, actor: by.name)
        let new = again.file.subject.id
        try output.show(Again(caseID: new, earlier: id, carried: again.carried, asked: again.asked)) {
            """
            Case \(new) presents \(id) again.
            Carried over:
            \(again.carried.map { "  \($0)" }.joined(separator: "\n"))
            To be asked for anew:
            \(again.asked.map { "  \($0)" }.joined(separator: "\n"))
            Record the consent with “tumorboard case consent \(new) --review”.

            """
        }
    }

    private struct Again: Encodable {
        let caseID: CaseID
        let earlier: CaseID
        let carried: [String]
        let asked: [String]

        private enum CodingKeys: String, CodingKey {
            case earlier, carried, asked
            case caseID = "case"
        }
    }
}

extension DiseaseGroup: ExpressibleByArgument {}
