import ArgumentParser
import Foundation
import TumorBoard

extension BenchCommand {
    /// `tumorboard bench schedule`
    struct Schedule: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Solve an instance of the scheduling benchmark and time it.",
            discussion: """
                Without --placement its cases are placed in sessions: the objective, a bound that no placement is \
                below, and how the gap between them fell with the iterations. With --placement the panels of the \
                placed cases are staffed, exactly. With --replan the reviewers that it bans fall away from those \
                panels: the repair of the standing plan beside a new plan, leaving the standing one at a cost.

                Every plan is reckoned anew from the cost model, and every round must make the same plan; it ends \
                with 1 where one does not. The digest is of the plan by its identifiers: it is the same for every \
                --permute. --solution writes {case: session}, or the reviewers' ids by seat in the file's order, or \
                with --replan the latter of the standing and the repaired plan.

                Of a folder every instance is measured that has NAME.placement.json beside it: its placement by \
                every effort, its panels at both levels, and their repair where replan.json names it; --solution is a \
                folder then.

                A peer is run as COMMAND NAME LEVEL ROUNDS when we are done, and answers with one line of JSON: \
                {"objective": …, "unassigned": …, "arcs": …, "min_ms": …, "median_ms": …}. Other objectives than ours \
                end with 1.
                """)

        @Argument(help: "The instance, a file of JSON, or a folder of them.") var instance: String
        @Option(help: "Which session each case has, in JSON: staff the panels.") var placement: String?
        @Option(help: "The load that is weighed in panels: core (weeks) or full (weeks and horizon).")
        var level = ScheduleInstance.Level.full
        @Option(help: "Rounds of build and solve. Default: 5, for a placement 1.") var rounds: Int?
        @Option(help: "How long a placement is searched for: quick, thorough or exhaustive. Default: thorough.")
        var effort: PlacementEffort?
        @Option(help: "Iterations of that search, instead of an effort's.") var budget: Int?
        @Option(help: "Write the plan to this file.") var solution: String?
        @Option(help: "A command that staffs the same panels, its words separated by spaces.") var peer: String?
        @Option(help: "Which reviewers fall away, by instance, in JSON.") var replan: String?
        @Option(help: "Shuffle cases, sessions and reviewers by this seed first.") var permute: UInt64?
        @OptionGroup var output: OutputOptions

        func validate() throws {
            if let rounds, !(1...1000).contains(rounds) {
                throw ValidationError("--rounds is a number from 1 to 1000.")
            }
            if let budget, budget < 0 { throw ValidationError("--budget is a count.") }
            if budget != nil, effort != nil { throw ValidationError("--budget or --effort, not both.") }
            if isFolder {
                if placement != nil || replan != nil {
                    throw ValidationError("--placement and --replan are about one instance, not about a folder.")
                }
                return
            }
            if placement == nil, peer != nil || replan != nil {
                throw ValidationError("--peer and --replan are about panels: name a --placement too.")
            }
            if placement != nil, budget != nil || effort != nil {
                throw ValidationError("--budget and --effort are about placing: leave --placement out.")
            }
        }

        func run() async throws {
            let run = ScheduleBenchRun(
                instance: instance, placement: placement, replan: replan, level: level, rounds: rounds,
                budget: budgets.first ?? .effort(.thorough), permutation: permute, solution: solution,
                peer: peer.map { SchedulePeer(command: $0) })
            guard isFolder else {
                let report = try run.measure()
                try output.show(report) { report.text }
                return try report.insistOnAgreement()
            }
            if let solution {
                try FileManager.default.createDirectory(atPath: solution, withIntermediateDirectories: true)
            }
            let runs = try run.forEach(
                in: instance, budgets.isEmpty ? PlacementEffort.allCases.map { .effort($0) } : budgets)
            let bar = ProgressBar("Measuring", total: runs.count)
            let reports = try runs.map { run in
                bar.advance(run.instance)
                return try run.measure()
            }
            bar.finish()
            try output.show(reports) { ScheduleBenchReport.table(reports) }
            for report in reports { try report.insistOnAgreement() }
        }

        /// What is asked for.
        private var budgets: [ScheduleBench.Budget] {
            budget.map { [.iterations($0)] } ?? effort.map { [.effort($0)] } ?? []
        }

        private var isFolder: Bool {
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: instance, isDirectory: &isFolder) && isFolder.boolValue
        }
    }
}

extension ScheduleInstance.Level: ExpressibleByArgument {}
extension PlacementEffort: ExpressibleByArgument {}
