/// A staffing problem as its solver wants it: everything in an order of its own, so that no order of input matters.
///
/// Seats and people stand in the order of their keys, arcs by seat and person, and cases, sessions and institutions in
/// the order in which those name them. A *pair* is someone in a session that costs an attendance, a *cell* one of the
/// pair's cases (of which the person takes one seat at most), and a *group* the arcs of one institution under one rule.
struct StaffingModel: Sendable {
    /// A seat.
    struct Seat: Sendable {
        var demand: Int
        var emptyCost: Int
        var subject: Int32
        var key: UInt64
        /// Who can take it, among `arcs`.
        var arcs: Range<Int>
        /// Its places, each for one person.
        var places: Range<Int>
        /// The quorum of its case, -1 without.
        var quorum: Int32 = -1
        /// Whether it counts towards the quorum, and whether the quorum needs all of it.
        var isCounted = false
        var isRequired = false
    }

    /// Someone for a seat.
    struct Arc: Sendable {
        var seat: Int32
        var person: Int32
        var week: Int32
        var cost: Int32
        /// Its cell and pair, -1 where the attendance is free.
        var cell: Int32 = -1
        var pair: Int32 = -1
        /// Its group, -1 where no rule asks for different institutions.
        var group: Int32 = -1
    }

    /// A case's quorum.
    struct Quorum: Sendable {
        var seats: [Int32]
        var minimum: Int
        var cost: Int
        var releases: Bool
        /// Counted places, and how many of those the required seats have.
        var counted: Int
        var countedRequired: Int
        /// What its places cost when they are empty, all but those that are pinned.
        var allEmpty: Int
    }

    var seats: [Seat] = []
    var people: [PanelProblem.Person] = []
    var arcs: [Arc] = []
    var weeks = 1
    /// By place, its seat.
    var placeSeat: [Int32] = []
    /// What an attendance costs.
    var attendance = 0
    /// By pair, its cells and its arcs.
    var pairCells: [Range<Int>] = []
    var pairArcs: [[Int32]] = []
    /// By cell, its pair.
    var cellPair: [Int32] = []
    /// By group, what each person beyond the first costs (nil where forbidden), and its arcs.
    var groupCost: [Int?] = []
    var groupArcs: [[Int32]] = []
    var quorums: [Quorum] = []
    /// By case, its seats.
    var subjectSeats: [[Int32]] = []
    /// Arcs that are pinned.
    var pinned: [Int32] = []

    private var seatOrder: [Int] = []
    private var personOrder: [Int] = []

    init(_ problem: StaffingProblem) throws(StaffingFault) {
        let panels = problem.panels
        do throws(PanelFault) { _ = try PanelSolver(panels) } catch { throw .panels(error) }
        seatOrder = panels.seats.indices.sorted { panels.seats[$0].key < panels.seats[$1].key }
        personOrder = panels.people.indices.sorted { panels.people[$0].key < panels.people[$1].key }
        people = personOrder.map { panels.people[$0] }
        attendance = Int(problem.attendance)
        addSeatsAndArcs(of: problem)
        addQuorums(of: problem)
        addGroups(of: problem)
        addPairs(of: problem)
        try addPins(of: problem)
    }

