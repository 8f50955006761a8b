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
    try ReadResources(data).draft(caseID: caseID, asOf: asOf)
}

/// The resources of a file, found and indexed: the first half of an import, apart so that each half can be measured.
package struct ReadResources: Sendable {
    private let resources: ResourceSet
    private let problems: [String]

    /// Finds the resources in a file's bytes.
    /// - Throws: `ImportRefusal.notJSON` or `.notFHIR`.
    package init(_ data: Data) throws(ImportRefusal) {
        let document = try JSONDocument.parsing(data)
        resources = try ResourceSet(document.root)
        problems = document.repetitions
    }

    /// Drafts the case.
    /// - Throws: `ImportRefusal` when they cannot become a case of one patient with one cancer.
    package func draft(caseID: CaseID, asOf: CivilDate) throws(ImportRefusal) -> FHIRImport {
        var importer = Importer(resources: resources, asOf: asOf)
        for problem in problems { importer.doubt(problem) }
        importer.report.contradictions += problems
        return try importer.run(fallback: caseID)
    }
}

extension JSONDocument {
    /// What a person must know of names that stand twice in one object.
    fileprivate var repetitions: [String] {
        guard let first = duplicates.first else { return [] }
        let also = duplicateCount > 1 ? " So do \(duplicateCount - 1) others." : ""
        return [
            "The JSON object on line \(first.line) holds “\(first.name)” twice; the last value was taken.\(also) "
                + "Ask for the file to be exported again."
        ]
    }
}
