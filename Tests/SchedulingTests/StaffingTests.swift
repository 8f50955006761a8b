import Testing
import TumorBoard

@Suite("Staffing beyond what a flow can hold")
struct StaffingTests {
    @Test(
        "A staffing keeps every rule, costs what it says, and is the cheapest where it claims to be",
        arguments: [1, 1_001, 2_001, 3_001, 4_001] as [UInt64])
    func truth(first: UInt64) throws {
        var proven = 0
        for seed in first..<first + 1_000 {
            let problem = StaffingDraw(seed: seed).problem
            let solution = try StaffingSolver(problem).solve(effort: StaffingEffort(flows: 80))
            let truth = StaffingTruth(problem: problem)
            let people = solution.assignment.people
            #expect(truth.fault(of: people) == nil, "seed \(seed)")
            #expect(problem.cost(of: people).total == solution.objective, "seed \(seed)")
            #expect(solution.bound <= solution.objective, "seed \(seed)")
            let cheaper = truth.cheapest(below: solution.objective)
            #expect(solution.bound <= cheaper ?? solution.objective, "seed \(seed)")
            if solution.isProven {
                proven += 1
                #expect(cheaper == nil, "seed \(seed)")
            }
        }
        #expect(proven > 980)
    }

    @Test("The order of seats, people and arcs makes no difference")
    func order() throws {
        for seed in UInt64(1)...300 {
            let problem = StaffingDraw(seed: seed).problem
            let shuffle = StaffingShuffle(of: problem, seed: seed)
            let effort = StaffingEffort(flows: 40)
            let solution = try StaffingSolver(problem).solve(effort: effort)
            let shuffled = try StaffingSolver(shuffle.problem).solve(effort: effort)
            #expect(shuffle.restored(shuffled.assignment.people) == solution.assignment.people, "seed \(seed)")
            #expect(shuffled.cost == solution.cost && shuffled.bound == solution.bound, "seed \(seed)")
        }
    }

    @Test("A hospital's week: reviewers sit in fewer sessions than the flow would have them", arguments: [4, 6])
    func week(seed: UInt64) throws {
        let problem = StaffingWeek(seed: seed).problem
        let plain = try PanelSolver(problem.panels).solve().people
        let solution = try StaffingSolver(problem).solve(effort: StaffingEffort(flows: 80))
        let people = solution.assignment.people
        #expect(StaffingTruth(problem: problem).fault(of: people) == nil)
        #expect(solution.objective < problem.cost(of: plain).total)
        #expect(solution.gapInBasisPoints < 100)
        let (before, after) = (problem.attendances(of: plain).count, problem.attendances(of: people).count)
        #expect(after * 5 < before * 4, "\(before) attendances before, \(after) after")
    }
}
