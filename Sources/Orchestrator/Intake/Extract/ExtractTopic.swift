import FHIRExchange
import TumorBoard

/// What a file of an extract tells about the patient.
enum ExtractTopic: String, CaseIterable, Sendable {
    case patient, diagnoses, staging, markers, labs, medication, treatments, pathologyReports, imagingReports, notes
    case records, comorbidities, allergies, familyHistory, fitness

    /// What a field holds.
    enum Kind: Equatable, Sendable {
        case text, date
        case number(ClosedRange<Int>)
        /// One word of a list.
        case choice([String])
    }

    /// A field that a column can feed.
    struct Field: Sendable {
        /// Its name in the mapping.
        let name: String
        /// What it holds.
        var kind = Kind.text
        /// Whether the mapping must name it.
        var isRequired = false
    }

    /// The fields of the topic.
    var fields: [Field] {
        switch self {
        case .patient: Self.patientFields
        case .diagnoses: Self.diagnosisFields
        case .staging: Self.stagingFields
        case .markers:
            [
                Field(name: "name", isRequired: true), Field(name: "result", isRequired: true), Field(name: "unit"),
                .date,
            ]
        case .labs: Self.labFields
        case .medication: Self.medicationFields
        case .treatments:
            [
                Field(name: "detail", isRequired: true), .modality(isRequired: true), Field(name: "start", kind: .date),
                Field(name: "end", kind: .date), Field(name: "response"),
            ]
        case .pathologyReports, .imagingReports, .notes, .records: Self.recordFields
        case .comorbidities: [Field(name: "text", isRequired: true), .status]
        case .allergies: [Field(name: "text", isRequired: true), Field(name: "reaction")]
        case .familyHistory: [Field(name: "text", isRequired: true)]
        case .fitness:
            [
                Field(name: "ecog", kind: .number(0...4)), Field(name: "karnofsky", kind: .number(0...100)),
                Field(name: "note"), .date,
            ]
        }
    }

    /// The class of a record where the mapping gives none.
    var recordClass: RecordClass {
        switch self {
        case .pathologyReports: .pathologyReport
        case .imagingReports: .imagingReport
        default: .other
        }
    }

    /// Diagnoses that are no more the patient's, or never were, are left out by these words.
    static let statuses = ["active", "resolved", "inactive", "remission", "suspected", "refuted"]

    private static let patientFields = [
        Field(name: "name", isRequired: true), Field(name: "birthDate", kind: .date),
        Field(name: "sex", kind: .choice(["female", "male", "other", "unknown"])), Field(name: "language"),
        Field(name: "region"), Field(name: "email"), Field(name: "phone"), Field(name: "companion"),
    ]

    private static let diagnosisFields = [
        Field(name: "text", isRequired: true), Field(name: "code"), Field(name: "system"), .date, .status,
        Field(name: "role", kind: .choice(CodedTerm.Role.allCases.map(\.rawValue))), Field(name: "histology"),
        Field(name: "site"), Field(name: "laterality", kind: .choice(sides)),
        Field(name: "diseaseGroup", kind: .choice(DiseaseGroup.allCases.map(\.rawValue))),
    ]

    private static let stagingFields = [
        Field(name: "basis", kind: .choice(["clinical", "pathological", "other"])), Field(name: "t"), Field(name: "n"),
        Field(name: "m"), Field(name: "group"), Field(name: "figo"), Field(name: "system"), .date,
    ]

    private static let labFields = [
        Field(name: "name", isRequired: true), Field(name: "value", isRequired: true), Field(name: "unit"),
        Field(name: "range"), Field(name: "flag"), .date, .recordClass, Field(name: "source"),
    ]

    private static let medicationFields = [
        Field(name: "name", isRequired: true), Field(name: "dose"), Field(name: "route"), Field(name: "frequency"),
        Field(name: "start", kind: .date), Field(name: "end", kind: .date), .modality(isRequired: false),
    ]

    private static let recordFields = [
        Field(name: "id"), .recordClass, Field(name: "title"), .date, Field(name: "source"),
        Field(name: "text", isRequired: true),
        Field(name: "modality", kind: .choice(ImagingModality.allCases.map(\.rawValue))),
        Field(name: "laterality", kind: .choice(sides)), Field(name: "printedName"),
        Field(name: "printedBirthDate", kind: .date),
    ]

    private static let sides = ["left", "right", "bilateral", "midline"]
}

extension ExtractTopic.Field {
    fileprivate static let date = Self(name: "date", kind: .date)
    fileprivate static let status = Self(name: "status", kind: .choice(ExtractTopic.statuses))
    fileprivate static let recordClass = Self(name: "kind", kind: .choice(RecordClass.allCases.map(\.rawValue)))

    fileprivate static func modality(isRequired: Bool) -> Self {
        Self(name: "modality", kind: .choice(Modality.allCases.map(\.rawValue)), isRequired: isRequired)
    }
}
