import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

extension SessionCommand {
    /// `tumorboard session open`
    struct Open: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open a session: it begins to sit.",
            discussion: "The live page, /sessions/<id>/live, does the same for chair, delegates and coordinator.")

        @Argument(help: "The session's id.") var id: SessionID
        @OptionGroup var site: SiteOptions
        @OptionGroup var by: ActorOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            try LiveSheet(try office.openSession(id, by: by.name), office).show(output)
        }
    }

    /// `tumorboard session attend`
    struct Attend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record who has come to a session that sits, or has left it.")

        @Argument(help: "The session's id.") var id: SessionID
        @Argument(help: "The reviewers, by id.") var reviewers: [ReviewerID]
        @Flag(help: "They have left.") var left = false
        @OptionGroup var site: SiteOptions
        @OptionGroup var by: ActorOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            if reviewers.isEmpty { throw ValidationError("Name at least one reviewer.") }
        }

        func run() async throws {
            let office = try await site.office()
            try LiveSheet(try office.attend(id, reviewers, isThere: !left, by: by.name), office).show(output)
        }
    }

    /// `tumorboard session item`
    struct Item: AsyncParsableCommand {
        /// What is done with a case.
        enum Act: String, ExpressibleByArgument, CaseIterable {
            case begin, pull, putBack = "put-back", confirmed, discussed, postponed
            case informationNeeded = "information-needed"
        }

        static let configuration = CommandConfiguration(
            abstract: "Bring a case before the board, or record what the session came to for it.",
            discussion: """
                begin starts its clock and pauses the case before it. pull takes a unanimous case out of those that are \
                confirmed together, put-back returns it. confirmed, discussed (everyone answers once more), postponed \
                and information-needed are what it comes to. Only a quorate case can be confirmed or discussed.
                """)

        @Argument(help: "The session's id.") var id: SessionID
        @Argument(help: "The case.") var caseID: CaseID
        @Argument(help: "\(Act.allCases.map(\.rawValue).joined(separator: ", ")).") var act: Act
        @Option(help: "What was said, or why it is postponed.") var note: String?
        @Option(help: "What is needed first; may be given several times.") var need: [InformationNeed] = []
        @Option(
            help: ArgumentHelp(
                "A dissent in its author's own words; may be given several times.", valueName: "reviewer=words"))
        var dissent: [String] = []
        @OptionGroup var site: SiteOptions
        @OptionGroup var by: ActorOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            if act == .postponed, note == nil { throw ValidationError("A postponement needs its reason: --note.") }
            if act == .informationNeeded, need.isEmpty { throw ValidationError("Say what is needed: --need.") }
            if act != .informationNeeded, !need.isEmpty {
                throw ValidationError("--need belongs to information-needed.")
            }
            if !dissent.isEmpty, act != .confirmed, act != .discussed {
                throw ValidationError("--dissent belongs to confirmed or discussed.")
            }
            _ = try dissents()
        }

        func run() async throws {
            let office = try await site.office()
            let file =
                switch act {
                case .begin: try office.startItem(caseID, in: id, by: by.name)
                case .pull: try office.pullItem(caseID, in: id, by: by.name)
                case .putBack: try office.pullItem(caseID, in: id, isPulled: false, by: by.name)
                case .confirmed: try end(.confirmed, office)
                case .discussed: try end(.discussed, office)
                case .postponed: try end(.postponed, office)
                case .informationNeeded: try end(.informationNeeded(need), office)
                }
            try LiveSheet(file, office).show(output)
        }

        private func end(_ outcome: SessionAct.Outcome, _ office: BoardOffice) throws -> SessionFile {
            try office.endItem(
                caseID, in: id, SessionAct(outcome, note: note, dissent: try dissents()), by: by.name)
        }

        private func dissents() throws -> [SessionConfirmation.Dissent] {
            try dissent.map { text in
                let halves = text.split(separator: "=", maxSplits: 1)
                guard halves.count == 2, let reviewer = try? ReviewerID(String(halves[0])) else {
                    throw ValidationError("--dissent: write “\(text)” as reviewer=words.")
                }
                return SessionConfirmation.Dissent(reviewer: reviewer, words: String(halves[1]))
            }
        }
    }

    /// `tumorboard session confirm`
    struct Confirm: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Confirm every unanimous case that nobody pulled, in one go and without discussion.")

        @Argument(help: "The session's id.") var id: SessionID
        @OptionGroup var site: SiteOptions
        @OptionGroup var by: ActorOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            let done = try office.confirmUnanimous(in: id, by: by.name)
            try output.show(done) {
                let names = done.confirmed.map(\.text).joined(separator: ", ")
                let refused = done.refused.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value).\n" }
                return (names.isEmpty ? "Nothing was confirmed.\n" : "Confirmed: \(names).\n") + refused.joined()
            }
        }
    }

    /// `tumorboard session close`
    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Close a session; what it has not reached goes back to the list.")

        @Argument(help: "The session's id.") var id: SessionID
        @Option(help: "What to note of the session as a whole; without a patient's name.") var note: String?
        @OptionGroup var site: SiteOptions
        @OptionGroup var by: ActorOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            try LiveSheet(try office.closeSession(id, note: note, by: by.name), office).show(output)
        }
    }

    /// `tumorboard session live`
    struct Live: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a session as it sits: who is there, each case with its clock, quorum and result.")

        @Argument(help: "The session's id.") var id: SessionID
        @OptionGroup var site: SiteOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            try LiveSheet(try office.sessionFile(id), office).show(output)
        }
    }
}

