import Foundation

/// A text as its sentences and words, for measures of how hard it is to read.
enum Sentences {
    /// The sentences of a text; a line break ends one, so that each point of a list counts as a sentence.
    static func sentences(of text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).flatMap { split(String($0)) }
    }

    /// The words of a sentence: letters and digits, with apostrophes and hyphens inside; signs alone are none.
    static func words(of sentence: String) -> [Substring] {
        sentence.split { !($0.isLetter || $0.isNumber || "'’-.,".contains($0)) }
            .map { $0.trimmingPrefix { !($0.isLetter || $0.isNumber) } }
            .map { word in
                var word = word
                while let last = word.last, !(last.isLetter || last.isNumber) { word = word.dropLast() }
                return word
            }
            .filter { $0.contains { $0.isLetter || $0.isNumber } }
    }

    private static func split(_ line: String) -> [String] {
        var found: [String] = []
        var start = line.startIndex
        var index = line.startIndex
        while index < line.endIndex {
            var next = line.index(after: index)
            if ".!?…".contains(line[index]), isEnd(line, at: index, next: next, from: start) {
                // a closing quotation mark belongs to what it closes
                while next < line.endIndex, "”\"’)".contains(line[next]) { next = line.index(after: next) }
                found.append(String(line[start..<next]))
                start = next
            }
            index = next
        }
        found.append(String(line[start...]))
        return found.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !words(of: $0).isEmpty }
    }

    /// A full stop ends a sentence where a space and something other than a small letter follow, and what stands before
    /// it is neither a title nor a single letter.
    private static func isEnd(_ line: String, at stop: String.Index, next: String.Index, from start: String.Index)
        -> Bool
    {
        let after = line[next...]
        guard !after.isEmpty else { return true }
        guard let first = after.first, first.isWhitespace || "”\"’)".contains(first) else { return false }
        guard line[stop] == "." else { return true }
        let beginning = after.first { !($0.isWhitespace || "”\"’)“(".contains($0)) }
        if let beginning, beginning.isLowercase { return false }
        if let beginning, beginning.isNumber, line[start..<stop].hasSuffix("No") { return false }
        let word = line[start..<stop].split { $0.isWhitespace || "(“".contains($0) }.last.map(String.init) ?? ""
        let titles: Set<String> = ["Dr", "Prof", "Mr", "Mrs", "Ms", "St", "approx", "e.g", "i.e", "vs", "ca", "Nr"]
        return !titles.contains(word) && !(word.count == 1 && word.first?.isLetter == true)
    }
}
