import Foundation
import Testing
import TumorBoard

@testable import FHIRExchange

/// Resources that contradict each other, and the words that must name both.
struct Contradicted: CustomTestStringConvertible, Sendable {
    let what: String
    let resources: [String]
    let words: [String]
    var testDescription: String { what }

    private static func stage(_ id: String, _ code: String, _ value: String) -> String {
        #"{"resourceType":"Observation","id":"\#(id)","status":"final","code":{"coding":[{"code":"\#(code)"}]},"effectiveDateTime":"2026-09-01","valueCodeableConcept":{"text":"\#(value)"}}"#
    }

    private static let left = Drafts.breast.replacing(
        #""id":"c""#, with: #""id":"c","bodySite":[{"text":"Left breast"}]"#)

    static let all: [Contradicted] = [
        .init(
            what: "two stages of one day",
            resources: [Drafts.patient, Drafts.breast, stage("a", "21908-9", "IIB"), stage("b", "21908-9", "IIIC")],
            words: ["IIB", "IIIC", "Observation/a", "Observation/b"]),
        .init(
            what: "stage I with M1",
            resources: [Drafts.patient, Drafts.breast, stage("a", "21908-9", "IA"), stage("b", "21907-1", "cM1")],
            words: ["IA", "cM1", "Observation/a", "Observation/b"]),
        .init(
            what: "positive and negative on one day",
            resources: [
                Drafts.patient, Drafts.breast, stage("a", "16112-5", "positive"), stage("b", "16112-5", "negative"),
            ],
            words: ["ER", "Observation/a", "Observation/b"]),
        .init(
            what: "an operation on the other side",
            resources: [
                Drafts.patient, left,
                #"{"resourceType":"Procedure","id":"o","status":"completed","category":{"coding":[{"code":"387713003"}]},"code":{"text":"Mastectomy"},"bodySite":[{"text":"Right breast"}]}"#,
            ],
            words: ["left", "Right breast", "Condition/c", "Procedure/o"]),
        .init(
            what: "a specimen of the other side",
            resources: [
                Drafts.patient, left,
                #"{"resourceType":"Specimen","id":"s","collection":{"bodySite":{"text":"Right breast"}}}"#,
            ],
            words: ["left", "Right breast", "Condition/c", "Specimen/s"]),
        .init(
            what: "a treatment before birth",
            resources: [
                Drafts.patient.replacing(#""id":"p""#, with: #""id":"p","birthDate":"1980-01-01""#), Drafts.breast,
                #"{"resourceType":"Procedure","id":"o","status":"completed","category":{"coding":[{"code":"387713003"}]},"code":{"text":"Mastectomy"},"performedDateTime":"1979-01-01"}"#,
            ],
            words: ["1979-01-01", "1980-01-01", "Procedure/o", "Patient/p"]),
        .init(
            what: "one number, two dates of birth",
            resources: [
                #"{"resourceType":"Patient","id":"p","name":[{"text":"Anna Weber"}],"birthDate":"1960-01-02","identifier":[{"system":"mrn","value":"7"}]}"#,
                #"{"resourceType":"Patient","id":"q","name":[{"text":"Anna Weber"}],"birthDate":"1960-02-01","identifier":[{"system":"mrn","value":"7"}]}"#,
                Drafts.breast,
            ],
            words: ["1960-01-02", "1960-02-01", "Patient/p", "Patient/q"]),
        .init(
            what: "a patient who has died",
            resources: [
                Drafts.patient.replacing(#""id":"p""#, with: #""id":"p","deceasedDateTime":"2026-01-05""#),
                Drafts.breast,
            ],
            words: ["2026-01-05", "Patient/p"]),
    ]
}

@Suite("Contradictions")
struct ContradictionTests {
    @Test("What contradicts itself is named with both sources", arguments: Contradicted.all)
    func contradiction(_ expected: Contradicted) throws {
        let data = Data("[\(expected.resources.joined(separator: ","))]".utf8)
        let report = try Drafts.read(data).report
        let found = report.contradictions.first { line in expected.words.allSatisfy { line.contains($0) } }
        #expect(found != nil, "\(report.contradictions)")
        #expect(report.contradictions.allSatisfy(report.problems.contains), "each is a problem too")
    }

    @Test("III beside IIIA of one day is the same staging, told twice")
    func coarser() throws {
        let data = Drafts.bundle(
            #"{"resourceType":"Observation","id":"a","code":{"coding":[{"code":"21908-9"}]},"effectiveDateTime":"2026-09-01","valueCodeableConcept":{"text":"Stage IIIA"}}"#,
            #"{"resourceType":"Observation","id":"b","code":{"coding":[{"code":"21908-9"}]},"effectiveDateTime":"2026-09-01","valueCodeableConcept":{"text":"Stage III"}}"#
        )
        let found = try Drafts.read(data)
        #expect(found.draft.staging.map(\.summary) == ["stage IIIA"])
        #expect(found.report.contradictions.isEmpty)
        #expect(found.draft.origins(of: .stage, "stage IIIA").map(\.path) == ["Observation/a", "Observation/b"])
    }
}
