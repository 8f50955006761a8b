import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard schedule`
struct ScheduleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedule", abstract: "Which case is decided in which session, and by whom.",
        discussion: """
            The agent places cases by itself as they become ready, and changes as little as it can when people, sessions \
            or rules change. These commands show what a plan of everything would be, why, and publish it.
            """,
        subcommands: [
            Plan.self, Explain.self, WhyNot.self, Unplaced.self, Load.self, Pin.self, Ban.self, Late.self, Seat.self,
            Unseat.self, Free.self,
        ])

    /// `tumorboard schedule plan`
    struct Plan: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Place every case whose list is open and seat its panel; nothing changes without --publish.",
            discussion: """
                Shows first what would change against what is published and why, then each session's list. With \
                --publish all of that is put in force at once, or nothing where something moved meanwhile.
                """)

        @OptionGroup var window: WindowOptions
        @Flag(exclusivity: .exclusive, help: "How much of what is published may change.") var scope = ScopeFlag.whole
        @Flag(help: "Put the plan in force.") var publish = false
        @OptionGroup var site: SiteOptions
        @OptionGroup var by: ActorOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            let proposal = try office.schedulePlan(
                scope: scope.scope, window: try window.window(zone: office.configuration.timeZone))
            let sheet = ScheduleSheet(proposal)
            let published = publish ? try office.publish(proposal, actor: by.name).map(\.caseID) : nil
            try output.show(Printed(plan: sheet, published: published)) {
                var text = sheet.text
                if let published {
                    text +=
                        published.isEmpty
                        ? "\nNothing had to be published.\n"
                        : "\nPublished: \(published.map(\.text).joined(separator: ", ")).\n"
                } else if !sheet.changes.isEmpty {
                    text += "\nNothing is published yet: add --publish to put this plan in force.\n"
                }
                return text
            }
        }

        private struct Printed: Encodable {
            let plan: ScheduleSheet
            let published: [CaseID]?
        }
    }

    /// `tumorboard schedule explain`
    struct Explain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Tell why a case stands where the plan puts it, why each seat is held by whom, and who is kept out.")

        @Argument(help: "The case's id.") var id: CaseID
        @OptionGroup var site: SiteOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let (answer, proposal) = try await site.office().explain(id)
            guard let item = ScheduleSheet(proposal).item(id) else { throw OfficeError.unknownCase(id) }
            let kept = answer.planned.panel.exclusions.map { Kept($0, name: proposal.name($0.reviewer)) }
            try output.show(Printed(case: item, explanation: answer, excluded: kept)) {
                var text = item.text + answer.text(nameOf: proposal.name)
                if !kept.isEmpty {
                    text += "\nNot seated:\n"
                    var table = TextTable(columns: ["seat", "who", "why not"])
                    for one in kept { table.add([one.specialty.title, one.name, one.why]) }
                    text += table.rendered()
                }
                return text
            }
        }

        private struct Printed: Encodable {
            let `case`: ScheduleSheet.Item
            let explanation: CaseExplanation
            let excluded: [Kept]
        }

        private struct Kept: Encodable {
            let specialty: Specialty
            let reviewer: ReviewerID
            let name: String
            let rule: EligibilityRule
            let why: String

            init(_ exclusion: Exclusion, name: String) {
                self.name = name
                specialty = exclusion.specialty
                reviewer = exclusion.reviewer
                rule = exclusion.rule
                why = exclusion.detail
            }
        }
    }

    /// `tumorboard schedule unplaced`
    struct Unplaced: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the cases that no session takes and the seats that nobody takes, and why.")

        @OptionGroup var window: WindowOptions
        @OptionGroup var site: SiteOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            let proposal = try office.schedulePlan(
                scope: .repair, window: try window.window(zone: office.configuration.timeZone))
            let unplaced = proposal.unplaced
            let seats = proposal.emptySeats
            try output.show(
                Printed(unplaced: unplaced, emptySeats: seats.map { Printed.Empty(id: $0.id, seats: $0.seats) })
            ) {
                var text = ""
                for one in unplaced { text += one.text(nameOf: proposal.name) }
                for one in seats {
                    for seat in one.seats { text += "\(one.id): \(seat.inPlainWords(nameOf: proposal.name))\n" }
                }
                return text.isEmpty ? "Every case has a session, and every seat is filled.\n" : text
            }
        }

        private struct Printed: Encodable {
            let unplaced: [UnplacedCase]
            let emptySeats: [Empty]

            struct Empty: Encodable {
                let id: CaseID
                let seats: [EmptySeat]
            }
        }
    }

    /// `tumorboard schedule load`
    struct Load: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the cases of each reviewer and week against what they take, as published and by the plan.")

        @OptionGroup var window: WindowOptions
        @Option(help: ArgumentHelp("Draw it as well, into this file.", valueName: "file")) var svg: String?
        @OptionGroup var site: SiteOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            let proposal = try office.schedulePlan(
                scope: .whole, window: try window.window(zone: office.configuration.timeZone))
            if let svg { try Data(proposal.loadPicture.utf8).write(to: URL(fileURLWithPath: svg)) }
            try output.show(proposal.plan.loads) {
                var table = TextTable(columns: ["week of", "reviewer", "published", "by the plan", "takes"])
                for load in proposal.plan.loads.sorted(by: { ($0.monday, $0.reviewer) < ($1.monday, $1.reviewer) }) {
                    table.add([
                        load.monday.description,
                        proposal.desk.request.roster.reviewer(load.reviewer)?.name ?? load.reviewer.text,
                        String(load.before), String(load.after), String(load.capacity),
                    ])
                }
                return table.isEmpty ? "Nobody is seated yet.\n" : table.rendered()
            }
        }
    }
}

/// How much of what is published a plan may change.
enum ScopeFlag: String, EnumerableFlag {
    case whole, repair

    static func help(for value: ScopeFlag) -> ArgumentHelp? {
        switch value {
        case .whole: "Whatever makes the plan as a whole better by more than moving costs (the default)."
        case .repair: "Only what cannot stay, as the agent does by itself."
        }
    }

    /// What the planner calls it.
    var scope: ScheduleScope {
        switch self {
        case .whole: .whole
        case .repair: .repair
        }
    }
}

/// Which cases and sessions are looked at.
struct WindowOptions: ParsableArguments {
    @Option(help: "Only the cases and sessions of this board.") var board: BoardID?
    @Option(help: ArgumentHelp("Only sessions from this day on.", valueName: "day")) var from: CivilDate?
    @Option(help: ArgumentHelp("Only sessions up to this day.", valueName: "day")) var to: CivilDate?

    func validate() throws {
        if let from, let to, to < from { throw ValidationError("--to is before --from.") }
    }

    /// The window by the site's calendar.
    func window(zone: TimeZone) throws -> ScheduleWindow {
        ScheduleWindow(
            boards: board.map { [$0] }, from: from.map { $0.start(in: zone) },
            to: to.map { $0.adding(days: 1).start(in: zone).addingTimeInterval(-1) })
    }
}
