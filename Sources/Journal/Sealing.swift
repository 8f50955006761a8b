import Crypto
import Foundation

/// What a sealed payload is bound to: it opens in no other place than the one it was written for.
struct SealContext {
    /// The stream whose key it is sealed with.
    let stream: StreamID
    /// What it is, for messages.
    let what: String
    /// The associated data.
    let binding: Data

    /// An event's payload: bound to stream, version, kind and schema.
    static func event(_ stream: StreamID, version: Int, kind: String, schema: Int) -> SealContext {
        var fields = CanonicalBytes()
        fields.add("event 1")
        fields.add(stream.description)
        fields.add(Int64(version))
        fields.add(kind)
        fields.add(Int64(schema))
        return SealContext(stream: stream, what: "event \(version) (\(kind))", binding: fields.bytes)
    }

    /// A column of an outbox row: bound to stream, row and column.
    static func outbox(_ stream: StreamID, id: String, column: String) -> SealContext {
        var fields = CanonicalBytes()
        fields.add("outbox 1")
        fields.add(stream.description)
        fields.add(id)
        fields.add(column)
        return SealContext(stream: stream, what: "mail \(id) (\(column))", binding: fields.bytes)
    }
}

extension Keyring {
    /// Seals with the stream's key, which must be there. The nonce is the system's: a repeated one would break the seal.
    func seal(_ clear: Data, _ context: SealContext) throws -> Data {
        let box = try AES.GCM.seal(clear, using: present(context.stream), authenticating: context.binding)
        return Data(box.nonce) + box.ciphertext + box.tag
    }

    /// Opens what was sealed.
    func open(_ sealed: Data, _ context: SealContext) throws -> Data {
        let key = try present(context.stream)
        do {
            return try AES.GCM.open(
                AES.GCM.SealedBox(combined: sealed), using: key, authenticating: context.binding)
        } catch {
            throw JournalError.unreadable(stream: context.stream, what: context.what)
        }
    }

    /// Seals a short-lived value, bound to its key.
    func seal(_ clear: Data, ephemeralKey key: String) throws -> Data {
        let box = try AES.GCM.seal(clear, using: ephemeral, authenticating: Data(key.utf8))
        return Data(box.nonce) + box.ciphertext + box.tag
    }

    /// Opens a short-lived value.
    func open(_ sealed: Data, ephemeralKey key: String) throws -> Data {
        do {
            return try AES.GCM.open(
                AES.GCM.SealedBox(combined: sealed), using: ephemeral, authenticating: Data(key.utf8))
        } catch {
            throw JournalError.damaged(what: "a short-lived value does not open")
        }
    }

    private func present(_ stream: StreamID) throws -> SymmetricKey {
        switch try key(for: stream) {
        case .present(let key): return key
        case .destroyed: throw JournalError.keyDestroyed(stream)
        case .absent: throw JournalError.keyMissing(stream)
        }
    }
}
