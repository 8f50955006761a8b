import Foundation
import Testing
import TumorBoard

@testable import FHIRExchange

/// The full 100,000: TUMORBOARD_FUZZ=100000, or `tumorboard bench fuzz FOLDER` in a release build.
@Suite("Damaged bundles")
struct FuzzTests {
    private static let count = ProcessInfo.processInfo.environment["TUMORBOARD_FUZZ"].flatMap { Int($0) } ?? 1_500
    private static let seed =
        ProcessInfo.processInfo.environment["TUMORBOARD_FUZZ_SEED"].flatMap { UInt64($0) } ?? 20_261_101

    /// The corpus's bundles under 50 KB, or else the sample cases.
    private static func sources() throws -> [BundleMutation.Source] {
        var files: [(name: String, data: Data)] = []
        if let corpus = SharedFiles.corpus {
            for expected in CorpusCase.all { files.append((expected.file, try expected.data(in: corpus))) }
        } else {
            for folder in SharedFiles.samples {
                files.append((folder.lastPathComponent, try Data(contentsOf: folder.appending(path: "case.json"))))
            }
        }
        return files.filter { $0.data.count < (SharedFiles.corpus == nil ? 100_000 : 50_000) }.map {
            .init(name: $0.name, bytes: Array($0.data))
        }
    }

    @Test(
        "Each becomes a case or is refused, in bounded time and memory", .timeLimit(.minutes(30)))
    func damaged() throws {
        let sources = try Self.sources()
        try #require(!sources.isEmpty)
        print("damaged bundles: \(Self.count) of seed \(Self.seed)")
        var trial = MutationTrial(sources, seed: Self.seed, asOf: try CivilDate("2026-11-01"))
        let before = Self.residentBytes()
        for number in 0..<Self.count { trial.run(number) }
        #expect(trial.count == Self.count)
        #expect(Set(trial.tallies.keys) == Set(BundleMutation.allCases.map(\.rawValue)))
        // A debug build is some thirty times slower than a release build, on a machine that does other work too.
        let slowest = try #require(trial.slowest)
        #expect(slowest.seconds < 20, "\(slowest)")
        #expect(Self.residentBytes() - before < 300 << 20, "memory grew beyond what its largest text explains")
        let drafted = trial.tallies.values.map(\.drafted).reduce(0, +)
        #expect(drafted > Self.count / 10, "damage in one place leaves most cases readable: \(trial.tallies)")
        #expect(trial.tallies["truncated"]?.drafted == 0)
        #expect(trial.tallies["invalidUTF8"]?.drafted == 0)
    }

    /// Ours refuses on purpose what Foundation's takes: trailing commas, numbers and depth beyond the limits, and UTF-16; and where a
    /// whole number is too long for a double, ours keeps its digits.
    @Test("Foundation's reader accepts and refuses the same damaged texts, and finds the same values")
    func beside() throws {
        let sources = try Self.sources().filter { $0.bytes.count < 12_000 }
        try #require(!sources.isEmpty)
        print("damaged texts beside Foundation: seed \(Self.seed)")
        var compared = 0
        for number in 0..<600 {
            let (source, mutation, bytes) = BundleMutation.damaged(sources, number: number, seed: Self.seed &+ 1)
            guard bytes.count < 60_000, mutation != .deepNesting else { continue }
            let theirs = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
            let place = "number \(number): \(source), \(mutation)"
            do throws(JSONFault) {
                let ours = try JSONReader.read(bytes)
                guard let theirs else {
                    Issue.record("only ours accepts \(place)")
                    continue
                }
                // Two of one name: which of them Foundation's keeps is not fixed.
                guard ours.duplicateCount == 0, !String(decoding: bytes, as: UTF8.self).contains("12345678901234567890")
                else { continue }
                #expect(ours.root == JSONValue(foundation: theirs), "\(place)")
                compared += 1
            } catch {
                let isMeant = error.what.contains("too large") || Self.hasTrailingComma(bytes)
                #expect(theirs == nil || isMeant, "only Foundation's accepts \(place): \(error)")
            }
        }
        #expect(compared > 50)
    }

    /// Foundation's reader takes a comma after the last element or member; RFC 8259 does not, nor does ours.
    private static func hasTrailingComma(_ bytes: [UInt8]) -> Bool {
        String(decoding: bytes, as: UTF8.self).contains(#/,\s*[\]}]/#)
    }

    private static func residentBytes() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return (line.flatMap { Int($0.filter(\.isNumber)) } ?? 0) << 10
    }
}
