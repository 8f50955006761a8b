import Foundation
import Orchestrator
import TumorBoard

/// A ballot as the command line gets it.
struct BallotSheet: Codable {
    let `case`: String
    let seat: String
    let closes: Date?
    /// The packet's digest.
    let packet: String
    /// The opinion to fill in.
    let template: String

    init(_ desk: BallotDesk, template: String) {
        `case` = desk.file.subject.id.text
        seat = desk.seat.specialty.rawValue
        closes = desk.file.ballot?.closes
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

    init(_ cast: CastOpinion, _ desk: BallotDesk) throws {
        `case` = desk.file.subject.id.text
        seat = cast.specialty.rawValue
        receivedAt = cast.at
        packet = cast.packetDigest
        receipt = try cast.receiptNumber()
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
    /// What to quote: the beginning of a digest over all that was cast, so that the same opinion has the same receipt.
    func receiptNumber() throws -> String {
        String(BoardOffice.digest(of: try JSONEncoder.canonical.encode(self)).prefix(12))
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
