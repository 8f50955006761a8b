import Foundation
import Testing

@testable import Documents

/// What a program can check of WCAG 2.2 AA in the pages and documents as rendered; the rest takes people.
@Suite("Accessibility of every page and document")
struct AccessibilityTests {
    let library: TemplateLibrary

    init() throws { library = try TemplateLibrary.builtIn.get() }

    struct Sheet: Sendable, CustomTestStringConvertible {
        let template: String
        let context: TemplateValue
        var testDescription: String { template }
    }

    static let sheets: [Sheet] = {
        var large = Fixture.plan
        large.isLargePrint = true
        let frame = Fixture.frame(title: "Title")
        let documents = [
            Sheet(template: "packet", context: Fixture.packet.value),
            Sheet(template: "letter", context: Fixture.letter.value),
            Sheet(template: "plan", context: Fixture.plan.value), Sheet(template: "plan", context: large.value),
            Sheet(template: "decision-aid", context: Fixture.aid.value),
            Sheet(template: "decision-aid", context: Fixture.largeAid.value),
            Sheet(template: "summary", context: Fixture.summary.value),
            Sheet(
                template: "decision-aid-page",
                context: DecisionAidPageContext(
                    page: frame, aid: Fixture.aid, planURL: "/plan", pdfURL: "/a.pdf", otherPrintURL: "/a"
                ).value),
            Sheet(
                template: "summary-page",
                context: SummaryPageContext(page: frame, summary: Fixture.summary, pdfURL: "/s.pdf").value),
        ]
        return documents + PageTests.pages.map { Sheet(template: $0.template, context: $0.context) }
    }()

