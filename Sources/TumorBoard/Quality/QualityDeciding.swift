import Foundation

/// What ballots came to, and what it took.
struct QualityDeciding {
    let input: QualityInput
    let cases: [QualityCase]

    /// Changes against the first opinion, levels of consensus, third opinions, and everything else that happened.
    var figures: [QualityFigure] { [changes, levels, months, thirdOpinions, events] }

    private var changes: QualityFigure {
        let rows = ChangeAxis.allCases.map { axis -> (String, [Int]) in
            var cells = [0, 0, 0, 0]
            for one in cases {
                let hasFirst = one.file.subject.firstOpinion?.plan != nil
                switch hasFirst ? one.change(axis) : nil {
                case .confirmed: cells[0] += 1
                case .minor: cells[1] += 1
                case .major: cells[2] += 1
                case nil: cells[3] += 1
                }
            }
            return (axis.rawValue.asSentenceStart, cells)
        }
        return QualityFigure(
            "changes", "Change against the first opinion",
            note:
                "As at least half of the reviewers who judged an axis in the last ballot see it, or more. Not judged, "
                + "as where there is no first opinion, is not the same as confirmed.",
            counts: QualityCounts(
                of: "cases", columns: ["confirmed", "minor", "major", "not judged"], rows: rows,
                smallest: input.smallest))
    }

    private static let levelColumns = [
        "unanimous", "majority", "equivalent options", "not reached", "information needed", "no quorum",
    ]

    private func level(_ outcome: Outcome?) -> Int {
        switch (outcome?.kind, outcome?.level) {
        case (.consensus, .unanimous): 0
        case (.consensus, .equivalentOptions): 2
        case (.consensus, _): 1
        case (.escalate, _): 3
        case (.needInfo, _): 4
        default: 5
        }
    }

    private func levels(_ cases: [QualityCase], _ outcome: (QualityCase) -> Outcome?) -> [Int] {
        var cells = Array(repeating: 0, count: Self.levelColumns.count)
        for one in cases { cells[level(outcome(one))] += 1 }
        return cells
    }

    private var levels: QualityFigure {
        QualityFigure(
            "consensus-first", "Consensus in the first ballot",
            note: "Not reached: a third opinion or the full board was asked for.",
            counts: QualityCounts(
                of: "cases", columns: Self.levelColumns, rows: [("All", levels(cases, \.firstOutcome))],
                smallest: input.smallest))
    }

    private var months: QualityFigure {
        let byMonth = Dictionary(grouping: cases) { String($0.day.description.prefix(7)) }
        let rows = byMonth.keys.sorted().map { ($0, levels(byMonth[$0] ?? [], \.lastOutcome)) }
        return QualityFigure(
            "consensus", "Consensus in the last ballot so far, by month",
            note: "By the month of a case’s first ballot, whenever the last one was.",
            counts: QualityCounts(
                of: "cases", columns: Self.levelColumns, rows: rows, sums: "All months", smallest: input.smallest))
    }

    private var thirdOpinions: QualityFigure {
        var cells = [0, 0, 0, 0, 0]
        for one in cases {
            if !one.hasThirdOpinion {
                cells[4] += 1
            } else if one.lastOutcome?.kind == .consensus {
                cells[one.hasFullBoard ? 1 : 0] += 1
            } else {
                cells[one.file.ending == nil ? 2 : 3] += 1
            }
        }
        return QualityFigure(
            "third-opinions", "Third opinions, and how they ended",
            note: "An ending without a consensus is a case that was withdrawn, transferred or otherwise ended before.",
            counts: QualityCounts(
                of: "cases",
                columns: [
                    "consensus", "consensus after the full board", "still open", "ended without", "no third opinion",
                ],
                rows: [("All", cells)], smallest: input.smallest))
    }

    private var events: QualityFigure {
        func row(_ name: String, _ isSo: (QualityCase) -> Bool) -> (String, [Int]) {
            let count = cases.count(where: isSo)
            return (name, [count, cases.count - count])
        }
        return QualityFigure(
            "what-it-took", "What it took",
            note: "Cases in which it happened at least once.",
            counts: QualityCounts(
                of: "cases", columns: ["yes", "no"],
                rows: [
                    row("Information was needed") { $0.askedInformation },
                    row("The full board was asked to sit") { $0.hasFullBoard },
                    row("More than one ballot") { $0.file.decisions.count > 1 },
                    row("Dissent stands beside the consensus") {
                        $0.lastOutcome?.kind == .consensus && $0.lastOutcome?.dissent.isEmpty == false
                    },
                    row("Somebody recused") { $0.hasRecusal }, row("A reminder went out") { $0.hasReminder },
                    row("A cover took over a silent seat") { $0.hasCover },
                ], smallest: input.smallest))
    }
}
