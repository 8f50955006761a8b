import TumorBoard

/// The reference model's costs of a panel.
private enum PanelCost {
    /// By expertise in the site, from 1 to 4; nobody of none is seated.
    static let expertise = [0, 300, 120, 40, 0]
    /// Someone who sat on the case before.
    static let continuity = -60
    /// An hour of difference between the time zones.
    static let timeZone = 15
    /// A session of another region that is no virtual one.
    static let travel = 25
    /// Leaving the published plan.
    static let leavingPlan = 200
    /// On every seat taken, so that no cost is below nothing.
    static let base = 100
    /// A place that stays empty, by urgency times the discipline's.
    static let urgency = [4, 3, 2, 1]
    static let week = 200
    static let horizon = 60

    static func empty(_ discipline: ScheduleInstance.Discipline) -> Int {
        switch discipline {
        case .surgery, .medicalOncology, .radiationOncology: 100_000
        case .pathology, .radiology: 40_000
        case .genetics: 30_000
        case .third: 60_000
        }
    }
}

extension ScheduleInstance {
    /// How much of the load is weighed.
    enum Level: String, Encodable, CaseIterable {
        /// Each week by itself.
        case core
        /// Each week, and the horizon with what was before it.
        case full
    }

    /// A seat to fill, by indices of the lists.
    struct PanelSeat: Sendable {
        let subject: Int
        let session: Int
        let discipline: Discipline
        let places: Int
    }

    /// The seats of the placed cases, in the order of the lists and of the disciplines.
    func seats(_ placement: [Int: Int]) -> [PanelSeat] {
        let sessionAt = Dictionary(uniqueKeysWithValues: sessions.enumerated().map { ($1.id, $0) })
        var seats: [PanelSeat] = []
        for (index, subject) in cases.enumerated() {
            guard let session = placement[subject.id].flatMap({ sessionAt[$0] }) else { continue }
            for discipline in Discipline.allCases {
                guard let places = subject.needs[discipline] else { continue }
                seats.append(PanelSeat(subject: index, session: session, discipline: discipline, places: places))
            }
        }
        return seats
    }

    /// Stage B: who can take which seat, and at what cost.
    /// - Parameters:
    ///   - standing: the published plan by seat, as indices of reviewers; leaving it costs.
    ///   - banned: ids of reviewers who are not seated at all.
    func panelProblem(
        _ seats: [PanelSeat], level: Level, standing: [[Int32]]? = nil, banned: Set<Int> = []
    ) -> PanelProblem {
        var finder = CandidateFinder(self, banned: banned)
        var arcs: [PanelProblem.Arc] = []
        arcs.reserveCapacity(seats.count * 32)
        for (index, seat) in seats.enumerated() {
            finder.eachArc(of: seat, standing: standing?[index] ?? []) { person, cost in
                arcs.append(
                    .init(
                        seat: Int32(index), person: person, week: Int32(sessions[seat.session].day / 7),
                        cost: Int32(cost)))
            }
        }
        return PanelProblem(
            seats: seats.map { seat in
                let subject = cases[seat.subject]
                return .init(
                    subject: Int32(seat.subject), demand: Int32(seat.places),
                    emptyCost: Int32(PanelCost.empty(seat.discipline) * PanelCost.urgency[subject.urgency]),
                    key: TieKey.of("seat", String(subject.id), seat.discipline.rawValue))
            }, people: reviewers.map { person($0, level) }, arcs: arcs)
    }

    /// The j-th case costs by the utilisation after it, j / capacity, rounded down.
    private func person(_ reviewer: Reviewer, _ level: Level) -> PanelProblem.Person {
        let most = reviewer.maxPerWeek
        let weekly = (0..<most).map { Int32(PanelCost.week * 2 * ($0 + 1) / most) }
        let horizon = (0..<(level == .full ? most * weeks : 0)).map {
            Int32(PanelCost.horizon * 2 * (reviewer.history + $0 + 1) / (most * weeks))
        }
        return .init(weekly: weekly, horizon: horizon, key: TieKey.of("reviewer", String(reviewer.id)))
    }
}

