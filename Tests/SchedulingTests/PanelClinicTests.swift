import Testing
import TumorBoard

/// A board of a size that can be followed by hand.
@Suite("A small board's panels")
struct PanelClinicTests {
    private static let (surgeon, oncologist, both) = (Int32(0), Int32(1), Int32(2))

    /// One case that asks for surgery and oncology; somebody is qualified for both.
    private static func oneCase(people: [PanelProblem.Person], arcs: [(seat: Int32, person: Int32, cost: Int32)])
        -> PanelProblem
    {
        PanelProblem(
            seats: [.init(subject: 1, emptyCost: 1_000, key: 11), .init(subject: 1, emptyCost: 1_000, key: 12)],
            people: people, arcs: arcs.map { .init(seat: $0.seat, person: $0.person, week: 0, cost: $0.cost) })
    }

    @Test("Someone qualified for both seats of a case takes one of them")
    func oneRole() throws {
        let problem = Self.oneCase(
            people: [.init(weekly: [0, 0], key: 1), .init(weekly: [0, 0], key: 2), .init(weekly: [0, 0], key: 3)],
            arcs: [(0, Self.surgeon, 40), (1, Self.oncologist, 90), (0, Self.both, 0), (1, Self.both, 0)])
        let solver = try PanelSolver(problem)
        let plan = solver.solve()
        #expect(plan == PanelAssignment(people: [[Self.surgeon], [Self.both]], objective: 40))
        // Without the gate they would sit twice, for nothing; a second role of theirs is worth what the surgeon costs.
        #expect(solver.certificate.gates == [.init(subject: 1, person: Self.both, price: 40)])
        #expect(solver.nextBest(seat: 0, person: 0) == PanelAlternative(objective: 90, person: Self.both))
        #expect(solver.forced(seat: 1, person: 1) == 90)
    }

    @Test("Two seats and one person who may take one of them: the vacancy says so, and one more surgeon fills it")
    func vacancy() throws {
        let problem = Self.oneCase(
            people: [.init(weekly: [0, 0], key: 1), .init(weekly: [0], key: 2)], arcs: [(0, 0, 10), (1, 0, 20)])
        let solver = try PanelSolver(problem)
        #expect(solver.solve().people == [[0], []])
        let shortage = PanelShortage(seats: [0, 1], limits: [.once(person: 0, subject: 1)], demand: 2, supply: 1)
        guard case .shortage(var cut) = solver.cut(emptySeat: 1) else {
            Issue.record("no shortage")
            return
        }
        cut.seats.sort()
        #expect(cut == shortage && cut.holds(for: problem))
        let changes = [
            PanelChange(.capacity(person: 0, week: 0, slotCost: 0, horizonCost: nil), cost: 5),
            PanelChange(.arc(.init(seat: 1, person: 1, week: 0, cost: 70)), cost: 30),
            PanelChange(.arc(.init(seat: 0, person: 1, week: 0, cost: 50)), cost: 30),
        ]
        // A further case for the one person does not help: it is the case, not the week, that is full.
        let remedy = try #require(try solver.cheapestChange(emptySeat: 1, candidates: changes))
        #expect(remedy == PanelRemedy(candidate: 2, assignment: .init(people: [[1], [0]], objective: 70)))
    }

    @Test("A cut that names too few seats, misses a way or counts wrongly does not hold")
    func falseCuts() {
        let problem = Self.oneCase(
            people: [.init(weekly: [0], key: 1), .init(weekly: [0], key: 2)], arcs: [(0, 0, 10), (1, 0, 20), (1, 1, 5)])
        let week = PanelShortage.Limit.week(person: 0, week: 0)
        #expect(!PanelShortage(seats: [0], limits: [week], demand: 1, supply: 1).holds(for: problem))
        #expect(!PanelShortage(seats: [0, 1], limits: [week], demand: 2, supply: 1).holds(for: problem))
        #expect(!PanelShortage(seats: [0], limits: [week], demand: 2, supply: 1).holds(for: problem))
        #expect(!PanelShortage(seats: [0], limits: [], demand: 1, supply: 0).holds(for: problem))
        #expect(!PanelShortage(seats: [7], limits: [], demand: 1, supply: 0).holds(for: problem))
    }

    @Test("A week's cases that stand already make the next one dearer, and a limit closes the week")
    func standing() throws {
        let seat = PanelProblem.Seat(subject: 1, emptyCost: 100, key: 11)
        let arc = PanelProblem.Arc(seat: 0, person: 0, week: 1, cost: 7)
        let busy = PanelProblem.Person(weekly: [10, 20, 30], standing: [0, 2], key: 1)
        let away = PanelProblem.Person(weekly: [10, 20, 30], limits: [3, 0], key: 1)
        #expect(try PanelSolver(.init(seats: [seat], people: [busy], arcs: [arc])).solve().objective == 37)
        #expect(try PanelSolver(.init(seats: [seat], people: [away], arcs: [arc])).solve().people == [[]])
    }

    @Test("Nothing to seat costs nothing")
    func nothing() throws {
        let solver = try PanelSolver(PanelProblem(seats: [], people: [], arcs: []))
        #expect(solver.solve() == PanelAssignment(people: [], objective: 0) && solver.isProven)
        #expect(solver.cut(emptySeat: 0) == .none && solver.forced(seat: 0, person: 0) == nil)
    }
}
