import Foundation
import Testing

@testable import TumorBoard

extension QualityReport {
    /// A row of a figure's counts: its cells and its total.
    fileprivate func counts(_ figure: String, _ row: String = "All") throws -> [Int?] {
        let counts = try #require(figures.first { $0.id == figure }?.counts)
        let found = try #require(counts.rows.first { $0.name == row }, "\(figure) has no row \(row)")
        return (found.cells + [found.total]).map(\.shown)
    }

    /// A row of a figure's times.
    fileprivate func times(_ figure: String, _ row: String) throws -> QualityTimes.Row {
        try #require(figures.first { $0.id == figure }?.times?.rows.first { $0.name == row })
    }
}

@Suite("The quality report")
struct QualityTests {
    /// Referred on Monday the 2nd, listed for Wednesday the 11th, decided on Tuesday the 10th at 13:00.
    private static func decided(
        _ id: CaseID = "c1", plan: [[String]] = [["surgery"], ["systemic"]], signedAfterHours: Double? = nil,
        edit: (inout Case) -> Void = { _ in }
    ) throws -> CaseFile {
        var walk = try Walk.voting(TestCase.lung(id, edit: edit))
        try walk.castAll(plan)
        try walk.run(through: .closeBallot)
        if let signedAfterHours, let chair = walk.roster.reviewer("chair") {
            walk.now = walk.now.hours(signedAfterHours)
            walk.record(try walk.file.sign(by: chair, name: chair.name, board: TestRoster.board))
        }
        return walk.file
    }

    @Test("Turnaround is told from both clocks, and whose time it was adds up to the whole")
    func turnaround() throws {
        let files = try [24.0, 48, 72].enumerated().map { index, hours in
            try Self.decided(CaseID(checked: "c\(index)"), signedAfterHours: hours) {
                $0.diagnosis.date = CivilDate(.day(-10), in: .gmt)
            }
        }
        let report = try QualityCases.report(files + [Self.decided("c9")])
        let decided = try #require(files.first?.decisions.first)
        #expect(decided.outcome.kind == .consensus)
        let records = try report.times("turnaround", "From complete records")
        let closed = Date.day(8, 13).timeIntervalSince(.day(0)) / 86_400
        #expect(records.counted.shown == 3 && records.leftOut.shown == 1)
        #expect(records.lower == closed + 1.5 && records.median == closed + 2 && records.upper == closed + 2.5)
        let diagnosed = try #require(try report.times("turnaround", "From the diagnosis").median)
        #expect(abs(diagnosed - (closed + 2 + 10 + 9.0 / 24)) < 1e-9)
        let means = try #require(report.figures.first { $0.id == "where-time-went" }?.means)
        let whole = means.parts.compactMap(\.mean).reduce(0, +)
        #expect(abs(whole - (closed + 2)) < 1e-9 && means.counted.shown == 3)
    }

    @Test(
        "The outcome is in time up to the end of the next working day, holidays left out, and else later",
        arguments: [(20.0, false, 0), (47, false, 0), (60, false, 1), (60, true, 0), (200, false, 1)])
    func outcome(hours: Double, isHoliday: Bool, place: Int) throws {
        // decided on Tuesday 10 November at 13:00, the session sits on Wednesday the 11th
        let file = try Self.decided(signedAfterHours: hours)
        let day = try CivilDate("2026-11-12")
        let holidays = HolidayCalendar(isHoliday ? [.init(from: day, to: day, name: "Feast")] : [])
        let cells = try QualityCases.report([file], holidays: holidays).counts("outcome")
        #expect(cells[place] == 1 && cells.last == 1)
    }

    @Test("A case without a plan is late after the next working day, and no sooner")
    func open() throws {
        let file = try Self.decided()
        let sits = try #require(file.listing?.sits)
        #expect(try QualityCases.report([file], now: sits.hours(20)).counts("outcome") == [0, 0, 1, 0, 1])
        #expect(try QualityCases.report([file], now: sits.hours(60)).counts("outcome") == [0, 1, 0, 0, 1])
    }

    @Test("A case belongs to the days from its first ballot's, both ends included")
    func edges() throws {
        let file = try Self.decided()
        let day = try CivilDate("2026-11-10")
        for (from, to, count) in [
            (day, day, 1), (day.adding(days: -3), day, 1), (day, day.adding(days: 3), 1),
            (day.adding(days: 1), day.adding(days: 3), 0), (day.adding(days: -3), day.adding(days: -1), 0),
        ] {
            let report = try QualityCases.report([file], from: from, to: to)
            #expect(try report.counts("consensus-first").last == count)
        }
    }

