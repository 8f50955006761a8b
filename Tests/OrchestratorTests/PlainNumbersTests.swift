import Testing

@testable import Orchestrator

@Suite("Numbers as “x in 100”")
struct PlainNumbersTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let written: String
        let read: String
        var testDescription: String { written }
    }

    @Test(
        "A percentage of people or of a chance is told as so many in 100",
        arguments: [
            Example(written: "About 30 % of patients need it.", read: "About 30 in 100 patients need it."),
            Example(written: "about 30% of all men", read: "about 30 in 100 men"),
            Example(written: "5-year survival 70 %", read: "5-year survival 70 in 100 people"),
            Example(written: "Survival: 70 percent.", read: "Survival: 70 in 100 people."),
            Example(written: "The risk of a leak is 10 per cent.", read: "The risk of a leak is 10 in 100 people."),
            Example(
                written: "Diarrhoea in 30 %, fever in 5 %.",
                read: "Diarrhoea in 30 in 100 people, fever in 5 in 100 people."),
            Example(written: "30–40 % of the women lose hair", read: "30 to 40 in 100 of the women lose hair"),
            Example(written: "recurs: risk 30-40 %", read: "recurs: risk 30 to 40 in 100 people"),
            Example(written: "a chance of 30 to 40 %", read: "a chance of 30 to 40 in 100 people"),
            Example(written: "30 % to 40 % of people", read: "30 to 40 in 100 people"),
            Example(
                written: "a chance of cure between 5 and 10 %",
                read: "a chance of cure between 5 and 10 in 100 people"),
            Example(
                written: "lowers the risk from 25 % to 6 %",
                read: "lowers the risk from 25 in 100 people to 6 in 100 people"),
            Example(written: "2.5 % of patients", read: "25 in 1,000 patients"),
            Example(written: "0,5 % of patients", read: "5 in 1,000 patients"),
            Example(written: "a risk of 2.5–4 %", read: "a risk of 25 to 40 in 1,000 people"),
            Example(written: "in <1 % of patients", read: "in fewer than 1 in 100 patients"),
            Example(written: "mortality < 1 %", read: "mortality fewer than 1 in 100 people"),
            Example(written: "≥90 % of patients finish it", read: "at least 90 in 100 patients finish it"),
            Example(written: "risk of nodal disease below 5 %", read: "risk of nodal disease below 5 in 100 people"),
            Example(written: "30 % of those treated", read: "30 in 100 of those treated"),
            Example(written: "100 % of patients", read: "100 in 100 patients"),
            Example(
                written: "The ejection fraction falls in 5 % of patients.",
                read: "The ejection fraction falls in 5 in 100 patients."),
        ])
    func people(example: Example) { #expect(PlainNumbers.rewritten(example.written) == example.read) }

    @Test(
        "What measures something else, changes something or cannot be told stays as it was written",
        arguments: [
            "Ejection fraction 55 %", "If the ejection fraction falls below 50 % or by more than 10 points",
            "predicted diffusion capacity of 40 %", "PD-L1 1 to 49 %", "PD-L1 in 30 % of tumour cells", "Ki-67 20 %",
            "V20 below 32 %", "lowers the risk by 30 %", "cuts the chance by about 30 %", "a risk reduction of 30 %",
            "30 % lower risk", "10 percentage points", "95 % confidence interval of survival", "30 % of the tumour",
            "with 15 percent, four positive samples and PSA density above 0.2", "80 % of the dose", "120 % of patients",
            "40–30 % of patients", "40 to 30 % of patients", "12.34 % of patients", "30 in 100", "50 to 60 of 100 men",
            "-5 % of patients",
            "survival 10 and 20 %", "a relative risk of 30 %", "an increased risk of 30 %", "0 %", "30 %", "%", "",
            "60 Gy in 30 fractions", "grade 4 in 15 %", "a discount of 30 %", "50 %ile of patients",
            "5-year survival improved by 5 %", "1.30 %", "costs rise in 30 %",
        ])
    func others(text: String) { #expect(PlainNumbers.rewritten(text) == text) }

    @Test("No digit is lost, and what has no percentage is the same to the byte", arguments: 0..<200)
    func properties(seed: Int) {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
        func draw(_ below: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % below
        }
        let pieces = [
            "risk", "of patients", "in", "by", "ejection fraction", "12 %", "3–5 %", "7.5 %", "<1 %", "about", ",", ".",
            "survival", "42", "from", "to", "(", ")", "of the dose", "100 %",
        ]
        let text = (0..<(3 + draw(9))).map { _ in pieces[draw(pieces.count)] }.joined(separator: " ")
        let read = PlainNumbers.rewritten(text)
        #expect(PlainNumbers.rewritten(read) == read, "seed \(seed): twice is once: \(text)")
        if !text.contains("%") { #expect(read == text, "seed \(seed)") }
        let whole = { (words: String) in words.matches(of: /\d+/).compactMap { Int($0.0) } }
        // each whole percentage keeps its number; a decimal one is ten times as many in 1,000
        for number in whole(text) where ![7, 5].contains(number) {
            #expect(
                whole(read).contains(number) || whole(read).contains(number * 10), "seed \(seed): \(text) → \(read)")
        }
    }
}
