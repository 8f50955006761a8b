import Foundation

/// What became of plans.
struct QualityImplementation {
    let input: QualityInput
    let cases: [QualityCase]

    /// What was reported a month and three months after the plan was signed.
    var figure: QualityFigure {
        let rows = [30, 90].map { days -> (String, [Int]) in
            var cells = [0, 0, 0, 0, 0, 0]
            for one in cases { cells[place(of: one, after: days)] += 1 }
            return ("After \(days) days", cells)
        }
        return QualityFigure(
            "implementation", "What became of the plans",
            note: "As the referring doctors report it. Unknown is a share of its own and never counted as a success.",
            counts: QualityCounts(
                of: "cases", columns: ["full", "partial", "deviation", "unknown", "not due yet", "no signed plan"],
                rows: rows, smallest: input.smallest))
    }

    private func place(of one: QualityCase, after days: Int) -> Int {
        guard let signed = one.signed else { return 5 }
        return input.now < signed.addingTimeInterval(86_400 * Double(days)) ? 4 : 3
    }
}
