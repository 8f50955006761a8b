/// The problem as flat arrays in canonical order: what the searches read and never write.
///
/// A column is a person in a week. A gate is a person and a case in which they could take two seats or more; it lets
/// one through. Places for the search are numbered columns first, then gates, then people with a horizon.
final class PanelNetwork {
    /// What it was made from.
    let problem: PanelProblem
    /// Which canonical number belongs to whom.
    let order: PanelOrder
    /// How many seats, columns, gates and people there are.
    let seatCount, columnCount, gateCount, personCount: Int32

    /// By seat, how many people it takes.
    let demand: PanelSlab<Int32>
    /// By seat, what an empty place costs.
    let emptyCost: PanelSlab<Int32>
    /// By seat, its first arc; one more entry closes the last.
    let firstArc: PanelSlab<Int32>
    /// By arc, where it leads and what it costs; a seat's arcs by cost, equal costs by keyed hash.
    let arcs: PanelSlab<PanelArc>
    /// By arc, its seat.
    let arcSeat: PanelSlab<Int32>

    /// By column, its person.
    let columnPerson: PanelSlab<Int32>
    /// By column, where the costs of its further cases begin in `slotCost`; one more entry closes the last.
    let firstSlot: PanelSlab<Int32>
    /// What each further case costs.
    let slotCost: PanelSlab<Int32>
    /// By gate, the column behind it.
    let gateColumn: PanelSlab<Int32>

    /// By person, their first entry in `personColumns`; one more entry closes the last.
    let firstColumn: PanelSlab<Int32>
    /// Columns by person.
    let personColumns: PanelSlab<Int32>
    /// By person, where their horizon's costs begin in `horizonCost`; one more entry closes the last.
    let firstHorizon: PanelSlab<Int32>
    /// What each case of the horizon costs.
    let horizonCost: PanelSlab<Int32>

    /// How many places a search can visit.
    var placeCount: Int32 { columnCount + gateCount + personCount }
    /// The first gate's place.
    var gatePlace: Int32 { columnCount }
    /// The first person's place.
    var personPlace: Int32 { columnCount + gateCount }

    /// The network of a problem.
    ///
    /// - Throws: What makes the problem none.
    init(_ problem: PanelProblem) throws(PanelFault) {
        try problem.check()
        let order = try PanelOrder(problem)
        var rows = PanelRows(problem, order)
        try rows.findGates(problem, order)
        self.problem = problem
        self.order = order
        seatCount = Int32(problem.seats.count)
        personCount = Int32(problem.people.count)
        columnCount = Int32(order.columns.count)
        gateCount = Int32(rows.gateColumn.count)
        demand = PanelSlab(order.seats.map { problem.seats[Int($0)].demand })
        emptyCost = PanelSlab(order.seats.map { problem.seats[Int($0)].emptyCost })
        firstArc = PanelSlab(rows.first)
        arcs = PanelSlab(rows.arcs)
        arcSeat = PanelSlab(rows.seat)
        gateColumn = PanelSlab(rows.gateColumn)

        var slots: [Int32] = []
        var slotStarts: [Int32] = []
        for column in order.columns {
            slotStarts.append(Int32(slots.count))
            slots += problem.people[Int(order.people[Int(column.person)])].slots(week: Int(column.week))
        }
        slotStarts.append(Int32(slots.count))
        columnPerson = PanelSlab(order.columns.map(\.person))
        firstSlot = PanelSlab(slotStarts)
        slotCost = PanelSlab(slots)

        var columnsOf = [[Int32]](repeating: [], count: problem.people.count)
        for (column, place) in order.columns.enumerated() { columnsOf[Int(place.person)].append(Int32(column)) }
        let horizons = order.people.map { problem.people[Int($0)].horizon }
        firstColumn = PanelSlab(Self.starts(columnsOf))
        personColumns = PanelSlab(columnsOf.flatMap { $0 })
        firstHorizon = PanelSlab(Self.starts(horizons))
        horizonCost = PanelSlab(horizons.flatMap { $0 })
    }

    private static func starts(_ rows: [[Int32]]) -> [Int32] {
        var starts: [Int32] = [0]
        for row in rows { starts.append(starts[starts.count - 1] + Int32(row.count)) }
        return starts
    }

    /// The column that an arc leads to, through its gate where it has one.
    @inline(__always)
    func column(of arc: Int32) -> Int32 {
        let place = arcs[arc].place
        return place < columnCount ? place : gateColumn[place - columnCount]
    }

    /// How many cases a column takes.
    @inline(__always)
    func capacity(_ column: Int32) -> Int32 { firstSlot[column + 1] - firstSlot[column] }

    /// How many cases someone takes in the horizon; 0 where the horizon has no limit.
    @inline(__always)
    func horizon(_ person: Int32) -> Int32 { firstHorizon[person + 1] - firstHorizon[person] }

    /// The arc that joins a seat and a person, all by canonical number, or nil.
    func arc(seat: Int32, person: Int32) -> Int32? {
        (firstArc[seat]..<firstArc[seat + 1]).first { columnPerson[column(of: $0)] == person }
    }
}

/// Where an arc leads, a column or a gate, and what it costs.
struct PanelArc: BitwiseCopyable {
    /// What it costs.
    var cost: Int32
    /// The column, or the gate's place.
    var place: Int32
}

extension PanelProblem {
    /// Checks what the network relies on.
    fileprivate func check() throws(PanelFault) {
        for (index, arc) in arcs.enumerated() {
            let exists = arc.seat >= 0 && arc.seat < seats.count && arc.person >= 0 && arc.person < people.count
            guard exists, arc.week >= 0 else { throw .noSuchPlace(arc: index) }
            guard arc.cost >= 0, arc.cost <= Self.largestCost else { throw .costOutOfRange(arc.cost) }
        }
        for seat in seats where seat.emptyCost < 0 || seat.emptyCost > Self.largestCost {
            throw .costOutOfRange(seat.emptyCost)
        }
        for (index, person) in people.enumerated() {
            for costs in [person.weekly, person.horizon] {
                var before: Int32 = 0
                for cost in costs {
                    guard cost >= 0, cost <= Self.largestCost else { throw .costOutOfRange(cost) }
                    guard cost >= before else { throw .loadCostFalls(person: index) }
                    before = cost
                }
            }
        }
    }
}
