package import Foundation

/// A case on its way to a board.
package struct SimulatedArrival: Equatable, Sendable {
    /// The case, as far as the planner looks at it.
    package var subject: Case
    /// When it was referred.
    package var arrived: Date
    /// When it is ready to be listed.
    package var ready: Date
}

extension SimulationSetup {
    /// Every case of these weeks, in the order of referral. They follow from seed, roster's boards and arrivals alone, so
    /// that two scenarios meet the same cases.
    package var cases: [SimulatedArrival] {
        (0..<7 * weeks).flatMap { arrivals(on: monday.adding(days: $0)) }
    }

    /// A case may come in each ten seconds of eight hours of a working day: so short a time makes their number one of
    /// a Poisson distribution, in whole numbers alone (the variance falls short of the mean by `perWeek` in 14,400).
    private func arrivals(on day: CivilDate) -> [SimulatedArrival] {
        guard !day.isWeekend else { return [] }
        var dice = SimulationDice(seed: seed, "arrivals", day.description)
        let opens = day.start(in: policy.zone).addingTimeInterval(8 * 3_600)
        var moments: [Int] = []
        for slot in 0..<2_880 where dice.below(14_400) < arrivals.perWeek { moments.append(slot) }
        return moments.enumerated().compactMap { number, slot in
            arrival(number + 1, on: day, at: opens.addingTimeInterval(Double(slot * 10)))
        }
    }

    private func arrival(_ number: Int, on day: CivilDate, at instant: Date) -> SimulatedArrival? {
        let name = "S-\(day)-\(number < 10 ? "0" : "")\(number)"
        var dice = SimulationDice(seed: seed, "case", name)
        let weights = DiseaseGroup.allCases.filter { roster.board(for: $0) != nil }
            .map { (item: $0, weight: arrivals.mix[$0] ?? 0) }
        guard let group = dice.pick(weights) else { return nil }
        let urgency = self.urgency(of: group, &dice)
        var referral = Referral(by: .treatingOncologist, setting: .ownPatient, received: day)
        var first: FirstOpinion?
        if dice.happens(percent: arrivals.secondOpinionPercent) {
            referral.setting = .secondOpinion
            let isKnown = dice.happens(percent: arrivals.knownInstitutionPercent)
            let institutions = Set(roster.reviewers.map(\.institution)).sorted()
            if isKnown, !institutions.isEmpty {
                first = FirstOpinion(institution: institutions[dice.below(institutions.count)])
            }
        }
        let patient = Patient(name: name, region: region(of: group, &dice))
        var subject = Case(
            id: CaseID(checked: name), diseaseGroup: group, patient: patient, referral: referral,
            diagnosis: Diagnosis(cancer: Coding(text: group.title)), urgency: Urgency(level: urgency))
        subject.firstOpinion = first
        let range = arrivals.readyDays[urgency] ?? ArrivalRules.DayRange(least: 0, most: 0)
        var delay = dice.within(range.least...max(range.least, range.most))
        // records come on working days
        while day.adding(days: delay).isWeekend { delay += 1 }
        return SimulatedArrival(
            subject: subject, arrived: instant, ready: instant.addingTimeInterval(86_400 * Double(delay)))
    }

    private func urgency(of group: DiseaseGroup, _ dice: inout SimulationDice) -> UrgencyClass {
        let share = arrivals.urgent[group] ?? arrivals.defaultUrgent
        let drawn = dice.below(100)
        return drawn < share.days ? .days : drawn < share.days + share.expedited ? .expedited : .standard
    }

    /// A region of a board that decides the group; where no board names one, a region by how many reviewers are
    /// licensed in it.
    private func region(of group: DiseaseGroup, _ dice: inout SimulationDice) -> String? {
        let deciding = roster.boards.filter { $0.diseaseGroups.contains(group) }
        var weights: [String: Int] = [:]
        for board in deciding { if let region = board.region { weights[region, default: 0] += 1 } }
        if weights.isEmpty {
            for reviewer in roster.reviewers { for region in reviewer.licences { weights[region, default: 0] += 1 } }
        }
        return dice.pick(weights.sorted { $0.key < $1.key }.map { (item: $0.key, weight: $0.value) })
    }
}
