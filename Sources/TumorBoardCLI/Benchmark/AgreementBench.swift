import Foundation
import TumorBoard

/// Times the coefficients of agreement on ratings made by chance, beside another program's.
struct AgreementBench {
    let cases: Int
    let raters: Int
    let seed: UInt64
    let rounds: Int
    let replicates: Int

    /// One table of ratings on one scale.
    struct Row: Encodable {
        let scale: TumorBoard.Measurement
        /// Of a hundred ratings, how many are missing.
        let missing: Int
        let alpha: Double?
        /// Seconds from the rows in memory to α.
        let point: ScheduleBenchReport.Rounds
        /// Seconds from the rows in memory to the interval.
        let bootstrap: Double
        /// Seconds from a file's bytes to α.
        let fromCSV: ScheduleBenchReport.Rounds
        /// The same from JSON.
        let fromJSON: ScheduleBenchReport.Rounds
        var peer: AgreementPeer.Answer?

        /// How many times as fast α is as the peer's.
        var ratio: Double? { peer.map { $0.point / point.median } }
        /// How many times as fast the interval is.
        var ratioOfBootstrap: Double? { peer?.bootstrap.map { $0 / bootstrap } }

        private enum CodingKeys: String, CodingKey {
            case scale, missing, alpha, point, bootstrap, fromCSV, fromJSON, peer, ratio, ratioOfBootstrap
        }

        func encode(to encoder: any Encoder) throws {
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(scale, forKey: .scale)
            try values.encode(missing, forKey: .missing)
            try values.encode(alpha, forKey: .alpha)
            try values.encode(point, forKey: .point)
            try values.encode(bootstrap, forKey: .bootstrap)
            try values.encode(fromCSV, forKey: .fromCSV)
            try values.encode(fromJSON, forKey: .fromJSON)
            try values.encode(peer, forKey: .peer)
            try values.encode(ratio, forKey: .ratio)
            try values.encode(ratioOfBootstrap, forKey: .ratioOfBootstrap)
        }
    }

    /// Ratings from 1 to 9 that are the case's own half of the time.
    func rows(missing: Int) -> [[Double?]] {
        var random = SplitMix(state: seed &+ UInt64(missing))
        return (0..<cases).map { _ in
            let own = Int.random(in: 1...9, using: &random)
            return (0..<raters).map { _ in
                let rating = Bool.random(using: &random) ? own : Int.random(in: 1...9, using: &random)
                return Int.random(in: 0..<100, using: &random) < missing ? nil : Double(rating)
            }
        }
    }

    /// A table as a file of the reader's two forms.
    static func csv(_ rows: [[Double?]]) -> Data {
        let lines = rows.map { $0.map { rating in rating.map { String(Int($0)) } ?? "" }.joined(separator: ",") }
        return Data((lines.joined(separator: "\n") + "\n").utf8)
    }

    /// A table as JSON.
    static func json(_ rows: [[Double?]]) -> Data {
        let lines = rows.map { row in
            "[" + row.map { rating in rating.map { String(Int($0)) } ?? "null" }.joined(separator: ",") + "]"
        }
        return Data(("[" + lines.joined(separator: ",\n") + "]\n").utf8)
    }

    /// Measures every scale on one table.
    func measure(missing: Int, peer: AgreementPeer?) throws -> [Row] {
        let rows = rows(missing: missing)
        let csv = Self.csv(rows), json = Self.json(rows)
        return try TumorBoard.Measurement.allCases.map { scale in
            let alpha = try Ratings(rows).krippendorffAlpha(scale).value
            let begin = ContinuousClock.now
            _ = try Ratings(rows).bootstrapAlpha(scale, replicates: replicates, seed: seed)
            let bootstrap = (ContinuousClock.now - begin).inSeconds
            var row = Row(
                scale: scale, missing: missing, alpha: alpha,
                point: try timed { try Ratings(rows).krippendorffAlpha(scale) }, bootstrap: bootstrap,
                fromCSV: try timed { try Ratings(reading: csv).krippendorffAlpha(scale) },
                fromJSON: try timed { try Ratings(reading: json).krippendorffAlpha(scale) })
            row.peer = try peer?.measure(csv, scale: scale, rounds: rounds, replicates: replicates)
            return row
        }
    }

    private func timed(_ body: () throws -> Agreement) throws -> ScheduleBenchReport.Rounds {
        var seconds: [Double] = []
        for round in 0...rounds {
            let begin = ContinuousClock.now
            _ = try body()
            if round > 0 { seconds.append((ContinuousClock.now - begin).inSeconds) }
        }
        return ScheduleBenchReport.Rounds(seconds)
    }
}