/// A session that sits, as it is printed.
private struct LiveSheet: Encodable {
    let session: SessionID
    let opened: Date?
    let closed: Date?
    let present: [ReviewerID]
    let items: [Item]

    struct Item: Encodable {
        let id: CaseID
        let minutes: Int
        let secondsUsed: Int
        let isRunning: Bool
        let isQuorate: Bool
        let missing: [Specialty]
        let pulledBy: String?
        let result: SessionConfirmation.Result?
    }

    init(_ file: SessionFile, _ office: BoardOffice) throws {
        let (roster, policy) = (try office.roster(), try office.policy())
        session = file.session.id
        opened = file.sitting.opened
        closed = file.sitting.closed
        present = file.sitting.present.sorted()
        items = try office.agenda(of: file).map { one in
            let item = file.sitting.items[one.subject.id]
            let quorum = office.quorum(of: one, in: file, roster: roster, policy: policy)
            return Item(
                id: one.subject.id, minutes: file.listed[one.subject.id] ?? item?.end?.minutes ?? 0,
                secondsUsed: Int(item?.seconds(at: file.sitting.closed ?? office.now) ?? 0),
                isRunning: item?.isRunning ?? false, isQuorate: item?.end?.isQuorate ?? quorum.isQuorate,
                missing: quorum.missing, pulledBy: item?.pulledBy, result: item?.end?.result)
        }
    }

    func show(_ output: OutputOptions) throws {
        try output.show(self) {
            let state = closed != nil ? "closed" : opened != nil ? "sitting" : "not open"
            let there = present.isEmpty ? "nobody" : present.map(\.text).joined(separator: ", ")
            var table = TextTable(columns: ["case", "minutes", "used", "quorum", "state"])
            for item in items {
                let missing = item.missing.map(\.title).joined(separator: ", ")
                table.add([
                    item.id.text, String(item.minutes), "\(item.secondsUsed / 60) min",
                    item.isQuorate ? "quorate" : "not quorate; missing: \(missing)",
                    item.result?.words
                        ?? (item.isRunning ? "before the board" : item.pulledBy.map { "pulled by \($0)" } ?? "open"),
                ])
            }
            return "Session \(session): \(state); there: \(there)\n"
                + (table.isEmpty ? "No case is on the list.\n" : table.rendered())
        }
    }
}
