import Foundation
import Testing

@Suite("Letters from the command line") struct LetterCommandTests {
    private static let rectum = Tool.sample("cases/03-rectum-missing-records/case.json")

    @Test("Every letter is listed and can be made, and each is in the case's history")
    func all() async throws {
        try await Tool.inSite { tool in
            try await tool.succeed(["case", "import", Self.rectum])
            let id = try await tool.onlyCase()
            let letters = try await tool.succeed(["letter", "list", "--json"]).list()
            #expect(letters.count == 7)
            for letter in letters {
                let kind = try #require(letter["letter"] as? String)
                let run = try await tool.succeed(["letter", "make", id, kind, "--as", "Ida Sommer"])
                #expect(run.output.contains(id), "\(kind)")
            }
            let history = try await tool.succeed(["case", "show", id]).output
            for letter in letters {
                #expect(history.contains("Letter “\(letter["letter"] ?? "")” made for"), "\(letter)")
            }
        }
    }

    @Test("A record request names what is missing, and is refused without consent")
    func recordRequest() async throws {
        try await Tool.inSite { tool in
            try await tool.succeed(["case", "import", Self.rectum])
            let id = try await tool.onlyCase()
            let made = try await tool.succeed(["letter", "make", id, "record-request", "--json"]).object()
            let text = try #require(made["text"] as? String)
            #expect(text.contains("Pathology report: it names the tumour"))
            #expect((made["tasks"] as? [String])?.contains("record.pathologyReport") == true)
            #expect((made["blanks"] as? [String])?.contains { $0.contains("site.address") } == true)
            try await tool.succeed(["case", "consent", id])
            let refusal = try await tool.refused(["letter", "make", id, "record-request"])
            #expect(refusal.contains("no record is requested without it"))
            #expect(try await tool.refused(["letter", "make", id, "slides-and-blocks"]).contains("without it"))
        }
    }

    @Test("Codes are the given ones or a blank, and what is none is refused")
    func codes() async throws {
        try await Tool.inSite { tool in
            try await tool.succeed(["case", "import", Tool.sample("cases/05-prostate-two-ways/case.yaml")])
            let id = try await tool.onlyCase()
            let blank = try await tool.succeed(["letter", "make", id, "preauthorisation", "--test", "PET-CT"])
            #expect(blank.errors.contains("the CPT code") && blank.errors.contains("the explanation"))
            #expect(blank.output.contains("Procedure code (CPT): ________"))
            let given = try await tool.succeed([
                "letter", "make", id, "network-gap", "--test", "PSMA PET-CT", "--cpt", "78815", "--icd10", "C61",
                "--reason", "No scanner within 300 km.", "--to", "Northern Mutual; Appeals",
            ])
            for words in ["(CPT): 78815", "(ICD-10): C61", "No scanner within 300 km.", "Northern Mutual\nAppeals"] {
                #expect(given.output.contains(words), "\(words)")
            }
            #expect(!given.errors.contains("code"))
            #expect(
                try await tool.refused(["letter", "make", id, "network-gap", "--cpt", "12"]).contains("no CPT code"))
            #expect(
                try await tool.refused(["letter", "make", id, "network-gap", "--icd10", "cancer"]).contains("ICD-10"))
        }
    }

    @Test("A letter goes to a file by its ending, readable by its owner alone")
    func files() async throws {
        try await Tool.inSite { tool in
            try await tool.succeed(["case", "import", Self.rectum])
            let id = try await tool.onlyCase()
            for name in ["letter.html", "letter.txt"] {
                try await tool.succeed(["letter", "make", id, "remote-review", "--output", name])
                let file = tool.folder.appending(path: name)
                let text = try String(contentsOf: file, encoding: .utf8)
                #expect(text.contains("No physical examination") || text.contains("NO PHYSICAL EXAMINATION"))
                let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
                #expect(mode == 0o600)
            }
            #expect(try await tool.run(["letter", "make", id, "travel", "--output", "letter.doc"]).code == 64)
        }
    }

    @Test("A case that was decided is presented again: linked, with its past, and without its consent")
    func again() async throws {
        try await Tool.inSite { tool in
            try await tool.succeed(["case", "import", Tool.sample("cases/05-prostate-two-ways/case.yaml")])
            let id = try await tool.onlyCase()
            #expect(try await tool.refused(["case", "again", id]).contains("has not finished"))
            try await tool.succeed(["case", "end", id, "--how", "treated"])
            let again = try await tool.succeed([
                "case", "again", id, "--question", "What now, with a rising PSA?", "--json",
            ]).object()
            let new = try #require(again["case"] as? String)
            #expect(new != id && again["earlier"] as? String == id)
            #expect((again["asked"] as? [String])?.first?.contains("consent") == true)
            let text = try await tool.succeed(["case", "show", new]).output
            #expect(text.contains("consent to a review is missing") && text.contains("Case \(id) of the same patient"))
            #expect(try await tool.succeed(["case", "show", id]).output.contains("Case \(new) of the same patient"))
            try await tool.succeed(["audit", "verify"])
        }
    }

    @Test("After a death no letter is written and no case is presented again")
    func died() async throws {
        try await Tool.inSite { tool in
            try await tool.succeed(["case", "import", Self.rectum])
            let id = try await tool.onlyCase()
            try await tool.succeed(["case", "end", id, "--how", "died"])
            #expect(try await tool.refused(["letter", "make", id, "what-next"]).contains("has died"))
            #expect(try await tool.refused(["case", "again", id]).contains("has died"))
        }
    }
}