    /// The arc of a seat and a person.
    func arc(seat: Int, person: Int32) -> Int? {
        var range = seats[seat].arcs
        while let middle = range.isEmpty ? nil : (range.lowerBound + range.upperBound) / 2 {
            if arcs[middle].person == person { return middle }
            range = arcs[middle].person < person ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return nil
    }

    /// People by seat as the problem numbers them.
    func people(of places: [Int32]) -> [[Int32]] {
        var people = [[Int32]](repeating: [], count: seats.count)
        for (place, arc) in places.enumerated() where arc >= 0 {
            people[seatOrder[Int(placeSeat[place])]].append(arcs[Int(arc)].person)
        }
        return people.map { $0.sorted().map { Int32(personOrder[Int($0)]) } }
    }
}

// MARK: - Building

extension StaffingModel {
    private mutating func addSeatsAndArcs(of problem: StaffingProblem) {
        let panels = problem.panels
        var seatRank = [Int](repeating: 0, count: seatOrder.count)
        for (rank, seat) in seatOrder.enumerated() { seatRank[seat] = rank }
        var personRank = [Int](repeating: 0, count: personOrder.count)
        for (rank, person) in personOrder.enumerated() { personRank[person] = rank }
        arcs = panels.arcs
            .filter { !problem.bans.contains(.init(seat: $0.seat, person: $0.person)) }
            .map { arc in
                Arc(
                    seat: Int32(seatRank[Int(arc.seat)]), person: Int32(personRank[Int(arc.person)]), week: arc.week,
                    cost: arc.cost)
            }
            .sorted { ($0.seat, $0.person) < ($1.seat, $1.person) }
        weeks = arcs.reduce(1) { max($0, Int($1.week) + 1) }
        var subjects: [Int32: Int32] = [:]
        var next = 0
        for index in seatOrder {
            let seat = panels.seats[index]
            let subject = subjects[seat.subject] ?? Int32(subjects.count)
            if subjects.updateValue(subject, forKey: seat.subject) == nil { subjectSeats.append([]) }
            subjectSeats[Int(subject)].append(Int32(seats.count))
            let first = next
            while next < arcs.count, arcs[next].seat == seats.count { next += 1 }
            let places = placeSeat.count..<placeSeat.count + Int(seat.demand)
            placeSeat.append(contentsOf: places.map { _ in Int32(seats.count) })
            seats.append(
                Seat(
                    demand: Int(seat.demand), emptyCost: Int(seat.emptyCost), subject: subject, key: seat.key,
                    arcs: first..<next, places: places))
        }
    }

    private mutating func addQuorums(of problem: StaffingProblem) {
        let rules = Dictionary(problem.quorums.map { ($0.subject, $0) }, uniquingKeysWith: { first, _ in first })
        for seats in subjectSeats {
            guard let first = seats.first else { continue }
            guard let rule = rules[problem.panels.seats[seatOrder[Int(first)]].subject] else { continue }
            let (counted, required) = (Set(rule.counted), Set(rule.required))
            var quorum = Quorum(
                seats: seats, minimum: Int(rule.minimum), cost: Int(rule.cost), releases: rule.releasesSeats,
                counted: 0, countedRequired: 0, allEmpty: 0)
            for seat in seats.map(Int.init) {
                let given = Int32(seatOrder[seat])
                let demand = self.seats[seat].demand
                self.seats[seat].quorum = Int32(quorums.count)
                self.seats[seat].isCounted = counted.contains(given)
                self.seats[seat].isRequired = required.contains(given)
                quorum.counted += counted.contains(given) ? demand : 0
                quorum.countedRequired += counted.contains(given) && required.contains(given) ? demand : 0
                quorum.allEmpty += demand * self.seats[seat].emptyCost
            }
            // where every counted place is needed, every counted seat is required
            if quorum.minimum == quorum.counted {
                for seat in seats.map(Int.init) where self.seats[seat].isCounted { self.seats[seat].isRequired = true }
                quorum.countedRequired = quorum.counted
            }
            quorums.append(quorum)
        }
    }

    private mutating func addGroups(of problem: StaffingProblem) {
        var ruleOf: [Int32: Int] = [:]
        for (rule, diversity) in problem.diversities.enumerated() {
            for seat in diversity.seats { ruleOf[seat] = rule }
        }
        struct Group: Hashable { var rule: Int, institution: Int32 }
        var groups: [Group: Int32] = [:]
        for index in arcs.indices {
            guard let rule = ruleOf[Int32(seatOrder[Int(arcs[index].seat)])] else { continue }
            let institution = problem.institution[personOrder[Int(arcs[index].person)]]
            let name = Group(rule: rule, institution: institution)
            let group = groups[name] ?? Int32(groups.count)
            if groups.updateValue(group, forKey: name) == nil {
                groupCost.append(problem.diversities[rule].cost.map(Int.init))
                groupArcs.append([])
            }
            arcs[index].group = group
            groupArcs[Int(group)].append(Int32(index))
        }
    }

