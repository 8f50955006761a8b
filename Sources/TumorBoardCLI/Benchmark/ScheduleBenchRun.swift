import Foundation
import TumorBoard

/// One thing to measure: an instance's placement, its panels, or their repair.
struct ScheduleBenchRun {
    /// The instance's file.
    var instance: String
    /// The file of which session each case has; nil places the cases.
    var placement: String?
    /// The file of who falls away; nil where nobody does.
    var replan: String?
    /// The load that is weighed in panels.
    var level = ScheduleInstance.Level.full
    /// Rounds of build and solve; nil takes 5, for a placement 1.
    var rounds: Int?
    /// How long a placement is searched for.
    var budget = ScheduleBench.Budget.effort(.thorough)
    /// The seed by which the lists are shuffled; nil for the file's order.
    var permutation: UInt64?
    /// Where the plan is written to.
    var solution: String?
    /// What staffs the same panels beside us.
    var peer: SchedulePeer?

    /// Measures it, and asks the peer.
    /// - Throws: `Refusal` where a file is no such file, or a plan breaks a rule or differs between rounds.
    func measure() throws -> ScheduleBenchReport {
        let rounds = rounds ?? (placement == nil ? 1 : 5)
        let bench = try told(instance) { data throws(ScheduleFault) in
            try ScheduleBench(reading: data, permutation: permutation, rounds: rounds)
        }
        var outcome = try solve(bench)
        if let solution { try outcome.solution.write(to: URL(fileURLWithPath: solution)) }
        if let peer, placement != nil {
            let name = URL(fileURLWithPath: instance).deletingPathExtension().lastPathComponent
            outcome.report.note(try peer.staff(name, level, rounds: rounds))
        }
        return outcome.report
    }

    private func solve(_ bench: ScheduleBench) throws -> ScheduleBench.Outcome {
        guard let placement else { return try bench.place(budget) }
        guard let replan else { return try told(placement) { try bench.staff(placement: $0, level: level) } }
        let banned = try told(replan) { data throws(ScheduleFault) in
            try ScheduleReplan(reading: data).banned(in: bench.name)
        }
        return try told(placement) { try bench.replan(placement: $0, level: level, banned: banned) }
    }

    /// Reads a file; a fault in it is told with the file's name.
    private func told<Value>(_ file: String, _ body: (Data) throws -> Value) throws -> Value {
        do {
            return try body(try Given.bytes(file))
        } catch let fault as ScheduleFault {
            throw Refusal("\(file): \(fault)")
        }
    }

    /// This for every instance in a folder that has a placement beside it (`NAME.placement.json`): the placement by
    /// every budget, the panels at both levels, and their repair where the folder's `replan.json` names the instance. The solutions are
    /// written into the folder that `solution` names.
    func forEach(in folder: String, _ budgets: [ScheduleBench.Budget]) throws -> [ScheduleBenchRun] {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        let root = URL(fileURLWithPath: folder, isDirectory: true)
        let replans = root.appending(path: "replan.json").path
        let falling =
            files.contains("replan.json")
            ? try told(replans) { data throws(ScheduleFault) in try ScheduleReplan(reading: data).instances } : []
        var runs: [ScheduleBenchRun] = []
        for file in files where file.hasSuffix(".json") && !file.hasSuffix(".placement.json") {
            let name = String(file.dropLast(".json".count))
            guard files.contains(name + ".placement.json") else { continue }
            var run = self
            run.instance = root.appending(path: file).path
            func add(_ kind: String) {
                run.solution = solution.map { "\($0)/\(name).\(kind).json" }
                runs.append(run)
            }
            for budget in budgets {
                run.budget = budget
                add("placement" + (budgets.count > 1 ? budget.effort.map { ".\($0)" } ?? "" : ""))
            }
            run.placement = root.appending(path: name + ".placement.json").path
            for level in ScheduleInstance.Level.allCases {
                run.level = level
                add(level.rawValue)
            }
            if falling.contains(name) {
                run.replan = replans
                add("replan")
            }
        }
        guard !runs.isEmpty else { throw Refusal("\(folder): it holds no instance with a placement beside it") }
        return runs
    }
}
