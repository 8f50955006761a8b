import Foundation
import Orchestrator
import Testing
import TumorBoard

@Suite("Seals and signatures of opinions, over HTTP") struct SealTests {
    @Test("The receipt shows the seal at once and what it was made with only after the close, and then it matches")
    func receipt() async throws {
        try await Hospital.run { hospital in
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            _ = try await surgeon.post("/ballot", Patients.opinion)
            let page = try await surgeon.get("/ballot").body
            let digest = String(try #require(page.firstMatch(of: /class="digest">([0-9a-f]{64})</)?.1))
            let cast = try #require(try hospital.office.caseFile(Patients.id).opinions.first)
            let commitment = try #require(cast.commitment)
            #expect(commitment.digest == digest && commitment.nonce.count == 32)
            #expect(page.matches(of: /class="digest">/).count == 1, "the nonce is not told before the close")
            let early = try await surgeon.get("/ballot?receipt=1", headers: ["Accept": "application/json"])
            #expect(early.holds(digest) && !early.holds("nonce") && !early.holds("statement"))
            #expect(try hospital.office.proofs(of: Patients.id).opinions.map(\.commitment) == [.notOpened])
            try hospital.office.clock.set(Hospital.close.addingTimeInterval(-3_600))
            let late = try await hospital.opened(by: Patients.surgeon)
            try await hospital.wait(until: Hospital.close)
            let opened = try await late.get("/ballot")
            #expect(opened.holds(digest) && opened.holds(Self.hex(commitment.nonce)))
            #expect(opened.holds("the answer that the board counted has this seal"))
            let proofs = try hospital.office.proofs(of: Patients.id)
            #expect(proofs.areSound)
            #expect(proofs.opinions.contains { $0.digest == digest && $0.commitment == .kept })
            // a reviewer needs nothing but the receipt to compute it
            let told = try await late.get("/ballot?receipt=1", headers: ["Accept": "application/json"])
            let receipt = try #require(
                try JSONSerialization.jsonObject(with: Data(told.body.utf8)) as? [String: String])
            let nonce = try #require(Data(base64Encoded: receipt["nonce"] ?? ""))
            let bytes = Data("tumorboard opinion commitment 1\n".utf8) + nonce + Data((receipt["statement"] ?? "").utf8)
            #expect(BoardOffice.digest(of: bytes) == digest)
        }
    }

    @Test("Two equal opinions have different seals")
    func nonces() async throws {
        try await Hospital.run { hospital in
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            _ = try await surgeon.post("/ballot", Patients.opinion)
            var other = Patients.opinion
            other["confidence"] = ["low"]
            other["confirm"] = ["yes"]
            _ = try await surgeon.post("/ballot", other)
            var first = Patients.opinion
            first["confirm"] = ["yes"]
            _ = try await surgeon.post("/ballot", first)
            let proofs = try hospital.office.proofs(of: Patients.id)
            #expect(Set(proofs.opinions.compactMap(\.digest)).count == 3)
            #expect(proofs.opinions.map(\.isReplaced) == [true, true, false])
        }
    }

    @Test("An opinion is taken with a registered key, graded so, and verified again later, after the revocation too")
    func signed() async throws {
        try await Hospital.run { hospital in
            let key = try ReviewerKey()
            try hospital.office.registerKey(key.publicText, of: "r-surgeon", actor: "coordinator")
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            let signature = try key.sign(try hospital.statement())
            let cast = try await surgeon.cast(signature)
            #expect(cast.status == 200 && cast.holds(key.id))
            let stored = try #require(try hospital.office.caseFile(Patients.id).opinions.first)
            #expect(stored.grade == .deviceKey && stored.signature == signature)
            #expect(try await surgeon.cast(signature).body == cast.body, "the same again is harmless")
            try hospital.office.clock.set(Hospital.cutoff.addingTimeInterval(3_600))
            try hospital.office.revokeKey(key.id, of: "r-surgeon", reason: "lost", actor: "coordinator")
            let proofs = try hospital.office.proofs(of: Patients.id)
            #expect(proofs.areSound && proofs.opinions.map(\.signature) == [.valid])
            let other = Patients.opinionFile.replacing("confidence: high", with: "confidence: low")
            let late = try await surgeon.cast(
                try key.sign(try hospital.statement(other)), file: other, path: "/ballot?replace=yes")
            #expect(late.status == 422 && late.holds("revoked"))
            #expect(try hospital.office.caseFile(Patients.id).opinions.count == 1)
        }
    }

