import Documents
import Foundation
import Hummingbird
import Orchestrator
import TumorBoard

extension BoardSite {
    /// What the author of an opinion keeps to prove that it was not changed.
    func proof(of cast: CastOpinion, _ desk: BallotDesk) throws -> ReceiptProof? {
        guard let commitment = cast.commitment else { return nil }
        let opening = desk.file.openings.first { $0.digest == commitment.digest }
        let kept = try opening.map { opening in
            let bytes = try desk.file.statement(of: cast).committedBytes(nonce: opening.nonce)
            return BoardOffice.digest(of: bytes) == commitment.digest
        }
        return ReceiptProof(
            digest: commitment.digest, nonce: opening.map { $0.nonce.map(\.asHex).joined() },
            verdict: kept.map {
                $0
                    ? "The ballot is closed, and the answer that the board counted has this seal."
                    : "The ballot is closed, and the answer that the board keeps does not have this seal. Please call us."
            }, key: cast.signature?.key)
    }
}

extension BoardSite {
    /// What the ballot of an opinion came to, once it is closed.
    func outcomeWords(of cast: CastOpinion, _ desk: BallotDesk, _ roster: Roster) -> [String] {
        guard desk.file.isUnsealed(cast), let decision = desk.file.decisions.last(where: { $0.ballot == cast.ballot })
        else { return [] }
        return decision.outcome.sentences(for: .reviewer) { id in
            roster.reviewers.first { $0.id.text == id }?.name ?? id
        }
    }
}

extension UInt8 {
    fileprivate var asHex: String { (self < 16 ? "0" : "") + String(self, radix: 16) }
}

extension Request {
    /// The signature beside an opinion's file: the key's id and 64 bytes in base64, each in a header of its own.
    /// - Throws: `KeyRefusal.signature` where one is there without the other, or is no signature.
    func opinionSignature() throws -> OpinionSignature? {
        let (key, value) = (header("tumorboard-key"), header("tumorboard-signature"))
        if key == nil, value == nil { return nil }
        guard let key, let value, let bytes = Data(base64Encoded: value), bytes.count == 64 else {
            throw KeyRefusal.signature("it did not arrive whole")
        }
        return OpinionSignature(key: key, value: bytes)
    }

    private func header(_ name: String) -> String? { headers.first { $0.name.canonicalName == name }?.value }
}
