import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

extension ScheduleCommand {
    /// `tumorboard schedule why-not`
    struct WhyNot: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "why-not", abstract: "Tell why somebody does not sit on a case.")

        @Argument(help: "The case's id.") var id: CaseID
        @Argument(help: "The reviewer's id.") var reviewer: ReviewerID
        @OptionGroup var site: SiteOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let (answer, proposal) = try await site.office().whyNot(reviewer, on: id)
            let words = answer.inPlainWords(reviewer, nameOf: proposal.name)
            try output.show(Printed(case: id, reviewer: reviewer, answer: answer, words: words)) { words + "\n" }
        }

        private struct Printed: Encodable {
            let `case`: CaseID
            let reviewer: ReviewerID
            let answer: TumorBoard.WhyNot
            let words: String
        }
    }

    /// `tumorboard schedule pin`
    struct Pin: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Have a case decided in a session whose list is open; others make room for it.")

        @Argument(help: "The case's id.") var id: CaseID
        @Argument(help: "The session's id.") var session: SessionID
        @OptionGroup var site: SiteOptions
        @OptionGroup var by: ActorOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            try output.show(wish: try await site.office().pin(id, to: session, actor: by.name), of: id)
        }
    }

    /// `tumorboard schedule ban`
    struct Ban: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Keep a case from a session.")

        @Argument(help: "The case's id.") var id: CaseID
        @Argument(help: "The session's id.") var session: SessionID
        @OptionGroup var site: SiteOptions
        @OptionGroup var by: ActorOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            try output.show(wish: try await site.office().ban(id, from: session, actor: by.name), of: id)
        }
    }

    /// `tumorboard schedule late`
    struct Late: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a case to a session whose list has closed but which has not begun; its ballot opens at once."
        )

        @Argument(help: "The case's id.") var id: CaseID
        @Argument(help: "The session's id.") var session: SessionID
        @Flag(help: "Add it even where the list becomes longer than the session.") var overbook = false
        @OptionGroup var site: SiteOptions
        @OptionGroup var by: ActorOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            try output.show(
                wish: try office.addLate(id, to: session, overbook: overbook, actor: by.name), of: id)
        }
    }

    /// `tumorboard schedule seat`
    struct Seat: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Have somebody sit on a case.")

        @Argument(help: "The case's id.") var id: CaseID
        @Argument(help: "The reviewer's id.") var reviewer: ReviewerID
        @Argument(help: "The seat, such as surgeon or medicalOncologist.") var specialty: Specialty
        @OptionGroup var site: SiteOptions
        @OptionGroup var by: ActorOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            try output.show(wish: try office.seat(reviewer, as: specialty, on: id, actor: by.name), of: id)
        }
    }

    /// `tumorboard schedule unseat`
    struct Unseat: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Keep somebody from the panel of a case.")

        @Argument(help: "The case's id.") var id: CaseID
        @Argument(help: "The reviewer's id.") var reviewer: ReviewerID
        @OptionGroup var site: SiteOptions
        @OptionGroup var by: ActorOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            try output.show(wish: try await site.office().unseat(reviewer, from: id, actor: by.name), of: id)
        }
    }

    /// `tumorboard schedule free`
    struct Free: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lift every pin, ban and seat that was asked for a case.")

        @Argument(help: "The case's id.") var id: CaseID
        @OptionGroup var site: SiteOptions
        @OptionGroup var by: ActorOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            try output.show(wish: try await site.office().free(id, actor: by.name), of: id)
        }
    }
}

extension OutputOptions {
    /// What a wish led to: every case that changed, and the case that it is about.
    fileprivate func show(wish proposal: ScheduleProposal, of id: CaseID) throws {
        let sheet = ScheduleSheet(proposal)
        let changes = sheet.changes
        try show(changes) {
            guard !changes.isEmpty else {
                return "Noted for \(id). Nothing changes against what is published.\n"
            }
            return "Noted for \(id).\n" + changes.map { $0.changeLine + ".\n" }.joined()
        }
    }
}
