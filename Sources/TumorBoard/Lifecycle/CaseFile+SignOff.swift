import Foundation

extension CaseFile {
    /// Who is asked to sign: the chair, else the first delegate, who has no conflict and is not away.
    package func signatory(of board: Board, roster: Roster, day: CivilDate) -> Reviewer? {
        ([board.chair] + board.delegates).compactMap(roster.reviewer).first { reviewer in
            whyMayNotSign(reviewer, board: board) == nil && !reviewer.leave.contains { $0.covers(day) }
        }
    }

    /// Why a reviewer may not sign this plan, nil when they may.
    package func whyMayNotSign(_ reviewer: Reviewer, board: Board) -> String? {
        guard reviewer.id == board.chair || board.delegates.contains(reviewer.id) else {
            return "neither chairs \(board.name) nor is a delegate"
        }
        if let conflict = reviewer.conflict(on: subject) { return "conflict with \(conflict.with): \(conflict.reason)" }
        guard subject.referral.setting == .secondOpinion else { return nil }
        if subject.referral.treating.contains(reviewer.id) { return "treats or referred the patient" }
        if let institution = subject.firstOpinion?.institution,
            institution.comparable == reviewer.institution.comparable
        {
            return "works at \(institution), which gave the first opinion"
        }
        return nil
    }

    /// The signature is asked for (again).
    package func askSignature() -> [CaseEvent] { [.signatureAsked(AlertSent(count: signatureAsks + 1))] }

    /// A named clinician signs; the letter leaves, and the patient's plan where they chose to read it first.
    package func sign(
        by reviewer: Reviewer, name: String, board: Board
    ) throws(CommandRefusal) -> [CaseEvent] {
        try refuseStanding()
        guard let plan, compiled != nil else { throw .noPlan }
        guard signature == nil else { throw .alreadySigned }
        if let why = whyMayNotSign(reviewer, board: board) { throw .mayNotSign(why) }
        guard name.comparable == reviewer.name.comparable else {
            throw .mayNotSign("the name typed is not the name on the roster, “\(reviewer.name)”")
        }
        guard plan.gaps.isEmpty else { throw .gaps(plan.gaps) }
        guard !mustReconcile else { throw .notReconciled(subject.relatedCases) }
        let role = reviewer.id == board.chair ? "chair" : "delegate"
        let signed = CaseEvent.planSigned(
            PlanSignature(reviewer: reviewer.id, name: reviewer.name, role: role, version: plan.version))
        let release = PlanRelease(
            letter: subject.consent.letterToReferringDoctor, patientPlan: subject.consent.readFirst)
        return release.letter || release.patientPlan ? [signed, .planReleased(release)] : [signed]
    }

    /// A named clinician talked with the patient; the plan is released.
    package func recordConversation(by person: String, note: String?) throws(CommandRefusal) -> [CaseEvent] {
        try refuseStanding()
        guard signature != nil || validPlan != nil else { throw .notSigned }
        let held = CaseEvent.conversationHeld(ByPerson(by: person, note: note))
        guard (validPlan?.released ?? released)?.patientPlan != true else { return [held] }
        return [held, .planReleased(PlanRelease(letter: false, patientPlan: true))]
    }

    /// A signed plan has been held too long.
    package func raiseHeldAlarm() -> [CaseEvent] {
        [.heldAlarmRaised(ByPerson(by: "agent", note: "the signed plan has not reached the patient"))]
    }

    /// The patient opened the plan.
    package func markRead(by person: String) -> [CaseEvent] {
        read == nil && released?.patientPlan == true ? [.planRead(ByPerson(by: person))] : []
    }
}
