/// A file behind a record, kept encrypted beside the database and found by its digest.
package struct RecordFile: Codable, Equatable, Sendable {
    /// SHA-256 of the clear bytes, in hexadecimal.
    package var digest: String
    /// Bytes.
    package var size: Int
    /// What the content is, judged by the content: "application/pdf".
    package var mediaType: String
    /// A name that is safe to show and to save under.
    package var name: String

    /// A file.
    package init(digest: String, size: Int, mediaType: String, name: String) {
        self.digest = digest
        self.size = size
        self.mediaType = mediaType
        self.name = name
    }
}

/// One imaging study as the headers of its DICOM files tell it.
package struct ImageStudy: Codable, Equatable, Sendable {
    /// The DICOM modality: "CT", "MR", "PT".
    package var modality: String?
    /// The part of the body.
    package var bodyPart: String?
    /// What the study was called.
    package var description: String?
    /// The day of the study.
    package var date: CivilDate?
    /// The institution that made it.
    package var institution: String?
    /// How many series.
    package var series: Int
    /// How many images.
    package var images: Int
    /// The patient's name in the headers, as a person writes it.
    package var patientName: String?
    /// The date of birth in the headers.
    package var patientBirthDate: CivilDate?

    /// A study.
    package init(series: Int, images: Int) {
        self.series = series
        self.images = images
    }
}

/// One step of slides or blocks on their way.
package struct CustodyStep: Codable, Equatable, Sendable {
    /// The steps, in the order in which they usually come.
    package enum Kind: String, Codable, CaseIterable, Sendable {
        case requested, released, shipped, signedFor, returned, lost
    }

    /// The record whose slides or blocks they are.
    package var record: String
    /// Which step.
    package var kind: Kind
    /// The day.
    package var date: CivilDate
    /// The carrier, for a shipment.
    package var carrier: String?
    /// The carrier's number, for a shipment.
    package var tracking: String?
    /// Who released, signed or sent them.
    package var person: String
    /// How many and which, or a remark.
    package var note: String?

    /// A step.
    package init(
        record: String, kind: Kind, date: CivilDate, carrier: String? = nil, tracking: String? = nil, person: String,
        note: String? = nil
    ) {
        self.record = record
        self.kind = kind
        self.date = date
        self.carrier = carrier
        self.tracking = tracking
        self.person = person
        self.note = note
    }
}

extension CustodyStep.Kind {
    /// The step as a person would write it.
    package var title: String {
        switch self {
        case .signedFor: "signed for"
        default: rawValue
        }
    }
}
