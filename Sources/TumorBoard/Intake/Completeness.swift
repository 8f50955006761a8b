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

/// Rates every side of a case by what is there: one point for each of five things that a board asks for on that side,
/// and no score at all where there is none of them.
package func completeness(of subject: Case, rules: IntakeRules, on day: CivilDate) -> [CompletenessScore] {
    let stale = Set(staleRecords(of: subject, rules: rules, on: day).map(\.record))
    return CompletenessScore.Side.allCases.map { side in
        let asked = subject.evidence(of: side, stale: stale)
        let there = asked.filter(\.isThere)
        return CompletenessScore(
            side: side, score: there.isEmpty ? nil : there.count,
            because: there.map(\.what) + asked.filter { !$0.isThere }.map { "not presented: \($0.what)" })
    }
}

extension Case {
    /// The five things that a board asks for on a side, and whether each is there.
    fileprivate func evidence(
        of side: CompletenessScore.Side, stale: Set<String>
    ) -> [(what: String, isThere: Bool)] {
        func has(_ kinds: RecordClass...) -> Bool { records.contains { kinds.contains($0.kind) && $0.isPresent } }
        func isStated(_ text: String?) -> Bool { !(text ?? "").allSatisfy(\.isWhitespace) }
        let imaging = records.filter { [.imagingReport, .images].contains($0.kind) && $0.isPresent }
        let social: Set<PreferenceCode> = [
            .limitTravel, .limitCost, .keepWorking, .stayAtHome, .preserveFertility, .preserveSexualFunction,
        ]
        return switch side {
        case .history:
            [
                ("history in words", isStated(history)), ("treatment so far", !treatments.isEmpty),
                ("date of diagnosis", diagnosis.date != nil),
                ("first opinion", firstOpinion?.plan != nil),
                ("report of the current physician", has(.currentPhysicianReport, .dischargeSummary)),
            ]
        case .imaging:
            [
                ("imaging report", has(.imagingReport)), ("images", has(.images)),
                ("imaging within its age limit", imaging.contains { $0.date != nil && !stale.contains($0.id) }),
                ("stage", !staging.isEmpty), ("size of the tumour", !sizes.isEmpty),
            ]
        case .pathology:
            [
                ("pathology report", has(.pathologyReport, .biopsy)), ("slides or blocks", has(.slidesOrBlocks)),
                ("histology", isStated(diagnosis.histology)), ("markers", !biomarkers.isEmpty),
                ("genetic or molecular report", has(.genetics)),
            ]
        case .comorbidity:
            [
                ("other illnesses", !comorbidities.isEmpty),
                ("performance status", fitness.ecog != nil || fitness.karnofsky != nil),
                ("medication", !medication.isEmpty || has(.medicationList)), ("allergies", allergies != nil),
                ("laboratory or function", has(.bloodCount, .chemistry, .lungFunction, .echocardiography)),
            ]
        case .psychosocial:
            [
                ("companion", isStated(patient.companion)), ("navigator", navigator != nil),
                ("work, travel, cost or family", preferences.contains { social.contains($0.code) }),
                ("coverage", coverage != nil), ("family history", !familyHistory.isEmpty),
            ]
        case .patientsView:
            [
                ("goals", !goals.isEmpty), ("questions", !questions.isEmpty), ("preferences", !preferences.isEmpty),
                ("what the patient knows", isStated(patient.knows)),
                ("why an opinion is sought", !referral.occasions.isEmpty || !referral.reasons.isEmpty),
            ]
        }
    }
}
