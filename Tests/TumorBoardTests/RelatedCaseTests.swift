import Foundation
import Testing

@testable import TumorBoard

@Suite("Two cases of one patient know of each other")
struct RelatedCaseTests {
    @Test("A plan is not signed until a clinician has looked at the plans together, and again after a further case")
    func reconciled() throws {
        let walk = try Walk.compiled(TestCase.lung())
        let board = TestRoster.board
        let chair = try #require(try TestRoster.standard().reviewer(board.chair))
        var file = walk.file
        #expect(throws: CommandRefusal.nothingToReconcile) { try file.reconcile(by: "Dr. Fern", note: nil) }
        file = file.applying(try file.link(to: "c2", because: "second primary"), at: .day(5))
        #expect(throws: CommandRefusal.notReconciled(["c2"])) {
            try file.sign(by: chair, name: chair.name, board: board)
        }
        file = file.applying(try file.reconcile(by: "Dr. Fern", note: "breast first"), at: .day(5))
        #expect(try file.sign(by: chair, name: chair.name, board: board).isEmpty == false)
        #expect(try file.link(to: "c2", because: "second primary").isEmpty)
        file = file.applying(try file.link(to: "c3", because: "third"), at: .day(6))
        #expect(throws: CommandRefusal.notReconciled(["c2", "c3"])) {
            try file.sign(by: chair, name: chair.name, board: board)
        }
    }

    @Test("Lobes that disagree between referral and report are named with both sources")
    func lobes() throws {
        let subject = TestCase.lung {
            $0.diagnosis.site = "right upper lobe"
            $0.records[1].lobe = "lower lobe"
        }
        let ready = readiness(of: subject, rules: .standard, on: try CivilDate("2026-11-02"))
        #expect(ready.identityConflicts.map(\.field) == [.lobe])
        #expect(!ready.isReady)
    }

    @Test("A case about the slides alone needs those and their report")
    func pathologyOnly() throws {
        let subject = TestCase.lung {
            $0.referral.kind = .pathologyOnly
            $0.records = [TestCase.record("p", .pathologyReport)]
        }
        let ready = readiness(of: subject, rules: .standard, on: try CivilDate("2026-11-02"))
        #expect(ready.missing == [.slidesOrBlocks])
    }
}
