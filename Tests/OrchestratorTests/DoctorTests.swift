import Foundation
import MailCatcher
import Orchestrator
import Testing

@Suite("The doctor") struct DoctorTests {
    @Test("A site whose mail server answers has nothing wrong")
    func sound() async throws {
        try await inFolder { folder in
            let catcher = MailCatcher(directory: nil)
            let port = try await catcher.start()
            let office = try await site(in: folder.appending(path: "site"), smtpPort: port)
            let checks = await Doctor(office.paths, freeBytesNeeded: 1).examine()
            try await catcher.stop()
            // a renderer, fonts and image tools may be missing where the tests run; they are then all that is
            let mayBeMissing = ["PDF renderer", "fonts", "image tools"]
            let wrong = checks.filter { !$0.isGood && !mayBeMissing.contains($0.name) }
            #expect(wrong.isEmpty, "\(wrong)")
            #expect(checks.count == 13)
        }
    }

    @Test("A folder without a site is told from a broken one, with the command that makes one")
    func noSite() async throws {
        try await inFolder { folder in
            let checks = await Doctor(SitePaths(root: folder)).examine()
            let first = try #require(checks.first)
            #expect(!first.isGood)
            #expect(first.finding.contains("tumorboard init"))
        }
    }

    @Test(
        "Keys that others may read, a demo's clock, little disk and a silent mail server are each named with the mend")
    func faults() async throws {
        try await inFolder { folder in
            let catcher = MailCatcher(directory: nil)
            let port = try await catcher.start()
            try await catcher.stop()
            let office = try await site(in: folder.appending(path: "site"), smtpPort: port)
            let paths = office.paths
            try office.clock.set(Date(timeIntervalSince1970: 0))
            let streams = paths.keys.appending(path: "streams")
            let key = try #require(try FileManager.default.contentsOfDirectory(atPath: streams.path).first)
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o644], ofItemAtPath: streams.appending(path: key).path)
            let checks = await Doctor(paths, freeBytesNeeded: .max).examine()
            #expect(mend("keys", checks)?.contains("chmod 600") == true)
            #expect(mend("clock", checks)?.contains("rm ") == true)
            #expect(mend("disk", checks)?.contains("1 GiB") == true)
            #expect(mend("mail server", checks)?.contains("smtp.*") == true)
            #expect(checks.first { $0.name == "database" }?.isGood == true)
        }
    }

    @Test("An address in clear is fine on this machine and nowhere else")
    func address() async throws {
        for (url, isGood) in [
            ("http://127.0.0.1:8080", true), ("http://localhost", true), ("https://board.example", true),
            ("http://board.example", false),
        ] {
            try await inFolder { folder in
                let paths = SitePaths(root: folder.appending(path: "site"))
                try SiteFounding(url: url).create(at: paths)
                let checks = await Doctor(paths, freeBytesNeeded: 1).examine()
                #expect(checks.first { $0.name == "address" }?.isGood == isGood, "\(url)")
            }
        }
    }

    @Test("A template that does not parse is named with its file, a renderer that is not there with its setting")
    func templatesAndRenderer() async throws {
        try await inFolder { folder in
            let paths = SitePaths(root: folder.appending(path: "site"))
            try SiteFounding().create(at: paths)
            try FileManager.default.createDirectory(at: paths.templates, withIntermediateDirectories: true)
            try Data("{{#open}}".utf8).write(to: paths.templates.appending(path: "letter.en.mustache"))
            var settings = try String(contentsOf: paths.configuration, encoding: .utf8)
            settings = settings.replacing("command: \"weasyprint\"", with: "command: \"no-such-renderer\"")
            try settings.write(to: paths.configuration, atomically: true, encoding: .utf8)
            let checks = await Doctor(paths, freeBytesNeeded: 1).examine()
            #expect(checks.first { $0.name == "templates" }?.finding.contains("letter.en.mustache") == true)
            #expect(mend("PDF renderer", checks)?.contains("pdf.command") == true)
        }
    }

    private func mend(_ name: String, _ checks: [DoctorCheck]) -> String? {
        checks.first { $0.name == name && !$0.isGood }?.mend
    }
}