    @Test("What changed against the first opinion is what at least half see, or more; not judged is not confirmed")
    func changes() throws {
        func file(_ id: CaseID, _ degrees: [ChangeDegree?], hasFirst: Bool = true) throws -> CaseFile {
            var walk = try Walk.voting(TestCase.lung(id) { if !hasFirst { $0.firstOpinion = nil } })
            for (seat, degree) in zip(walk.file.awaitedSeats, degrees) {
                try walk.cast(
                    TestOpinion.of(seat.reviewer, seat.specialty) { opinion in
                        opinion.changes = FirstOpinionChanges(degree.map { [.treatment: $0] } ?? [:])
                    })
            }
            try walk.run(through: .closeBallot)
            return walk.file
        }
        let report = try QualityCases.report([
            file("a", [.confirmed, .confirmed, .major]), file("b", [.confirmed, .major, nil]),
            file("c", [nil, nil, nil]), file("d", [.minor, .minor, .confirmed]),
            file("e", [.major, .major, .major], hasFirst: false),
        ])
        #expect(try report.counts("changes", "Treatment") == [1, 1, 1, 2, 5])
        #expect(try report.counts("changes", "Pathology") == [0, 0, 0, 5, 5])
    }

    @Test("Levels of consensus are counted for the first ballot and for the last, with what it took")
    func levels() throws {
        var disputed = try Walk.voting(TestCase.lung("d"))
        for seat in disputed.file.awaitedSeats {
            let isSurgeon = seat.specialty == .surgeon
            try disputed.cast(
                TestOpinion.of(
                    seat.reviewer, seat.specialty, isSurgeon ? [["surgery"]] : [["systemic"]],
                    ratings: [.surgery: isSurgeon ? 9 : 2, .systemic: isSurgeon ? 4 : 8]))
        }
        try disputed.run(through: .closeBallot)
        #expect(disputed.file.decision?.outcome.kind == .escalate)
        let report = try QualityCases.report([Self.decided("a"), Self.decided("b"), disputed.file])
        #expect(try report.counts("consensus-first") == [2, 0, 0, 1, 0, 0, 3])
        #expect(try report.counts("consensus", "2026-11") == report.counts("consensus", "All months"))
        let asked = disputed.kinds.contains("case.thirdOpinionSought") || disputed.kinds.contains("thirdOpinionSought")
        #expect(try report.counts("third-opinions") == (asked ? [0, 0, 1, 0, 2, 3] : [0, 0, 0, 0, 3, 3]))
        #expect(try report.counts("seats", "All seats") == [9, 0, 0, 9])
        #expect(try report.counts("quorum", "First ballots") == [3, 0, 3])
    }

    @Test("A plan whose fate nobody reported is unknown, and neither full nor left out")
    func implementation() throws {
        let files = try [Self.decided("a", signedAfterHours: 24), Self.decided("b")]
        let soon = try QualityCases.report(files, now: .day(30))
        #expect(try soon.counts("implementation", "After 30 days") == [0, 0, 0, 0, 2, 2])
        let later = try QualityCases.report(files, now: .day(60))
        #expect(try later.counts("implementation", "After 30 days") == [0, 0, 0, 1, 1, 2])
        #expect(try later.counts("implementation", "After 90 days") == [0, 0, 0, 0, 2, 2])
        let told = files[0].applying(
            [
                .implementationReported(
                    ImplementationReport(day: 30, version: 1, status: .partial, reason: .patientChoice, by: "Dr. Fern"))
            ], at: .day(45))
        let report = try QualityCases.report([told, files[1]], now: .day(60))
        #expect(try report.counts("implementation", "After 30 days") == [0, 1, 0, 0, 1, 2])
    }

