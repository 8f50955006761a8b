import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard case answer`
struct CaseAnswerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer",
        abstract: "Add to a plan that is not signed yet: an answer to the patient, or a word on a preference.",
        discussion: """
            It is what a reviewer of the panel says, in plain words, recorded in their name; the plan is compiled again. \
            “case show” names what a plan lacks, and whose it is.
            """)

    @Argument(help: "The case.") var id: String
    @Option(help: "The question's id, such as q1.") var question: String?
    @Option(help: "The preference's id, such as p1.") var preference: String?
    @Flag(inversion: .prefixedNo, help: "Whether the plan keeps to the preference.") var met: Bool?
    @Option(help: "The reviewer who says it, by their id on the roster.") var by: String
    @Option(help: "What they say to the patient.") var text: String
    @OptionGroup var site: SiteOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (question == nil) != (preference == nil) else {
            throw ValidationError("Name one: --question or --preference.")
        }
        guard (preference == nil) == (met == nil) else {
            throw ValidationError("With --preference say --met or --no-met; with --question neither.")
        }
        if text.allSatisfy(\.isWhitespace) { throw ValidationError("--text says nothing.") }
    }

    func run() async throws {
        let office = try await site.office()
        let subject: PlanSupplement.Subject =
            if let preference, let met { .preference(preference, met: met) } else { .question(question ?? "") }
        let file = try office.supplement(
            try CaseID(id), by: try ReviewerID(by), subject, text: text, actor: actor.name)
        let gaps = file.plan?.gaps.map(\.description) ?? []
        try output.show(gaps) {
            gaps.isEmpty
                ? "Added. The plan lacks nothing any more.\n" : "Added. Still open: \(gaps.joined(separator: "; ")).\n"
        }
    }
}
