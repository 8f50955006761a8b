import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard record`
struct RecordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "The records of a case, their files, and the ways of slides.",
        subcommands: [Add.self, List.self, Show.self, Get.self, Custody.self, Ask.self])

    /// `tumorboard record add`
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a record that came, such as a report, images, slides or a late scan.",
            discussion: """
                The file is looked into, encrypted with the case's own key and kept beside the database: PDF, JPEG, \
                PNG, DICOM or a zip of it, CSV and plain text, told by their content. DICOM files become the class \
                images, with what their headers say; plain text becomes the record's wording as well. Without a FILE \
                it is a thing that cannot be copied, such as slides. --pending says that it was asked for and has not \
                arrived; --material that opinions already given must be confirmed on the new evidence.
                """)

        @Argument(help: "The case.") var id: CaseID
        @Argument(help: "The record's file.") var file: String?
        @Option(name: .customLong("class"), help: "What it is.") var kind: RecordClass
        @Option(help: "Its title. Default: what it is.") var title: String?
        @Option(help: "Its date, such as 2026-10-12. Default: of images, their headers'.") var date: CivilDate?
        @Option(help: "Who made it.") var source: String?
        @Option(help: "How an image was made.") var modality: ImagingModality?
        @Option(name: .customLong("record-id"), help: "Its id within the case. Default: class and number.")
        var recordID: String?
        @Flag(help: "Another hospital made it.") var outside = false
        @Flag(help: "It cannot be read; it does not count as present.") var illegible = false
        @Flag(help: "It was asked for and has not arrived; it does not count as present.") var pending = false
        @Flag(help: "It changes the case so far that opinions already given must be confirmed.") var material = false
        @OptionGroup var site: SiteOptions
        @OptionGroup var by: ActorOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard !pending || file == nil else {
                throw ValidationError("What has a FILE has arrived: leave --pending out.")
            }
        }

        func run() async throws {
            let office = try await site.office()
            var draft = RecordDraft(kind)
            (draft.id, draft.title, draft.date, draft.source, draft.modality) = (
                recordID, title, date, source, modality
            )
            (draft.legible, draft.pending, draft.fromOutside, draft.material) = (!illegible, pending, outside, material)
            let given = try file.map(GivenFile.init)
            let added: (file: CaseFile, record: ClinicalRecord)
            do {
                added = try await office.addRecord(draft, file: given?.incoming, to: id, actor: by.name)
            } catch let refusal as FileRefusal {
                throw Refusal("\(file ?? "the file"): \(refusal)")
            }
            let record = added.record
            let words = "Added \(record.id), \(record.title), to case \(id)"
            try output.show(try office.done(words, added.file)) {
                let marked = material ? "; marked as material" : ""
                let digest = record.file.map { "; \($0.mediaType), \($0.size) bytes, SHA-256 \($0.digest)" } ?? ""
                let other = record.kind == kind ? "" : "; its content makes it the class \(record.kind.rawValue)"
                return "\(words)\(marked)\(other)\(digest).\n"
            }
        }
    }
}

/// A file that a command names; standard input is put into a folder of its own first.
private struct GivenFile {
    let incoming: IncomingFile

    init(_ path: String) throws {
        guard path == "-" else {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw Refusal("\(path): there is no such file")
            }
            guard !isFolder.boolValue else {
                throw Refusal("\(path): it is a folder; pack it into a zip, or name a file")
            }
            let url = URL(fileURLWithPath: path)
            incoming = IncomingFile(url: url, name: url.lastPathComponent)
            return
        }
        let folder = try PrivateFolder()
        let url = folder.url.appending(path: "input")
        try Given.bytes(path).write(to: url)
        incoming = IncomingFile(url: url, name: "standard input", in: folder)
    }
}

/// `tumorboard review`
struct ReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "Re-reviews that a decision waits for.", subcommands: [Result.self])

    /// `tumorboard review result`
    struct Result: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record what a re-review or another piece of information came to; the case goes on.")

        @Argument(help: "The case.") var id: CaseID
        @Argument(help: "What was asked for.") var need: InformationNeed
        @Option(help: "The result's wording.") var text: String?
        @Option(help: "A file with the result.") var file: String?
        @Option(help: "Who gave it.") var by: String
        @Option(help: "Its date. Default: today.") var date: CivilDate?
        @OptionGroup var site: SiteOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard (text == nil) != (file == nil) else { throw ValidationError("Give either --text or --file.") }
        }

        func run() async throws {
            let office = try await site.office()
            let before = try office.caseFile(id)
            let record = ClinicalRecord(
                id: "\(need.rawValue)-\(before.version)", kind: need.recordClass, title: need.title.asSentenceStart,
                date: date ?? CivilDate(office.now, in: office.configuration.timeZone), source: by, text: text)
            let after = try await receive(record, office)
            let words = "The \(need.title) of case \(id) is recorded"
            try output.show(try office.done(words, after)) { words + ".\n" }
        }

        private func receive(_ record: ClinicalRecord, _ office: BoardOffice) async throws -> CaseFile {
            guard let file else { return try office.receive(need, record: record, of: id, actor: by) }
            do {
                return try await office.receive(
                    need, record: record, file: try GivenFile(file).incoming, of: id, actor: by)
            } catch let refusal as FileRefusal {
                throw Refusal("\(file): \(refusal)")
            }
        }
    }
}

extension InformationNeed {
    /// The class of the record that answers it.
    fileprivate var recordClass: RecordClass {
        switch self {
        case .pathologyReReview: .pathologyReport
        case .imaging, .stagingReview: .imagingReport
        case .molecular: .genetics
        case .performanceStatus: .other
        }
    }
}
