import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard clock`
struct ClockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clock", abstract: "How long cases take, whose time that is, and what is at risk.",
        subcommands: [List.self, Show.self, Stop.self, Resume.self])

    /// `tumorboard clock list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show every case that waits for its answer, the worst first.",
            discussion: """
                A treat-by date governs a case, where there is one, else the nearest of its limits. Days of records, payer, \
                patient and reviewers are days in which the board could not go on.
                """)

        @Option(help: "Only this board's.") var board: BoardID?
        @Flag(help: "Only what is at risk or breached.") var risk = false
        @OptionGroup var site: SiteOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            if let board, try office.roster().board(board) == nil { throw OfficeError.unknownBoard(board) }
            let lines = try office.clockLines(of: board).filter { !risk || $0.clocks.state != .onTime }
            try output.show(lines) { Self.table(lines) }
        }

        private static func table(_ lines: [ClockLine]) -> String {
            var table = TextTable(columns: [
                "case", "board", "state", "limit", "diagnosis", "records", "whose days", "stands still",
            ])
            for line in lines {
                let clocks = line.clocks
                table.add([
                    line.caseID.text, line.board.text, clocks.state.title, clocks.words,
                    clocks.fromDiagnosis.map { "day \($0.elapsed.wholeDays)" } ?? "not known",
                    clocks.fromRecords.map { "day \($0.elapsed.wholeDays)" } ?? "not complete",
                    clocks.governing.map { clocks.clock(of: $0).shares } ?? "",
                    clocks.standing.map { "\($0.cause?.title ?? ""): \($0.why)" } ?? "",
                ])
            }
            if lines.isEmpty { return "No case waits for its answer.\n" }
            let count = CaseClocks.State.allCases.map { state in
                "\(lines.count { $0.clocks.state == state }) \(state.title)"
            }
            return table.rendered() + "\n" + count.joined(separator: ", ") + ".\n"
        }
    }

    /// `tumorboard clock show`
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show the clocks of one case, piece by piece.")

        @Argument(help: "The case.") var id: CaseID
        @OptionGroup var site: SiteOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            let clocks = try office.caseFile(id).clocks(now: office.now, policy: try office.policy())
            let zone = office.configuration.timeZone
            try output.show(clocks) {
                var text = "\(clocks.state.title): \(clocks.words)\n"
                for limit in clocks.limits.dropFirst() { text += "  \(limit.words): \(limit.left)\n" }
                if let promise = clocks.promise { text += "  \(promise.words): \(promise.left)\n" }
                let all = [
                    ("From the diagnosis", clocks.fromDiagnosis), ("From the referral", clocks.fromReferral),
                    ("From complete records", clocks.fromRecords),
                ]
                for case (let title, let clock?) in all {
                    var table = TextTable(columns: ["from", "until", "days", "whose", "why"])
                    for part in clock.segments {
                        table.add([
                            part.from.inZone(zone), part.until.inZone(zone),
                            String(part.until.timeIntervalSince(part.from).wholeDays), part.whose,
                            part.why,
                        ])
                    }
                    text += "\n\(title): \(clock.elapsed.wholeDays) days\n" + table.rendered()
                }
                return text
            }
        }
    }

    /// `tumorboard clock stop`
    struct Stop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stop a case's clock: its time is the payer's or the patient's until it is resumed.",
            discussion: "Time of records and of reviewers is counted by itself.")

        @Argument(help: "The case.") var id: CaseID
        @Option(help: "Whose time it is: payer or patient.") var cause: ClockCause
        @Option(help: "Why.") var reason: String
        @OptionGroup var site: SiteOptions
        @OptionGroup var by: ActorOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            let file = try office.stopClock(cause, reason: reason, of: id, actor: by.name)
            let words = "The clock of case \(id) stands still: \(cause.title)"
            try output.show(try office.done(words, file)) { words + ".\n" }
        }
    }

    /// `tumorboard clock resume`
    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let a case's clock run again.")

        @Argument(help: "The case.") var id: CaseID
        @Option(help: "A remark.") var note: String?
        @OptionGroup var site: SiteOptions
        @OptionGroup var by: ActorOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            let file = try office.resumeClock(of: id, note: note, actor: by.name)
            let words = "The clock of case \(id) runs again"
            try output.show(try office.done(words, file)) { words + ".\n" }
        }
    }
}

extension ClockCause: ExpressibleByArgument {}
