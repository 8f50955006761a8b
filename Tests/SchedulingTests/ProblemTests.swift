import Testing
import TumorBoard

@Suite("The solver's problems")
struct ProblemTests {
    @Test("A placement is proven where its cost is the bound")
    func proven() {
        #expect(PlacementSolution(bins: [nil], objective: 7, bound: 7).isProven)
        #expect(!PlacementSolution(bins: [nil], objective: 7, bound: 6).isProven)
    }
}
