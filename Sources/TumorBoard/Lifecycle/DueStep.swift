package import Foundation

/// What the agent does when it falls due.
package enum DueAction: String, Codable, CaseIterable, Sendable {
    case alert, chaseRecords, list, openBallot, remind, cover, closeBallot, askSignature, heldAlarm
    case chaseQuestions, askImplementation, chaseInformation
}

/// A step of a case and the instant at which it falls due.
package struct DueStep: Equatable, Sendable {
    /// What.
    package let action: DueAction
    /// When.
    package let at: Date

    /// A step.
    package init(_ action: DueAction, at: Date) {
        self.action = action
        self.at = at
    }
}

extension CaseFile {
    /// Everything that will fall due if nothing else happens.
    package func dueSteps(now: Date, policy: BoardPolicy) -> [DueStep] {
        stepsToPlan(now: now, policy: policy) + stepsAfterPlan(policy)
    }

    private func stepsToPlan(now: Date, policy: BoardPolicy) -> [DueStep] {
        guard ending == nil else { return [] }
        if emergency != nil {
            guard acknowledged == nil else { return [] }
            let next = lastAlert.map { $0.addingTimeInterval(60 * Double(policy.emergency.repeatMinutes)) }
            return [DueStep(.alert, at: next ?? referred)]
        }
        // an emergency's alert goes on; nothing else moves while the consent is withdrawn
        guard withdrawnConsent == nil else { return [] }
        if signature != nil { return heldSteps(policy) }
        if let compiled { return signatureSteps(compiled: compiled, policy) }
        if let ballot, !ballot.isClosed, listing != nil { return ballotSteps(ballot, now: now, policy) }
        // the full board discusses it, and the session in which it would have is no more
        if boardSits != nil, voided != nil { return [DueStep(.list, at: now)] }
        if tasks.contains(where: { $0.received == nil }) { return informationSteps(policy) }
        if let listing { return ballot == nil ? [DueStep(.openBallot, at: listing.cutoff)] : [] }
        guard boardSits == nil else { return [] }
        return listingSteps(now: now, policy)
    }

    private func listingSteps(now: Date, _ policy: BoardPolicy) -> [DueStep] {
        // what came by the public form moves nothing and asks nobody for anything before a person has looked at it
        guard !subject.referral.isUnchecked else { return [] }
        let readiness = readiness(now: now, policy: policy)
        if readiness.isReady { return [DueStep(.list, at: now)] }
        guard subject.consent.toReview, !subject.referral.isUnchecked, chases <= policy.listing.chases,
            !readiness.chaseable.isEmpty
        else { return [] }
        let next = lastChase.map { $0.addingTimeInterval(3_600 * Double(policy.listing.chaseEveryHours)) }
        return [DueStep(.chaseRecords, at: next ?? referred)]
    }

    /// Once the ballot must close nobody is reminded or covered any more, however late the agent comes.
    private func ballotSteps(_ ballot: Ballot, now: Date, _ policy: BoardPolicy) -> [DueStep] {
        var steps = [DueStep(.closeBallot, at: closing(of: ballot))]
        guard !awaitedSeats.isEmpty, now < ballot.closes else { return steps }
        func before(_ hours: Int) -> Date { ballot.closes.addingTimeInterval(-3_600 * Double(hours)) }
        // whoever has just been written to is not reminded in the same breath
        let reminders = policy.ballots.remindHoursBeforeClose.sorted(by: >).map(before)
        if let next = reminders.first(where: { $0 > ballot.lastAsked }) { steps.append(DueStep(.remind, at: next)) }
        // a short ballot gives everyone half of its time before a seat is covered
        let half = ballot.opened.addingTimeInterval(ballot.closes.timeIntervalSince(ballot.opened) / 2)
        let cover = max(before(policy.ballots.coverHoursBeforeClose), half)
        if !silentSeats(at: cover).isEmpty, cover > ballot.opened { steps.append(DueStep(.cover, at: cover)) }
        return steps
    }

    /// When the ballot closes as things are: at its time, or an hour after the last opinion where it may close sooner.
    private func closing(of ballot: Ballot) -> Date {
        guard ballot.closesWhenComplete, awaitedSeats.isEmpty, let last = currentOpinions.map(\.at).max() else {
            return ballot.closes
        }
        return min(ballot.closes, max(last, ballot.opened).addingTimeInterval(3_600))
    }

    /// Seats whose holder had it before an instant and has not answered; to reconfirm is not to be silent.
    package func silentSeats(at instant: Date) -> [Seat] {
        awaitedSeats.filter { seat in
            (seatedAt[seat.reviewer] ?? .distantFuture) < instant && !hasAnswered(seat.reviewer)
        }
    }

    /// Whether someone has given an opinion since the case was last listed, on whatever packet.
    func hasAnswered(_ reviewer: ReviewerID) -> Bool {
        guard let ballot else { return false }
        return opinions.contains { $0.reviewer == reviewer && $0.ballot > ballot.number - ballot.round }
    }

    private func signatureSteps(compiled: Date, _ policy: BoardPolicy) -> [DueStep] {
        // a plan that lacks something is the coordinator's task first
        guard plan?.gaps.isEmpty ?? false, planRecord.returned == nil, !awaitsConfirmation(policy) else { return [] }
        let next = lastSignatureAsk.map { $0.addingTimeInterval(3_600 * Double(policy.plans.signReminderHours)) }
        return [DueStep(.askSignature, at: next ?? max(compiled, listing?.sits ?? compiled))]
    }

    private func heldSteps(_ policy: BoardPolicy) -> [DueStep] {
        guard let signed, released?.patientPlan != true, !heldAlarm else { return [] }
        var day = CivilDate(signed, in: policy.zone)
        var left = policy.plans.heldAlarmWorkingDays
        var alarm = signed
        while left > 0 {
            day = day.adding(days: 1)
            alarm += 86_400
            if day.isWorkingDay(besides: policy.plans.holidays) { left -= 1 }
        }
        return [DueStep(.heldAlarm, at: alarm)]
    }

    /// What the case has and lacks on the day of an instant.
    package func readiness(now: Date, policy: BoardPolicy) -> Readiness {
        var readiness = TumorBoard.readiness(of: subject, rules: policy.intake, on: CivilDate(now, in: policy.zone))
        if needsCheck(policy) {
            let reason =
                subject.referral.isUnchecked
                ? "The referral came by the public form" : "The rules ask for an intake check"
            readiness.otherBlocks.append(
                "\(reason) and nobody has confirmed that everything was gathered: "
                    + "\(subject.navigator?.name ?? "the coordinator") does so with “case check”.")
        }
        return readiness
    }
}

extension Readiness {
    /// Records that a request can bring: missing ones, and those still on their way.
    package var chaseable: [RecordClass] { Array(Set(missing + pending)).sorted() }
}
