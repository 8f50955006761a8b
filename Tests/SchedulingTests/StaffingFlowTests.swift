import Testing
import TumorBoard

@Suite("The flows behind a staffing")
struct StaffingFlowTests {
    /// A staffing scales its costs so that prices can be finer; paths are then longer than the queue's window.
    @Test(
        "Large costs find the same optimum as plain shortest paths",
        arguments: 1...10 as ClosedRange<UInt64>)
    func largeCosts(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        var panels = StaffingWeek(seed: seed, cases: 25).problem.panels
        for arc in panels.arcs.indices {
            panels.arcs[arc].cost = panels.arcs[arc].cost * 50 + .random(in: 0...9_000, using: &dice)
        }
        for person in panels.people.indices {
            panels.people[person].weekly = panels.people[person].weekly.map { $0 * 50 }
        }
        for seat in panels.seats.indices { panels.seats[seat].emptyCost *= 50 }
        var slow = SlowPanels(panels)
        #expect(try PanelSolver(panels).solve().objective == slow.solve().objective, "seed \(seed)")
    }
}
