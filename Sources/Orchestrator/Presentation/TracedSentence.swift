package import Foundation
package import TumorBoard

/// Where a sentence comes from.
package struct TraceSource: Encodable, Equatable, Sendable {
    /// What kind of source it is.
    package enum Kind: String, Encodable, Sendable {
        /// A cast opinion.
        case opinion
        /// What a reviewer added or corrected after the ballot.
        case addition
        /// The outcome of the ballot, by the rule of consensus.
        case outcome
        /// A fact of the case or of its packet.
        case fact
        /// A rule of the board, or what follows from one.
        case rule
    }

    /// What kind it is.
    package let kind: Kind
    /// Whose words.
    package var reviewer: ReviewerID?
    /// Which part of the opinion, or which rule or fact.
    package let field: String
    /// In which ballot of the case.
    package var ballot: Int?
    /// When it was cast or recorded.
    package var at: Date?
    /// All of it in one line.
    package let words: String
}

/// A line that letter or plan shows, with its sources.
package struct TracedSentence: Encodable, Equatable, Sendable {
    /// Letter or plan.
    package let document: CaseDocument
    /// From 1; the same words of the same source have one number within a document.
    package let number: Int
    /// Where in the document it stands, by the names that templates use.
    package let place: String
    /// The line.
    package let text: String
    /// Where it comes from.
    package let sources: [TraceSource]
    /// What of it no opinion, fact or rule gives; nil where all of it is accounted for.
    package let untraced: String?
}

extension CaseDocument: Encodable {}

/// Words whose source is known; without a source they only join others.
struct TracePiece {
    let words: [Character]
    let source: TraceSource?

    /// Nil where nothing can be found by it.
    init?(_ text: String, _ source: TraceSource? = nil) {
        let words = text.forTracing
        guard words.contains(where: { $0.isLetter || $0.isNumber }) else { return nil }
        self.words = words
        self.source = source
    }
}

extension String {
    /// Small letters, one blank between words, and nothing else at the ends.
    var forTracing: [Character] {
        Array(lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }
}

/// Covers a line with pieces whose source is known; what stays uncovered was said by nobody.
struct TraceCover {
    private let line: [Character]
    private var isCovered: [Bool]
    private(set) var sources: [TraceSource] = []

    /// Covers a line, with the longest pieces first.
    init(_ text: String, with pieces: [TracePiece]) {
        line = text.forTracing
        isCovered = Array(repeating: false, count: line.count)
        for piece in pieces.sorted(by: { $0.words.count > $1.words.count }) { cover(piece) }
    }

    private mutating func cover(_ piece: TracePiece) {
        var start = 0
        var found = false
        while start + piece.words.count <= line.count {
            let end = start + piece.words.count
            if line[start] == piece.words[0], Array(line[start..<end]) == piece.words, isWhole(start, end),
                !isCovered[start..<end].contains(true)
            {
                for index in start..<end { isCovered[index] = true }
                found = true
                start = end
            } else {
                start += 1
            }
        }
        if found, let source = piece.source, !sources.contains(source) { sources.append(source) }
    }

    /// Whether words begin and end there.
    private func isWhole(_ start: Int, _ end: Int) -> Bool {
        func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }
        let opens = start == 0 || !isWord(line[start - 1]) || !isWord(line[start])
        let closes = end == line.count || !isWord(line[end]) || !isWord(line[end - 1])
        return opens && closes
    }

    /// The words that no piece covers; nil where there are none.
    var rest: String? {
        var words: [String] = []
        var word = ""
        for (index, character) in line.enumerated() {
            if !isCovered[index], character.isLetter || character.isNumber {
                word.append(character)
            } else if !word.isEmpty {
                words.append(word)
                word = ""
            }
        }
        if !word.isEmpty { words.append(word) }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }
}
