import Foundation

extension QualityReport {
    /// Makes the report; the order of cases and sessions changes nothing in it.
    package init(_ input: QualityInput) {
        let cases = input.cases
        let sittings = input.sittings
        from = input.from
        to = input.to
        boards = input.boards?.sorted()
        asOf = input.now
        smallest = input.smallest
        let clocks = cases.map { $0.file.clocks(now: input.now, policy: input.policy) }
        let turnaround = QualityTurnaround(input: input, clocks: clocks)
        let meeting = QualityMeeting(input: input, cases: cases, sittings: sittings)
        let deciding = QualityDeciding(input: input, cases: cases)
        figures =
            turnaround.figures + meeting.figures + deciding.figures
            + [QualityAgreements(input: input, cases: cases).figure]
            + [QualityImplementation(input: input, cases: cases).figure]
    }
}

/// How long cases took.
struct QualityTurnaround {
    let input: QualityInput
    let clocks: [CaseClocks]

    /// Quartiles, the spread, the share inside the limits, and whose time it was.
    var figures: [QualityFigure] { [quartiles, spread, limits, whose] }

    private var answered: [CaseClocks] { clocks.filter { $0.answered != nil } }

    private func days(_ clock: (CaseClocks) -> CaseClocks.Clock?) -> [Double] {
        answered.compactMap { clock($0).map { $0.elapsed / 86_400 } }
    }

    private var quartiles: QualityFigure {
        // what is hidden in the spread is hidden here too: both count the same cases
        func row(_ name: String, _ limit: Int?, _ clock: (CaseClocks) -> CaseClocks.Clock?) -> QualityTimes.Row {
            let leftOut = spreadRow(name)?.cells.last?.shown
            return .init(
                name, days(clock), counted: QualityCount(leftOut.map { clocks.count - $0 }),
                leftOut: QualityCount(leftOut), limit: limit, smallest: input.smallest)
        }
        let rules = input.policy.clocks
        return QualityFigure(
            "turnaround", "Days until a plan was signed",
            note:
                "Of cases whose first ballot was decided in the period. Left out: those without a signed plan so far, "
                + "and for a clock those whose beginning is not known.",
            times: QualityTimes(
                of: "cases", unit: "days",
                rows: [
                    row("From the diagnosis", rules.fromDiagnosisDays) { $0.fromDiagnosis },
                    row("From complete records", rules.fromRecordsDays) { $0.fromRecords },
                    row("From the referral", nil) { $0.fromReferral },
                ]))
    }

    private func spreadRow(_ name: String) -> QualityCounts.Row? { spread.counts?.rows.first { $0.name == name } }

    private static let bounds = [7, 14, 21, 28, 42]

    private var spread: QualityFigure {
        func row(_ name: String, _ clock: (CaseClocks) -> CaseClocks.Clock?) -> (String, [Int]) {
            let found = days(clock)
            var cells = Array(repeating: 0, count: Self.bounds.count + 1)
            for days in found { cells[Self.bounds.firstIndex { days <= Double($0) } ?? Self.bounds.count] += 1 }
            return (name, cells + [clocks.count - found.count])
        }
        let columns =
            zip([0] + Self.bounds, Self.bounds).map { $0 == 0 ? "up to \($1)" : "to \($1)" }
            + ["over \(Self.bounds.last ?? 0)", "not timed"]
        return QualityFigure(
            "turnaround-spread", "How those days spread",
            note: "Cases by days until a plan was signed. Not timed: no plan is signed, or the beginning is not known.",
            counts: QualityCounts(
                of: "cases", columns: columns,
                rows: [
                    row("From the diagnosis") { $0.fromDiagnosis }, row("From complete records") { $0.fromRecords },
                    row("From the referral") { $0.fromReferral },
                ], smallest: input.smallest))
    }

    private var limits: QualityFigure {
        func row(_ name: String, _ kind: CaseClocks.Limit.Kind) -> (String, [Int]) {
            var cells = [0, 0, 0]
            for clock in clocks {
                let limit = kind == .promise ? clock.promise : clock.limits.first { $0.kind == kind }
                let place = limit.map { $0.daysLeft < 0 ? 1 : clock.answered == nil ? 2 : 0 } ?? 2
                cells[place] += 1
            }
            return (name, cells)
        }
        return QualityFigure(
            "limits", "Answered inside the limits",
            note: "A case without a plan past its limit counts as late; one before it is open. No such limit: none "
                + "is set for the case, or where it begins is not known.",
            counts: QualityCounts(
                of: "cases", columns: ["inside", "late", "open, or no such limit"],
                rows: [
                    row("Treat by", .treatBy), row("Urgency", .urgency), row("From the diagnosis", .diagnosis),
                    row("From complete records", .records), row("The board’s promise", .promise),
                ], smallest: input.smallest))
    }

    private var whose: QualityFigure {
        let answered = self.answered
        func part(_ name: String, _ cause: ClockCause?) -> QualityMeans.Part {
            let times = answered.map { $0.fromReferral.time(of: cause) / 86_400 }
            let some = times.count { $0 > 0 }
            let isShown = times.count >= input.smallest && (some == 0 || some >= input.smallest)
            return .init(name: name, mean: isShown ? times.reduce(0, +) / Double(times.count) : nil)
        }
        let leftOut = spreadRow("From the referral")?.cells.last?.shown
        let counted = QualityCount(leftOut.map { clocks.count - $0 })
        return QualityFigure(
            "where-time-went", "Where the time went",
            note:
                "Mean days from the referral to the signed plan, over all cases with one, by whose time it was. A part "
                + "that only a few cases had is not shown.",
            means: QualityMeans(
                of: "cases", unit: "days", counted: counted,
                parts: [
                    part("Records", .records), part("Payer", .payer), part("Patient", .patient),
                    part("Reviewers", .reviewer), part("Board", nil),
                ]))
    }
}