    @Test("One first heading, and none that skips a level", arguments: sheets)
    func headings(sheet: Sheet) throws {
        let page = try Markup(library.html(sheet.template, sheet.context))
        let levels = page.elements.compactMap { element in
            element.name.count == 2 && element.name.hasPrefix("h") ? Int(element.name.dropFirst()) : nil
        }
        #expect(levels.first == 1)
        #expect(levels.count { $0 == 1 } == 1, "\(levels)")
        for (one, next) in zip(levels, levels.dropFirst()) { #expect(next <= one + 1, "\(levels)") }
    }

    @Test("Elements are nested and closed as they were opened, and ids are unique", arguments: sheets)
    func nesting(sheet: Sheet) throws {
        let page = try Markup(library.html(sheet.template, sheet.context))
        #expect(page.faults.isEmpty, "\(page.faults)")
        let ids = page.elements.compactMap { $0.attributes["id"] }
        #expect(Set(ids).count == ids.count)
    }

    @Test("A language, a title, one main landmark, and no picture without words", arguments: sheets)
    func landmarks(sheet: Sheet) throws {
        let page = try Markup(library.html(sheet.template, sheet.context))
        let root = try #require(page.elements.first { $0.name == "html" })
        #expect(root.attributes["lang"]?.isEmpty == false)
        #expect(["ltr", "rtl"].contains(root.attributes["dir"] ?? "ltr"))
        #expect(page.elements.count { $0.name == "main" } == 1)
        #expect(page.elements.contains { $0.name == "title" && !$0.text.isEmpty })
        for image in page.elements where image.name == "img" { #expect(image.attributes["alt"] != nil) }
        for picture in page.elements where picture.name == "svg" {
            let isNamed =
                picture.attributes["aria-label"] ?? picture.attributes["aria-labelledby"]
                ?? picture.attributes["aria-hidden"]
            #expect(isNamed != nil)
        }
        for one in page.elements where one.name == "nav" || one.attributes["role"] == "region" {
            #expect(one.attributes["aria-label"] ?? one.attributes["aria-labelledby"] != nil)
        }
    }

    @Test("Each header of a table says what it heads, and a wide table can be scrolled by keyboard", arguments: sheets)
    func tables(sheet: Sheet) throws {
        let page = try Markup(library.html(sheet.template, sheet.context))
        for header in page.elements where header.name == "th" {
            #expect(
                ["col", "row", "colgroup", "rowgroup"].contains(header.attributes["scope"] ?? ""), "\(header.text)")
        }
        for table in page.elements where table.name == "table" {
            #expect(page.elements.contains { $0.name == "th" && $0.isInside(table) }, "a table without headers")
        }
        for region in page.elements where region.attributes["class"] == "scroll" {
            #expect(region.attributes["tabindex"] == "0" && region.attributes["role"] == "region")
            #expect(region.attributes["aria-label"]?.isEmpty == false)
        }
    }

    @Test("Every field has a label, and what describes it is there", arguments: sheets)
    func labels(sheet: Sheet) throws {
        let page = try Markup(library.html(sheet.template, sheet.context))
        let ids = Set(page.elements.compactMap { $0.attributes["id"] })
        let labelled = Set(page.elements.filter { $0.name == "label" }.compactMap { $0.attributes["for"] })
        for field in page.elements where ["input", "select", "textarea"].contains(field.name) {
            guard field.attributes["type"] != "hidden" else { continue }
            let isWithin = page.elements.contains { $0.name == "label" && field.isInside($0) }
            let isNamed = field.attributes["id"].map(labelled.contains) ?? false
            #expect(isNamed || isWithin || field.attributes["aria-label"] != nil, "\(field.attributes)")
        }
        for element in page.elements {
            for key in ["aria-describedby", "aria-labelledby"] {
                for id in (element.attributes[key] ?? "").split(separator: " ") {
                    #expect(ids.contains(String(id)), "\(id)")
                }
            }
        }
        for link in page.elements where link.name == "a" || link.name == "button" {
            #expect(!link.text.isEmpty || link.attributes["aria-label"] != nil, "\(link.attributes)")
        }
    }

    @Test("Every colour of text is dark enough on every ground that it stands on")
    func contrast() throws {
        let style = try library.text("style", [:])
        let rules = style.matches(of: /([^{}]+)\{([^{}]*)\}/).map { (String($0.1), String($0.2)) }
        let grounds = Set(
            rules.flatMap { $0.1.matches(of: /background(?:-color)?:\s*(#[0-9a-f]{3,6})/).map { String($0.1) } })
        var texts: Set<String> = []
        for (selector, body) in rules {
            let colours = body.matches(of: /(?:^|[;\s{])color:\s*(#[0-9a-f]{3,6})/).map { String($0.1) }
            let own = body.firstMatch(of: /background(?:-color)?:\s*(#[0-9a-f]{3,6})/).map { String($0.1) }
            for colour in colours {
                if let own {
                    #expect(Contrast.ratio(colour, own) >= 4.5, "\(selector): \(colour) on \(own)")
                } else if colour != "#fff" {
                    texts.insert(colour)
                }
            }
        }
        #expect(texts.count >= 4 && grounds.count >= 5)
        // whatever stands on a light ground stands on all of them somewhere: boxes, tables, quotations
        for ground in grounds where Contrast.luminance(ground) > 0.7 {
            for text in texts { #expect(Contrast.ratio(text, ground) >= 4.5, "\(text) on \(ground)") }
        }
        #expect(
            abs(Contrast.ratio("#000", "#ffffff") - 21) < 0.01 && abs(Contrast.ratio("#767676", "#fff") - 4.54) < 0.01)
    }

    @Test("Focus is seen, text is sized in units that grow with the reader's, and no line is held in pixels")
    func style() throws {
        let style = try library.text("style", [:])
        #expect(style.contains(":focus-visible") && !style.contains("outline: none") && !style.contains("outline: 0"))
        #expect(style.firstMatch(of: /font(?:-size)?:\s*[\d.]+px/) == nil)
        #expect(style.firstMatch(of: /[^-]width:\s*\d{3,}px/) == nil)
    }
}

/// Contrast as WCAG 2.2 reckons it.
private enum Contrast {
    static func ratio(_ one: String, _ other: String) -> Double {
        let (a, b) = (luminance(one), luminance(other))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    static func luminance(_ colour: String) -> Double {
        var digits = Array(colour.dropFirst())
        if digits.count == 3 { digits = digits.flatMap { [$0, $0] } }
        let parts = stride(from: 0, to: 6, by: 2).map { Double(Int(String(digits[$0...$0 + 1]), radix: 16) ?? 0) / 255 }
        let linear = parts.map { $0 <= 0.03928 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
}
