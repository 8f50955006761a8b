import Foundation

/// Which rule keeps someone from a seat of a case, load apart: load is what the plan weighs.
package struct Eligibility: Sendable {
    /// The case.
    package var subject: Case
    /// The day on which the board sits.
    package var day: CivilDate
    /// The half of that day; nil where there is no session.
    package var half: DayHalf?
    /// The first and the last day of the ballot, where it is known.
    package var ballot: ClosedRange<CivilDate>?
    /// People who may not be asked, with the rule.
    package var barred: [ReviewerID: EligibilityRule]
    /// The expertise that a seat with a ballot asks for, 1–5.
    package var expertise: Int
    private let baselineInstitution: String?

    /// What seats of a case ask for.
    package init(
        of subject: Case, on day: CivilDate, half: DayHalf? = nil, ballot: ClosedRange<CivilDate>? = nil,
        barred: [ReviewerID: EligibilityRule] = [:], expertise: Int = 1
    ) {
        self.subject = subject
        self.day = day
        self.half = half
        self.ballot = ballot
        self.barred = barred
        self.expertise = expertise
        baselineInstitution = subject.firstOpinion?.institution?.comparable
    }

    /// The first rule, in the order of explanation, that keeps a reviewer from a seat; nil when none does.
    package func exclusion(of reviewer: Reviewer, from specialty: Specialty) -> Exclusion? {
        guard let (rule, detail) = firstFailing(reviewer, specialty) else { return nil }
        return Exclusion(reviewer: reviewer.id, specialty: specialty, rule: rule, detail: detail)
    }

    private func firstFailing(_ reviewer: Reviewer, _ specialty: Specialty) -> (EligibilityRule, String)? {
        guard reviewer.specialties.contains(specialty) else { return (.specialty, "is no \(specialty.title)") }
        let group = subject.diseaseGroup
        if specialty.seatRole != .member {
            let level = reviewer.expertise[group] ?? 0
            if level < 1 { return (.expertise, "no expertise in \(group.title) cases") }
            if level < expertise {
                return (.expertise, "expertise \(level) of 5 in \(group.title) cases, and \(expertise) is asked")
            }
        }
        if subject.referral.setting == .secondOpinion {
            if subject.referral.treating.contains(reviewer.id) {
                return (.treating, EligibilityRule.treating.barredWords)
            }
            if let institution = subject.firstOpinion?.institution, !reviewer.institution.isEmpty,
                reviewer.institution.comparable == baselineInstitution
            {
                return (.firstOpinionInstitution, "works at \(institution), which gave the first opinion")
            }
        }
        guard let verified = reviewer.credential.verified, verified <= day else {
            return (.credential, "the credential is not verified")
        }
        if reviewer.credential.expires < day {
            return (.credential, "the credential expired on \(reviewer.credential.expires)")
        }
        if let region = subject.patient.region, !reviewer.licences.contains(region) {
            return (.licence, "not licensed in \(region)")
        }
        if let leave = reviewer.leave.first(where: { $0.covers(day) }) {
            return (.leave, "on leave from \(leave.from) to \(leave.to)")
        }
        if let ballot,
            let leave = reviewer.leave.first(where: { $0.covers(ballot.lowerBound) && $0.covers(ballot.upperBound) })
        {
            return (.leave, "on leave from \(leave.from) to \(leave.to), all the time that the ballot is open")
        }
        if let half, let sits = reviewer.sits, !(sits[Weekday(day)] ?? []).contains(half) {
            return (.availability, "does not sit on \(Weekday(day).rawValue) \(half.rawValue)s")
        }
        if let conflict = reviewer.conflict(on: subject) {
            return (.conflict, "\(conflict.with): \(conflict.reason)")
        }
        return barred[reviewer.id].map { ($0, $0.barredWords) }
    }
}

extension Reviewer {
    /// The declared conflict that touches a case: the patient, its doctors or its institutions.
    package func conflict(on subject: Case) -> ConflictOfInterest? {
        guard !conflicts.isEmpty else { return nil }
        let parties =
            [
                subject.referral.doctor?.name, subject.referral.doctor?.institution, subject.firstOpinion?.doctor,
                subject.firstOpinion?.institution, subject.patient.name,
            ].compactMap { $0?.comparable } + subject.patient.identifiers.map(\.value.comparable)
        return conflicts.first { conflict in parties.contains(conflict.with.comparable) }
    }
}

extension EligibilityRule {
    /// Why someone barred by this rule may not be asked.
    fileprivate var barredWords: String {
        switch self {
        case .treating: "treats or referred the patient"
        case .recused: "recused from this case"
        case .silent: "did not answer on this case"
        case .seated: "already sat on this case"
        case .ruledOut: "was ruled out by the coordinator"
        case .leave: "is on leave until the ballot closes"
        default: "may not be asked on this case"
        }
    }
}

extension Specialty {
    /// What a seat of this specialty is for.
    package var seatRole: SeatRole { hasNoVote ? .member : givesFindingsOnly ? .findings : .voting }
}

extension Session {
    /// The local day on which it sits, and which half of it.
    package var localDay: (day: CivilDate, half: DayHalf) {
        let zone = TimeZone(identifier: timeZone) ?? .gmt
        let seconds = starts.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: starts))
        let ofDay = seconds - 86_400 * (seconds / 86_400).rounded(.down)
        return (CivilDate(starts, in: zone), ofDay < 43_200 ? .morning : .afternoon)
    }
}
