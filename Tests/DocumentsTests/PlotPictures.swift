@testable import Documents

/// Fixed and random plots.
enum PlotPictures {
    static let approved: [(name: String, svg: String)] = [
        ("load", load.svg()), ("waiting", waiting.svg()), ("queue", queue.svg()), ("utilisation", utilisation.svg()),
    ]

    private static let load = LoadPicture(
        title: "Load of the week", summary: "Cases from 2026-11-02 against what each takes.",
        rows: [
            .init(name: "Prof. Dr. Annika Lindqvist", group: "surgeon", before: 2, after: 4, capacity: 6),
            .init(name: "Dr. Chidi Okafor", group: "surgeon", before: 6, after: 4, capacity: 6),
            .init(name: "Dr. Tereza <Nováková>", group: "surgeon", before: 0, after: 0, capacity: 6),
            .init(name: "Dr. Luc Garnier", group: "radiation oncologist", before: 3, after: 7, capacity: 6),
        ])

    private static let waiting = WaitingPicture(
        title: "Days from referral to decision", summary: "Two runs & their limits.", name: "scenario",
        panels: [
            .init(title: "within days", limit: 3, baseline: [0, 2, 1, 0, 1], days: [0, 3, 1]),
            .init(title: "standard", limit: 28, days: (0..<40).map { max(0, 12 - abs($0 - 16)) }),
        ])

    private static let queue = QueuePicture(
        title: "The queue, week by week", summary: "Twelve weeks.", name: "scenario",
        monday: Pictures.day(2026, 11, 2),
        panels: [
            .init(
                title: "Ready cases that wait", baseline: (0..<12).map { 4 + $0 * 3 },
                values: (0..<12).map { 4 + $0 % 3 }),
            .init(title: "Decided after their limit", values: Array(repeating: 0, count: 12)),
        ])

    private static let utilisation = UtilisationPicture(
        title: "How full sessions are", summary: "Two runs.", name: "scenario",
        panels: [
            .init(
                title: "Sessions by the use of their minutes", baseline: [0, 0, 1, 2, 3, 4, 5, 8, 9, 12, 31, 0],
                counts: [2, 0, 3, 4, 6, 9, 12, 9, 7, 5, 3, 1])
        ])

    static func random(_ generator: inout SeededGenerator) -> [String] {
        let words = ["<b>", "&", "\"", "'", "]]>", "\u{0}", "\u{FFFF}", "乳がん", "سرطان", "Dr.", "\n", "x", "–"]
        func label() -> String {
            (0...Int.random(in: 0...12, using: &generator)).map { _ in words.randomElement(using: &generator) ?? "" }
                .joined(separator: Bool.random(using: &generator) ? " " : "")
        }
        func counts(_ most: Int) -> [Int] {
            let high = [0, 1, 30, 1_000_000].randomElement(using: &generator) ?? 1
            return (0..<Int.random(in: 0...most, using: &generator)).map { _ in
                Int.random(in: 0...high, using: &generator)
            }
        }
        func maybe(_ values: [Int]) -> [Int]? { Bool.random(using: &generator) ? values : nil }
        let panels = Int.random(in: 0...4, using: &generator)
        let load = LoadPicture(
            title: label(), summary: label(),
            rows: (0..<Int.random(in: 0...90, using: &generator)).map { _ in
                .init(
                    name: label(), group: label(), before: Bool.random(using: &generator) ? counts(1).first : nil,
                    after: Int.random(in: 0...400, using: &generator),
                    capacity: Int.random(in: 0...300, using: &generator))
            })
        let waiting = WaitingPicture(
            title: label(), summary: label(), name: label(),
            panels: (0..<panels).map { _ in
                .init(
                    title: label(),
                    limit: Bool.random(using: &generator) ? Int.random(in: 0...400, using: &generator) : nil,
                    baseline: maybe(counts(3_000)), days: counts(3_000))
            })
        let queue = QueuePicture(
            title: label(), summary: label(), name: label(), monday: Pictures.day(2026, 11, 2),
            panels: (0..<panels).map { _ in .init(title: label(), baseline: maybe(counts(600)), values: counts(600)) })
        let use = UtilisationPicture(
            title: label(), summary: label(), name: label(),
            panels: (0..<panels).map { _ in .init(title: label(), baseline: maybe(counts(12)), counts: counts(12)) })
        return [load.svg(), waiting.svg(), queue.svg(), use.svg()]
    }
}
