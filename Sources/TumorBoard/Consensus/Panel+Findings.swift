extension Panel {
    /// What the findings stop: disputes and needed information, whoever of those heard raised them.
    func findings() -> [Reason] {
        var reasons: [Reason] = []
        let disputeDiagnosis = heard.filter { !$0.diagnosisAgree }.map(\.reviewer)
        if !disputeDiagnosis.isEmpty { reasons.append(.diagnosisConflict(by: disputeDiagnosis)) }
        let disputeStage = heard.filter { !$0.stageAgree }.map(\.reviewer)
        if !disputeStage.isEmpty { reasons.append(.stageConflict(by: disputeStage)) }
        for need in InformationNeed.allCases {
            let asking = heard.filter { $0.blockingNeeds.contains(need) }.map(\.reviewer)
            if !asking.isEmpty { reasons.append(.blockingNeed(need, by: asking)) }
        }
        return reasons
    }

    /// Who is asked because of the findings, and whether that is an escalation: a dispute that outlived its re-review.
    /// The stage goes to the board only when nothing else is outstanding.
    func answer(to findings: [Reason]) -> (kind: Outcome.Kind, target: Outcome.Target?) {
        let disputesDiagnosis = findings.contains { $0.code == "diagnosisConflict" }
        if disputesDiagnosis && context.pathologyReReviewDone {
            return (.escalate, .specialty(InformationNeed.pathologyReReview.owner))
        }
        let disputesStage = findings.contains { $0.code == "stageConflict" }
        let onlyStage = findings.allSatisfy { $0.asksFor == .stagingReview }
        if disputesStage && onlyStage && context.stagingReviewDone { return (.escalate, .conveneBoard) }
        return (.needInfo, findings.first?.specialty.map { .specialty($0) })
    }
}
