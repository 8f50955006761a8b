import Foundation
import Testing
import TumorBoard

@Suite("Seats are filled by the rules, and every exclusion is explained")
struct SeatingTests {
    struct Hindrance: Sendable, CustomTestStringConvertible {
        let rule: EligibilityRule
        let apply: @Sendable (inout Reviewer, inout SeatingRequest) throws -> Void
        var testDescription: String { rule.rawValue }
    }

    static let hindrances: [Hindrance] = [
        Hindrance(rule: .expertise) { reviewer, _ in reviewer.expertise = [.breast: 5] },
        Hindrance(rule: .treating) { reviewer, request in request.subject.referral.treating = [reviewer.id] },
        Hindrance(rule: .firstOpinionInstitution) { reviewer, _ in reviewer.institution = "KLINIK  am See" },
        Hindrance(rule: .credential) { reviewer, _ in reviewer.credential.verified = nil },
        Hindrance(rule: .licence) { reviewer, _ in reviewer.licences = ["FR-75"] },
        Hindrance(rule: .leave) { reviewer, request in reviewer.leave = [Leave(from: request.day, to: request.day)] },
        Hindrance(rule: .conflict) { reviewer, _ in
            reviewer.conflicts = [ConflictOfInterest(with: "dr. ruth FERN", reason: "spouse")]
        },
        Hindrance(rule: .recused) { reviewer, request in request.barred[reviewer.id] = .recused },
        Hindrance(rule: .load) { reviewer, request in request.loads[reviewer.id] = reviewer.casesPerWeek },
    ]

    private static func request(_ reviewers: [Reviewer], edit: (inout Case) -> Void = { _ in }) throws -> SeatingRequest
    {
        SeatingRequest(
            subject: TestCase.lung(edit: edit), day: try CivilDate("2026-11-11"), seats: [.surgeon],
            roster: Roster(reviewers: reviewers))
    }

    @Test("Each rule keeps a reviewer out, and says so", arguments: hindrances)
    func alone(hindrance: Hindrance) throws {
        var reviewer = try TestRoster.reviewer("s1", .surgeon)
        var request = try Self.request([])
        #expect(request.exclusion(of: reviewer, from: .surgeon) == nil)
        try hindrance.apply(&reviewer, &request)
        let exclusion = try #require(request.exclusion(of: reviewer, from: .surgeon))
        #expect(exclusion.rule == hindrance.rule)
        #expect(!exclusion.detail.isEmpty)
        request.roster.reviewers = [reviewer]
        #expect(request.seatPanel() == BoardPanel(seats: [], empty: [.surgeon], exclusions: [exclusion]))
    }

    @Test("Where several rules fail, the first in the order of explanation is named", arguments: hindrances.indices)
    func first(index: Int) throws {
        var reviewer = try TestRoster.reviewer("s1", .surgeon)
        var request = try Self.request([])
        for hindrance in Self.hindrances[index...].reversed() { try hindrance.apply(&reviewer, &request) }
        let rule = request.exclusion(of: reviewer, from: .surgeon)?.rule
        #expect(rule == Self.hindrances[index].rule)
        let order = EligibilityRule.allCases
        let places = Self.hindrances.compactMap { order.firstIndex(of: $0.rule) }
        #expect(places == places.sorted(), "the order of the cases is the order of explanation")
    }

    @Test("A credential holds through its last day, from the day it was verified")
    func credential() throws {
        var reviewer = try TestRoster.reviewer("s1", .surgeon)
        let request = try Self.request([])
        reviewer.credential = Credential(number: "1", verified: request.day, expires: request.day)
        #expect(request.exclusion(of: reviewer, from: .surgeon) == nil)
        reviewer.credential.expires = request.day.adding(days: -1)
        #expect(request.exclusion(of: reviewer, from: .surgeon)?.detail == "the credential expired on 2026-11-10")
        reviewer.credential = Credential(number: "1", verified: request.day.adding(days: 1), expires: request.day)
        #expect(request.exclusion(of: reviewer, from: .surgeon)?.rule == .credential)
    }

