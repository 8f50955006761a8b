import Crypto
import FHIRExchange
package import Foundation
import Journal
package import TumorBoard

/// What of a case leaves as FHIR.
package enum FHIRExportKind: String, CaseIterable, Sendable {
    /// The board's whole note with everything that it stands on.
    case document
    /// The care plan with what it refers to.
    case careplan
    /// One AuditEvent an event of the case.
    case audit
}

/// A case as a FHIR bundle.
package struct FHIRExport: Sendable {
    /// Canonical JSON in UTF-8: the same journal gives the same bytes.
    package let data: Data
    /// How many resources are in it.
    package let resources: Int
}

extension BoardOffice {
    /// A case as FHIR R4, as it stood after its last event.
    /// - Throws: `OfficeError.unknownCase`; `ExportRefusal.noPlan` for a care plan that no ballot has reached.
    package func exportFHIR(_ id: CaseID, as kind: FHIRExportKind) throws -> FHIRExport {
        let stored = try journal.read(.ofCase(id))
        let entries = try stored.map { one in
            CaseFile.Entry(
                event: try CaseEvent(kind: one.kind, schema: one.schema, payload: one.payload), at: one.effective)
        }
        guard let file = CaseFile(entries), let last = stored.last else { throw OfficeError.unknownCase(id) }
        let roster = try roster()
        let lines = stored.map { one in
            JournalLine(
                version: one.version, kind: one.kind, actor: one.actor, effective: one.effective,
                recorded: one.recorded)
        }
        let site = configuration.publicURL
        // the clock of the export is the case's last event, so that exporting again changes nothing
        let export = BoardExport(
            file: file, journal: lines, board: try board(of: file, in: roster), roster: roster,
            hospital: configuration.siteName,
            missing: file.readiness(now: last.effective, policy: try policy()).notPresented, asOf: last.effective,
            uuid: { name in Self.uuid(of: "\(site)/\(name)") })
        let bundle =
            switch kind {
            case .document: export.document()
            case .careplan: try export.carePlan()
            case .audit: export.auditTrail()
            }
        return FHIRExport(data: bundle.canonicalJSON, resources: bundle.entries)
    }

    /// A UUID of version 5 (RFC 9562, 5.5) in the namespace of URLs: the same name gives the same one.
    private static func uuid(of name: String) -> String {
        let urls: [UInt8] = [
            0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8,
        ]
        // SHA-1 is what version 5 is made of; nothing rests on its strength here
        var bytes = Array(Insecure.SHA1.hash(data: Data(urls) + Data(name.utf8)).prefix(16))
        bytes[6] = bytes[6] & 0x0f | 0x50
        bytes[8] = bytes[8] & 0x3f | 0x80
        let digits = Array(hex(bytes))
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }.joined(separator: "-")
    }
}

extension FHIRNode {
    /// The entries of a bundle.
    fileprivate var entries: Int {
        if case .array(let entries)? = self["entry"] { entries.count } else { 0 }
    }
}
