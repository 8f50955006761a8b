import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard simulate`
struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Ask what would be if: weeks of the boards on a virtual clock, planned by the scheduler itself.",
        usage: """
            tumorboard simulate --weeks 26 --arrivals 20 --compare --twice thoracic-uppergi
            tumorboard simulate --roster roster.yaml --weekly board=wednesday@14:00/90 --svg plots
            """,
        discussion: """
            Cases come by chance from the seed: the same options give the same figures to the byte. Roster, rules and \
            sessions are the site's with --site (or TUMORBOARD_SITE), else those of the files, else the samples'. Dated \
            sessions stand for their weekly rhythm. The shares of disease groups follow the new cancers of 2020 in \
            Germany as far as counted (Robert Koch Institute); shares of urgencies and second opinions, days until a \
            case is ready, and weeks of leave are assumptions. A credential that is valid on the first day is taken to \
            be renewed. Emergencies are not simulated: they leave the queue.

            With a change (--twice, --without, --without-one, --more, --minutes, --with-arrivals) the scenario is \
            simulated; --compare simulates the baseline beside it. Planning time is told on standard error.
            """)

    @Option(help: "How many weeks.") var weeks = 26
    @Option(help: "Cases referred in a week, on the average. Default: four fifths of what the sessions hold.")
    var arrivals: Int?
    @Option(help: "The number from which all chance follows.") var seed: UInt64 = 1
    @Option(
        help: "A day of the first week. Default: the first session's where sessions come from a file, else next Monday."
    )
    var from: CivilDate?
    @Option(help: ArgumentHelp("The roster as YAML, in place of a site's.", valueName: "file")) var roster: String?
    @Option(help: ArgumentHelp("The policy as YAML.", valueName: "file")) var policy: String?
    @Option(help: ArgumentHelp("Sessions as YAML; their rhythm is taken.", valueName: "file")) var sessions: String?
    @Option(
        help: ArgumentHelp(
            "When a board meets, in place of other sessions; may be given more than once. “*2” behind it means every "
                + "other week.", valueName: "board=weekday@HH:MM/minutes"))
    var weekly: [String] = []
    @Option(help: ArgumentHelp("The samples' folder.", valueName: "dir")) var samples = "Samples"
    @Option(help: ArgumentHelp("The weight of a disease group among the others.", valueName: "group=weight"))
    var mix: [String] = []
    @Option(help: "Of a hundred cases, how many ask for a second opinion.") var secondOpinions = 15
    @Option(help: "Weeks of leave that each reviewer takes in a year, beside the roster's own.") var leaveWeeks = 6

    @Option(help: "Change: the board meets twice as often.") var twice: [BoardID] = []
    @Option(help: "Change: the reviewer leaves.") var without: [ReviewerID] = []
    @Option(help: "Change: one of the specialty leaves, whoever takes most.") var withoutOne: [Specialty] = []
    @Option(help: ArgumentHelp("Change: the reviewer takes so many cases a week.", valueName: "reviewer=cases"))
    var more: [String] = []
    @Option(help: ArgumentHelp("Change: each session of the board has so many minutes.", valueName: "board=minutes"))
    var minutes: [String] = []
    @Option(help: ArgumentHelp("Change: so many cases are referred in a week.", valueName: "cases"))
    var withArrivals: Int?
    @Flag(help: "Simulate the baseline beside the scenario.") var compare = false
    @Flag(help: "Let each plan take as much work as a plan that people look at; some times slower.")
    var thorough = false
    @Option(help: ArgumentHelp("Write plots of load, waiting, queue and use into that folder.", valueName: "dir"))
    var svg: String?
    @OptionGroup var site: SiteOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...520).contains(weeks) else { throw ValidationError("--weeks is a number from 1 to 520.") }
        for (name, cases) in [("--arrivals", arrivals), ("--with-arrivals", withArrivals)] {
            guard let cases else { continue }
            guard (0...2_000).contains(cases) else { throw ValidationError("\(name) is a number from 0 to 2000.") }
        }
        guard (0...100).contains(secondOpinions) else { throw ValidationError("--second-opinions is from 0 to 100.") }
        guard (0...52).contains(leaveWeeks) else { throw ValidationError("--leave-weeks is from 0 to 52.") }
        guard weekly.isEmpty || sessions == nil else { throw ValidationError("Give either --weekly or --sessions.") }
        let found = try changes
        guard !compare || !found.isEmpty else {
            throw ValidationError("--compare needs a change, such as --twice BOARD or --without REVIEWER.")
        }
        _ = try sittings
        _ = try weights
    }

    func run() async throws {
        let source = SimulationSource(self)
        let office = source.isSite ? try await site.office() : nil
        let setup = try source.setup(of: office)
        let changes = try self.changes
        let (changed, words) = try setup.changed(changes)
        var setups: [(name: String, setup: SimulationSetup)] = []
        if changes.isEmpty || compare { setups.append(("baseline", setup)) }
        if !changes.isEmpty { setups.append(("scenario", changed)) }
        let bar = ProgressBar("Simulating", total: setups.count * weeks * 7)
        let started = ContinuousClock.now
        let runs = await Self.runs(setups, effort: thorough ? .standard : .brief) { bar.advance() }
        bar.finish()
        let outcome = SimulationOutcome(of: setup, changes: words, runs: runs.map(\.run))
        for (run, times) in runs { tell(run.name, times) }
        Terminal.writeError("simulated in \(Self.seconds(ContinuousClock.now - started))\n")
        if let svg { try write(outcome, to: URL(fileURLWithPath: svg, isDirectory: true)) }
        try output.show(outcome) { SimulationText(outcome).text }
    }

    /// Simulates all setups at once; the result is in their order.
    private static func runs(
        _ setups: [(name: String, setup: SimulationSetup)], effort: PlanEffort,
        dayIsOver: @escaping @Sendable () -> Void
    ) async -> [(run: SimulationOutcome.Run, times: [Duration])] {
        await withTaskGroup(of: (Int, SimulationOutcome.Run, [Duration]).self) { group in
            for (index, one) in setups.enumerated() {
                group.addTask {
                    var times: [Duration] = []
                    let run = Simulation(one.setup).run(
                        plan: { request in
                            let begin = ContinuousClock.now
                            let plan = SchedulePlanner(request, effort: effort).plan()
                            times.append(ContinuousClock.now - begin)
                            return plan
                        }, dayIsOver: { _ in dayIsOver() })
                    let report = SimulationReport(run, of: one.setup)
                    return (index, SimulationOutcome.Run(name: one.name, of: one.setup, report: report), times)
                }
            }
            var found: [(Int, SimulationOutcome.Run, [Duration])] = []
            for await one in group { found.append(one) }
            return found.sorted { $0.0 < $1.0 }.map { ($0.1, $0.2) }
        }
    }

    private func tell(_ name: String, _ times: [Duration]) {
        let sorted = times.sorted()
        guard let longest = sorted.last else { return }
        let total = times.reduce(Duration.zero, +)
        Terminal.writeError(
            "\(name): the planner ran \(times.count) times, \(Self.seconds(total)) in all, "
                + "\(Self.seconds(sorted[sorted.count / 2])) in the middle, \(Self.seconds(longest)) at most\n")
    }

    private static func seconds(_ duration: Duration) -> String {
        duration < .seconds(1)
            ? String(format: "%.1f ms", duration.inSeconds * 1_000) : String(format: "%.1f s", duration.inSeconds)
    }

    private func write(_ outcome: SimulationOutcome, to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, svg) in SimulationPictures(outcome).files {
            let file = folder.appending(path: name)
            try Data(svg.utf8).write(to: file)
            Terminal.writeError("\(file.path)\n")
        }
    }
}

extension SimulateCommand {
    /// The changes of the scenario: in the order of the help, since the order of options of different names is lost.
    var changes: [ScenarioChange] {
        get throws {
            var changes: [ScenarioChange] = twice.map { .twice($0) }
            changes += try minutes.map { text in
                let (name, number) = try Self.pair(text, "--minutes", 5...720)
                guard let board = BoardID(argument: name) else {
                    throw ValidationError("--minutes: “\(name)” is no board id")
                }
                return .minutes(board, number)
            }
            changes += without.map { .without($0) } + withoutOne.map { .withoutOne($0) }
            changes += try more.map { text in
                let (name, number) = try Self.pair(text, "--more", 0...200)
                guard let reviewer = ReviewerID(argument: name) else {
                    throw ValidationError("--more: “\(name)” is no reviewer id")
                }
                return .capacity(reviewer, number)
            }
            if let withArrivals { changes.append(.arrivals(withArrivals)) }
            return changes
        }
    }

    /// The sittings that options name.
    var sittings: [WeeklySitting] {
        get throws {
            try weekly.map { text in
                do throws(MalformedValue) {
                    return try WeeklySitting(text)
                } catch {
                    throw ValidationError("--weekly: \(error.description)")
                }
            }
        }
    }

    /// The weights that options name.
    var weights: [DiseaseGroup: Int] {
        get throws {
            var weights: [DiseaseGroup: Int] = [:]
            for text in mix {
                let (name, number) = try Self.pair(text, "--mix", 0...1_000_000)
                guard let group = DiseaseGroup(rawValue: name) else {
                    let known = DiseaseGroup.allCases.map(\.rawValue).joined(separator: ", ")
                    throw ValidationError("--mix: “\(name)” is not one of \(known)")
                }
                weights[group] = number
            }
            return weights
        }
    }

    private static func pair(
        _ text: String, _ option: String, _ range: ClosedRange<Int>
    ) throws -> (name: String, number: Int) {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let number = Int(parts[1]), range.contains(number) else {
            throw ValidationError(
                "\(option): “\(text)” is not NAME=NUMBER with a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return (parts[0], number)
    }
}
