import Foundation

/// Percentages as people grasp them: “30 %” becomes “30 in 100 people”, where it counts people and nowhere else.
///
/// A percentage is rewritten only where the words around it say that it counts people (“of patients”, “in 30 %”) or a
/// chance (“survival”, “risk”). What measures something else (a share of cells, a dose, the strength of the heart), what
/// changes something (“by 30 %”) and what cannot be told stays as it was written: a number is never guessed at. Numbers
/// change their form alone, never their value: 2.5 % is “25 in 1,000”. The rule knows English words.
/// Natural frequencies are read right more often than percentages: Gigerenzer and Edwards, BMJ 2003;327:741.
enum PlainNumbers {
    /// The text with its percentages of people as “x in 100”.
    static func rewritten(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let found = Percentage.first(in: rest) {
            // what is no range may still begin with a percentage of its own: “from 25 % to 6 %”
            let single = found.isRange ? Percentage.first(in: rest, ranges: false) : nil
            let tried = [found, single].compactMap { $0 }
            let made = tried.lazy.compactMap { one in one.inPlainWords(of: text).map { (one, $0) } }.first
            guard let (one, words) = made else {
                let end = (single ?? found).range.upperBound
                result += rest[..<end]
                rest = rest[end...]
                continue
            }
            result += rest[..<one.range.lowerBound] + words.text
            rest = rest[one.range.upperBound...].dropFirst(words.taken)
        }
        return result + rest
    }
}

/// A percentage as it stands in a text.
private struct Percentage {
    let range: Range<Substring.Index>
    let isRange: Bool
    private let share: Share?

    /// The first in a text: a sign, a number or two, and the sign of a percentage.
    static func first(in text: Substring, ranges: Bool = true) -> Percentage? {
        guard ranges else {
            let single = /([<>≤≥]\s?)?(\d{1,3}(?:[.,]\d{1,2})?)\s?(?:%|percent\b|per\scent\b)(?!\w)/
            return text.firstMatch(of: single).map { match in
                Percentage(
                    range: match.range, isRange: false,
                    share: Share(sign: match.1.flatMap(\.first), low: match.2, joint: nil, high: nil))
            }
        }
        let any =
            /([<>≤≥]\s?)?(\d{1,3}(?:[.,]\d{1,2})?)(?:\s?(?:%\s?)?(–|-|\s?to\s|\s?and\s)\s?(\d{1,3}(?:[.,]\d{1,2})?))?\s?(?:%|percent\b|per\scent\b)(?!\w)/
        return text.firstMatch(of: any).map { match in
            Percentage(
                range: match.range, isRange: match.4 != nil,
                share: Share(
                    sign: match.1.flatMap(\.first), low: match.2, joint: match.3.map(String.init), high: match.4))
        }
    }

    /// What stands for it, and how much of the text behind it that takes in; nil where it stays as it was written.
    func inPlainWords(of text: String) -> (text: String, taken: Int)? {
        let context = Context(before: text[..<range.lowerBound], after: text[range.upperBound...])
        guard let share, share.fits(context), let whom = context.whom else { return nil }
        return (share.words(whom: whom), whom.taken)
    }
}

/// Of whom a percentage is.
private struct Whom {
    /// What follows the number: “ people”, “ patients”, nothing where the text itself goes on with it.
    let words: String
    /// How many characters of the text behind the number it stands for.
    var taken = 0
}

/// A share, or a range of shares.
private struct Share {
    private let sign: Character?
    private let low: Decimal
    private let high: Decimal?
    private let joint: String?

    init?(sign: Character?, low: Substring, joint: String?, high: Substring?) {
        guard let first = Self.number(low) else { return nil }
        self.sign = sign
        self.joint = joint?.trimmingCharacters(in: .whitespaces)
        self.low = first
        self.high = high.flatMap(Self.number)
        guard first <= 100, self.high.map({ $0 > first && $0 <= 100 }) ?? (high == nil) else { return nil }
        // two decimals would ask for “in 10,000”, which nobody pictures
        guard scale != nil, !(sign != nil && high != nil) else { return nil }
    }

    /// “from 5 % to 9 %” are two numbers, and “5 and 9 %” is a range after “between” alone.
    func fits(_ context: Context) -> Bool {
        guard let joint else { return !context.isPartOfNumber && !context.isEndOfRange }
        if joint == "and" { return context.ends(with: "between") }
        return !context.isPartOfNumber && !context.ends(with: "from")
    }

    func words(whom: Whom) -> String {
        let scale = scale ?? 100
        let numbers = [low, high].compactMap { $0 }.map { "\($0 * Decimal(scale) / 100)" }
        let range = numbers.joined(separator: joint == "and" ? " and " : " to ")
        let comparison: String =
            switch sign {
            case "<": "fewer than "
            case ">": "more than "
            case "≤": "at most "
            case "≥": "at least "
            default: ""
            }
        return "\(comparison)\(range) in \(scale == 100 ? "100" : "1,000")\(whom.words)"
    }

    /// 100, or 1,000 where a number has a decimal.
    private var scale: Int? {
        let all = [low, high].compactMap { $0 }
        if all.allSatisfy({ Self.isWhole($0) }) { return 100 }
        return all.allSatisfy { Self.isWhole($0 * 10) } ? 1_000 : nil
    }

