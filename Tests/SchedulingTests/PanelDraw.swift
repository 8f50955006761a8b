import TumorBoard

/// Tiny panel problems, drawn from a seed, small enough to try every assignment.
struct PanelDraw {
    let seed: UInt64
    var dice: Dice

    init(seed: UInt64) {
        self.seed = seed
        dice = Dice(seed: seed)
    }

    mutating func number(_ range: ClosedRange<Int32>) -> Int32 { Int32.random(in: range, using: &dice) }
    mutating func chance(_ percent: Int32) -> Bool { number(1...100) <= percent }

    /// Never falling costs from a small set, so that ties are many.
    mutating func load(_ count: Int32) -> [Int32] {
        var costs: [Int32] = []
        for _ in 0..<count { costs.append((costs.last ?? 0) + number(0...3)) }
        return costs
    }

    /// Up to four seats of up to three cases, up to four people, up to two weeks.
    mutating func problem() -> PanelProblem {
        let subjects = number(1...3)
        let weekOf = (0..<subjects).map { _ in number(0...1) }
        let isWithHorizon = chance(50)
        var seats: [PanelProblem.Seat] = []
        for _ in 0..<number(1...4) {
            let demand: Int32 = chance(20) ? 2 : 1
            let empty = number(0...20)
            seats.append(.init(subject: number(0...subjects - 1), demand: demand, emptyCost: empty, key: dice.next()))
        }
        var people: [PanelProblem.Person] = []
        for _ in 0..<number(1...4) {
            let horizon = isWithHorizon && chance(80) ? load(number(1...3)) : []
            let standing = chance(15) ? [number(0...1), number(0...1)] : []
            let limits = chance(15) ? [number(0...2), number(0...2)] : []
            people.append(
                .init(
                    weekly: load(number(0...3)), horizon: horizon, standing: standing, limits: limits, key: dice.next())
            )
        }
        var arcs: [PanelProblem.Arc] = []
        for seat in seats.indices {
            for person in people.indices where chance(60) {
                let week = weekOf[Int(seats[seat].subject)]
                arcs.append(.init(seat: Int32(seat), person: Int32(person), week: week, cost: number(0...6)))
            }
        }
        return PanelProblem(seats: seats, people: people, arcs: arcs)
    }
}

/// Every assignment of a tiny problem, tried.
struct EveryPanel {
    /// The least that one costs.
    private(set) var best = Int.max
    /// By seat and person, the least with them on it.
    private(set) var with: [[Int?]]
    /// By seat and person, the least without them on it.
    private(set) var without: [[Int?]]
    /// By seat and how many people it has, the least.
    private(set) var bySize: [[Int: Int]]
    /// By seat, the least where it has more than so many people, and all seats together more than so many; and the least
    /// where it is otherwise.
    func filling(_ seat: Int, beyond size: Int, total: Int) -> (filled: Int, not: Int) {
        var (filled, not) = (Int.max, Int.max)
        for (sizes, cost) in byTotal[seat] {
            if sizes[0] > size, sizes[1] > total { filled = min(filled, cost) } else { not = min(not, cost) }
        }
        return (filled, not)
    }
    /// By seat, how many people it has and how many all have, the least.
    private var byTotal: [[[Int]: Int]]
    /// By how many places are filled, the sorted utilisations that are lexicographically least.
    private(set) var fairest: [Int: [Int]] = [:]
    private let problem: PanelProblem
    private let arcsOf: [[PanelProblem.Arc]]
    private var chosen: [[Int32]]

    init(_ problem: PanelProblem) {
        self.problem = problem
        var rows = [[PanelProblem.Arc]](repeating: [], count: problem.seats.count)
        for arc in problem.arcs { rows[Int(arc.seat)].append(arc) }
        arcsOf = rows
        chosen = [[Int32]](repeating: [], count: rows.count)
        with = [[Int?]](repeating: [Int?](repeating: nil, count: problem.people.count), count: rows.count)
        without = with
        bySize = [[Int: Int]](repeating: [:], count: rows.count)
        byTotal = [[[Int]: Int]](repeating: [:], count: rows.count)
        var loads = Loads(problem)
        visit(0, 0, 0, &loads)
    }

    /// What is taken so far.
    private struct Loads {
        var weeks: [[Int]]
        var all: [Int]
        var cases: [Set<Int32>]

        init(_ problem: PanelProblem) {
            weeks = [[Int]](repeating: [0, 0], count: problem.people.count)
            all = [Int](repeating: 0, count: problem.people.count)
            cases = [Set<Int32>](repeating: [], count: problem.people.count)
        }
    }

    private mutating func visit(_ seat: Int, _ option: Int, _ cost: Int, _ loads: inout Loads) {
        guard seat < problem.seats.count else { return note(cost, loads) }
        let row = arcsOf[seat]
        if option == row.count {
            let empty = Int(problem.seats[seat].demand) - chosen[seat].count
            return visit(seat + 1, 0, cost + empty * Int(problem.seats[seat].emptyCost), &loads)
        }
        visit(seat, option + 1, cost, &loads)
        guard chosen[seat].count < Int(problem.seats[seat].demand) else { return }
        let arc = row[option]
        let (person, week, subject) = (Int(arc.person), Int(arc.week), problem.seats[seat].subject)
        let slots = problem.people[person].slots(week: week)
        let horizon = problem.people[person].horizon
        let load = loads.weeks[person][week]
        guard load < slots.count, horizon.isEmpty || loads.all[person] < horizon.count else { return }
        guard loads.cases[person].insert(subject).inserted else { return }
        var more = Int(arc.cost) + Int(slots[slots.startIndex + load])
        if !horizon.isEmpty { more += Int(horizon[loads.all[person]]) }
        loads.weeks[person][week] += 1
        loads.all[person] += 1
        chosen[seat].append(arc.person)
        visit(seat, option + 1, cost + more, &loads)
        chosen[seat].removeLast()
        loads.all[person] -= 1
        loads.weeks[person][week] -= 1
        loads.cases[person].remove(subject)
    }

    private mutating func note(_ cost: Int, _ loads: Loads) {
        best = min(best, cost)
        for seat in chosen.indices {
            for person in problem.people.indices {
                if chosen[seat].contains(Int32(person)) {
                    with[seat][person] = min(with[seat][person] ?? .max, cost)
                } else {
                    without[seat][person] = min(without[seat][person] ?? .max, cost)
                }
            }
            let sizes = [chosen[seat].count, loads.all.reduce(0, +)]
            byTotal[seat][sizes] = min(byTotal[seat][sizes] ?? .max, cost)
            bySize[seat][chosen[seat].count] = min(bySize[seat][chosen[seat].count] ?? .max, cost)
        }
        let filled = loads.all.reduce(0, +)
        let vector = Self.utilisation(loads.weeks.map { $0[0] }, problem)
        if let known = fairest[filled], !vector.lexicographicallyPrecedes(known) { return }
        fairest[filled] = vector
    }

    /// How full each person's first week is, in 420ths of what they take, the fullest first.
    static func utilisation(_ loads: [Int], _ problem: PanelProblem) -> [Int] {
        var full: [Int] = []
        for (load, person) in zip(loads, problem.people) where !person.weekly.isEmpty {
            full.append(load * 420 / person.weekly.count)
        }
        return full.sorted(by: >)
    }
}
