import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

extension SessionCommand {
    /// `tumorboard session cancel`
    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Cancel a session before it begins.",
            discussion: """
                Cases whose ballot is not open are listed again at once. Cases whose ballot is open keep it and are \
                decided out of session; what the full board was to discuss goes to another session. Reviewers who \
                have the session in their calendars get one email that takes it out.
                """)

        @Argument(help: "The session's id.") var id: SessionID
        @Option(help: "Why, for the record; without a patient's name.") var reason: String
        @OptionGroup var site: SiteOptions
        @OptionGroup var by: ActorOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            let outcome = try office.cancelSession(id, reason: reason, actor: by.name)
            try output.show(outcome) { "Session \(id) is cancelled.\n" + outcome.text }
        }
    }

    /// `tumorboard session change`
    struct Change: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change a session's time, length, cut-off or place.",
            discussion: """
                At another time its cases stay on its list. Shorter, it loses the least urgent cases until the others \
                fit; they are listed again at once. Once ballots on its cases are open, its time and cut-off stay: \
                cancel it and add another instead. Reviewers who have it in their calendars get one email.
                """)

        @Argument(help: "The session's id.") var id: SessionID
        @Option(help: "When it begins, such as 2026-11-03T14:00:00Z or 2026-11-03T15:00:00+01:00.") var starts: String?
        @Option(help: "How long it is.") var minutes: Int?
        @Option(help: "Hours before the start at which the list closes.") var cutoffHours: Int?
        @Option(help: "Room or video room; empty for none.") var place: String?
        @Option(help: "Why, for the record; without a patient's name.") var reason: String?
        @OptionGroup var site: SiteOptions
        @OptionGroup var by: ActorOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard starts != nil || minutes != nil || cutoffHours != nil || place != nil else {
                throw ValidationError("Give at least one of --starts, --minutes, --cutoff-hours and --place.")
            }
            if let minutes, !(5...720).contains(minutes) { throw ValidationError("--minutes is between 5 and 720.") }
            if let cutoffHours, !(0...720).contains(cutoffHours) {
                throw ValidationError("--cutoff-hours is between 0 and 720.")
            }
            if let starts, (try? Date(starts, strategy: .iso8601)) == nil {
                throw ValidationError("--starts: “\(starts)” is not a date and time; write 2026-11-03T14:00:00Z.")
            }
        }

        func run() async throws {
            let office = try await site.office()
            let edit = SessionEdit(
                starts: try starts.map { try Date($0, strategy: .iso8601) }, minutes: minutes, cutoffHours: cutoffHours,
                place: place)
            let outcome = try office.changeSession(id, edit, reason: reason, actor: by.name)
            let session = outcome.session
            try output.show(outcome) {
                "Session \(id): \(session.starts.inZone(session.timeZone)), \(session.minutes) minutes, list closes "
                    + "\(session.cutoff.inZone(session.timeZone)), place: \(session.place ?? "not given").\n"
                    + outcome.text
            }
        }
    }
}

extension SessionOutcome {
    /// What became of each case, and who is written to.
    var text: String {
        var text = ""
        for one in cases {
            if let words = one.fate.inPlainWords() { text += "\(one.id) \(words).\n" }
        }
        if !told.isEmpty {
            text += "Written to, since it stands in their calendars: \(told.map(\.text).joined(separator: ", ")).\n"
        }
        return text
    }
}
