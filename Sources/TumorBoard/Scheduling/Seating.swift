import Foundation

/// The facts that seats are filled from.
package struct SeatingRequest: Sendable {
    /// The case.
    package var subject: Case
    /// The day on which the board sits on it.
    package var day: CivilDate
    /// Seats to fill, voting ones first.
    package var seats: [Specialty]
    /// Who can be asked.
    package var roster: Roster
    /// Cases that each reviewer already has in that week.
    package var loads: [ReviewerID: Int]
    /// People who sat on this case before, by preference to sit again.
    package var continuity: Set<ReviewerID>
    /// People who may not be asked, with the rule.
    package var barred: [ReviewerID: EligibilityRule]

    /// A request.
    package init(
        subject: Case, day: CivilDate, seats: [Specialty], roster: Roster, loads: [ReviewerID: Int] = [:],
        continuity: Set<ReviewerID> = [], barred: [ReviewerID: EligibilityRule] = [:]
    ) {
        self.subject = subject
        self.day = day
        self.seats = seats
        self.roster = roster
        self.loads = loads
        self.continuity = continuity
        self.barred = barred
    }

    /// Fills the seats: continuity for whoever sat before, then expertise in the site, then the smallest load.
    ///
    /// Ties go by a hash of case and reviewer, so that no order of input matters and nobody is always first.
    package func seatPanel() -> BoardPanel {
        var panel = BoardPanel()
        var taken: Set<ReviewerID> = []
        for specialty in seats {
            var candidates: [Reviewer] = []
            for reviewer in roster.reviewers where reviewer.specialties.contains(specialty) {
                if taken.contains(reviewer.id) {
                    continue
                } else if let exclusion = exclusion(of: reviewer, from: specialty) {
                    panel.exclusions.append(exclusion)
                } else {
                    candidates.append(reviewer)
                }
            }
            guard let best = candidates.min(by: precedes) else {
                panel.empty.append(specialty)
                continue
            }
            taken.insert(best.id)
            panel.seats.append(
                Seat(specialty: specialty, reviewer: best.id, role: specialty.seatRole, reasons: reasons(for: best)))
        }
        panel.exclusions.sort { ($0.specialty, $0.reviewer) < ($1.specialty, $1.reviewer) }
        return panel
    }

    /// The first rule that keeps a reviewer from a seat of that specialty, nil when none does.
    package func exclusion(of reviewer: Reviewer, from specialty: Specialty) -> Exclusion? {
        if let exclusion = Eligibility(of: subject, on: day, barred: barred).exclusion(of: reviewer, from: specialty) {
            return exclusion
        }
        let load = loads[reviewer.id] ?? 0
        guard load >= reviewer.casesPerWeek, !continuity.contains(reviewer.id) else { return nil }
        return Exclusion(
            reviewer: reviewer.id, specialty: specialty, rule: .load,
            detail: "already has \(load) of \(reviewer.casesPerWeek) cases that week")
    }

    private func reasons(for reviewer: Reviewer) -> [SeatReason] {
        var reasons: [SeatReason] = []
        if let expertise = reviewer.expertise[subject.diseaseGroup] {
            reasons.append(.expertise(expertise, subject.diseaseGroup))
        }
        reasons.append(.load(loads[reviewer.id] ?? 0, of: reviewer.casesPerWeek))
        if continuity.contains(reviewer.id) { reasons.append(.continuity) }
        if subject.referral.treating.contains(reviewer.id) { reasons.append(.treating) }
        return reasons
    }

    private func precedes(_ left: Reviewer, _ right: Reviewer) -> Bool {
        let kept = (continuity.contains(left.id), continuity.contains(right.id))
        if kept.0 != kept.1 { return kept.0 }
        let expertise = (left.expertise[subject.diseaseGroup] ?? 0, right.expertise[subject.diseaseGroup] ?? 0)
        if expertise.0 != expertise.1 { return expertise.0 > expertise.1 }
        // utilisation after this case, compared exactly: (load + 1) / capacity
        let after = (
            ((loads[left.id] ?? 0) + 1) * max(1, right.casesPerWeek),
            ((loads[right.id] ?? 0) + 1) * max(1, left.casesPerWeek)
        )
        if after.0 != after.1 { return after.0 < after.1 }
        return (tieHash(left.id), left.id) < (tieHash(right.id), right.id)
    }

    private func tieHash(_ reviewer: ReviewerID) -> UInt64 {
        // FNV-1a over both identifiers
        "\(subject.id)/\(reviewer)".utf8.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    }
}

extension String {
    /// The text as names are compared: no case, no diacritics, single spaces.
    package var comparable: String {
        folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
