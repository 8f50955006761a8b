import Foundation
package import TumorBoard

/// Why somebody does not hold a seat of a case.
package struct SeatAnswer: Encodable, Equatable, Sendable {
    /// The seat.
    package let specialty: Specialty
    /// Whether they hold it.
    package let holds: Bool
    /// The first rule that keeps them from it; nil where none does.
    package let rule: EligibilityRule?
    /// How much dearer the whole plan is with them there; nil where they hold the seat or cannot.
    package let dearerBy: Int?
    /// The answer in words.
    package let words: String
}

/// When a case sits and what its seats ask for.
struct CaseSitting {
    let request: ScheduleRequest
    let eligibility: Eligibility
    let week: Week
}

extension BoardOffice {
    /// Why somebody does not sit on a case, for each of its seats that their specialties are for.
    ///
    /// A rule is named where one keeps them out; where none does, the plan is made once more with them in the seat, and
    /// the difference is told.
    package func whyNot(_ reviewer: ReviewerID, on id: CaseID) throws -> [SeatAnswer] {
        let (roster, policy) = (try roster(), try policy())
        guard let person = roster.reviewer(reviewer) else { throw OfficeError.unknownReviewer(reviewer.text) }
        let proposal = try schedulePlan(scope: .repair)
        guard let planned = proposal.plan.planned(id), let file = proposal.desk.files[id] else {
            throw try refusalToPlan(id)
        }
        let sitting = self.sitting(file, planned, proposal.desk.request)
        let seats = policy.seats.seats(for: file.subject)
        let own = seats.filter { person.specialties.contains($0) }
        guard let first = own.first else {
            let titles = person.specialties.map(\.title).joined(separator: ", ")
            let asked = seats.map(\.title).joined(separator: ", ")
            return seats.prefix(1).map { seat in
                SeatAnswer(
                    specialty: seat, holds: false, rule: .specialty, dearerBy: nil,
                    words: "\(person.name) is \(titles), and the case seats \(asked)")
            }
        }
        guard planned.listing != nil else {
            return [
                SeatAnswer(
                    specialty: first, holds: false, rule: nil, dearerBy: nil,
                    words: "nobody sits on the case, since no session takes it")
            ]
        }
        return own.map { seat in
            if planned.panel.seat(of: reviewer)?.specialty == seat {
                return SeatAnswer(
                    specialty: seat, holds: true, rule: nil, dearerBy: nil, words: "\(person.name) holds this seat")
            }
            if let exclusion = sitting.eligibility.exclusion(of: person, from: seat) {
                return SeatAnswer(
                    specialty: seat, holds: false, rule: exclusion.rule, dearerBy: nil,
                    words: "\(person.name) \(exclusion.detail)")
            }
            return forced(person, seat, of: id, proposal)
        }
    }

    private func forced(
        _ person: Reviewer, _ seat: Specialty, of id: CaseID, _ proposal: ScheduleProposal
    ) -> SeatAnswer {
        var request = proposal.desk.request
        for index in request.cases.indices where request.cases[index].subject.id == id {
            let wish = ScheduleWish.seated(person.id, seat)
            request.cases[index].wishes.removeAll { wish.replaces($0) }
            request.cases[index].wishes.append(wish)
        }
        let other = SchedulePlanner(request).plan()
        let isThere = other.planned(id)?.panel.seats.contains { $0.reviewer == person.id && $0.specialty == seat } ?? false
        guard isThere else {
            return SeatAnswer(
                specialty: seat, holds: false, rule: .load, dearerBy: nil,
                words: "\(person.name) has no case left to take that week")
        }
        let more =
            other.placement.cost + other.panels.cost - proposal.plan.placement.cost - proposal.plan.panels.cost
        return SeatAnswer(
            specialty: seat, holds: false, rule: nil, dearerBy: more,
            words: more > 0
                ? "\(person.name) may sit, and the plan as a whole would cost \(more) more"
                : "\(person.name) may sit just as well: the plan would cost the same")
    }

    func sitting(of id: CaseID, _ file: CaseFile) throws -> CaseSitting {
        let proposal = try schedulePlan(scope: .repair)
        return sitting(file, proposal.plan.planned(id), proposal.desk.request)
    }

    private func sitting(_ file: CaseFile, _ planned: PlannedCase?, _ request: ScheduleRequest) -> CaseSitting {
        let session = request.sessions.first { $0.id == planned?.listing?.session }
        let day = session?.localDay.day ?? CivilDate(planned?.listing?.sits ?? now, in: configuration.timeZone)
        var barred = file.barredFromSeats
        for case .notSeated(let reviewer) in file.wishes where barred[reviewer] == nil { barred[reviewer] = .ruledOut }
        let rules = request.policy.scheduling
        return CaseSitting(
            request: request,
            eligibility: Eligibility(
                of: file.subject, on: day, half: session?.localDay.half, barred: barred,
                expertise: rules.cover ? 1 : rules.coreExpertise), week: Week(of: day))
    }
}
