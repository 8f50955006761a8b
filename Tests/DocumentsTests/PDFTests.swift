import Foundation
import Testing

@testable import Documents

@Suite("PDF")
struct PDFTests {
    private static let created = Date(timeIntervalSince1970: 1_795_000_000)

    /// Skipped where WeasyPrint is not installed: `apt-get install weasyprint`.
    private static let isInstalled = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .contains { FileManager.default.isExecutableFile(atPath: "\($0)/weasyprint") }

    @Test("The same document gives the same bytes, tagged", .enabled(if: isInstalled, "WeasyPrint is not installed"))
    func repeatable() async throws {
        let html = try TemplateLibrary.builtIn.get().html("plan", Fixture.plan.value)
        let renderer = WeasyPrint()
        async let one = renderer.pdf(html: html, created: Self.created)
        async let other = renderer.pdf(html: html, created: Self.created)
        let (first, second) = try await (one, other)
        #expect(first == second)
        #expect(first.starts(with: Data("%PDF".utf8)))
        #expect(first.range(of: Data("pdfuaid".utf8)) != nil)
    }

    @Test("The installed version is told", .enabled(if: isInstalled, "WeasyPrint is not installed"))
    func version() async throws {
        let version = try #require(await WeasyPrint.version())
        #expect(version.first?.isNumber == true)
    }

    @Test(
        "A document that would fetch something is refused",
        arguments: [
            "<img src=\"https://example.org/x.png\">", "<img src='file:///etc/passwd'>",
            "<link rel=stylesheet href=x.css>",
            "<style>@import 'x.css';</style>", "<style>p { background: url(http://example.org/x) }</style>",
            "<p style=\"background: url('x.png')\">", "<object data=\"x.svg\"></object>",
        ])
    func external(html: String) async {
        let error = await #expect(throws: PDFError.self) {
            try await WeasyPrint().pdf(html: html, created: Self.created)
        }
        guard case .externalResource = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("A renderer that is not there is said to be unavailable")
    func unavailable() async {
        await #expect(throws: PDFError.unavailable) {
            try await WeasyPrint(command: "no-such-renderer").pdf(html: "<p>a", created: Self.created)
        }
        await #expect(throws: PDFError.unavailable) { try await NoPDF().pdf(html: "<p>a", created: Self.created) }
    }

    @Test("A renderer that dies before it has read the document is an error, and no more", .timeLimit(.minutes(1)))
    func failure() async {
        let error = await #expect(throws: PDFError.self) {
            try await WeasyPrint(command: "false").pdf(
                html: String(repeating: "<p>a", count: 300_000), created: Self.created)
        }
        guard case .failed = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("A renderer that takes too long is ended", .enabled(if: isInstalled, "WeasyPrint is not installed"))
    func timeout() async {
        await #expect(throws: PDFError.timedOut(seconds: 0)) {
            try await WeasyPrint(timeout: .milliseconds(1)).pdf(html: "<p>a", created: Self.created)
        }
    }
}
