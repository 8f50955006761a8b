import Foundation
import Testing

@testable import TumorBoard

@Suite("Sealed opinions can be proved") struct CommitmentTests {
    /// FNV-1a: a digest that needs no library.
    private static func digest(_ data: Data) -> String {
        String(data.reduce(14_695_981_039_346_656_037 as UInt64) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }, radix: 16)
    }

    private static let tools = ProofTools(
        digest: digest, isSigned: { signature, message, key in signature == Data(digest(key + message).utf8) })

    /// A ballot in which everyone seated has committed to an opinion.
    private static func committed(closed: Bool) throws -> Walk {
        var walk = try Walk.voting()
        for (index, seat) in walk.file.awaitedSeats.enumerated() {
            let events = try walk.file.cast(
                TestOpinion.of(seat.reviewer, seat.specialty), by: seat.reviewer, packetDigest: walk.digest,
                grade: .linkAndCode, now: walk.now, policy: walk.policy)
            walk.record(
                try walk.file.committing(events) { statement in
                    let nonce = Data(repeating: UInt8(index), count: 32)
                    return Commitment(digest: digest(try statement.committedBytes(nonce: nonce)), nonce: nonce)
                })
        }
        if closed { try walk.run(through: .closeBallot) }
        return walk
    }

    @Test("The close opens every commitment right after the ballot closed, and each is found kept")
    func kept() throws {
        let walk = try Self.committed(closed: true)
        let kinds = walk.kinds
        let closing = try #require(kinds.firstIndex(of: "case.ballotClosed"))
        #expect(kinds[closing + 1] == "case.commitmentsOpened" && kinds[closing + 2] == "case.decided")
        let proofs = try walk.file.proofs(keys: KeyBook(), tools: Self.tools)
        #expect(proofs.areSound && proofs.opinions.count == 3)
        #expect(proofs.opinions.allSatisfy { $0.commitment == .kept && $0.nonce?.count == 32 })
    }

    @Test("While the ballot is open a proof tells no nonce, and yet a change is found")
    func notOpened() throws {
        let walk = try Self.committed(closed: false)
        let proofs = try walk.file.proofs(keys: KeyBook(), tools: Self.tools)
        #expect(proofs.areSound)
        #expect(proofs.opinions.allSatisfy { $0.commitment == .notOpened && $0.nonce == nil })
        let file = try #require(try Self.tampered(walk) { $0.replacing("rationale of s1", with: "rationale of s2") })
        #expect(try !file.proofs(keys: KeyBook(), tools: Self.tools).areSound)
    }

    @Test(
        "One changed byte of a stored opinion is found, whatever it is",
        arguments: [
            (#""rationale":"rationale of s1""#, #""rationale":"rationale of s0""#), (#""surgery":8"#, #""surgery":9"#),
            (#""ballot":1"#, #""ballot":2"#), (#""packetDigest":""#, #""packetDigest":"0"#),
            (#""intent":"curative""#, #""intent":"palliative""#),
        ])
    func changedByte(before: String, after: String) throws {
        let walk = try Self.committed(closed: true)
        let file = try #require(
            try Self.tampered(walk) { text in
                guard let place = text.range(of: before) else { return text }
                return text.replacingCharacters(in: place, with: after)
            })
        #expect(file != walk.file)
        let proofs = try file.proofs(keys: KeyBook(), tools: Self.tools)
        #expect(!proofs.areSound)
        #expect(proofs.opinions.filter { $0.commitment == .broken }.map(\.reviewer) == ["s1"])
    }

    @Test("An opinion that was taken out, and an opening that was, are found")
    func takenOut() throws {
        let walk = try Self.committed(closed: true)
        let without = walk.entries.filter { entry in
            if case .opinionCast(let cast) = entry.event { cast.reviewer != "s1" } else { true }
        }
        let proofs = try #require(CaseFile(without)).proofs(keys: KeyBook(), tools: Self.tools)
        #expect(!proofs.areSound && proofs.strays.map(\.reviewer) == ["s1"])
        let unopened = try #require(CaseFile(walk.entries.filter { $0.event.kind != "case.commitmentsOpened" }))
        let words = try unopened.proofs(keys: KeyBook(), tools: Self.tools).opinions.flatMap(\.problems)
        #expect(words.count == 3 && words.allSatisfy { $0.contains("never opened") })
    }

    @Test("What was cast before there were commitments reads back and is neither kept nor broken")
    func old() throws {
        let walk = try Walk.compiled()
        #expect(!walk.kinds.contains("case.commitmentsOpened"))
        let proofs = try walk.file.proofs(keys: KeyBook(), tools: Self.tools)
        #expect(proofs.areSound && proofs.opinions.allSatisfy { $0.commitment == .none && $0.signature == .none })
        let cast = try #require(walk.entries.first { $0.event.kind == "case.opinionCast" }?.event)
        let text = String(decoding: try cast.payload(), as: UTF8.self)
        #expect(!text.contains("commitment") && !text.contains("signature"))
    }

    @Test(
        "A statement says case, ballot, round, reviewer, seat and packet, and a commitment's bytes are no signature's")
    func statement() throws {
        let walk = try Self.committed(closed: true)
        let cast = try #require(walk.file.opinions.first)
        let statement = walk.file.statement(of: cast)
        let base = try statement.signedBytes()
        var others = [OpinionStatement](repeating: statement, count: 6)
        others[0].caseID = "C-9"
        others[1].ballot = 2
        others[2].round = 2
        others[3].reviewer = "s9"
        others[4].seat = .radiologist
        others[5].packet = "another"
        for other in others { #expect(try other.signedBytes() != base) }
        let committed = try statement.committedBytes(nonce: Data(repeating: 7, count: 32))
        #expect(!committed.starts(with: base.prefix(31)) && !base.starts(with: committed.prefix(31)))
    }

    @Test("A signature holds with a key of that reviewer from its registration until its revocation, and never after")
    func keys() throws {
        var book = KeyBook()
        let key = DeviceKey(id: "k1", reviewer: "s1", publicKey: Data([1]))
        book.apply(try book.register(key), at: .day(0), by: "coordinator")
        #expect(throws: KeyRefusal.registeredAlready("k1", "s1")) {
            try book.register(DeviceKey(id: "k9", reviewer: "m1", publicKey: Data([1])))
        }
        func problem(_ id: String, _ reviewer: ReviewerID, _ at: Date, good: Bool = true) -> String? {
            book.problem(with: id, of: reviewer, at: at) { _ in good }
        }
        #expect(problem("k1", "s1", .day(1)) == nil)
        #expect(problem("k1", "s1", .day(1), good: false)?.contains("not over this opinion") == true)
        #expect(problem("k1", "m1", .day(1))?.contains("not registered for m1") == true)
        #expect(problem("k2", "s1", .day(1))?.contains("not registered") == true)
        #expect(problem("k1", "s1", .day(-1))?.contains("only afterwards") == true)
        #expect(throws: KeyRefusal.unknown("k1", "m1")) { try book.revoke("k1", of: "m1", reason: nil) }
        book.apply(try book.revoke("k1", of: "s1", reason: "lost"), at: .day(2), by: "coordinator")
        #expect(throws: KeyRefusal.revokedAlready("k1")) { try book.revoke("k1", of: "s1", reason: nil) }
        #expect(problem("k1", "s1", .day(1)) == nil, "what was signed before stays valid")
        #expect(problem("k1", "s1", .day(3))?.contains("revoked") == true)
        #expect(throws: KeyRefusal.registeredAlready("k1", "s1")) { try book.register(key) }
    }

    /// The walk with the first opinion of s1 changed in what is stored.
    private static func tampered(_ walk: Walk, _ change: (String) -> String) throws -> CaseFile? {
        CaseFile(
            try walk.entries.map { entry in
                guard case .opinionCast(let cast) = entry.event, cast.reviewer == "s1" else { return entry }
                let text = change(String(decoding: try entry.event.payload(), as: UTF8.self))
                return CaseFile.Entry(
                    event: try CaseEvent(kind: entry.event.kind, schema: 1, payload: Data(text.utf8)), at: entry.at)
            })
    }
}
