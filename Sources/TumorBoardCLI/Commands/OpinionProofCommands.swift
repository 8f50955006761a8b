import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard opinion receipt`
struct OpinionReceiptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receipt",
        abstract: "Show your opinion's seal; once the ballot is closed, compute it anew from what the board kept.",
        discussion: """
            The seal is a SHA-256 that was fixed when you cast the opinion. Give the one that you wrote down then with \
            --seal: exit code 1 says that the board does not hold that opinion any more.
            """)

    @OptionGroup var link: OpinionCommand.LinkOptions
    @Option(help: ArgumentHelp("The seal that you were shown when you cast it.", valueName: "digest")) var seal: String?
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let receipt = try await link.client().receipt()
        if let seal, seal.lowercased() != receipt.commitment {
            throw Refusal("the opinion that the board holds has another seal: \(receipt.commitment ?? "none")")
        }
        if try receipt.isKept == false {
            throw Refusal("the opinion that the board holds does not have its seal: it was changed after it was cast")
        }
        try output.show(receipt) { receipt.sealWords }
    }
}

/// `tumorboard opinion verify`
struct OpinionVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Prove that no opinion of a case was changed: recompute every seal and check every signature.",
        discussion: """
            Exit code 1 where something is broken. While a ballot is open its seals are computed too, but what they \
            were made with is not told. A revoked key stays good for what was signed before.
            """)

    @Argument(help: "The case.") var id: CaseID
    @Option(help: ArgumentHelp("A seal that a reviewer kept: some opinion must have it.", valueName: "digest"))
    var seal: String?
    @OptionGroup var site: SiteOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let office = try await site.office()
        let proofs = try office.proofs(of: id)
        if let seal, !proofs.opinions.contains(where: { $0.digest == seal.lowercased() }) {
            throw Refusal("no opinion of case \(id) has the seal \(seal)")
        }
        let roster = try office.roster()
        try output.show(proofs) { Self.text(proofs, seal: seal) { roster.reviewer($0)?.name ?? $0.text } }
        guard proofs.areSound else { throw ExitCode.failure }
    }

    private static func text(_ proofs: OpinionProofs, seal: String?, nameOf: (ReviewerID) -> String) -> String {
        guard !proofs.opinions.isEmpty || !proofs.strays.isEmpty else {
            return "No opinion has been cast on case \(proofs.caseID).\n"
        }
        var table = TextTable(columns: ["ballot", "reviewer", "seat", "cast", "seal", "", "signature"])
        for proof in proofs.opinions {
            table.add([
                String(proof.ballot), nameOf(proof.reviewer) + (proof.isReplaced ? " (replaced)" : ""),
                proof.seat.title, proof.at.formatted(.iso8601), proof.digest.map { "\($0.prefix(12))…" } ?? "–",
                proof.commitmentWords, proof.signatureWords,
            ])
        }
        let problems = proofs.opinions.flatMap { proof in
            proof.problems.map { "BROKEN: \(nameOf(proof.reviewer)), ballot \(proof.ballot): \($0)" }
        }
        let strays = proofs.strays.map {
            "BROKEN: \(nameOf($0.reviewer)), ballot \($0.ballot): an opinion with the seal \($0.digest.prefix(12))… is gone"
        }
        let found = seal.map { ["An opinion of this case has the seal \($0.prefix(12))…"] } ?? []
        let lines = problems + strays + found
        return table.rendered() + lines.map { $0 + "\n" }.joined()
    }
}

extension OpinionProof {
    fileprivate var commitmentWords: String {
        switch commitment {
        case .kept: "kept"
        case .notOpened: "not opened yet"
        case .broken: "BROKEN"
        case .none: "cast before seals"
        }
    }

    fileprivate var signatureWords: String {
        switch signature {
        case .valid: "valid, key \(key ?? "")"
        case .broken: "BROKEN, key \(key ?? "")"
        case .none: "none"
        }
    }
}

extension LinkClient.Receipt {
    /// Whether the opinion that the site keeps has its seal; nil while the ballot is open.
    var isKept: Bool? {
        get throws {
            guard let commitment, let nonce, let statement else { return nil }
            let bytes = Data(OpinionStatement.commitmentWord.utf8) + nonce + Data(statement.utf8)
            return BoardOffice.digest(of: bytes) == commitment
        }
    }

    /// The seal, and what it can prove now.
    var sealWords: String {
        guard let commitment else { return "" }
        let signed = key.map { "Signed with key \($0).\n" } ?? ""
        let state =
            nonce == nil
            ? "keep it: after the ballot it proves that your opinion was not changed"
            : "the ballot is closed, and the opinion that the board kept has it"
        return "Seal \(commitment)\n(\(state)).\n" + signed
    }
}

extension LinkClient.Ballot {
    /// What a signature on this ballot is over.
    /// - Throws: `FileProblem` where the opinion cannot be read, `Refusal` where the site takes no signatures.
    func statement(of file: Data, named name: String) throws -> OpinionStatement {
        guard let reviewer, let ballot, let round, let specialty = Specialty(rawValue: seat) else {
            throw Refusal("the link's site takes no signatures: cast without --key, or ask them to upgrade")
        }
        let id = try ReviewerID(reviewer)
        let opinion = try OpinionReader().read(
            try YAMLCursor(file, file: name), reviewer: id, specialty: specialty)
        return OpinionStatement(
            caseID: try CaseID(`case`), ballot: ballot, round: round, reviewer: id, seat: specialty, packet: packet,
            opinion: opinion)
    }
}
