import Foundation
import Testing
import TumorBoard

@testable import FHIRExchange

@Suite("What real bundles do")
struct BundleShapeTests {
    @Test("A bare array of resources is read")
    func bareArray() throws {
        let found = try Drafts.read(Data("[\(Drafts.patient),\(Drafts.breast)]".utf8))
        #expect(found.draft.patient.name == "Anna Weber")
        #expect(found.draft.id == "C-9999")
    }

    @Test("A bundle inside a message is read")
    func nested() throws {
        let inner = String(decoding: Drafts.bundle(), as: UTF8.self)
        let found = try Drafts.read(
            Data(#"{"resourceType":"Bundle","type":"message","entry":[{"resource":\#(inner)}]}"#.utf8))
        #expect(found.draft.diagnosis.cancer.code == "254837009")
    }

    @Test("The case id of the bundle wins, and a malformed one is refused")
    func caseID() throws {
        func bundle(_ id: String) -> Data {
            let identifier = #"{"system":"https://tumorboard.example/fhir/CodeSystem/case","value":"\#(id)"}"#
            return Data(
                #"{"resourceType":"Bundle","identifier":\#(identifier),"entry":[{"resource":\#(Drafts.patient)},{"resource":\#(Drafts.breast)}]}"#
                    .utf8)
        }
        #expect(try Drafts.read(bundle("C-0042")).draft.id == "C-0042")
        let refusal = #expect(throws: ImportRefusal.self) { try Drafts.read(bundle("no spaces please")) }
        #expect(refusal?.description.contains("“no spaces please”") == true)
    }

    /// A way of pointing at the Practitioner "Dr. Ada Stern".
    struct Pointer: CustomTestStringConvertible, Sendable {
        let entry: String
        let reference: String
        var testDescription: String { reference }
    }

    static let ada = #""name":[{"text":"Dr. Ada Stern"}]"#
    static let pointers: [Pointer] = [
        .init(
            entry: #"{"fullUrl":"urn:uuid:7","resource":{"resourceType":"Practitioner",\#(ada)}}"#,
            reference: #"{"reference":"urn:uuid:7"}"#),
        .init(
            entry:
                #"{"fullURL":"http://x.example/fhir/Practitioner/7","resource":{"resourceType":"Practitioner",\#(ada)}}"#,
            reference: #"{"reference":"Practitioner/7"}"#),
        .init(
            entry: #"{"resource":{"resourceType":"Practitioner","id":"7",\#(ada)}}"#,
            reference: #"{"reference":"https://other.example/r4/Practitioner/7/_history/3"}"#),
        .init(
            entry: #"{"resource":{"resourceType":"Practitioner","id":"7",\#(ada)}}"#,
            reference: #"{"reference":"urn:uuid:7"}"#),
        .init(
            entry:
                #"{"resource":{"resourceType":"Practitioner","identifier":[{"system":"lanr","value":"99"}],\#(ada)}}"#,
            reference: #"{"identifier":{"system":"lanr","value":"99"}}"#),
        .init(entry: #"{"resource":{}}"#, reference: #"{"display":"Dr. Ada Stern, Waldsee Hospital"}"#),
        .init(entry: #"{"resource":{}}"#, reference: #"{"reference":"Practitioner/none","display":"Dr. Ada Stern"}"#),
    ]

    @Test("A reference is followed however it is written", arguments: pointers)
    func references(_ pointer: Pointer) throws {
        let request =
            #"{"resourceType":"ServiceRequest","code":{"coding":[{"code":"85232-7"}]},"requester":\#(pointer.reference)}"#
        let entries = [Drafts.patient, Drafts.breast, request].map { #"{"resource":\#($0)}"# } + [pointer.entry]
        let data = Data(#"{"resourceType":"Bundle","entry":[\#(entries.joined(separator: ","))]}"#.utf8)
        #expect(try Drafts.read(data).draft.referral.doctor?.name == "Dr. Ada Stern")
    }

    @Test("A contained resource is found")
    func contained() throws {
        let request =
            ##"{"resourceType":"ServiceRequest","code":{"coding":[{"code":"85232-7"}]},"contained":[{"resourceType":"Practitioner","id":"d",\##(Self.ada)}],"requester":{"reference":"#d"}}"##
        #expect(try Drafts.read(Drafts.bundle(request)).draft.referral.doctor?.name == "Dr. Ada Stern")
    }

    @Test("A placeholder date is no date, and a partial one stays partial")
    func dates() throws {
        func condition(_ date: String) -> String {
            Drafts.breast.replacingOccurrences(of: #""id":"c""#, with: #""id":"c","onsetDateTime":"\#(date)""#)
        }
        #expect(try Drafts.read(Drafts.bare(Drafts.patient, condition("YYYY-MM-DD"))).draft.diagnosis.date == nil)
        let partial = try Drafts.read(Drafts.bare(Drafts.patient, condition("2024-05"))).draft.diagnosis.date
        #expect(partial?.description == "2024-05")
    }

    @Test("Both of two values of one observation are kept")
    func twoValues() throws {
        let marker =
            #"{"resourceType":"Observation","id":"o","code":{"coding":[{"code":"16112-5"}]},"valueCodeableConcept":{"text":"positive"},"valueQuantity":{"value":90,"unit":"%"}}"#
        let found = try Drafts.read(Drafts.bundle(marker)).draft
        #expect(found.biomarkers == [Biomarker(name: "ER", result: "positive; 90 %")])
    }

    @Test("A category that is an object, and a coding without system, are understood")
    func looseShapes() throws {
        let surgery =
            #"{"resourceType":"Procedure","status":"completed","category":{"coding":[{"code":"387713003"}]},"code":{"text":"Lumpectomy"},"performedDateTime":"2026-01-02"}"#
        let found = try Drafts.read(Drafts.bundle(surgery)).draft
        #expect(found.treatments.map(\.detail) == ["Lumpectomy"])
    }

    @Test("A stage that stands only in words is read")
    func wordsOnly() throws {
        let condition = Drafts.breast.dropLast() + #","stage":[{"summary":{"text":"cT2 cN1 cM0 – UICC IIB"}}]}"#
        let stage = try #require(try Drafts.read(Drafts.bare(Drafts.patient, String(condition))).draft.staging.first)
        #expect(stage.summary == "cT2 cN1 cM0, stage IIB")
        #expect(stage.basis == .clinical)
    }

    @Test("Two different resources of one id are reported; the same one twice is not")
    func duplicateIDs() throws {
        let one = #"{"resourceType":"Condition","id":"x","code":{"text":"Gout"}}"#
        let other = #"{"resourceType":"Condition","id":"x","code":{"text":"Asthma"}}"#
        #expect(try Drafts.read(Drafts.bundle(one, one)).report.problems.allSatisfy { !$0.contains("Condition/x") })
        #expect(try Drafts.read(Drafts.bundle(one, other)).report.problems.contains { $0.contains("Condition/x") })
    }

    @Test("Social findings and past illnesses are no comorbidities")
    func comorbidities() throws {
        func condition(_ text: String, _ status: String) -> String {
            #"{"resourceType":"Condition","code":{"text":"\#(text)"},"clinicalStatus":{"coding":[{"code":"\#(status)"}]}}"#
        }
        let found = try Drafts.read(
            Drafts.bundle(
                condition("Full-time employment (finding)", "active"), condition("Diabetes mellitus type 2", "active"),
                condition("Appendicitis", "resolved")))
        #expect(found.draft.comorbidities == ["Diabetes mellitus type 2"])
        #expect(found.report.ignored.contains { $0.why.contains("social") })
    }

    @Test("Nobody asked about allergies is not the same as none")
    func allergies() throws {
        #expect(try Drafts.read(Drafts.bundle()).draft.allergies == nil)
        let none = #"{"resourceType":"AllergyIntolerance","code":{"coding":[{"code":"716186003"}]}}"#
        #expect(try Drafts.read(Drafts.bundle(none)).draft.allergies == [])
        let one =
            #"{"resourceType":"AllergyIntolerance","code":{"text":"Penicillin"},"reaction":[{"manifestation":[{"text":"rash"}]}]}"#
        #expect(try Drafts.read(Drafts.bundle(one)).draft.allergies == ["Penicillin: rash"])
    }

    @Test("Single laboratory values become one record of the newest day, beside any report of another day")
    func laboratory() throws {
        func value(_ code: String, _ name: String, _ value: String, _ date: String) -> String {
            #"{"resourceType":"Observation","category":{"coding":[{"code":"laboratory"}]},"code":{"coding":[{"code":"\#(code)"}],"text":"\#(name)"},"effectiveDateTime":"\#(date)","valueQuantity":{"value":\#(value),"unit":"g/dL"}}"#
        }
        let old = value("718-7", "Haemoglobin", "11", "2026-01-01")
        let new = value("718-7", "Haemoglobin", "12.5", "2026-10-01")
        let found = try Drafts.read(Drafts.bundle(old, new)).draft
        #expect(found.records.map(\.text) == ["Haemoglobin: 12.5 g/dL"])
        #expect(found.records.map(\.kind) == [.bloodCount])
        let report =
            #"{"resourceType":"DiagnosticReport","id":"r","status":"final","code":{"coding":[{"code":"58410-2"}]},"effectiveDateTime":"2026-10-02"}"#
        #expect(
            try Drafts.read(Drafts.bundle(old, new, report)).draft.records.map(\.id) == ["r", "values-bloodCount"])
        let sameDay = report.replacing("2026-10-02", with: "2026-10-01")
        let joined = try Drafts.read(Drafts.bundle(old, new, sameDay)).draft.records
        #expect(joined.map(\.id) == ["r"])
        #expect(joined.map(\.text) == ["Haemoglobin: 12.5 g/dL"], "what the report lacks is added to it")
    }

    @Test("True and false are not numbers")
    func booleans() throws {
        let json = try JSONValue(parsing: Data(#"{"a":true,"b":1,"c":1.5,"d":null}"#.utf8))
        #expect(json["a"] == .bool(true))
        #expect(json["b"] == .number(1))
        #expect(json["c"].text == "1.5")
        #expect(json["d"].isNull)
    }
}
