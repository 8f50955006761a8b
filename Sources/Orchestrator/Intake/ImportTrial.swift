import FHIRExchange
package import Foundation
package import TumorBoard

/// How long one file took from bytes to a case.
package struct ImportTiming: Sendable {
    /// From bytes to resources that are found and indexed.
    package var parse: Duration
    /// From resources to the case and its report.
    package var map: Duration
    /// Why it did not become a case, where it did not.
    package var refusal: String?

    /// Reads a file once and takes the times.
    package init(reading data: Data, asOf: CivilDate) {
        let clock = ContinuousClock()
        let begin = clock.now
        var middle: ContinuousClock.Instant?
        do throws(ImportRefusal) {
            let resources = try ReadResources(data)
            middle = clock.now
            _ = try resources.draft(caseID: "C-0", asOf: asOf)
        } catch {
            refusal = error.description
        }
        let end = clock.now
        parse = begin.duration(to: middle ?? end)
        map = (middle ?? end).duration(to: end)
    }
}

/// Damaged bundles, read one after another.
package struct DamageTrial: Sendable {
    /// What came of a trial.
    package struct Report: Codable, Sendable {
        /// What came of one kind of damage.
        package struct Tally: Codable, Sendable {
            /// Texts that became a case all the same.
            package var drafted: Int
            /// Texts refused because they are not JSON.
            package var notJSON: Int
            /// Texts refused for another reason.
            package var refused: Int
        }

        /// The seed from which all damage follows.
        package var seed: UInt64
        /// How many texts were read.
        package var mutations: Int
        /// How many bytes they had.
        package var bytes: Int
        /// Bytes of the largest.
        package var largest: Int
        /// The longest that one took, in seconds.
        package var slowestSeconds: Double
        /// Which one that was: its number, file, damage and size.
        package var slowest: String
        /// By kind of damage.
        package var tallies: [String: Tally]
    }

    private var trial: MutationTrial
    private let seed: UInt64

    /// A trial on the files; each is to be sound JSON.
    package init(_ files: [(name: String, data: Data)], seed: UInt64, asOf: CivilDate) {
        let sources = files.map { BundleMutation.Source(name: $0.name, bytes: Array($0.data)) }
        trial = MutationTrial(sources, seed: seed, asOf: asOf)
        self.seed = seed
    }

    /// Damages and reads the text of that number.
    package mutating func run(_ number: Int) { trial.run(number) }

    /// What came of it so far.
    package var report: Report {
        let slowest = trial.slowest
        return Report(
            seed: seed, mutations: trial.count, bytes: trial.bytes, largest: trial.largest,
            slowestSeconds: slowest?.seconds ?? 0,
            slowest: slowest.map { "number \($0.number): \($0.source), \($0.mutation), \($0.bytes) bytes" } ?? "none",
            tallies: trial.tallies.mapValues {
                .init(drafted: $0.drafted, notJSON: $0.notJSON, refused: $0.refused)
            })
    }
}
