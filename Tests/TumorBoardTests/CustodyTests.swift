import Foundation
import Testing

@testable import TumorBoard

@Suite("The way of slides and blocks")
struct CustodyTests {
    private static let start = CivilDate(year: 2026, month: 10, day: 1) ?? CivilDate(.distantPast, in: .gmt)
    private static let today = start.adding(days: 60)

    private static func file(pending: Bool = true) throws -> CaseFile {
        let subject = TestCase.lung { subject in
            subject.records = [
                ClinicalRecord(id: "slides", kind: .slidesOrBlocks, title: "Six slides", pending: pending),
                ClinicalRecord(id: "report", kind: .pathologyReport, title: "Report"),
            ]
        }
        let at = Date(timeIntervalSince1970: 1_767_225_600)
        return try #require(CaseFile(CaseFile.refer(subject).map { CaseFile.Entry(event: $0, at: at) }))
    }

    private static func step(
        _ kind: CustodyStep.Kind, day: Int = 0, record: String = "slides", carrier: String? = "Courier",
        person: String = "A. Amsel"
    ) -> CustodyStep {
        CustodyStep(
            record: record, kind: kind, date: start.adding(days: day), carrier: carrier, tracking: "X 1", person: person
        )
    }

    private func take(_ kinds: [CustodyStep.Kind], from file: CaseFile) throws -> CaseFile {
        var file = file
        for (day, kind) in kinds.enumerated() {
            let events = try file.recordCustody(Self.step(kind, day: day), today: Self.today)
            file = file.applying(events, at: Date(timeIntervalSince1970: 1_767_225_600))
        }
        return file
    }

    @Test("signed for, pending slides are here; lost, they are awaited again; returned, they were seen and are gone")
    func presence() throws {
        var file = try take([.requested, .released, .shipped], from: Self.file())
        #expect(file.subject.records.first { $0.id == "slides" }?.isPresent == false)
        file = try take([.requested, .released, .shipped, .signedFor], from: Self.file())
        let slides = try #require(file.subject.records.first { $0.id == "slides" })
        #expect(slides.isPresent)
        #expect(slides.received == Self.start.adding(days: 3))
        let lost = try take([.signedFor, .lost], from: Self.file())
        #expect(lost.subject.records.first { $0.id == "slides" }?.isPresent == false)
        let returned = try take([.signedFor, .returned], from: Self.file())
        #expect(returned.subject.records.first { $0.id == "slides" }?.isPresent == true)
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let before: [CustodyStep.Kind]
        let step: CustodyStep
        let problem: CustodyProblem
    }

    @Test(
        "a step that cannot have been taken is refused with a word on what can",
        arguments: [
            Refused(
                testDescription: "unknown record", before: [], step: step(.released, record: "x"),
                problem: .unknownRecord("x")),
            Refused(
                testDescription: "a report", before: [], step: step(.released, record: "report"),
                problem: .notSlides("report", .pathologyReport)),
            Refused(
                testDescription: "returned before it came", before: [], step: step(.returned),
                problem: .outOfOrder(.returned, after: nil)),
            Refused(
                testDescription: "shipped twice", before: [.shipped], step: step(.shipped, day: 9),
                problem: .outOfOrder(.shipped, after: .shipped)),
            Refused(
                testDescription: "after the end", before: [.signedFor, .returned], step: step(.shipped, day: 9),
                problem: .outOfOrder(.shipped, after: .returned)),
            Refused(
                testDescription: "before the last", before: [.released], step: step(.shipped, day: -1),
                problem: .beforeLast(start.adding(days: -1), last: start)),
            Refused(
                testDescription: "in the future", before: [], step: step(.released, day: 61),
                problem: .inFuture(today.adding(days: 1))),
            Refused(
                testDescription: "no carrier", before: [], step: step(.shipped, carrier: " "), problem: .noCarrier),
            Refused(testDescription: "nobody", before: [], step: step(.released, person: ""), problem: .nobody),
        ])
    func refused(_ one: Refused) throws {
        let file = try take(one.before, from: Self.file())
        #expect(throws: CommandRefusal.custody(one.problem)) { try file.recordCustody(one.step, today: Self.today) }
        #expect(!one.problem.description.isEmpty)
    }

    @Test("slides that were lent go back even after the case has ended, and nothing else is recorded then")
    func afterTheEnd() throws {
        var file = try take([.signedFor], from: Self.file())
        file = file.applying(try file.end(.treated, by: "Dr. Fern", note: nil), at: .now)
        #expect(try file.recordCustody(Self.step(.returned, day: 5), today: Self.today).count == 1)
        #expect(try file.recordCustody(Self.step(.lost, day: 5), today: Self.today).count == 1)
        #expect(throws: CommandRefusal.ended(.treated)) {
            try file.recordCustody(Self.step(.requested, day: 5), today: Self.today)
        }
    }

    @Test(
        "whatever is tried in whatever order, the way stays in order and the record is here exactly when it was signed for"
    )
    func properties() throws {
        let seed: UInt64 = 20_261_121
        var random = SplitMix64(seed: seed)
        for _ in 0..<400 {
            var file = try Self.file()
            for _ in 0..<12 {
                let kind = CustodyStep.Kind.allCases.randomElement(using: &random) ?? .lost
                let step = Self.step(kind, day: Int.random(in: 0..<60, using: &random))
                do throws(CommandRefusal) {
                    file = file.applying(try file.recordCustody(step, today: Self.today), at: .now)
                } catch {
                    guard case .custody = error else {
                        Issue.record("seed \(seed): \(error)")
                        return
                    }
                }
            }
            let way = file.custody(of: "slides")
            let isOrdered = zip(way, way.dropFirst()).allSatisfy { one, next in
                one.kind.next.contains(next.kind) && one.date.daysSince1970 <= next.date.daysSince1970
            }
            #expect(isOrdered, "seed \(seed)")
            #expect(way.filter { $0.kind == .returned }.count <= 1, "seed \(seed)")
            let isHere = file.subject.records.first { $0.id == "slides" }?.isPresent
            #expect(isHere == [.signedFor, .returned].contains(way.last?.kind), "seed \(seed): \(way.map(\.kind))")
            let ids = file.subject.records.map(\.id)
            #expect(Set(ids).count == ids.count && ids.count == 2, "seed \(seed)")
        }
    }
}
