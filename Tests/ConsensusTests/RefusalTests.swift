import Foundation
import Testing

@testable import TumorBoard

@Suite("Refused at the door")
struct RefusalTests {
    /// A sound opinion as JSON.
    private static func opinion(_ changes: [String: JSON?] = [:]) -> JSON {
        var fields: [String: JSON] = [
            "reviewer": .text("keller"), "specialty": .text("surgeon"), "status": .text("cast"),
            "diagnosisAgree": .bool(true), "stageAgree": .bool(true), "intent": .text("curative"),
            "plan": .list([.list([.text("surgery")])]), "ratings": .object(["surgery": .number(8)]),
            "contraindications": .list([]), "blockingNeeds": .list([]), "nonBlockingNeeds": .list([]),
            "confidence": .text("high"), "guidelineConcordant": .bool(true), "deviationReason": .null,
            "rationale": .text("R0 is within reach"), "conflictOfInterest": .text("none"),
        ]
        for (key, value) in changes { fields[key] = value }
        return .object(fields)
    }

    private static func decide(_ votes: [JSON], context: [String: JSON] = ["convened": .number(3)]) throws -> Outcome {
        let input = JSON.object(["context": .object(context), "votes": .list(votes)])
        return try ConsensusInput(json: JSONEncoder().encode(input)).decide()
    }

    /// A change to a sound opinion, and the field the refusal names.
    struct Fault: Sendable, CustomTestStringConvertible {
        let name: String
        let changes: [String: JSON?]
        let field: String
        var testDescription: String { name }

        init(_ name: String, _ changes: [String: JSON?], field: String) {
            self.name = name
            self.changes = changes
            self.field = field
        }

        static let all: [Fault] = [
            Fault("own plan rated 6", ["ratings": .object(["surgery": .number(6)])], field: "ratings.surgery"),
            Fault("own plan not rated", ["ratings": .object([:])], field: "ratings.surgery"),
            Fault(
                "rating 0", ["ratings": .object(["surgery": .number(8), "systemic": .number(0)])],
                field: "ratings.systemic"),
            Fault("rating 10", ["ratings": .object(["surgery": .number(10)])], field: "ratings.surgery"),
            Fault("unknown rated modality", ["ratings": .object(["chemo": .number(8)])], field: "ratings"),
            Fault("unknown planned modality", ["plan": .list([.list([.text("chemo")])])], field: "plan"),
            Fault("no class behind the slash", ["plan": .list([.list([.text("surgery/")])])], field: "plan"),
            Fault("empty phase", ["plan": .list([.list([.text("surgery")]), .list([])])], field: "plan"),
            Fault("empty plan", ["plan": .list([])], field: "plan"),
            Fault("no plan", ["plan": nil], field: "plan"),
            Fault("no intent", ["intent": nil], field: "intent"),
            Fault("unknown intent", ["intent": .text("heroic")], field: "intent"),
            Fault("unknown specialty", ["specialty": .text("astrologer")], field: "specialty"),
            Fault("unknown need", ["blockingNeeds": .list([.text("luck")])], field: "blockingNeeds[0]"),
            Fault("diagnosis disputed without a why", ["diagnosisAgree": .bool(false)], field: "diagnosisWhy"),
            Fault(
                "stage disputed, why blank", ["stageAgree": .bool(false), "stageWhy": .text(" ")], field: "stageWhy"),
            Fault("diagnosis not answered", ["diagnosisAgree": nil], field: "diagnosisAgree"),
            Fault(
                "contraindication without a why",
                [
                    "contraindications": .list([
                        .object(["modality": .text("systemic"), "severity": .text("absolute"), "why": .text("")])
                    ])
                ], field: "contraindications[0].why"),
        ]
    }

    @Test("a sound opinion is read, unknown fields and all")
    func sound() throws {
        #expect(try Self.decide([Self.opinion()]).kind == .noQuorum)
    }

    @Test("a faulty opinion is refused, naming reviewer and field", arguments: Fault.all)
    func fault(_ fault: Fault) throws {
        let error = try #require(throws: VoteError.self) { try Self.decide([Self.opinion(fault.changes)]) }
        #expect(error.reviewer == "keller")
        #expect(error.field == fault.field)
        #expect(error.description.contains("keller"))
    }

    @Test("two opinions of one reviewer are refused, a recused one included")
    func duplicate() throws {
        let recused = Self.opinion(["status": .text("recused")])
        #expect(throws: VoteError.duplicateReviewer("keller")) { try Self.decide([Self.opinion(), recused]) }
    }

    @Test("an opinion without a reviewer is refused by its place")
    func anonymous() throws {
        let error = try #require(throws: VoteError.self) {
            try Self.decide([Self.opinion(), Self.opinion(["reviewer": nil])])
        }
        #expect(error == .missing(nil, "votes[1].reviewer"))
    }

    @Test("a context that makes no sense is refused by its field")
    func context() throws {
        func field(_ context: [String: JSON]) throws -> String {
            try #require(throws: VoteError.self) { try Self.decide([Self.opinion()], context: context) }.field
        }
        #expect(try field(["round": .number(1)]) == "context.convened")
        #expect(try field(["convened": .number(0)]) == "context.convened")
        #expect(try field(["convened": .number(3), "round": .number(3)]) == "context.round")
        let owners = JSON.object(["surgery": .list([])])
        #expect(try field(["convened": .number(3), "owners": owners]) == "context.owners.surgery")
    }

    @Test("what a recused opinion holds is not read at all")
    func recused() throws {
        let recused = Self.opinion([
            "status": .text("recused"), "ratings": .object(["chemo": .number(99)]), "diagnosisAgree": .bool(false),
        ])
        let outcome = try Self.decide([recused])
        #expect(outcome.recused == ["keller"] && outcome.actions.isEmpty)
    }

    @Test("bytes that are no JSON are refused as such")
    func noJSON() throws {
        let error = try #require(throws: VoteError.self) { try ConsensusInput(json: Data("{".utf8)) }
        #expect(error.field == "input")
    }

    @Test("a class that the disease's list does not hold is refused; without a list any code is taken")
    func classes() throws {
        let vote = try Vote(
            reviewer: "keller", specialty: .surgeon, intent: .curative,
            plan: PhasedPlan(parsing: [["surgery/wedge"]]), ratings: [.surgery: 8])
        try vote.validated()
        var rules = ConsensusRules.standard
        rules.classes = [.surgery: ["lobectomy"]]
        let error = try #require(throws: VoteError.self) { try vote.validated(under: rules) }
        #expect(error.description.contains("lobectomy") && error.field == "plan")
    }
}
