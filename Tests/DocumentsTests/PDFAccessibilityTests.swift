import Foundation
import Testing

@testable import Documents

/// What poppler can tell of a PDF's tags. Nothing here is a validation against PDF/UA-1: that takes veraPDF or PAC.
@Suite("Tags of the PDFs that people hold")
struct PDFAccessibilityTests {
    private static let created = Date(timeIntervalSince1970: 1_795_000_000)

    private static func path(of program: String) -> String? {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(program)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    private static let canLook = path(of: "weasyprint") != nil && path(of: "pdfinfo") != nil

    struct Paper: Sendable, CustomTestStringConvertible {
        let template: String
        let context: TemplateValue
        let title: String
        var pages: Int?
        var testDescription: String { title }
    }

    private static var largePlan: PlanContext {
        var plan = Fixture.plan
        plan.isLargePrint = true
        return plan
    }

    static let papers = [
        Paper(template: "plan", context: Fixture.plan.value, title: "Your treatment plan"),
        Paper(template: "plan", context: largePlan.value, title: "Your treatment plan"),
        Paper(template: "decision-aid", context: Fixture.aid.value, title: "Your choice: the ways side by side"),
        Paper(template: "decision-aid", context: Fixture.largeAid.value, title: "Your choice: the ways side by side"),
        Paper(
            template: "summary", context: Fixture.summary.value,
            title: "Summary for the patient’s own doctor, case TB-7K2M", pages: 1),
        Paper(template: "letter", context: Fixture.letter.value, title: "Recommendation of the board, case TB-7K2M"),
    ]

    @Test(
        "Tagged, titled, in a language, its headings in order, its tables with headers",
        .enabled(if: canLook, "WeasyPrint or pdfinfo (poppler-utils) is not installed"), arguments: papers)
    func tags(paper: Paper) async throws {
        let html = try TemplateLibrary.builtIn.get().html(paper.template, paper.context)
        let pdf = try await WeasyPrint().pdf(html: html, created: Self.created)
        let file = FileManager.default.temporaryDirectory.appending(path: "paper-\(UUID().uuidString).pdf")
        try pdf.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let facts = try Self.pdfinfo([file.path])
        #expect(facts.contains(/Tagged: +yes/) && facts.contains(/Suspects: +no/), "\(facts)")
        #expect(facts.contains(/Page size: .*A4/))
        #expect(facts.contains("Title:           \(paper.title)"), "\(facts)")
        let pages = try #require(facts.firstMatch(of: /Pages: +(\d+)/).flatMap { Int($0.1) })
        #expect(PDFPages.count(in: pdf) == pages)
        if let expected = paper.pages { #expect(pages == expected) }
        for mark in ["/Lang (en)", "/DisplayDocTitle true", "/StructTreeRoot", "/Marked true", "pdfuaid"] {
            #expect(pdf.range(of: Data(mark.utf8)) != nil, "\(mark)")
        }
        let tree = try Self.pdfinfo(["-struct", file.path])
        let levels = tree.matches(of: /\bH([1-6])\b/).compactMap { Int($0.1) }
        #expect(levels.first == 1 && levels.count { $0 == 1 } == 1, "\(levels)")
        for (one, next) in zip(levels, levels.dropFirst()) { #expect(next <= one + 1, "\(levels)") }
        let tables = tree.matches(of: /\bTable \(/).count
        #expect(tree.matches(of: /\bTH\b/).count >= 2 * tables, "each table has headers of columns and rows")
        #expect(html.matches(of: /<table/).isEmpty == (tables == 0))
        #expect(!tree.contains(/\bFigure\b/), "there is no picture in these, so none without words")
    }

    private static func pdfinfo(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(path(of: "pdfinfo")))
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: data, as: UTF8.self)
    }
}
