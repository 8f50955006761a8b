import Documents
import Foundation
import Journal
import TumorBoard

/// Whom an email goes to; resolved to an address when it is composed.
enum Recipient: Codable, Equatable, Sendable {
    case reviewer(ReviewerID)
    case referringDoctor
    case ownDoctor
    case patient
    case companion
    case navigator
    case coordinator
    case onCall(Int)
    case staff(EmailAddress)

    /// Stable text for identifiers.
    var text: String {
        switch self {
        case .reviewer(let id): id.text
        case .referringDoctor: "doctor"
        case .ownDoctor: "own-doctor"
        case .patient: "patient"
        case .companion: "companion"
        case .navigator: "navigator"
        case .coordinator: "coordinator"
        case .onCall(let index): "oncall-\(index + 1)"
        case .staff: "staff"
        }
    }
}

/// What a link allows.
package enum LinkPurpose: String, Codable, Sendable {
    case ballot, dissent, signOff, letter, summary, plan, acknowledge, conversation, review, upload
    case answer
    case followUp, implementation
}

/// An email to be, as a reference: rendered when its turn comes, from the case as it then stands.
struct Notice: Codable, Sendable {
    var kind: String
    var to: Recipient
    /// Nil for mail of the site itself.
    var caseID: CaseID?
    /// Whose board writes, where there is no case.
    var board: BoardID?
    /// The session that it is about, where it is about no case.
    var session: SessionID?
    var ballot = 0
    /// The version of the event that caused it: makes every notice unique.
    var revision: Int
    var link: LinkPurpose?
    var packetDigest: String?
    var linkExpires: Date?
    /// Sentences without clinical content.
    var reason: String?
    var task: String?
    var covered: ReviewerID?
    var seat: Specialty?
    var records: [RecordClass] = []
    var code: String?
    var need: InformationNeed?
    /// By when the recipient is asked to act.
    var wanted: Date?
    var count = 0
    var due: Date
    var usefulUntil: Date?

    init(_ kind: MailKind, to: Recipient, caseID: CaseID?, revision: Int, due: Date) {
        self.kind = kind.rawValue
        self.to = to
        self.caseID = caseID
        self.revision = revision
        self.due = due
    }

    /// Unique by kind, case, ballot, person and revision.
    var id: String { "\(kind)/\(caseID?.text ?? session?.text ?? "site")/\(ballot)/\(to.text)/\(revision)" }

    func outboxItem(stream: StreamID) throws -> OutboxItem {
        OutboxItem(
            id: id, stream: stream, kind: kind, reference: try JSONEncoder.canonical.encode(self), due: due,
            usefulUntil: usefulUntil)
    }
}
