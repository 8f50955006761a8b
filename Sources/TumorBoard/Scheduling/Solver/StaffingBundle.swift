/// What one person would take at given prices of seats: the seats, over all sessions and weeks, that pay them best.
///
/// That is exact for everything that is theirs alone: a seat a case, attendances, load by week and over the horizon.
struct StaffingBundle: Sendable {
    /// A session of a week: what it costs to be there, and the seats by case.
    private struct Session: Sendable {
        var pair: Int
        var cases: [[Int32]]
    }

    private struct Week: Sendable {
        var sessions: [Session] = []
        /// What the first so many cases cost together.
        var load: [Int]
    }

    /// A way to take so many cases of a week: what it pays, and from each session how many.
    private struct Plan {
        var value: Int
        var counts: [Int]
    }

    private var weeks: [Week] = []
    /// What the first so many cases of the horizon cost together; empty without a horizon.
    private var horizon: [Int] = []
    private let attendance: Int

    init(of person: Int, in relaxation: StaffingRelaxation, arcs: [Int32]) {
        let model = relaxation.model
        attendance = model.attendance * relaxation.scale
        for week in 0..<model.weeks {
            let column = person * model.weeks + week
            let own = arcs.filter { Int(model.arcs[Int($0)].column) == column }
            var entry = Week(load: Self.sums(of: model.slots[column], in: relaxation))
            // those of a session that costs nothing more need no session
            let sessions = Dictionary(grouping: own) { (index: Int32) -> Int in
                let arc = model.arcs[Int(index)]
                return arc.pair >= 0 ? Int(arc.pair) : -1 - Int(arc.gate)
            }
            for (pair, arcs) in sessions.sorted(by: { $0.key < $1.key }) {
                let cases = Dictionary(grouping: arcs) { model.arcs[Int($0)].gate }.sorted { $0.key < $1.key }
                entry.sessions.append(Session(pair: pair, cases: cases.map(\.value)))
            }
            weeks.append(entry)
        }
        if !model.horizons[person].isEmpty { horizon = Self.sums(of: model.horizons[person], in: relaxation) }
    }

    private static func sums(of costs: Range<Int>, in relaxation: StaffingRelaxation) -> [Int] {
        var sums = [0]
        for cost in costs { sums.append((sums.last ?? 0) + relaxation.model.loadCosts[cost] * relaxation.scale) }
        return sums
    }

    /// What the best seats pay when each arc pays so much, and which they are; who attends a session for certain is
    /// there for nothing.
    func best(paying profit: [Int], isAttending: [Bool]) -> (value: Int, arcs: [Int32]) {
        // the best seat of each case, the best cases of each session first
        let picks = weeks.map { week in
            week.sessions.map { session in
                session.cases.compactMap { arcs -> (profit: Int, arc: Int32)? in
                    var best: (profit: Int, arc: Int32)?
                    for arc in arcs where profit[Int(arc)] > best?.profit ?? 0 { best = (profit[Int(arc)], arc) }
                    return best
                }.sorted { ($0.profit, $1.arc) > ($1.profit, $0.arc) }
            }
        }
        // by so many cases of all weeks so far, what they pay, and how many of the last week
        var total = [0]
        var ofWeek: [[Int]] = []
        var plans: [(values: [Int], counts: [[Int]])] = []
        for (week, picks) in zip(weeks, picks) {
            let plan = self.plans(of: week, picks: picks, isAttending: isAttending)
            plans.append(plan)
            let most = horizon.isEmpty ? Int.max : horizon.count - 1
            var next = [Int](repeating: .min, count: min(most, total.count + plan.values.count - 2) + 1)
            var counts = next
            for (before, value) in total.enumerated() where value > .min {
                for (count, more) in plan.values.enumerated() where more > .min && before + count < next.count {
                    if value + more > next[before + count] {
                        next[before + count] = value + more
                        counts[before + count] = count
                    }
                }
            }
            total = next
            ofWeek.append(counts)
        }
        var (best, cases) = (Int.min, 0)
        for (count, value) in total.enumerated() where value > .min {
            let paid = value - (horizon.isEmpty ? 0 : horizon[count])
            if paid > best { (best, cases) = (paid, count) }
        }
        var arcs: [Int32] = []
        for week in weeks.indices.reversed() {
            var left = ofWeek[week][cases]
            cases -= left
            for session in weeks[week].sessions.indices.reversed() {
                let count = plans[week].counts[session][left]
                arcs += picks[week][session].prefix(count).map(\.arc)
                left -= count
            }
        }
        return (best, arcs)
    }

    /// By number of cases of a week, what the best ones pay less their load, and how many of each session those are.
    private func plans(
        of week: Week, picks: [[(profit: Int, arc: Int32)]], isAttending: [Bool]
    ) -> (values: [Int], counts: [[Int]]) {
        let most = min(week.load.count - 1, picks.reduce(0) { $0 + $1.count })
        var values = [Int](repeating: .min, count: most + 1)
        values[0] = 0
        var counts: [[Int]] = []
        for (session, picks) in zip(week.sessions, picks) {
            var next = values
            var chosen = [Int](repeating: 0, count: most + 1)
            var pays = session.pair < 0 || isAttending[session.pair] ? 0 : -attendance
            for (index, pick) in picks.prefix(most).enumerated() {
                pays += pick.profit
                let count = index + 1
                for total in count...most where values[total - count] > .min {
                    if values[total - count] + pays > next[total] {
                        next[total] = values[total - count] + pays
                        chosen[total] = count
                    }
                }
            }
            values = next
            counts.append(chosen)
        }
        for count in values.indices where values[count] > .min { values[count] -= week.load[count] }
        return (values, counts)
    }
}
