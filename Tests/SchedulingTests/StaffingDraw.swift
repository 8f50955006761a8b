import TumorBoard

/// A staffing small enough to try every one, with every rule now and then.
struct StaffingDraw {
    var problem: StaffingProblem

    init(seed: UInt64) {
        var dice = Dice(seed: seed)
        func roll(_ range: ClosedRange<Int32>) -> Int32 { Int32.random(in: range, using: &dice) }
        func once(in times: Int32) -> Bool { roll(1...times) == 1 }
        let weeks = roll(1...2)
        let sessions = roll(1...3)
        let people = (0..<roll(2...4)).map { _ in
            PanelProblem.Person(
                weekly: Self.rising(roll(1...3), &dice), horizon: once(in: 3) ? Self.rising(roll(2...4), &dice) : [],
                standing: once(in: 6) ? [1] : [], key: dice.next())
        }
        var seats: [PanelProblem.Seat] = []
        var arcs: [PanelProblem.Arc] = []
        var sessionOf: [Int32] = []
        for subject in 0..<roll(1...3) {
            let session = roll(0...sessions - 1)
            for _ in 0..<roll(1...(seats.count > 2 ? 2 : 3)) {
                let seat = Int32(seats.count)
                seats.append(
                    .init(subject: subject, demand: once(in: 6) ? 2 : 1, emptyCost: roll(0...30), key: dice.next()))
                sessionOf.append(session)
                for person in people.indices where !once(in: 4) {
                    arcs.append(
                        .init(seat: seat, person: Int32(person), week: session % weeks, cost: roll(0...9)))
                }
            }
        }
        problem = StaffingProblem(
            panels: PanelProblem(seats: seats, people: people, arcs: arcs), sessionOf: sessionOf,
            attendance: once(in: 4) ? 0 : roll(1...12), institution: people.map { _ in roll(0...2) })
        if once(in: 4), let arc = arcs.randomElement(using: &dice) {
            problem.attended.insert(.init(person: arc.person, session: sessionOf[Int(arc.seat)]))
        }
        if once(in: 5), let arc = arcs.randomElement(using: &dice) {
            problem.bans.insert(.init(seat: arc.seat, person: arc.person))
        }
        for subject in Set(seats.map(\.subject)).sorted() {
            let own = seats.indices.filter { seats[$0].subject == subject }.map(Int32.init)
            if once(in: 2) {
                let marked = own.filter { _ in !once(in: 4) }
                problem.diversities.append(.init(seats: marked, cost: once(in: 3) ? nil : roll(1...15)))
            }
            if once(in: 2) {
                let counted = own.filter { _ in !once(in: 4) }
                let places = counted.reduce(Int32(0)) { $0 + seats[Int($1)].demand }
                problem.quorums.append(
                    .init(
                        subject: subject, counted: counted, minimum: roll(0...places),
                        required: own.filter { _ in once(in: 3) }, cost: roll(0...40), releasesSeats: !once(in: 3)))
            }
        }
        for _ in 0..<(once(in: 3) ? 2 : 0) {
            guard let arc = arcs.randomElement(using: &dice) else { break }
            pin(.init(seat: arc.seat, person: arc.person))
        }
    }

    /// Pins somebody unless that contradicts the pins there are.
    private mutating func pin(_ pin: StaffingProblem.Holding) {
        guard !problem.bans.contains(pin) else { return }
        var pinned = problem
        pinned.pins.insert(pin)
        pinned.quorums = []
        let people = problem.panels.seats.indices.map { seat in
            pinned.pins.filter { Int($0.seat) == seat }.map(\.person).sorted()
        }
        if StaffingTruth(problem: pinned).fault(of: people) == nil { problem.pins.insert(pin) }
    }

    private static func rising(_ count: Int32, _ dice: inout Dice) -> [Int32] {
        (0..<count).map { _ in Int32.random(in: 0...8, using: &dice) }.sorted()
    }
}
