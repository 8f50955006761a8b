import ArgumentParser
import Foundation
import TumorBoard

/// `tumorboard agreement`
struct AgreementCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agreement", abstract: "Compute how far raters agree, for quality reports, without a site.",
        discussion: """
            FILE is JSON, [[1, 2, null], …] with a list for each unit, or CSV with a line for each unit and a column \
            for each rater; a missing rating is null or an empty field. A coefficient that cannot be told from these \
            ratings is shown as undefined, with the reason.
            """)

    @Argument(help: "The ratings as JSON or CSV; “-” is standard input.") var file: String
    @Option(help: "The scale that ratings are on.") var measure: TumorBoard.Measurement = .ordinal
    @Option(help: "How many times units are drawn for the interval; 0 for no interval.") var replicates = 1000
    @Option(help: "The seed of these draws; the same seed gives the same interval.") var seed: UInt64 = 1
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (0...1_000_000).contains(replicates) else {
            throw ValidationError("--replicates: \(replicates) is not from 0 to 1000000")
        }
    }

    func run() throws {
        let data = try Given.bytes(file)
        let ratings: Ratings
        do {
            ratings = try Ratings(reading: data)
        } catch {
            throw Refusal("\(Given.name(file)): \(error.description)")
        }
        let report = AgreementReport(ratings, measure: measure, replicates: replicates, seed: seed)
        try output.show(report) { report.table }
    }
}

extension TumorBoard.Measurement: ExpressibleByArgument {}

/// The coefficients of ratings on one scale.
private struct AgreementReport: Encodable {
    /// One coefficient, or why there is none: its value is then null in JSON, never left out.
    struct Line: Encodable {
        let coefficient: String
        let name: String
        let agreement: TumorBoard.Agreement

        private enum CodingKeys: String, CodingKey { case coefficient, value, undefined }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(coefficient, forKey: .coefficient)
            try container.encode(agreement.value, forKey: .value)
            try container.encodeIfPresent(agreement.reason?.words, forKey: .undefined)
        }
    }

    /// The interval of Krippendorff's α, or why there is none.
    struct Interval: Encodable {
        var low: Double?
        var high: Double?
        var level: Double?
        var replicates: Int?
        var undefinedReplicates: Int?
        var undefined: String?
    }

    let units: Int
    let pairedUnits: Int
    let raters: Int
    let ratings: Int
    let measure: TumorBoard.Measurement
    let seed: UInt64
    let coefficients: [Line]
    let interval: Interval?

    init(_ ratings: Ratings, measure: TumorBoard.Measurement, replicates: Int, seed: UInt64) {
        units = ratings.units.count
        pairedUnits = ratings.pairedUnits
        raters = ratings.raters
        self.ratings = ratings.count
        self.measure = measure
        self.seed = seed
        coefficients = Self.coefficients(ratings, measure)
        guard replicates > 0 else {
            interval = nil
            return
        }
        interval =
            switch ratings.bootstrapAlpha(measure, replicates: replicates, seed: seed) {
            case .success(let found):
                Interval(
                    low: found.low, high: found.high, level: found.level, replicates: found.replicates,
                    undefinedReplicates: found.undefinedReplicates)
            case .failure(let reason): Interval(undefined: reason.words)
            }
    }

    /// What suits the scale: weights where ratings can be near each other, Kendall's W where they have an order.
    private static func coefficients(_ ratings: Ratings, _ measure: TumorBoard.Measurement) -> [Line] {
        var lines = [
            Line(
                coefficient: "krippendorffAlpha", name: "Krippendorff’s α, \(measure.rawValue)",
                agreement: ratings.krippendorffAlpha(measure)),
            Line(coefficient: "fleissKappa", name: "Fleiss’ κ", agreement: ratings.fleissKappa()),
            Line(coefficient: "gwetAC1", name: "Gwet’s AC1", agreement: ratings.gwetAC1()),
        ]
        if measure != .nominal {
            let weights: AgreementWeights = measure == .ordinal ? .ordinal : .quadratic
            lines += [
                Line(
                    coefficient: "gwetAC2", name: "Gwet’s AC2, \(weights.rawValue) weights",
                    agreement: ratings.gwetAC2(weights: weights)),
                Line(coefficient: "kendallW", name: "Kendall’s W", agreement: ratings.kendallW()),
            ]
        }
        lines.append(
            Line(
                coefficient: "percentAgreement", name: "Pairs that agree", agreement: ratings.percentAgreement()))
        return lines
    }

    /// The report for people.
    var table: String {
        var table = TextTable(columns: ["COEFFICIENT", "VALUE", "95 % INTERVAL", "NOTE"])
        for (index, line) in coefficients.enumerated() {
            let isAlpha = index == 0
            table.add([
                line.name, line.agreement.value.map(Self.rounded) ?? "undefined", isAlpha ? intervalCell : "",
                line.agreement.reason?.words ?? (isAlpha ? intervalNote : ""),
            ])
        }
        return "\(units) units, \(pairedUnits) with two ratings or more; \(raters) raters, \(ratings) ratings\n\n"
            + table.rendered()
    }

    private var intervalCell: String {
        guard let low = interval?.low, let high = interval?.high else { return "" }
        return "\(Self.rounded(low)) to \(Self.rounded(high))"
    }

    private var intervalNote: String {
        guard let interval else { return "" }
        guard let drawn = interval.replicates else { return interval.undefined ?? "" }
        let left = interval.undefinedReplicates ?? 0
        return "\(drawn) resamples of units, seed \(seed)"
            + (left > 0 ? "; \(left) without a coefficient left out" : "")
    }

    private static func rounded(_ value: Double) -> String {
        let text = String(format: "%.4f", value)
        return text == "-0.0000" ? "0.0000" : text
    }
}