    @Test("A core member who came to two of three sessions keeps to two thirds, one who came to one does not")
    func attendance() throws {
        let sessions = (0..<3).map { week -> QualitySession in
            var sitting = SessionSitting()
            let session = TestRoster.session(week: week)
            sitting.open(SessionOpening(by: "chair", at: session.starts))
            let there: [ReviewerID] = week == 0 ? ["s1", "m1"] : week == 1 ? ["s1"] : ["x1"]
            for reviewer in there {
                sitting.attend(SessionAttendance(reviewer: reviewer, isThere: true, at: session.starts))
            }
            sitting.end(
                SessionItemEnd(
                    caseID: "c1", result: .confirmed, minutes: 10, present: there, expected: ["s1", "m1", "p1"],
                    isQuorate: week < 2, at: session.starts.hours(0.2)))
            sitting.close(SessionClosing(by: "chair", at: session.starts.hours(1)))
            return QualitySession(session: session, sitting: sitting)
        }
        let report = try QualityCases.report([], sessions: sessions, namesPeople: true)
        #expect(try report.counts("attendance") == [1, 1, 2])
        #expect(try report.counts("quorum", "In the session") == [2, 1, 3])
        let people = try #require(report.figures.first { $0.id == "attendance-by-member" }?.people)
        #expect(people.map(\.name) == ["Dr. m1", "Dr. s1"] && people.map(\.keepsTwoThirds) == [false, true])
        let fewer = try QualityCases.report([], sessions: sessions, smallest: 5, namesPeople: true)
        #expect(try fewer.counts("attendance") == [nil, nil, nil])
        #expect(fewer.figures.first { $0.id == "attendance-by-member" }?.people?.first?.keepsTwoThirds == nil)
        #expect(try !QualityCases.report([], sessions: sessions).figures.contains { $0.people != nil })
    }

    @Test("Agreement is α over first ballots, and where it is undefined it has its reason")
    func agreement() throws {
        let same = try QualityCases.report([Self.decided("a"), Self.decided("b")])
        let lines = try #require(same.figures.first { $0.id == "agreement" }?.agreement)
        let surgery = try #require(lines.first { $0.name == "Surgery" })
        #expect(surgery.value == nil && surgery.why == UndefinedReason.allIdentical.words && surgery.cases.shown == 2)
        let files = try QualityCases.made(40, seed: 5)
        let report = try QualityCases.report(files)
        let radiotherapy = try #require(
            report.figures.first { $0.id == "agreement" }?.agreement?.first { $0.name == "Radiotherapy" })
        let units = files.compactMap { QualityCase($0, policy: .standard) }.map { one in
            one.firstOpinions.compactMap { $0.opinion.vote.ratings[.radiotherapy].map(Double.init) }
        }.filter { $0.count > 1 }
        let widest = units.map(\.count).max() ?? 0
        let ratings = try Ratings(units.map { $0.map(Optional.some) + Array(repeating: nil, count: widest - $0.count) })
        #expect(radiotherapy.value == ratings.krippendorffAlpha(.ordinal).value && radiotherapy.value != nil)
        #expect((radiotherapy.low ?? 2) <= (radiotherapy.value ?? -2))
    }

    @Test("Neither the order of cases nor that of sessions changes a byte of the report", arguments: [21 as UInt64])
    func permuted(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let files = try QualityCases.made(30, seed: seed)
        for smallest in [1, 5] {
            let one = try JSONEncoder.canonical.encode(QualityCases.report(files, smallest: smallest))
            let other = try JSONEncoder.canonical.encode(
                QualityCases.report(files.shuffled(using: &random), smallest: smallest))
            #expect(one == other, "seed \(seed)")
            #expect(try JSONDecoder.canonical.decode(QualityReport.self, from: one).smallest == smallest)
        }
    }

    @Test("Every row's parts add up to its total, and the total is every case, whatever happened", arguments: [8, 9])
    func sums(seed: UInt64) throws {
        let files = try QualityCases.made(40, seed: seed)
        let report = try QualityCases.report(files)
        let decided = files.count { !$0.decisions.isEmpty }
        for figure in report.figures {
            for row in figure.counts?.rows ?? [] {
                #expect(row.cells.reduce(0) { $0 + ($1.shown ?? 0) } == row.total.shown, "\(figure.id) \(row.name)")
                if figure.counts?.of == "cases", figure.counts?.hasSums == false {
                    #expect(row.total.shown == decided, "seed \(seed): \(figure.id) \(row.name)")
                }
            }
        }
        #expect(try report.counts("consensus", "All months").last == decided)
        #expect(decided > 30)
    }

    @Test("No small number is in the report, and nothing that names a patient")
    func small() throws {
        let report = try QualityCases.report(QualityCases.made(40, seed: 3), smallest: 5)
        var hidden = 0
        for row in report.figures.flatMap({ $0.counts?.rows ?? [] }) {
            for count in row.cells + [row.total] {
                if let shown = count.shown { #expect(shown == 0 || shown >= 5) } else { hidden += 1 }
            }
        }
        #expect(hidden > 0)
        let text = String(decoding: try JSONEncoder.canonical.encode(report), as: UTF8.self)
        #expect(!text.contains("Erika") && !text.contains("Fern") && !text.contains("\"q1\""))
    }
}

