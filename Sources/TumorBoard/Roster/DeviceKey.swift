package import Foundation

/// A public key that a coordinator registered for a reviewer.
package struct DeviceKey: Codable, Equatable, Sendable {
    /// The beginning of the public key's digest: how people and commands name it.
    package var id: String
    /// Whose.
    package var reviewer: ReviewerID
    /// Ed25519, 32 bytes.
    package var publicKey: Data

    /// A key.
    package init(id: String, reviewer: ReviewerID, publicKey: Data) {
        self.id = id
        self.reviewer = reviewer
        self.publicKey = publicKey
    }
}

/// That a key is not to be trusted from now on.
package struct KeyRevocation: Codable, Equatable, Sendable {
    /// Which key.
    package var id: String
    /// Whose.
    package var reviewer: ReviewerID
    /// Why, in words.
    package var reason: String?

    /// A revocation.
    package init(id: String, reviewer: ReviewerID, reason: String? = nil) {
        self.id = id
        self.reviewer = reviewer
        self.reason = reason
    }
}

/// Something that happened to the keys of a site.
package enum KeyEvent: Equatable, Sendable {
    case registered(DeviceKey)
    case revoked(KeyRevocation)
}

/// Why a key is not taken. Nothing has changed when one is thrown.
package enum KeyRefusal: Error, Equatable, Sendable, CustomStringConvertible {
    /// That is no Ed25519 public key.
    case notAKey
    /// The key belongs to somebody, or did.
    case registeredAlready(String, ReviewerID)
    /// The reviewer has no key of that id.
    case unknown(String, ReviewerID)
    /// It is revoked already.
    case revokedAlready(String)
    /// The signature is not usable, with the reason.
    case signature(String)
    /// The policy asks for a signature.
    case keyRequired

    /// What to do about it.
    package var description: String {
        switch self {
        case .notAKey:
            "that is no public key: give the line that “tumorboard key new” or “key show” prints, 44 characters of base64"
        case .registeredAlready(let id, let reviewer):
            "key \(id) is or was \(reviewer)'s already: a key belongs to one person and does not come back; make a new one"
        case .unknown(let id, let reviewer):
            "\(reviewer) has no key \(id): “tumorboard key list” shows the keys"
        case .revokedAlready(let id): "key \(id) is revoked already"
        case .signature(let why): "the signature is refused: \(why); nothing was cast"
        case .keyRequired:
            "this board takes opinions only with a registered key: cast it with “tumorboard opinion cast --key”"
        }
    }
}

/// The keys of a site: the fold of its key events.
package struct KeyBook: Equatable, Sendable {
    /// A key with who did what to it and when.
    package struct Entry: Codable, Equatable, Sendable {
        /// The key.
        package var key: DeviceKey
        /// When it was registered.
        package var registered: Date
        /// Who registered it.
        package var registeredBy: String
        /// From when on it is not trusted.
        package var revoked: Date?
        /// Who revoked it.
        package var revokedBy: String?
        /// Why.
        package var reason: String?
    }

    /// Every key, in the order of registration.
    package private(set) var entries: [Entry] = []

    /// No keys.
    package init() {}

    /// Takes in an event with its time and who did it.
    package mutating func apply(_ event: KeyEvent, at: Date, by: String) {
        switch event {
        case .registered(let key): entries.append(Entry(key: key, registered: at, registeredBy: by))
        case .revoked(let revocation):
            guard let index = entries.firstIndex(where: { $0.key.id == revocation.id }) else { return }
            (entries[index].revoked, entries[index].revokedBy) = (at, by)
            entries[index].reason = revocation.reason
        }
    }

    /// A key that nobody has yet becomes a reviewer's.
    package func register(_ key: DeviceKey) throws(KeyRefusal) -> KeyEvent {
        if let known = entries.first(where: { $0.key.publicKey == key.publicKey || $0.key.id == key.id }) {
            throw .registeredAlready(known.key.id, known.key.reviewer)
        }
        return .registered(key)
    }

    /// A key stops being trusted; what was signed with it before stays valid.
    package func revoke(_ id: String, of reviewer: ReviewerID, reason: String?) throws(KeyRefusal) -> KeyEvent {
        guard let known = entries.first(where: { $0.key.id == id && $0.key.reviewer == reviewer }) else {
            throw .unknown(id, reviewer)
        }
        guard known.revoked == nil else { throw .revokedAlready(id) }
        return .revoked(KeyRevocation(id: id, reviewer: reviewer, reason: reason))
    }

    /// What is wrong with a signature by a key at an instant; nil where nothing is.
    package func problem(
        with id: String, of reviewer: ReviewerID, at: Date, isSigned: (_ publicKey: Data) -> Bool
    ) -> String? {
        guard let known = entries.first(where: { $0.key.id == id }) else { return "key \(id) is not registered" }
        guard known.key.reviewer == reviewer else { return "key \(id) is not registered for \(reviewer)" }
        guard known.registered <= at else { return "key \(id) was registered only afterwards" }
        if let revoked = known.revoked, revoked <= at { return "key \(id) had been revoked" }
        return isSigned(known.key.publicKey) ? nil : "it is not over this opinion, ballot, packet and seat"
    }
}
