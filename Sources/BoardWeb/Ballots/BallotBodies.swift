import Foundation
import Orchestrator
import TumorBoard

/// A ballot as the command line gets it.
struct BallotSheet: Codable {
    let `case`: String
    let seat: String
    let closes: Date?
    /// Who votes.
    let reviewer: String
    /// Which ballot of the case, from 1.
    let ballot: Int
    /// Which round.
    let round: Int
    /// The packet's digest.
    let packet: String
    /// The opinion to fill in.
    let template: String

    init(_ desk: BallotDesk, template: String) {
        `case` = desk.file.subject.id.text
        seat = desk.seat.specialty.rawValue
        closes = desk.file.ballot?.closes
        reviewer = desk.reviewer.id.text
        ballot = desk.file.ballotNumber
        round = desk.file.round(ofBallot: desk.file.ballotNumber)
        packet = desk.packet.digest
        self.template = template
    }
}

/// That an opinion was cast, as the command line gets it.
struct CastReceipt: Codable {
    let `case`: String
    let seat: String
    let receivedAt: Date
    /// The packet's digest.
    let packet: String
    let receipt: String
    /// The commitment's digest.
    let commitment: String?
    /// The key that signed it.
    let key: String?
    /// What makes the commitment checkable, once the ballot is closed.
    let nonce: Data?
    /// What was committed to, as canonical JSON, once the ballot is closed.
    let statement: String?

    init(_ cast: CastOpinion, _ desk: BallotDesk) throws {
        `case` = desk.file.subject.id.text
        seat = cast.specialty.rawValue
        receivedAt = cast.at
        packet = cast.packetDigest
        receipt = try cast.receiptNumber()
        commitment = cast.commitment?.digest
        key = cast.signature?.key
        let opening = desk.file.openings.first { $0.digest == cast.commitment?.digest }
        nonce = opening?.nonce
        statement =
            opening == nil
            ? nil : String(decoding: try desk.file.statement(of: cast).canonicalJSON(), as: UTF8.self)
    }
}

/// A question that the command line must answer before an opinion is replaced.
struct ConfirmBody: Codable {
    let confirm: String
}

/// What is wrong with an opinion's file.
struct ProblemsBody: Codable {
    struct Problem: Codable {
        let field: String
        let message: String
    }

    let errors: [Problem]

    init(_ problems: [(field: String, message: String)]) {
        errors = problems.map { Problem(field: $0.field, message: $0.message) }
    }
}

extension CastOpinion {
    /// What to quote: the beginning of the commitment, or of a digest over what was cast before there were any; the
    /// same opinion again has the same receipt.
    func receiptNumber() throws -> String {
        if let commitment { return String(commitment.digest.prefix(12)) }
        return String(BoardOffice.digest(of: try JSONEncoder.canonical.encode(self)).prefix(12))
    }

    /// What it is, as its author would call it.
    var kind: String {
        switch opinion.vote.status {
        case .cast: specialty.votesOnTreatment ? "Opinion" : "Findings"
        case .abstain: "Abstention"
        case .recused: "Recusal"
        }
    }
}
