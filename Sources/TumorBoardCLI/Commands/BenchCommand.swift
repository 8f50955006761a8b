import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard bench`
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure this machine's tumorboard. Use a release build.",
        subcommands: [FHIR.self, Fuzz.self, Schedule.self, Agreement.self])

    /// `tumorboard bench fhir`
    struct FHIR: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Time the reading of bundles, beside another program's where one is named.",
            discussion: """
                Each round reads every file once, here and then by the peer, file by file; the first round of both is \
                not counted. A peer reads file names, a line each, from standard input and answers each with one line \
                of JSON: {"json": seconds, "parse": seconds, "error": text or null}; \
                Tests/FHIRExchangeTests/Peers/fhir_resources_peer.py is one, for Python's fhir.resources.
                """)

        @Argument(help: "FHIR bundles in JSON, and folders of them.") var files: [String]
        @Option(help: "Rounds that count; the median of them is told.") var rounds = 5
        @Option(help: "A command that is run as the peer, its words separated by spaces.") var peer: String?
        @OptionGroup var output: OutputOptions

        func validate() throws {
            if !(1...1000).contains(rounds) { throw ValidationError("--rounds is a number from 1 to 1000.") }
        }

        func run() async throws {
            let found = CaseFolder.files(named: files, endings: ["json"])
            guard !found.isEmpty else { throw Refusal("no file that ends in .json") }
            let before = ResidentMemory.now
            var report = FHIRBenchReport(rows: found.map { FHIRBenchReport.Row(file: $0) }, rounds: rounds)
            let peer = try self.peer.map { try BenchPeer(command: $0) }
            let bar = ProgressBar("Measuring", total: found.count * (rounds + 1))
            let day = CivilDate(Date(), in: .current)
            for round in 0...rounds {
                for (index, file) in found.enumerated() {
                    bar.advance(file)
                    let data = try Given.bytes(file)
                    let timing = ImportTiming(reading: data, asOf: day)
                    let answer = try peer?.read(file)
                    report.rows[index].note(timing, answer, bytes: data.count, counts: round > 0)
                }
            }
            bar.finish()
            try peer?.end()
            report.memoryBefore = before.resident
            report.memoryPeak = ResidentMemory.now.peak
            try output.show(report) { report.text }
        }
    }

    /// `tumorboard bench fuzz`
    struct Fuzz: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read damaged copies of bundles: each must become a case or be refused, and soon.",
            discussion: """
                Copies of the files below --largest bytes are cut off, given wrong types, nested deeply, filled with \
                huge strings, repeated names, bytes that are not UTF-8, and so on. All follows from the seed. It ends \
                with 1 where one copy took longer than --limit seconds or memory grew by more than --memory MB.
                """)

        @Argument(help: "Sound FHIR bundles in JSON, and folders of them.") var files: [String]
        @Option(help: "How many damaged copies.") var mutations = 100_000
        @Option(help: "The number from which all damage follows.") var seed: UInt64 = 1
        @Option(help: "The number of the first copy, to repeat one of a run.") var first = 0
        @Option(help: "Bytes of the largest file that is damaged.") var largest = 50_000
        @Option(help: "Seconds that one copy may take.") var limit = 2.0
        @Option(help: "Megabytes by which memory may grow.") var memory = 256
        @OptionGroup var output: OutputOptions

        private struct Outcome: Encodable {
            let trial: DamageTrial.Report
            let seconds: Double
            let memoryGrowthBytes: Int
        }

        func validate() throws {
            if mutations < 1 || first < 0 { throw ValidationError("--mutations and --first are counts.") }
        }

        func run() async throws {
            let found = try CaseFolder.files(named: files, endings: ["json"]).map { ($0, try Given.bytes($0)) }
                .filter { $0.1.count < largest }
            guard !found.isEmpty else { throw Refusal("no .json file of less than \(largest) bytes") }
            var trial = DamageTrial(
                found.map { (name: $0.0, data: $0.1) }, seed: seed, asOf: CivilDate(Date(), in: .current))
            let before = ResidentMemory.now.resident
            let begin = ContinuousClock.now
            let bar = ProgressBar("Damaging", total: mutations)
            for number in first..<first + mutations {
                trial.run(number)
                if number % 500 == 0 { bar.reach(number - first, "seed \(seed)") }
            }
            bar.finish()
            let outcome = Outcome(
                trial: trial.report, seconds: (ContinuousClock.now - begin).inSeconds,
                memoryGrowthBytes: ResidentMemory.now.peak - before)
            try output.show(outcome) { Self.text(outcome) }
            if outcome.trial.slowestSeconds > limit {
                throw Refusal("one copy took \(outcome.trial.slowestSeconds) s (\(outcome.trial.slowest))")
            }
            if outcome.memoryGrowthBytes > memory << 20 {
                throw Refusal("memory grew by \(outcome.memoryGrowthBytes >> 20) MB")
            }
        }

        private static func text(_ outcome: Outcome) -> String {
            let trial = outcome.trial
            var table = TextTable(columns: ["damage", "became a case", "not JSON", "refused otherwise"])
            for (kind, tally) in trial.tallies.sorted(by: { $0.key < $1.key }) {
                table.add([kind, String(tally.drafted), String(tally.notJSON), String(tally.refused)])
            }
            return table.rendered() + """

                \(trial.mutations) damaged copies, seed \(trial.seed), \(trial.bytes >> 20) MB, the largest \
                \(trial.largest >> 10) kB, in \(String(format: "%.1f", outcome.seconds)) s
                slowest: \(String(format: "%.1f", trial.slowestSeconds * 1000)) ms (\(trial.slowest))
                memory grew by at most \(outcome.memoryGrowthBytes >> 20) MB

                """
        }
    }
}
