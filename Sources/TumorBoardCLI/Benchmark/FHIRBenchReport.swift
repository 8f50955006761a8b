import Foundation
import Orchestrator

/// Times of many files, ours beside a peer's.
struct FHIRBenchReport: Encodable {
    /// One file's times in seconds, the median of the rounds.
    struct Row: Encodable {
        let file: String
        private(set) var bytes = 0
        private(set) var refusal: String?
        private(set) var peerError: String?
        private var parses: [Double] = []
        private var maps: [Double] = []
        private var peers: [Double] = []
        private var peerJSONs: [Double] = []

        private enum CodingKeys: String, CodingKey {
            case file, bytes, refusal, parse, map, peer, peerJSON, peerError
        }

        init(file: String) { self.file = file }

        /// Takes over one round's times; of one that does not count, only what stays the same.
        mutating func note(_ timing: ImportTiming, _ answer: BenchPeer.Answer?, bytes: Int, counts: Bool) {
            self.bytes = bytes
            refusal = timing.refusal
            peerError = answer?.error
            guard counts else { return }
            parses.append(timing.parse.inSeconds)
            maps.append(timing.map.inSeconds)
            if let answer {
                peers.append(answer.json + answer.parse)
                peerJSONs.append(answer.json)
            }
        }

        /// From bytes to resources.
        var parse: Double { parses.median ?? 0 }
        /// From resources to the case.
        var map: Double { maps.median ?? 0 }
        /// The peer's, from bytes to its resources or its error.
        var peer: Double? { peers.median }
        /// The part of the peer's that only reads JSON.
        var peerJSON: Double? { peerJSONs.median }

        func encode(to encoder: any Encoder) throws {
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(file, forKey: .file)
            try values.encode(bytes, forKey: .bytes)
            try values.encodeIfPresent(refusal, forKey: .refusal)
            try values.encode(parse, forKey: .parse)
            try values.encode(map, forKey: .map)
            try values.encodeIfPresent(peer, forKey: .peer)
            try values.encodeIfPresent(peerJSON, forKey: .peerJSON)
            try values.encodeIfPresent(peerError, forKey: .peerError)
        }
    }

    /// Times over some of the files.
    private struct Sum: Encodable {
        var files = 0
        var bytes = 0
        var parse = 0.0
        var map = 0.0
        var peer = 0.0
        var peerJSON = 0.0

        init(_ rows: [Row]) {
            files = rows.count
            for row in rows {
                bytes += row.bytes
                parse += row.parse
                map += row.map
                peer += row.peer ?? 0
                peerJSON += row.peerJSON ?? 0
            }
        }

        var ours: Double { parse + map }
        var line: String {
            let speed = ours > 0 ? Double(bytes) / 1e6 / ours : 0
            let own = String(
                format: "%d files, %.1f MB: parse %.1f ms + map %.1f ms = %.1f ms, %.0f MB/s",
                files, Double(bytes) / 1e6, parse * 1e3, map * 1e3, ours * 1e3, speed)
            guard peer > 0, ours > 0 else { return own }
            return own
                + String(
                    format: "; peer %.1f ms (%.1f ms of it JSON alone): %.1f times as fast", peer * 1e3, peerJSON * 1e3,
                    peer / ours)
        }
    }

    var rows: [Row]
    let rounds: Int
    var memoryBefore = 0
    var memoryPeak = 0

    private enum CodingKeys: String, CodingKey {
        case rows = "files"
        case rounds, memoryBefore, memoryPeak, all, bothAccept
    }

    /// Rows of no time yet.
    init(rows: [Row], rounds: Int) {
        self.rows = rows
        self.rounds = rounds
    }

    private var all: Sum { Sum(rows) }
    private var bothAccept: Sum { Sum(rows.filter { $0.refusal == nil && $0.peer != nil && $0.peerError == nil }) }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(rows, forKey: .rows)
        try values.encode(rounds, forKey: .rounds)
        try values.encode(memoryBefore, forKey: .memoryBefore)
        try values.encode(memoryPeak, forKey: .memoryPeak)
        try values.encode(all, forKey: .all)
        try values.encode(bothAccept, forKey: .bothAccept)
    }

    /// The table, the sums, and the memory.
    var text: String {
        var table = TextTable(columns: ["file", "kB", "parse ms", "map ms", "MB/s", "peer ms", "times", "remarks"])
        func milliseconds(_ seconds: Double?) -> String { seconds.map { String(format: "%.2f", $0 * 1e3) } ?? "" }
        for row in rows {
            let ours = row.parse + row.map
            let remarks = [row.refusal.map { _ in "refused here" }, row.peerError.map { _ in "refused by the peer" }]
            table.add([
                (row.file as NSString).lastPathComponent.truncated(to: 44), String(row.bytes / 1000),
                milliseconds(row.parse), milliseconds(row.map),
                ours > 0 ? String(format: "%.0f", Double(row.bytes) / 1e6 / ours) : "", milliseconds(row.peer),
                row.peer.map { String(format: "%.1f", $0 / ours) } ?? "",
                remarks.compactMap { $0 }.joined(separator: ", "),
            ])
        }
        let largest = rows.map(\.bytes).max() ?? 0
        let grown = memoryPeak - memoryBefore
        var lines = ["All: " + all.line]
        if bothAccept.files > 0 { lines.append("Accepted by both: " + bothAccept.line) }
        lines.append(
            String(
                format: "Memory: %.1f MB at the peak, %.1f MB more than before the first file, "
                    + "which is %.1f times the largest file's %.1f MB",
                Double(memoryPeak) / 1e6, Double(grown) / 1e6,
                Double(grown) / Double(max(1, largest)), Double(largest) / 1e6))
        return table.rendered() + "\nMedian of \(rounds) rounds.\n" + lines.joined(separator: "\n") + "\n"
    }
}

extension [Double] {
    /// The middle of them; nil of none.
    fileprivate var median: Double? {
        guard !isEmpty else { return nil }
        let sorted = sorted()
        return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
    }
}

/// Another program that reads the same files and tells how long it took.
final class BenchPeer {
    /// What it says of one file.
    struct Answer: Decodable {
        /// Seconds for JSON alone.
        let json: Double
        /// Seconds from there to its resources, or to its error.
        let parse: Double
        /// Why it refused the file.
        let error: String?
    }

    private let process = Process()
    private let names = Pipe()
    private let answers = Pipe()
    private var rest = Data()

    /// Starts the program.
    init(command: String) throws {
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command.split(separator: " ").map(String.init)
        process.standardInput = names
        process.standardOutput = answers
        // A peer that has ended is told as an error of writing, and does not end this process.
        signal(SIGPIPE, SIG_IGN)
        try process.run()
    }

    /// Has it read a file.
    func read(_ file: String) throws -> Answer {
        do {
            try names.fileHandleForWriting.write(contentsOf: Data((file + "\n").utf8))
        } catch {
            throw Refusal("the peer ended before \(file): \(error.localizedDescription)")
        }
        while true {
            if let end = rest.firstIndex(of: 0x0A) {
                let line = Data(rest[..<end])
                rest = Data(rest[rest.index(after: end)...])
                return try JSONDecoder().decode(Answer.self, from: line)
            }
            let more = answers.fileHandleForReading.availableData
            guard !more.isEmpty else { throw Refusal("the peer ended without an answer for \(file)") }
            rest.append(more)
        }
    }

    /// Lets it end.
    func end() throws {
        try names.fileHandleForWriting.close()
        process.waitUntilExit()
    }
}
