import Foundation
import Testing

/// What a command of the built `tumorboard` did.
struct Run: Sendable {
    let code: Int32
    let output: String
    let errors: String

    /// Standard error in lines.
    var errorLines: [String] { errors.split(whereSeparator: \.isNewline).map(String.init) }

    /// Standard output as JSON.
    func json() throws -> Any { try JSONSerialization.jsonObject(with: Data(output.utf8), options: .fragmentsAllowed) }

    /// Standard output as a JSON object.
    func object() throws -> [String: Any] { try #require(try json() as? [String: Any]) }

    /// Standard output as a JSON list of objects.
    func list() throws -> [[String: Any]] { try #require(try json() as? [[String: Any]]) }
}

/// The built `tumorboard` as a user runs it, in a folder of its own.
struct Tool: Sendable {
    /// The folder of the test.
    let folder: URL
    /// The site in it.
    var site: URL { folder.appending(path: "site") }

    /// Runs a body with a folder that is gone afterwards.
    static func inFolder(_ body: (Tool) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cli-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(Tool(folder: folder))
    }

    /// Runs a body with a new site that has the samples' roster and sessions, its clock on their calendar.
    static func inSite(
        _ founding: [String] = [], at instant: String = "2026-10-26T07:00:00Z", _ body: (Tool) async throws -> Void
    ) async throws {
        try await inFolder { tool in
            try await tool.succeed(["init", tool.site.path] + founding)
            try tool.setClock(instant)
            try await tool.succeed(["roster", "import", Self.sample("roster.yaml")])
            try await tool.succeed(["session", "add", Self.sample("sessions.yaml")])
            try await body(tool)
        }
    }

    /// Runs a command in the folder, with the folder's site as the default one.
    func run(_ arguments: [String], input: String = "", environment: [String: String] = [:]) async throws -> Run {
        let process = try process(arguments, environment: environment)
        let out = folder.appending(path: "out-\(UUID().uuidString)"),
            errors = folder.appending(path: "err-\(UUID().uuidString)")
        defer { for file in [out, errors] { try? FileManager.default.removeItem(at: file) } }
        for file in [out, errors] { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: out)
        process.standardError = try FileHandle(forWritingTo: errors)
        let typed = Pipe()
        process.standardInput = typed
        let code = try await Self.ended(process) {
            try typed.fileHandleForWriting.write(contentsOf: Data(input.utf8))
            try typed.fileHandleForWriting.close()
        }
        return Run(
            code: code, output: try String(contentsOf: out, encoding: .utf8),
            errors: try String(contentsOf: errors, encoding: .utf8))
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
        #expect(run.errorLines.count == 1, "\(run.errors)")
        #expect(run.errors.hasPrefix("tumorboard: "), "\(run.errors)")
        return run.errors
    }

    /// The id of the site's only case.
    func onlyCase() async throws -> String {
        let cases = try await succeed(["case", "list", "--json"]).list()
        try #require(cases.count == 1)
        return try #require(cases.first?["id"] as? String)
    }

    /// A process of the tool that is not started yet.
    func process(_ arguments: [String], environment: [String: String] = [:]) throws -> Process {
        let process = Process()
        process.executableURL = try Self.binary()
        process.arguments = arguments
        process.currentDirectoryURL = folder
        var values = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("TUMORBOARD_") }
        values["TUMORBOARD_SITE"] = site.path
        values.merge(environment) { $1 }
        process.environment = values
        return process
    }

    /// Starts a process and waits for its end on a thread of its own.
    static func ended(_ process: Process, _ feed: @escaping () throws -> Void = {}) async throws -> Int32 {
        try process.run()
        try feed()
        return await withCheckedContinuation { ended in
            Thread.detachNewThread {
                process.waitUntilExit()
                ended.resume(returning: process.terminationStatus)
            }
        }
    }

    /// Holds the site at a time.
    func setClock(_ instant: String) throws {
        let date = try Date(instant, strategy: .iso8601)
        try Data("\(Int(date.timeIntervalSince1970))\n".utf8).write(to: site.appending(path: "clock"))
    }

    /// Writes a file into the folder.
    func write(_ text: String, to name: String) throws -> String {
        let file = folder.appending(path: name)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    /// The path of a file of the samples.
    static func sample(_ name: String) -> String { root.appending(path: "Samples").appending(path: name).path }

    /// The folder that holds Package.swift.
    static let root: URL = {
        var folder = URL(fileURLWithPath: #filePath)
        while folder.path != "/", !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path)
        {
            folder.deleteLastPathComponent()
        }
        return folder
    }()

    /// Vectors that are not part of the package; nil where they are absent.
    static let shared: URL? = {
        let environment = ProcessInfo.processInfo.environment["TUMORBOARD_SHARED"]
        let folder =
            environment.map { URL(fileURLWithPath: $0) } ?? root.deletingLastPathComponent().appending(path: "shared")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()

    /// The tool beside the running tests.
    private static func binary() throws -> URL {
        let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        let binary = tests.deletingLastPathComponent().appending(path: "tumorboard")
        try #require(FileManager.default.isExecutableFile(atPath: binary.path), "build the tool first: swift build")
        return binary
    }
}
