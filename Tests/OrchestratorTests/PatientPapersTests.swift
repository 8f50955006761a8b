import Documents
import Foundation
import Testing
import TumorBoard

@testable import Orchestrator

@Suite("What patients and their own doctors hold")
struct PatientPapersTests {
    let library: TemplateLibrary

    init() throws { library = try TemplateLibrary(overrides: nil) }

    @Test("Where the patient chooses, the ways stand in the order of the alphabet, each with its own answers")
    func decisionAid() throws {
        let stage = try PaperStage(library)
        let aid = try #require(stage.presenter.decisionAid(stage.plan))
        #expect(aid.options.map(\.name) == ["An operation", "Radiation treatment"])
        #expect(aid.options.map(\.what) == [["Nerve-sparing prostatectomy"], ["60 Gy in 20 fractions"]])
        #expect(aid.options.map(\.duration) == [["Four nights."], ["Four weeks."]])
        #expect(aid.options.first?.benefits == ["About 98 in 100 men are alive after ten years."])
        #expect(
            aid.options.first?.sideEffects == [
                "Leaking urine in 10 in 100 people.", "Weaker erections in 40 in 100 people.",
            ])
        let wish = try #require(aid.preferences.first)
        #expect(wish.answers.map(\.words) == ["surgery: weeks away", "radiotherapy: weeks away"])
        #expect(wish.answers.map(\.isMet) == [false, true])
        #expect(aid.goals == ["To see my shop's jubilee"])
        let plan = stage.presenter.patientPlan(stage.plan)
        #expect(plan.steps == ["An operation", "Radiation treatment"])
        #expect(plan.preferences.first?.explanation.contains("An operation: surgery: weeks away") == true)
        let html = try library.html("decision-aid", aid.value)
        #expect(html.contains("It cannot keep to this. surgery: weeks away"))
    }

    @Test("A plan of one way has no decision aid")
    func noChoice() throws {
        let stage = try PaperStage(library, isChoice: false)
        #expect(stage.presenter.decisionAid(stage.plan) == nil)
    }

    @Test("A wish that nobody answered for a way says so, and is not called met")
    func unanswered() throws {
        let stage = try PaperStage(library) { if $0.vote.reviewer == "s1" { $0.preferences = [] } }
        let aid = try #require(stage.presenter.decisionAid(stage.plan))
        #expect(aid.preferences.first?.answers.first == AidAnswer(option: "An operation"))
        #expect(try library.html("decision-aid", aid.value).contains("Nobody has said how this way fits it."))
    }

    @Test(
        "A hospital's German folder gives a German plan, dates and sentences included; without one it is English and says so"
    )
    func german() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "german-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = [
            "plan-body.de.mustache": """
            <p>{{greeting}},</p>
            <h2>Was wir empfehlen</h2>
            {{#recommendation}}<p>{{.}}</p>{{/recommendation}}
            <ol>{{#steps}}<li>{{.}}</li>{{/steps}}</ol>
            {{> next-steps}}
            <p>{{date}}</p>
            {{#glossary}}<p>{{term}}: {{meaning}}</p>{{/glossary}}
            """,
            "phrases.de.txt": """
            greeting: Guten Tag {name}
            aimCurative: Das Ziel ist die Heilung.
            modality.surgery: eine Operation
            talk: Sprechen Sie darüber und entscheiden Sie
            youWith: Sie, zusammen mit {doctor}
            date: {day}. {month} {year}
            months: Januar, Februar, März, April, Mai, Juni, Juli, August, September, Oktober, November, Dezember
            """,
            "glossary.de.txt": "Prostatektomie | prostatectomy: die Entfernung der Prostata\n",
        ]
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        let own = try TemplateLibrary(overrides: folder)
        for wanted in ["de", "de-AT"] {
            let stage = try PaperStage(own, language: wanted, isChoice: false)
            let plan = stage.presenter.patientPlan(stage.plan)
            #expect(stage.presenter.patientLanguage.lacking == nil)
            let html = try own.html("plan", plan.value, language: plan.language)
            #expect(html.contains("<html lang=\"de\" dir=\"ltr\">"))
            for words in [
                "Guten Tag Erika Beispiel", "Das Ziel ist die Heilung.", "Eine Operation: nerve-sparing",
                "Was wir empfehlen",
                "Sie, zusammen mit Dr. Ruth Fern", "2. November 2026", "die Entfernung der Prostata",
            ] { #expect(html.contains(words), "\(words)") }
            #expect(
                plan.why.first == "All 3 specialists who gave an opinion recommend the same.", "left out: in English")
        }
        let french = try PaperStage(own, language: "fr", isChoice: false)
        let plan = french.presenter.patientPlan(french.plan)
        #expect(plan.language == "en" && french.presenter.patientLanguage.lacking == "fr")
        #expect(french.presenter.patientLanguage.remark?.contains("“fr”") == true)
        #expect(try own.html("plan", plan.value, language: plan.language).contains("<html lang=\"en\" dir=\"ltr\">"))
    }

    @Test("A language that runs from right to left says so to whoever shows or prints it")
    func rightToLeft() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "arabic-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("<h2>ما نوصي به</h2>".utf8).write(to: folder.appending(path: "plan-body.ar.mustache"))
        let own = try TemplateLibrary(overrides: folder)
        let stage = try PaperStage(own, language: "ar", isChoice: false)
        let plan = stage.presenter.patientPlan(stage.plan)
        #expect(try own.html("plan", plan.value, language: plan.language).contains("<html lang=\"ar\" dir=\"rtl\">"))
    }

    @Test(
        "A list of sentences with a key that nothing asks for, or without a place that is filled in, is refused by its line",
        arguments: ["greting: Dear {name}", "greeting: Dear", "then: {first}, dann {zweites}"])
    func phrases(line: String) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "phrases-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("# ours\n\(line)\n".utf8).write(to: folder.appending(path: "phrases.de.txt"))
        let error = #expect(throws: TemplateError.self) { try TemplateLibrary(overrides: folder) }
        guard case .malformed("phrases.de.txt", 2, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("Whoever signs is told how hard the plan is to read, and who wrote the hardest sentence")
    func reading() throws {
        let hard =
            "Perioperative complications necessitating reintervention, notwithstanding meticulous multidisciplinary "
            + "preparation, occasionally prolong hospitalisation considerably beyond expectations."
        let stage = try PaperStage(library, isChoice: false) {
            if $0.vote.reviewer == "s1" { $0.burden = hard } else { $0.burden = "" }
        }
        let authors = stage.presenter.authors(stage.plan)
        let reading = try #require(
            PlanReading(of: stage.presenter.patientPlan(stage.plan), rules: .standard, authors: authors))
        #expect(reading.hardest.first?.text == hard)
        #expect(reading.hardest.first?.author == "s1, surgeon")
        #expect(reading.summary.contains("policy asks for grade 8 at most"))
        let none = PlainLanguageRules(grade: 20, lix: 100, sentenceWords: 100)
        let easy = try #require(PlanReading(of: stage.presenter.patientPlan(stage.plan), rules: none, authors: []))
        #expect(!easy.isHard)
    }

    // Rendering takes WeasyPrint; without it this test says so and is skipped.
    private static let canPrint = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .contains { FileManager.default.isExecutableFile(atPath: "\($0)/weasyprint") }

    @Test(
        "The tightest summary is one page whatever was written; the roomiest one says all of it",
        .enabled(if: canPrint, "WeasyPrint is not installed"))
    func onePage() async throws {
        let long = (1...40).map { "complication number \($0) that needs a good many words to be told in 5 %" }
        let stage = try PaperStage(library) { opinion in
            opinion.sideEffects = long.joined(separator: "; ")
            opinion.conditions = long.map { PlanCondition(trigger: "If \($0)", action: "the board looks at it again") }
            opinion.detail = [.surgery: long.joined(separator: ", "), .radiotherapy: long.joined(separator: ", ")]
        }
        func pages(_ fit: SummaryFit) async throws -> Int? {
            let summary = stage.presenter.summary(stage.plan, fit: fit)
            let html = try library.html("summary", summary.value)
            return PDFPages.count(in: try await WeasyPrint().pdf(html: html, created: PaperStage.frozen))
        }
        let first = try #require(SummaryFit.all.first)
        let last = try #require(SummaryFit.all.last)
        #expect(try await pages(first) ?? 0 > 1)
        #expect(try await pages(last) == 1)
        let tight = stage.presenter.summary(stage.plan, fit: last)
        #expect(tight.watchFor.items.count == 3 && tight.watchFor.more == "77 more")
        #expect(tight.watchFor.items.allSatisfy { $0.count <= 92 })
    }
}
