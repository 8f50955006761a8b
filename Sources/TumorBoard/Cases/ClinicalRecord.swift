/// The classes of record that second opinions ask for. "Images" are not "the report"; "slides" are not "the report".
package enum RecordClass: String, Codable, CodingKeyRepresentable, CaseIterable, Sendable, Hashable, Comparable {
    case pathologyReport, slidesOrBlocks, imagingReport, images, endoscopy, bloodCount, chemistry, tumourMarkers
    case biopsy, operativeNote, treatmentSummary, dischargeSummary, genetics, medicationList, currentPhysicianReport
    case lungFunction, echocardiography, other

    /// The class as a person would write it.
    package var title: String {
        switch self {
        case .pathologyReport: "pathology report"
        case .slidesOrBlocks: "slides or blocks"
        case .imagingReport: "imaging report"
        case .images: "images"
        case .endoscopy: "endoscopy report"
        case .bloodCount: "blood count"
        case .chemistry: "blood chemistry"
        case .tumourMarkers: "tumour markers"
        case .biopsy: "biopsy report"
        case .operativeNote: "operative note"
        case .treatmentSummary: "treatment summary"
        case .dischargeSummary: "discharge summary"
        case .genetics: "genetic or molecular report"
        case .medicationList: "medication list with doses"
        case .currentPhysicianReport: "current physician's report"
        case .lungFunction: "lung function"
        case .echocardiography: "echocardiography"
        case .other: "other record"
        }
    }

    /// By name.
    package static func < (left: RecordClass, right: RecordClass) -> Bool { left.rawValue < right.rawValue }
}

/// How an image was made, where the limit on its age depends on that.
package enum ImagingModality: String, Codable, CodingKeyRepresentable, CaseIterable, Sendable, Hashable {
    case ct, mri, petCT, ultrasound, mammography, xray, boneScan, other
}

/// One record of the case.
package struct ClinicalRecord: Codable, Equatable, Sendable {
    /// Unique within the case.
    package var id: String
    /// What kind of record.
    package var kind: RecordClass
    /// Title as it reads in a list.
    package var title: String
    /// Date of the examination or report.
    package var date: CivilDate?
    /// Who made it.
    package var source: String?
    /// How the image was made, for imaging.
    package var modality: ImagingModality?
    /// The wording, where there is text.
    package var text: String?
    /// SHA-256 of the file or text, in hexadecimal.
    package var digest: String?
    /// False when it cannot be read; it then does not count as present.
    package var legible: Bool
    /// True when it was asked for and has not arrived; it then does not count as present.
    package var pending: Bool
    /// The side that the record states.
    package var laterality: Laterality?
    /// The patient's name as printed on the record, where it is known.
    package var printedName: String?
    /// The date of birth as printed on the record, where it is known.
    package var printedBirthDate: CivilDate?
    /// The file, where one is kept.
    package var file: RecordFile?
    /// What the headers of the images tell, for images.
    package var study: ImageStudy?
    /// Whether another hospital made it.
    @Omitted package var fromOutside: Bool
    /// The day it came in.
    package var received: CivilDate?
    /// The lobe or segment that the record states.
    package var lobe: String?

    /// A record with at least an id, a kind and a title.
    package init(
        id: String, kind: RecordClass, title: String, date: CivilDate? = nil, source: String? = nil,
        modality: ImagingModality? = nil, text: String? = nil, digest: String? = nil, legible: Bool = true,
        pending: Bool = false, laterality: Laterality? = nil, printedName: String? = nil,
        printedBirthDate: CivilDate? = nil
    ) {
        self.id = id
        self.kind = kind
        self.title = title
        self.date = date
        self.source = source
        self.modality = modality
        self.text = text
        self.digest = digest
        self.legible = legible
        self.pending = pending
        self.laterality = laterality
        self.printedName = printedName
        self.printedBirthDate = printedBirthDate
    }

    /// Whether the board can look at it.
    package var isPresent: Bool { legible && !pending }
}
