import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard case dissent`
struct CaseDissentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dissent",
        abstract: "Show how a reviewer's dissent is recorded, and add or take back their statement.",
        discussion: """
            A statement goes into the letter in the reviewer's name and can be changed until the plan is signed. Without \
            --statement and --withdraw nothing changes.
            """)

    @Argument(help: "The case.") var id: CaseID
    @Option(
        name: .customLong("as"), help: ArgumentHelp("The dissenter, by their id on the roster.", valueName: "reviewer"))
    var reviewer: ReviewerID
    @Option(help: "What they add, in their own words.") var statement: String?
    @Flag(help: "Take the statement back.") var withdraw = false
    @OptionGroup var site: SiteOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if statement != nil, withdraw { throw ValidationError("Give --statement or --withdraw, not both.") }
    }

    func run() async throws {
        let office = try await site.office()
        if statement != nil || withdraw {
            try office.stateDissent(id, by: reviewer, text: statement, actor: reviewer.text)
        }
        let sheet = try office.dissentSheet(try office.caseFile(id), of: reviewer)
        try output.show(sheet) { Self.text(sheet) }
    }

    private static func text(_ sheet: DissentSheet) -> String {
        let state =
            sheet.isOpen
            ? "A statement can be added until the plan is signed." : "The plan is signed: this stays as it is."
        return """
            In the letter
              \(sheet.author)
              \(sheet.stance)
              \(sheet.rationale)
              \(sheet.statement.map { "Added before the plan was signed: \($0)" } ?? "No statement was added.")
            To the patient
              \(sheet.toThePatient)
            \(state)

            """
    }
}
