import Foundation
import Testing
import TumorBoard

@testable import FHIRExchange

/// A file that cannot become a case and the words that its refusal must hold.
struct Refused: CustomTestStringConvertible, Sendable {
    let what: String
    let file: String
    let words: [String]
    var testDescription: String { what }

    static let all: [Refused] = [
        .init(what: "an empty file", file: "", words: ["empty", "Export"]),
        .init(what: "broken JSON", file: #"{"resourceType": "Bundle","#, words: ["not valid JSON", "Export"]),
        .init(what: "a PDF", file: "%PDF-1.7 …", words: ["not valid JSON"]),
        .init(what: "other JSON", file: #"{"hello": 1}"#, words: ["not FHIR", "hello"]),
        .init(what: "a single value", file: "42", words: ["not FHIR"]),
        .init(what: "a bundle without entries", file: #"{"resourceType":"Bundle"}"#, words: ["no resource"]),
        .init(what: "no patient", file: "[\(Drafts.breast)]", words: ["none is a Patient", "include"]),
        .init(
            what: "two patients",
            file:
                #"[\#(Drafts.patient),{"resourceType":"Patient","id":"q","name":[{"text":"Otto Kern"}]},\#(Drafts.breast)]"#,
            words: ["2 patients", "Otto Kern", "one patient a file"]),
        .init(
            what: "no cancer",
            file: #"[\#(Drafts.patient),{"resourceType":"Condition","code":{"text":"Asthma"}}]"#,
            words: ["Asthma", "Add a Condition"]),
    ]
}

@Suite("Refusals")
struct RefusalTests {
    @Test("A file that cannot become a case is refused with what to do about it", arguments: Refused.all)
    func refusal(_ refused: Refused) {
        let refusal = #expect(throws: ImportRefusal.self) { try Drafts.read(Data(refused.file.utf8)) }
        for word in refused.words {
            #expect(refusal?.description.contains(word) == true, "\(refusal?.description ?? "nothing thrown")")
        }
    }

    @Test("No truncation of a bundle crashes the reader")
    func truncation() throws {
        let whole = Drafts.bundle(#"{"resourceType":"Observation","code":{"text":"é"},"valueString":"ü"}"#)
        for length in 0..<whole.count { _ = try? Drafts.read(whole.prefix(length)) }
    }

    /// Every member replaced by every other kind of value, one at a time: odd, but never a crash.
    @Test("No value of the wrong kind crashes the reader")
    func wrongKinds() throws {
        let samples = try SharedFiles.samples.prefix(1).map { try Data(contentsOf: $0.appending(path: "case.json")) }
        for data in samples {
            let json = try JSONValue(parsing: data)
            for (index, entry) in json["entry"].items.enumerated() {
                for (key, _) in entry["resource"].members where key != "resourceType" {
                    for odd in [JSONValue.null, .bool(true), .number(-1), .string("?"), .array([]), .object([:])] {
                        var entries = json["entry"].items
                        entries[index] = entry.replacing(key, with: odd)
                        let set = try ResourceSet(
                            .object(["resourceType": .string("Bundle"), "entry": .array(entries)]))
                        var importer = Importer(resources: set, asOf: try .init("2026-11-01"))
                        _ = try? importer.run(fallback: "C-1")
                    }
                }
            }
        }
    }
}

extension JSONValue {
    /// The entry whose resource has another value under a key.
    fileprivate func replacing(_ key: String, with value: JSONValue) -> JSONValue {
        var resource = self["resource"].members
        resource[key] = value
        return .object(["fullUrl": self["fullUrl"], "resource": .object(resource)])
    }
}
