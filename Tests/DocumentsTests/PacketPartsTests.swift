import Foundation
import Testing

@testable import Documents

@Suite("Parts of a packet")
struct PacketPartsTests {
    @Test(
        "Words run in the direction of their first letter",
        arguments: [
            ("سرطان الثدي", true), ("12. سرطان", true), ("תשובה", true), ("CT صدر", false), ("乳がん", false),
            ("स्तन", false), ("", false), ("4711", false),
        ])
    func direction(text: String, isRightToLeft: Bool) {
        #expect((PacketText(text).direction == "rtl") == isRightToLeft)
    }

    @Test("Words from the right to the left say so in the page")
    func page() throws {
        var packet = Fixture.packet
        packet.question = "هل يمكن الاستغناء عن الجراحة؟"
        let html = try TemplateLibrary.builtIn.get().html("packet", packet.value)
        #expect(html.contains("<span class=\"words\" dir=\"rtl\">هل"))
        #expect(html.matches(of: /dir="rtl"/).count == 2)
    }

    @Test("A mark beside a fact leads to its source and tells it by itself")
    func marks() throws {
        let html = try TemplateLibrary.builtIn.get().html("packet", Fixture.packet.value)
        #expect(html.contains("<a href=\"#source-1\" title=\"Observation/mr-1 in bundle.json\">1</a>"))
        #expect(html.contains("<li id=\"source-1\">Observation/mr-1"))
    }

    @Test("The picture goes into the page as it was drawn, and the rest is escaped")
    func picture() throws {
        let html = try TemplateLibrary.builtIn.get().html("packet", Fixture.packet.value)
        #expect(html.contains(Pictures.rectum.svg().trimmingCharacters(in: .newlines)))
        #expect(html.contains("6.2 &lt;µg/l&gt;"))
    }

    @Test("What was not presented has words in place of a score")
    func completeness() throws {
        let html = try TemplateLibrary.builtIn.get().html("packet", Fixture.packet.value)
        #expect(html.contains("<td>4 of 5</td>") && html.contains("<em>not presented</em>"))
    }

    @Test("Text is cut to the lines that there is room for, and says that more was said")
    func lines() {
        #expect(SVGText.lines("CT", width: 20, most: 2) == ["CT"])
        let lines = SVGText.lines(String(repeating: "word ", count: 40), width: 12, most: 2)
        #expect(lines.count == 2 && lines.last?.last == "…")
        #expect(lines.allSatisfy { SVGText.width($0) <= 12 })
        #expect(SVGText.lines(String(repeating: "x", count: 90), width: 10, most: 3).count == 3)
        #expect(SVGText.lines("", width: 10, most: 2) == [""])
        #expect(SVGText.escaped("a<b>&\"c\"\u{0}\u{FFFF}\n") == "a&lt;b&gt;&amp;&quot;c&quot; ")
    }
}
