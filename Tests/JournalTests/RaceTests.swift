import Foundation
import Testing

@testable import Journal

@Suite("Several at once") struct RaceTests {
    @Test("two journals race 200 appends on one stream and lose nothing")
    func race() async throws {
        let site = try Site()
        let journals = [site.journal, try site.makeJournal()]
        let conflicts = try await withThrowingTaskGroup(of: Int.self) { group in
            for (index, journal) in journals.enumerated() {
                group.addTask { try Self.write(100, to: journal, as: "writer-\(index)") }
            }
            return try await group.reduce(0, +)
        }
        let texts = try site.journal.read(aCase()).map { String(decoding: $0.payload, as: UTF8.self) }
        let wanted = [0, 1].flatMap { writer in (0..<100).map { "{\"text\":\"writer-\(writer)/\($0)\"}" } }
        #expect(Set(texts) == Set(wanted))
        #expect(texts.count == 200, "\(conflicts) conflicts were retried")
        #expect(try site.journal.verify().events == 200)
    }

    @Test("of many that open a new site's stream at once, all use one key")
    func firstKey() async throws {
        let site = try Site()
        let journals = try (0..<4).map { _ in try site.makeJournal() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, journal) in journals.enumerated() {
                group.addTask { _ = try Self.write(5, to: journal, as: "writer-\(index)") }
            }
            try await group.waitForAll()
        }
        #expect(try site.makeJournal().read(aCase()).count == 20)
        #expect(try site.makeJournal().verify().opened == 20)
    }

    @Test("each piece of mail is claimed once, whoever asks")
    func claims() async throws {
        let site = try Site()
        let items = (0..<60).map {
            OutboxItem(id: "m\($0)", stream: aCase($0 % 3), kind: "x", reference: Data("{}".utf8), due: at(0))
        }
        try site.journal.apply(Effects(outbox: items))
        let journals = [site.journal, try site.makeJournal()]
        let claimed = try await withThrowingTaskGroup(of: [String].self) { group in
            for (index, journal) in journals.enumerated() {
                group.addTask {
                    try (0..<10).flatMap { _ in
                        try journal.claimOutbox(owner: "a\(index)", now: at(0), leaseUntil: at(60), limit: 4).map(\.id)
                    }
                }
            }
            return try await group.reduce([], +)
        }
        #expect(claimed.sorted() == items.map(\.id).sorted())
    }

    /// Appends one by one, reading again after each conflict; gives the number of conflicts.
    private static func write(_ count: Int, to journal: Journal, as writer: String) throws -> Int {
        var conflicts = 0
        for number in 0..<count {
            while true {
                do {
                    try journal.note(aCase(), after: journal.version(of: aCase()), "\(writer)/\(number)")
                    break
                } catch JournalError.conflict {
                    conflicts += 1
                }
            }
        }
        return conflicts
    }
}
