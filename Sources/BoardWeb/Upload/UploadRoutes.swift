import Documents
import Foundation
import Hummingbird
import Orchestrator
import TumorBoard

extension BoardSite {
    /// The page on which a patient or a referring doctor sends records, behind a link of its own.
    func addUpload(to router: Router<BasicRequestContext>) {
        router.get("upload") { [self] request, _ in
            let grant = try grant(request, for: .upload)
            return try uploadPage(grant, try office.uploadDesk(grant), UploadEntry())
        }
        router.post("upload") { [self] request, _ in try await upload(request) }
    }

    private func upload(_ request: Request) async throws -> Response {
        let grant = try grant(request, for: .upload)
        _ = try office.uploadDesk(grant)
        let settings = office.configuration.records
        let limit = max(settings.maxArchiveBytes, settings.maxFileBytes) + 1 << 20
        if let length = request.headers[.contentLength].flatMap(Int.init), length > limit {
            throw WebFault.tooLarge(limitMB: limit >> 20)
        }
        let subject = FormSubject(grant)
        var intake = try UploadIntake(contentType: request.headers[.contentType], limit: limit) { $0 == subject.text }
        let posted = try await intake.take(request.body)
        guard posted.fields[FormSubject.field] == subject.text else { throw WebFault.otherForm }
        var entry = UploadEntry()
        entry.kind = posted.fields["kind"].flatMap(RecordClass.init)
        if posted.files.isEmpty { entry.fileError = "choose at least one file" }
        guard let kind = entry.kind, UploadEntry.kinds.contains(kind) else {
            entry.kindError = "say what the files are, and choose them again"
            return try uploadPage(grant, try office.uploadDesk(grant), entry)
        }
        guard entry.fileError == nil else { return try uploadPage(grant, try office.uploadDesk(grant), entry) }
        entry.results = try await office.takeUploads(through: grant, posted.files, as: kind)
        entry.kind = nil
        return try uploadPage(grant, try office.uploadDesk(grant), entry)
    }

    private func uploadPage(_ grant: LinkGrant, _ desk: UploadDesk, _ entry: UploadEntry) throws -> Response {
        let settings = office.configuration.records
        let language = desk.sender == .patient ? desk.file.subject.patient.language : "en"
        let chosen = UploadEntry.kinds
        let order = desk.missing + chosen.filter { !desk.missing.contains($0) }
        let kinds = order.filter(chosen.contains).map { kind in
            Choice(
                id: "kind-\(kind.rawValue)", name: "kind", value: kind.rawValue, label: kind.title.asSentenceStart,
                isChosen: entry.kind == kind)
        }
        // what has just come stands above, once
        let now = entry.results.compactMap { $0.record?.file?.name }
        var arrived = desk.arrived
        for name in now { if let index = arrived.lastIndex(of: name) { arrived.remove(at: index) } }
        let context = UploadContext(
            page: try frame("Send us documents", of: desk.file, language: language),
            isPatient: desk.sender == .patient, caseReference: desk.file.subject.id.text,
            missing: desk.missing.map(\.title.asSentenceStart), arrived: arrived, taken: now,
            refused: entry.results.compactMap { result in
                result.refusal.map { Fact(label: result.name, value: $0.description.asSentenceStart) }
            },
            errors: entry.errors, kind: ChoiceField(name: "kind", choices: kinds, error: entry.kindError),
            fileError: entry.fileError, fileMB: "\(settings.maxFileMB)",
            archiveMB: "\(max(settings.maxArchiveMB, settings.maxFileMB))", files: "\(UploadIntake.mostFiles)",
            action: "/upload", hidden: [FormSubject(grant).hidden])
        return try page(
            "upload", context, status: entry.isRefused ? .unprocessableContent : .ok, language: language)
    }
}

/// What was posted to the upload page, and what became of it.
struct UploadEntry {
    /// What can be a file; slides cannot.
    static let kinds = RecordClass.allCases.filter { $0 != .slidesOrBlocks }
    var kind: RecordClass?
    var kindError: String?
    var fileError: String?
    var results: [ArrivedFile] = []

    var isRefused: Bool { !errors.isEmpty || results.contains { $0.refusal != nil } }

    var errors: [FieldError] {
        [("kind", "What are they?", kindError), ("file", "The files", fileError)].compactMap { field, label, message in
            message.map { FieldError(field: field, label: label, message: $0) }
        }
    }
}
