package import FHIRExchange
package import Foundation
package import TumorBoard

/// Why a case file was refused.
package enum CaseFileError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A FHIR file that cannot become a case.
    case fhir(file: String, ImportRefusal)
    /// A YAML file with a fault at a known place.
    case yaml(FileProblem)

    /// What was wrong, where, and what to do.
    package var description: String {
        switch self {
        case .fhir(let file, let refusal): "\(file): \(refusal)"
        case .yaml(let problem): problem.description
        }
    }
}

/// Reads one case from a FHIR bundle in JSON or from the YAML form that a coordinator writes by hand.
package struct CaseFileReader: Sendable {
    /// A reader.
    package init() {}

    /// Drafts the case of a file; what it is, is told by its content first and by its name second.
    /// - Parameters:
    ///   - caseID: Used when the file names no case.
    ///   - asOf: The day of the import.
    package func read(
        _ data: Data, fileName: String, caseID: CaseID, asOf: CivilDate
    ) throws(CaseFileError) -> FHIRImport {
        if Self.looksLikeYAML(data, fileName: fileName) {
            do throws(FileProblem) {
                let draft = try CaseYAML(YAMLCursor(data, file: fileName)).read(fallback: caseID)
                return FHIRImport(draft: draft, report: CaseYAML.report(on: draft, file: fileName))
            } catch {
                throw .yaml(error)
            }
        }
        do throws(ImportRefusal) {
            return try readBundle(data, caseID: caseID, asOf: asOf)
        } catch {
            throw .fhir(file: fileName, error)
        }
    }

    /// JSON begins with a brace or a bracket; a YAML case in braces has no `resourceType`.
    private static func looksLikeYAML(_ data: Data, fileName: String) -> Bool {
        let name = fileName.lowercased()
        let isNamedYAML = name.hasSuffix(".yaml") || name.hasSuffix(".yml")
        let first = data.first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
        guard first == 0x7B || first == 0x5B else { return isNamedYAML || !name.hasSuffix(".json") }
        return isNamedYAML && data.range(of: Data("resourceType".utf8)) == nil
    }
}
