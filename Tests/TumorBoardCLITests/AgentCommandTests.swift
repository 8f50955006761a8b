import Foundation
import Testing

@Suite("Long-running commands") struct AgentCommandTests {
    @Test("The agent does what is due; SIGTERM ends it within five seconds, and the next one finds nothing half done")
    func agent() async throws {
        try await Tool.inSite { tool in
            try await tool.succeed(["case", "import", Tool.sample("cases/01-breast-her2/case.json")])
            let elapsed = try await Self.stop(
                try tool.process(["agent", "--poll", "20"]), once: "step taken", by: SIGTERM)
            #expect(elapsed < .seconds(5))
            #expect(try await tool.succeed(["case", "list", "--json"]).list().first?["status"] as? String == "listed")
            try await tool.succeed(["audit", "verify"])
            // mail that the signal cut off leaves with the next one
            try await tool.succeed(["agent", "--once"])
            #expect(try await tool.succeed(["agent", "--once"]).output == "Nothing is due.\n")
        }
    }

    @Test("Pages and agent run in one process and end together on Ctrl-C")
    func serve() async throws {
        try await Tool.inSite { tool in
            let elapsed = try await Self.stop(
                try tool.process(["serve", "--port", "0"]), once: "Serving on http://127.0.0.1:", by: SIGINT)
            #expect(elapsed < .seconds(5))
        }
    }

    @Test("Mail that cannot leave is listed with the server's words, and only what failed can be put back")
    func mail() async throws {
        try await Tool.inSite(["--smtp-port", "1"]) { tool in
            try await tool.succeed(["case", "import", Tool.sample("cases/11-cord-compression-emergency/case.json")])
            try await tool.succeed(["agent", "--once"])
            let mail = try await tool.succeed(["mail", "list", "--json"]).list()
            let first = try #require(mail.first)
            #expect(first["state"] as? String == "deferred")
            #expect((first["words"] as? String)?.isEmpty == false)
            #expect(try await tool.succeed(["mail", "list", "--failed"]).output == "No email has failed.\n")
            let id = try #require(first["id"] as? String)
            #expect(try await tool.refused(["mail", "requeue", id]).contains("mail list --failed"))
        }
    }

    @Test("The log level comes from the environment, and one that does not exist is refused")
    func logLevel() async throws {
        try await Tool.inSite { tool in
            let refused = try await tool.run(["case", "list"], environment: ["TUMORBOARD_LOG_LEVEL": "loud"])
            #expect(refused.code == 1 && refused.errors.contains("loud"))
            let quiet = try await tool.run(["case", "list"], environment: ["TUMORBOARD_LOG_LEVEL": "error"])
            #expect(quiet.code == 0 && quiet.errors.isEmpty)
        }
    }

    /// Starts a process, waits until it says something, sends it a signal, and requires that it ends with 0.
    private static func stop(_ process: Process, once words: String, by signal: Int32) async throws -> Duration {
        let said = Pipe()
        process.standardOutput = said
        process.standardError = said
        process.standardInput = FileHandle.nullDevice
        let handle = said.fileHandleForReading
        try process.run()
        let heard = await withCheckedContinuation { heard in
            Thread.detachNewThread {
                var text = ""
                while !text.contains(words) {
                    let more = handle.availableData
                    if more.isEmpty { break }
                    text += String(decoding: more, as: UTF8.self)
                }
                heard.resume(returning: text)
            }
        }
        #expect(heard.contains(words), "\(heard)")
        let began = ContinuousClock.now
        kill(process.processIdentifier, signal)
        let code = await withCheckedContinuation { ended in
            Thread.detachNewThread {
                _ = handle.readDataToEndOfFile()
                process.waitUntilExit()
                ended.resume(returning: process.terminationStatus)
            }
        }
        #expect(code == 0)
        return ContinuousClock.now - began
    }
}
