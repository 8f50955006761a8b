import Foundation
import Testing

@testable import Journal

@Suite("Properties") struct PropertyTests {
    @Test("any run of appends, conflicts and erasures leaves what a plain list would", arguments: 1...8)
    func model(seed: Int) throws {
        var random = Seeded(UInt64(seed))
        let site = try Site()
        let journals = [site.journal, try site.makeJournal()]
        var model: [StreamID: [Data]] = [:]
        var erased: Set<StreamID> = []
        var total: Int64 = 0
        for step in 0..<60 {
            let journal = journals[Int.random(in: 0...1, using: &random)]
            let streams = (1...4).shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random)).map(aCase)
            if step % 20 == 19, let victim = streams.first, model[victim] != nil {
                try journal.erase(subject: victim)
                erased.insert(victim)
                continue
            }
            let appends = streams.map { stream in
                let slip = Int.random(in: 0..<6, using: &random) == 0 ? 1 : 0
                let events = (0..<Int.random(in: 0...3, using: &random)).map { event("\(seed)/\(step)/\($0)") }
                return StreamAppend(
                    stream: stream, expectedVersion: model[stream, default: []].count + slip, events: events)
            }
            let fits = appends.allSatisfy { append in
                append.expectedVersion == model[append.stream, default: []].count
                    && (append.events.isEmpty || !erased.contains(append.stream))
            }
            do {
                try journal.append(appends, actor: "seed \(seed)", recorded: at(step), effects: Effects())
                #expect(fits, "seed \(seed), step \(step)")
                for append in appends where !append.events.isEmpty {
                    model[append.stream, default: []] += append.events.map(\.payload)
                    total += Int64(append.events.count)
                }
            } catch let error as JournalError {
                #expect(!fits, "seed \(seed), step \(step): \(error)")
            }
        }
        for (stream, payloads) in model {
            #expect(try journals[1].version(of: stream) == payloads.count, "seed \(seed)")
            if erased.contains(stream) {
                #expect(throws: JournalError.keyDestroyed(stream)) { try journals[0].read(stream) }
            } else {
                #expect(try journals[0].read(stream).map(\.payload) == payloads, "seed \(seed)")
            }
        }
        let report = try journals[0].verify()
        #expect(report.isIntact && report.events == total, "seed \(seed): \(String(describing: report.broken))")
    }

    @Test("no two lists of fields have the same canonical bytes", arguments: 1...20)
    func canonical(seed: Int) {
        var random = Seeded(UInt64(seed))
        var seen: [Data: [String]] = [:]
        for _ in 0..<500 {
            let fields = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                String(
                    (0..<Int.random(in: 0...3, using: &random)).map { _ in
                        "ab\u{0}".randomElement(using: &random) ?? "a"
                    })
            }
            var bytes = CanonicalBytes()
            for field in fields { bytes.add(field) }
            if let other = seen.updateValue(fields, forKey: bytes.bytes) { #expect(other == fields, "seed \(seed)") }
        }
    }
}
