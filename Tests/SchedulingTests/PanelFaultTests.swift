import Testing
import TumorBoard

@Suite("A panel problem that is none is refused")
struct PanelFaultTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let fault: PanelFault
        let problem: PanelProblem
    }

    private static func problem(_ spoil: (inout PanelProblem) -> Void) -> PanelProblem {
        var problem = PanelProblem(
            seats: [.init(subject: 1, emptyCost: 9, key: 11), .init(subject: 1, emptyCost: 9, key: 12)],
            people: [.init(weekly: [1, 2], horizon: [1, 2], key: 1), .init(weekly: [1, 2], key: 2)],
            arcs: [.init(seat: 0, person: 0, week: 0, cost: 3), .init(seat: 1, person: 1, week: 0, cost: 3)])
        spoil(&problem)
        return problem
    }

    static let cases: [Case] = [
        Case(
            testDescription: "a person who is not there", fault: .noSuchPlace(arc: 1),
            problem: problem { $0.arcs[1].person = 2 }),
        Case(
            testDescription: "a seat before the first", fault: .noSuchPlace(arc: 0),
            problem: problem { $0.arcs[0].seat = -1 }),
        Case(
            testDescription: "a week beyond a century", fault: .noSuchPlace(arc: 0),
            problem: problem { $0.arcs[0].week = 9_999 }),
        Case(
            testDescription: "two arcs for one", fault: .arcTwice(seat: 1, person: 1),
            problem: problem { $0.arcs.append($0.arcs[1]) }),
        Case(
            testDescription: "a case in two weeks", fault: .caseInTwoWeeks(subject: 1, person: 1),
            problem: problem { $0.arcs.append(.init(seat: 0, person: 1, week: 1, cost: 3)) }),
        Case(
            testDescription: "a cost below nothing", fault: .costOutOfRange(-1),
            problem: problem { $0.arcs[0].cost = -1 }),
        Case(
            testDescription: "an empty place dearer than sums bear", fault: .costOutOfRange(.max),
            problem: problem { $0.seats[0].emptyCost = .max }),
        Case(
            testDescription: "a load that falls", fault: .loadCostFalls(person: 0),
            problem: problem { $0.people[0].horizon = [2, 1] }),
        Case(
            testDescription: "a demand below nobody", fault: .demandBelowZero(seat: 1),
            problem: problem { $0.seats[1].demand = -1 }),
        Case(
            testDescription: "one key for two seats", fault: .keyTwice(11), problem: problem { $0.seats[1].key = 11 }),
        Case(
            testDescription: "one key for two people", fault: .keyTwice(2), problem: problem { $0.people[0].key = 2 }),
    ]

    @Test("It says what is wrong", arguments: cases)
    func refused(_ entry: Case) {
        #expect(throws: entry.fault) { try PanelSolver(entry.problem) }
        #expect(entry.fault.description.hasSuffix("."))
    }

    @Test("An assignment that breaks a rule has no cost, and the rule is named")
    func assignments() {
        let problem = Self.problem { problem in
            problem.arcs.append(.init(seat: 1, person: 0, week: 0, cost: 3))
            problem.seats.append(.init(subject: 2, demand: 2, emptyCost: 9, key: 13))
            problem.seats.append(.init(subject: 3, emptyCost: 9, key: 14))
            for seat in Int32(2)...3 { problem.arcs.append(.init(seat: seat, person: 0, week: seat - 2, cost: 3)) }
        }
        let faults: [(people: [[Int32]], fault: PanelFault)] = [
            ([[0]], .seatsDiffer(assigned: 1, problem: 4)),
            ([[0, 1], [], [], []], .tooMany(seat: 0)),
            ([[1], [], [], []], .notEligible(seat: 0, person: 1)),
            ([[0], [0], [], []], .twiceInCase(subject: 1, person: 0)),
            ([[0], [], [0, 0], []], .twiceInCase(subject: 2, person: 0)),
            ([[0], [], [0], [0]], .overloaded(person: 0, week: nil)),
        ]
        for (people, fault) in faults {
            #expect(throws: fault) { try problem.cost(of: PanelAssignment(people: people, objective: 0)) }
        }
    }
}