/// Who can take a seat, asked for many seats: what depends on the seat's discipline, site and region alone, and what on
/// its session alone, is found out once.
private struct CandidateFinder {
    private let instance: ScheduleInstance
    private let isBanned: [Bool]
    /// Of each reviewer, what every seat asks again.
    private let traits: [Traits]
    private let siteAt: [String: Int]
    /// Of each case, the index of its site.
    private let siteOf: [Int]
    /// By reviewer and site.
    private var expertise: [Int8]
    /// By discipline, site and region: who is trained, expert and licensed, in order.
    private var trained: [[Int32]?]
    /// By session: whether each reviewer is there.
    private var present: [[Bool]]

    /// What has no lists in it is read without counting who holds them.
    private struct Traits {
        let id: Int
        let institution: Int
        let region: Int
        let tz: Int
    }

    init(_ instance: ScheduleInstance, banned: Set<Int>) {
        let siteAt = Dictionary(uniqueKeysWithValues: instance.groupOf.keys.sorted().enumerated().map { ($1, $0) })
        self.instance = instance
        self.siteAt = siteAt
        isBanned = instance.reviewers.map { banned.contains($0.id) }
        traits = instance.reviewers.map { reviewer in
            Traits(id: reviewer.id, institution: reviewer.institution, region: reviewer.region, tz: reviewer.tz)
        }
        siteOf = instance.cases.map { siteAt[$0.site] ?? 0 }
        expertise = Array(repeating: 0, count: instance.reviewers.count * siteAt.count)
        for (index, reviewer) in instance.reviewers.enumerated() {
            for (site, level) in reviewer.expertise {
                if let at = siteAt[site] { expertise[index * siteAt.count + at] = Int8(level) }
            }
        }
        trained = Array(
            repeating: nil, count: ScheduleInstance.Discipline.allCases.count * siteAt.count * instance.regions)
        present = Array(repeating: [], count: instance.sessions.count)
    }

    mutating func eachArc(
        of seat: ScheduleInstance.PanelSeat, standing: [Int32], _ body: (_ person: Int32, _ cost: Int) -> Void
    ) {
        let subject = instance.cases[seat.subject]
        let session = instance.sessions[seat.session]
        let isFromOutside = seat.discipline == .third || subject.secondOpinion
        let site = siteOf[seat.subject]
        if present[seat.session].isEmpty { present[seat.session] = presence(session) }
        for person in trained(seat.discipline, site, subject.region) where present[seat.session][Int(person)] {
            let reviewer = traits[Int(person)]
            if subject.treating.contains(reviewer.id) { continue }
            if isFromOutside, reviewer.institution == subject.institution { continue }
            var cost = PanelCost.base + PanelCost.expertise[Int(expertise[Int(person) * siteAt.count + site])]
            if subject.previousReviewers.contains(reviewer.id) { cost += PanelCost.continuity }
            cost += PanelCost.timeZone * abs(reviewer.tz - session.tz)
            if !session.virtual, session.region >= 0, reviewer.region != session.region { cost += PanelCost.travel }
            if !standing.isEmpty, !standing.contains(person) { cost += PanelCost.leavingPlan }
            body(person, cost)
        }
    }

    private func presence(_ session: ScheduleInstance.Session) -> [Bool] {
        instance.reviewers.indices.map { index in
            let reviewer = instance.reviewers[index]
            return !isBanned[index] && reviewer.credentialExpires >= session.day && !reviewer.isOnLeave(session.day)
                && reviewer.isAvailable(session.day, session.half)
        }
    }

    private mutating func trained(
        _ discipline: ScheduleInstance.Discipline, _ site: Int, _ region: Int
    ) -> [Int32] {
        let place = (discipline.place * siteAt.count + site) * instance.regions + region
        if let known = trained[place] { return known }
        let found = instance.reviewers.indices.filter { index in
            Int(expertise[index * siteAt.count + site]) >= discipline.leastExpertise
                && instance.reviewers[index].practises(discipline)
                && instance.reviewers[index].licence.contains(region)
        }
        trained[place] = found.map(Int32.init)
        return found.map(Int32.init)
    }
}
