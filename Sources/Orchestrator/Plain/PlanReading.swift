import Documents
package import TumorBoard

/// How hard a patient's plan is to read, for whoever signs it.
package struct PlanReading: Sendable, Equatable, Encodable {
    /// A sentence that is harder than the rest.
    package struct HardSentence: Sendable, Equatable, Encodable {
        /// The sentence.
        package let text: String
        /// How many words it has.
        package let words: Int
        /// Its own grade, or its LIX where the plan is not English.
        package let level: Double
        /// Who wrote it; nil where it is the board's own.
        package let author: String?
    }

    /// The plan's language.
    package let language: String
    /// The whole plan's measures.
    package let level: ReadingLevel
    /// What the policy asks for.
    package let rules: PlainLanguageRules
    /// The hardest sentences, the hardest first.
    package let hardest: [HardSentence]

    private enum CodingKeys: String, CodingKey {
        case language, sentences, words, ease, grade, lix, rules, isHard, hardest
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(language, forKey: .language)
        try container.encode(level.sentences, forKey: .sentences)
        try container.encode(level.words, forKey: .words)
        if isEnglish {
            try container.encode(level.ease.tenths, forKey: .ease)
            try container.encode(level.grade.tenths, forKey: .grade)
        }
        try container.encode(level.lix.tenths, forKey: .lix)
        try container.encode(rules, forKey: .rules)
        try container.encode(isHard, forKey: .isHard)
        try container.encode(hardest, forKey: .hardest)
    }

    /// Flesch–Kincaid is made for English alone.
    private var isEnglish: Bool { language.hasPrefix("en") }

    /// Whether the plan is harder than the policy asks for.
    package var isHard: Bool { isEnglish ? level.grade > Double(rules.grade) : level.lix > Double(rules.lix) }

    /// The measures in one line.
    package var summary: String {
        let size = "\(level.sentences) sentences, \(level.words) words"
        guard isEnglish else { return "LIX \(level.lix.inOneDecimal) (\(size)); policy asks for \(rules.lix) at most." }
        return "School grade \(level.grade.inOneDecimal), Flesch reading ease \(level.ease.inOneDecimal), LIX "
            + "\(level.lix.inOneDecimal) (\(size)); policy asks for grade \(rules.grade) at most."
    }

    /// The measures of what the plan says.
    /// - Parameter authors: who wrote what, in the words of the plan.
    init?(of plan: PlanContext, rules: PlainLanguageRules, authors: [(text: String, author: String)]) {
        let text = plan.said.joined(separator: "\n")
        guard let level = ReadingLevel(of: text) else { return nil }
        let language = plan.language
        self.language = language
        self.level = level
        self.rules = rules
        var seen: Set<String> = []
        let measured = Sentences.sentences(of: text).filter { seen.insert($0).inserted }.compactMap { sentence in
            ReadingLevel(of: sentence).map { (sentence, $0, language.hasPrefix("en") ? $0.grade : $0.lix) }
        }
        let limit = Double(language.hasPrefix("en") ? rules.grade : rules.lix)
        // a name of five syllables alone is hard to no one: what is short is left out
        let hard = measured.filter { $0.1.words >= rules.sentenceWords || ($0.1.words >= 8 && $0.2 > limit + 2) }
        hardest = hard.sorted { ($0.2, $0.0) > ($1.2, $1.0) }.prefix(6).map { sentence, level, measure in
            HardSentence(
                text: sentence, words: level.words, level: measure.tenths,
                author: authors.first { $0.text.contains(sentence) || sentence.contains($0.text) }?.author)
        }
    }
}

extension Double {
    /// Rounded to one decimal.
    var tenths: Double { (self * 10).rounded() / 10 }

    /// “8.4”.
    var inOneDecimal: String { "\(tenths)" }
}

extension BoardOffice {
    /// How hard the plan is to read as the patient would get it now.
    /// - Throws: `CommandRefusal.noPlan` where no ballot has reached consensus.
    package func reading(of file: CaseFile) throws -> PlanReading? {
        guard let plan = file.plan else { throw CommandRefusal.noPlan }
        let presenter = try presenter(file)
        return PlanReading(
            of: presenter.patientPlan(plan), rules: try policy().plans.plainLanguage, authors: presenter.authors(plan))
    }
}

extension Presenter {
    /// Every statement of the plan in the words that the patient reads, with its author.
    func authors(_ plan: TreatmentPlan) -> [(text: String, author: String)] {
        var all: [Attributed<String>] = plan.rationales
        for option in plan.options {
            all += option.benefits + option.sideEffects + option.duration + option.burden
            for modality in option.plan.modalities { all += option.detail[modality] ?? [] }
        }
        all += plan.questions.flatMap(\.answers)
        all += plan.preferences.flatMap { $0.responses.map { $0.saying($0.value.how) } }
        all += plan.conditions.map { $0.saying(words($0.value)) }
        for alternative in plan.alternatives {
            let said = alternative.value
            for text in [said.name, said.benefits, said.sideEffects, said.duration, said.burden, said.whyNot] {
                if let text { all.append(alternative.saying(text)) }
            }
        }
        return all.filter { $0.value.count > 12 }.map { (plain($0.value), author($0)) }
    }
}