    @Test("The more expert sits, whatever the load; of equals the less used; of these the same by hash each time")
    func best() throws {
        let expert = try TestRoster.reviewer("s1", .surgeon, expertise: 5)
        let busy = try TestRoster.reviewer("s2", .surgeon) { $0.casesPerWeek = 2 }
        let free = try TestRoster.reviewer("s3", .surgeon) { $0.casesPerWeek = 10 }
        var request = try Self.request([busy, free, expert])
        request.loads = ["s1": 5, "s2": 0, "s3": 3]
        #expect(request.seatPanel().seats.map(\.reviewer) == ["s1"])
        request.roster.reviewers = [busy, free]
        #expect(request.seatPanel().seats.map(\.reviewer) == ["s3"], "4 of 10 is less than 1 of 2")
        var chosen: Set<ReviewerID> = []
        for number in 0..<40 {
            let twins = [try TestRoster.reviewer("a", .surgeon), try TestRoster.reviewer("b", .surgeon)]
            var tied = try Self.request(twins)
            tied.subject = TestCase.lung(CaseID(checked: "c\(number)"))
            let seat = try #require(tied.seatPanel().seats.first)
            tied.roster.reviewers.reverse()
            #expect(tied.seatPanel().seats == [seat])
            chosen.insert(seat.reviewer)
        }
        #expect(chosen.count == 2, "nobody is always first")
    }

    @Test("Whoever sat before sits again, even when full that week")
    func continuity() throws {
        let expert = try TestRoster.reviewer("s1", .surgeon, expertise: 5)
        let before = try TestRoster.reviewer("s2", .surgeon)
        var request = try Self.request([expert, before])
        request.continuity = ["s2"]
        request.loads = ["s2": 6]
        let seat = try #require(request.seatPanel().seats.first)
        #expect(seat.reviewer == "s2")
        #expect(seat.reasons == [.expertise(3, .lung), .load(6, of: 6), .continuity])
    }

    @Test("On the board's own patient the treating clinician may sit and is marked; in a second opinion never")
    func treating() throws {
        let surgeon = try TestRoster.reviewer("s1", .surgeon, institution: "Klinik am See")
        let own = try Self.request([surgeon]) { subject in
            subject.referral.setting = .ownPatient
            subject.referral.treating = ["s1"]
        }
        #expect(own.seatPanel().seats.first?.reasons.contains(.treating) == true)
        let second = try Self.request([surgeon]) { $0.referral.treating = ["s1"] }
        #expect(second.seatPanel().exclusions.map(\.rule) == [.treating])
    }

    @Test("A conflict with the patient, the doctors or the institutions counts however it is written")
    func conflicts() throws {
        let parties = ["erika beispiel", "KLINIK AM SEE", "Dr. Ruth  Fern", "123-X"]
        for party in parties {
            let reviewer = try TestRoster.reviewer("s1", .surgeon) { reviewer in
                reviewer.conflicts = [ConflictOfInterest(with: party, reason: "kin")]
            }
            let request = try Self.request([]) {
                $0.patient.identifiers = [PatientIdentifier(system: "hospital", value: "123-x")]
            }
            #expect(request.exclusion(of: reviewer, from: .surgeon)?.rule == .conflict, "\(party)")
        }
    }

    @Test("Two thousand random rosters are seated soundly, and in whatever order they are listed")
    func randomRosters() throws {
        let seed: UInt64 = 20_261_121
        var random = SplitMix64(seed: seed)
        let seats: [Specialty] = [.surgeon, .medicalOncologist, .radiationOncologist, .pathologist, .nurseSpecialist]
        for run in 0..<2_000 {
            var request = try Self.random(seats: seats, using: &random)
            let panel = request.seatPanel()
            request.roster.reviewers.shuffle(using: &random)
            let sound = request.seatPanel() == panel && Self.isSound(panel, for: request)
            guard sound else {
                Issue.record("roster \(run) of seed \(seed) is not seated soundly: \(panel)")
                return
            }
        }
    }

