import Testing
import TumorBoard

@Suite("Staffing beyond what a flow can hold")
struct StaffingTests {
    @Test("A staffing keeps every rule, costs what it says, and is the cheapest where it claims to be")
    func truth() throws {
        var proven = 0
        for seed in UInt64(1)...5_000 {
            let problem = StaffingDraw(seed: seed).problem
            let solution = try StaffingSolver(problem).solve(effort: StaffingEffort(flows: 120))
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
        #expect(proven > 4_900)
    }
}
