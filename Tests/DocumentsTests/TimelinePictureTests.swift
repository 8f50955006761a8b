import Foundation
import Testing
import TumorBoard

@testable import Documents

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("Timeline picture")
struct TimelinePictureTests {
    @Test("The picture is the approved one")
    func approved() throws { try Golden.expect(Pictures.rectum.svg(), is: "timeline.svg") }

    @Test("Whatever it is given, the picture is well-formed, finite and no taller than a page")
    func wellFormed() throws {
        for seed in UInt64(1)...300 {
            var generator = SeededGenerator(seed: seed)
            let svg = Pictures.random(&generator).svg()
            let reader = SVGReader()
            let parser = XMLParser(data: Data(svg.utf8))
            parser.delegate = reader
            #expect(parser.parse(), "seed \(seed): \(parser.parserError.map(String.init(describing:)) ?? "")")
            #expect(reader.height > 0 && reader.height <= 1_020, "seed \(seed): \(reader.height) high")
            #expect(reader.isFinite, "seed \(seed)")
        }
    }

    @Test("The same picture gives the same drawing")
    func repeatable() {
        var one = SeededGenerator(seed: 7)
        var other = SeededGenerator(seed: 7)
        #expect(Pictures.random(&one).svg() == Pictures.random(&other).svg())
    }

    @Test("A month is drawn as the span that it is, a day as a mark")
    func partialDates() {
        func svg(_ date: CivilDate) -> String {
            TimelinePicture(
                title: "T", summary: "S",
                lanes: [.init(title: "L", shape: .diamond, rows: [.init(label: "R", marks: [.init(from: date)])])],
                through: Pictures.day(2026, 11, 1)
            ).svg()
        }
        #expect(svg(Pictures.day(2026, 3)).contains("only the month or year is known"))
        #expect(!svg(Pictures.day(2026, 3)).contains("<polygon"))
        #expect(svg(Pictures.day(2026, 3, 4)).contains("<polygon"))
        #expect(!svg(Pictures.day(2026, 3, 4)).contains("only the month"))
    }

    @Test("A scale by powers of ten says so")
    func scales() {
        func svg(_ values: [Double]) -> String {
            let readings = values.enumerated().map { index, value in
                TimelinePicture.Reading(date: Pictures.day(2026, 1 + index), value: value, text: "\(value)")
            }
            return TimelinePicture(
                title: "T", summary: "S", lanes: [], series: [.init(name: "PSA", unit: "ng/ml", readings: readings)],
                through: Pictures.day(2026, 11, 1)
            ).svg()
        }
        #expect(svg([0.1, 40]).contains("logarithmic scale"))
        #expect(svg([4, 12]).contains("linear scale from 0"))
        #expect(svg([0, 4_000]).contains("linear scale from 0"))
    }

    @Test("A label in a script that would be torn apart is named below the picture, once")
    func keys() {
        let day = Pictures.day(2026, 3, 4)
        let rows = ["تقرير", "स्तन", "乳がん", "CT"].map { TimelinePicture.Row(label: $0, marks: [.init(from: day)]) }
        let lanes = [
            TimelinePicture.Lane(title: "Imaging", shape: .circle, rows: rows),
            .init(title: "Pathology", shape: .diamond, rows: [rows[0]]),
        ]
        let drawing = TimelinePicture(title: "T", summary: "S", lanes: lanes, through: day).drawing()
        #expect(drawing.keys.map(\.letter) == ["A", "B"])
        #expect(drawing.keys.map(\.label) == ["تقرير", "स्तन"])
        #expect(drawing.svg.matches(of: />A \(named below\)</).count == 2)
        #expect(drawing.svg.contains("乳がん") && !drawing.svg.contains("تقرير"))
    }

    @Test("Years without an entry before the packet are left out, and the picture says so")
    func silence() {
        func svg(_ through: CivilDate) -> String {
            let marks = [TimelinePicture.Mark(from: Pictures.day(1986, 5, 20)), .init(from: Pictures.day(1987, 1, 7))]
            return TimelinePicture(
                title: "T", summary: "S",
                lanes: [.init(title: "L", shape: .circle, rows: [.init(label: "R", marks: marks)])], through: through
            ).svg()
        }
        #expect(svg(Pictures.day(2026, 11, 2)).contains("time without an entry, left out"))
        #expect(!svg(Pictures.day(2026, 11, 2)).contains(">2000<"))
        #expect(!svg(Pictures.day(1987, 9, 1)).contains("left out"))
    }

    @Test("What does not fit is counted, and the newest stays")
    func overflow() {
        let rows = (1...90).map { number in
            TimelinePicture.Row(label: "CT \(number)", marks: [.init(from: Pictures.day(1930 + number, 1, 1))])
        }
        let svg = TimelinePicture(
            title: "T", summary: "S", lanes: [.init(title: "Imaging", shape: .circle, rows: rows)],
            through: Pictures.day(2026, 1, 1)
        ).svg()
        let omitted = svg.firstMatch(of: /(\d+) earlier lines: see the table/).flatMap { Int($0.1) }
        #expect((omitted ?? 0) + svg.matches(of: />CT \d+</).count == 90)
        #expect(svg.contains(">CT 90<") && !svg.contains(">CT 1<"))
    }
}

/// What a test wants to know of a drawing.
private final class SVGReader: NSObject, XMLParserDelegate {
    var height = 0.0
    var isFinite = true

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        if name == "svg" { height = attributes["height"].flatMap(Double.init) ?? 0 }
        for key in ["x", "y", "width", "height", "x1", "x2", "y1", "y2", "cx", "cy", "r"] {
            if let text = attributes[key], Double(text)?.isFinite != true { isFinite = false }
        }
    }
}
