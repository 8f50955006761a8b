/// How well one side of a case was presented, in the way of MDT-MODe (Lamb et al., Ann Surg Oncol 2011: information is
/// rated 1–5 a side).
package struct CompletenessScore: Codable, Equatable, Sendable {
    /// The sides of a case that MDT-MODe rates.
    package enum Side: String, Codable, CaseIterable, Sendable {
        case history, imaging, pathology, comorbidity, psychosocial, patientsView
    }

    /// Which side.
    package var side: Side
    /// 1 to 5; nil where nothing was presented, which is shown as such and never as a low score.
    package var score: Int?
    /// What the score rests on, and what would raise it; a line each.
    package var because: [String]

    /// A score with its grounds.
    package init(side: Side, score: Int?, because: [String]) {
        self.side = side
        self.score = score
        self.because = because
    }
}

extension CompletenessScore.Side {
    /// The side as a person would write it.
    package var title: String {
        switch self {
        case .history: "history"
        case .imaging: "imaging"
        case .pathology: "pathology"
        case .comorbidity: "comorbidity"
        case .psychosocial: "psychosocial"
        case .patientsView: "patient's view"
        }
    }
}
