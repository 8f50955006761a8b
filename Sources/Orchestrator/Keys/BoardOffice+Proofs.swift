import Foundation
import SignedLinks
package import TumorBoard

extension BoardOffice {
    /// Commits to a statement under a fresh nonce.
    func commit(_ statement: OpinionStatement) throws -> Commitment {
        let nonce = Data(random(32))
        return Commitment(digest: Self.digest(of: try statement.committedBytes(nonce: nonce)), nonce: nonce)
    }

    /// Recomputes every commitment and checks every signature of a case.
    package func proofs(of id: CaseID) throws -> OpinionProofs {
        try caseFile(id).proofs(keys: try keyBook(), tools: .standard)
    }
}

extension ProofTools {
    /// SHA-256 and Ed25519.
    package static var standard: ProofTools {
        ProofTools(
            digest: { BoardOffice.digest(of: $0) },
            isSigned: { OpinionSigner.verify(signature: $0, message: $1, publicKey: $2) })
    }
}
