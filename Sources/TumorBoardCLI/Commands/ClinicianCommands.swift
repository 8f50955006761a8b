import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard sign`
struct SignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign", abstract: "Sign a case's plan off, as the board's chair or a delegate without a conflict.")

    @Argument(help: "The case.") var id: CaseID
    @Option(help: "The reviewer who signs, by their id on the roster.") var by: ReviewerID
    @Option(help: "Their name as it stands under the letter.") var name: String
    @OptionGroup var site: SiteOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let office = try await site.office()
        let file = try office.sign(id, by: by, name: name)
        let words = "The plan of case \(id) is signed by \(name)"
        try output.show(try office.done(words, file)) { words + ".\n" }
    }
}

/// `tumorboard conversation`
struct ConversationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conversation",
        abstract: "Record that a named clinician talked with the patient; a held plan is released.")

    @Argument(help: "The case.") var id: CaseID
    @Option(help: "Who talked with the patient.") var by: String
    @Option(help: "What to note.") var note: String?
    @OptionGroup var site: SiteOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let office = try await site.office()
        let file = try office.recordConversation(of: id, by: by, note: note)
        let words = "\(by) talked with the patient of case \(id)"
        try output.show(try office.done(words, file)) { words + ".\n" }
    }
}

/// `tumorboard alert`
struct AlertCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alert", abstract: "Alerts of emergencies.", subcommands: [Acknowledge.self])

    /// `tumorboard alert ack`
    struct Acknowledge: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "ack", abstract: "A named clinician takes an emergency; its alerts stop.")

        @Argument(help: "The case.") var id: CaseID
        @Option(help: "Who takes it.") var by: String
        @Option(help: "What to note.") var note: String?
        @OptionGroup var site: SiteOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            let file = try office.acknowledgeAlert(of: id, by: by, note: note)
            let words = "\(by) takes the emergency of case \(id)"
            try output.show(try office.done(words, file)) { words + ".\n" }
        }
    }
}
