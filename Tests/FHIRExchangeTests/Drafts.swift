import Foundation
import TumorBoard

@testable import FHIRExchange

/// Short ways of writing bundles in tests.
enum Drafts {
    static let patient = #"{"resourceType":"Patient","id":"p","name":[{"family":"Weber","given":["Anna"]}]}"#
    static let breast =
        #"{"resourceType":"Condition","id":"c","code":{"coding":[{"system":"http://snomed.info/sct","code":"254837009","display":"Malignant neoplasm of breast (disorder)"}]}}"#

    /// A collection of the resources, the patient and a breast cancer first.
    static func bundle(_ resources: String...) -> Data {
        let entries = ([patient, breast] + resources).map { #"{"resource":\#($0)}"# }.joined(separator: ",")
        return Data(#"{"resourceType":"Bundle","type":"collection","entry":[\#(entries)]}"#.utf8)
    }

    /// A collection of just those resources.
    static func bare(_ resources: String...) -> Data {
        let entries = resources.map { #"{"resource":\#($0)}"# }.joined(separator: ",")
        return Data(#"{"resourceType":"Bundle","type":"collection","entry":[\#(entries)]}"#.utf8)
    }

    /// The import of a file.
    static func read(_ data: Data) throws -> FHIRImport {
        try readBundle(data, caseID: "C-9999", asOf: try CivilDate("2026-11-01"))
    }
}
