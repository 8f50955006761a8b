import Foundation

/// What cases brought, who sat, and how soon the outcome was out.
struct QualityMeeting {
    let input: QualityInput
    let cases: [QualityCase]
    let sittings: [QualitySession]

    /// Completeness, seats, quorum, attendance, and the outcome after the session.
    var figures: [QualityFigure] {
        [completeness, records, seats, opinionTimes, quorum, attendance] + (input.namesPeople ? [people] : []) + [
            outcome
        ]
    }

    private var completeness: QualityFigure {
        let scores: [[CompletenessScore.Side: Int?]] = cases.compactMap { one in
            guard let listed = one.listed, let at = one.listedAt else { return nil }
            let found = TumorBoard.completeness(
                of: listed.subject, rules: input.policy.intake, on: CivilDate(at, in: input.policy.zone))
            return Dictionary(uniqueKeysWithValues: found.map { ($0.side, $0.score) })
        }
        let rows = CompletenessScore.Side.allCases.map { side -> (String, [Int]) in
            var cells = [0, 0, 0, cases.count - scores.count]
            for score in scores {
                switch score[side] ?? nil {
                case .some(4...): cells[0] += 1
                case .some(3): cells[1] += 1
                case .some: cells[2] += 1
                case nil: cells[3] += 1
                }
            }
            return (side.title.asSentenceStart, cells)
        }
        return QualityFigure(
            "completeness", "What cases brought when they were listed",
            note:
                "One point for each of five things that a board asks for on a side of a case, in the way of MDT-MODe. "
                + "What was never listed was not presented.",
            counts: QualityCounts(
                of: "cases", columns: ["4 or 5 points", "3 points", "1 or 2 points", "not presented"],
                rows: rows, smallest: input.smallest))
    }

    private var records: QualityFigure {
        var cells = [0, 0, 0]
        for one in cases {
            guard let listedAt = one.listedAt else {
                cells[2] += 1
                continue
            }
            let complete = one.file.recordsComplete(policy: input.policy)
            cells[complete.map { $0 <= listedAt } == true ? 0 : 1] += 1
        }
        return QualityFigure(
            "records", "Every required record was there at listing",
            note: "By the records that policy asks of the disease; a record past its age limit counts as there.",
            counts: QualityCounts(
                of: "cases", columns: ["yes", "no", "never listed"], rows: [("All", cells)], smallest: input.smallest))
    }

    private var seats: QualityFigure {
        var counts: [Specialty: [Int]] = [:]
        for one in cases {
            let given = Set(one.firstOpinions.map(\.reviewer))
            for seat in one.panel.ballotSeats {
                counts[seat.specialty, default: [0, 0, 0]][given.contains(seat.reviewer) ? 0 : 1] += 1
            }
            for specialty in one.panel.empty where specialty.seatRole != .member {
                counts[specialty, default: [0, 0, 0]][2] += 1
            }
        }
        return QualityFigure(
            "seats", "Seats and opinions in the first ballot",
            note: "Seats that get a ballot. An abstention is an opinion; who recused and was replaced is not counted.",
            counts: QualityCounts(
                of: "seats", columns: ["gave an opinion", "did not answer", "nobody seated"],
                rows: Specialty.allCases.compactMap { one in counts[one].map { (one.title.asSentenceStart, $0) } },
                sums: "All seats", smallest: input.smallest))
    }

    private var opinionTimes: QualityFigure {
        let answers = cases.flatMap(\.answers)
        let seats = Specialty.allCases.filter { seat in answers.contains { $0.specialty == seat } }
        let hours = seats.map { seat in answers.filter { $0.specialty == seat }.map(\.hours) }
        let shown = SmallCells(hours.map { [$0.count] }, hasSums: true, smallest: input.smallest).shown
        let names = seats.map(\.title.asSentenceStart) + ["All seats"]
        let rows = zip(zip(names, hours + [answers.map(\.hours)]), shown).map { row, count in
            QualityTimes.Row(
                row.0, row.1, counted: QualityCount(count.first ?? nil), leftOut: QualityCount(0),
                smallest: input.smallest)
        }
        return QualityFigure(
            "time-to-opinion", "Hours from the question to the opinion",
            note: "From the opening of the ballot, or from being seated where that was later, to the first opinion in "
                + "that ballot. Seats are compared, never persons; a seat that gave no opinion is not timed.",
            times: QualityTimes(of: "opinions", unit: "hours", rows: rows))
    }

