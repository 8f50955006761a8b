/// What the content of a file is: the kinds that a board takes, and nothing else.
package enum FileKind: String, Codable, CaseIterable, Sendable {
    case pdf, jpeg, png, dicom, dicomArchive, csv, text

    /// For the record and for a download.
    package var mediaType: String {
        switch self {
        case .pdf: "application/pdf"
        case .jpeg: "image/jpeg"
        case .png: "image/png"
        case .dicom: "application/dicom"
        case .dicomArchive: "application/zip"
        case .csv: "text/csv"
        case .text: "text/plain"
        }
    }

    /// As a person would say it.
    package var title: String {
        switch self {
        case .pdf: "a PDF"
        case .jpeg: "a JPEG picture"
        case .png: "a PNG picture"
        case .dicom: "a DICOM image"
        case .dicomArchive: "a zip of DICOM images"
        case .csv: "a CSV table"
        case .text: "plain text"
        }
    }

    /// The ending of a safe name.
    var ending: String {
        switch self {
        case .pdf: "pdf"
        case .jpeg: "jpg"
        case .png: "png"
        case .dicom: "dcm"
        case .dicomArchive: "zip"
        case .csv: "csv"
        case .text: "txt"
        }
    }

    /// Endings that may stay as they are.
    var endings: Set<String> {
        switch self {
        case .jpeg: ["jpg", "jpeg", "jpe"]
        case .dicom: ["dcm", "dicom", "ima"]
        case .text: ["txt", "text", "md", "log"]
        default: [ending]
        }
    }
}
