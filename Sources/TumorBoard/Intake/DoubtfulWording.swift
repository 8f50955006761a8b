import Foundation

/// Wording in a pathology report that leaves the diagnosis open; a person decides what follows from it.
package struct DoubtfulWording: Codable, Equatable, Sendable {
    /// The record's id.
    package var record: String
    /// The record's title.
    package var title: String
    /// The words that gave rise to it, in lower case.
    package var phrase: String
    /// The sentence in which they stand.
    package var sentence: String

    /// Doubtful wording in a record.
    package init(record: String, title: String, phrase: String, sentence: String) {
        self.record = record
        self.title = title
        self.phrase = phrase
        self.sentence = sentence
    }

    /// One line for a coordinator.
    package var line: String {
        "“\(title)” says “\(sentence)”: a re-review and a pathologist's seat are proposed because of “\(phrase)”."
    }
}

/// Every doubtful phrase of every pathology and biopsy report, each phrase once a report.
package func doubtfulWording(in subject: Case) -> [DoubtfulWording] {
    subject.records.filter { [.pathologyReport, .biopsy].contains($0.kind) && $0.isPresent }.flatMap { record in
        var seen: Set<String> = []
        return PathologyText(record.text ?? "").doubts.filter { seen.insert($0.phrase).inserted }.map { doubt in
            DoubtfulWording(record: record.id, title: record.title, phrase: doubt.phrase, sentence: doubt.sentence)
        }
    }
}

/// The wording of a pathology report, read clause by clause as NegEx does (Chapman et al., J Biomed Inform 2001): a
/// negation reaches the words of its own clause, before or behind the term, and “cannot be ruled out” is a doubt itself.
struct PathologyText {
    private let text: String

    /// A report's wording.
    init(_ text: String) { self.text = text }

    /// The phrases with their sentences, in the order of the text.
    var doubts: [(phrase: String, sentence: String)] {
        sentences.flatMap { sentence in
            clauses(of: sentence).flatMap { clause in Self.phrases(in: clause).map { ($0, sentence) } }
        }
    }

    /// Verbs that leave something open when they are negated.
    private static let settling: Set<String> = ["exclude", "excluded", "rule", "ruled"]
    /// Words that say that something is not there, before the term.
    private static let negations: Set<String> = [
        "no", "not", "without", "never", "absent", "nor", "neither", "lacks", "lacking",
    ]
    /// Words that say so behind the term: "atypia is absent", "atypical cells not seen".
    private static let denials: Set<String> = ["absent", "not", "excluded", "negative", "none"]
    /// Terms that leave a diagnosis open, unless one of the words that may follow makes an entity of them.
    private static let terms: [(term: String, entities: Set<String>)] = [
        ("atypical", ["carcinoid", "teratoid", "meningioma", "fibroxanthoma"]), ("atypia", []),
        ("borderline", ["resectable", "resectability", "hypertension", "cardiomegaly"]),
        ("indeterminate", []), ("inconclusive", []), ("equivocal", []),
    ]

    private static func phrases(in clause: [String]) -> [String] {
        var found: [String] = []
        if let open = openEnd(of: clause) { found.append(open) }
        for (index, word) in clause.enumerated() {
            guard let entry = terms.first(where: { $0.term == word }) else { continue }
            if index + 1 < clause.count, entry.entities.contains(clause[index + 1]) { continue }
            let before = clause[..<index]
            let behind = clause[(index + 1)...]
            // “free of atypia”, “negative for atypia”
            let isFree = before.contains { $0 == "free" || $0 == "negative" || $0 == "absence" }
            guard !isFree, !before.contains(where: negations.contains), !behind.contains(where: denials.contains)
            else { continue }
            found.append(word)
        }
        return found
    }

    /// “cannot rule out”, “cannot be excluded”, “is not ruled out”, “difficult to exclude”.
    private static func openEnd(of clause: [String]) -> String? {
        let openers: Set<String> = ["cannot", "not", "couldn't", "can't", "difficult", "impossible", "unable"]
        guard let verb = clause.firstIndex(where: settling.contains),
            let opener = clause[..<verb].lastIndex(where: openers.contains), verb - opener <= 5
        else { return nil }
        let isRule = clause[verb].hasPrefix("rule")
        if isRule {
            guard verb + 1 < clause.count, clause[verb + 1] == "out" else { return nil }
        }
        let start =
            clause[opener] == "not" && opener > 0 && ["can", "could"].contains(clause[opener - 1]) ? opener - 1 : opener
        return clause[start...(isRule ? verb + 1 : verb)].joined(separator: " ")
    }

    /// A full stop ends a sentence where white space follows it, so that “1.5 mm” stays whole; so does a line's end.
    private var sentences: [String] {
        var sentences: [String] = []
        var current = ""
        var last: Character?
        for character in text {
            if character.isNewline || (character.isWhitespace && (last == "." || last == "!" || last == "?")) {
                sentences.append(current)
                current = ""
            } else {
                current.append(character)
            }
            last = character
        }
        sentences.append(current)
        return sentences.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    /// The words of each clause, in lower case; a comma, a semicolon, “but”, “however” and “although” end a clause.
    private func clauses(of sentence: String) -> [[String]] {
        var clauses: [[String]] = [[]]
        let folded = sentence.lowercased().replacingOccurrences(of: "’", with: "'")
        for piece in folded.split(whereSeparator: \.isWhitespace) {
            let word = piece.filter { $0.isLetter || $0.isNumber || $0 == "'" || $0 == "-" }
            if ["but", "however", "although", "yet"].contains(word) {
                clauses.append([])
                continue
            }
            if !word.isEmpty { clauses[clauses.count - 1].append(word) }
            if let end = piece.last, ",;:".contains(end) { clauses.append([]) }
        }
        return clauses.filter { !$0.isEmpty }
    }
}
