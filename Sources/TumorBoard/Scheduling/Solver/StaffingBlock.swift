/// A session's seats that share people: who has to come so that every seat is filled as cheaply as can be, when loads
/// have fixed prices and bind nobody.
///
/// That is facility location, the people being the facilities. A dual ascent (each seat bids for the people that it
/// would like, until someone's attendance is paid for) bounds it, and a small tree closes what that leaves open. The
/// bound is what the block costs at least, whether the tree came to its end or not.
final class StaffingBlock {
    /// Someone for a seat of the block.
    struct Entry {
        /// The person among the block's, -1 where they come for nothing.
        var person: Int
        /// The arc.
        var arc: Int32
        /// What it costs under the prices of the moment.
        var cost = 0
    }

    /// A seat of the block.
    struct Seat {
        var demand: Int
        var emptyCost: Int
        var entries: [Entry]
        /// What it bids.
        var bid = 0
        /// What it costs at most, by someone who comes for nothing or by staying empty.
        var cap = 0
    }

    private enum Choice { case open, comes, stays }

    var seats: [Seat]
    private let attendance: Int
    private let tolerance: Int
    private let mostNodes: Int
    private var choices: [Choice]
    private var slack: [Int]
    private var isThere: [Bool]
    private var isUsed: [Bool]
    private var nodes = 0
    private var floor = Int.max
    /// The cheapest found, and its arcs.
    private var least = Int.max
    private(set) var chosen: [Int32] = []

    init(seats: [Seat], people: Int, attendance: Int, tolerance: Int, mostNodes: Int) {
        self.seats = seats
        self.attendance = attendance
        self.tolerance = tolerance
        self.mostNodes = mostNodes
        choices = Array(repeating: .open, count: people)
        slack = Array(repeating: 0, count: people)
        isThere = Array(repeating: false, count: people)
        isUsed = Array(repeating: false, count: people)
    }

    /// What the block costs at least; `chosen` is the cheapest found.
    func solve() -> Int {
        nodes = 0
        floor = .max
        least = .max
        for seat in seats.indices { seats[seat].entries.sort { ($0.cost, $0.arc) < ($1.cost, $1.arc) } }
        search(paid: 0)
        return min(least, floor)
    }

    private func search(paid: Int) {
        let bound = paid + bid()
        nodes += 1
        guard bound + tolerance < least || least == .max else { return floor = min(floor, bound) }
        let doubted = settle(paid: paid)
        guard bound < least, let doubted else { return floor = min(floor, max(bound, min(least, bound))) }
        guard nodes < mostNodes else { return floor = min(floor, bound) }
        choices[doubted] = .comes
        search(paid: paid + attendance)
        choices[doubted] = .stays
        search(paid: paid)
        choices[doubted] = .open
    }

    /// Raises what seats bid as long as nobody's attendance is paid for twice; what they bid together.
    private func bid() -> Int {
        for person in choices.indices { slack[person] = choices[person] == .open ? attendance : 0 }
        for index in seats.indices {
            let seat = seats[index]
            var (cap, low) = (seat.emptyCost, seat.emptyCost)
            for entry in seat.entries where entry.cost < cap {
                if entry.person < 0 || choices[entry.person] == .comes { cap = entry.cost }
                if entry.person < 0 || choices[entry.person] != .stays { low = min(low, entry.cost) }
            }
            seats[index].cap = cap
            seats[index].bid = low
        }
        var isRising = true
        while isRising {
            isRising = false
            for index in seats.indices where seats[index].demand == 1 && seats[index].bid < seats[index].cap {
                if raise(index) { isRising = true }
            }
        }
        return seats.reduce(0) { $0 + ($1.demand == 1 ? $1.bid : cheapest(of: $1) { self.choices[$0] != .stays }) }
    }

    /// Raises a seat's bid to the next person's cost, or as far as the people it bids for can take.
    private func raise(_ index: Int) -> Bool {
        let seat = seats[index]
        var (step, count) = (seat.cap - seat.bid, 0)
        for entry in seat.entries {
            if entry.cost > seat.bid {
                step = min(step, entry.cost - seat.bid)
                break
            }
            count += 1
            if entry.person >= 0, choices[entry.person] == .open { step = min(step, slack[entry.person]) }
        }
        guard step > 0 else { return false }
        for entry in seat.entries.prefix(count) where entry.person >= 0 && choices[entry.person] == .open {
            slack[entry.person] -= step
        }
        seats[index].bid += step
        return true
    }

    /// The cheapest people of a seat among some, and empty places for the rest.
    private func cheapest(of seat: Seat, among isAllowed: (Int) -> Bool) -> Int {
        var (cost, places) = (0, seat.demand)
        for entry in seat.entries where places > 0 && entry.cost < seat.emptyCost {
            guard entry.person < 0 || isAllowed(entry.person) else { continue }
            cost += entry.cost
            places -= 1
        }
        return cost + places * seat.emptyCost
    }

    /// Lets everyone come whose attendance is paid for, and keeps that where it is the cheapest so far. Gives back whom
    /// two bids doubt, nil where nothing is open to doubt.
    private func settle(paid: Int) -> Int? {
        for person in choices.indices {
            isThere[person] = choices[person] == .comes || (choices[person] == .open && slack[person] == 0)
            isUsed[person] = false
        }
        var cost = paid
        var arcs: [Int32] = []
        for seat in seats {
            var places = seat.demand
            for entry in seat.entries where places > 0 && entry.cost < seat.emptyCost {
                guard entry.person < 0 || isThere[entry.person] else { continue }
                if entry.person >= 0, choices[entry.person] == .open, !isUsed[entry.person] {
                    isUsed[entry.person] = true
                    cost += attendance
                }
                cost += entry.cost
                arcs.append(entry.arc)
                places -= 1
            }
            cost += places * seat.emptyCost
        }
        if cost < least { (least, chosen) = (cost, arcs) }
        return doubted()
    }

    private func doubted() -> Int? {
        var (best, most) = (-1, 0)
        for person in choices.indices where choices[person] == .open && isUsed[person] {
            var conflicts = 0
            for seat in seats {
                if seat.demand > 1 {
                    if seat.entries.contains(where: { $0.person == person }) { conflicts += 1 }
                    continue
                }
                var (bids, hasOwn) = (0, false)
                for entry in seat.entries {
                    if entry.cost >= seat.bid { break }
                    guard entry.person >= 0, choices[entry.person] == .open, isUsed[entry.person] else { continue }
                    bids += 1
                    if entry.person == person { hasOwn = true }
                }
                if hasOwn, bids > 1 { conflicts += 1 }
            }
            if conflicts > most { (best, most) = (person, conflicts) }
        }
        if best >= 0 { return best }
        for seat in seats where seat.demand > 1 {
            for entry in seat.entries where entry.person >= 0 && choices[entry.person] == .open {
                if entry.cost < seat.emptyCost { return entry.person }
            }
        }
        return nil
    }
}
