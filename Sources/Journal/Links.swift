package import Foundation

/// A link that was handed out: the hash of its token, and what it is good for.
package struct LinkRow: Sendable, Equatable {
    /// SHA-256 of the token's random part.
    package let hash: Data
    /// What it may be used for.
    package let purpose: String
    /// The stream it is bound to.
    package let stream: StreamID
    /// The person it was given to.
    package let person: String
    /// The ballot's round.
    package let round: Int
    /// The digest of the packet that it shows.
    package let packetDigest: String?
    /// When it stops working.
    package let expires: Date
    /// Whether it was taken back.
    package let revoked: Bool
    /// Whether its work is done.
    package let spent: Bool

    /// A link and its scope.
    package init(
        hash: Data, purpose: String, stream: StreamID, person: String, round: Int, packetDigest: String?, expires: Date,
        revoked: Bool = false, spent: Bool = false
    ) {
        self.hash = hash
        self.purpose = purpose
        self.stream = stream
        self.person = person
        self.round = round
        self.packetDigest = packetDigest
        self.expires = expires
        self.revoked = revoked
        self.spent = spent
    }
}

/// Which links of a stream: those that agree with everything that is named.
package struct LinkScope: Sendable, Equatable {
    /// The stream they are bound to.
    package let stream: StreamID
    /// Only this person's.
    package let person: String?
    /// Only those of this purpose.
    package let purpose: String?
    /// Only those of this round.
    package let round: Int?
    /// Only this one.
    package let hash: Data?

    /// The links of a stream, narrowed by what is named.
    package init(
        stream: StreamID, person: String? = nil, purpose: String? = nil, round: Int? = nil, hash: Data? = nil
    ) {
        self.stream = stream
        self.person = person
        self.purpose = purpose
        self.round = round
        self.hash = hash
    }
}
