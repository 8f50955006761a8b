import Foundation
import Testing
import TumorBoard

@Suite("A dissenter may say how their dissent is put") struct DissentStatementTests {
    /// Two for surgery and chemotherapy; the radiation oncologist would add radiotherapy.
    private static func dissenting() throws -> Walk {
        var walk = try Walk.voting()
        for seat in walk.file.awaitedSeats {
            let plan =
                seat.specialty == .radiationOncologist
                ? [["surgery"], ["systemic"], ["radiotherapy"]] : [["surgery"], ["systemic"]]
            try walk.cast(TestOpinion.of(seat.reviewer, seat.specialty, plan))
        }
        try walk.run(through: .closeBallot)
        return walk
    }

    @Test("A statement stands in the plan under its author's name, can be changed and taken back, each a plan anew")
    func statement() throws {
        var walk = try Self.dissenting()
        #expect(walk.file.plan?.dissents.map(\.by) == ["x1"])
        #expect(walk.file.dissentersUnheard == ["x1"])
        let first = walk.record(try walk.file.stateDissent(by: "x1", text: "Nodes first.", now: walk.now))
        #expect(first.map(\.kind) == ["case.dissentStated", "case.planCompiled"])
        #expect(walk.file.plan?.version == 2)
        #expect(try walk.file.dissent(of: "x1").value.statement == "Nodes first.")
        #expect(walk.file.dissentersUnheard.isEmpty)
        #expect(try walk.file.stateDissent(by: "x1", text: "Nodes first.", now: walk.now).isEmpty, "the same again")
        walk.record(try walk.file.stateDissent(by: "x1", text: "Nodes matter.", now: walk.now))
        #expect(try walk.file.dissent(of: "x1").value.statement == "Nodes matter.")
        walk.record(try walk.file.stateDissent(by: "x1", text: nil, now: walk.now))
        #expect(try walk.file.dissent(of: "x1").value.statement == nil)
        #expect(CaseFile(walk.entries) == walk.file)
    }

    @Test("Looking is noted once and changes no plan; a supplement later keeps the statement")
    func looking() throws {
        var walk = try Self.dissenting()
        let looked = walk.record(try walk.file.lookAtDissent(by: "x1", now: walk.now))
        #expect(looked.map(\.kind) == ["case.dissentStated"])
        #expect(walk.file.dissentersUnheard.isEmpty && walk.file.plan?.version == 1)
        #expect(try walk.file.lookAtDissent(by: "x1", now: walk.now).isEmpty)
        walk.record(try walk.file.stateDissent(by: "x1", text: "Nodes first.", now: walk.now))
        #expect(try walk.file.lookAtDissent(by: "x1", now: walk.now).isEmpty, "looking again takes nothing back")
        walk.record(
            try walk.file.supplement(
                PlanSupplement(reviewer: "s1", specialty: .surgeon, subject: .question("q1"), text: "A week."),
                now: walk.now))
        #expect(try walk.file.dissent(of: "x1").value.statement == "Nodes first.")
    }

    @Test("Whoever does not dissent states nothing, nor anyone once the plan is signed, nor nothing at all")
    func refused() throws {
        var walk = try Self.dissenting()
        #expect(throws: CommandRefusal.noDissent("s1")) {
            try walk.file.stateDissent(by: "s1", text: "x", now: walk.now)
        }
        #expect(throws: CommandRefusal.blank("the statement")) {
            try walk.file.stateDissent(by: "x1", text: " ", now: walk.now)
        }
        let chair = try #require(walk.roster.reviewer("chair"))
        walk.record(try walk.file.sign(by: chair, name: chair.name, board: TestRoster.board))
        #expect(throws: CommandRefusal.alreadySigned) {
            try walk.file.stateDissent(by: "x1", text: "x", now: walk.now)
        }
        let open = try Walk.voting()
        #expect(throws: CommandRefusal.noPlan) { try open.file.stateDissent(by: "x1", text: "x", now: open.now) }
    }
}
