import Crypto
package import Foundation
import Journal
import SignedLinks
package import TumorBoard

extension BoardOffice {
    /// The next free case number.
    package func nextCaseID() throws -> CaseID {
        let numbers = try journal.streams(kind: "case").compactMap { stream in
            stream.id.hasPrefix("C-") ? Int(stream.id.dropFirst(2)) : nil
        }
        let digits = String((numbers.max() ?? 0) + 1)
        return try CaseID("C-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits)
    }

    /// Chooses the passphrase with which a patient opens documents.
    package func setPassphrase(_ text: String, of id: CaseID, actor: String) throws {
        guard let passphrase = Passphrase(text), passphrase.normalised.count >= 8 else {
            throw OfficeError.missing("the passphrase is too short: choose three or more plain words")
        }
        let stored = passphrase.stored(random: { random(16) })
        try change(id, actor: actor) { _ in [.secondFactorSet(SecondFactor(stored: stored))] }
    }

    /// Records what a patient agrees to; the case is looked at again at once.
    @discardableResult
    package func recordConsent(_ consent: Consent, of id: CaseID, actor: String) throws -> CaseFile {
        let policy = try policy()
        return try change(id, actor: actor) { try $0.recordConsent(consent, now: now, policy: policy) }
    }

    /// Adds a record to a case.
    @discardableResult
    package func addRecord(_ record: ClinicalRecord, to id: CaseID, material: Bool, actor: String) throws -> CaseFile {
        let policy = try policy()
        return try change(id, actor: actor) { file in
            try file.addRecord(record, material: material, by: actor, now: now, policy: policy, digest: digest)
        }
    }

    /// Records the result of a re-review or another piece of information that a decision waits for.
    @discardableResult
    package func receive(
        _ need: InformationNeed, record: ClinicalRecord, of id: CaseID, actor: String
    ) throws -> CaseFile {
        try change(id, actor: actor) { try $0.receive(need, record: record, by: actor) }
    }

    /// A named clinician takes an emergency.
    @discardableResult
    package func acknowledgeAlert(of id: CaseID, by person: String, note: String?) throws -> CaseFile {
        try change(id, actor: person) { try $0.acknowledge(by: person, note: note) }
    }

    /// Ends a case, with everything that is under way for it.
    @discardableResult
    package func endCase(_ id: CaseID, as kind: Ending.Kind, by person: String, note: String?) throws -> CaseFile {
        try change(id, actor: person, with: { _ in try removals(of: id) }, { try $0.end(kind, by: person, note: note) })
    }

    /// Records that the full board has discussed a case; everyone is asked to answer once more.
    @discardableResult
    package func recordDiscussion(of id: CaseID, by person: String, note: String?) throws -> CaseFile {
        let policy = try policy()
        return try change(id, actor: person) { file in
            try file.recordDiscussion(by: person, note: note, now: now, policy: policy)
        }
    }

    /// Adds what a plan lacks, as a reviewer of its panel gave it; the plan is compiled again.
    @discardableResult
    package func supplement(
        _ id: CaseID, by reviewer: ReviewerID, _ subject: PlanSupplement.Subject, text: String, actor: String
    ) throws -> CaseFile {
        try change(id, actor: actor) { file in
            guard let seat = file.panel?.seat(of: reviewer) else { throw CommandRefusal.notSeated(reviewer) }
            return try file.supplement(
                PlanSupplement(reviewer: reviewer, specialty: seat.specialty, subject: subject, text: text), now: now)
        }
    }

    /// Signs a plan by the command line, as a named reviewer.
    @discardableResult
    package func sign(_ id: CaseID, by reviewer: ReviewerID, name: String) throws -> CaseFile {
        let roster = try roster()
        guard let signer = roster.reviewer(reviewer) else { throw OfficeError.unknownReviewer(reviewer.text) }
        let policy = try policy()
        return try change(id, actor: reviewer.text) { file in
            if let session = file.listing?.session, file.signature == nil, file.awaitsConfirmation(policy) {
                throw CommandRefusal.notConfirmed(session)
            }
            return try file.sign(by: signer, name: name, board: try board(of: file, in: roster))
        }
    }

    /// Records that a named clinician talked with the patient; a held plan is released.
    @discardableResult
    package func recordConversation(of id: CaseID, by person: String, note: String?) throws -> CaseFile {
        try change(id, actor: person) { try $0.recordConversation(by: person, note: note) }
    }

    /// SHA-256 over the canonical content, in hexadecimal.
    func digest(_ content: PacketContent) throws -> String {
        Self.hex(SHA256.hash(data: try JSONEncoder.canonical.encode(content)))
    }

    /// SHA-256 of a file's bytes, in hexadecimal.
    package static func digest(of data: Data) -> String { hex(SHA256.hash(data: data)) }

    static func hex(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
