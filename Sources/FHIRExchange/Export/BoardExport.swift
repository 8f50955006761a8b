package import Foundation
package import TumorBoard

/// A line of the journal, without what it says.
package struct JournalLine: Equatable, Sendable {
    /// Its place in the case's stream, from 1.
    package var version: Int
    /// The event's name, such as "case.listed".
    package var kind: String
    /// Who did it.
    package var actor: String
    /// When it took effect.
    package var effective: Date
    /// When it was written down.
    package var recorded: Date

    /// A line.
    package init(version: Int, kind: String, actor: String, effective: Date, recorded: Date) {
        self.version = version
        self.kind = kind
        self.actor = actor
        self.effective = effective
        self.recorded = recorded
    }
}

/// Why a case cannot be exported in the wanted form.
package enum ExportRefusal: Error, Equatable, Sendable, CustomStringConvertible {
    /// No ballot has reached consensus.
    case noPlan(CaseID)

    /// What to do about it.
    package var description: String {
        switch self {
        case .noPlan(let id):
            "case \(id) has no care plan yet: no ballot has reached consensus. Export the document instead."
        }
    }
}

/// Everything that a case's export is written from. The same values give the same bytes.
package struct BoardExport: Sendable {
    /// The case.
    let file: CaseFile
    /// Its journal, oldest first.
    let journal: [JournalLine]
    /// The board that decides it.
    let board: Board
    /// Whose names stand behind reviewers' ids.
    let roster: Roster
    /// The hospital's name.
    let hospital: String
    /// What is not presented as long as there is no packet that says it.
    let missing: [String]
    /// The instant as of which the export tells the case.
    let asOf: Date
    /// Makes the UUID of a name: the same of the same name, different ones of different names.
    let uuid: @Sendable (String) -> String

    /// An export of a case as of an instant.
    /// - Parameters:
    ///   - missing: shown as not presented while no packet is frozen.
    ///   - uuid: derives a UUID from a name that is unique to the case and the resource.
    package init(
        file: CaseFile, journal: [JournalLine], board: Board, roster: Roster, hospital: String, missing: [String],
        asOf: Date, uuid: @escaping @Sendable (String) -> String
    ) {
        self.file = file
        self.journal = journal
        self.board = board
        self.roster = roster
        self.hospital = hospital
        self.missing = missing
        self.asOf = asOf
        self.uuid = uuid
    }

    /// The document of the board: a Composition and everything that it stands on.
    package func document() -> FHIRNode {
        let exporter = exported()
        return bundle("document", "document", [exporter.composition()] + exporter.resources)
    }

    /// The care plan alone, with everything that it refers to, directly or not.
    /// - Throws: `ExportRefusal.noPlan` where no ballot has reached consensus.
    package func carePlan() throws(ExportRefusal) -> FHIRNode {
        let exporter = exported()
        guard let plan = exporter.resources.first(where: { $0.type == "CarePlan" }) else {
            throw .noPlan(file.subject.id)
        }
        let signature = exporter.resources.filter { $0.type == "Provenance" }
        return bundle("collection", "careplan", exporter.closure(of: [plan] + signature))
    }

    /// One AuditEvent an event of the journal; nothing clinical is in it.
    package func auditTrail() -> FHIRNode {
        let exporter = CaseExporter(self)
        exporter.addAuditTrail()
        return bundle("collection", "audit", exporter.resources)
    }

    private func exported() -> CaseExporter {
        let exporter = CaseExporter(self)
        exporter.addEverything()
        return exporter
    }

    private func bundle(_ type: FHIRNode, _ kind: String, _ resources: [ExportedResource]) -> FHIRNode {
        // the version makes the identifier that of this document: a later one of the case is another document
        let name = "\(file.subject.id)/Bundle/\(kind)/\(file.version)"
        var bundle = ExportedResource("Bundle", id: uuid(name))
        bundle["identifier"] = .identifier(CodeSystems.uri, bundle.fullURL)
        bundle["type"] = type
        bundle["timestamp"] = .instant(asOf)
        bundle["entry"] = .list(
            resources.map { .fields(["fullUrl": .string($0.fullURL), "resource": $0.node]) })
        return bundle.node
    }
}
