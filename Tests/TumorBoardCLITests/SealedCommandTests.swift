import Foundation
import Orchestrator
import Testing
import TumorBoard

@Suite("Sealed opinions stay sealed on the command line") struct SealedCommandTests {
    private static let marker = "Zaunkoenig"
    private static let opinion = """
        status: cast
        diagnosisAgree: true
        stageAgree: true
        intent: curative
        plan: [[systemic], [surgery]]
        ratings: {surgery: 8, systemic: 9}
        detail: {surgery: \(marker) detail}
        benefits: \(marker) benefits
        sideEffects: \(marker) effects
        confidence: high
        guidelineConcordant: true
        guidelineRef: \(marker) guideline
        answerToBoard: \(marker) answer
        conditions: [{trigger: \(marker) trigger}]
        alternatives: [{name: \(marker) alternative, whyNot: \(marker) not}]
        rationale: \(marker) rationale
        """

    /// Every command that shows something of a case or of the site.
    private static let commands = [
        ["case", "show", "C-0001"], ["case", "list"], ["case", "find", "Anna"], ["case", "check", "C-0001"],
        ["task", "list"], ["clock", "list"], ["clock", "show", "C-0001"], ["record", "list", "C-0001"],
        ["coverage", "show", "C-0001"], ["session", "list"], ["schedule", "show"], ["mail", "list"],
        ["opinion", "verify", "C-0001"], ["key", "list"], ["roster", "show"], ["policy", "show"],
        ["fhir", "export", "C-0001"], ["audit", "verify"], ["doctor"],
    ]

    @Test("A marked opinion appears in no command's output before the close", arguments: [false, true])
    func commands(json: Bool) async throws {
        try await Invited.run(codeForStaff: false) { invited in
            let tool = invited.tool
            let file = try tool.write(Self.opinion, to: "opinion.yaml")
            try await tool.succeed(["opinion", "cast", file, "--link", invited.link])
            #expect(try invited.office.caseFile("C-0001").currentOpinions.count == 1)
            var told = 0
            for command in Self.commands {
                let run = try await tool.run(command + (json ? ["--json"] : []))
                #expect(!(run.output + run.errors).contains(Self.marker), "\(command)")
                if run.code == 0 { told += 1 }
            }
            #expect(told > 12)
            let backup = tool.folder.appending(path: "backup")
            try await tool.succeed(["backup", backup.path])
            let files = try #require(FileManager.default.enumerator(atPath: backup.path)).compactMap { $0 as? String }
            #expect(!files.isEmpty)
            for name in files {
                let place = backup.appending(path: name)
                guard try place.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
                #expect(try Data(contentsOf: place).range(of: Data(Self.marker.utf8)) == nil, "\(name)")
            }
        }
    }
}