@Suite("Small cells")
struct SmallCellsTests {
    /// Whether a hidden cell is determined by the sums: its unit vector is a combination of them.
    private static func isDetermined(_ shown: [[Int?]], hasSums: Bool, row: Int, column: Int) -> Bool {
        var index: [[Int]: Int] = [:]
        for r in shown.indices {
            for c in shown[r].indices where shown[r][c] == nil { index[[r, c]] = index.count }
        }
        var lines: [[[Int]]] = shown.indices.map { r in shown[r].indices.map { [r, $0] } }
        if hasSums { lines += (shown.first ?? []).indices.map { c in shown.indices.map { [$0, c] } } }
        var matrix = lines.map { line -> [Double] in
            var coefficients = Array(repeating: 0.0, count: index.count)
            for (place, cell) in line.enumerated() {
                if let unknown = index[cell] { coefficients[unknown] = place == line.count - 1 ? -1 : 1 }
            }
            return coefficients
        }
        func rank(_ matrix: [[Double]]) -> Int {
            var matrix = matrix
            var rank = 0
            for column in 0..<index.count {
                guard let pivot = matrix.indices.dropFirst(rank).first(where: { abs(matrix[$0][column]) > 1e-9 })
                else { continue }
                matrix.swapAt(rank, pivot)
                for other in matrix.indices where other != rank && abs(matrix[other][column]) > 1e-9 {
                    let factor = matrix[other][column] / matrix[rank][column]
                    for c in 0..<index.count { matrix[other][c] -= factor * matrix[rank][c] }
                }
                rank += 1
            }
            return rank
        }
        let before = rank(matrix)
        var unit = Array(repeating: 0.0, count: index.count)
        if let unknown = index[[row, column]] { unit[unknown] = 1 }
        matrix.append(unit)
        return rank(matrix) == before
    }

    @Test(
        "No hidden number follows from the totals of rows and columns, in 400 random tables", arguments: [17 as UInt64])
    func hidden(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var found = 0
        for _ in 0..<400 {
            let rows = Int.random(in: 1...6, using: &random), columns = Int.random(in: 1...6, using: &random)
            let most = [3, 12, 60].randomElement(using: &random) ?? 12
            let values = (0..<rows).map { _ in
                (0..<columns).map { _ in random.chance(25) ? 0 : Int.random(in: 0...most, using: &random) }
            }
            let hasSums = random.chance(60)
            let shown = SmallCells(values, hasSums: hasSums, smallest: 5).shown
            for row in shown.indices {
                let total = row < values.count ? values[row].reduce(0, +) : values.joined().reduce(0, +)
                for column in shown[row].indices {
                    guard let number = shown[row][column] else {
                        found += 1
                        #expect(
                            !Self.isDetermined(shown, hasSums: hasSums, row: row, column: column),
                            "seed \(seed): \(values) shows \(shown)")
                        continue
                    }
                    #expect(number == 0 || number >= 5)
                    if column == columns { #expect(number == total) }
                }
            }
        }
        #expect(found > 1_000)
    }

    @Test(
        "A small cell takes its neighbour with it, and a small total its whole row",
        arguments: [
            ([[2, 12]], [[nil, nil, 14]]), ([[0, 14]], [[0, 14, 14]]), ([[1, 1, 12]], [[nil, nil, nil, 14]]),
            ([[3, 0]], [[nil, nil, nil]]), ([[4, 4, 9]], [[nil, nil, 9, 17]]), ([[5, 6]], [[5, 6, 11]]),
        ] as [([[Int]], [[Int?]])])
    func cases(values: [[Int]], shown: [[Int?]]) {
        #expect(SmallCells(values, hasSums: false, smallest: 5).shown == shown)
    }
}
