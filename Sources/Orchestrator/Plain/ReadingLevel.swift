import Foundation

/// How hard a text is to read.
///
/// English: Flesch Reading Ease (Flesch 1948), 100 easy to 0 hard, and the Flesch–Kincaid grade (Kincaid and others 1975),
/// the years of school that a reader needs. Every language: LIX (Björnsson 1968), words a sentence plus words of more
/// than six letters in a hundred; under 40 is easy, above 50 hard. All look at lengths alone: a low number does not make a
/// text kind or clear, and a high one says where to look.
package struct ReadingLevel: Sendable, Equatable, Encodable {
    /// Sentences; a line of a list counts as one.
    package let sentences: Int
    /// Words.
    package let words: Int
    /// Syllables, by the rules of English spelling.
    package let syllables: Int
    /// Words of more than six letters.
    package let longWords: Int

    /// The measure of a text; nil where it holds no word.
    package init?(of text: String) {
        let sentences = Sentences.sentences(of: text)
        let words = sentences.flatMap(Sentences.words)
        guard !words.isEmpty else { return nil }
        self.sentences = sentences.count
        self.words = words.count
        syllables = words.reduce(0) { $0 + Syllables.count(in: $1) }
        longWords = words.count { $0.count(where: \.isLetter) > 6 }
    }

    private var wordsPerSentence: Double { Double(words) / Double(sentences) }

    /// Flesch Reading Ease.
    package var ease: Double { 206.835 - 1.015 * wordsPerSentence - 84.6 * Double(syllables) / Double(words) }

    /// The Flesch–Kincaid grade.
    package var grade: Double { 0.39 * wordsPerSentence + 11.8 * Double(syllables) / Double(words) - 15.59 }

    /// LIX.
    package var lix: Double { wordsPerSentence + 100 * Double(longWords) / Double(words) }
}
