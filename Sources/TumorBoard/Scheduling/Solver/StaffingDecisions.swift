/// What is decided already about a staffing, on the way down a tree of decisions; everything else is open.
struct StaffingDecisions: Sendable {
    /// What is decided about someone for a seat.
    enum ArcChoice: UInt8, Sendable { case open, banned, held }
    /// What is decided about a case's quorum.
    enum QuorumChoice: UInt8, Sendable { case open, met, failed }

    private(set) var arcs: [ArcChoice]
    /// By pair, whether the person is there for certain, so that the attendance is paid whatever else happens.
    private(set) var isAttending: [Bool]
    private(set) var quorums: [QuorumChoice]
    /// By group, the people that are held.
    private(set) var heldOfGroup: [Int32]
    /// Whether the decisions contradict each other.
    private(set) var isContradictory = false
    private var heldOfSeat: [Int32]
    private var weekly: [Int32]

    /// Only the pins are decided.
    init(_ model: StaffingModel) {
        arcs = Array(repeating: .open, count: model.arcs.count)
        isAttending = Array(repeating: false, count: model.pairCells.count)
        quorums = Array(repeating: .open, count: model.quorums.count)
        heldOfGroup = Array(repeating: 0, count: model.groupCost.count)
        heldOfSeat = Array(repeating: 0, count: model.seats.count)
        weekly = Array(repeating: 0, count: model.people.count * model.weeks)
        for arc in model.pinned { hold(Int(arc), in: model, isPin: true) }
    }

    /// The person takes the seat; a case that releases its seats without quorum then has its quorum.
    mutating func hold(_ index: Int, in model: StaffingModel, isPin: Bool = false) {
        guard arcs[index] != .held else { return }
        guard arcs[index] == .open else { return isContradictory = true }
        let arc = model.arcs[index]
        let (seat, person) = (model.seats[Int(arc.seat)], model.people[Int(arc.person)])
        arcs[index] = .held
        if arc.pair >= 0 { isAttending[Int(arc.pair)] = true }
        for other in model.subjectSeats[Int(seat.subject)] where other != arc.seat {
            if let second = model.arc(seat: Int(other), person: arc.person) { ban(second) }
        }
        heldOfSeat[Int(arc.seat)] += 1
        if Int(heldOfSeat[Int(arc.seat)]) == seat.demand { for other in seat.arcs { close(other) } }
        let week = Int(arc.person) * model.weeks + Int(arc.week)
        weekly[week] += 1
        if Int(weekly[week]) + person.before(Int(arc.week)) > person.weekly.count { isContradictory = true }
        if !person.horizon.isEmpty {
            let first = Int(arc.person) * model.weeks
            let cases = weekly[first..<first + model.weeks].reduce(0, +)
            if Int(cases) > person.horizon.count { isContradictory = true }
        }
        if arc.group >= 0 {
            heldOfGroup[Int(arc.group)] += 1
            if model.groupCost[Int(arc.group)] == nil {
                for other in model.groupArcs[Int(arc.group)] where Int(other) != index { ban(Int(other)) }
            }
        }
        if !isPin, seat.quorum >= 0, model.quorums[Int(seat.quorum)].releases {
            decide(Int(seat.quorum), .met, in: model)
        }
    }

    /// The person does not take the seat.
    mutating func ban(_ index: Int) {
        if arcs[index] == .held { isContradictory = true } else { arcs[index] = .banned }
    }

    /// The person is in the session, or is not.
    mutating func decide(pair: Int, attends: Bool, in model: StaffingModel) {
        if attends {
            isAttending[pair] = true
        } else {
            for arc in model.pairArcs[pair] { ban(Int(arc)) }
        }
    }

    /// The case has its quorum, or fails and lets everyone go but the pinned.
    mutating func decide(_ quorum: Int, _ choice: QuorumChoice, in model: StaffingModel) {
        guard quorums[quorum] != choice else { return }
        if quorums[quorum] != .open { isContradictory = true }
        quorums[quorum] = choice
        guard choice == .failed, model.quorums[quorum].releases else { return }
        for seat in model.quorums[quorum].seats {
            for arc in model.seats[Int(seat)].arcs { close(arc) }
        }
    }

    private mutating func close(_ arc: Int) {
        if arcs[arc] == .open { arcs[arc] = .banned }
    }
}
