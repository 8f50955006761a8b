import TumorBoard

/// The reference model's costs of a placement.
private enum PlacementCost {
    /// A day late, by urgency.
    static let late = [400, 120, 40, 15]
    /// A day waited since the case was ready, by urgency.
    static let wait = [40, 12, 4, 1]
    /// Not placing, by urgency.
    static let unplaced = [200_000, 80_000, 40_000, 20_000]
    static let crossRegion = 60
    /// A session that takes every disease group.
    static let generalist = 25
}

extension ScheduleInstance {
    /// Stage A: which case can go into which session, and at what cost.
    ///
    /// Hard: the session takes the case's disease group, it is not before the case is ready, and it is national, of the
    /// case's region or of a neighbouring one. The arcs are in the lists' order, a case's together.
    func placementProblem() -> PlacementProblem {
        let groupCount = Set(groupOf.values).count
        var ofGroup: [String: [Int]] = [:]
        for (index, session) in sessions.enumerated() {
            for group in Set(session.groups) { ofGroup[group, default: []].append(index) }
        }
        let generalist = sessions.map { $0.groups.count == groupCount ? PlacementCost.generalist : 0 }
        var arcs: [PlacementProblem.Arc] = []
        for (item, subject) in cases.enumerated() {
            for bin in groupOf[subject.site].flatMap({ ofGroup[$0] }) ?? [] {
                let session = sessions[bin]
                guard session.day >= subject.ready, let crossing = crossing(subject, session) else { continue }
                let cost =
                    PlacementCost.late[subject.urgency] * max(0, session.day - subject.due)
                    + PlacementCost.wait[subject.urgency] * (session.day - subject.ready) + crossing + generalist[bin]
                arcs.append(.init(item: Int32(item), bin: Int32(bin), cost: Int32(cost)))
            }
        }
        return PlacementProblem(
            items: cases.map { subject in
                .init(
                    minutes: Int32(subject.minutes), unplacedCost: Int32(PlacementCost.unplaced[subject.urgency]),
                    key: TieKey.of("case", String(subject.id)))
            },
            bins: sessions.map { session in
                .init(capacity: Int32(session.capacityMinutes), key: TieKey.of("session", String(session.id)))
            }, arcs: arcs)
    }

    /// What a case pays for a session of that region; nil where it is too far.
    private func crossing(_ subject: Case, _ session: Session) -> Int? {
        guard session.region >= 0, session.region != subject.region else { return 0 }
        let distance = (session.region - subject.region + regions) % regions
        return regions <= 2 || distance == 1 || distance == regions - 1 ? PlacementCost.crossRegion : nil
    }

    /// Which session each case has, by their ids.
    func placement(of solution: PlacementSolution) -> [Int: Int] {
        var placement: [Int: Int] = [:]
        for (subject, bin) in zip(cases, solution.bins) {
            if let bin { placement[subject.id] = sessions[Int(bin)].id }
        }
        return placement
    }
}
