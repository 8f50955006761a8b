import Foundation
import Journal
import SignedLinks
package import TumorBoard

extension StreamID {
    static let keys = StreamID(kind: "keys", id: "site")
}

extension BoardOffice {
    /// The keys of the site's reviewers.
    package func keyBook() throws -> KeyBook {
        var book = KeyBook()
        for stored in try journal.read(.keys) {
            switch stored.kind {
            case "key.registered":
                let key = try decode(DeviceKey.self, from: stored, kind: stored.kind)
                book.apply(.registered(key), at: stored.effective, by: stored.actor)
            case "key.revoked":
                let revocation = try decode(KeyRevocation.self, from: stored, kind: stored.kind)
                book.apply(.revoked(revocation), at: stored.effective, by: stored.actor)
            default: throw StoredEventError.unknownKind(stored.kind, schema: stored.schema)
            }
        }
        return book
    }

    /// Registers a public key, as base64, for a reviewer of the roster.
    /// - Throws: `KeyRefusal` or `OfficeError.unknownReviewer`.
    @discardableResult
    package func registerKey(_ text: String, of reviewer: ReviewerID, actor: String) throws -> DeviceKey {
        guard try roster().reviewer(reviewer) != nil else { throw OfficeError.unknownReviewer(reviewer.text) }
        guard let bytes = Data(base64Encoded: text.trimmingCharacters(in: .whitespacesAndNewlines)),
            OpinionSigner.isPublicKey(bytes)
        else { throw KeyRefusal.notAKey }
        let key = DeviceKey(id: ReviewerKey.id(of: bytes), reviewer: reviewer, publicKey: bytes)
        try changeKeys(actor: actor) { book throws(KeyRefusal) in try book.register(key) }
        return key
    }

    /// Revokes a reviewer's key; what was signed with it before stays valid.
    /// - Throws: `KeyRefusal`.
    package func revokeKey(_ id: String, of reviewer: ReviewerID, reason: String?, actor: String) throws {
        try changeKeys(actor: actor) { book throws(KeyRefusal) in try book.revoke(id, of: reviewer, reason: reason) }
    }

    /// What is wrong with a signature under an opinion that is being cast now; nil where nothing is.
    func problem(with signature: OpinionSignature, on statement: OpinionStatement) throws -> String? {
        let message = try statement.signedBytes()
        return try keyBook().problem(with: signature.key, of: statement.reviewer, at: now) { publicKey in
            OpinionSigner.verify(signature: signature.value, message: message, publicKey: publicKey)
        }
    }

    private func changeKeys(actor: String, _ decide: (KeyBook) throws(KeyRefusal) -> KeyEvent) throws {
        for _ in 0..<8 {
            let version = try journal.version(of: .keys)
            let event = try newEvent(try decide(try keyBook()))
            do {
                _ = try journal.append(
                    [StreamAppend(stream: .keys, expectedVersion: version, events: [event])], actor: actor,
                    recorded: now, effects: Effects())
                return
            } catch JournalError.conflict {
                continue
            }
        }
        throw OfficeError.busy
    }

    private func newEvent(_ event: KeyEvent) throws -> NewEvent {
        let (kind, payload) =
            switch event {
            case .registered(let key): ("key.registered", try JSONEncoder.canonical.encode(key))
            case .revoked(let revocation): ("key.revoked", try JSONEncoder.canonical.encode(revocation))
            }
        return NewEvent(kind: kind, schema: 1, payload: payload, sealed: false, effective: now)
    }
}