    private static func random(
        seats: [Specialty], using random: inout SplitMix64
    ) throws -> SeatingRequest {
        var reviewers: [Reviewer] = []
        var loads: [ReviewerID: Int] = [:]
        for number in 0..<Int.random(in: 0...14, using: &random) {
            let id = ReviewerID(checked: "r\(number)")
            var specialties = Set([seats.randomElement(using: &random) ?? .surgeon])
            if random.chance(30) { specialties.insert(seats.randomElement(using: &random) ?? .surgeon) }
            var reviewer = try TestRoster.reviewer(id, expertise: Int.random(in: 0...3, using: &random))
            reviewer.specialties = specialties.sorted()
            reviewer.casesPerWeek = Int.random(in: 0...3, using: &random)
            loads[id] = Int.random(in: 0...3, using: &random)
            if random.chance(10) { reviewer.credential.verified = nil }
            if random.chance(10) { reviewer.licences = [] }
            if random.chance(10) { reviewer.institution = "Klinik am See" }
            reviewers.append(reviewer)
        }
        var request = SeatingRequest(
            subject: TestCase.lung(), day: try CivilDate("2026-11-11"), seats: seats,
            roster: Roster(reviewers: reviewers),
            loads: loads)
        for reviewer in reviewers where random.chance(8) { request.barred[reviewer.id] = .silent }
        for reviewer in reviewers where random.chance(8) { request.continuity.insert(reviewer.id) }
        for reviewer in reviewers where random.chance(8) { request.subject.referral.treating.append(reviewer.id) }
        return request
    }

    private static func isSound(_ panel: BoardPanel, for request: SeatingRequest) -> Bool {
        let seated = panel.seats.map(\.reviewer)
        guard Set(seated).count == seated.count, panel.seats.count + panel.empty.count == request.seats.count else {
            return false
        }
        var taken: Set<ReviewerID> = []
        for specialty in request.seats {
            let pool = request.roster.reviewers.filter { $0.specialties.contains(specialty) && !taken.contains($0.id) }
            let free = pool.filter { request.exclusion(of: $0, from: specialty) == nil }
            let explained = pool.allSatisfy { reviewer in
                request.exclusion(of: reviewer, from: specialty).map(panel.exclusions.contains) ?? true
            }
            guard explained else { return false }
            guard let seat = panel.seats.first(where: { $0.specialty == specialty }) else {
                guard free.isEmpty, panel.empty.contains(specialty) else { return false }
                continue
            }
            guard let best = free.first(where: { $0.id == seat.reviewer }) else { return false }
            let isBest = free.allSatisfy { !clearlyBetter($0, than: best, request) }
            guard isBest else { return false }
            taken.insert(seat.reviewer)
        }
        return panel.exclusions.allSatisfy { exclusion in
            !panel.seats.contains { $0.reviewer == exclusion.reviewer && $0.specialty == exclusion.specialty }
        }
    }

    /// Continuity, then expertise, then utilisation after this case.
    private static func clearlyBetter(_ one: Reviewer, than other: Reviewer, _ request: SeatingRequest) -> Bool {
        let kept = (request.continuity.contains(one.id), request.continuity.contains(other.id))
        if kept.0 != kept.1 { return kept.0 }
        let expertise = (one.expertise[.lung] ?? 0, other.expertise[.lung] ?? 0)
        if expertise.0 != expertise.1 { return expertise.0 > expertise.1 }
        func used(_ reviewer: Reviewer) -> Double {
            Double((request.loads[reviewer.id] ?? 0) + 1) / Double(max(1, reviewer.casesPerWeek))
        }
        return used(one) < used(other) - 1e-9
    }
}
