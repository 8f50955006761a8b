package import Foundation

/// Whether an opinion is what was cast, as far as the journal can prove it.
package struct OpinionProof: Codable, Equatable, Sendable {
    /// What is known of the commitment.
    package enum CommitmentState: String, Codable, Sendable {
        /// It was opened, and the opinion is what was committed to.
        case kept
        /// The ballot has not closed.
        case notOpened
        /// The opinion, the digest and the nonce do not belong together.
        case broken
        /// It was cast before commitments were made.
        case none
    }

    /// What is known of the signature.
    package enum SignatureState: String, Codable, Sendable {
        /// It was made over this opinion with a key that was the reviewer's at that time.
        case valid
        /// It was not.
        case broken
        /// The opinion was cast without a key.
        case none
    }

    /// Whose opinion.
    package var reviewer: ReviewerID
    /// For which seat.
    package var seat: Specialty
    /// In which ballot.
    package var ballot: Int
    /// When.
    package var at: Date
    /// How its author was authenticated.
    package var grade: AuthenticationGrade
    /// Whether its author replaced it later in the same ballot.
    package var isReplaced: Bool
    /// The commitment's digest, as the receipt shows it.
    package var digest: String?
    /// The nonce, once it was told.
    package var nonce: Data?
    /// What is known of the commitment.
    package var commitment: CommitmentState
    /// The key that signed it.
    package var key: String?
    /// What is known of the signature.
    package var signature: SignatureState
    /// What does not hold, in words.
    package var problems: [String]

    /// Whether nothing speaks against it.
    package var isSound: Bool { problems.isEmpty }
}

/// What the journal can prove of a case's opinions.
package struct OpinionProofs: Codable, Equatable, Sendable {
    /// The case.
    package var caseID: CaseID
    /// One an opinion, in the order of casting.
    package var opinions: [OpinionProof]
    /// Opened commitments without an opinion: one was taken out.
    package var strays: [CommitmentOpening]

    private enum CodingKeys: String, CodingKey {
        case caseID = "case"
        case opinions, strays
    }

    /// Whether nothing was changed and nothing is gone.
    package var areSound: Bool { strays.isEmpty && opinions.allSatisfy(\.isSound) }
}

/// The hash and the signature check that proofs are computed with; the rules hold no cryptography of their own.
package struct ProofTools: Sendable {
    /// SHA-256 in hexadecimal.
    package var digest: @Sendable (Data) -> String
    /// Whether a signature over a message was made with a public key's private one.
    package var isSigned: @Sendable (_ signature: Data, _ message: Data, _ publicKey: Data) -> Bool

    /// Tools.
    package init(
        digest: @escaping @Sendable (Data) -> String,
        isSigned: @escaping @Sendable (_ signature: Data, _ message: Data, _ publicKey: Data) -> Bool
    ) {
        self.digest = digest
        self.isSigned = isSigned
    }
}

extension CaseFile {
    /// Recomputes every commitment and checks every signature of the case.
    package func proofs(keys: KeyBook, tools: ProofTools) throws -> OpinionProofs {
        let known = Set(opinions.compactMap(\.commitment?.digest))
        // the event's own time, since the one in the opinion is kept to the second
        let casts = entries.compactMap { entry in
            if case .opinionCast(let cast) = entry.event { (cast: cast, at: entry.at) } else { nil }
        }
        return OpinionProofs(
            caseID: subject.id,
            opinions: try casts.map { try proof(of: $0.cast, at: $0.at, keys: keys, tools: tools) },
            strays: openings.filter { !known.contains($0.digest) })
    }

    private func proof(of cast: CastOpinion, at: Date, keys: KeyBook, tools: ProofTools) throws -> OpinionProof {
        let last = opinions.last {
            $0.reviewer == cast.reviewer && $0.ballot == cast.ballot && $0.packetDigest == cast.packetDigest
        }
        var proof = OpinionProof(
            reviewer: cast.reviewer, seat: cast.specialty, ballot: cast.ballot, at: cast.at, grade: cast.grade,
            isReplaced: last != cast, digest: cast.commitment?.digest, nonce: nil, commitment: .none,
            key: cast.signature?.key, signature: .none, problems: [])
        let statement = statement(of: cast)
        if let commitment = cast.commitment {
            let opening = openings.first { $0.digest == commitment.digest && $0.reviewer == cast.reviewer }
            proof.nonce = opening?.nonce
            let bytes = try statement.committedBytes(nonce: opening?.nonce ?? commitment.nonce)
            if tools.digest(bytes) != commitment.digest {
                proof.problems.append("the opinion is not the one that was committed to")
            } else if opening == nil, hasClosed(ballot: cast.ballot) {
                proof.problems.append("its ballot has closed and its commitment was never opened")
            }
            proof.commitment = !proof.problems.isEmpty ? .broken : opening == nil ? .notOpened : .kept
        }
        if let signature = cast.signature {
            let message = try statement.signedBytes()
            let problem = keys.problem(with: signature.key, of: cast.reviewer, at: at) { key in
                tools.isSigned(signature.value, message, key)
            }
            if let problem { proof.problems.append(problem) }
            proof.signature = problem == nil ? .valid : .broken
        }
        return proof
    }

    /// Whether an opinion may be seen by others than its author: the ballot in which it was cast has closed.
    package func isUnsealed(_ cast: CastOpinion) -> Bool { hasClosed(ballot: cast.ballot) }

    private func hasClosed(ballot number: Int) -> Bool {
        entries.contains { if case .ballotClosed(let closed) = $0.event { closed.number == number } else { false } }
    }
}
