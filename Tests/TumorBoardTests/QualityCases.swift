import Foundation
import TumorBoard

/// Cases for quality reports, walked through their lives by chance from a seed.
enum QualityCases {
    /// So many cases, a few each week, by what may happen to cases.
    static func made(_ count: Int, seed: UInt64) throws -> [CaseFile] {
        var random = SplitMix64(seed: seed)
        return try (0..<count).map { try one(CaseID(checked: "q\($0)"), week: $0 / 4, &random) }
    }

    /// One case of a week.
    private static func one(_ id: CaseID, week: Int, _ random: inout SplitMix64) throws -> CaseFile {
        let start = Date.day(7 * week)
        var walk = try Walk(
            TestCase.lung(id) { subject in
                subject.referral.received = CivilDate(start, in: .gmt)
                if random.chance(70) { subject.diagnosis.date = CivilDate(start.hours(-240), in: .gmt) }
                if random.chance(20) { subject.firstOpinion = nil }
                if random.chance(20) { subject.records.removeLast() }
            }, at: start)
        walk.sessions = (week...week + 6).map(TestRoster.session)
        if walk.file.subject.records.count < 3 {
            walk.now = start.hours(Double(Int.random(in: 10...200, using: &random)))
            try walk.add(TestCase.record("late", .images), material: false)
        }
        try walk.run(through: .openBallot)
        let plans = [[["surgery"], ["systemic"]], [["surgery"]], [["systemic"], ["surgery"]]]
        for _ in 0..<12 {
            for seat in walk.file.awaitedSeats where walk.file.isVoting && random.chance(90) {
                let plan = plans[random.chance(75) ? 0 : Int.random(in: 0...2, using: &random)]
                let changes = ChangeAxis.asked(of: seat.specialty).filter { _ in random.chance(80) }.map { axis in
                    (axis, ChangeDegree.allCases[Int.random(in: 0...2, using: &random)])
                }
                let other = Int.random(in: 2...9, using: &random)
                try walk.cast(
                    TestOpinion.of(
                        seat.reviewer, seat.specialty, plan, ratings: [.radiotherapy: other],
                        diagnosisWhy: random.chance(5) ? "another pattern" : nil
                    ) { $0.changes = FirstOpinionChanges(Dictionary(uniqueKeysWithValues: changes)) })
            }
            if try walk.file.compiled != nil || walk.step() == nil { break }
        }
        if walk.file.compiled != nil, random.chance(85), let chair = walk.roster.reviewer("chair") {
            walk.now = walk.now.hours(Double(Int.random(in: 1...150, using: &random)))
            walk.record(try walk.file.sign(by: chair, name: chair.name, board: TestRoster.board))
        }
        return walk.file
    }

    /// The report of some cases, over everything unless days are given.
    static func report(
        _ files: [CaseFile], sessions: [QualitySession] = [], from: CivilDate = CivilDate(.day(-400), in: .gmt),
        to: CivilDate = CivilDate(.day(4_000), in: .gmt), now: Date = .day(4_000), smallest: Int = 1,
        replicates: Int = 50, holidays: HolidayCalendar = HolidayCalendar(), namesPeople: Bool = false
    ) throws -> QualityReport {
        QualityReport(
            QualityInput(
                files: files, sessions: sessions, roster: try TestRoster.standard(), policy: .standard, from: from,
                to: to, now: now, holidays: holidays, smallest: smallest, namesPeople: namesPeople,
                replicates: replicates))
    }
}
