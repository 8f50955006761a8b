/// What a seat is for.
package enum SeatRole: String, Codable, Sendable { case voting, findings, member }

/// Why someone holds a seat.
package enum SeatReason: Codable, Equatable, Sendable {
    /// Expertise in the site, 1–5.
    case expertise(Int, DiseaseGroup)
    /// Cases this week before this one, out of how many they take.
    case load(Int, of: Int)
    /// Sat on the case before.
    case continuity
    /// Treats the patient and is marked so; own patients only.
    case treating
    /// Covers for someone who did not answer.
    case covers(ReviewerID)
    /// Takes the place of someone who recused.
    case replaces(ReviewerID)
    /// Gives the third opinion.
    case thirdOpinion
}

/// A rule that keeps someone from a seat; the order of the cases is the order of explanation.
package enum EligibilityRule: String, Codable, CaseIterable, Sendable {
    case specialty, expertise, treating, firstOpinionInstitution, credential, licence, leave, availability, conflict
    case seated, recused, silent, ruledOut
    case load
}

/// Someone of the right specialty who was not seated, and the first rule that kept them out.
package struct Exclusion: Codable, Equatable, Sendable {
    /// Who.
    package var reviewer: ReviewerID
    /// From which seat.
    package var specialty: Specialty
    /// By which rule.
    package var rule: EligibilityRule
    /// The fact behind it.
    package var detail: String

    /// An exclusion.
    package init(reviewer: ReviewerID, specialty: Specialty, rule: EligibilityRule, detail: String) {
        self.reviewer = reviewer
        self.specialty = specialty
        self.rule = rule
        self.detail = detail
    }
}

/// A filled seat.
package struct Seat: Codable, Equatable, Sendable {
    /// The specialty it is for.
    package var specialty: Specialty
    /// Who holds it.
    package var reviewer: ReviewerID
    /// What it is for.
    package var role: SeatRole
    /// Why this person.
    package var reasons: [SeatReason]

    /// A seat.
    package init(specialty: Specialty, reviewer: ReviewerID, role: SeatRole, reasons: [SeatReason]) {
        self.specialty = specialty
        self.reviewer = reviewer
        self.role = role
        self.reasons = reasons
    }
}

/// Who sits on a case.
package struct BoardPanel: Codable, Equatable, Sendable {
    /// The filled seats, voting seats first.
    package var seats: [Seat]
    /// Seats that nobody can fill.
    package var empty: [Specialty]
    /// Who was kept out and why.
    package var exclusions: [Exclusion]

    /// A panel.
    package init(seats: [Seat] = [], empty: [Specialty] = [], exclusions: [Exclusion] = []) {
        self.seats = seats
        self.empty = empty
        self.exclusions = exclusions
    }

    /// The seat that someone holds.
    package func seat(of reviewer: ReviewerID) -> Seat? { seats.first { $0.reviewer == reviewer } }

    /// The seats that get a ballot.
    package var ballotSeats: [Seat] { seats.filter { $0.role != .member } }

    /// The seats that vote on treatment.
    package var votingSeats: [Seat] { seats.filter { $0.role == .voting } }
}
