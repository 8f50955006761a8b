import Foundation
package import TumorBoard

/// Reads damaged bundles one after another and keeps what came of them.
package struct MutationTrial: Sendable {
    /// What came of a kind of damage.
    package struct Tally: Codable, Equatable, Sendable {
        /// Texts that became a case all the same.
        package var drafted = 0
        /// Texts refused because they are not JSON.
        package var notJSON = 0
        /// Texts refused for another reason.
        package var refused = 0
    }

    /// A damaged text and how long it took.
    package struct Slow: Codable, Equatable, Sendable {
        /// Its number, by which it can be repeated.
        package var number: Int
        /// The file that was damaged.
        package var source: String
        /// How.
        package var mutation: String
        /// Its size.
        package var bytes: Int
        /// How long reading it took.
        package var seconds: Double
    }

    /// What came of each kind.
    package private(set) var tallies: [String: Tally] = [:]
    /// The text that took longest.
    package private(set) var slowest: Slow?
    /// Bytes of the largest damaged text.
    package private(set) var largest = 0
    /// Bytes read in all.
    package private(set) var bytes = 0
    /// How many were read.
    package private(set) var count = 0

    private let sources: [BundleMutation.Source]
    private let seed: UInt64
    private let asOf: CivilDate

    /// A trial on well-formed bundles.
    package init(_ sources: [BundleMutation.Source], seed: UInt64, asOf: CivilDate) {
        self.sources = sources
        self.seed = seed
        self.asOf = asOf
    }

    /// Damages and reads the text of that number. Whatever the text, this returns.
    package mutating func run(_ number: Int) {
        let (source, mutation, text) = BundleMutation.damaged(sources, number: number, seed: seed)
        let data = Data(text)
        var tally = tallies[mutation.rawValue] ?? Tally()
        let begin = ContinuousClock.now
        do throws(ImportRefusal) {
            _ = try readBundle(data, caseID: "C-1", asOf: asOf)
            tally.drafted += 1
        } catch {
            if case .notJSON = error { tally.notJSON += 1 } else { tally.refused += 1 }
        }
        let taken = ContinuousClock.now - begin
        let seconds = Double(taken.components.seconds) + Double(taken.components.attoseconds) / 1e18
        tallies[mutation.rawValue] = tally
        largest = max(largest, text.count)
        bytes += text.count
        count += 1
        if seconds > slowest?.seconds ?? 0 {
            slowest = Slow(
                number: number, source: source, mutation: mutation.rawValue, bytes: text.count, seconds: seconds)
        }
    }
}