    private var quorum: QualityFigure {
        var ballots = [0, 0]
        for one in cases {
            guard let outcome = one.firstOutcome else { continue }
            ballots[outcome.kind == .noQuorum || outcome.n < outcome.quorum ? 1 : 0] += 1
        }
        var items = [0, 0]
        for end in sittings.flatMap({ $0.sitting.items.values.compactMap(\.end) }) where end.result != .notReached {
            items[end.isQuorate ? 0 : 1] += 1
        }
        return QualityFigure(
            "quorum", "Quorum",
            note: "First ballots by the votes cast, and cases on the agenda of sessions by who was there. Cases that a "
                + "session did not reach are left out.",
            counts: QualityCounts(
                of: "ballots, and cases in sessions", columns: ["quorate", "not quorate"],
                rows: [("First ballots", ballots), ("In the session", items)], smallest: input.smallest))
    }

    /// Sessions in which each core member was due, and to which they came.
    private var duties: [ReviewerID: (due: Int, came: Int)] {
        var duties: [ReviewerID: (due: Int, came: Int)] = [:]
        for one in sittings where one.sitting.closed != nil {
            let due = Set(one.sitting.items.values.compactMap(\.end).flatMap(\.expected))
            for reviewer in due where isCore(reviewer) {
                duties[reviewer, default: (0, 0)].due += 1
                if one.sitting.attendance[reviewer]?.isEmpty == false { duties[reviewer]?.came += 1 }
            }
        }
        return duties
    }

    private func isCore(_ id: ReviewerID) -> Bool {
        guard let reviewer = input.roster.reviewer(id) else { return false }
        return reviewer.specialties.contains { $0.seatRole == .voting }
            && reviewer.expertise.values.contains { $0 >= input.policy.scheduling.coreExpertise }
    }

    private var attendance: QualityFigure {
        var cells = [0, 0]
        for duty in duties.values { cells[3 * duty.came >= 2 * duty.due ? 0 : 1] += 1 }
        return QualityFigure(
            "attendance", "Core members who came to at least two thirds of their sessions",
            note: "Members with a vote and expertise, by the sessions in which a case of theirs was called. Left out: "
                + "sessions whose attendance was not recorded, and members who were due in none.",
            counts: QualityCounts(
                of: "members", columns: ["two thirds or more", "less"], rows: [("All", cells)],
                smallest: input.smallest))
    }

    private var people: QualityFigure {
        let rows = duties.compactMap { id, duty -> QualityAttendance? in
            guard let reviewer = input.roster.reviewer(id) else { return nil }
            let isEnough = duty.due >= input.smallest
            return QualityAttendance(
                reviewer: id, name: reviewer.name, due: QualityCount(isEnough ? duty.due : nil),
                keepsTwoThirds: isEnough ? 3 * duty.came >= 2 * duty.due : nil)
        }
        return QualityFigure(
            "attendance-by-member", "Two thirds of their sessions, by member",
            note:
                "For the board’s coordinator and chair. In the order of names; nothing is said of who was due in fewer "
                + "than \(input.smallest) sessions.",
            people: rows.sorted { ($0.name, $0.reviewer) < ($1.name, $1.reviewer) })
    }

    private var outcome: QualityFigure {
        var cells = [0, 0, 0, 0]
        for one in cases {
            guard let sits = one.sits else {
                cells[3] += 1
                continue
            }
            let session = CivilDate(sits, in: input.policy.zone)
            let last = input.workingDay(after: session, board: one.board)
            if let signed = one.signed {
                cells[CivilDate(signed, in: input.policy.zone) <= last ? 0 : 1] += 1
            } else {
                cells[CivilDate(input.now, in: input.policy.zone) > last ? 1 : 2] += 1
            }
        }
        return QualityFigure(
            "outcome", "Outcome within one working day of the session",
            note: "A signed plan by the end of the next working day after the session, or before it. A case without "
                + "one after that day counts as later.",
            counts: QualityCounts(
                of: "cases", columns: ["in one working day", "later", "session to come", "out of session"],
                rows: [("All", cells)], smallest: input.smallest))
    }
}
