package import Documents
package import TumorBoard

/// The figures of a quality report as tables of words: what the page, the PDF, the terminal and CSV files print.
package struct QualitySheet: Sendable {
    private let report: QualityReport

    /// The tables of a report.
    package init(_ report: QualityReport) { self.report = report }

    /// A figure as a table.
    package func table(_ figure: QualityFigure) -> DataTable {
        var table = DataTable(caption: figure.title)
        if let counts = figure.counts {
            table.columns = [counts.of.asSentenceStart] + counts.columns.map(\.asSentenceStart) + ["Of"]
            table.rows = counts.rows.map { row in [row.name] + row.cells.map(\.text) + [row.total.text] }
        }
        if let times = figure.times {
            table.columns = [
                "Of \(times.of)", "Counted", "Left out", "A quarter within", "Half within", "Three quarters within",
                "Limit",
            ]
            table.rows = times.rows.map { row in
                [row.name, row.counted.text, row.leftOut.text] + [row.lower, row.median, row.upper].map(Self.measured)
                    + [row.limit.map(String.init) ?? "–"]
            }
        }
        if let means = figure.means {
            table.columns = ["Whose time", "Mean \(means.unit)", "Of \(means.of)"]
            table.rows = means.parts.map { [$0.name, Self.measured($0.mean), means.counted.text] }
        }
        if let agreement = figure.agreement {
            table.columns = ["What was judged", "Coefficient", "Value", "95 % interval", "Cases", "Remark"]
            table.rows = agreement.map { line in
                [
                    line.name, line.coefficient, line.value.map { $0.rounded(to: 2) } ?? "–", line.interval ?? "–",
                    line.cases.text, line.why ?? "",
                ]
            }
        }
        if let people = figure.people {
            table.columns = ["Member", "Sessions due", "Two thirds or more"]
            table.rows = people.map { one in
                [one.name, one.due.text, one.keepsTwoThirds.map { $0 ? "yes" : "no" } ?? QualityCount.star]
            }
        }
        return table
    }

    /// A figure's headings and rows, for whoever prints them otherwise.
    package func lines(_ figure: QualityFigure) -> (columns: [String], rows: [[String]]) {
        let table = table(figure)
        return (table.columns, table.rows)
    }

    /// A figure as CSV, with a heading line; a number that is not shown is a star.
    package func csv(_ figure: QualityFigure) -> String {
        let table = table(figure)
        return ([table.columns] + table.rows).map { row in row.map(Self.field).joined(separator: ",") }
            .joined(separator: "\n") + "\n"
    }

    /// Which period and board it is about.
    package var period: String {
        "\(report.from) to \(report.to)" + ", \(boards)"
    }

    private var boards: String {
        report.boards.map { "boards: \($0.map(\.text).joined(separator: ", "))" } ?? "all boards"
    }

    /// What is said of numbers that are not shown.
    package var suppression: String {
        "A star stands for a count from 1 to \(report.smallest - 1), and for one from which such a count could be "
            + "reckoned. No time is told of fewer than \(report.smallest)."
    }

    private static func field(_ text: String) -> String {
        text.contains(where: { ",\"\n".contains($0) })
            ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }

    private static func measured(_ value: Double?) -> String { value.map { $0.rounded(to: 1) } ?? QualityCount.star }
}

extension QualityAgreement {
    /// The interval in words.
    var interval: String? {
        guard let low, let high else { return nil }
        return "\(low.rounded(to: 2)) to \(high.rounded(to: 2))"
    }
}

extension Double {
    /// The number with so many decimals; never a negative nought.
    func rounded(to decimals: Int) -> String {
        var scale = 1
        for _ in 0..<decimals { scale *= 10 }
        let scaled = Int((self * Double(scale)).rounded())
        let (whole, rest) = abs(scaled).quotientAndRemainder(dividingBy: scale)
        let digits = String(rest)
        let fraction = String(repeating: "0", count: max(0, decimals - digits.count)) + digits
        return (scaled < 0 ? "−" : "") + "\(whole).\(fraction)"
    }
}
