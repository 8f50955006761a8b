import Foundation
import Testing

@Suite("Cases from the command line") struct CaseCommandTests {
    private static let breast = Tool.sample("cases/01-breast-her2/case.json")

    @Test("One bad file never stops the rest: the others are imported, and the command ends with 1")
    func several() async throws {
        try await Tool.inSite { tool in
            let bad = try tool.write("{\"resourceType\": \"Bundle\"}", to: "bad.json")
            let run = try await tool.run([
                "case", "import", Self.breast, bad, "no-such-file.json",
                Tool.sample("cases/05-prostate-two-ways/case.yaml"),
            ])
            #expect(run.code == 1)
            #expect(run.errorLines.count == 2)
            #expect(run.errors.contains("bad.json") && run.errors.contains("no-such-file.json: there is no such file"))
            let cases = try await tool.succeed(["case", "list", "--json"]).list()
            #expect(cases.count == 2)
        }
    }

    @Test("The report tells what was understood and what is missing for listing")
    func report() async throws {
        try await Tool.inSite { tool in
            let file = Tool.sample("cases/03-rectum-missing-records/case.json")
            let run = try await tool.succeed(["case", "import", file])
            let id = try await tool.onlyCase()
            #expect(run.output.contains("Understood") && run.output.contains("Missing for listing"))
            #expect(run.output.contains("pathology report"))
            let again = try #require(
                try await tool.succeed(["case", "import", file, "--json"]).list().first)
            #expect(again["case"] as? String == id)
            #expect((again["changes"] as? [Any])?.isEmpty == true)
        }
    }

    @Test("The same patient again shows what differs; a person settles it, and an unknown field is named")
    func update() async throws {
        try await Tool.inSite { tool in
            try await tool.succeed(["case", "import", Self.breast])
            let id = try await tool.onlyCase()
            let text = try String(contentsOfFile: Self.breast, encoding: .utf8)
            #expect(text.contains("birthDate"))
            let other = text.replacing(/"birthDate"\s*:\s*"[0-9-]+"/, with: "\"birthDate\": \"1931-01-02\"")
            let run = try await tool.succeed(["case", "import", try tool.write(other, to: "again.json")])
            #expect(run.output.contains("updates case \(id)"))
            #expect(run.output.contains("again.json says “1931-01-02”"))
            #expect(try await tool.succeed(["case", "update", id]).output.contains("Disputed"))
            let sheet = try await tool.succeed(["case", "show", id]).output
            #expect(sheet.contains("Disputed") && sheet.contains("Presented") && sheet.contains("imaging 4/5"))
            let unknown = try await tool.run(["case", "update", id, "--set", "shoe=42", "--source", "telephone"])
            #expect(unknown.code == 1 && unknown.errors.contains("patient.birthDate"))
            try await tool.succeed([
                "case", "update", id, "--set", "patient.birthDate=1931-01-02", "--source", "passport",
            ])
            let after = try await tool.succeed(["case", "update", id]).output
            #expect(!after.contains("Disputed") && after.contains("replaced by “1931-01-02” (passport)"))
        }
    }

    @Test("Doubtful wording is listed and decided by a person")
    func triage() async throws {
        try await Tool.inSite { tool in
            try await tool.succeed(["case", "import", Self.breast])
            let id = try await tool.onlyCase()
            #expect(try await tool.succeed(["case", "triage"]).output.contains("No doubtful wording"))
            let report = try tool.write("Invasion cannot be ruled out.", to: "report.txt")
            try await tool.succeed(["record", "add", id, report, "--class", "pathologyReport", "--record-id", "second"])
            #expect(try await tool.succeed(["case", "triage", id]).output.contains("cannot be ruled out"))
            try await tool.succeed([
                "case", "triage", id, "--record", "second", "--phrase", "cannot be ruled out", "--confirm",
            ])
            #expect(try await tool.succeed(["case", "show", id]).output.contains("pathology re-review"))
            #expect(try await tool.succeed(["case", "triage"]).output.contains("No doubtful wording"))
            let review = try tool.write("Invasive. No doubt is left.", to: "review.txt")
            try await tool.succeed(["review", "result", id, "pathologyReReview", "--file", review, "--by", "Dr P"])
            let records = try await tool.succeed(["record", "list", id]).output
            #expect(records.contains("pathologyReReview-") && records.contains("review.txt"), "the file itself is kept")
            #expect(try await !tool.succeed(["case", "show", id]).output.contains("waiting for information"))
        }
    }

    @Test("A case shows where it stands, why, and what happened; sealed and unknown things stay so")
    func show() async throws {
        try await Tool.inSite { tool in
            try await tool.succeed(["case", "import", Self.breast])
            try await tool.succeed(["agent", "--once"])
            let text = try await tool.succeed(["case", "show", "C-0001"]).output
            for words in [
                "listed", "session breast-1", "Seats", "expertise 5 of 5 in breast", "Not seated",
                "Referred to the board",
            ] { #expect(text.contains(words), "\(words)") }
            let sheet = try await tool.succeed(["case", "show", "C-0001", "--json"]).object()
            #expect(sheet["status"] as? String == "listed")
            let seats = try #require(sheet["seats"] as? [[String: Any]])
            #expect(seats.count == 3)
            for seat in seats { #expect((seat["reasons"] as? [String])?.isEmpty == false) }
            #expect(try await tool.succeed(["session", "show", "breast-1"]).output.contains("C-0001"))
            #expect(try await tool.refused(["case", "show", "C-0002"]).contains("tumorboard case list"))
            #expect(try await tool.refused(["case", "documents", "C-0001", "--out", "docs"]).contains("cut-off"))
        }
    }

    @Test("A case is found by a word of the name, and by nothing else")
    func search() async throws {
        try await Tool.inSite { tool in
            try await tool.succeed(["case", "import", Self.breast])
            let name = try #require(
                try await tool.succeed(["case", "show", "C-0001", "--json"]).object()["patient"] as? String)
            let word = try #require(name.split(separator: " ").last)
            #expect(try await tool.succeed(["case", "search", String(word), "--json"]).list().count == 1)
            #expect(try await tool.succeed(["case", "search", "nobody", "--json"]).list().isEmpty)
            let database = try Data(contentsOf: tool.site.appending(path: "data/journal.sqlite"))
            #expect(database.range(of: Data(word.utf8)) == nil)
        }
    }

    @Test("A passphrase comes from standard input or a file, never from an argument; a code is for the telephone")
    func secrets() async throws {
        try await Tool.inSite { tool in
            try await tool.succeed(["case", "import", Self.breast])
            try await tool.succeed(["case", "passphrase", "C-0001"], input: "quiet morning by the river\n")
            #expect(try await tool.refused(["case", "passphrase", "C-0001"], input: "  \n").contains("too short"))
            try await tool.refused(["case", "passphrase", "C-0001"], input: "")
            #expect(try await tool.run(["case", "passphrase", "C-0001", "quiet morning"], input: "").code == 64)
            let file = try tool.write("stones under clear water\n", to: "pass")
            let other = Tool.sample("cases/02-lung-stage-three/case.json")
            try await tool.succeed(["case", "import", other, "--passphrase-file", file])
            let second = try #require(
                try await tool.succeed(["case", "list", "--json"]).list().last?["id"] as? String)
            let timeline = try await tool.succeed(["case", "show", second]).output
            #expect(timeline.contains("passphrase was set") && !timeline.contains("clear water"))
            #expect(try await tool.run(["case", "import", other, Self.breast, "--passphrase-file", file]).code == 64)
            let code = try #require(
                try await tool.succeed(["case", "code", "C-0001", "--json"]).object()["code"] as? String)
            #expect(code.wholeMatch(of: /\d{6}/) != nil)
        }
    }

    @Test("A text file's content becomes the wording of a record; of any other file the digest and size are kept")
    func records() async throws {
        try await Tool.inSite { tool in
            try await tool.succeed(["case", "import", Tool.sample("cases/03-rectum-missing-records/case.json")])
            let id = try await tool.onlyCase()
            let text = try tool.write("Adenocarcinoma, moderately differentiated.\n", to: "report.txt")
            let scan = tool.folder.appending(path: "scan.pdf")
            try (Data("%PDF-1.7\n".utf8) + Data([0x00, 0xFF]) + Data("\n%%EOF\n".utf8)).write(to: scan)
            let added = try await tool.succeed([
                "record", "add", id, text, "--class", "pathologyReport", "--date", "2026-10-20", "--source",
                "Lab",
                "--title", "Biopsy of the rectum",
            ])
            #expect(added.output.contains("SHA-256"))
            try await tool.succeed(["record", "add", id, scan.path, "--class", "other", "--material"])
            try await tool.succeed(["record", "add", id, "--class", "slidesOrBlocks", "--title", "Four slides"])
            let timeline = try await tool.succeed(["case", "show", id]).output
            for words in ["Biopsy of the rectum added", "marked as material", "Four slides added"] {
                #expect(timeline.contains(words), "\(words)")
            }
            #expect(try await tool.run(["record", "add", id, "--class", "letter"]).code == 64)
            #expect(try await tool.run(["record", "add", id, "--class", "other", "--date", "soon"]).code == 64)
        }
    }

    @Test("What the domain refuses is refused in one line: signing, acknowledging, results nobody asked for")
    func refusals() async throws {
        try await Tool.inSite { tool in
            try await tool.succeed(["case", "import", Self.breast])
            #expect(
                try await tool.refused(["sign", "C-0001", "--by", "r-lindqvist", "--name", "A L"]).contains("no plan"))
            #expect(try await tool.refused(["sign", "C-0001", "--by", "r-nobody", "--name", "N"]).contains("r-nobody"))
            #expect(try await tool.refused(["alert", "ack", "C-0001", "--by", "Dr N"]).contains("no alert"))
            #expect(try await tool.refused(["conversation", "C-0001", "--by", "Dr N"]).contains("not signed"))
            let result = ["review", "result", "C-0001", "pathologyReReview", "--by", "Dr P"]
            #expect(try await tool.refused(result + ["--text", "GIST"]).contains("nobody asked"))
            #expect(try await tool.run(result).code == 64)
            try await tool.succeed([
                "case", "end", "C-0001", "--how", "transferred", "--note", "moved away", "--as", "Ms C",
            ])
            #expect(try await tool.refused(["case", "end", "C-0001", "--how", "died"]).contains("has ended"))
            let shown = try await tool.succeed(["case", "show", "C-0001"]).output
            #expect(shown.contains("Ms C") && shown.contains("moved away"))
        }
    }

    @Test("An emergency is taken by a named clinician")
    func emergency() async throws {
        try await Tool.inSite { tool in
            try await tool.succeed(["case", "import", Tool.sample("cases/11-cord-compression-emergency/case.json")])
            let id = try await tool.onlyCase()
            let done = try await tool.succeed([
                "alert", "ack", id, "--by", "Dr Blum", "--note", "on the way", "--json",
            ])
            #expect(try done.object()["status"] as? String == "acknowledged")
        }
    }

    // Bundles of other makers are kept outside the package; without them this test says so and is skipped.
    @Test(
        "Every bundle of the shared corpus becomes a case or is refused with a reason",
        .enabled(if: Tool.shared != nil, "no ../shared"))
    func corpus() async throws {
        let corpus = try #require(Tool.shared).appending(path: "corpus")
        let names = try #require(FileManager.default.enumerator(atPath: corpus.path)).compactMap { $0 as? String }
        let bundles = names.filter { $0.hasSuffix(".json") }.sorted().map { corpus.appending(path: $0).path }
        try #require(!bundles.isEmpty)
        try await Tool.inSite { tool in
            let run = try await tool.run(["case", "import", "--json"] + bundles)
            #expect(run.code == 0 || run.code == 1)
            let reports = try run.list()
            #expect(reports.count == bundles.count)
            for report in reports {
                #expect((report["case"] == nil) != (report["error"] == nil), "\(report["file"] ?? "")")
            }
        }
    }
}
