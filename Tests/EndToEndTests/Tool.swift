import Foundation
import Testing

/// What a command of the built `tumorboard` did.
struct Run: Sendable {
    let code: Int32
    let output: String
    let errors: String

    /// Standard output as a JSON object.
    func object() throws -> [String: Any] { try #require(try json() as? [String: Any], "\(output)") }

    /// Standard output as a JSON list of objects.
    func list() throws -> [[String: Any]] { try #require(try json() as? [[String: Any]], "\(output)") }

    private func json() throws -> Any { try JSONSerialization.jsonObject(with: Data(output.utf8)) }
}

/// The built `tumorboard` in a folder of its own.
struct Tool: Sendable {
    /// The folder.
    let folder: URL
    /// The site that commands work on.
    var site: URL { folder.appending(path: "site") }

    /// Runs a body with a folder that is gone afterwards.
    static func inFolder(_ body: (Tool) async throws -> Void) async throws {
        let folder = try newFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(Tool(folder: folder))
    }

    /// A new empty folder.
    static func newFolder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "e2e-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    /// Runs a command in the folder, with the folder's site as the default one.
    func run(_ arguments: [String], input: String = "") async throws -> Run {
        try await Self.run(try process(arguments), in: folder, input: input)
    }

    /// Runs a command that must end with 0.
    @discardableResult
    func succeed(_ arguments: [String], input: String = "") async throws -> Run {
        let run = try await run(arguments, input: input)
        try #require(run.code == 0, "\(arguments.joined(separator: " ")): \(run.errors)")
        return run
    }

    /// Runs a command that must be refused: exit code 1 and one line on standard error.
    @discardableResult
    func refused(_ arguments: [String], input: String = "") async throws -> String {
        let run = try await run(arguments, input: input)
        #expect(run.code == 1, "\(arguments.joined(separator: " ")): \(run.output)")
        #expect(run.errors.split(whereSeparator: \.isNewline).count == 1, "\(run.errors)")
        return run.errors
    }

    /// Runs another program that must end with 0.
    func succeed(program: URL, _ arguments: [String]) async throws -> Run {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        let run = try await Self.run(process, in: folder, input: "")
        try #require(run.code == 0, "\(program.lastPathComponent): \(run.errors)")
        return run
    }

    /// Runs a command that goes on, waits until it says some words, runs a body, and ends it with SIGTERM.
    /// - Returns: its exit code, and how long it took to end.
    @discardableResult
    func during(
        _ arguments: [String], says words: String, _ body: (String) async throws -> Void
    ) async throws -> (code: Int32, took: Duration) {
        let process = try process(arguments)
        let said = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = said
        process.standardError = said
        try process.run()
        let handle = said.fileHandleForReading
        let heard = await withCheckedContinuation { heard in
            Thread.detachNewThread {
                var text = ""
                while !text.contains(words) {
                    let more = handle.availableData
                    if more.isEmpty { break }
                    text += String(decoding: more, as: UTF8.self)
                }
                heard.resume(returning: text)
                while !handle.availableData.isEmpty {}
            }
        }
        let failure: (any Error)?
        do {
            try #require(heard.contains(words), "\(heard)")
            try await body(heard)
            failure = nil
        } catch {
            failure = error
        }
        let began = ContinuousClock.now
        process.terminate()
        let code = await Self.end(of: process)
        if let failure { throw failure }
        return (code, ContinuousClock.now - began)
    }

    /// Holds the site's clock at a time.
    func setClock(_ instant: Date) throws {
        try Data("\(Int(instant.timeIntervalSince1970))\n".utf8).write(to: site.appending(path: "clock"))
    }

    /// Writes a file into the folder.
    func write(_ text: String, to name: String) throws -> String {
        let file = folder.appending(path: name)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    private func process(_ arguments: [String]) throws -> Process {
        let process = Process()
        process.executableURL = try Self.binary()
        process.arguments = arguments
        process.currentDirectoryURL = folder
        var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("TUMORBOARD_") }
        environment["TUMORBOARD_SITE"] = site.path
        process.environment = environment
        return process
    }

    /// Standard output and error go to files: a pipe that nobody reads would stop a talkative command.
    private static func run(_ process: Process, in folder: URL, input: String) async throws -> Run {
        let name = UUID().uuidString
        let out = folder.appending(path: ".out-\(name)"), errors = folder.appending(path: ".err-\(name)")
        defer { for file in [out, errors] { try? FileManager.default.removeItem(at: file) } }
        for file in [out, errors] { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: out)
        process.standardError = try FileHandle(forWritingTo: errors)
        let typed = Pipe()
        process.standardInput = typed
        try process.run()
        if !input.isEmpty { try typed.fileHandleForWriting.write(contentsOf: Data(input.utf8)) }
        try typed.fileHandleForWriting.close()
        let code = await end(of: process)
        return Run(
            code: code, output: String(decoding: try Data(contentsOf: out), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }

    /// Waits on a thread of its own; a process that a signal ended counts as 128 and the signal.
    private static func end(of process: Process) async -> Int32 {
        await withCheckedContinuation { ended in
            Thread.detachNewThread {
                process.waitUntilExit()
                let signal: Int32 = process.terminationReason == .uncaughtSignal ? 128 : 0
                ended.resume(returning: signal + process.terminationStatus)
            }
        }
    }

    /// The tool beside the running tests.
    private static func binary() throws -> URL {
        let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        let binary = tests.deletingLastPathComponent().appending(path: "tumorboard")
        try #require(FileManager.default.isExecutableFile(atPath: binary.path), "build the tool first: swift build")
        return binary
    }
}

/// What lies around the tests.
enum Place {
    /// The folder that holds Package.swift.
    static let root: URL = {
        var folder = URL(fileURLWithPath: #filePath)
        while folder.path != "/", !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path)
        {
            folder.deleteLastPathComponent()
        }
        return folder
    }()

    /// Vectors and bundles that are not part of the package; nil where they are absent.
    static let shared: URL? = {
        let environment = ProcessInfo.processInfo.environment["TUMORBOARD_SHARED"]
        let folder =
            environment.map { URL(fileURLWithPath: $0) } ?? root.deletingLastPathComponent().appending(path: "shared")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()

    /// The samples.
    static let samples = root.appending(path: "Samples")

    /// A program on the path; nil where it is absent.
    static func program(_ name: String) -> URL? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return path.split(separator: ":").map { URL(fileURLWithPath: String($0)).appending(path: name) }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }
}
