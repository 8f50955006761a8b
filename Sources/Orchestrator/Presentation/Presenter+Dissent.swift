import Documents
package import TumorBoard

extension Presenter {
    /// How a dissent stands in the letter, in its author's name.
    func dissent(_ one: Attributed<TumorBoard.Dissent>) -> Documents.Dissent {
        let stance = Outcome.Stance(rawValue: one.value.stance)?.inPlainWords ?? one.value.stance
        let own = one.value.plan.map { ": would recommend \($0.inPlainWords)" } ?? ""
        return Documents.Dissent(
            author: author(one), stance: stance.asSentenceStart + own, text: one.value.rationale,
            statement: one.value.statement)
    }

    /// How the same is told to the patient: no name, no reproach, and the way to ask.
    func disagreement(_ one: Attributed<TumorBoard.Dissent>) -> String {
        let own = one.value.plan.map { patientLanguage.words($0) } ?? say("somethingElse")
        return say("disagreement", ["specialty": patientLanguage.words(one.specialty), "plan": own])
    }
}

/// A dissent as its author sees it before the plan is signed.
package struct DissentSheet: Codable, Equatable, Sendable {
    /// The case.
    package let caseID: CaseID
    /// Whose.
    package let reviewer: ReviewerID
    /// Their name.
    package let name: String
    /// The letter's heading: name and seat.
    package let author: String
    /// The letter's sentence about the stance.
    package let stance: String
    /// The author's reasons, as the letter gives them.
    package let rationale: String
    /// What the author added.
    package let statement: String?
    /// What the patient is told.
    package let toThePatient: String
    /// Whether a statement can still be added or changed.
    package let isOpen: Bool

    private enum CodingKeys: String, CodingKey {
        case reviewer, name, author, stance, rationale, statement, toThePatient, isOpen
        case caseID = "case"
    }
}

extension BoardOffice {
    /// How a reviewer's dissent is recorded in letter and plan.
    /// - Throws: `CommandRefusal.noPlan`, `.noDissent`.
    package func dissentSheet(_ file: CaseFile, of reviewer: ReviewerID) throws -> DissentSheet {
        let presenter = try presenter(file)
        let one = try file.dissent(of: reviewer)
        let letter = presenter.dissent(one)
        return DissentSheet(
            caseID: file.subject.id, reviewer: reviewer, name: presenter.name(reviewer), author: letter.author,
            stance: letter.stance, rationale: letter.text, statement: letter.statement,
            toThePatient: presenter.disagreement(one), isOpen: file.signature == nil && file.ending == nil)
    }

    /// A dissenter adds a statement, changes it, or takes it back (nil); the plan is compiled again.
    @discardableResult
    package func stateDissent(
        _ id: CaseID, by reviewer: ReviewerID, text: String?, actor: String
    ) throws -> CaseFile {
        try change(id, actor: actor) { try $0.stateDissent(by: reviewer, text: text, now: now) }
    }

    /// The same through the dissenter's link.
    @discardableResult
    package func stateDissent(through grant: LinkGrant, text: String?) throws -> CaseFile {
        guard grant.purpose == .dissent else { throw DeskError.wrongPurpose }
        return try stateDissent(grant.caseID, by: ReviewerID(grant.person), text: text, actor: grant.person)
    }

    /// Notes that a dissenter has looked; only the first time is an event, and a link of an older plan notes nothing.
    package func noteDissentSeen(through grant: LinkGrant) throws {
        guard grant.purpose == .dissent else { throw DeskError.wrongPurpose }
        let reviewer = try ReviewerID(grant.person)
        try change(grant.caseID, actor: grant.person) { file in
            guard (file.plan?.dissents ?? []).contains(where: { $0.by == reviewer }), file.compiled != nil,
                file.withdrawnConsent == nil
            else { return [] }
            return try file.lookAtDissent(by: reviewer, now: now)
        }
    }
}
