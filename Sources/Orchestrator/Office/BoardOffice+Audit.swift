package import Foundation
import Journal
import SignedLinks

/// What a walk over every event of a site found, as it is printed and kept.
package struct AuditReport: Codable, Equatable, Sendable {
    /// Events whose place and hash are right.
    package var events: Int64
    /// The chain's hash over them, in hexadecimal.
    package var hash: String
    /// Sealed payloads that opened.
    package var opened: Int64
    /// Sealed payloads of erased cases.
    package var erased: Int64
    /// Streams whose key is neither there nor destroyed.
    package var keyless: [String]
    /// Erased streams whose key is still there.
    package var undestroyed: [String]
    /// What became of the files behind records.
    package var files = RecordFileFindings()
    /// The first broken link; nil where the chain holds.
    package var broken: String?

    /// Whether the chain holds, and every key and file is where it should be.
    package var isSound: Bool { broken == nil && keyless.isEmpty && undestroyed.isEmpty && files.isSound }

    init(_ report: VerifyReport) {
        events = report.events
        hash = BoardOffice.hex(report.hash)
        opened = report.opened
        erased = report.erased
        keyless = report.keyless.map(\.description).sorted()
        undestroyed = report.undestroyed.map(\.description).sorted()
        broken = report.broken?.description
    }
}

/// The journal's head with a signature, to be kept outside the machine.
package struct SignedHead: Codable, Equatable, Sendable {
    /// The last event's position.
    package var position: Int64
    /// The chain's hash there, in hexadecimal.
    package var hash: String
    /// When it was signed.
    package var at: Date
    /// Ed25519 over position and hash, in base64.
    package var signature: Data
    /// The public key, in base64.
    package var publicKey: Data
}

/// An email as a coordinator sees it.
package struct MailLine: Codable, Equatable, Sendable {
    /// Its id, for `mail requeue`.
    package var id: String
    /// The case it belongs to.
    package var caseID: String
    /// What it is.
    package var kind: String
    /// Where it stands.
    package var state: String
    /// To whom, once it is composed.
    package var recipient: String?
    /// When it leaves next, or should have left.
    package var due: Date
    /// Attempts so far.
    package var attempts: Int
    /// The server's last words, or why it was called off.
    package var words: String?
}

extension BoardOffice {
    /// Walks every event and names the first broken link.
    /// - Parameters:
    ///   - heads: heads that were kept outside; each must be this site's and lie on the chain.
    ///   - progress: told now and then of the events walked and all there are.
    /// - Throws: `OfficeError.missing` where a head is malformed or was not signed by this site.
    package func audit(
        against heads: [SignedHead] = [], progress: ((Int64, Int64) -> Void)? = nil
    ) throws -> AuditReport {
        let own = try HeadSigner(key: secrets.head).publicKey
        let kept = try heads.map { head in
            guard let hash = Self.bytes(hex: head.hash),
                HeadSigner.verify(signature: head.signature, position: head.position, hash: hash, publicKey: own)
            else {
                throw OfficeError.missing(
                    "the head at \(head.position) was not signed by this site: look for the file that “tumorboard audit "
                        + "head --json” printed here")
            }
            return (position: head.position, hash: hash)
        }
        var report = AuditReport(try journal.verify(against: kept, progress: progress))
        // behind a broken chain no event can be trusted to name a file
        if report.broken == nil { report.files = try RecordFileAudit(journal).examine() }
        return report
    }

    /// The journal's head, signed.
    package func signedHead() throws -> SignedHead {
        let head = try journal.head()
        let signer = try HeadSigner(key: secrets.head)
        return SignedHead(
            position: head.position, hash: Self.hex(head.hash), at: now,
            signature: try signer.sign(position: head.position, hash: head.hash), publicKey: signer.publicKey)
    }

    /// The mail of a site by time, all of it or what failed.
    package func mail(failedOnly: Bool = false) throws -> [MailLine] {
        let states: Set<OutboxState> = failedOnly ? [.failed] : Set(OutboxState.allCases)
        return try journal.outbox(states: states).map { mail in
            MailLine(
                id: mail.id, caseID: mail.stream.id, kind: mail.kind, state: mail.state.rawValue,
                recipient: mail.recipient, due: mail.due, attempts: mail.attempts, words: mail.words)
        }
    }

    /// Puts failed mail back in the queue; it leaves with the agent's next round.
    /// - Throws: `OfficeError.missing` where no mail of that id has failed.
    package func requeueMail(_ id: String) throws {
        guard try journal.requeue(id, due: now) else {
            throw OfficeError.missing("no failed email has the id “\(id)”: “tumorboard mail list --failed” shows them")
        }
    }
}
