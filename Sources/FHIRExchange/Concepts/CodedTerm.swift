package import TumorBoard

/// A diagnosis, medicine or examination as a table has it, a name with perhaps a code, read by the same rules as a FHIR
/// concept.
package struct CodedTerm: Sendable {
    /// What a diagnosis says of the patient.
    package enum Role: String, CaseIterable, Sendable {
        /// A cancer where it began.
        case cancer
        /// Its spread.
        case metastasis
        /// Another illness.
        case comorbidity
        /// An illness of the family.
        case familyHistory
        /// Nothing for the board.
        case none
    }

    private let concept: Concept

    /// A term.
    /// - Parameter system: The code's system, such as "ICD-10-CM"; may be empty.
    package init(text: String, code: String? = nil, system: String? = nil) {
        let codes = code.map { [Concept.Code(system: system ?? "", code: $0, display: nil)] } ?? []
        concept = Concept(codes: codes, text: text)
    }

    /// The case's form of it.
    package var coding: Coding { concept.coding }

    /// What it says of the patient. An ICD-10 code decides, whatever the words: malignant ascites (R18.0) is no primary.
    package var role: Role {
        let icd10 = concept.icd10.map { $0.uppercased() }
        if icd10.contains(where: { ("Z80"..."Z84").contains($0.prefix(3)) }) || concept.mentions(["family history"]) {
            return .familyHistory
        }
        if !icd10.isEmpty, !icd10.contains(where: { $0.hasPrefix("C") || $0.hasPrefix("D") }) { return .comorbidity }
        switch concept.cancerKind {
        case .primary: return .cancer
        case .secondary: return .metastasis
        case nil: return .comorbidity
        }
    }

    /// Whether it only voices a suspicion.
    package var isSuspicion: Bool { concept.isSuspicion }

    /// Whether it is an invasive cancer.
    package var isInvasive: Bool { concept.isInvasive }

    /// The disease group of a cancer.
    package var diseaseGroup: DiseaseGroup? { concept.diseaseGroup }

    /// The side that it names.
    package var laterality: Laterality? { concept.laterality }

    /// Whether it is an anticancer medicine.
    package var isAnticancer: Bool { concept.isAnticancer }

    /// How an image was made.
    package var imagingModality: ImagingModality? { concept.imagingModality }
}

extension Concept {
    /// A concept of known parts.
    init(codes: [Code], text: String?) {
        self.codes = codes
        self.text = text
    }
}
