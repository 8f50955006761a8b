/// What a case must bring before it can be listed; every number is for a clinical lead to set.
package struct IntakeRules: Codable, Equatable, Sendable {
    /// Records that a case of a disease group must bring; a group that is not here goes by the default.
    package var requiredRecords: [DiseaseGroup: [RecordClass]]
    /// Records that every other case must bring.
    package var defaultRequiredRecords: [RecordClass]
    /// Age in days from which a record of a class is stale.
    package var staleAfterDays: [RecordClass: Int]
    /// Age in days from which images and their reports are stale.
    package var imageryStaleAfterDays: [ImagingModality: Int]
    /// Disease groups in which a stale record keeps a case off the list; in all others it is only marked.
    package var staleBlocks: [DiseaseGroup]
    /// Whether every case is checked by a navigator or nurse before it is listed; one from the public form always is.
    @Added package var checkBeforeListing: Bool

    /// The rules that hold where a site sets none.
    package static let standard = IntakeRules(
        requiredRecords: [
            .oesophagogastric: [.pathologyReport, .imagingReport, .images, .endoscopy],
            .colorectal: [.pathologyReport, .imagingReport, .images, .endoscopy],
            .headAndNeck: [.pathologyReport, .imagingReport, .images, .endoscopy],
            .pancreatobiliary: [.pathologyReport, .imagingReport, .images, .chemistry],
            .liver: [.imagingReport, .images, .chemistry],
            .prostate: [.pathologyReport, .imagingReport, .images, .tumourMarkers],
            .sarcoma: [.pathologyReport, .slidesOrBlocks, .imagingReport, .images],
            .lymphoma: [.pathologyReport, .imagingReport, .images, .bloodCount],
            .leukaemia: [.pathologyReport, .bloodCount, .genetics],
            .myeloma: [.pathologyReport, .imagingReport, .bloodCount, .chemistry],
            .brain: [.imagingReport, .images],
            .skin: [.pathologyReport],
        ],
        defaultRequiredRecords: [.pathologyReport, .imagingReport, .images],
        staleAfterDays: [
            .bloodCount: 14, .chemistry: 14, .tumourMarkers: 28, .lungFunction: 90, .echocardiography: 90,
        ],
        imageryStaleAfterDays: [.mri: 42, .petCT: 42, .ct: 56], staleBlocks: [])

    /// Rules for intake.
    package init(
        requiredRecords: [DiseaseGroup: [RecordClass]], defaultRequiredRecords: [RecordClass],
        staleAfterDays: [RecordClass: Int], imageryStaleAfterDays: [ImagingModality: Int], staleBlocks: [DiseaseGroup]
    ) {
        self.requiredRecords = requiredRecords
        self.defaultRequiredRecords = defaultRequiredRecords
        self.staleAfterDays = staleAfterDays
        self.imageryStaleAfterDays = imageryStaleAfterDays
        self.staleBlocks = staleBlocks
    }

    /// What a case of that group must bring.
    package func required(for group: DiseaseGroup) -> [RecordClass] { requiredRecords[group] ?? defaultRequiredRecords }

    /// What a case must bring: of one that is about the slides alone, those and their report.
    package func required(for subject: Case) -> [RecordClass] {
        subject.referral.kind == .pathologyOnly
            ? [.pathologyReport, .slidesOrBlocks] : required(for: subject.diseaseGroup)
    }

    /// From how many days on a record is stale; nil where its age does not matter.
    package func limitDays(for record: ClinicalRecord) -> Int? {
        switch record.kind {
        case .imagingReport, .images: record.modality.flatMap { imageryStaleAfterDays[$0] }
        default: staleAfterDays[record.kind]
        }
    }
}
