import Foundation
import TumorBoard

extension Dice {
    mutating func roll(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// True about so many times in a hundred.
    mutating func chance(_ percent: Int) -> Bool { roll(1...100) <= percent }
}

/// A hospital's next weeks, drawn from a seed.
struct Hospital {
    static let monday = Date(timeIntervalSince1970: 1_793_577_600)  // 2 November 2026, 00:00 UTC

    var dice: Dice
    var people = 10
    var cases = 8
    var weeks = 3

    init(seed: UInt64) { dice = Dice(seed: seed) }

    static func day(_ day: Int, _ hour: Int = 9) -> Date {
        monday.addingTimeInterval(Double(86_400 * day + 3_600 * hour))
    }

    mutating func request() throws -> ScheduleRequest {
        var policy = BoardPolicy.standard
        policy.zone = .gmt
        let board = Board(
            id: "thoracic", name: "Thoracic board", diseaseGroups: [.lung], chair: "r0", delegates: [],
            coordinator: Contact(name: "Coordinator"), onCall: [], timeZone: "Europe/Berlin")
        let reviewers = try (0..<people).map { try reviewer($0) }
        let sessions = (0..<weeks).map { week in
            Session(
                id: SessionID(checked: "w\(week)"), board: "thoracic", starts: Self.day(9 + 7 * week, 13),
                minutes: 15 * dice.roll(1...4), cutoffHours: 96, timeZone: "Europe/Berlin")
        }
        let items = (0..<cases).map { item($0, people: people) }
        return ScheduleRequest(
            now: Self.day(0), cases: items, sessions: sessions, roster: Roster(reviewers: reviewers, boards: [board]),
            policy: policy)
    }

    private mutating func reviewer(_ number: Int) throws -> Reviewer {
        let core: [Specialty] = [.surgeon, .medicalOncologist, .radiationOncologist]
        var specialties = [core[number % 3]]
        if dice.chance(20) { specialties.append(core[(number + 1) % 3]) }
        var reviewer = Reviewer(
            id: ReviewerID(checked: "r\(number)"), name: "Dr. \(number)", specialties: specialties,
            expertise: [.lung: dice.roll(1...5)], institution: "House \(dice.roll(1...3))",
            email: try EmailAddress("r\(number)@example.org"),
            credential: Credential(
                number: "1", verified: try CivilDate("2026-01-01"), expires: try CivilDate("2030-01-01")),
            licences: ["DE-BE"], casesPerWeek: dice.roll(1...3))
        if dice.chance(20) {
            let first = CivilDate(Self.day(7 * dice.roll(0...3)), in: .gmt)
            reviewer.leave = [Leave(from: first, to: first.adding(days: 6))]
        }
        if dice.chance(10) { reviewer.credential.verified = nil }
        if dice.chance(10) { reviewer.sits = [.monday: [.morning]] }
        return reviewer
    }

    private mutating func item(_ number: Int, people: Int) -> ScheduleCase {
        var subject = Case(
            id: CaseID(checked: "c\(number)"), diseaseGroup: .lung,
            patient: Patient(name: "Erika Beispiel", sex: .female, region: "DE-BE"),
            referral: Referral(
                by: .treatingOncologist, setting: dice.chance(60) ? .secondOpinion : .ownPatient,
                received: CivilDate(Self.day(-dice.roll(0...20)), in: .gmt),
                doctor: Contact(name: "Dr. Ruth Fern", institution: "Klinik am See"), question: "Surgery first?"),
            consent: Consent(toReview: true), diagnosis: Diagnosis(cancer: Coding(text: "lung"), histology: "adeno"))
        subject.firstOpinion = FirstOpinion(doctor: "Dr. Ruth Fern", institution: "House 1", plan: "surgery")
        subject.urgency.level = [.standard, .standard, .expedited, .days][dice.roll(0...3)]
        if dice.chance(30) {
            subject.referral.treating = [ReviewerID(checked: "r\(dice.roll(0...(people - 1)))")]
        }
        return ScheduleCase(subject: subject, ready: Self.day(-dice.roll(0...10)))
    }
}

extension ScheduleRequest {
    /// The request with every list in another order.
    func shuffled(using dice: inout Dice) -> ScheduleRequest {
        var other = self
        other.cases.shuffle(using: &dice)
        other.sessions.shuffle(using: &dice)
        other.roster.reviewers.shuffle(using: &dice)
        return other
    }

    /// The request after a plan was published.
    func published(_ plan: SchedulePlan) -> ScheduleRequest {
        var next = self
        for index in next.cases.indices {
            guard let planned = plan.planned(next.cases[index].subject.id), let listing = planned.listing else {
                continue
            }
            next.cases[index].published = PublishedListing(listing: listing, panel: planned.panel)
        }
        return next
    }
}
