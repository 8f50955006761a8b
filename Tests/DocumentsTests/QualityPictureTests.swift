import Foundation
import Testing

@testable import Documents

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("Pictures of quality")
struct QualityPictureTests {
    @Test("The pictures are the approved ones", arguments: QualityPictures.approved.map(\.name))
    func approved(_ name: String) throws {
        let picture = try #require(QualityPictures.approved.first { $0.name == name })
        try Golden.expect(picture.svg, is: "\(name).svg")
    }

    @Test(
        "The pictures are well-formed and name themselves by an id of their own",
        arguments: QualityPictures.approved.map(\.name))
    func wellFormed(_ name: String) throws {
        let svg = try #require(QualityPictures.approved.first { $0.name == name }).svg
        #expect(XMLParser(data: Data(svg.utf8)).parse())
        #expect(svg.contains("aria-labelledby=") && !svg.contains("nan") && !svg.contains("inf"))
    }

    @Test("What is hidden is never drawn: the bar shows one piece for all that is not told")
    func hidden() {
        let svg = QualityPictures.shares.svg()
        #expect(svg.contains(">*</text>") && svg.contains("* too few to be shown"))
        #expect(!svg.contains(">28</text>") && svg.contains("* not shown, too few"))
    }
}

/// The pictures that the tests look at.
private enum QualityPictures {
    static let shares = SharesPicture(
        id: "changes", title: "Change against the first opinion", summary: "Two axes & what is hidden.",
        parts: ["confirmed", "minor", "major"],
        rows: [
            .init(name: "Pathology", parts: [20, 8, 0], total: 28, words: "20 of 28"),
            .init(name: "Stage", parts: [nil, 20, nil], total: 28, words: "* of 28"),
            .init(
                name: "A <treatment> with a name that is far too long", parts: [nil, nil, nil], total: nil, words: "*"),
            .init(name: "None", parts: [0, 0, 0], total: 0, words: "0 of 0"),
        ])

    private static let quartiles = QuartilesPicture(
        id: "turnaround", title: "Days until a plan", summary: "Two clocks.", unit: "days",
        rows: [
            .init(name: "From the diagnosis", quartiles: (12, 18.5, 31), limit: 28, words: "median 18.5"),
            .init(name: "From complete records", quartiles: nil, limit: 14, words: "* timed"),
        ])

    private static let forest = ForestPicture(
        id: "agreement", title: "Agreement", summary: "With intervals.",
        rows: [
            .init(name: "Surgery, α", value: 0.61, low: 0.4, high: 0.8, words: "0.61 (0.40 to 0.80)"),
            .init(name: "Systemic, α", value: -0.1, low: -0.3, high: 0.2, words: "−0.10 (−0.30 to 0.20)"),
            .init(name: "Trial, α", value: nil, low: nil, high: nil, words: "no value"),
        ])

    static let approved: [(name: String, svg: String)] = [
        ("quality-shares", shares.svg()), ("quality-quartiles", quartiles.svg()), ("quality-forest", forest.svg()),
    ]
}
