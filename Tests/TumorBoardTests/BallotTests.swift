import Foundation
import Testing

@testable import TumorBoard

@Suite("Opinions are cast, replaced, made stale, recused from and covered")
struct BallotTests {
    @Test("Casting the same opinion twice is one event; a different one replaces it and both stay on record")
    func castTwice() throws {
        var walk = try Walk.voting()
        let opinion = try TestOpinion.of("s1", .surgeon)
        try walk.cast(opinion)
        let version = walk.file.version
        try walk.cast(opinion)
        #expect(walk.file.version == version)
        try walk.cast(TestOpinion.of("s1", .surgeon, [["surgery"]]))
        #expect(walk.file.version == version + 1)
        #expect(walk.file.opinions.count == 2)
        #expect(walk.file.currentOpinions.map(\.opinion.vote.plan?.written) == [[["surgery"]]])
    }

    @Test("An opinion is refused that is not its author's, not for the seat, or speaks of what the patient never said")
    func refusals() throws {
        var walk = try Walk.voting()
        let digest = walk.digest
        func refusal(_ opinion: Opinion, by reviewer: ReviewerID) -> CommandRefusal? {
            #expect(throws: CommandRefusal.self) {
                try walk.file.cast(
                    opinion, by: reviewer, packetDigest: digest, grade: .linkOnly, now: walk.now, policy: walk.policy)
            }
        }
        #expect(try refusal(TestOpinion.of("m1", .medicalOncologist), by: "s1") == .wrongAuthor("reviewer"))
        #expect(try refusal(TestOpinion.of("s1", .pathologist), by: "s1") == .wrongAuthor("specialty"))
        #expect(try refusal(TestOpinion.of("s2", .surgeon), by: "s2") == .notSeated("s2"))
        let question = try TestOpinion.of("s1", .surgeon) { $0.answers[0].question = "q9" }
        #expect(refusal(question, by: "s1") == .unknownReference("q9"))
        let preference = try TestOpinion.of("s1", .surgeon) { $0.preferences[0].preference = "p9" }
        #expect(refusal(preference, by: "s1") == .unknownReference("p9"))
        let low = try TestOpinion.of("s1", .surgeon, ratings: [.surgery: 4])
        #expect(refusal(low, by: "s1") == .opinion(.ownPlanRatedLow("s1", .surgery, 4, 7)))
        let listed = try Walk(TestCase.lung())
        #expect(throws: CommandRefusal.noOpenBallot) {
            try listed.file.cast(
                try TestOpinion.of("s1", .surgeon), by: "s1", packetDigest: "", grade: .linkOnly, now: listed.now,
                policy: listed.policy)
        }
        try walk.castAll()
        try walk.run(through: .closeBallot)
        #expect(throws: CommandRefusal.noOpenBallot) { try walk.cast(TestOpinion.of("s1", .surgeon)) }
    }

    @Test("A recusal re-seats at once, explains itself, and bars for good")
    func recusal() throws {
        var walk = try Walk.voting()
        walk.now = .day(6)
        walk.record(try walk.file.recuse("m1", reason: "my sister", facts: walk.facts))
        #expect(walk.kinds.suffix(2) == ["case.recused", "case.seatReplaced"])
        let seat = try #require(walk.file.panel?.seat(of: "m2"))
        #expect(seat.reasons.contains(.replaces("m1")))
        #expect(walk.file.panel?.exclusions.contains { $0.reviewer == "m1" && $0.rule == .recused } == true)
        #expect(walk.file.barred == ["m1": .recused])
        #expect(throws: CommandRefusal.recusedAlready("m1")) { try walk.cast(TestOpinion.of("m1", .medicalOncologist)) }
        #expect(throws: CommandRefusal.recusedAlready("m1")) {
            try walk.file.recuse("m1", reason: "again", facts: walk.facts)
        }
        walk.record(try walk.file.recuse("m2", reason: "my brother", facts: walk.facts))
        #expect(walk.file.panel?.empty == [.medicalOncologist])
        #expect(walk.file.consensusContext(walk.policy).convened == 3, "an empty seat still counts as convened")
    }

    @Test("A seat that nobody can cover stays with its holder, who can still answer")
    func noCover() throws {
        var walk = try Walk.voting { walk in walk.roster.reviewers.removeAll { $0.id == "x2" } }
        try walk.cast(TestOpinion.of("s1", .surgeon))
        walk.now = .day(7, 19)
        let events = try walk.take(.cover)
        #expect(events.count == 1)
        #expect(Set(walk.file.panel?.seats.map(\.reviewer) ?? []) == ["s1", "m2", "x1"])
        #expect(walk.file.panel?.empty == [])
        #expect(try walk.take(.cover).isEmpty, "taken again, there is nothing left to do")
        try walk.cast(TestOpinion.of("x1", .radiationOncologist))
        try walk.cast(TestOpinion.of("m2", .medicalOncologist))
        #expect(walk.file.awaitedSeats.isEmpty)
    }

    @Test("Material evidence freezes a new packet, makes opinions stale, and gives time to reconfirm")
    func stale() throws {
        var walk = try Walk.voting()
        let first = walk.digest
        try walk.cast(TestOpinion.of("s1", .surgeon))
        walk.now = .day(8, 9)
        try walk.add(TestCase.record("late-ct"), material: true)
        #expect(walk.kinds.suffix(3) == ["case.recordAdded", "case.packetFrozen", "case.ballotExtended"])
        #expect(walk.file.packet?.version == 2)
        #expect(walk.file.packet?.content.addedRecords == ["late-ct"])
        #expect(walk.file.isStale("s1") && !walk.file.isStale("m1"))
        #expect(walk.file.awaitedSeats.count == 3)
        #expect(walk.due(.closeBallot) == .day(8, 21), "twelve hours to reconfirm")
        #expect(throws: CommandRefusal.packetChanged) { try walk.cast(TestOpinion.of("s1", .surgeon), packet: first) }
        #expect(walk.file.opinions.count == 1, "what was cast stays on record")
        try walk.cast(TestOpinion.of("s1", .surgeon))
        #expect(!walk.file.isStale("s1"))
        #expect(walk.file.opinions.count == 2)
    }

    @Test("A packet names a contradiction in words that a reviewer can read")
    func contradiction() throws {
        var walk = try Walk.voting()
        var record = TestCase.record("late-ct")
        record.printedName = "Max Mustermann"
        try walk.add(record, material: true)
        let contradictions = try #require(walk.file.packet?.content.contradictions)
        #expect(contradictions.count == 1)
        #expect(contradictions.first?.hasPrefix("The patient's name disagrees: ") == true)
    }

    @Test("More time is never taken beyond the session, nor is a ballot ever shortened")
    func extensionBounds() throws {
        var early = try Walk.voting()
        early.now = .day(6)
        try early.add(TestCase.record("ct"), material: true)
        #expect(early.due(.closeBallot) == .day(8, 13))
        var late = try Walk.voting { $0.policy.ballots.reconfirmHours = 60 }
        late.now = .day(8, 9)
        try late.add(TestCase.record("ct"), material: true)
        #expect(late.due(.closeBallot) == .day(9, 13))
    }

    @Test("Evidence that is not material, and a record that was there already, change nothing for the opinions")
    func immaterial() throws {
        var walk = try Walk.voting()
        try walk.castAll()
        try walk.add(TestCase.record("letter"), material: false)
        #expect(walk.file.awaitedSeats.isEmpty)
        #expect(throws: CommandRefusal.duplicateRecord("letter")) {
            try walk.add(TestCase.record("letter"), material: true)
        }
    }

    @Test("Whoever answered and must only reconfirm is not silent: evidence after the cover instant replaces nobody")
    func reconfirmingIsNotSilent() throws {
        var walk = try Walk.voting()
        try walk.castAll()
        walk.now = .day(8, 9)
        try walk.add(TestCase.record("late-ct"), material: true)
        #expect(walk.due(.cover) == nil)
        try walk.take(.cover)
        #expect(walk.file.panel?.seats.map(\.reviewer) == ["s1", "m1", "x1"])
    }

    @Test("Without a quorum the case is listed again, and the silent are not asked again")
    func noQuorum() throws {
        var walk = try Walk.voting { $0.policy.ballots.coverHoursBeforeClose = 0 }
        let packet = walk.digest
        try walk.cast(TestOpinion.of("s1", .surgeon))
        try walk.run(through: .closeBallot)
        #expect(walk.file.decision?.outcome.kind == .noQuorum)
        #expect(walk.file.relisting == .returnsWithoutQuorum)
        try walk.run(through: .list)
        #expect(walk.file.listing?.session == "w2")
        #expect(walk.file.listing?.reasons.last == .returnsWithoutQuorum)
        #expect(walk.file.panel?.seats.map(\.reviewer) == ["s1", "m2", "x2"])
        try walk.run(through: .openBallot)
        #expect(walk.digest == packet, "nothing came, so the packet is the same")
        #expect(walk.file.awaitedSeats.map(\.reviewer) == ["m2", "x2"], "and the opinion given on it still stands")
    }

    @Test("A case listed again without new evidence keeps the packet that its opinions rest on")
    func samePacketAfterExtension() throws {
        var walk = try Walk.voting()
        walk.now = .day(6)
        try walk.add(TestCase.record("ct"), material: true)
        try walk.cast(TestOpinion.of("s1", .surgeon))
        walk.now = .day(8, 13)
        try walk.take(.closeBallot)
        try walk.run(through: .openBallot)
        #expect(walk.file.packet?.version == 2)
        #expect(walk.file.currentOpinions.map(\.reviewer) == ["s1"])
    }
}
