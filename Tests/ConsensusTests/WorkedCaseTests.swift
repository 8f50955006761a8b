import Foundation
import Testing

@testable import TumorBoard

/// One case of the shared vectors: input, what must hold, and the full trace.
struct WorkedCase: Decodable, Sendable, CustomTestStringConvertible {
    let id: String
    let title: String
    let context: ConsensusContext
    let votes: [Vote]
    let expected: JSON
    let referenceResult: JSON

    var testDescription: String { "\(id) \(title)" }

    private struct File: Decodable { let cases: [WorkedCase] }

    static let all: [WorkedCase] = {
        guard let url = SharedVectors.consensusCases else { return [] }
        do {
            return try JSONDecoder().decode(File.self, from: Data(contentsOf: url)).cases
        } catch {
            Issue.record("the worked cases cannot be read: \(error)")
            return []
        }
    }()
}

/// Skipped where the shared folder is absent: the worked cases live there, outside this repository.
@Suite("Worked cases", .enabled(if: SharedVectors.consensusCases != nil, "the shared vectors are not here"))
struct WorkedCaseTests {
    @Test("all thirty-eight are there")
    func count() {
        #expect(WorkedCase.all.count == 38)
    }

    @Test("the whole trace is the reference's, value for value", arguments: WorkedCase.all)
    func trace(_ one: WorkedCase) throws {
        let outcome = try decide(one.context, one.votes)
        #expect(try JSONDecoder().decode(JSON.self, from: outcome.canonicalJSON()) == one.referenceResult)
        #expect(try JSONDecoder().decode(JSON.self, from: JSONEncoder().encode(outcome)) == one.referenceResult)
    }

    @Test("what the case says must hold does hold", arguments: WorkedCase.all)
    func expectation(_ one: WorkedCase) throws {
        let outcome = try decide(one.context, one.votes)
        let trace = try JSONDecoder().decode(JSON.self, from: outcome.canonicalJSON())
        for key in one.expected.keys {
            let expected = try #require(one.expected[key])
            switch key {
            case "plan":
                let flat = outcome.plan?.written.joined().map { JSON.text($0) }
                #expect(flat.map { JSON.list($0) } == expected)
            case "primary": #expect(outcome.primary.map { JSON.text($0.code) } == expected)
            case "mustInclude":
                let codes = Set(outcome.reasons.map(\.code))
                for code in expected.items { #expect(code.string.map(codes.contains) == true) }
            case "nccnUniform": #expect(JSON.bool(outcome.isUniform) == expected)
            default: #expect(trace[key] == expected, "\(key)")
            }
        }
    }

    @Test("a trace that is read back is the same outcome", arguments: WorkedCase.all)
    func roundTrip(_ one: WorkedCase) throws {
        let outcome = try decide(one.context, one.votes)
        #expect(try JSONDecoder().decode(Outcome.self, from: outcome.canonicalJSON()) == outcome)
        let input = ConsensusInput(context: one.context, votes: one.votes)
        #expect(try ConsensusInput(json: JSONEncoder().encode(input)) == input)
    }

    @Test("every case is told in plain sentences that name whoever its reasons name", arguments: WorkedCase.all)
    func words(_ one: WorkedCase) throws {
        let outcome = try decide(one.context, one.votes)
        let text = outcome.inPlainWords { "Dr \($0)" }
        for reviewer in outcome.reasons.flatMap(\.by) { #expect(text.contains("Dr \(reviewer)")) }
        for sentence in outcome.sentences(nameOf: { $0 }) { #expect(sentence.hasSuffix(".")) }
    }
}
