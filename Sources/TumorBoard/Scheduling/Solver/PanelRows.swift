/// The arcs by seat, in the order in which a search looks at them, and the gates that they share.
struct PanelRows {
    /// By seat, its first arc; one more entry closes the last.
    let first: [Int32]
    /// By gate, the column behind it.
    private(set) var gateColumn: [Int32] = []

    /// Writes a problem's arcs and the seat of each, a seat's arcs by cost, equal costs by keyed hash.
    ///
    /// - Throws: `arcTwice`, `caseInTwoWeeks`.
    init(
        _ problem: PanelProblem, _ order: PanelOrder, _ arcs: borrowing PanelSlab<PanelArc>,
        _ arcSeat: borrowing PanelSlab<Int32>
    ) throws(PanelFault) {
        let seats = problem.seats.count
        let seatNumber = PanelSlab(order.seatNumber)
        let next = PanelSlab(seats + 1, of: Int32(0))
        for arc in problem.arcs { next[seatNumber[arc.seat] + 1] += 1 }
        for seat in 0..<Int32(seats) { next[seat + 1] += next[seat] }
        first = (0...Int32(seats)).map { next[$0] }

        let entries = PanelSlab(problem.arcs.count, of: Entry(rank: 0, column: 0))
        let columnNumber = PanelSlab(order.columnNumber)
        let seatKeys = PanelSlab(problem.seats.map(\.key))
        let personKeys = PanelSlab(problem.people.map(\.key))
        let weeks = Int32(order.weeks)
        for arc in problem.arcs {
            let row = seatNumber[arc.seat]
            let rank = UInt64(UInt32(arc.cost)) << 32 | Self.tie(seatKeys[arc.seat], personKeys[arc.person])
            entries[next[row]] = Entry(rank: rank, column: columnNumber[arc.person &* weeks &+ arc.week])
            next[row] += 1
        }
        for row in 0..<seats {
            Self.sort(entries.base + Int(first[row]), Int(first[row + 1] - first[row]))
            for arc in first[row]..<first[row + 1] {
                let entry = entries[arc]
                arcs[arc] = PanelArc(cost: Int32(truncatingIfNeeded: entry.rank >> 32), place: entry.column)
                arcSeat[arc] = Int32(row)
            }
        }
        try findGates(problem, order, arcs, arcSeat)
    }

    private struct Entry: BitwiseCopyable {
        let rank: UInt64
        let column: Int32

        func isBefore(_ other: Entry) -> Bool {
            rank < other.rank || (rank == other.rank && column < other.column)
        }
    }

    /// Breaks equal costs by both keys, so that nobody is always the first.
    @inline(__always)
    private static func tie(_ seat: UInt64, _ person: UInt64) -> UInt64 {
        var mixed = (seat ^ (person << 32 | person >> 32)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 29)) &* 0x94D0_49BB_1331_11EB
        return mixed >> 32
    }

    /// By insertion where a row is short, as nearly all are.
    private static func sort(_ row: UnsafeMutablePointer<Entry>, _ count: Int) {
        guard count < 128 else {
            var long = UnsafeMutableBufferPointer(start: row, count: count)
            return long.sort { $0.isBefore($1) }
        }
        var sorted = 1
        while sorted < count {
            let entry = row[sorted]
            var hole = sorted
            while hole > 0, entry.isBefore(row[hole - 1]) {
                row[hole] = row[hole - 1]
                hole -= 1
            }
            row[hole] = entry
            sorted += 1
        }
    }

    /// Gives each case and person with two arcs or more a gate, and leads those arcs to it.
    private mutating func findGates(
        _ problem: PanelProblem, _ order: PanelOrder, _ arcs: borrowing PanelSlab<PanelArc>,
        _ arcSeat: borrowing PanelSlab<Int32>
    ) throws(PanelFault) {
        var bySubject: [UInt64] = []
        bySubject.reserveCapacity(order.seats.count)
        for (number, index) in order.seats.enumerated() {
            let subject = UInt32(bitPattern: problem.seats[Int(index)].subject)
            bySubject.append(UInt64(subject) << 32 | UInt64(number))
        }
        bySubject.sort()
        let columns = Int32(order.columns.count)
        let columnPerson = PanelSlab(order.columns.map(\.person))
        // By person, the last arc that was met, and where the case began in which that was.
        let met = PanelSlab(order.people.count, of: Met(start: -1, arc: -1))
        var start: Int32 = -1
        for (place, entry) in bySubject.enumerated() {
            if place == 0 || entry >> 32 != bySubject[place - 1] >> 32 { start = Int32(place) }
            let row = Int32(truncatingIfNeeded: entry)
            for arc in first[Int(row)]..<first[Int(row) + 1] {
                let column = arcs[arc].place
                let person = columnPerson[column]
                let before = met[person]
                met[person] = Met(start: start, arc: arc)
                if before.start != start { continue }
                let known = arcs[before.arc].place
                let index = Int(order.people[Int(person)])
                let seat = Int(order.seats[Int(row)])
                if arcSeat[before.arc] == row { throw .arcTwice(seat: seat, person: index) }
                guard column == (known < columns ? known : gateColumn[Int(known - columns)]) else {
                    throw .caseInTwoWeeks(subject: problem.seats[seat].subject, person: index)
                }
                if known < columns {
                    arcs[before.arc] = PanelArc(cost: arcs[before.arc].cost, place: columns + Int32(gateColumn.count))
                    gateColumn.append(column)
                }
                arcs[arc] = PanelArc(cost: arcs[arc].cost, place: arcs[before.arc].place)
            }
        }
    }

    private struct Met: BitwiseCopyable {
        let start: Int32
        let arc: Int32
    }
}
