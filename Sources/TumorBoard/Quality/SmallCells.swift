/// Hides small counts of a table, and as many others as it takes that none of them follows from the totals.
///
/// A cell from 1 to below the smallest is hidden; nought is shown, but not beside a total that is hidden. Every row adds
/// up to its total, and where the last row holds sums, every column to its. A hidden cell can then be reckoned exactly
/// where it is a bridge of the graph whose nodes are these sums and whose edges are the hidden cells (D. Gusfield, SIAM
/// Journal on Computing 17 (1988)). What is hidden in one sum is also at least the smallest together.
struct SmallCells {
    private let values: [[Int]]
    private let smallest: Int
    private let hasSums: Bool
    private var isHidden: [[Bool]]

    private typealias Place = (row: Int, column: Int)

    /// Takes rows of parts; totals and, where wanted, a last row of sums are added here.
    init(_ rows: [[Int]], hasSums: Bool, smallest: Int) {
        var whole = rows
        if hasSums, let first = rows.first {
            whole.append(first.indices.map { column in rows.reduce(0) { $0 + $1[column] } })
        }
        values = whole.map { $0 + [$0.reduce(0, +)] }
        self.smallest = smallest
        self.hasSums = hasSums
        isHidden = values.map { row in
            let total = row.last ?? 0
            return row.map { (1..<smallest).contains($0) || (1..<smallest).contains(total) }
        }
        while hideOneMore() {}
    }

    /// The parts and the total of each row, nil where a number is hidden.
    var shown: [[Int?]] {
        zip(values, isHidden).map { row in zip(row.0, row.1).map { $0.1 ? nil : $0.0 } }
    }

    // MARK: - One more

    /// Hides another cell where one can be reckoned, or is nearly told.
    private mutating func hideOneMore() -> Bool {
        for line in lines where isTold(line) {
            if let next = next(in: line) {
                hide(next)
                return true
            }
        }
        for place in hiddenPlaces where isBridge(place) {
            let row = values[place.row].indices.map { (place.row, $0) }
            let column = hasSums ? values.indices.map { ($0, place.column) } : []
            if let next = next(in: row) ?? next(in: column) {
                hide(next)
                return true
            }
        }
        return false
    }

    /// Every sum: its parts, and last what they add up to.
    private var lines: [[Place]] {
        let rows = values.indices.map { row in values[row].indices.map { (row, $0) } }
        guard hasSums, let first = values.first else { return rows }
        return rows + first.indices.map { column in values.indices.map { ($0, column) } }
    }

    private var hiddenPlaces: [Place] {
        values.indices.flatMap { row in values[row].indices.filter { isHidden[row][$0] }.map { (row, $0) } }
    }

    /// Whether a sum tells its only hidden cell, or that those together are few.
    private func isTold(_ line: [Place]) -> Bool {
        let hidden = line.filter { isHidden[$0.row][$0.column] }
        guard !hidden.isEmpty, let total = line.last else { return false }
        if hidden.count == 1 { return true }
        return !isHidden[total.row][total.column] && hidden.reduce(0) { $0 + values[$1.row][$1.column] } < smallest
    }

    /// What is best hidden next in a line: the smallest part, rather than the total, rather than a nought.
    private func next(in line: [Place]) -> Place? {
        let open = line.filter { !isHidden[$0.row][$0.column] }
        let parts = open.filter { $0.column < values[$0.row].count - 1 && (!hasSums || $0.row < values.count - 1) }
        func least(_ places: [Place]) -> Place? {
            places.filter { values[$0.row][$0.column] > 0 }
                .min { values[$0.row][$0.column] < values[$1.row][$1.column] }
        }
        return least(parts) ?? least(open) ?? open.first
    }

    private mutating func hide(_ place: Place) { isHidden[place.row][place.column] = true }

    // MARK: - Bridges

    /// Whether a hidden cell follows from the sums: no other way along hidden cells joins its row's sum to its column's.
    private func isBridge(_ place: Place) -> Bool {
        // without sums of columns all of them are one node, which nothing is known of
        let columns = hasSums ? values.first?.count ?? 0 : 1
        func node(_ column: Int) -> Int { hasSums ? values.count + column : values.count }
        var neighbours: [[Int]] = Array(repeating: [], count: values.count + columns)
        for other in hiddenPlaces where other != place {
            neighbours[other.row].append(node(other.column))
            neighbours[node(other.column)].append(other.row)
        }
        var seen = Set([place.row])
        var waiting = [place.row]
        while let next = waiting.popLast() {
            for neighbour in neighbours[next] where seen.insert(neighbour).inserted { waiting.append(neighbour) }
        }
        return !seen.contains(node(place.column))
    }
}

extension QualityCounts {
    /// A table whose small cells are hidden.
    /// - Parameter sums: what the row of sums is called; nil where the rows are not parts of one whole.
    init(of: String, columns: [String], rows: [(name: String, cells: [Int])], sums: String? = nil, smallest: Int) {
        let shown = SmallCells(rows.map(\.cells), hasSums: sums != nil, smallest: smallest).shown
        let names = rows.map(\.name) + [sums].compactMap { $0 }
        self.of = of
        self.columns = columns
        self.rows = zip(names, shown).map { name, row in
            Row(name: name, cells: row.dropLast().map { QualityCount($0) }, total: QualityCount(row.last ?? nil))
        }
        hasSums = sums != nil
    }
}

extension QualityCount {
    /// A part of a whole, hidden where it or what is left of the whole is small.
    static func of(_ part: Int, outOf whole: Int, smallest: Int) -> QualityCount {
        QualityCount(SmallCells([[part, whole - part]], hasSums: false, smallest: smallest).shown.first?.first ?? nil)
    }
}

extension QualityTimes.Row {
    /// Quartiles of some times, unless they are too few.
    /// - Parameters:
    ///   - counted: how many were timed, hidden together with the counts of other rows.
    ///   - leftOut: how many were not.
    init(
        _ name: String, _ times: [Double], counted: QualityCount, leftOut: QualityCount, limit: Int? = nil,
        smallest: Int
    ) {
        let sorted = times.sorted()
        let isEnough = times.count >= smallest
        self.name = name
        self.counted = counted
        self.leftOut = leftOut
        lower = isEnough ? sorted.quantile(0.25) : nil
        median = isEnough ? sorted.quantile(0.5) : nil
        upper = isEnough ? sorted.quantile(0.75) : nil
        self.limit = limit
    }
}
