import Documents
package import TumorBoard

/// The figures of a quality report as drawings.
package struct QualityPictures: Sendable {
    private let sheet: QualitySheet

    /// The drawings of a report.
    package init(_ report: QualityReport) { sheet = QualitySheet(report) }

    /// A figure as an SVG element that needs nothing from outside itself; nil where a table says all.
    package func svg(_ figure: QualityFigure) -> String? {
        if let counts = figure.counts { return shares(figure, counts).svg() }
        if let times = figure.times { return quartiles(figure, times).svg() }
        if let means = figure.means { return parts(figure, means).svg() }
        if let agreement = figure.agreement { return forest(figure, agreement).svg() }
        return nil
    }

    private func summary(_ figure: QualityFigure) -> String { "\(sheet.period). \(figure.note)" }

    private func shares(_ figure: QualityFigure, _ counts: QualityCounts) -> SharesPicture {
        SharesPicture(
            id: figure.id, title: figure.title, summary: summary(figure), parts: counts.columns,
            rows: counts.rows.map { row in
                let first = row.cells.first?.text ?? QualityCount.star
                return SharesPicture.Row(
                    name: row.name, parts: row.cells.map { $0.shown.map(Double.init) },
                    total: row.total.shown.map(Double.init),
                    words: counts.columns.count > 3 ? "of \(row.total.text)" : "\(first) of \(row.total.text)")
            })
    }

    private func quartiles(_ figure: QualityFigure, _ times: QualityTimes) -> QuartilesPicture {
        QuartilesPicture(
            id: figure.id, title: figure.title, summary: summary(figure), unit: times.unit,
            rows: times.rows.map { row in
                var quartiles: (lower: Double, median: Double, upper: Double)?
                if let lower = row.lower, let median = row.median, let upper = row.upper {
                    quartiles = (lower, median, upper)
                }
                let median = row.median.map { "median \($0.rounded(to: 1)), " } ?? ""
                return QuartilesPicture.Row(
                    name: row.name, quartiles: quartiles, limit: row.limit.map(Double.init),
                    words: "\(median)\(row.counted.text) timed")
            })
    }

    private func parts(_ figure: QualityFigure, _ means: QualityMeans) -> SharesPicture {
        SharesPicture(
            id: figure.id, title: figure.title, summary: summary(figure), parts: means.parts.map(\.name),
            rows: [
                SharesPicture.Row(
                    name: "All \(means.of)", parts: means.parts.map(\.mean),
                    total: means.counted.shown.map(Double.init), words: "\(means.counted.text) \(means.of)")
            ], unit: means.unit)
    }

    private func forest(_ figure: QualityFigure, _ agreement: [QualityAgreement]) -> ForestPicture {
        ForestPicture(
            id: figure.id, title: figure.title, summary: summary(figure),
            rows: agreement.map { line in
                let interval = line.interval.map { " (\($0))" } ?? ""
                return ForestPicture.Row(
                    name: "\(line.name), \(line.coefficient.split(separator: ",").first ?? "")", value: line.value,
                    low: line.low, high: line.high,
                    words: line.value.map { "\($0.rounded(to: 2))\(interval)" } ?? "no value: see the table")
            })
    }
}
