/// The canonical order of a problem: by blocks that share nobody, within a block the
/// seats with the fewest arcs first, equals by key.
///
/// Whatever the order of seats, people and arcs in the input, the canonical order is the same, and with it every tie
/// that the search breaks. Neighbours in it are neighbours in memory: a search stays within its block.
struct PanelOrder {
    /// By canonical number, the seat's index in the problem.
    var seats: [Int32] = []
    /// By index in the problem, the seat's canonical number.
    var seatNumber: [Int32] = []
    /// By canonical number, the first seat of the block after the seat's own.
    var blockEnd: [Int32] = []
    /// By canonical number, the person's index in the problem.
    var people: [Int32]
    /// By index in the problem, the person's canonical number.
    var personNumber: [Int32]
    /// By `person index * weeks + week`, the column of that person and week, or -1 where no arc asks for it.
    var columnNumber: [Int32] = []
    /// By column, its person's canonical number and its week.
    var columns: [(person: Int32, week: Int32)] = []
    /// By column, the end of its block's columns.
    var columnEnd: [Int32] = []
    /// How many weeks there are.
    let weeks: Int

    /// The order of a problem whose arcs name places that exist.
    ///
    /// - Throws: `keyTwice`.
    init(_ problem: PanelProblem) throws(PanelFault) {
        var last: Int32 = -1
        for arc in problem.arcs { last = max(last, arc.week) }
        weeks = Int(last) + 1
        people = try Self.sorted(problem.people.map(\.key))
        personNumber = Self.inverse(people)
        let byChoice = Self.byChoice(try Self.sorted(problem.seats.map(\.key)), problem)
        var (blocks, first) = blocks(of: problem)
        // A block's number is the rank of its first seat.
        var blockNumber = [Int32](repeating: -1, count: problem.people.count * weeks)
        var blockOfSeat = [Int32](repeating: 0, count: byChoice.count)
        var sizes: [Int32] = []
        for seat in byChoice {
            let cell = first[Int(seat)]
            let root = cell < 0 ? -1 : blocks.root(cell)
            var number = root < 0 ? -1 : blockNumber[Int(root)]
            if number < 0 {
                number = Int32(sizes.count)
                sizes.append(0)
                if root >= 0 { blockNumber[Int(root)] = number }
            }
            blockOfSeat[Int(seat)] = number
            sizes[Int(number)] += 1
        }
        place(byChoice, blockOfSeat, sizes)
        numberColumns(problem, &blocks, blockNumber)
    }

    private static func sorted(_ keys: [UInt64]) throws(PanelFault) -> [Int32] {
        var order = keys.enumerated().map { (key: $1, index: Int32($0)) }
        order.sort { $0.key < $1.key }
        for next in order.indices.dropFirst() where order[next].key == order[next - 1].key {
            throw .keyTwice(order[next].key)
        }
        return order.map(\.index)
    }

    /// Seats with the fewest arcs first: those that follow have more ways around them, and searches stay short.
    private static func byChoice(_ byKey: [Int32], _ problem: PanelProblem) -> [Int32] {
        var choices = [Int32](repeating: 0, count: byKey.count)
        for arc in problem.arcs { choices[Int(arc.seat)] += 1 }
        var next = [Int](repeating: 0, count: Int(choices.max() ?? 0) + 2)
        for count in choices { next[Int(count) + 1] += 1 }
        for count in next.indices.dropFirst() { next[count] += next[count - 1] }
        var order = byKey
        for seat in byKey {
            let count = Int(choices[Int(seat)])
            order[next[count]] = seat
            next[count] += 1
        }
        return order
    }

    private static func inverse(_ order: [Int32]) -> [Int32] {
        var numbers = [Int32](repeating: 0, count: order.count)
        for (number, index) in order.enumerated() { numbers[Int(index)] = Int32(number) }
        return numbers
    }

    /// Joins what one seat can reach; a person with a horizon joins their weeks.
    private func blocks(of problem: PanelProblem) -> (PanelBlocks, first: [Int32]) {
        var blocks = PanelBlocks(count: problem.people.count * weeks)
        var first = [Int32](repeating: -1, count: problem.seats.count)
        let joined = problem.people.map { !$0.horizon.isEmpty }
        for arc in problem.arcs {
            let person = Int(arc.person)
            let cell = Int32(person * weeks) + (joined[person] ? 0 : arc.week)
            let seat = Int(arc.seat)
            if first[seat] < 0 { first[seat] = cell } else { blocks.join(first[seat], cell) }
        }
        return (blocks, first)
    }

    private mutating func place(_ order: [Int32], _ blockOfSeat: [Int32], _ sizes: [Int32]) {
        var next: [Int32] = []
        var ends: [Int32] = []
        var total: Int32 = 0
        for size in sizes {
            next.append(total)
            total += size
            ends.append(total)
        }
        seats = [Int32](repeating: 0, count: order.count)
        blockEnd = seats
        for seat in order {
            let block = Int(blockOfSeat[Int(seat)])
            seats[Int(next[block])] = seat
            blockEnd[Int(next[block])] = ends[block]
            next[block] += 1
        }
        seatNumber = Self.inverse(seats)
    }

    private mutating func numberColumns(_ problem: PanelProblem, _ blocks: inout PanelBlocks, _ number: [Int32]) {
        columnNumber = [Int32](repeating: -1, count: problem.people.count * weeks)
        var found: [(place: UInt64, cell: Int32)] = []
        for arc in problem.arcs {
            let cell = arc.person * Int32(weeks) + arc.week
            if columnNumber[Int(cell)] >= 0 { continue }
            columnNumber[Int(cell)] = 0
            let person = Int(arc.person)
            let joined = !problem.people[person].horizon.isEmpty
            let block = number[Int(blocks.root(joined ? arc.person * Int32(weeks) : cell))]
            let within = UInt64(arc.week) * UInt64(people.count) + UInt64(personNumber[person])
            found.append((UInt64(block) << 40 | within, cell))
        }
        found.sort { $0.place < $1.place }
        for (column, entry) in found.enumerated() {
            columnNumber[Int(entry.cell)] = Int32(column)
            let (person, week) = entry.cell.quotientAndRemainder(dividingBy: Int32(weeks))
            columns.append((personNumber[Int(person)], week))
        }
        columnEnd = [Int32](repeating: 0, count: found.count)
        var end = Int32(found.count)
        for column in found.indices.reversed() {
            columnEnd[column] = end
            if column > 0, found[column - 1].place >> 40 != found[column].place >> 40 { end = Int32(column) }
        }
    }
}

/// Which places belong together: disjoint sets, by path halving.
struct PanelBlocks {
    private var parent: [Int32]

    /// So many sets of one.
    init(count: Int) { parent = (0..<Int32(count)).map { $0 } }

    /// The place that stands for a place's set.
    mutating func root(_ place: Int32) -> Int32 {
        var place = place
        while parent[Int(place)] != place {
            parent[Int(place)] = parent[Int(parent[Int(place)])]
            place = parent[Int(place)]
        }
        return place
    }

    /// Makes two sets one.
    mutating func join(_ one: Int32, _ other: Int32) {
        let first = root(one)
        let second = root(other)
        if first != second { parent[Int(max(first, second))] = min(first, second) }
    }
}
