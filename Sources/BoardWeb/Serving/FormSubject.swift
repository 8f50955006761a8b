import Documents
import Orchestrator
import TumorBoard

/// What a form was shown for. Every form behind a link sends it along: one browser has one session, and another link
/// opened meanwhile, or a newer version, must not receive what was written for this one.
struct FormSubject: Equatable, Sendable {
    static let field = "about"
    let text: String

    /// Any other form, by words that tell it apart.
    init(text: String) { self.text = text }

    /// A ballot of one reviewer on one packet.
    init(_ desk: BallotDesk) { text = "\(desk.file.subject.id)/\(desk.reviewer.id)/\(desk.packet.digest)" }

    /// A ballot of one reviewer on the packet that the link was made for, current or not.
    init(ballot grant: LinkGrant) { text = "\(grant.caseID)/\(grant.person)/\(grant.packetDigest ?? "")" }

    /// A plan's version, to be signed by one reviewer.
    init(_ plan: TreatmentPlan, of id: CaseID, signer: ReviewerID) { text = "\(id)/\(signer)/plan-\(plan.version)" }

    /// An act of one person.
    init(_ grant: LinkGrant) { text = "\(grant.caseID)/\(grant.person)/\(grant.purpose.rawValue)" }

    var hidden: HiddenField { HiddenField(name: Self.field, value: text) }
}
