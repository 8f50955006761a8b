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
    /// What changed since the version before.
    @Omitted package var differences: [CaseChange]
    /// Records that were older than their limit on the day of freezing.
    @Omitted package var stale: [StaleRecord]
    /// How well each side of the case was presented on the day of freezing.
    @Omitted package var completeness: [CompletenessScore]

    /// Content of a packet.
    package init(
        subject: Case, notPresented: [String], contradictions: [String] = [], addedRecords: [String] = []
    ) {
        self.subject = subject
        self.notPresented = notPresented
        self.contradictions = contradictions
        self.addedRecords = addedRecords
    }

    /// Whether both show the same case. What only the passing of time changes, such as a record's age, is no news, and
    /// opinions are not made stale by it.
    package func showsTheSame(as other: PacketContent) -> Bool {
        subject == other.subject && notPresented == other.notPresented && contradictions == other.contradictions
            && addedRecords == other.addedRecords
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