    private mutating func addPairs(of problem: StaffingProblem) {
        guard attendance > 0 else { return }
        // the arcs of a pair side by side, and in it those of a case
        struct Charged { var session, person, subject, arc: Int32 }
        var sessions: [Int32: Int32] = [:]
        var charged: [Charged] = []
        for (index, arc) in arcs.enumerated() {
            let session = problem.sessionOf[seatOrder[Int(arc.seat)]]
            let rank = sessions[session] ?? Int32(sessions.count)
            sessions[session] = rank
            let person = Int32(personOrder[Int(arc.person)])
            if problem.attended.contains(.init(person: person, session: session)) { continue }
            let subject = seats[Int(arc.seat)].subject
            charged.append(Charged(session: rank, person: arc.person, subject: subject, arc: Int32(index)))
        }
        charged.sort { ($0.session, $0.person, $0.subject, $0.arc) < ($1.session, $1.person, $1.subject, $1.arc) }
        var last: Charged?
        for entry in charged {
            let isNewPair = last?.session != entry.session || last?.person != entry.person
            if isNewPair {
                pairCells.append(cellPair.count..<cellPair.count)
                pairArcs.append([])
            }
            let pair = pairCells.count - 1
            if isNewPair || last?.subject != entry.subject {
                cellPair.append(Int32(pair))
                pairCells[pair] = pairCells[pair].lowerBound..<cellPair.count
            }
            pairArcs[pair].append(entry.arc)
            arcs[Int(entry.arc)].pair = Int32(pair)
            arcs[Int(entry.arc)].cell = Int32(cellPair.count - 1)
            last = entry
        }
    }

    private mutating func addPins(of problem: StaffingProblem) throws(StaffingFault) {
        var held = [Int](repeating: 0, count: seats.count)
        var weekly: [Int: Int] = [:]
        var total: [Int32: Int] = [:]
        var onCase: Set<Int> = []
        var inGroup: Set<Int32> = []
        let pins = problem.pins.sorted { ($0.seat, $0.person) < ($1.seat, $1.person) }
        for pin in pins {
            guard let seat = seatOrder.firstIndex(of: Int(pin.seat)),
                let person = personOrder.firstIndex(of: Int(pin.person)),
                let index = arc(seat: seat, person: Int32(person))
            else { throw .pinnedWithoutEligibility(pin) }
            let arc = arcs[index]
            held[seat] += 1
            if held[seat] > seats[seat].demand { throw .pinnedBeyondDemand(seat: pin.seat) }
            let subject = Int(seats[seat].subject)
            if !onCase.insert(subject * people.count + person).inserted {
                let given = problem.panels.seats[Int(pin.seat)].subject
                throw .pinnedTwice(person: pin.person, subject: given)
            }
            let week = person * weeks + Int(arc.week)
            weekly[week, default: 0] += 1
            total[arc.person, default: 0] += 1
            let limit = people[person].weekly.count - people[person].before(Int(arc.week))
            let horizon = people[person].horizon
            if weekly[week, default: 0] > limit || (!horizon.isEmpty && total[arc.person, default: 0] > horizon.count) {
                throw .pinnedBeyondLoad(person: pin.person, week: arc.week)
            }
            if arc.group >= 0, groupCost[Int(arc.group)] == nil, !inGroup.insert(arc.group).inserted {
                throw .pinnedFromOneInstitution(pin)
            }
            if seats[seat].quorum >= 0 { quorums[Int(seats[seat].quorum)].allEmpty -= seats[seat].emptyCost }
            pinned.append(Int32(index))
        }
        pinned.sort()
    }
}

extension PanelProblem.Person {
    /// Cases of a week that they have already.
    func before(_ week: Int) -> Int { week < standing.count ? Int(standing[week]) : 0 }
}
