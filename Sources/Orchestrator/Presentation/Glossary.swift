import Documents
import Foundation

/// Words of medicine in plain words; a plan explains those that it uses.
enum Glossary {
    /// The entries whose term stands in what the patient reads, in the order of the alphabet.
    static func entries(of terms: [GlossaryTerm], usedIn plan: PlanContext) -> [GlossaryEntry] {
        entries(of: terms, in: plan.said)
    }

    /// The entries whose term stands in these sentences.
    static func entries(of terms: [GlossaryTerm], in sentences: [String]) -> [GlossaryEntry] {
        let text = sentences.joined(separator: "\n")
        return terms.filter { $0.isUsed(in: text) }
            .map { GlossaryEntry(term: $0.term, meaning: $0.meaning) }
            .sorted { ($0.term.lowercased(), $0.term) < ($1.term.lowercased(), $1.term) }
    }
}

extension PlanContext {
    /// Everything that the plan tells the patient in sentences, beside the patient's own words.
    var said: [String] {
        let options = options.flatMap { [$0.name, $0.benefits, $0.sideEffects, $0.duration, $0.burden] }
        return recommendation + steps + why + questions.map(\.answer) + preferences.map(\.explanation) + options
            + disagreement + conditions
    }
}
