import Documents
import Foundation
import Hummingbird
import Orchestrator
import TumorBoard

extension BoardSite {
    /// Downloads of records' files for staff: always as an attachment of no type that a browser would show.
    func addRecordFiles(to router: Router<BasicRequestContext>) {
        router.get("cases/:id/files/:digest") { [self] request, context in
            guard let staff = try staff(request) else { return try signIn(status: .forbidden) }
            let file = try file(context.parameters.get("id"), for: staff, in: office.roster())
            guard let digest = context.parameters.get("digest"), digest.count == RecordFileRow.urlDigits,
                let record = file.subject.records.first(where: { $0.file?.digest.hasPrefix(digest) == true })
            else { throw WebFault.notFound }
            return try download(record, of: file.subject.id)
        }
    }

    private func download(_ record: ClinicalRecord, of id: CaseID) throws -> Response {
        // opened once before the answer begins, so that a missing file is told as such
        let file = try office.openFile(of: record.id, in: id).file
        let body = ResponseBody(contentLength: file.size) { [office] writer in
            var content = try office.openFile(of: record.id, in: id)
            while let bytes = try content.next() { try await writer.write(ByteBuffer(bytes: bytes)) }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/octet-stream", .contentDisposition: Self.attachment(file.name),
                .contentSecurityPolicy: "default-src 'none'; sandbox",
            ], body: body)
    }

    /// RFC 6266: plain characters for old programs, all of them for others.
    private static func attachment(_ name: String) -> String {
        let plain = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || " -_.".contains($0)) ? $0 : "_" })
        var allowed = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
        allowed.insert(charactersIn: "-._~")
        let full = name.addingPercentEncoding(withAllowedCharacters: allowed) ?? plain
        return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(full)"
    }
}

extension StaffDesk {
    /// Every record that has a file or whose slides travel.
    func files(of file: CaseFile) -> [RecordFileRow] {
        file.subject.records.compactMap { record in
            let custody = file.custody(of: record.id).map(words)
            guard record.file != nil || !custody.isEmpty else { return nil }
            var row = RecordFileRow(record: record.title.asSentenceStart, reference: record.id, custody: custody)
            row.facts = facts(record)
            guard let kept = record.file else { return row }
            row.name = kept.name
            row.url = "/cases/\(file.subject.id)/files/\(kept.digest.prefix(RecordFileRow.urlDigits))"
            row.size = kept.size.asBytes
            (row.digest, row.shortDigest) = (kept.digest, "\(kept.digest.prefix(12))…")
            return row
        }
    }

    private func facts(_ record: ClinicalRecord) -> [String] {
        var facts = [record.source?.asSentenceStart, record.fromOutside ? "From outside" : nil].compactMap { $0 }
        if let received = record.received { facts.append("Received on \(times.day(received))") }
        guard let study = record.study else { return facts }
        facts.append(
            [
                study.modality, study.bodyPart?.lowercased(), study.date.map(times.day),
                study.institution == record.source ? nil : study.institution,
            ].compactMap { $0 }.joined(separator: ", "))
        facts.append("\(study.images) \(study.images == 1 ? "image" : "images") in \(study.series) series")
        if let name = study.patientName {
            facts.append(
                "Their headers name \(name)" + (study.patientBirthDate.map { ", born \(times.day($0))" } ?? ""))
        }
        return facts
    }

    private func words(_ step: CustodyStep) -> String {
        let way = [step.carrier, step.tracking].compactMap { $0 }.joined(separator: " ")
        return "\(times.day(step.date)): \(step.kind.title)\(way.isEmpty ? "" : " with \(way)"), \(step.person)"
            + (step.note.map { " (\($0))" } ?? "")
    }
}

extension RecordFileRow {
    /// How much of a digest stands in an address: enough for one case, too little to be looked up elsewhere.
    static let urlDigits = 16
}

extension Int {
    /// A size in words.
    fileprivate var asBytes: String {
        switch self {
        case ..<1_000: "\(self) bytes"
        case ..<1_000_000: "\((self + 500) / 1_000) kB"
        default: "\((self + 50_000) / 1_000_000).\((self + 50_000) / 100_000 % 10) MB"
        }
    }
}
