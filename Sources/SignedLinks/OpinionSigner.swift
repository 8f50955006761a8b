import Crypto
package import Foundation

/// A reviewer's own Ed25519 key, with which opinions are signed from the command line. It never reaches the site.
package struct OpinionSigner: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    /// The signer of a key's 32 bytes.
    /// - Throws: `SecretError.length`, `.notEd25519`.
    package init(key bytes: Data) throws(SecretError) {
        guard bytes.count == 32 else { throw .length(what: "a private key", wanted: 32, got: bytes.count) }
        do {
            key = try Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
        } catch {
            throw .notEd25519
        }
    }

    /// The public key, 32 bytes.
    package var publicKey: Data { key.publicKey.rawRepresentation }

    /// The signature of a message; whoever calls says in the message what it is for.
    /// - Throws: `SecretError.signing`.
    package func sign(_ message: Data) throws(SecretError) -> Data {
        do {
            return try key.signature(for: message)
        } catch {
            throw .signing("\(error)")
        }
    }

    /// Whether a signature is of this message and made with this public key's private one.
    package static func verify(signature: Data, message: Data, publicKey: Data) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
        return key.isValidSignature(signature, for: message)
    }

    /// Whether bytes are a public key.
    package static func isPublicKey(_ bytes: Data) -> Bool {
        bytes.count == 32 && (try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)) != nil
    }
}
