package import Foundation

/// The keys whose tags are believed: the one that new links get, and older ones until their longest link has expired.
package struct LinkKeys: Sendable {
    /// One key and the number it goes by inside a token.
    package struct Key: Sendable {
        /// The number.
        package let id: UInt8
        /// 32 secret bytes.
        package let secret: Data

        /// A key.
        /// - Throws: `SecretError.length` unless there are 32 bytes.
        package init(id: UInt8, secret: Data) throws(SecretError) {
            guard secret.count == 32 else { throw .length(what: "link key \(id)", wanted: 32, got: secret.count) }
            self.id = id
            self.secret = Data(secret)
        }
    }

    /// The key of new links.
    package let current: Key
    /// Keys that only verify.
    package let retired: [Key]

    /// The current key and those before it.
    /// - Throws: `SecretError.repeatedKey` where two share a number.
    package init(current: Key, retired: [Key] = []) throws(SecretError) {
        var seen: Set<UInt8> = [current.id]
        for key in retired where !seen.insert(key.id).inserted { throw .repeatedKey(key.id) }
        self.current = current
        self.retired = retired
    }

    /// One key, derived from the site's master key.
    package init(derived secret: Data, id: UInt8 = 1) throws(SecretError) {
        self.current = try Key(id: id, secret: secret)
        self.retired = []
    }

    /// The key that goes by a number.
    func key(_ id: UInt8) -> Key? {
        current.id == id ? current : retired.first { $0.id == id }
    }
}

/// A secret that cannot be used.
package enum SecretError: Error, Equatable, CustomStringConvertible {
    /// It has another length than it must have.
    case length(what: String, wanted: Int, got: Int)
    /// Two link keys have one number.
    case repeatedKey(UInt8)
    /// The bytes are no Ed25519 key.
    case notEd25519
    /// Signing failed.
    case signing(String)

    /// The message for a person.
    package var description: String {
        switch self {
        case .length(let what, let wanted, let got): "\(what) has \(got) bytes and must have \(wanted)"
        case .repeatedKey(let id): "two link keys have the number \(id); give each its own"
        case .notEd25519: "the bytes are no Ed25519 key; restore the head's key file from the keyring's backup"
        case .signing(let why): "the head could not be signed: \(why)"
        }
    }
}
