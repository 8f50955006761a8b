/// The arcs by seat, in the order in which a search looks at them, and the gates that they share.
struct PanelRows {
    /// By seat, its first arc; one more entry closes the last.
    private(set) var first: [Int32]
    /// By arc, where it leads and what it costs.
    private(set) var arcs: [PanelArc] = []
    /// By arc, its seat.
    private(set) var seat: [Int32] = []
    /// By gate, the column behind it.
    private(set) var gateColumn: [Int32] = []

    /// The arcs of a problem, without gates.
    init(_ problem: PanelProblem, _ order: PanelOrder) {
        let seats = problem.seats.count
        first = [Int32](repeating: 0, count: seats + 1)
        for arc in problem.arcs { first[Int(order.seatNumber[Int(arc.seat)]) + 1] += 1 }
        for seat in 0..<seats { first[seat + 1] += first[seat] }
        var entries = [Entry](repeating: Entry(rank: 0, column: 0), count: problem.arcs.count)
        var next = first
        let weeks = Int32(order.weeks)
        for arc in problem.arcs {
            let row = Int(order.seatNumber[Int(arc.seat)])
            let tie = Self.tie(problem.seats[Int(arc.seat)].key, problem.people[Int(arc.person)].key)
            let column = order.columnNumber[Int(arc.person * weeks + arc.week)]
            entries[Int(next[row])] = Entry(rank: UInt64(UInt32(arc.cost)) << 32 | UInt64(tie), column: column)
            next[row] += 1
        }
        entries.withUnsafeMutableBufferPointer { entries in
            for row in 0..<seats {
                var own = UnsafeMutableBufferPointer(rebasing: entries[Int(first[row])..<Int(first[row + 1])])
                own.sort()
            }
        }
        arcs = entries.map { PanelArc(cost: Int32($0.rank >> 32), place: $0.column) }
        seat.reserveCapacity(arcs.count)
        for row in 0..<seats { for _ in first[row]..<first[row + 1] { seat.append(Int32(row)) } }
    }

    private struct Entry: Comparable {
        let rank: UInt64
        let column: Int32

        static func < (one: Entry, other: Entry) -> Bool {
            one.rank < other.rank || (one.rank == other.rank && one.column < other.column)
        }
    }

    /// Breaks equal costs by both keys, so that nobody is always the first.
    private static func tie(_ seat: UInt64, _ person: UInt64) -> UInt32 {
        var mixed = (seat ^ (person << 32 | person >> 32)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 29)) &* 0x94D0_49BB_1331_11EB
        return UInt32(truncatingIfNeeded: mixed >> 32)
    }

    /// Gives each case and person with two arcs or more a gate, and leads those arcs to it.
    ///
    /// - Throws: `arcTwice`, `caseInTwoWeeks`.
    mutating func findGates(_ problem: PanelProblem, _ order: PanelOrder) throws(PanelFault) {
        var bySubject: [UInt64] = []
        for (number, index) in order.seats.enumerated() {
            let subject = UInt32(bitPattern: problem.seats[Int(index)].subject)
            bySubject.append(UInt64(subject) << 32 | UInt64(number))
        }
        bySubject.sort()
        // By person: the arc of this case that was met before, which case that was, and the gate where there is one.
        var met = [Int32](repeating: -1, count: order.people.count)
        var start = 0
        while start < bySubject.count {
            var end = start + 1
            while end < bySubject.count, bySubject[end] >> 32 == bySubject[start] >> 32 { end += 1 }
            let seats = bySubject[start..<end].map { Int32(truncatingIfNeeded: $0) }
            try findGates(seats, &met, problem, order)
            start = end
        }
    }

    private mutating func findGates(
        _ seats: [Int32], _ met: inout [Int32], _ problem: PanelProblem, _ order: PanelOrder
    ) throws(PanelFault) {
        let columns = Int32(order.columns.count)
        for row in seats {
            for arc in Int(first[Int(row)])..<Int(first[Int(row) + 1]) {
                let column = arcs[arc].place
                let person = Int(order.columns[Int(column)].person)
                let before = Int(met[person])
                met[person] = Int32(arc)
                if before < 0 { continue }
                let index = Int(order.people[person])
                let seatIndex = Int(order.seats[Int(row)])
                if seat[before] == row { throw .arcTwice(seat: seatIndex, person: index) }
                guard self.column(before, columns) == column else {
                    throw .caseInTwoWeeks(subject: problem.seats[seatIndex].subject, person: index)
                }
                if arcs[before].place < columns {
                    arcs[before].place = columns + Int32(gateColumn.count)
                    gateColumn.append(column)
                }
                arcs[arc].place = arcs[before].place
            }
        }
        for row in seats {
            for arc in Int(first[Int(row)])..<Int(first[Int(row) + 1]) {
                met[Int(order.columns[Int(column(arc, columns))].person)] = -1
            }
        }
    }

    private func column(_ arc: Int, _ columns: Int32) -> Int32 {
        let place = arcs[arc].place
        return place < columns ? place : gateColumn[Int(place - columns)]
    }
}
