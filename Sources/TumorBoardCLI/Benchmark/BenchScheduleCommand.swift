import ArgumentParser
import Foundation
import Orchestrator

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

                A peer is run as COMMAND NAME LEVEL ROUNDS when we are done, and answers with one line of JSON: \
                {"objective": …, "unassigned": …, "arcs": …, "min_ms": …, "median_ms": …}. Other objectives than ours \
                end with 1.
                """)

        @Argument(help: "The instance, a file of JSON.") var instance: String
        @Option(help: "Which session each case has, in JSON: staff the panels.") var placement: String?
        @Option(help: "The load that is weighed in panels: core (weeks) or full (weeks and horizon).")
        var level = ScheduleInstance.Level.full
        @Option(help: "Rounds of build and solve. Default: 5, for a placement 1.") var rounds: Int?
        @Option(help: "Iterations of the search for a placement. Default: \(Schedule.iterations).") var budget: Int?
        @Option(help: "Write the plan to this file.") var solution: String?
        @Option(help: "A command that staffs the same panels, its words separated by spaces.") var peer: String?
        @Option(help: "Which reviewers fall away, by instance, in JSON.") var replan: String?
        @Option(help: "Shuffle cases, sessions and reviewers by this seed first.") var permute: UInt64?
        @OptionGroup var output: OutputOptions

        private static let iterations = 200_000

        func validate() throws {
            if let rounds, !(1...1000).contains(rounds) {
                throw ValidationError("--rounds is a number from 1 to 1000.")
            }
            if let budget, budget < 0 { throw ValidationError("--budget is a count.") }
            if placement == nil, peer != nil || replan != nil {
                throw ValidationError("--peer and --replan are about panels: name a --placement too.")
            }
            if placement != nil, budget != nil {
                throw ValidationError("--budget is about placing: leave --placement out.")
            }
        }

        func run() async throws {
            let rounds = rounds ?? (placement == nil ? 1 : 5)
            let bench = try told(instance) { data throws(ScheduleFault) in
                try ScheduleBench(reading: data, permutation: permute, rounds: rounds)
            }
            var outcome = try solve(bench)
            if let solution { try outcome.solution.write(to: URL(fileURLWithPath: solution)) }
            if let peer {
                let name = URL(fileURLWithPath: instance).deletingPathExtension().lastPathComponent
                outcome.report.note(try SchedulePeer(command: peer).staff(name, level, rounds: rounds))
            }
            try output.show(outcome.report) { outcome.report.text }
            try outcome.report.insistOnAgreement()
        }

        private func solve(_ bench: ScheduleBench) throws -> ScheduleBench.Outcome {
            guard let placement else { return try bench.place(budget: budget ?? Self.iterations) }
            guard let replan else {
                return try told(placement) { data in try bench.staff(placement: data, level: level) }
            }
            let banned = try told(replan) { data throws(ScheduleFault) in
                try ScheduleReplan(reading: data).banned(in: bench.name)
            }
            return try told(placement) { data in try bench.replan(placement: data, level: level, banned: banned) }
        }

        /// Reads a file; a fault in it is told with the file's name.
        private func told<Value>(_ file: String, _ body: (Data) throws -> Value) throws -> Value {
            do {
                return try body(try Given.bytes(file))
            } catch let fault as ScheduleFault {
                throw Refusal("\(file): \(fault)")
            }
        }
    }
}

extension ScheduleInstance.Level: ExpressibleByArgument {}
