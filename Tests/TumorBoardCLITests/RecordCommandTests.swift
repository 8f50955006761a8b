import Foundation
import Testing

@Suite("tumorboard record")
struct RecordCommandTests {
    private func inCase(_ body: (Tool, String) async throws -> Void) async throws {
        try await Tool.inSite { tool in
            try await tool.succeed(["case", "import", Tool.sample("cases/03-rectum-missing-records/case.json")])
            try await body(tool, try await tool.onlyCase())
        }
    }

    @Test("a file is added, listed, shown and written out again, for its owner alone and never over another")
    func files() async throws {
        try await inCase { tool, id in
            let bytes = Data("%PDF-1.7\n".utf8) + Data([0, 0xFF]) + Data("\n%%EOF\n".utf8)
            let scan = tool.folder.appending(path: "scan of liver.pdf")
            try bytes.write(to: scan)
            try await tool.succeed([
                "record", "add", id, scan.path, "--class", "imagingReport", "--outside", "--date", "2026-10-20",
                "--source", "Klinik am Fluss", "--record-id", "mri",
            ])
            let list = try await tool.succeed(["record", "list", id, "--json"]).list()
            let record = try #require(
                list.compactMap { $0["record"] as? [String: Any] }.first { $0["id"] as? String == "mri" })
            #expect((record["file"] as? [String: Any])?["mediaType"] as? String == "application/pdf")
            #expect(record["fromOutside"] as? Bool == true)
            let shown = try await tool.succeed(["record", "show", id, "mri"]).output
            for words in ["scan of liver.pdf", "another hospital", "Klinik am Fluss", "SHA-256", "here"] {
                #expect(shown.contains(words), "\(words)")
            }
            let target = tool.folder.appending(path: "out.pdf")
            try await tool.succeed(["record", "get", id, "mri", "--output", target.path])
            #expect(try Data(contentsOf: target) == bytes)
            let mode = try FileManager.default.attributesOfItem(atPath: target.path)[.posixPermissions] as? NSNumber
            #expect(mode?.intValue == 0o600)
            _ = try await tool.refused(["record", "get", id, "mri", "--output", target.path])
            _ = try await tool.refused(["record", "get", id, "nothing", "--output", target.path + "2"])
            let audit = try await tool.succeed(["audit", "verify"]).output
            #expect(audit.contains("1 files"))
        }
    }

    @Test("what is not taken is refused in one line that names the file and says what to send")
    func refusals() async throws {
        try await inCase { tool, id in
            let program = try tool.write("MZ\u{1}\u{2}", to: "report.pdf")
            let page = try tool.write("<!DOCTYPE html><html></html>", to: "photo.jpg")
            for file in [program, page, tool.folder.path, tool.folder.path + "/none"] {
                let errors = try await tool.refused(["record", "add", id, file, "--class", "other"])
                #expect(errors.contains(file), "\(errors)")
            }
            let text = try tool.write("words\n", to: "a.txt")
            #expect(try await tool.run(["record", "add", id, text, "--class", "other", "--pending"]).code == 64)
            _ = try await tool.refused(["record", "add", id, text, "--class", "images"])
        }
    }

    @Test("slides are followed from release to return, and a step out of order is refused with what can come")
    func custody() async throws {
        try await inCase { tool, id in
            try await tool.succeed([
                "record", "add", id, "--class", "slidesOrBlocks", "--pending", "--record-id", "slides",
            ])
            let step = ["record", "custody", id, "slides", "--person", "A. Amsel", "--step"]
            let early = try await tool.refused(step + ["returned"])
            #expect(early.contains("nothing was recorded"))
            try await tool.succeed(step + ["released", "--date", "2026-10-20"])
            _ = try await tool.refused(step + ["shipped", "--date", "2026-10-21"])
            try await tool.succeed(
                step + ["shipped", "--date", "2026-10-21", "--carrier", "Courier", "--tracking", "X 17"])
            let pending = try await tool.succeed(["record", "show", id, "slides"]).output
            #expect(pending.contains("asked for, shipped") && pending.contains("Courier X 17"))
            try await tool.succeed(step + ["signedFor", "--note", "6 slides"])
            #expect(try await tool.succeed(["record", "show", id, "slides"]).output.contains("here, signed for"))
            try await tool.succeed(step + ["returned"])
            let over = try await tool.refused(step + ["lost"])
            #expect(over.contains("which is the end"))
        }
    }

    @Test("asking queues a mail, and is refused for slides, which cannot be uploaded")
    func asking() async throws {
        try await inCase { tool, id in
            let asked = try await tool.succeed(["record", "ask", id, "--from", "doctor", "--class", "images"])
            #expect(asked.output.contains("images"))
            let mail = try await tool.succeed(["mail", "list", "--json"]).list()
            #expect(mail.contains { $0["kind"] as? String == "record-chase" })
            _ = try await tool.refused(["record", "ask", id, "--from", "doctor", "--class", "slidesOrBlocks"])
            #expect(try await tool.run(["record", "ask", id, "--from", "nurse"]).code == 64)
        }
    }
}
