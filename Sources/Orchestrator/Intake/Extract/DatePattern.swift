package import TumorBoard

/// A form of writing dates, such as `dd.MM.yyyy`, `M/d/yyyy` or `d-MMM-yyyy`; a time of day behind the date is ignored.
package struct DatePattern: Equatable, Sendable {
    private enum Part: Equatable, Sendable {
        case year
        case month(ClosedRange<Int>)
        case monthName
        case day(ClosedRange<Int>)
        case literal(Character)
    }

    /// The pattern as it was written.
    package let text: String
    private let parts: [Part]

    /// Reads a pattern of `yyyy`, `MM`, `M`, `MMM`, `dd`, `d` and separators; nil for anything else. A year of two digits
    /// is refused: nobody can tell 1926 from 2026 by it.
    package init?(_ text: String) {
        var parts: [Part] = []
        var rest = text[...]
        while let first = rest.first {
            let run = rest.prefix { $0 == first }
            guard first.isLetter else {
                parts.append(.literal(first))
                rest = rest.dropFirst()
                continue
            }
            switch run {
            case "yyyy": parts.append(.year)
            case "MM": parts.append(.month(2...2))
            case "M": parts.append(.month(1...2))
            case "MMM": parts.append(.monthName)
            case "dd": parts.append(.day(2...2))
            case "d": parts.append(.day(1...2))
            default: return nil
            }
            rest = rest.dropFirst(run.count)
        }
        guard parts.count(where: { $0 == .year }) == 1 else { return nil }
        self.text = text
        self.parts = parts
    }

    /// The date that a text means by this pattern; nil where it does not fit or there is no such day.
    package func date(_ text: String) -> CivilDate? {
        var rest = text[...]
        var year: Int?
        var month: Int?
        var day: Int?
        func number(_ digits: ClosedRange<Int>) -> Int? {
            let run = rest.prefix(digits.upperBound).prefix { $0.isASCII && $0.isNumber }
            guard run.count >= digits.lowerBound, let value = Int(run) else { return nil }
            rest = rest.dropFirst(run.count)
            return value
        }
        for part in parts {
            switch part {
            case .year:
                year = number(4...4)
                if year == nil { return nil }
            case .month(let digits):
                month = number(digits)
                if month == nil { return nil }
            case .day(let digits):
                day = number(digits)
                if day == nil { return nil }
            case .monthName:
                let name = rest.prefix { $0.isLetter }
                month = Self.months.firstIndex { $0 == name.prefix(3).lowercased() }.map { $0 + 1 }
                if month == nil { return nil }
                rest = rest.dropFirst(name.count)
            case .literal(let character):
                guard rest.first == character else { return nil }
                rest = rest.dropFirst()
            }
        }
        guard rest.isEmpty || Self.isTimeOfDay(rest), let year, (1800...2200).contains(year) else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    private static func isTimeOfDay(_ rest: Substring) -> Bool {
        guard let first = rest.first, first == " " || first == "T" else { return false }
        return rest.dropFirst().first?.isNumber == true && rest.contains(":")
    }
}
