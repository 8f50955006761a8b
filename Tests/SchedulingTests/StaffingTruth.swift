import TumorBoard

/// The rules of a staffing and its cheapest, from nothing but the words of the problem: every staffing is tried.
struct StaffingTruth {
    let problem: StaffingProblem

    /// The first rule that a staffing breaks, nil where it breaks none.
    func fault(of people: [[Int32]]) -> String? {
        let panels = problem.panels
        if people.count != panels.seats.count { return "seats are missing" }
        do throws(PanelFault) {
            _ = try panels.cost(of: PanelAssignment(people: people, objective: 0))
        } catch {
            return "\(error)"
        }
        for (seat, holders) in people.enumerated() {
            for person in holders where problem.bans.contains(.init(seat: Int32(seat), person: person)) {
                return "person \(person) is banned from seat \(seat)"
            }
        }
        for pin in problem.pins where !people[Int(pin.seat)].contains(pin.person) {
            return "person \(pin.person) is pinned to seat \(pin.seat)"
        }
        for rule in problem.diversities where rule.cost == nil && problem.repeats(in: rule, of: people) > 0 {
            return "two of one institution on seats \(rule.seats)"
        }
        for quorum in problem.quorums where quorum.releasesSeats && !problem.isMet(quorum, by: people) {
            for (seat, entry) in panels.seats.enumerated() where entry.subject == quorum.subject {
                for person in people[seat] where !problem.pins.contains(.init(seat: Int32(seat), person: person)) {
                    return "person \(person) sits on case \(quorum.subject), which has no quorum"
                }
            }
        }
        return nil
    }

    /// The cost of the cheapest staffing below a limit, nil where there is none.
    func cheapest(below limit: Int) -> Int? {
        var trial = Trial(truth: self, least: limit)
        trial.fill(seat: 0, place: 0, from: 0, paid: 0)
        return trial.least < limit ? trial.least : nil
    }

    private struct Trial {
        let truth: StaffingTruth
        let arcs: [[PanelProblem.Arc]]
        /// By seat, the least that this and all later ones cost.
        let rest: [Int]
        var people: [[Int32]]
        /// Seats by person and session, and by person and case.
        var sat: [Int32: Int] = [:]
        var onCase: Set<Int32> = []
        /// Cases by person and week.
        var cases: [Int32: Int] = [:]
        var least: Int

        init(truth: StaffingTruth, least: Int) {
            self.truth = truth
            self.least = least
            let panels = truth.problem.panels
            people = panels.seats.map { _ in [] }
            var arcs = panels.seats.map { _ in [PanelProblem.Arc]() }
            for arc in panels.arcs { arcs[Int(arc.seat)].append(arc) }
            self.arcs = arcs.map { $0.sorted { $0.cost < $1.cost } }
            var rest = [0]
            for (seat, entry) in panels.seats.enumerated().reversed() {
                let cheapest = arcs[seat].reduce(entry.emptyCost) { min($0, $1.cost) }
                rest.append((rest.last ?? 0) + Int(cheapest * entry.demand))
            }
            self.rest = rest.reversed()
        }

        /// Fills one place after the other; `paid` counts people, weekly loads, attendances and empty places.
        mutating func fill(seat: Int, place: Int, from first: Int, paid: Int) {
            let problem = truth.problem
            let seats = problem.panels.seats
            if paid + (place == 0 ? rest[seat] : rest[seat + 1]) >= least { return }
            if seat == seats.count {
                let cost = problem.cost(of: people).total
                if cost < least, truth.fault(of: people) == nil { least = cost }
                return
            }
            if place == Int(seats[seat].demand) { return fill(seat: seat + 1, place: 0, from: 0, paid: paid) }
            for index in arcs[seat].indices.dropFirst(first) {
                let arc = arcs[seat][index]
                let session = problem.sessionOf[seat]
                let column = arc.person * 100 + arc.week
                let slots = problem.panels.people[Int(arc.person)].slots(week: Int(arc.week))
                let count = cases[column, default: 0]
                guard count < slots.count else { continue }
                guard onCase.insert(seats[seat].subject * 100 + arc.person).inserted else { continue }
                let isFree = problem.attended.contains(.init(person: arc.person, session: session))
                let isFirst = !isFree && sat[session * 100 + arc.person, default: 0] == 0
                sat[session * 100 + arc.person, default: 0] += 1
                people[seat].append(arc.person)
                cases[column] = count + 1
                let more =
                    Int(arc.cost) + Int(slots[slots.startIndex + count]) + (isFirst ? Int(problem.attendance) : 0)
                fill(seat: seat, place: place + 1, from: index + 1, paid: paid + more)
                people[seat].removeLast()
                cases[column] = count
                sat[session * 100 + arc.person, default: 0] -= 1
                onCase.remove(seats[seat].subject * 100 + arc.person)
            }
            let empty = Int(seats[seat].emptyCost) * (Int(seats[seat].demand) - place)
            fill(seat: seat + 1, place: 0, from: 0, paid: paid + empty)
        }
    }
}
