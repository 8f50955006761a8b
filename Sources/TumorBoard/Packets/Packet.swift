package import Foundation

/// What every seat is shown, frozen at the list cut-off.
package struct PacketContent: Codable, Equatable, Sendable {
    /// The case as it stood.
    package var subject: Case
    /// What was asked for and not there; shown as such and never imputed.
    package var notPresented: [String]
    /// What contradicts itself.
    package var contradictions: [String]
    /// Records added since the version before, by id.
    package var addedRecords: [String]

    /// Content of a packet.
    package init(
        subject: Case, notPresented: [String], contradictions: [String] = [], addedRecords: [String] = []
    ) {
        self.subject = subject
        self.notPresented = notPresented
        self.contradictions = contradictions
        self.addedRecords = addedRecords
    }
}

/// A frozen packet.
package struct Packet: Codable, Equatable, Sendable {
    /// From 1; a later version makes opinions on an earlier one stale.
    package var version: Int
    /// SHA-256 over the canonical content, in hexadecimal.
    package var digest: String
    /// When it was frozen.
    package var frozen: Date
    /// What it shows.
    package var content: PacketContent

    /// A packet.
    package init(version: Int, digest: String, frozen: Date, content: PacketContent) {
        self.version = version
        self.digest = digest
        self.frozen = frozen
        self.content = content
    }
}

/// A part of the packet.
package enum PacketSection: String, CaseIterable, Sendable {
    case newEvidence, history, pathology, stage, markers, imaging, fitness, medication, treatments, laboratory
    case otherRecords

    /// What a seat needs first, then the rest.
    package static func ordered(for specialty: Specialty?) -> [PacketSection] {
        let first: [PacketSection] =
            switch specialty {
            case .surgeon, .neurosurgeon, .urologist, .gynaecologist:
                [.newEvidence, .imaging, .stage, .fitness, .pathology, .treatments]
            case .radiationOncologist: [.newEvidence, .treatments, .stage, .imaging, .pathology, .fitness]
            case .medicalOncologist, .haematologist, .transplantPhysician:
                [.newEvidence, .pathology, .markers, .stage, .fitness, .medication, .laboratory]
            case .pathologist, .geneticist: [.newEvidence, .pathology, .markers, .history]
            case .radiologist: [.newEvidence, .imaging, .stage, .history]
            default: [.newEvidence, .history]
            }
        return first + allCases.filter { !first.contains($0) }
    }
}
