import Foundation

/// Another program that staffs the same instance, run as `COMMAND NAME LEVEL ROUNDS`; it finds the files by the name.
struct SchedulePeer {
    /// What it says in one line of JSON.
    struct Answer: Decodable {
        let objective: Int
        /// Places that it left empty.
        let unassigned: Int
        /// Arcs of its network.
        let arcs: Int
        /// The shortest build and solve in milliseconds.
        let minimum: Double
        /// The median of them.
        let median: Double

        private enum CodingKeys: String, CodingKey {
            case objective, unassigned, arcs
            case minimum = "min_ms"
            case median = "median_ms"
        }
    }

    /// The program and its first arguments, separated by spaces.
    let command: String

    /// Runs it to its end.
    /// - Throws: `Refusal` where it fails or answers something else.
    func staff(_ name: String, _ level: ScheduleInstance.Level, rounds: Int) throws -> Answer {
        let process = Process()
        let answers = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command.split(separator: " ").map(String.init) + [name, level.rawValue, String(rounds)]
        process.standardOutput = answers
        try process.run()
        let output = try answers.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Refusal("the peer ended with \(process.terminationStatus): \(command)")
        }
        guard let line = String(decoding: output, as: UTF8.self).split(whereSeparator: \.isNewline).last else {
            throw Refusal("the peer said nothing: \(command)")
        }
        do {
            return try ScheduleInstance.decoded(Data(line.utf8))
        } catch {
            throw Refusal("the peer's answer: \(error)")
        }
    }
}
