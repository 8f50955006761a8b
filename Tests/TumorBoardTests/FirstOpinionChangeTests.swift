import Foundation
import Testing

@testable import TumorBoard

@Suite("What changes against the first opinion")
struct FirstOpinionChangeTests {
    private func opinion(_ changes: FirstOpinionChanges = .omitted) throws -> Opinion {
        var opinion = Opinion(
            vote: try Vote(reviewer: "s1", specialty: .pathologist, status: .cast, rationale: "seen"))
        opinion.changes = changes
        return opinion
    }

    @Test("An opinion that judges nothing is stored as before, and what was stored before is read")
    func storedAsBefore() throws {
        let stored = try JSONEncoder.canonical.encode(try opinion())
        let text = String(decoding: stored, as: UTF8.self)
        #expect(!text.contains("changes") && !text.contains("guidelineCategory"))
        #expect(try JSONDecoder.canonical.decode(Opinion.self, from: stored) == opinion())
    }

    @Test("Every degree on every axis is stored and read back", arguments: ChangeAxis.allCases, ChangeDegree.allCases)
    func stored(axis: ChangeAxis, degree: ChangeDegree) throws {
        let given = try opinion(FirstOpinionChanges([axis: degree]))
        let stored = try JSONEncoder.canonical.encode(given)
        #expect(
            String(decoding: stored, as: UTF8.self).contains(
                "\"changes\":{\"\(axis.rawValue)\":\"\(degree.rawValue)\"}"))
        #expect(try JSONDecoder.canonical.decode(Opinion.self, from: stored) == given)
    }

    @Test("The greatest change is told, and an axis that nobody judged is not confirmed")
    func greatest() {
        #expect(FirstOpinionChanges().greatest == nil)
        #expect(FirstOpinionChanges([.stage: .minor, .pathology: .confirmed]).greatest == .minor)
        let changes = FirstOpinionChanges([.surveillance: .major, .stage: .minor])
        #expect(changes.greatest == .major)
        #expect(changes[.pathology] == nil)
        #expect(changes.judged.map(\.axis) == [.stage, .surveillance])
    }

    @Test("Who gives findings is asked about what treatment rests on, not about treatment")
    func asked() {
        #expect(ChangeAxis.asked(of: .radiologist) == [.pathology, .stage])
        #expect(ChangeAxis.asked(of: .surgeon) == ChangeAxis.allCases)
        let open = PatientQuestion(id: "q", text: "?")
        let named = PatientQuestion(id: "q", text: "?", specialty: .pathologist)
        #expect(open.isFor(.surgeon) && !open.isFor(.pathologist))
        #expect(named.isFor(.pathologist) && !named.isFor(.surgeon))
    }

    @Test("A guideline is quoted with its category of evidence")
    func evidence() throws {
        var given = try opinion()
        #expect(given.evidence == nil)
        given.guidelineCategory = "2A"
        #expect(given.evidence == "evidence category 2A")
        given.vote = try Vote(
            reviewer: "s1", specialty: .pathologist, status: .cast, guidelineRef: "NCCN 2026", rationale: "seen")
        #expect(given.evidence == "NCCN 2026, evidence category 2A")
    }
}
