import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard roster`
struct RosterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roster", abstract: "Who can be seated, and the boards.", subcommands: [Import.self, Show.self])

    /// `tumorboard roster import`
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put a roster file in force; whatever it touches is looked at again.",
            discussion: "Samples/roster.yaml shows the form.")

        @Argument(help: "The roster as YAML.") var file: String
        @OptionGroup var site: SiteOptions
        @OptionGroup var by: ActorOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let roster = try RosterReader().read(try Given.bytes(file), fileName: Given.name(file))
            let office = try await site.office()
            try office.importRoster(roster, actor: by.name)
            let words = "\(roster.reviewers.count) reviewers and \(roster.boards.count) boards are in force"
            let late = Self.cannotSit(roster, on: CivilDate(office.now, in: office.configuration.timeZone))
            for line in late { printError("note: \(line)") }
            try output.show(Done(done: words)) { words + ".\n" }
        }

        /// Who cannot be seated today because of their credential.
        private static func cannotSit(_ roster: Roster, on day: CivilDate) -> [String] {
            roster.reviewers.compactMap { reviewer in
                let credential = reviewer.credential
                if credential.verified == nil {
                    return "\(reviewer.name) cannot be seated: the credential is not verified"
                }
                return credential.expires < day
                    ? "\(reviewer.name) cannot be seated: the credential expired on \(credential.expires)" : nil
            }
        }
    }

    /// `tumorboard roster show`
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show the boards and reviewers in force.")

        @OptionGroup var site: SiteOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let roster = try await site.office().roster()
            try output.show(roster) { Self.text(roster) }
        }

        private static func text(_ roster: Roster) -> String {
            func name(_ id: ReviewerID) -> String { roster.reviewer(id)?.name ?? id.text }
            var boards = TextTable(columns: ["board", "name", "decides", "chair", "coordinator"])
            for board in roster.boards {
                boards.add([
                    board.id.text, board.name, board.diseaseGroups.map(\.title).joined(separator: ", "),
                    name(board.chair), board.coordinator.name,
                ])
            }
            var people = TextTable(columns: [
                "reviewer", "name", "seats", "expertise", "institution", "valid until", "a week",
            ])
            for reviewer in roster.reviewers {
                let expertise = reviewer.expertise.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                people.add([
                    reviewer.id.text, reviewer.name, reviewer.specialties.map(\.title).joined(separator: ", "),
                    expertise.map { "\($0.key.title) \($0.value)" }.joined(separator: ", "), reviewer.institution,
                    reviewer.credential.expires.description, String(reviewer.casesPerWeek),
                ])
            }
            return boards.rendered() + "\n" + people.rendered()
        }
    }
}
