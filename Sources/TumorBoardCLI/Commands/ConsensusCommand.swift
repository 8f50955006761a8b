import ArgumentParser
import Foundation
import TumorBoard

/// `tumorboard consensus`
struct ConsensusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consensus", abstract: "Compute what opinions come to, without a site.",
        subcommands: [Decide.self])

    /// `tumorboard consensus decide`
    struct Decide: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Decide a ballot: {\"context\": …, \"votes\": […]} in, the outcome with its reasons out.")

        @Argument(help: "The ballot as JSON; “-” is standard input.") var file: String
        @Flag(help: "Print the outcome with its trace as canonical JSON.") var json = false

        func run() throws {
            let outcome = try ConsensusInput(json: try Given.bytes(file)).decide()
            if json {
                Terminal.write(String(decoding: outcome.canonicalJSON(), as: UTF8.self) + "\n")
            } else {
                Terminal.write(outcome.sentences { $0 }.joined(separator: "\n") + "\n")
            }
        }
    }
}
