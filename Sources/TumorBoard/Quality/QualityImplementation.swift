import Foundation

/// What became of plans.
struct QualityImplementation {
    let input: QualityInput
    let cases: [QualityCase]

    /// What was reported on each day that policy asks about, such as 30 and 90 days after the signature.
    var figure: QualityFigure {
        let rows = input.policy.followUp.implementationDays.sorted().map { day -> (String, [Int]) in
            var cells = [0, 0, 0, 0, 0]
            for one in cases { cells[place(of: one, on: day)] += 1 }
            return ("After \(day) days", cells)
        }
        return QualityFigure(
            "implementation", "What became of the plans",
            note:
                "As it is reported of the plan in force. Unknown, whether told so or not told at all once it was due, is "
                + "a share of its own and never counted as a success. "
                + "A case without a signed plan is not due.",
            counts: QualityCounts(
                of: "cases",
                columns: ["full", "partial", "deviation", "unknown", "not due yet"], rows: rows,
                smallest: input.smallest))
    }

    private func place(of one: QualityCase, on day: Int) -> Int {
        guard let point = one.file.implementationPoints(input.policy).first(where: { $0.day == day }) else { return 4 }
        return switch point.report?.status {
        case .full: 0
        case .partial: 1
        case .deviation: 2
        case .unknown: 3
        case nil: input.now < point.due ? 4 : 3
        }
    }
}
