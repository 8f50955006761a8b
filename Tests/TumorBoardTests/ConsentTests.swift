import Foundation
import Testing

@testable import TumorBoard

@Suite("A consent that is withdrawn")
struct ConsentTests {
    private func withdraw(_ walk: inout Walk) throws {
        var consent = walk.file.subject.consent
        consent.withdrawn = CivilDate(walk.now, in: .gmt)
        walk.record(try walk.file.recordConsent(consent, now: walk.now, policy: walk.policy))
    }

    private func giveAgain(_ walk: inout Walk) throws {
        var consent = walk.file.subject.consent
        consent.withdrawn = nil
        walk.record(try walk.file.recordConsent(consent, now: walk.now, policy: walk.policy))
    }

    @Test("While it is withdrawn nothing falls due, and every act on the case is refused with the reason")
    func standsStill() throws {
        var walk = try Walk.voting()
        try withdraw(&walk)
        #expect(walk.steps.isEmpty)
        let readiness = walk.file.readiness(now: walk.now, policy: walk.policy)
        #expect(walk.file.status(readiness: readiness) == .standsStill)
        #expect(readiness.blockers.contains { $0.contains("withdrew") })
        let refusal = CommandRefusal.consentWithdrawn(CivilDate(walk.now, in: .gmt))
        let seat = try #require(walk.file.awaitedSeats.first)
        let opinion = try TestOpinion.of(seat.reviewer, seat.specialty)
        #expect(throws: refusal) { try walk.cast(opinion) }
        #expect(throws: refusal) { try walk.file.recuse(seat.reviewer, reason: "kin", facts: walk.facts) }
        #expect(throws: refusal) { try walk.add(TestCase.record("new"), material: true) }
        #expect(walk.file.openTasks(now: walk.now, policy: walk.policy).map(\.id) == ["consent"])
    }

    @Test("Given again it lets the case go on: a ballot whose close has passed gets the time of one out of session")
    func goesOn() throws {
        var walk = try Walk.voting()
        let close = try #require(walk.file.ballot).closes
        try withdraw(&walk)
        walk.now = close.hours(30)
        #expect(walk.steps.isEmpty, "the ballot does not close without the patient's consent")
        try giveAgain(&walk)
        #expect(walk.file.ballot?.closes == walk.now.hours(Double(walk.policy.ballots.outOfSessionHours)))
        try walk.castAll()
        try walk.run(through: .closeBallot)
        #expect(walk.file.compiled != nil)
    }

    @Test("Given again in time it shortens nothing, and a ballot that had not opened opens at its cut-off")
    func inTime() throws {
        var walk = try Walk.voting()
        let close = try #require(walk.file.ballot).closes
        try withdraw(&walk)
        try giveAgain(&walk)
        #expect(walk.file.ballot?.closes == close)
        var listed = try Walk(TestCase.lung())
        try listed.run(through: .list)
        try withdraw(&listed)
        try giveAgain(&listed)
        #expect(listed.due(.openBallot) == listed.file.listing?.cutoff)
    }

    @Test("What comes in about a case withdraws the consent as well, and the time is the patient's")
    func byUpdate() throws {
        var walk = try Walk(TestCase.lung())
        walk.now = .day(1)
        var subject = walk.file.subject
        subject.consent.withdrawn = CivilDate(walk.now, in: .gmt)
        walk.record([.updated(CaseUpdate(subject: subject, changes: [], source: "a letter", by: "Nora"))])
        #expect(walk.steps.isEmpty)
        walk.now = .day(4)
        try giveAgain(&walk)
        #expect(walk.file.liftedWithdrawal == .day(1))
        let told = walk.file.clocks(now: walk.now, policy: walk.policy)
        #expect(told.fromReferral.time(of: .patient) == 3 * 86_400)
    }

    @Test("An emergency is alerted all the same")
    func emergency() throws {
        var walk = try Walk(TestCase.lung { $0.urgency = Urgency(level: .emergency) })
        try withdraw(&walk)
        #expect(walk.steps.map(\.action) == [.alert])
    }

    @Test("A withdrawal that was lifted is told by when it began, and only by the consent that lifted it")
    func lifted() throws {
        var walk = try Walk(TestCase.lung())
        #expect(walk.file.liftedWithdrawal == nil)
        walk.now = .day(1)
        try withdraw(&walk)
        walk.now = .day(2)
        #expect(walk.file.liftedWithdrawal == nil)
        try giveAgain(&walk)
        #expect(walk.file.liftedWithdrawal == .day(1))
        var consent = walk.file.subject.consent
        consent.readFirst = true
        walk.record(try walk.file.recordConsent(consent, now: walk.now, policy: walk.policy))
        #expect(walk.file.liftedWithdrawal == nil)
    }

    @Test("A day is the site’s day: just after midnight in Berlin a record is a day older than in UTC")
    func zone() throws {
        var walk = try Walk(
            TestCase.lung { subject in
                subject.records.append(
                    ClinicalRecord(id: "b", kind: .bloodCount, title: "CBC", date: CivilDate(.day(0), in: .gmt)))
            }, at: .day(14, 23, 30))
        #expect(walk.file.readiness(now: walk.now, policy: walk.policy).stale.isEmpty)
        walk.policy.zone = try #require(TimeZone(identifier: "Europe/Berlin"))
        #expect(walk.file.readiness(now: walk.now, policy: walk.policy).stale.map(\.record) == ["b"])
    }
}
