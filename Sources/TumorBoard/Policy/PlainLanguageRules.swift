/// How plain a patient's plan is to be; the numbers are for a clinical lead to set.
///
/// They stop nobody: whoever signs is shown what is harder, and decides.
package struct PlainLanguageRules: Codable, Equatable, Sendable, Omittable {
    /// The Flesch–Kincaid grade, in years of school, that an English plan should not exceed.
    package var grade: Int
    /// The LIX that a plan in another language should not exceed.
    package var lix: Int
    /// Words from which a sentence is long.
    package var sentenceWords: Int

    /// Eight years of school, as guidance on health information asks at most; LIX 45; sentences of up to 20 words.
    package static let standard = PlainLanguageRules(grade: 8, lix: 45, sentenceWords: 20)

    /// What holds where a journal is older than these rules.
    package static var omitted: PlainLanguageRules { standard }

    /// Rules for plain language.
    package init(grade: Int, lix: Int, sentenceWords: Int) {
        self.grade = grade
        self.lix = lix
        self.sentenceWords = sentenceWords
    }
}
