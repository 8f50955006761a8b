import Testing
import TumorBoard

/// Why a flow is not enough: for each rule, the smallest problem in which the cheapest flow is not the cheapest.
@Suite("Where the cheapest seat by seat is not the cheapest")
struct StaffingCaseTests {
    /// A person with room for three cases, at no cost.
    private static func person(_ key: UInt64, load: [Int32] = [0, 0, 0]) -> PanelProblem.Person {
        PanelProblem.Person(weekly: load, key: key)
    }

    private static func seat(_ subject: Int32, empty: Int32 = 1_000, key: UInt64) -> PanelProblem.Seat {
        PanelProblem.Seat(subject: subject, emptyCost: empty, key: key)
    }

    private static func solved(_ problem: StaffingProblem) throws -> StaffingSolution {
        try StaffingSolver(problem).solve(effort: StaffingEffort(flows: 200))
    }

    /// What the flow alone would do, and cost with every rule.
    private static func plain(_ problem: StaffingProblem) throws -> StaffingCost {
        problem.cost(of: try PanelSolver(problem.panels).solve().people)
    }

    @Test("One reviewer for both cases of a session is cheaper than the best for each")
    func attendance() throws {
        let problem = StaffingProblem(
            panels: PanelProblem(
                seats: [Self.seat(0, key: 1), Self.seat(1, key: 2)],
                people: [Self.person(1), Self.person(2), Self.person(3)],
                arcs: [
                    .init(seat: 0, person: 0, week: 0, cost: 10), .init(seat: 1, person: 1, week: 0, cost: 10),
                    .init(seat: 0, person: 2, week: 0, cost: 20), .init(seat: 1, person: 2, week: 0, cost: 20),
                ]), sessionOf: [0, 0], attendance: 50)
        let solution = try Self.solved(problem)
        #expect(try Self.plain(problem).total == 120)
        #expect(solution.assignment.people == [[2], [2]])
        #expect(solution.objective == 90 && solution.isProven)
        var attending = problem
        attending.attended = [.init(person: 0, session: 0), .init(person: 1, session: 0)]
        #expect(try Self.solved(attending).assignment.people == [[0], [1]])
    }

    @Test("One case with a quorum is worth more than two with half of one")
    func quorum() throws {
        // a surgeon and a radiation oncologist; each flow seat goes to whoever saves most, on different cases
        var problem = StaffingProblem(
            panels: PanelProblem(
                seats: [
                    Self.seat(0, empty: 110, key: 1), Self.seat(0, empty: 100, key: 2),
                    Self.seat(1, empty: 100, key: 3), Self.seat(1, empty: 110, key: 4),
                ],
                people: [Self.person(1, load: [0]), Self.person(2, load: [0])],
                arcs: [
                    .init(seat: 0, person: 0, week: 0, cost: 5), .init(seat: 2, person: 0, week: 0, cost: 5),
                    .init(seat: 1, person: 1, week: 0, cost: 5), .init(seat: 3, person: 1, week: 0, cost: 5),
                ]), sessionOf: [0, 0, 0, 0])
        problem.quorums = [0, 1].map { subject in
            .init(
                subject: subject, counted: [2 * subject, 2 * subject + 1], minimum: 2, cost: 500, releasesSeats: true)
        }
        let solution = try Self.solved(problem)
        #expect(problem.withoutQuorum(of: try PanelSolver(problem.panels).solve().people) == [0, 1])
        #expect(solution.withoutQuorum.count == 1 && solution.isProven)
        #expect(solution.objective == 10 + 210 + 500)
    }

    @Test("A case without quorum lets its reviewers go, unless they are pinned")
    func released() throws {
        var problem = StaffingProblem(
            panels: PanelProblem(
                seats: [Self.seat(0, key: 1), Self.seat(0, key: 2)], people: [Self.person(1)],
                arcs: [.init(seat: 0, person: 0, week: 0, cost: 5)]), sessionOf: [0, 0],
            quorums: [.init(subject: 0, counted: [0, 1], minimum: 2, cost: 500)])
        #expect(try Self.solved(problem).assignment.people == [[], []])
        #expect(try Self.solved(problem).withoutQuorum == [0])
        problem.pins = [.init(seat: 0, person: 0)]
        #expect(try Self.solved(problem).assignment.people == [[0], []])
        problem.pins = []
        problem.quorums[0].releasesSeats = false
        #expect(try Self.solved(problem).assignment.people == [[0], []])
        #expect(try Self.solved(problem).objective == 5 + 1_000 + 500)
    }

    @Test("A second opinion from two institutions is preferred, or demanded", arguments: [30, nil] as [Int32?])
    func institutions(cost: Int32?) throws {
        let problem = StaffingProblem(
            panels: PanelProblem(
                seats: [Self.seat(0, key: 1), Self.seat(0, key: 2)],
                people: [Self.person(1), Self.person(2), Self.person(3)],
                arcs: [
                    .init(seat: 0, person: 0, week: 0, cost: 5), .init(seat: 1, person: 1, week: 0, cost: 5),
                    .init(seat: 1, person: 2, week: 0, cost: 25),
                ]), sessionOf: [0, 0], institution: [7, 7, 8], diversities: [.init(seats: [0, 1], cost: cost)])
        #expect(try PanelSolver(problem.panels).solve().people == [[0], [1]])
        let solution = try Self.solved(problem)
        #expect(solution.assignment.people == [[0], [2]])
        #expect(solution.objective == 30 && solution.isProven)
    }

    @Test("Pins hold whatever they cost, bans whatever they would save")
    func pinsAndBans() throws {
        var problem = StaffingProblem(
            panels: PanelProblem(
                seats: [Self.seat(0, key: 1)], people: [Self.person(1), Self.person(2), Self.person(3)],
                arcs: [
                    .init(seat: 0, person: 0, week: 0, cost: 5), .init(seat: 0, person: 1, week: 0, cost: 50),
                    .init(seat: 0, person: 2, week: 0, cost: 500),
                ]), sessionOf: [0])
        problem.bans = [.init(seat: 0, person: 0)]
        #expect(try Self.solved(problem).assignment.people == [[1]])
        problem.pins = [.init(seat: 0, person: 2)]
        #expect(try Self.solved(problem).assignment.people == [[2]])
        problem.pins.insert(.init(seat: 0, person: 1))
        #expect(throws: StaffingFault.pinnedBeyondDemand(seat: 0)) { try StaffingSolver(problem) }
        problem.pins = problem.bans
        #expect(throws: StaffingFault.pinnedWithoutEligibility(.init(seat: 0, person: 0))) {
            try StaffingSolver(problem)
        }
    }
}
