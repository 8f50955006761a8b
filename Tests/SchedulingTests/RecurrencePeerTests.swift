import Foundation
import Testing
import TumorBoard

/// Occurrences beside python-dateutil's `rrule` and Python's `zoneinfo`, which know nothing of ours.
///
/// `TUMORBOARD_PYTHON` names a python3 that has them; without, nothing is checked here, and the run says so.
@Suite(
    "Recurrence beside python-dateutil", .enabled(if: RecurrencePeer.isThere, "python3 has no dateutil or no zoneinfo"))
struct RecurrencePeerTests {
    @Test("2,000 drawn rules in ten zones give the peer's instants")
    func drawn() throws {
        var dice = Dice(seed: 5_545)
        var questions: [RecurrencePeer.Question] = []
        var ours: [[Int]] = []
        for number in 0..<2_000 {
            var rule = RecurrenceRule.drawn(&dice)
            if number % 7 == 0 {
                rule.end = .at(
                    Date(timeIntervalSince1970: Double(1_790_000_000 + Int.random(in: 0..<20_000_000, using: &dice))))
            }
            let zone = WallTimeTests.zones[number % WallTimeTests.zones.count].name
            let time = try #require(
                WallTime(hour: Int.random(in: 0..<24, using: &dice), minute: Int.random(in: 0..<4, using: &dice) * 15))
            let first = try CivilDate("2026-02-01").adding(days: Int.random(in: 0..<600, using: &dice))
            let last = first.adding(days: Int.random(in: 7..<400, using: &dice))
            let known = try #require(TimeZone(identifier: zone))
            questions.append(
                .init(rule: rule.description, zone: zone, time: time.description, from: "\(first)", through: "\(last)"))
            ours.append(
                rule.days(from: first, through: last).map { time.instant(on: $0, in: known) }.filter { instant in
                    if case .at(let end) = rule.end { instant <= end } else { true }
                }.map { Int($0.timeIntervalSince1970) })
        }
        let peers = try RecurrencePeer.answers(questions)
        #expect(peers.count == ours.count)
        for (question, (peer, own)) in zip(questions, zip(peers, ours)) {
            #expect(
                peer == own, "\(question.rule) \(question.zone) \(question.time) \(question.from)–\(question.through)")
        }
        #expect(ours.reduce(0) { $0 + $1.count } > 10_000)
    }
}

/// A Python that expands rules.
enum RecurrencePeer {
    struct Question: Encodable {
        let rule: String
        let zone: String
        let time: String
        let from: String
        let through: String
    }

    static let python = ProcessInfo.processInfo.environment["TUMORBOARD_PYTHON"] ?? "python3"

    static let isThere = (try? run("import dateutil.rrule, zoneinfo; zoneinfo.ZoneInfo('Europe/Berlin')", "")) != nil

    static func answers(_ questions: [Question]) throws -> [[Int]] {
        let input = String(decoding: try JSONEncoder().encode(questions), as: UTF8.self)
        return try JSONDecoder().decode([[Int]].self, from: try run(script, input))
    }

    /// Days by `rrule` without a zone, as a wall clock has them; instants by `zoneinfo`, whose fold 0 takes the first of
    /// two and counts a time in a gap by the offset before it. An `UNTIL` in UTC is applied to the instants.
    private static let script = """
        import json, sys
        from datetime import datetime, timezone
        from dateutil.rrule import rrulestr
        from zoneinfo import ZoneInfo
        answers = []
        for q in json.load(sys.stdin):
            rule, until = q["rule"], None
            parts = rule.split(";")
            for p in list(parts):
                if p.startswith("BYDAY=") and "FREQ=MONTHLY" in parts:
                    # dateutil takes a list of numbered and plain days for what is both; RFC 5545 has either
                    named = []
                    for d in p[6:].split(","):
                        named += [d] if len(d) > 2 else [str(n) + d for n in range(1, 6)]
                    parts[parts.index(p)] = "BYDAY=" + ",".join(named)
                if p.startswith("UNTIL=") and p.endswith("Z"):
                    until = datetime.strptime(p[6:], "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc)
                    parts.remove(p)
                elif p.startswith("UNTIL="):
                    parts[parts.index(p)] = p + "T235959"
            start = datetime.strptime(q["from"] + " " + q["time"], "%Y-%m-%d %H:%M")
            last = datetime.strptime(q["through"] + " 23:59", "%Y-%m-%d %H:%M")
            days = []
            for day in rrulestr(";".join(parts), dtstart=start):
                if day > last:
                    break
                days.append(day)
            zone = ZoneInfo(q["zone"])
            found = [d.replace(tzinfo=zone) for d in days]
            answers.append([int(d.timestamp()) for d in found if until is None or d <= until])
        json.dump(answers, sys.stdout)
        """

    private struct Failed: Error {}

    private static func run(_ script: String, _ input: String) throws -> Data {
        let folder = FileManager.default.temporaryDirectory.appending(path: "peer-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (question, answer) = (folder.appending(path: "in"), folder.appending(path: "out"))
        try Data(input.utf8).write(to: question)
        try Data().write(to: answer)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [python, "-c", script]
        process.standardInput = try FileHandle(forReadingFrom: question)
        process.standardOutput = try FileHandle(forWritingTo: answer)
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed() }
        return try Data(contentsOf: answer)
    }
}