    @Test("A signature by another key, over another ballot, packet, seat or opinion, or half of one, is refused")
    func refused() async throws {
        try await Hospital.run { hospital in
            let (key, other) = (try ReviewerKey(), try ReviewerKey())
            try hospital.office.registerKey(key.publicText, of: "r-surgeon", actor: "coordinator")
            try hospital.office.registerKey(other.publicText, of: "r-medonc", actor: "coordinator")
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            let right = try hospital.statement()
            var statements = [OpinionStatement](repeating: right, count: 6)
            statements[0].ballot += 1
            statements[1].packet = String(right.packet.reversed())
            statements[2].seat = .radiologist
            statements[3].round = 2
            statements[4].caseID = "C-0002"
            statements[5].opinion.benefits = "More"
            for statement in statements {
                let answer = try await surgeon.cast(try key.sign(statement))
                #expect(answer.status == 422 && answer.holds("not over this opinion"), "\(answer.body)")
            }
            let foreign = try await surgeon.cast(try other.sign(right))
            #expect(foreign.status == 422 && foreign.holds("not registered for r-surgeon"))
            let unknown = try await surgeon.cast(try ReviewerKey().sign(right))
            #expect(unknown.status == 422 && unknown.holds("is not registered"))
            let good = try key.sign(right)
            var flipped = good
            flipped.value[0] ^= 1
            #expect(try await surgeon.cast(flipped).status == 422)
            let half = try await surgeon.post(
                "/ballot", body: Data(Patients.opinionFile.utf8), type: "application/yaml",
                headers: ["Accept": "application/json", "Tumorboard-Key": good.key])
            #expect(half.status == 422 && half.holds("did not arrive whole"))
            #expect(try hospital.office.caseFile(Patients.id).opinions.isEmpty)
            #expect(try await surgeon.cast(good).status == 200)
        }
    }

    @Test("Where the policy asks for a key, nothing is taken without one, by form or by file")
    func required() async throws {
        try await Hospital.run { hospital in
            var policy = try hospital.office.policy()
            policy.ballots.requireKey = true
            try hospital.office.adoptPolicy(policy, actor: "coordinator")
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            let form = try await surgeon.post("/ballot", Patients.opinion)
            #expect(form.status == 409 && form.holds("only with a registered key"))
            let file = try await surgeon.post("/ballot", file: Patients.opinionFile)
            #expect(file.status == 422 && file.holds("only with a registered key"))
            let key = try ReviewerKey()
            try hospital.office.registerKey(key.publicText, of: "r-surgeon", actor: "coordinator")
            #expect(try await surgeon.cast(try key.sign(try hospital.statement())).status == 200)
        }
    }

    private static func hex(_ data: Data) -> String {
        data.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

extension Hospital {
    /// What the surgeon would sign on the open ballot.
    fileprivate func statement(_ text: String = Patients.opinionFile) throws -> OpinionStatement {
        let file = try office.caseFile(Patients.id)
        let opinion = try OpinionReader().read(
            try YAMLCursor(Data(text.utf8), file: "opinion"), reviewer: "r-surgeon", specialty: .surgeon)
        return OpinionStatement(
            caseID: Patients.id, ballot: file.ballotNumber, round: 1, reviewer: "r-surgeon", seat: .surgeon,
            packet: file.packet?.digest ?? "", opinion: opinion)
    }
}

extension Browser {
    /// Casts the file as the command line does, with a signature beside it.
    fileprivate func cast(
        _ signature: OpinionSignature, file: String = Patients.opinionFile, path: String = "/ballot"
    ) async throws -> Answer {
        try await post(
            path, body: Data(file.utf8), type: "application/yaml",
            headers: [
                "Accept": "application/json", "Tumorboard-Key": signature.key,
                "Tumorboard-Signature": signature.value.base64EncodedString(),
            ])
    }
}
