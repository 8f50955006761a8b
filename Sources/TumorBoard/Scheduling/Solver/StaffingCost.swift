/// What a staffing costs, by what it is paid for.
package struct StaffingCost: Equatable, Sendable {
    /// People on their seats: expertise, continuity, travel.
    package var seats = 0
    /// Load, weekly and over the horizon.
    package var load = 0
    /// Places that stay empty.
    package var empty = 0
    /// People in sessions.
    package var attendance = 0
    /// Second people of an institution.
    package var institutions = 0
    /// Cases without a quorum.
    package var quorums = 0

    /// All of it.
    package var total: Int { seats + load + empty + attendance + institutions + quorums }
}

extension StaffingProblem {
    /// What it costs that these people, by seat, sit; all of them must be able to.
    package func cost(of people: [[Int32]]) -> StaffingCost {
        var cost = StaffingCost()
        var arcs: [Holding: PanelProblem.Arc] = [:]
        for arc in panels.arcs { arcs[Holding(seat: arc.seat, person: arc.person)] = arc }
        var weeks: [Int32: [Int32: Int]] = [:]
        for (seat, holders) in people.enumerated() {
            cost.empty += Int(panels.seats[seat].emptyCost) * (Int(panels.seats[seat].demand) - holders.count)
            for person in holders {
                guard let arc = arcs[Holding(seat: Int32(seat), person: person)] else { continue }
                cost.seats += Int(arc.cost)
                weeks[person, default: [:]][arc.week, default: 0] += 1
            }
        }
        for (person, cases) in weeks {
            cost.load += panels.people[Int(person)].load(of: cases)
        }
        cost.attendance = Int(attendance) * attendances(of: people).subtracting(attended).count
        cost.institutions = diversities.reduce(0) { $0 + Int($1.cost ?? 0) * repeats(in: $1, of: people) }
        cost.quorums = quorums.filter { !isMet($0, by: people) }.reduce(0) { $0 + Int($1.cost) }
        return cost
    }

    /// Who sits in which session.
    package func attendances(of people: [[Int32]]) -> Set<Attendance> {
        var attendances: Set<Attendance> = []
        for (seat, holders) in people.enumerated() {
            for person in holders { attendances.insert(Attendance(person: person, session: sessionOf[seat])) }
        }
        return attendances
    }

    /// Cases that have no quorum.
    package func withoutQuorum(of people: [[Int32]]) -> [Int32] {
        quorums.filter { !isMet($0, by: people) }.map(\.subject).sorted()
    }

    /// People beyond the first of their institution on the seats of a rule.
    package func repeats(in rule: Diversity, of people: [[Int32]]) -> Int {
        let holders = rule.seats.flatMap { people[Int($0)] }
        return holders.count - Set(holders.map { institution[Int($0)] }).count
    }

    /// Whether a case has its quorum.
    package func isMet(_ quorum: Quorum, by people: [[Int32]]) -> Bool {
        quorum.counted.reduce(0) { $0 + people[Int($1)].count } >= Int(quorum.minimum)
            && quorum.required.allSatisfy { people[Int($0)].count == Int(panels.seats[Int($0)].demand) }
    }
}

extension PanelProblem.Person {
    /// What so many new cases by week cost.
    fileprivate func load(of cases: [Int32: Int]) -> Int {
        var cost = 0
        for (week, count) in cases {
            let before = Int(week) < standing.count ? Int(standing[Int(week)]) : 0
            cost += weekly.dropFirst(before).prefix(count).reduce(0) { $0 + Int($1) }
        }
        return cost + horizon.prefix(cases.values.reduce(0, +)).reduce(0) { $0 + Int($1) }
    }
}
