import Foundation
import Testing
import TumorBoard

@testable import Documents

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("Pictures of scheduling")
struct PlotPictureTests {
    @Test("The pictures are the approved ones", arguments: PlotPictures.approved.map(\.name))
    func approved(_ name: String) throws {
        let picture = try #require(PlotPictures.approved.first { $0.name == name })
        try Golden.expect(picture.svg, is: "\(name).svg")
    }

    @Test(
        "Whatever they are given, the pictures are well-formed, finite and name themselves for whoever cannot see them")
    func wellFormed() {
        for seed in UInt64(1)...200 {
            var generator = SeededGenerator(seed: seed)
            for svg in PlotPictures.random(&generator) {
                let reader = PlotReader()
                let parser = XMLParser(data: Data(svg.utf8))
                parser.delegate = reader
                #expect(parser.parse(), "seed \(seed): \(parser.parserError.map(String.init(describing:)) ?? "")")
                #expect(reader.isFinite && reader.height > 0, "seed \(seed)")
                #expect(reader.described == Set(reader.labelled), "seed \(seed): \(reader.labelled)")
                #expect(reader.lowest <= reader.height, "seed \(seed): \(reader.lowest) of \(reader.height)")
            }
        }
    }

    @Test("Sixty people have a row each, the most loaded of a specialty first, and a legible height")
    func sixty() throws {
        let rows = (1...60).map { number in
            LoadPicture.Row(
                name: "Dr. Number \(number)", group: ["surgeon", "radiologist", "pathologist"][number % 3],
                before: number, after: number * 2, capacity: 200)
        }
        let svg = LoadPicture(title: "T", summary: "S", rows: rows.shuffled()).svg()
        let names = svg.matches(of: />Dr\. Number (\d+)</).compactMap { Int($0.1) }
        #expect(names.count == 60)
        // pathologists are those of remainder 2, then radiologists, then surgeons
        #expect(
            names.map { $0 % 3 }
                == names.map { $0 % 3 }.sorted {
                    [2: 0, 1: 1, 0: 2][$0, default: 3] < [2: 0, 1: 1, 0: 2][$1, default: 3]
                })
        #expect(Array(names.prefix(20)) == names.prefix(20).sorted(by: >))
        #expect(svg == LoadPicture(title: "T", summary: "S", rows: rows).svg(), "the order of rows is no matter")
        let height = try #require(svg.firstMatch(of: /viewBox="0 0 720 ([\d.]+)"/).flatMap { Double($0.1) })
        #expect((900...1_050).contains(height))
        #expect(svg.contains("surgeon: 20 people") && svg.contains("120 of 200, was 60"))
    }

    @Test("More than someone takes is told by number and by the bar’s end beyond the outline")
    func beyond() throws {
        let svg = LoadPicture(
            title: "T", summary: "S", rows: [.init(name: "Dr. Over", group: "surgeon", after: 9, capacity: 6)]
        ).svg()
        #expect(svg.contains(">9 of 6<") && svg.contains(">150 %<"))
        let outline = try #require(svg.firstMatch(of: /<rect x="196" y="[\d.]+" width="([\d.]+)" height="9"/))
        let bar = try #require(svg.firstMatch(of: /<rect x="196" y="[\d.]+" width="([\d.]+)" height="7"/))
        #expect(try #require(Double(bar.1)) > (try #require(Double(outline.1))))
    }

    @Test("Bars after the limit are counted as late and drawn apart")
    func limits() {
        func svg(_ days: [Int]) -> String {
            WaitingPicture(
                title: "T", summary: "S", name: "run", panels: [.init(title: "standard", limit: 3, days: days)]
            ).svg()
        }
        #expect(svg([1, 2, 3]).contains("standard: 0 of 6 late"))
        #expect(svg([1, 2, 3, 4]).contains("standard: 4 of 10 late"))
        let late = "fill=\"\(Plot.late)\"/>"
        // one such rectangle is the key's
        #expect(svg([1, 2, 3]).components(separatedBy: late).count == 2)
        #expect(svg([1, 2, 3, 4]).components(separatedBy: late).count == 3)
    }

    @Test(
        "Steps of an axis are round, begin at 0 and reach the largest value",
        arguments: [0, 1, 3, 7, 10, 99, 101, 123_456])
    func steps(most: Int) throws {
        let steps = Plot.steps(to: most, about: 4)
        #expect(steps.first == 0)
        #expect(try #require(steps.last) >= most)
        #expect((2...6).contains(steps.count))
        let step = String(steps[1])
        #expect(["1", "2", "5"].contains(step.prefix(1)) && step.dropFirst().allSatisfy { $0 == "0" })
    }
}

/// What a test wants to know of a drawing.
private final class PlotReader: NSObject, XMLParserDelegate {
    var height = 0.0
    var lowest = 0.0
    var isFinite = true
    var labelled: [String] = []
    var described: Set<String> = []

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        if name == "svg" {
            height = attributes["height"].flatMap(Double.init) ?? 0
            labelled = (attributes["aria-labelledby"] ?? "").split(separator: " ").map(String.init)
        }
        if name == "title" || name == "desc", let id = attributes["id"] { described.insert(id) }
        for key in ["x", "y", "width", "height", "x1", "x2", "y1", "y2"] {
            guard let text = attributes[key] else { continue }
            guard let value = Double(text), value.isFinite else {
                isFinite = false
                continue
            }
            if key.hasPrefix("y") { lowest = max(lowest, value) }
        }
    }
}
