package import Foundation
import TumorBoard

/// A file that somebody sent, in clear, in a private folder.
package struct IncomingFile: Sendable {
    /// Where it is.
    package let url: URL
    /// As its sender calls it.
    package let name: String
    /// The private folder that it is in, which lasts as long as this.
    private let folder: PrivateFolder?

    /// A file and its name.
    package init(url: URL, name: String, in folder: PrivateFolder? = nil) {
        self.url = url
        self.name = name
        self.folder = folder
    }
}

/// What a file is, once it has been looked into.
struct FileExamination {
    let kind: FileKind
    let name: SafeName
    let size: Int
    /// What the headers of images tell.
    let study: ImageStudy?
    /// The wording of plain text that is short enough to be read in a packet.
    let wording: String?
    private static let longestWording = 256 << 10

    /// Looks into a file.
    /// - Parameter agrees: whether a name and a date of birth are this patient's.
    /// - Throws: `FileRefusal` for what is not taken.
    init(_ incoming: IncomingFile, _ settings: RecordSettings, agrees: (String?, CivilDate?) -> Bool) async throws {
        let size = try incoming.url.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
        guard size <= max(settings.maxArchiveBytes, settings.maxFileBytes) else {
            throw FileRefusal.tooLarge(limitMB: max(settings.maxArchiveMB, settings.maxFileMB))
        }
        let kind = try FileInspector.kind(of: incoming.url)
        let (limit, limitMB) =
            kind == .dicomArchive
            ? (settings.maxArchiveBytes, settings.maxArchiveMB) : (settings.maxFileBytes, settings.maxFileMB)
        guard size <= limit else { throw FileRefusal.tooLarge(limitMB: limitMB) }
        self.kind = kind
        self.size = size
        name = SafeName(incoming.name, kind: kind)
        study = try await Self.study(incoming.url, kind, settings, agrees)
        wording = kind == .text && size <= Self.longestWording ? try Self.text(of: incoming.url) : nil
    }

    private static func study(
        _ file: URL, _ kind: FileKind, _ settings: RecordSettings, _ agrees: (String?, CivilDate?) -> Bool
    ) async throws -> ImageStudy? {
        guard kind == .dicom || kind == .dicomArchive else { return nil }
        let folder = try PrivateFolder()
        if kind == .dicomArchive {
            try await ImageArchive(file: file, settings: settings).unpack(into: folder.url)
        } else {
            try FileManager.default.copyItem(at: file, to: folder.url.appending(path: "image"))
        }
        let headers = try await DICOMHeaders.read(folder.url, command: settings.dicomCommand)
        withExtendedLifetime(folder) {}
        guard let study = ImageStudy(headers, agrees: agrees) else {
            let why =
                headers.allSatisfy(\.isDirectory)
                ? "it is only the table of contents of a disc: send the disc's whole folder as a zip"
                : "there is no image in it: send a report as a PDF"
            throw FileRefusal.damaged(kind, why)
        }
        return study
    }

    private static func text(of file: URL) throws -> String? {
        let data = try Data(contentsOf: file)
        return String(data: data, encoding: .utf8) ?? String(data: data, encoding: .windowsCP1252)
    }

    /// The class that the record has: images are what they are, whatever was chosen.
    /// - Throws: `FileRefusal.wrongClass`.
    func recordClass(chosen: RecordClass) throws(FileRefusal) -> RecordClass {
        if study != nil { return .images }
        switch chosen {
        case .slidesOrBlocks: throw .wrongClass(kind, chosen)
        case .images where kind != .jpeg && kind != .png: throw .wrongClass(kind, chosen)
        default: return chosen
        }
    }

    /// Puts what is known of the file into its record.
    func fill(_ record: inout ClinicalRecord, digest: String) {
        record.file = RecordFile(digest: digest, size: size, mediaType: kind.mediaType, name: name.text)
        record.digest = digest
        record.pending = false
        if let wording { record.text = wording }
        guard let study else { return }
        record.study = study
        record.modality = record.modality ?? study.imagingModality
        record.date = record.date ?? study.date
        record.source = record.source ?? study.institution
        (record.printedName, record.printedBirthDate) = (study.patientName, study.patientBirthDate)
    }
}
