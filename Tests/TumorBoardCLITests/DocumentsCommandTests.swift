import Foundation
import Testing

@Suite("Documents from the command line") struct DocumentsCommandTests {
    private static let prostate = Tool.sample("cases/05-prostate-two-ways/case.yaml")

    @Test("A packet is shown before it is frozen, with the site's own templates and logo, and nothing is stored")
    func preview() async throws {
        try await Tool.inSite(["--templates"]) { tool in
            try await tool.succeed(["case", "import", Self.prostate])
            let templates = tool.site.appending(path: "Templates")
            let body = templates.appending(path: "packet-body.en.mustache")
            let text = try String(contentsOf: body, encoding: .utf8)
            try Data(text.replacingOccurrences(of: "At a glance", with: "In short").utf8).write(to: body)
            try Data("<svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8).write(
                to: templates.appending(path: "logo.svg"))
            let run = try await tool.succeed([
                "documents", "preview", "C-0005", "--seat", "radiationOncologist", "--output", "look", "--json",
            ])
            let path = try #require((try run.object()["files"] as? [String])?.first)
            #expect(path.hasSuffix("look/C-0005-packet-radiationOncologist.html"))
            let html = try String(contentsOfFile: path, encoding: .utf8)
            for words in ["In short", "data:image/svg+xml", "for the radiation oncologist", "not yet"] {
                #expect(html.contains(words), "\(words)")
            }
            let sheet = try await tool.succeed(["case", "show", "C-0005", "--json"]).object()
            #expect(sheet["packet"] == nil || sheet["packet"] is NSNull)
        }
    }

    @Test("A case file that is not imported is shown, and stays so")
    func file() async throws {
        try await Tool.inSite { tool in
            try await tool.succeed(["documents", "preview", "--file", Self.prostate, "--output", "packet.html"])
            let html = try String(contentsOf: tool.folder.appending(path: "packet.html"), encoding: .utf8)
            #expect(html.contains("At a glance") && html.contains("<svg"))
            #expect(try await tool.succeed(["case", "list", "--json"]).list().isEmpty)
        }
    }

    @Test("What there is not yet, or is asked for wrongly, is said")
    func refusals() async throws {
        try await Tool.inSite { tool in
            try await tool.succeed(["case", "import", Self.prostate])
            #expect(try await tool.refused(["documents", "preview", "C-0005", "--kind", "letter"]).contains("plan"))
            #expect(try await tool.refused(["documents", "preview", "C-0009"]).contains("case list"))
            for wrong in [
                [], ["C-0005", "--file", "x.yaml"], ["C-0005", "--kind", "plan", "--seat", "surgeon"],
                ["C-0005", "--output", "x.pdf", "--html"], ["C-0005", "--seat", "barber"],
            ] {
                #expect(try await tool.run(["documents", "preview"] + wrong).code == 64, "\(wrong)")
            }
        }
    }
}
