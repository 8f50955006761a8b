import Documents
import FHIRExchange
package import Foundation
package import TumorBoard

/// A document as the site's templates make it today, for whoever edits them.
package struct DocumentPreview: Sendable {
    /// The document, complete in itself.
    package var html: String
    /// The date that its PDF bears.
    package var created: Date
    /// Whether the packet is one that was frozen; a preview shows the case as it stands where none was.
    package var isFrozen: Bool
}

extension BoardOffice {
    /// A case from a file, as importing would make it; nothing is stored.
    /// - Throws: `CaseFileError` where the file cannot become a case.
    package func unimportedCase(file data: Data, named name: String) throws -> CaseFile {
        let read = try CaseFileReader().read(
            data, fileName: name, caseID: "PREVIEW", asOf: CivilDate(now, in: configuration.timeZone))
        guard let file = CaseFile([.init(event: .referred(read.draft), at: now)]) else {
            throw OfficeError.missing("\(name) tells of no case")
        }
        return file
    }

    /// A document of a case with the templates as they are now.
    ///
    /// A packet that is not frozen yet is shown as it would be frozen now, without a digest.
    /// - Throws: `CommandRefusal.noPlan` for a letter or a plan before there is one.
    package func preview(
        _ document: CaseDocument, of file: CaseFile, seat: Specialty?, largePrint: Bool = false
    ) throws -> DocumentPreview {
        guard document == .packet, file.packet == nil else {
            let created = document == .packet ? file.packet?.frozen : file.signed ?? file.compiled
            return DocumentPreview(
                html: try html(of: document, file: file, seat: seat, largePrint: largePrint),
                created: created ?? file.referred,
                isFrozen: document == .packet)
        }
        guard let packet = try file.freeze(now: now, policy: try policy(), digest: digest) else {
            throw OfficeError.missing("the case has nothing to show")
        }
        var context = try packetContext(file, packet: packet, seat: seat)
        (context.digest, context.frozenAt) = ("none, since this is a preview", "not yet")
        return DocumentPreview(
            html: try templates.html("packet", context.value), created: now, isFrozen: false)
    }

    /// A preview as PDF.
    package func pdf(of preview: DocumentPreview) async throws -> Data {
        try await pdf.pdf(html: preview.html, created: preview.created)
    }
}
