import Foundation
import Subprocess
import SystemPackage

/// A well-kept tool of the system, run without a shell on what a stranger sent: little time, little memory, little
/// output, nothing of our environment, and files no larger than foreseen.
struct BoundedTool: Sendable {
    let command: String
    var seconds = 60
    var outputLimit = 32 << 20
    /// The largest file that it may write.
    var fileLimit = 0
    /// Looked at again and again while it runs; what it throws ends the tool.
    var watch: @Sendable () throws -> Void = {}

    /// What came of a run.
    struct Result: Sendable {
        let code: Int
        let output: Data
    }

    private enum Outcome: Sendable { case ended(Result), late }

    /// Where a command is on the path; nil where it is not installed.
    static func path(of command: String) -> String? {
        if command.contains("/") { return access(command, X_OK) == 0 ? command : nil }
        let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        return folders.split(separator: ":").map { "\($0)/\(command)" }.first { access($0, X_OK) == 0 }
    }

    /// - Throws: `FileRefusal.toolMissing` where it is not installed or takes too long or says too much; what `watch`
    ///   throws.
    func run(_ arguments: [String]) async throws -> Result {
        guard let program = Self.path(of: command) else {
            throw FileRefusal.toolMissing("\(command) is not installed")
        }
        guard let prlimit = Self.path(of: "prlimit") else {
            throw FileRefusal.toolMissing("prlimit is not installed")
        }
        let limits = ["--cpu=\(seconds)", "--as=\(4 << 30)", "--core=0", "--fsize=\(fileLimit)", "--", program]
        let environment = Environment.custom(["LC_ALL": "C.UTF-8", "TZ": "UTC", "PATH": "/usr/bin:/bin"])
        let (seconds, outputLimit, watch) = (seconds, outputLimit, watch)
        do {
            // Whoever ends first decides; the other is cancelled, and cancelling kills the process.
            let outcome = try await withThrowingTaskGroup(of: Outcome.self) { group in
                group.addTask {
                    let result = try await Subprocess.run(
                        .path(.init(prlimit)), arguments: Arguments(limits + arguments), environment: environment,
                        output: .data(limit: outputLimit), error: .discarded)
                    guard case .exited(let code) = result.terminationStatus else {
                        return .ended(Result(code: -1, output: result.standardOutput))
                    }
                    return .ended(Result(code: Int(code), output: result.standardOutput))
                }
                group.addTask {
                    for _ in 0..<(4 * seconds) {
                        try await Task.sleep(for: .milliseconds(250))
                        try watch()
                    }
                    return .late
                }
                defer { group.cancelAll() }
                return try await group.next() ?? .late
            }
            guard case .ended(let result) = outcome else {
                throw FileRefusal.toolMissing("\(command) took longer than \(seconds) seconds")
            }
            return result
        } catch let error as SubprocessError {
            throw FileRefusal.toolMissing("\(command): \(error)")
        }
    }
}
