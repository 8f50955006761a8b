package import Foundation

/// What binds the author of a cast opinion, and the board that keeps it, to its content before anyone may see it.
///
/// The digest may be shown to anyone at once: without the nonce nobody can tell a guess from the opinion. The nonce is
/// kept in the sealed event beside the opinion, so whoever could read it could read the opinion too, and is told to
/// nobody until the ballot has closed.
package struct Commitment: Codable, Equatable, Sendable {
    /// SHA-256 over the domain's word, the nonce and the statement, in hexadecimal.
    package var digest: String
    /// 32 random bytes.
    package var nonce: Data

    /// A commitment.
    package init(digest: String, nonce: Data) {
        self.digest = digest
        self.nonce = nonce
    }
}

/// The nonce of one commitment, told once the ballot is closed.
package struct CommitmentOpening: Codable, Equatable, Sendable {
    /// Whose opinion.
    package var reviewer: ReviewerID
    /// In which ballot it was cast.
    package var ballot: Int
    /// The digest that was fixed at casting.
    package var digest: String
    /// What makes the digest checkable.
    package var nonce: Data

    /// An opening.
    package init(reviewer: ReviewerID, ballot: Int, digest: String, nonce: Data) {
        self.reviewer = reviewer
        self.ballot = ballot
        self.digest = digest
        self.nonce = nonce
    }
}

/// Every commitment that a ballot's close opens.
package struct CommitmentsOpened: Codable, Equatable, Sendable {
    /// One an opinion, replaced ones included, in the order of casting.
    package var openings: [CommitmentOpening]

    /// The openings of a ballot.
    package init(openings: [CommitmentOpening]) { self.openings = openings }
}

/// What a commitment and a signature are over: the opinion with everything that it is bound to.
///
/// Its bytes are canonical JSON behind a word for what they are used for, so that a commitment can never be passed off
/// as a signature, nor an opinion on one ballot or packet as one on another.
package struct OpinionStatement: Encodable, Equatable, Sendable {
    /// Which case.
    package var caseID: CaseID
    /// Which ballot of the case, from 1.
    package var ballot: Int
    /// Which round.
    package var round: Int
    /// Whose opinion.
    package var reviewer: ReviewerID
    /// For which seat.
    package var seat: Specialty
    /// The digest of the packet that it rests on.
    package var packet: String
    /// The opinion.
    package var opinion: Opinion

    private enum CodingKeys: String, CodingKey {
        case caseID = "case"
        case ballot, round, reviewer, seat, packet, opinion
    }

    /// A statement.
    package init(
        caseID: CaseID, ballot: Int, round: Int, reviewer: ReviewerID, seat: Specialty, packet: String,
        opinion: Opinion
    ) {
        self.caseID = caseID
        self.ballot = ballot
        self.round = round
        self.reviewer = reviewer
        self.seat = seat
        self.packet = packet
        self.opinion = opinion
    }

    /// The statement alone, as canonical JSON.
    package func canonicalJSON() throws -> Data { try JSONEncoder.canonical.encode(self) }

    /// What is hashed for a commitment. The word and the nonce have fixed lengths; the statement is the rest.
    package func committedBytes(nonce: Data) throws -> Data {
        Data(Self.commitmentWord.utf8) + nonce + (try canonicalJSON())
    }

    /// What is signed.
    package func signedBytes() throws -> Data { Data(Self.signatureWord.utf8) + (try canonicalJSON()) }

    /// What stands before the nonce of a commitment.
    package static let commitmentWord = "tumorboard opinion commitment 1\n"
    private static let signatureWord = "tumorboard opinion signature 1\n"
}

extension CaseFile {
    /// The statement behind a cast opinion of this case.
    package func statement(of cast: CastOpinion) -> OpinionStatement {
        OpinionStatement(
            caseID: subject.id, ballot: cast.ballot, round: round(ofBallot: cast.ballot), reviewer: cast.reviewer,
            seat: cast.specialty, packet: cast.packetDigest, opinion: cast.opinion)
    }

    /// The same events, with a commitment to each opinion among them.
    /// - Parameter commit: hashes a statement under a fresh nonce.
    package func committing(
        _ events: [CaseEvent], _ commit: (OpinionStatement) throws -> Commitment
    ) rethrows -> [CaseEvent] {
        try events.map { event in
            guard case .opinionCast(var cast) = event else { return event }
            cast.commitment = try commit(statement(of: cast))
            return .opinionCast(cast)
        }
    }

    /// What the close of a ballot opens: every commitment that is still closed. None where nobody committed to anything.
    package func openCommitments() -> [CaseEvent] {
        let opened = Set(openings.map(\.digest))
        let closed = opinions.compactMap { cast in
            cast.commitment.flatMap { one in
                opened.contains(one.digest)
                    ? nil
                    : CommitmentOpening(
                        reviewer: cast.reviewer, ballot: cast.ballot, digest: one.digest, nonce: one.nonce)
            }
        }
        return closed.isEmpty ? [] : [.commitmentsOpened(CommitmentsOpened(openings: closed))]
    }

    /// In which round a ballot of the case was held.
    package func round(ofBallot number: Int) -> Int {
        let opening = entries.lazy.compactMap { entry -> BallotOpening? in
            if case .ballotOpened(let opening) = entry.event, opening.number == number { opening } else { nil }
        }.first
        return opening?.round ?? 1
    }
}
