import Foundation
import MailCatcher
import Synchronization
import Testing

/// Demo runs that several tests look at; each is run once.
actor Demos {
    /// The runs of this process.
    static let shared = Demos()
    private var runs: [[String]: Task<DemoRun, any Error>] = [:]

    /// The demo with everything.
    func plain() async throws -> DemoRun { try await run([]) }

    /// The demo whose agent is killed fifty times at random moments.
    func killed(seed: UInt64) async throws -> DemoRun {
        try await run(["--no-pdf", "--kills", "50", "--seed", String(seed)])
    }

    private func run(_ options: [String]) async throws -> DemoRun {
        if let run = runs[options] { return try await run.value }
        let task = Task {
            let tool = Tool(folder: try Tool.newFolder())
            DemoFolders.removeAtExit(tool.folder)
            return try await DemoRun.make(tool, samples: Place.samples, options)
        }
        runs[options] = task
        return try await task.value
    }
}

/// Folders of demo runs, which are looked at until the last test is over.
private enum DemoFolders {
    private static let folders = Mutex<[URL]>([])

    static func removeAtExit(_ folder: URL) {
        let isFirst = folders.withLock { folders in
            folders.append(folder)
            return folders.count == 1
        }
        if isFirst { atexit { DemoFolders.remove() } }
    }

    private static func remove() {
        for folder in folders.withLock({ $0 }) { try? FileManager.default.removeItem(at: folder) }
    }
}

/// A demo that was run, and what it left behind.
struct DemoRun: Sendable {
    let tool: Tool
    let run: Run
    private let outcomesFile: Data

    /// Runs a demo.
    static func make(_ tool: Tool, samples: URL, _ options: [String]) async throws -> DemoRun {
        let run = try await tool.run(
            ["demo", "--site", tool.site.path, "--samples", samples.path, "--port", "0"] + options)
        let file = tool.site.appending(path: "outcomes.json")
        guard let outcomes = try? Data(contentsOf: file) else {
            throw DemoBroken(description: "\(run.errors)\n\(run.output.suffix(2_000))")
        }
        return DemoRun(tool: tool, run: run, outcomesFile: outcomes)
    }

    /// What came of each case, without what is left out on purpose.
    func outcomes(without keys: Set<String> = []) throws -> [[String: Any]] {
        let list = try JSONSerialization.jsonObject(with: outcomesFile) as? [[String: Any]]
        return try #require(list).map { outcome in outcome.filter { !keys.contains($0.key) } }
    }

    /// Every email, in the order in which it came.
    func mail() throws -> [CaughtFile] {
        let folder = tool.site.appending(path: "mail")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { $0.hasSuffix(".eml") }
            .map { try CaughtFile(folder.appending(path: $0)) }
    }

    /// Documents of a case.
    func documents(of caseID: String) -> URL { tool.site.appending(path: "documents").appending(path: caseID) }

    /// Copies the site, as a keeper would while nothing runs.
    func copySite(to target: URL) throws {
        try FileManager.default.copyItem(at: tool.site, to: target)
    }
}

/// Why a demo left nothing to look at.
struct DemoBroken: Error, CustomStringConvertible {
    let description: String
}

/// An email that the catcher wrote down.
struct CaughtFile {
    let name: String
    let data: Data
    let mail: ReadMail

    /// Reads a file.
    init(_ file: URL) throws {
        name = file.lastPathComponent
        data = try Data(contentsOf: file)
        mail = try ReadMail(data)
    }

    /// What it is for.
    var kind: String { mail.header("X-Tumorboard-Kind") ?? "" }
    /// By which a repeat is recognised.
    var messageID: String { mail.header("Message-ID") ?? "" }
    /// Whom it is for, name and address.
    var to: String { mail.header("To") ?? "" }
    /// The path of the link in it.
    var link: String? { mail.text?.firstMatch(of: /\/l\/[A-Za-z0-9_\-]+/).map { String($0.output) } }
    /// What a reader sees.
    var bodies: [String] { [mail.text, mail.html?.withoutTags].compactMap { $0 } }
}

extension String {
    /// The words of a page.
    var withoutTags: String {
        let entities = [
            ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&nbsp;", " "),
            ("&amp;", "&"),
        ]
        return entities.reduce(replacing(/<[^>]+>/, with: "\n")) { $0.replacing($1.0, with: $1.1) }
    }

    /// Letters and digits alone, as text is compared that was hyphenated and broken into lines.
    var lettersAndDigits: String { String(filter { $0.isLetter || $0.isNumber }) }
}