    private static func isWhole(_ number: Decimal) -> Bool {
        var (number, whole) = (number, Decimal())
        NSDecimalRound(&whole, &number, 0, .plain)
        return whole == number
    }

    private static func number(_ text: Substring) -> Decimal? {
        Decimal(string: String(text.replacing(",", with: ".")), locale: Locale(identifier: "en_US_POSIX"))
    }
}

/// The words around a percentage.
private struct Context {
    private let text: Substring
    private let before: String
    private let after: String

    init(before: Substring, after: Substring) {
        text = before
        self.before = String(before).lowercased()
        self.after = String(after).lowercased()
    }

    /// Whether what stands right before the number belongs to it: “-30”, “1.30”, “T30”.
    var isPartOfNumber: Bool {
        guard let last = text.last else { return false }
        return last.isLetter || last.isNumber || "-–−.,/+±=".contains(last)
    }

    /// Whether a number and a word between two numbers stand before it: “40 to 30 %”.
    var isEndOfRange: Bool { before.firstMatch(of: /\d\s?(?:to|and|–|-)\s?$/) != nil }

    func ends(with word: String) -> Bool {
        before.trimmingCharacters(in: .whitespaces).hasSuffix(" " + word)
            || before.trimmingCharacters(in: .whitespaces) == word
    }

    /// Of whom the percentage is; nil where it is not one of people, or where that cannot be told.
    var whom: Whom? {
        guard after.prefixMatch(of: /[\s-]*(?:points?|confidence|ci\b|isodose|relative|of\spredicted)/) == nil,
            lead.firstMatch(of: /\b(?:by|of\sabout|confidence)\s(?:about\s|around\s|up\sto\s|roughly\s)?$/) == nil
                || lead.firstMatch(of: /\b(?:risk|chance)\sof\sabout\s$/) != nil
        else { return nil }
        if let match = after.prefixMatch(of: /\sof\s(?:all\s)?(patients|people|persons|men|women|children|adults)\b/) {
            return Whom(words: " \(match.1)", taken: match.0.count)
        }
        // “of the men treated” goes on as it stands
        if after.prefixMatch(of: /\sof\s(?:the|these|those|all\sthe)\s(?:patients|people|men|women|children)\b/) != nil
        {
            return Whom(words: "")
        }
        if after.prefixMatch(of: /\sof\s(?:those|them)\b/) != nil { return Whom(words: "") }
        if after.prefixMatch(of: /\s(?:patients|people|men|women|children)\b/) != nil { return Whom(words: "") }
        // a share of anything else
        if after.prefixMatch(of: /\s(?:of|dose|power|larger|smaller|higher|lower|less|more|fewer|better|worse)\b/)
            != nil
        {
            return nil
        }
        guard !measures, !compares else { return nil }
        let isIn = lead.firstMatch(of: /\bin\s(?:about\s|around\s|roughly\s|up\sto\s|under\s|over\s|below\s|above\s)?$/)
        let isCount =
            isIn != nil && after.prefixMatch(of: /\s*(?:$|[.,;:!?)\n]|and\b|or\b|after\b|within\b|over\b)/) != nil
        return isCount || tellsChance ? Whom(words: " people") : nil
    }

    /// The sentence as far as the number.
    private var lead: String { before.split(whereSeparator: { ".;!?\n".contains($0) }).last.map(String.init) ?? "" }

    /// The sentence around the number; full stops within numbers part it, which only makes the rule more careful.
    private var sentence: String {
        lead + " " + (after.split(whereSeparator: { ".;!?\n".contains($0) }).first.map(String.init) ?? "")
    }

    /// The same between commas and brackets.
    private var clause: String {
        let parts = { (text: String) in text.split(omittingEmptySubsequences: false) { ".;!?\n,()".contains($0) } }
        return "\(parts(before).last ?? "") \(parts(after).first ?? "")"
    }

    /// Whether the sentence measures a thing rather than people.
    private var measures: Bool {
        sentence.firstMatch(
            of:
                /\b(?:fraction|capacity|dlco|fev1?|lvef|ki-?67|pd-?l1|expression|express|dose|v\d+|blasts?|necrosis|cells?|cellular|cellularity|nuclei|receptor|oestrogen|estrogen|progesterone|her2|stroma|saturation|oxygen|hba1c|haematocrit|density|cores?|allele|vaf|score|content|weight|share|grade|volume|lung\sfunction|creatinine|clearance|haemoglobin|ratio|discount|cost|costs|stenosis|narrowing)\b/
        ) != nil
    }

    /// Whether the sentence tells of a change, so that the percentage may be one of a percentage.
    private var compares: Bool {
        sentence.firstMatch(
            of: /\b(?:relative|reduc\w+|decreas\w+|increas\w+|halv\w+|hazard|improv\w+|gain|gains|benefit\sof)\b/)
            != nil
            && sentence.firstMatch(of: /\bfrom\b/) == nil
    }

    private var tellsChance: Bool {
        clause.firstMatch(
            of:
                /\b(?:surviv\w*|alive|chances?|risks?|probability|likelihood|mortality|deaths?|die|dies|died|cured?|recurrences?|relapses?|response\srate|cure\srate|complications?|complication\srate)\b/
        ) != nil
    }
}
