import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard case check`
struct CaseCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Confirm that everything was gathered for a case, as its nurse or navigator.",
        discussion: """
            A case that came by the public form is not listed before, and no record is asked for; the policy says whether \
            every other case needs it too (intake.checkBeforeListing).
            """)

    @Argument(help: "The case.") var id: CaseID
    @Option(help: "Who checked it.") var by: String
    @Option(help: "What to note.") var note: String?
    @OptionGroup var site: SiteOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let office = try await site.office()
        let file = try office.checkIntake(of: id, by: by, note: note, actor: actor.name)
        let words = "Case \(id) is checked by \(by)"
        let blockers = try office.readiness(of: file).blockers
        try output.show(try office.done(words, file)) {
            words + ".\n" + blockers.map { "Still in the way: \($0)\n" }.joined()
        }
    }
}
