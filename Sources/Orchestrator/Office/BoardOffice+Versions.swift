import Foundation
package import TumorBoard

extension BoardOffice {
    /// Chair or delegate sends a plan back unsigned.
    @discardableResult
    package func sendBack(
        _ id: CaseID, by reviewer: ReviewerID, reason: String, to addressee: PlanReturn.Addressee, askingPanel: Bool
    ) throws -> CaseFile {
        let roster = try roster()
        guard let sender = roster.reviewer(reviewer) else { throw OfficeError.unknownReviewer(reviewer.text) }
        let policy = try policy()
        return try change(id, actor: reviewer.text) { file in
            try file.sendBack(
                reason, by: sender, to: addressee, askingPanel: askingPanel, board: try board(of: file, in: roster),
                now: now, policy: policy)
        }
    }

    /// Corrects what a plan says in the name of a reviewer of its panel; a signed plan gets a new version.
    @discardableResult
    package func revise(
        _ id: CaseID, by reviewer: ReviewerID, _ subject: PlanSupplement.Subject, text: String, reason: String,
        withdrawing: Bool, actor: String
    ) throws -> CaseFile {
        try change(id, actor: actor) { file in
            guard let seat = file.panel?.seat(of: reviewer) else { throw CommandRefusal.notSeated(reviewer) }
            return try file.revise(
                PlanSupplement(reviewer: reviewer, specialty: seat.specialty, subject: subject, text: text),
                reason: reason, by: reviewer.text, withdrawing: withdrawing, now: now)
        }
    }

    /// Records that the patient refuses a treatment outright, or takes the refusal back.
    @discardableResult
    package func refuse(_ refusal: TreatmentRefusal, of id: CaseID) throws -> CaseFile {
        let policy = try policy()
        return try change(id, actor: refusal.by) { file in
            try file.refuse(refusal, now: now, policy: policy, digest: digest)
        }
    }

    /// What the reviewer behind a link answers to an unsigned plan; the plan is compiled again.
    @discardableResult
    package func answer(through grant: LinkGrant, _ answers: [(PlanSupplement.Subject, String)]) throws -> CaseFile {
        guard grant.purpose == .answer else { throw DeskError.wrongPurpose }
        let reviewer = try ReviewerID(grant.person)
        return try change(grant.caseID, actor: grant.person) { file in
            guard let seat = file.panel?.seat(of: reviewer) else { throw CommandRefusal.notSeated(reviewer) }
            let said = answers.map { subject, text in
                PlanSupplement(reviewer: reviewer, specialty: seat.specialty, subject: subject, text: text)
            }
            return try file.answer(said, now: now)
        }
    }

    /// Sends the plan behind a sign-off link back unsigned.
    @discardableResult
    package func sendBack(
        through grant: LinkGrant, reason: String, to addressee: PlanReturn.Addressee, askingPanel: Bool
    ) throws -> CaseFile {
        guard grant.purpose == .signOff else { throw DeskError.wrongPurpose }
        return try sendBack(
            grant.caseID, by: ReviewerID(grant.person), reason: reason, to: addressee, askingPanel: askingPanel)
    }
}

extension CaseFile {
    /// The case as the version of a document that its reader may see leaves it: the newest that is signed and released.
    ///
    /// Nil where none is, or it was withdrawn.
    package func released(_ document: CaseDocument) -> CaseFile? {
        func isOut(_ release: PlanRelease?) -> Bool {
            document == .letter ? release?.letter == true : release?.patientPlan == true
        }
        if signature != nil, isOut(released) { return self }
        return planRecord.standing.last { isOut($0.released) }.flatMap { atVersion($0.version) }
    }
}
