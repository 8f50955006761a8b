extension Modality {
    /// The treatment as a sentence names it.
    package var inPlainWords: String {
        switch self {
        case .surgery: "surgery"
        case .systemic: "systemic therapy"
        case .radiotherapy: "radiotherapy"
        case .surveillance: "surveillance"
        case .bestSupportiveCare: "best supportive care"
        case .clinicalTrial: "a clinical trial"
        }
    }
}

extension PhasedPlan {
    /// The plan as a sentence names it: “radiotherapy with systemic therapy, then surgery (lobectomy)”.
    package var inPlainWords: String {
        phases.map { phase in
            phase.map { element in
                element.detail.map { "\(element.modality.inPlainWords) (\($0))" } ?? element.modality.inPlainWords
            }.joined(separator: " with ")
        }.joined(separator: ", then ")
    }
}

extension InformationNeed {
    /// The information as a sentence names it.
    package var inPlainWords: String {
        switch self {
        case .pathologyReReview: "a pathology re-review"
        case .stagingReview: "a review of the staging"
        case .imaging: "further imaging"
        case .molecular: "molecular testing"
        case .performanceStatus: "an assessment of performance status"
        }
    }
}

extension Int {
    /// Small numbers as words, as running text has them.
    var inWords: String {
        let words = [
            "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        ]
        return words.indices.contains(self) ? words[self] : String(self)
    }
}

extension [String] {
    /// “A”, “A and B”, “A, B and C”.
    var listed: String {
        guard let last, count > 1 else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " and " + last
    }
}

extension String {
    /// The same text with a capital at the start.
    package var asSentenceStart: String { prefix(1).uppercased() + dropFirst() }
}
