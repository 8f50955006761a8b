import TumorBoard

@testable import Documents

/// Fixed and random pictures of the course of an illness.
enum Pictures {
    static let rectum = TimelinePicture(
        title: "Course <of> the illness", summary: "7 events & 5 values.",
        lanes: [
            .init(
                title: "Diagnosis and pathology", shape: .diamond,
                rows: [.init(label: "Biopsy \"G2\" <rectum>", marks: [.init(from: day(2026, 10, 20))])]),
            .init(
                title: "Treatment", shape: .bar,
                rows: [
                    .init(
                        label: "Radiotherapy: 50.4 Gy in 28 fractions, pelvis",
                        marks: [.init(from: day(2025, 3), to: day(2025, 4, 28))]),
                    .init(label: "Capecitabine", marks: [.init(from: day(2025, 3, 17), isOpen: true)]),
                    .init(label: "Appendectomy", marks: [.init(from: day(2024))]),
                ]),
            .init(
                title: "Imaging and endoscopy", shape: .circle,
                rows: [
                    .init(
                        label: "CT chest",
                        marks: [
                            .init(from: day(2025, 1, 9)), .init(from: day(2025, 6, 2)), .init(from: day(2026, 10, 1)),
                        ])
                ]),
        ],
        series: [
            .init(
                name: "CEA", unit: "µg/l",
                readings: [
                    .init(date: day(2025, 1, 8), value: 310, text: "310"),
                    .init(date: day(2025, 6, 1), value: 12.5, text: "12.5"),
                    .init(date: day(2026, 2), value: 0.5, isBound: true, text: "<0.5"),
                    .init(date: day(2026, 10, 17), value: 6.2, text: "6.2"),
                ])
        ], through: day(2026, 11, 19))

    static func day(_ year: Int, _ month: Int? = nil, _ day: Int? = nil) -> CivilDate {
        guard let date = CivilDate(year: year, month: month, day: day) else { preconditionFailure("no such day") }
        return date
    }

    /// A picture of anything: hostile labels, every precision of date, values of every size.
    static func random(_ generator: inout SeededGenerator) -> TimelinePicture {
        func date() -> CivilDate {
            let year = Int.random(in: 1900...2030, using: &generator)
            let month = Int.random(in: 1...12, using: &generator)
            return [day(year), day(year, month), day(year, month, Int.random(in: 1...28, using: &generator))]
                .randomElement(using: &generator) ?? day(year)
        }
        func label() -> String {
            let pieces = [
                "<svg", "&amp;", "\"", "'", "]]>", "\u{0}", "\u{B}", "\u{FFFF}", "乳がん", "سرطان", "स्तन", "🩻", "CT",
                "Radiotherapy", " ", "\n", "--", String(repeating: "x", count: 90),
            ]
            return (0...Int.random(in: 0...9, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }.joined()
        }
        let lanes = TimelinePicture.Shape.allCases.map { shape in
            TimelinePicture.Lane(
                title: label(), shape: shape,
                rows: (0..<Int.random(in: 0...14, using: &generator)).map { _ in
                    .init(
                        label: label(),
                        marks: (0...Int.random(in: 0...8, using: &generator)).map { _ in
                            .init(
                                from: date(), to: Bool.random(using: &generator) ? date() : nil,
                                isOpen: Bool.random(using: &generator))
                        })
                })
        }
        let series = (0..<Int.random(in: 0...7, using: &generator)).map { _ in
            TimelinePicture.Series(
                name: label(), unit: label(),
                readings: (0...Int.random(in: 0...20, using: &generator)).map { _ in
                    .init(
                        date: date(), value: Double.random(in: -5...1e7, using: &generator),
                        isBound: Bool.random(using: &generator), text: label())
                })
        }
        return TimelinePicture(title: label(), summary: label(), lanes: lanes, series: series, through: date())
    }
}

/// Repeatable randomness (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
