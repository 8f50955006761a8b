/// Why a file cannot become a case, and what to do about it.
package enum ImportRefusal: Error, Equatable, Sendable, CustomStringConvertible {
    /// The bytes are not JSON.
    case notJSON(detail: String)
    /// It is JSON but no FHIR.
    case notFHIR(found: String)
    /// It names no patient.
    case noPatient(resources: Int)
    /// It holds several patients.
    case severalPatients(names: [String])
    /// It holds no cancer.
    case noCancer(conditions: [String])
    /// The bundle names a case id that is not one.
    case badCaseID(MalformedCaseID)

    /// The id that a bundle gave and what is wrong with it.
    package struct MalformedCaseID: Equatable, Sendable {
        /// The text in `Bundle.identifier.value`.
        package var text: String
        /// What a well-formed one looks like.
        package var hint: String
    }

    /// What was wrong, where, and what to do.
    package var description: String {
        switch self {
        case .notJSON(let detail):
            "The file is not valid JSON (\(detail)). Export it again as a FHIR R4 bundle in JSON, "
                + "or write the case in the YAML form."
        case .notFHIR(let found):
            "The file is JSON but not FHIR: \(found). Export a FHIR R4 Bundle whose entries have resourceType."
        case .noPatient(let resources):
            "The bundle holds \(resources) resources and none is a Patient. "
                + "Export it with the Patient resource included."
        case .severalPatients(let names):
            "The bundle holds \(names.count) patients (\(names.joined(separator: "; "))). "
                + "Export one patient a file; two patients are never guessed apart."
        case .noCancer(let conditions):
            (conditions.isEmpty
                ? "The bundle holds no Condition and no treatment that names a cancer. "
                : "None of the diagnoses in the bundle is a cancer (\(Self.some(conditions))). ")
                + "Add a Condition with the cancer's SNOMED CT or ICD-10 code, or write the case in the YAML form."
        case .badCaseID(let malformed):
            "Bundle.identifier.value “\(malformed.text)” is not a case id: \(malformed.hint). Correct or remove it."
        }
    }

    private static func some(_ names: [String]) -> String {
        names.count <= 5
            ? names.joined(separator: "; ") : names.prefix(5).joined(separator: "; ") + "; and \(names.count - 5) more"
    }
}
