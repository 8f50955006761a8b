import ArgumentParser
import Foundation
import TumorBoard

extension BenchCommand {
    /// `tumorboard bench agreement`
    struct Agreement: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Time Krippendorff's α and its interval, beside PyPI's krippendorff where a Python is named.",
            discussion: """
                Ratings from 1 to 9 are made from the seed, once complete and once with a fifth missing, and kept as each \
                side takes them: rows here, an array there. Both compute α on each scale, and an interval from resampled \
                cases; the peer has no interval, so that it is called once a resample with counts made beforehand. It \
                ends with 1 where the two differ by more than 1e-12.
                """)

        @Option(help: "How many cases.") var cases = 10_000
        @Option(help: "How many raters.") var raters = 5
        @Option(help: "The number from which all ratings follow.") var seed: UInt64 = 1
        @Option(help: "Rounds of which the median is told.") var rounds = 11
        @Option(help: "Resamples for the interval; 0 for none.") var replicates = 1_000
        @Option(help: ArgumentHelp("A Python that has krippendorff and numpy.", valueName: "python")) var peer: String?
        @OptionGroup var output: OutputOptions

        private struct Report: Encodable {
            let cases: Int
            let raters: Int
            let seed: UInt64
            let replicates: Int
            let rows: [AgreementBench.Row]
        }

        func validate() throws {
            guard (2...1_000_000).contains(cases), (2...100).contains(raters) else {
                throw ValidationError("--cases is from 2 to 1000000, --raters from 2 to 100.")
            }
            guard (1...1_000).contains(rounds), (0...100_000).contains(replicates) else {
                throw ValidationError("--rounds is from 1 to 1000, --replicates from 0 to 100000.")
            }
        }

        func run() throws {
            let bench = AgreementBench(cases: cases, raters: raters, seed: seed, rounds: rounds, replicates: replicates)
            let peer = peer.map { AgreementPeer(python: $0) }
            let rows = try [0, 20].flatMap { try bench.measure(missing: $0, peer: peer) }
            let report = Report(cases: cases, raters: raters, seed: seed, replicates: replicates, rows: rows)
            try output.show(report) { Self.text(report) }
            for row in rows {
                guard let theirs = row.peer?.alpha, let ours = row.alpha else { continue }
                guard abs(ours - theirs) <= 1e-12 else {
                    throw Refusal("α, \(row.scale.rawValue), \(row.missing) % missing: \(ours) here, \(theirs) there")
                }
            }
        }

        private static func text(_ report: Report) -> String {
            var table = TextTable(columns: [
                "scale", "missing", "α", "α ms", "peer", "times", "interval ms", "peer", "times", "CSV ms", "peer",
                "JSON ms",
            ])
            func milliseconds(_ seconds: Double?) -> String { seconds.map { String(format: "%.2f", $0 * 1e3) } ?? "" }
            func times(_ ratio: Double?) -> String { ratio.map { String(format: "%.1f", $0) } ?? "" }
            for row in report.rows {
                table.add([
                    row.scale.rawValue, "\(row.missing) %", row.alpha.map { String(format: "%.6f", $0) } ?? "undefined",
                    milliseconds(row.point.median), milliseconds(row.peer?.point), times(row.ratio),
                    milliseconds(row.bootstrap), milliseconds(row.peer?.bootstrap), times(row.ratioOfBootstrap),
                    milliseconds(row.fromCSV.median), milliseconds(row.peer?.fromCSV),
                    milliseconds(row.fromJSON.median),
                ])
            }
            let peer = report.rows.first?.peer.map { "; peer: krippendorff \($0.version)" } ?? ""
            return
                "\(report.cases) cases, \(report.raters) raters, seed \(report.seed), \(report.replicates) resamples\(peer)"
                + "\n\n" + table.rendered()
        }
    }
}
