import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

extension DocumentsCommand {
    /// `tumorboard documents reading`
    struct Reading: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show how hard a patient's plan is to read.",
            discussion: """
                Flesch Reading Ease and the Flesch–Kincaid grade for a plan in English, LIX for every language; then the \
                hardest sentences with who wrote them. The measures look at lengths alone. What the policy asks for is in its \
                part plans, plainLanguage. Exit code 1 where the plan is harder than that and --strict is given.
                """)

        @Argument(help: "The case.") var id: CaseID
        @Flag(help: "Fail where the plan is harder than the policy asks for.") var strict = false
        @OptionGroup var site: SiteOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            let file = try office.caseFile(id)
            guard let reading = try office.reading(of: file) else {
                throw Refusal("the plan of case \(id) says nothing")
            }
            try output.show(reading) {
                let lines = reading.hardest.map { one in
                    "  \(one.level)  \(one.text)" + (one.author.map { "\n      \($0)" } ?? "")
                }
                return ([reading.summary] + lines).joined(separator: "\n") + "\n"
            }
            if strict, reading.isHard { throw ExitCode(1) }
        }
    }
}
