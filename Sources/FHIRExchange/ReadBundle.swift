package import Foundation
package import TumorBoard

/// Drafts a case from a FHIR R4 / mCODE file: a bundle of any type, bundles in bundles, or a bare array of resources.
///
/// Facts that are not in the file stay nil or empty. Consent that is not there is not given.
/// - Parameters:
///   - data: The file's bytes.
///   - caseID: Used when the bundle names no case.
///   - asOf: The day of the import, by which ages are counted.
/// - Throws: `ImportRefusal` when the file cannot become a case of one patient with one cancer.
package func readBundle(_ data: Data, caseID: CaseID, asOf: CivilDate) throws(ImportRefusal) -> FHIRImport {
    let resources = try ResourceSet(JSONValue(parsing: data))
    var importer = Importer(resources: resources, asOf: asOf)
    return try importer.run(fallback: caseID)
}
