import Foundation
import Testing

@Suite("A site from the command line") struct SiteCommandTests {
    @Test("A site is founded with its settings, keys for their owner alone, and templates on request; never twice")
    func found() async throws {
        try await Tool.inFolder { tool in
            try await tool.succeed(["init", tool.site.path, "--name", "St Test", "--smtp-port", "2525", "--templates"])
            let settings = try String(contentsOf: tool.site.appending(path: "tumorboard.yaml"), encoding: .utf8)
            #expect(settings.contains("name: \"St Test\"") && settings.contains("port: 2525"))
            let key = tool.site.appending(path: "keys/master.key").path
            let mode = try FileManager.default.attributesOfItem(atPath: key)[.posixPermissions] as? NSNumber
            #expect(mode?.intValue == 0o600)
            let templates = try FileManager.default.contentsOfDirectory(
                atPath: tool.site.appending(path: "Templates").path)
            #expect(templates.contains("letter.en.mustache"))
            #expect(try await tool.refused(["init", tool.site.path]).contains("already holds a site"))
        }
    }

    @Test(
        "A setting that cannot work is a wrong use, and nothing is founded",
        arguments: [
            ["--url", "board.example"], ["--url", "https://board.example/"], ["--time-zone", "Europe/Nowhere"],
            ["--mail-from", "nobody"], ["--smtp-security", "none"], ["--smtp-host", "mail.example"],
            ["--name", "a\"b"],
            ["--smtp-port", "0"],
        ])
    func wrongSettings(options: [String]) async throws {
        try await Tool.inFolder { tool in
            let run = try await tool.run(["init", tool.site.path] + options)
            #expect(run.code == 64, "\(run.errors)")
            #expect(!FileManager.default.fileExists(atPath: tool.site.path))
        }
    }

    @Test("A command without a site is refused with the command that makes one")
    func noSite() async throws {
        try await Tool.inFolder { tool in
            let here = try await tool.refused(["case", "list"])
            #expect(here.contains("tumorboard init"))
            let there = try await tool.refused(["case", "list", "--site", "/nowhere/at/all"])
            #expect(there.contains("/nowhere/at/all"))
        }
    }

    @Test("Every command has its help, and what is no command is a wrong use")
    func help() async throws {
        let commands = [
            "init", "doctor", "serve", "agent", "backup", "restore", "audit verify", "audit head", "mail list",
            "mail requeue", "roster import", "roster show", "policy adopt", "policy show", "session add",
            "session list",
            "session show", "case import", "case list", "case show", "case search", "case documents", "case passphrase",
            "case code", "case consent", "case end", "record add", "review result", "alert ack", "sign", "conversation",
            "opinion template", "opinion cast", "consensus decide",
        ]
        try await Tool.inFolder { tool in
            for command in commands {
                let run = try await tool.run(command.split(separator: " ").map(String.init) + ["--help"])
                #expect(run.code == 0 && run.output.contains("OVERVIEW"), "\(command)")
            }
            #expect(try await tool.run(["cases"]).code == 64)
            #expect(try await tool.run(["case", "show", "not a case"]).code == 64)
        }
    }

    @Test("Roster, policy and sessions are put in force, shown, and kept in JSON")
    func rules() async throws {
        try await Tool.inSite { tool in
            let roster = try await tool.succeed(["roster", "show", "--json"]).object()
            #expect((roster["boards"] as? [Any])?.count == 4)
            #expect(try await tool.succeed(["roster", "show"]).output.contains("Breast and gynaecological board"))
            let policy = try tool.write("ballots: {codeForStaff: false}\n", to: "policy.yaml")
            #expect(try await tool.succeed(["policy", "adopt", policy]).output.contains("ballots.codeForStaff"))
            let shown = try await tool.succeed(["policy", "show"]).output
            #expect(shown.contains { $0 == "*" })
            #expect(
                try await tool.succeed(["policy", "adopt", Tool.sample("policy.yaml")]).output.contains("standard"))
            let bad = try tool.write("ballots: {codeForStaf: false}\n", to: "bad.yaml")
            #expect(try await tool.refused(["policy", "adopt", bad]).contains("bad.yaml:1: ballots.codeForStaf"))
            let session = [
                "session", "add", "--id", "extra", "--board", "gi-urology", "--starts", "2026-12-01T09:00:00Z",
            ]
            try await tool.succeed(session + ["--minutes", "60", "--place", "Room 4"])
            #expect(try await tool.refused(session).contains("extra"))
            let shownSession = try await tool.succeed(["session", "show", "extra"]).output
            #expect(
                shownSession.contains("2026-12-01 10:00 Europe/Berlin, 60 minutes") && shownSession.contains("Room 4"))
            #expect(try await tool.succeed(["session", "list", "--json"]).list().count == 9)
            #expect(try await tool.run(["session", "add", "--id", "other"]).code == 64)
        }
    }

    @Test("A backup restored into an empty folder verifies and works; one changed byte is named")
    func backup() async throws {
        try await Tool.inSite { tool in
            try await tool.succeed(["case", "import", Tool.sample("cases/01-breast-her2/case.json")])
            let backup = tool.folder.appending(path: "backup")
            let made = try await tool.succeed(["backup", backup.path])
            #expect(made.output.contains("Keep the keys apart"))
            try await tool.refused(["backup", backup.path])
            let new = tool.folder.appending(path: "new").path
            #expect(try await tool.succeed(["restore", backup.path, "--site", new]).output.contains("are sound"))
            #expect(try await tool.succeed(["case", "list", "--json", "--site", new]).list().count == 1)
            try await tool.refused(["restore", backup.path, "--site", new])
            let head = try tool.write(
                try await tool.succeed(["audit", "head", "--json"]).output, to: "head.json")
            try await tool.succeed(["audit", "verify", "--head", head, "--site", new])
            try Self.changeOneByte(of: URL(fileURLWithPath: new).appending(path: "data/journal.sqlite"))
            let broken = try await tool.refused(["audit", "verify", "--site", new])
            #expect(broken.contains("broken at position") && broken.contains("roster/site"), "\(broken)")
            let report = try await tool.run(["audit", "verify", "--site", new, "--json"])
            #expect(report.code == 1)
            #expect(try report.object()["broken"] as? String != nil)
        }
    }

    @Test("The doctor ends with 1 and names what is to be mended")
    func doctor() async throws {
        try await Tool.inSite { tool in
            let run = try await tool.run(["doctor"])
            #expect(run.code == 1)
            #expect(run.output.contains("✗ clock") && run.output.contains("✓ keys"))
            #expect(run.errorLines.count == 1 && run.errors.contains("clock"))
            #expect(try await tool.run(["doctor", "--json"]).list().count == 13)
        }
    }

    private static func changeOneByte(of database: URL) throws {
        var bytes = try Data(contentsOf: database)
        let name = try #require(bytes.range(of: Data("Annika Lindqvist".utf8)))
        bytes[name.lowerBound] = UInt8(ascii: "E")
        try bytes.write(to: database)
    }
}
