import Crypto
package import Foundation

/// Signs the journal's head with Ed25519, so that a copy of it outside the machine shows a later rewrite.
package struct HeadSigner: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    /// The signer of a key file's 32 bytes.
    /// - Throws: `SecretError.length`, `.notEd25519`.
    package init(key bytes: Data) throws(SecretError) {
        guard bytes.count == 32 else { throw .length(what: "the head's key", wanted: 32, got: bytes.count) }
        do {
            key = try Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
        } catch {
            throw .notEd25519
        }
    }

    /// The public key, to be kept wherever signed heads are checked.
    package var publicKey: Data { key.publicKey.rawRepresentation }

    /// The signature of a head.
    /// - Throws: `SecretError.signing`.
    package func sign(position: Int64, hash: Data) throws(SecretError) -> Data {
        do {
            return try key.signature(for: Self.message(position, hash))
        } catch {
            throw .signing("\(error)")
        }
    }

    /// Whether a signature is of this head and made with this public key's private one.
    package static func verify(signature: Data, position: Int64, hash: Data, publicKey: Data) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
        return key.isValidSignature(signature, for: message(position, hash))
    }

    /// The purpose and the position have fixed lengths; the hash is the rest.
    private static func message(_ position: Int64, _ hash: Data) -> Data {
        var message = Data("tumorboard head 1\n".utf8)
        withUnsafeBytes(of: position.bigEndian) { message.append(contentsOf: $0) }
        message.append(hash)
        return message
    }
}
