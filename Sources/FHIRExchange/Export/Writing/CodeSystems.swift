import TumorBoard

/// Code systems and profiles that the export writes.
enum CodeSystems {
    static let snomed = "http://snomed.info/sct"
    static let loinc = "http://loinc.org"
    static let icdO3 = "http://terminology.hl7.org/CodeSystem/icd-o-3"
    static let staging = "http://cancerstaging.org"
    static let dicom = "http://dicom.nema.org/resources/ontology/DCM"
    /// Identifiers that are URIs themselves.
    static let uri = "urn:ietf:rfc:3986"

    /// A profile of mCODE.
    static func mcode(_ name: String) -> String { "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-" + name }

    /// A code system of HL7's terminology.
    static func hl7(_ name: String) -> String { "http://terminology.hl7.org/CodeSystem/" + name }

    /// An extension that this project defines for what R4 has no element for.
    static func ownExtension(_ name: String) -> String {
        "https://tumorboard.example/fhir/StructureDefinition/" + name
    }

    /// A questionnaire of this project.
    static func questionnaire(_ name: String) -> String { "https://tumorboard.example/fhir/Questionnaire/" + name }
}

extension FHIRNode {
    /// LOINC 85232-7, what a board sends: the type of the document and the category of what it recommends.
    static let tumorBoardNote = concept(nil, coding(CodeSystems.loinc, "85232-7", "Tumor board Consult note"))

    /// A LOINC code.
    static func loinc(_ code: String, _ display: String? = nil) -> FHIRNode {
        coding(CodeSystems.loinc, code, display)
    }

    /// A SNOMED CT code.
    static func snomed(_ code: String, _ display: String? = nil) -> FHIRNode {
        coding(CodeSystems.snomed, code, display)
    }

    /// A code of HL7's terminology.
    static func hl7(_ system: String, _ code: String) -> FHIRNode { coding(CodeSystems.hl7(system), code) }
}
