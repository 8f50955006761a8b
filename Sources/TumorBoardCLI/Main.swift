import ArgumentParser
import Foundation
import Logging

/// The command line of a tumor board.
struct TumorboardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tumorboard",
        abstract:
            "Runs a hospital's tumor board: cases in, opinions sealed, consensus computed, plans signed and sent.",
        discussion: """
            Begin with “tumorboard init DIR”, then “roster import”, “session add” and “case import”; “tumorboard serve” \
            does the rest. Every command that shows something takes --json. A command ends with 0 when it did its work, \
            with 1 and one line on standard error when it was refused or failed, with 64 when it was used wrongly.
            """,
        groupedSubcommands: [
            CommandGroup(name: "To see it run:", subcommands: [DemoCommand.self]),
            CommandGroup(
                name: "A site:",
                subcommands: [
                    InitCommand.self, DoctorCommand.self, ServeCommand.self, AgentCommand.self, BackupCommand.self,
                    RestoreCommand.self, AuditCommand.self, MailCommand.self,
                ]),
            CommandGroup(
                name: "Its people and rules:",
                subcommands: [
                    RosterCommand.self, PolicyCommand.self, SessionCommand.self, ScheduleCommand.self,
                    ReportCommand.self,
                ]),
            CommandGroup(
                name: "Cases:",
                subcommands: [
                    CaseCommand.self, TaskCommand.self, ClockCommand.self, CoverageCommand.self, RecordCommand.self,
                    ReviewCommand.self, AlertCommand.self, SignCommand.self, ConversationCommand.self,
                    DocumentsCommand.self, LetterCommand.self, FHIRCommand.self,
                ]),
            CommandGroup(
                name: "Reviewers:",
                subcommands: [OpinionCommand.self, KeyCommand.self, ConsensusCommand.self, AgreementCommand.self]),
            CommandGroup(name: "Without a site:", subcommands: [SimulateCommand.self, BenchCommand.self]),
        ])
}

/// Where the process begins.
@main struct Main {
    /// Runs the command that the arguments name.
    static func main() async {
        LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
        do {
            var command = try TumorboardCommand.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            Failure.exit(for: error)
        }
    }
}
