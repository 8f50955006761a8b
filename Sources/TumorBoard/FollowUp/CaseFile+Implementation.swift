package import Foundation

extension CaseFile {
    /// The days on which it is asked how far the plan in force was carried out, with what came of each; none before a
    /// plan is signed.
    package func implementationPoints(_ policy: BoardPolicy) -> [ImplementationPoint] {
        guard let signature, let signed else { return [] }
        return policy.followUp.implementationDays.sorted().map { day in
            let reports = after.reports.filter { $0.act.day == day && $0.act.version == signature.version }
            return ImplementationPoint(
                day: day, version: signature.version, due: signed.addingTimeInterval(86_400 * Double(day)),
                asks: after.asks.filter { $0.act.day == day && $0.act.version == signature.version }, reports: reports,
                notAsked: reports.isEmpty ? ending?.kind : nil)
        }
    }

    /// It is asked how far the plan was carried out, asked again, or recorded by rule that it is not known.
    package func askImplementation(now: Date, policy: BoardPolicy) -> [CaseEvent] {
        let points = implementationPoints(policy)
        return points.indices.compactMap { index in
            let point = points[index]
            guard let next = nextAsk(of: index, in: points, policy), next <= now else { return nil }
            let isOver =
                point.asks.count > policy.followUp.implementationRemindDays.count || overtaken(index, points) <= now
            guard isOver else {
                return .implementationAsked(
                    ImplementationAsk(day: point.day, version: point.version, count: point.asks.count + 1))
            }
            return .implementationReported(
                ImplementationReport(
                    day: point.day, version: point.version, status: .unknown, by: "agent", isByRule: true))
        }
    }

    func implementationSteps(_ policy: BoardPolicy) -> [DueStep] {
        guard ending == nil else { return [] }
        let points = implementationPoints(policy)
        let next = points.indices.compactMap { nextAsk(of: $0, in: points, policy) }.min()
        return next.map { [DueStep(.askImplementation, at: $0)] } ?? []
    }

    /// When a day is asked about next, or given up; nil once somebody has reported on it.
    private func nextAsk(of index: Int, in points: [ImplementationPoint], _ policy: BoardPolicy) -> Date? {
        let point = points[index]
        guard point.report == nil else { return nil }
        guard let first = point.asks.first?.at else { return point.due }
        let reminders = policy.followUp.implementationRemindDays.sorted()
        let days =
            point.asks.count <= reminders.count
            ? reminders[point.asks.count - 1] : policy.followUp.implementationUnknownAfterDays
        return min(first.addingTimeInterval(86_400 * Double(days)), overtaken(index, points))
    }

    /// When the next day is asked about: nobody is asked about two days at once.
    private func overtaken(_ index: Int, _ points: [ImplementationPoint]) -> Date {
        points.indices.contains(index + 1) ? points[index + 1].due : .distantFuture
    }

    /// Somebody reports how far the plan was carried out; it takes the place of an earlier report, and both stay. The same
    /// again is no event. After the end of a case it can still be put down, though nobody is asked.
    package func reportImplementation(
        day: Int, _ status: ImplementationStatus, reason: ImplementationReason? = nil, words: String? = nil,
        instead: String? = nil, started: CivilDate? = nil, by person: String, now: Date, policy: BoardPolicy
    ) throws(CommandRefusal) -> [CaseEvent] {
        if ending == nil { try refuseStanding() }
        guard signature != nil else { throw .notSigned }
        let points = implementationPoints(policy)
        guard let point = points.first(where: { $0.day == day }) else {
            throw .afterPlan(.noSuchDay(day, known: points.map(\.day)))
        }
        guard now >= point.due else { throw .afterPlan(.tooEarly(day, CivilDate(point.due, in: policy.zone))) }
        if status.needsReason {
            guard let reason, reason != .other || words?.contains(where: { !$0.isWhitespace }) == true else {
                throw .afterPlan(.noReason(status))
            }
        }
        if let started, started > CivilDate(now, in: policy.zone) { throw .afterPlan(.notYet(started)) }
        let report = ImplementationReport(
            day: day, version: point.version, status: status, reason: status.needsReason ? reason : nil,
            words: status.needsReason ? words : nil, instead: status.needsReason ? instead : nil, started: started,
            by: person)
        return point.report == report ? [] : [.implementationReported(report)]
    }
}
