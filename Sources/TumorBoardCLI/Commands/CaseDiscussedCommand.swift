import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard case discussed`
struct CaseDiscussedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discussed",
        abstract: "Record that the full board has discussed a case on which opinions did not settle it.",
        discussion: "Everyone on the panel is then asked to answer once more; what they said before stays on record.")

    @Argument(help: "The case.") var id: String
    @Option(help: "Who chaired the discussion.") var by: String
    @Option(help: "What to note.") var note: String?
    @OptionGroup var site: SiteOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let office = try await site.office()
        let file = try office.recordDiscussion(of: try CaseID(id), by: by, note: note)
        let asked = file.awaitedSeats.map(\.reviewer.text)
        try output.show(asked) { "Recorded. Asked once more: \(asked.joined(separator: ", ")).\n" }
    }
}
